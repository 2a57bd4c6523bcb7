"""`quizengine teach`: the lessons in the teacher's folder, opened in JupyterLab on the start page."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from quizengine.content.bank import Bank, in_country, kit_bank
from quizengine.content.countries import VARIABLE
from quizengine.content.kit import kit_root
from quizengine.lab.copies import Copied, copy_lessons

STAMP = ".quizengine"
"""Beside the handouts: when they were all printed, and in it for what country."""


def teach(
    *,
    lang: str,
    folder: Path | None,
    country: str = "",
    open_browser: bool = True,
    port: int = 0,
    state: Path | None = None,
) -> int:
    """Copy the lessons into the teacher's folder and serve them until Ctrl+C.

    Args:
        lang: of the lessons, the interface and the messages.
        folder: the teacher's; None is a folder with a plain name in their home.
        country: whose help lines and laws come first; "" is that of the language.
        open_browser: False prints the address only.
        port: 0 takes a free one.
        state: where the kit's Jupyter keeps its own files; None is the usual place of this system.

    Returns:
        The exit code: 0, or 1 where the folder cannot be written.

    Raises:
        ValueError: the kit does not know the country.
    """
    bank = in_country(kit_bank(), country)
    os.environ[VARIABLE] = country  # the notebooks run elsewhere, and inherit it
    words = bank.speak("teach", lang)
    lessons = kit_root() / "lessons" / lang
    try:
        folder = (folder or Path.home() / words["folder"]).expanduser().resolve()
        copied = copy_lessons(lessons, folder, new_version=words["new-version"])
    except (OSError, RuntimeError):  # the second: a home folder that is not known, such as ~nobody
        print(words["no-folder"].format(folder=folder or words["folder"]), file=sys.stderr)
        return 1
    for line in tell_copies(copied, words):
        print(line)
    print(words["lessons-in"].format(folder=folder))
    _offer_handouts(bank, lang=lang, out=folder / words["handouts"])
    return _serve(words, lang=lang, folder=folder, open_browser=open_browser, port=port, state=state)


def tell_copies(copied: list[Copied], words: dict[str, str]) -> list[str]:
    """Return what happened to the lessons, one line a file."""
    return [words[f"file-{one.what}"].format(file=one.path, other=one.other.name) for one in copied]


def print_handouts(lang: str, out: Path, bank: Bank) -> bool:
    """Print the handouts of every ready lesson, if they are missing, too old or for another country.

    Returns:
        Whether they were printed.

    Raises:
        ValueError: something in a lesson cannot be printed.
        OSError: a file cannot be written; the next call tries again.
    """
    sources = (path for room in ("lessons", "handouts") for path in (kit_root() / room).rglob("*"))
    newest = max(path.stat().st_mtime for path in sources if path.is_file() and path.suffix != ".pdf")
    stamp = out / STAMP
    is_new = stamp.exists() and stamp.stat().st_mtime > newest and stamp.read_text("utf-8") == bank.country
    if is_new and any(out.rglob("*.pdf")):
        return False
    from quizengine.printing import print_lesson  # only now: it loads a whole typesetter

    for lesson in bank.lessons.values():
        if lesson.is_ready:
            print_lesson(lesson.id, lang=lang, out=out, bank=bank)
    stamp.write_text(
        bank.country, "utf-8"
    )  # only now: sheets that could not all be written are not yet printed
    return True


def _offer_handouts(bank: Bank, *, lang: str, out: Path) -> None:
    """Say where the sheets are; a lesson goes on without them."""
    words = bank.speak("teach", lang)
    try:
        if print_handouts(lang, out, bank):
            print(words["handouts-in"].format(folder=out))
    except (OSError, ValueError):
        print(words["no-handouts"], file=sys.stderr)


def find_start(lang: str) -> str:
    """Return the name of the start page: the one notebook at the top of the lessons."""
    return min(path.name for path in (kit_root() / "lessons" / lang).glob("*.ipynb"))


def _serve(
    words: dict[str, str], *, lang: str, folder: Path, open_browser: bool, port: int, state: Path | None
) -> int:
    said = "" if open_browser else "-alone"
    print(words[f"starting{said}"], flush=True)
    from quizengine.lab import server  # takes seconds, so the first words come before

    state = state or server.usual_state(lang)
    lab = server.start_server(folder=folder, start=find_start(lang), state=state, lang=lang, port=port)
    server.trust(kit_root() / "lessons" / lang)
    print(words[f"address{said}"].format(address=server.address(lab)))
    print(words["stop"], flush=True)
    lab.open_browser = open_browser
    server.run(lab)
    print(words["stopped"].format(folder=folder))
    return 0
