"""`quizengine teach`: the lessons in the teacher's folder, opened in JupyterLab on the start page."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

from quizengine.content.bank import in_country, kit_bank
from quizengine.content.countries import VARIABLE
from quizengine.content.kit import kit_root
from quizengine.lab.copies import Copied, copy_lessons
from quizengine.lab.sheets import print_sheets


def teach(
    *,
    lang: str,
    folder: Path | None,
    country: str = "",
    open_browser: bool = True,
    with_sheets: bool = True,
    port: int = 0,
    state: Path | None = None,
) -> int:
    """Copy the lessons into the teacher's folder and serve them until Ctrl+C.

    Args:
        lang: of the lessons, the interface and the messages.
        folder: the teacher's; None is a folder with a plain name in their home.
        country: whose help lines and laws come first; "" is that of the language.
        open_browser: False prints the address only.
        with_sheets: whether to make the sheets to print too, beside the lessons.
        port: 0 takes a free one.
        state: where the kit's Jupyter keeps its own files; None is the usual place of this system.

    Returns:
        The exit code: 0, or 1 where the folder cannot be written.

    Raises:
        ValueError: the kit does not know the country.
    """
    words = in_country(kit_bank(), country).speak("teach", lang)
    os.environ[VARIABLE] = country  # the notebooks run elsewhere, and inherit it
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
    with ExitStack() as stack:
        if with_sheets:
            sheets = folder / words["handouts"]
            print(words["handouts-in"].format(folder=sheets))
            stack.enter_context(
                print_sheets(
                    sheets,
                    lang=lang,
                    country=country,
                    tell_failure=lambda: print(words["no-handouts"], file=sys.stderr),
                )
            )
        return _serve(words, lang=lang, folder=folder, open_browser=open_browser, port=port, state=state)


def tell_copies(copied: list[Copied], words: dict[str, str]) -> list[str]:
    """Return what happened to the lessons, one line a file."""
    return [words[f"file-{one.what}"].format(file=one.path, other=one.other.name) for one in copied]


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
