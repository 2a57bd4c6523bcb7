"""The kit's own lesson, printed once for all tests of this folder."""

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.notebook import Cell, Notebook, read_notebook
from quizengine.printing.document import build_document
from quizengine.printing.recipes import read_recipes

LESSON = "teens-3"


@pytest.fixture(scope="session")
def notebooks():
    """The lesson's notebook by language."""
    bank = kit_bank()
    paths = bank.lessons[LESSON].notebook
    return {lang: read_notebook(bank.folder.parent / paths[lang]) for lang in LANGUAGES}


@pytest.fixture(scope="session")
def documents(notebooks):
    """Every handout of the lesson, by (kind, language)."""
    return {
        (kind, lang): build_document(notebooks[lang], recipe, bank=kit_bank(), where=f"{lang}.ipynb")
        for kind, recipe in read_recipes().items()
        for lang in LANGUAGES
    }


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
