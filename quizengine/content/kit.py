"""Where the kit's own lessons and handouts stand, in a checkout or in an installed package."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def kit_root() -> Path:
    """Return the folder that holds ``lessons/`` and ``handouts/``."""
    installed = PACKAGE / "_kit"
    return installed if installed.is_dir() else PACKAGE.parent


def display_path(path: Path) -> str:
    """Return a path as an author would write it: from the working folder where that is shorter."""
    names = [path.as_posix()]
    if path.drive == Path.cwd().drive:  # else there is no way from here to there
        names.append(Path(os.path.relpath(path)).as_posix())
    return min(names, key=len)
