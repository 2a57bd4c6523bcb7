"""All handouts of a lesson as files; it needs no nbconvert, so it starts fast."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizengine.content.bank import Bank
from quizengine.content.kit import display_path
from quizengine.content.notebook import read_notebook
from quizengine.content.printed import Printed
from quizengine.content.problem import listing, suggest
from quizengine.content.sheet_code import KINDS, SheetCode
from quizengine.content.words import say
from quizengine.printing.copies import Copy, split_copies
from quizengine.printing.document import build_document, is_for, open_sheet
from quizengine.printing.recipes import Recipe, read_recipes
from quizengine.printing.rings import RINGS, plan_answers


def print_lesson(
    lesson_id: str,
    *,
    lang: str,
    kinds: Sequence[str] = (),
    out: Path,
    bank: Bank,
    copies: Sequence[Copy] = (Copy(),),
) -> list[Path]:
    """Print handouts of a lesson.

    Args:
        lesson_id: such as ``teens-3``.
        lang: ``fr`` or ``en``.
        kinds: ids of recipes; empty for all that the lesson has something for.
        out: folder for the files; made if it is missing.
        bank: the records; its notebooks stand in ``fr/`` and ``en/`` beside its folder.
        copies: of a sheet that is read back, all of them in one file; of any other that asks items, one file
            for each order of choices among them.

    Returns:
        The files written, in the order of the recipes.

    Raises:
        ValueError: no such lesson, language or kind, or something in the lesson cannot be printed;
            then no file is written.
        OSError: a file cannot be written.
    """
    notebook_path = _find_notebook(bank, lesson_id, lang)
    where = display_path(notebook_path)
    notebook = read_notebook(notebook_path)
    made = {}
    for recipe in _choose(kinds):
        if not is_for(recipe, notebook, where=where):
            if kinds:
                raise ValueError(f'{where}: nothing in the lesson is for kind "{recipe.id}". Leave it out.')
            continue
        ending = say(recipe.file, lang, bank.lessons[lesson_id].audience)
        for version, some in split_copies(copies, is_read=RINGS in recipe.parts).items():
            path = out / f"{notebook_path.stem}-{ending}{version}.pdf"
            made[path] = build_document(notebook, recipe, bank=bank, where=where, copies=some).to_pdf()
    out.mkdir(parents=True, exist_ok=True)
    for path, pdf in made.items():
        path.write_bytes(pdf)
    return list(made)


def find_answers(code: SheetCode, bank: Bank) -> Printed | None:
    """Return the sheet that a code names, None where the kit of today prints no such sheet."""
    if code.lesson >= len(bank.lessons):
        return None
    lesson = list(bank.lessons.values())[code.lesson]
    recipe = read_recipes()[KINDS[code.kind]]
    for lang in lesson.notebook:
        path = _find_notebook(bank, lesson.id, lang)
        where = display_path(path)
        notebook = read_notebook(path)
        if not is_for(recipe, notebook, where=where):
            continue
        sheet = plan_answers(open_sheet(notebook, recipe, bank=bank, where=where, seed=code.seed))
        if sheet.code(code.seed) == code:
            items = {item.id: item for _, item in sheet.items}
            return Printed(lesson.id, recipe.id, code.seed, sheet.read_layout(code.seed), items)
    return None


def _find_notebook(bank: Bank, lesson_id: str, lang: str) -> Path:
    lesson = bank.lessons.get(lesson_id)
    if lesson is None:
        near = suggest(lesson_id, bank.lessons)
        raise ValueError(f'lesson "{lesson_id}" is not one of {listing(bank.lessons)}.{near}')
    if lang not in lesson.notebook:
        known = listing(lesson.notebook) or "none yet"
        raise ValueError(f'lesson "{lesson_id}" has no notebook in language "{lang}" (it has: {known}).')
    return bank.folder.parent / lesson.notebook[lang]


def _choose(kinds: Sequence[str]) -> list[Recipe]:
    recipes = read_recipes()
    for kind in kinds:
        if kind not in recipes:
            near = suggest(kind, recipes)
            raise ValueError(f'kind "{kind}" is not a handout ({listing(recipes)}).{near}')
    return [recipe for recipe in recipes.values() if not kinds or recipe.id in kinds]
