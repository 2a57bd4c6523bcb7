"""The kit's own lesson, printed once for all tests of this folder."""

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.notebook import Cell, Notebook, read_notebook
from quizengine.printing.document import build_document, is_for
from quizengine.printing.recipes import read_recipes

LESSON = "teens-3"


def open_notebook(lesson, lang):
    bank = kit_bank()
    return read_notebook(bank.folder.parent / bank.lessons[lesson].notebook[lang])


@pytest.fixture(scope="session")
def notebooks():
    """The lesson's notebook by language."""
    return {lang: open_notebook(LESSON, lang) for lang in LANGUAGES}


@pytest.fixture(scope="session")
def documents(notebooks):
    """Every handout, by (kind, language): of the lesson, or of the first that has something for the kind."""
    bank, made = kit_bank(), {}
    for lang, own in notebooks.items():
        others = (open_notebook(lesson, lang) for lesson in bank.lessons)
        books = [own, *others]
        for kind, recipe in read_recipes().items():
            book = next(one for one in books if is_for(recipe, one, bank=bank, where=""))
            made[kind, lang] = build_document(book, recipe, bank=bank, where=f"{lang}.ipynb")
    return made


@pytest.fixture(scope="session")
def pdfs(documents):
    """Every handout of the lesson as PDF, by (kind, language)."""
    return {place: document.to_pdf() for place, document in documents.items()}


@pytest.fixture
def make_notebook():
    """Make a notebook from a few cells: ``make_notebook(("markdown", "text", "tag"), …)``."""

    def make(*cells, lang="fr", lesson=LESSON):
        made = (
            Cell(f"cell-{number}", one[0], one[1], tuple(one[2:]), False, number)
            for number, one in enumerate(cells, start=1)
        )
        return Notebook(lesson, lang, tuple(made))

    return make


@pytest.fixture
def page(make_notebook):
    """Make a handout from a few cells."""

    def make(*cells, kind="pupil", **options):
        notebook = make_notebook(*cells, **options)
        return build_document(notebook, read_recipes()[kind], bank=kit_bank(), where="my.ipynb")

    return make
