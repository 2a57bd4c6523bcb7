"""The teacher's copies: new lessons come, unedited ones are refreshed, edited ones are never touched.

Must not know: languages and words, where the kit lies, JupyterLab.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizengine.content.outfile import open_part

MANIFEST = ".quizengine.json"
RUN_CELL = frozenset({"outputs", "execution_count"})
RUN_CELL_METADATA = frozenset({"execution", "trusted", "collapsed", "scrolled"})
RUN_METADATA = frozenset({"widgets", "language_info", "kernelspec"})
"""What a run or the kit itself writes into a cell, its metadata and the notebook's: no teacher's edit."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What happened to one file.

    Attributes:
        what: new, refreshed or beside.
        path: the lesson, relative to the teacher's folder.
        other: for beside, where the new version went; else the same as path.
    """

    what: str
    path: Path
    other: Path


def copy_lessons(kit: Path, folder: Path, *, new_version: str) -> list[Copied]:
    """Bring the teacher's folder up to date with the kit's lessons.

    Args:
        kit: the lessons of one language.
        folder: the teacher's folder; made if it is missing.
        new_version: what to add to a name when an edited file is kept and the kit's goes beside it.

    Returns:
        One record a file that was written, in order; nothing for a file left as it was.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = _read_manifest(folder)
    done = [one for path in _lessons(kit) for one in _bring(path, kit, folder, manifest, new_version)]
    _write(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode())
    return done


def _lessons(kit: Path) -> Iterator[Path]:
    for path in sorted(kit.rglob("*")):
        relative = path.relative_to(kit)
        if path.is_file() and not any(part.startswith((".", "__")) for part in relative.parts):
            yield relative


def _bring(path: Path, kit: Path, folder: Path, manifest: dict[str, Any], label: str) -> Iterator[Copied]:
    fresh, target = (kit / path).read_bytes(), folder / path
    known = manifest.get(path.as_posix(), {})
    version = hashlib.sha256(fresh).hexdigest()
    if target.exists() and known.get("kit") == version:
        return
    what, other = "new", path
    if target.exists():
        current = fingerprint(target.read_bytes())
        if current == fingerprint(fresh):
            what = "same"
        elif current == known.get("text"):
            what = "refreshed"
        else:
            what, other = "beside", _free_name(path, folder, manifest, label)
            manifest[other.as_posix()] = {"text": fingerprint(fresh)}
    if what != "same":
        _write(folder / other, fresh)
        yield Copied(what, path, other)
    text = known.get("text", "") if what == "beside" else fingerprint(fresh)
    manifest[path.as_posix()] = {"kit": version, "text": text}


def _free_name(path: Path, folder: Path, manifest: dict[str, Any], label: str) -> Path:
    """Return a name beside the edited file that is free, or holds an older new version nobody edited."""
    number = 1
    while True:
        count = "" if number == 1 else f" {number}"
        name = path.with_name(f"{path.stem} ({label}{count}){path.suffix}")
        known = manifest.get(name.as_posix(), {})
        if not (folder / name).exists() or fingerprint((folder / name).read_bytes()) == known.get("text"):
            return name
        number += 1


def fingerprint(content: bytes) -> str:
    """Return a hash of what a teacher may edit: a notebook's cells and metadata, not what a run leaves."""
    try:
        notebook = json.loads(content)
        cells = [_editable(cell) for cell in notebook["cells"]]
        edited = [cells, _without(notebook.get("metadata", {}), RUN_METADATA)]
        content = json.dumps(edited, sort_keys=True).encode()
    except (ValueError, KeyError, TypeError, AttributeError):
        pass  # not a notebook: every byte counts
    return hashlib.sha256(content).hexdigest()


def _editable(cell: dict[str, Any]) -> dict[str, Any]:
    """Return a cell as a teacher may edit it; its text may stand in one piece or in lines."""
    metadata = _without(cell.get("metadata", {}), RUN_CELL_METADATA)
    return _without(cell, RUN_CELL) | {"source": "".join(cell["source"]), "metadata": metadata}


def _without(record: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}


def _read_manifest(folder: Path) -> dict[str, Any]:
    """Return what was copied before; an unreadable manifest counts as none, so nothing is overwritten."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    sound = isinstance(manifest, dict) and all(isinstance(one, dict) for one in manifest.values())
    return manifest if sound else {}


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_part(path) as part:
        part.write_bytes(content)
