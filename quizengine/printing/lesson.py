"""The handouts of a lesson as files, and one file that holds them all; it starts fast, without nbconvert."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizengine.content.asked import find_lesson
from quizengine.content.bank import LANGUAGES, Bank
from quizengine.content.kit import display_path
from quizengine.content.notebook import Notebook, read_notebook
from quizengine.content.problem import listing, suggest
from quizengine.content.words import say
from quizengine.printing import vote_cards
from quizengine.printing.copies import Copy, split_copies
from quizengine.printing.document import Document, build_document, is_for, join_documents, open_sheet
from quizengine.printing.gallery import Gallery
from quizengine.printing.ledger import Ledger, digest_source
from quizengine.printing.look import PLAIN, Look
from quizengine.printing.recipes import Recipe, read_recipes
from quizengine.printing.rings import RINGS, plan_answers


@dataclass(frozen=True, slots=True)
class Pack:
    """What will be printed of a lesson.

    Attributes:
        folder: where its files go, below the folder that was asked for.
        notebook: the lesson.
        where: the notebook's name, for messages.
        home: the folder of the notebook and its pictures.
        recipes: the handouts, in the order of the recipes.
        copies: of each sheet that is read back, all of them in one file; of any other that asks items,
            one file for each order of choices among them.
        is_whole: whether they are all that the lesson has, so that one file holds them too.
    """

    folder: Path
    notebook: Notebook
    where: str
    home: Path
    recipes: tuple[Recipe, ...]
    copies: tuple[Copy, ...]
    is_whole: bool

    @property
    def count(self) -> int:
        """How many files it will be."""
        return len(self.files) + self.is_whole

    @property
    def files(self) -> list[tuple[Recipe, str, tuple[Copy, ...]]]:
        """The handouts one by one: the recipe, what ends the file's name, and the copies in it."""
        return [
            (recipe, version, some)
            for recipe in self.recipes
            for version, some in split_copies(self.copies, is_read=RINGS in recipe.parts).items()
        ]


def print_lesson(
    lesson_id: str, *, lang: str, out: Path, bank: Bank, kinds: Sequence[str] = (), look: Look = PLAIN
) -> list[Path]:
    """Print handouts of a lesson; see `plan_pack` and `print_pack`.

    Returns:
        The files, in the order of the recipes; the one that holds them all comes last.
    """
    pack = plan_pack(lesson_id, lang=lang, kinds=kinds, bank=bank)
    return list(print_pack(pack, out=out, bank=bank, look=look))


def plan_pack(
    asked: str,
    *,
    lang: str,
    bank: Bank,
    kinds: Sequence[str] = (),
    copies: Sequence[Copy] = (Copy(),),
    is_lenient: bool = False,
) -> Pack:
    """Return what there is to print of a lesson.

    Args:
        asked: a lesson's id, such as ``teens-3``, or a teacher's copy of its notebook.
        lang: ``fr`` or ``en``; "" for that of the copy, or French.
        bank: the records; its notebooks stand in ``fr/`` and ``en/`` beside its folder.
        kinds: ids of recipes; empty for all that the lesson has something for.
        copies: see `Pack`.
        is_lenient: whether a kind that the lesson has nothing for is left out without a word.

    Raises:
        ValueError: no such lesson, copy, language or kind, the lesson has nothing for a kind, or a photo of
            the copy's sheet could not be read.
    """
    name, lang, copy = find_lesson(asked, lang)
    path = find_notebook(bank, name, lang or LANGUAGES[0])
    folder = path.relative_to(bank.folder.parent / (lang or LANGUAGES[0])).with_suffix("")
    own = read_notebook(path)
    if copy is not None:
        path, folder = copy, Path(copy.stem)
    where = display_path(path)
    notebook = own if copy is None else read_notebook(copy)
    chosen = []
    for recipe in _choose(kinds):
        told = ""
        if not is_for(recipe, notebook, bank=bank, where=where):
            told = f'nothing in the lesson is for kind "{recipe.id}"'
        elif not _is_known(recipe, notebook, own, bank=bank, where=where):
            told = f'kind "{recipe.id}" asks other items than the kit\'s own, so no photo of it could be read'
        if not told:
            chosen.append(recipe)
        elif kinds and not is_lenient:
            raise ValueError(f"{where}: {told}. Leave it out.")
    return Pack(folder, notebook, where, path.parent, tuple(chosen), tuple(copies), not kinds)


def _is_known(recipe: Recipe, notebook: Notebook, own: Notebook, *, bank: Bank, where: str) -> bool:
    """Whether a sheet that is read back asks what the kit's own does: its reader knows no other."""
    if notebook is own or RINGS not in recipe.parts:
        return True
    given, known = (
        [item for _, item in plan_answers(open_sheet(one, recipe, bank=bank, where=where)).items]
        for one in (notebook, own)
    )
    return given == known


def print_pack(pack: Pack, *, out: Path, bank: Bank, look: Look = PLAIN) -> Iterator[Path]:
    """Print what was planned, file by file; what stands there as it should is left as it is.

    Args:
        pack: what to print.
        out: folder below which the lesson has its own; made if it is missing.
        bank: the records.
        look: paper and variants.

    Yields:
        Each file once it is whole.

    Raises:
        ValueError: something in the lesson cannot be printed.
        OSError: a file cannot be written.
    """
    ledger = Ledger(out)
    folder, stem = out / pack.folder, pack.folder.name
    lesson, lang = bank.lessons[pack.notebook.lesson], pack.notebook.lang
    documents: dict[Path, Document] = {}
    for recipe, version, copies in pack.files:
        ending = say(recipe.file, lang, lesson.audience)
        documents[folder / f"{stem}-{ending}{version}{look.ending}.pdf"] = build_document(
            pack.notebook,
            recipe,
            bank=bank,
            where=pack.where,
            gallery=Gallery(pack.home),
            copies=copies,
        )
    if pack.is_whole:
        whole = join_documents(list(documents.values()), title=lesson.title[lang])
        documents[folder.with_name(f"{stem}{look.ending}.pdf")] = whole
    for path, document in documents.items():
        source = digest_source(document.source, str(document.day), *look.inputs.values())
        if not ledger.has(path, source):
            ledger.keep(path, source, document.to_pdf(look))
        yield path


def find_notebook(bank: Bank, lesson_id: str, lang: str) -> Path:
    """Return the notebook of a lesson of the kit.

    Raises:
        ValueError: there is no such lesson, or it has no notebook in that language.
    """
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
            known = (*recipes, vote_cards.KIND)
            raise ValueError(f'kind "{kind}" is not a handout ({listing(known)}).{suggest(kind, known)}')
    return [recipe for recipe in recipes.values() if not kinds or recipe.id in kinds]
