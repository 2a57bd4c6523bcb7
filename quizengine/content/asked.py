"""Which lesson a command is asked for: by its id, or by a teacher's copy of its notebook."""

from __future__ import annotations

from pathlib import Path

from quizengine.content.bank import LANGUAGES
from quizengine.content.notebook import ENDING, read_notebook


def find_lesson(asked: str, lang: str) -> tuple[str, str, Path | None]:
    """Return which lesson is asked for: its id, its language and the copy, if there is one.

    Args:
        asked: a lesson's id, or the path of a notebook: its metadata say which lesson and language it is.
        lang: the language asked for, or "".

    Raises:
        ValueError: the notebook cannot be read, is none of the kit, or is in another language.
    """
    if not asked.endswith(ENDING):
        return asked, lang, None
    path = Path(asked)
    if not path.exists():
        raise ValueError(f"{path} is not there. Correct the name, or the folder.")
    try:
        notebook = read_notebook(path)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    if not notebook.lesson or notebook.lang not in LANGUAGES:
        raise ValueError(
            f"{path}: it is not a lesson of the kit. Name a copy of one, or a lesson's id; "
            "jupyter nbconvert --to kit-pdf prints any other notebook."
        )
    if lang and lang != notebook.lang:
        raise ValueError(f"{path}: it is in {notebook.lang}. Leave out --lang, or name a copy in {lang}.")
    return notebook.lesson, notebook.lang, path
