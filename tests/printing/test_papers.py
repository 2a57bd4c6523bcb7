"""What goes home, on the wall and into a pocket: every lesson, both languages, the pages promised."""

import io
import re
import shutil
import subprocess
import tomllib
from dataclasses import replace

import pikepdf
import pytest

from quizengine.content.bank import LANGUAGES, in_country, kit_bank
from quizengine.content.kit import kit_root
from quizengine.content.notebook import read_notebook
from quizengine.content.papers import Papers
from quizengine.printing.document import build_document, is_for
from quizengine.printing.recipes import read_recipes

BANK = kit_bank()
PAGES = {
    "letter": 1,
    "poster": 1,
    "poster-tiles": 2,
    "certificate": 1,
    "glossary": 1,
    "simple": 1,
    "checklist": 1,
    "help-card": 1,
    "plan": 1,
}
languages = pytest.mark.parametrize("lang", LANGUAGES)
lessons = pytest.mark.parametrize("lesson", BANK.lessons)


def open_lesson(lesson, lang):
    return read_notebook(kit_root() / "lessons" / BANK.lessons[lesson].notebook[lang])


def make(lesson, lang, kind, bank=BANK):
    return build_document(open_lesson(lesson, lang), read_recipes()[kind], bank=bank, where="my.ipynb")


def dictionaries(pdf):
    return [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]


@pytest.fixture
def words_of(tmp_path, need):
    """The words that can be copied out of a PDF."""
    need(shutil.which("pdftotext"), "no pdftotext: install poppler (Debian: apt-get install poppler-utils)")

    def extract(pdf):
        (tmp_path / "page.pdf").write_bytes(pdf)
        done = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, check=True)
        return done.stdout.decode().split()

    return extract


@lessons
@languages
def test_each_lesson_has_its_papers_on_as_many_pages_as_promised(lesson, lang):
    notebook = open_lesson(lesson, lang)
    kinds = [one for one in PAGES if is_for(read_recipes()[one], notebook, bank=BANK, where="")]
    assert set(PAGES) - set(kinds) <= ({"checklist"} if lesson.startswith("teens") else set())
    counts = {}
    for kind in kinds:
        with pikepdf.open(io.BytesIO(make(lesson, lang, kind).to_pdf())) as pdf:
            counts[kind] = len(pdf.pages)
    assert counts == {kind: PAGES[kind] for kind in kinds}


@languages
def test_papers_say_what_their_file_says(documents, pdfs, text_of, lang):
    written = tomllib.loads((kit_root() / "lessons/bank/teens-3/papers.toml").read_text(encoding="utf-8"))
    places = {"poster": "poster", "poster-tiles": "poster", "certificate": "certificate", "simple": "simple"}
    for kind, table in {"letter": "letter", **places}.items():
        told = re.sub(r"\W|[\u00ad\u2010-]", "", text_of(pdfs[kind, lang]))
        for text in written[table].values():
            for one in text[lang] if isinstance(text[lang], list) else [text[lang]]:
                assert re.sub(r"\W", "", one) in told, (kind, one)


@languages
def test_a_letter_speaks_both_languages_and_says_so(pdfs, lang):
    with pikepdf.open(io.BytesIO(pdfs["letter", lang])) as pdf:
        said = {
            str(one.Lang) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one
        }
    assert {*LANGUAGES, *BANK.home_words.languages} <= said


def test_both_sides_of_a_letter_give_the_help_lines_of_one_country():
    source = make("teens-3", "en", "letter").source
    assert source.count('"number": "0800 1111"') == 2
    swiss = make("teens-3", "en", "letter", in_country(BANK, "CH")).source
    assert "0800 1111" not in swiss


@languages
def test_a_letter_translates_the_words_of_its_lesson(documents, lang):
    source = documents["letter", lang].source
    for word in ("silenciar", "engellemek", "zgłosić", "dovadă", "Vertrauensperson", "linea di ascolto"):
        assert f'"{word}"' in source


def test_a_bank_without_words_of_homes_prints_the_letter_without_their_table():
    bank = replace(BANK, home_words=type(BANK.home_words)())
    assert "#letter-words(" not in make("teens-3", "fr", "letter", bank).source


@lessons
def test_a_french_sheet_has_no_english_words(lesson, words_of):
    english = {"the", "and", "of", "with", "you", "your", "checked", "words", "help"}
    notebook = open_lesson(lesson, "fr")
    for kind in ("poster", "certificate", "glossary", "simple", "checklist", "help-card"):
        if is_for(read_recipes()[kind], notebook, bank=BANK, where=""):
            assert english.isdisjoint(words_of(make(lesson, "fr", kind).to_pdf())), kind


@languages
def test_a_help_card_is_as_large_as_a_bank_card_and_stands_eight_times_on_a_sheet(pdfs, text_of, lang):
    number = {"fr": "3018", "en": "08001111"}[lang]
    theme = (kit_root() / "handouts/theme/help-card.typ").read_text(encoding="utf-8")
    assert "{ (width: 85.6mm, height: 54mm) }" in theme
    title = "".join(BANK.speak("print", lang)["card"].split())
    told = text_of(pdfs["help-card", lang])
    assert told.count(title) == 8
    assert told.count(number) >= 8


def test_a_screen_reader_meets_one_help_card(pdfs):
    with pikepdf.open(io.BytesIO(pdfs["help-card", "fr"])) as pdf:
        alts = [str(one.Alt) for one in dictionaries(pdf) if one.get("/S") == "/Figure"]
    assert alts == ["Code QR vers 3018.fr"]


@pytest.mark.parametrize("country", BANK.countries)
def test_each_country_has_its_card_poster_and_letter_on_one_page(country):
    for kind in ("help-card", "poster", "letter"):
        pdf = make("teens-3", "fr", kind, in_country(BANK, country)).to_pdf()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert len(opened.pages) == 1, kind


def test_a_country_without_help_lines_still_gets_its_sheets():
    bank = replace(BANK, partners={})
    for kind in ("help-card", "poster", "poster-tiles", "letter", "simple"):
        assert make("teens-3", "fr", kind, replace(bank, partners=just_one(bank))).to_pdf()


def just_one(bank):
    """One partner, of another country: facts of a sheet need a day."""
    return {"uk-childline": BANK.partners["uk-childline"]}


def test_a_lesson_without_a_paper_says_which_is_missing():
    letterless = {"teens-3": Papers("teens-3", {})}
    with pytest.raises(ValueError, match=r"my.ipynb: the lesson has no letter. Write \[letter\] in"):
        make("teens-3", "fr", "letter", replace(BANK, papers=letterless))
    recipe = read_recipes()["poster-tiles"]
    bank = replace(BANK, papers=letterless)
    assert not is_for(recipe, open_lesson("teens-3", "fr"), bank=bank, where="")


def test_a_lesson_prints_in_the_order_of_a_teachers_folder():
    kinds = list(read_recipes())
    assert kinds[:3] == ["plan", "notes", "pupil"]
    assert kinds.index("key") < kinds.index("letter") < kinds.index("poster") < kinds.index("help-card")
