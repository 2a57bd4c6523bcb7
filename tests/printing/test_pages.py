"""Every handout is a tagged PDF/UA-1 on A4 or A3, with the kit's own fonts, and the same bytes each time."""

import io
import re
from itertools import pairwise

import pikepdf
import pytest

from quizengine.content.bank import LANGUAGES
from quizengine.content.sheet_code import KINDS as READ_BACK
from quizengine.printing.recipes import read_recipes

every_page = pytest.mark.parametrize(
    "place", [(kind, lang) for kind in read_recipes() for lang in LANGUAGES], ids="-".join
)
HEADING = re.compile(r"/H([1-6])")


def walk(node):
    """Yield the elements of a structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from walk(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from walk(node.K)


def fonts(pdf):
    """Yield the font descriptors of a file."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            yield thing


@pytest.fixture
def pdf(pdfs, place):
    with pikepdf.open(io.BytesIO(pdfs[place])) as opened:
        yield opened


@every_page
def test_it_says_its_title_and_language(pdf, place):
    with pdf.open_metadata() as metadata:
        assert " – " in metadata["dc:title"]
    assert str(pdf.Root.Lang) == place[1]
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


@every_page
def test_it_is_tagged_and_declares_pdf_ua_1(pdf, place):
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert pdf.Root.MarkInfo.Marked


@every_page
def test_its_fonts_are_the_kits_own_and_embedded(pdf, place):
    found = list(fonts(pdf))
    assert found
    for font in found:
        assert any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        assert re.search("Atkinson|DejaVuSansMono|Libertinus", str(font.FontName))


@every_page
def test_its_headings_leave_no_gap(pdf, place):
    levels = [
        int(found[1]) for one in walk(pdf.Root.StructTreeRoot.K) if (found := HEADING.fullmatch(str(one.S)))
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_page
def test_every_table_has_a_header(pdf, place):
    for table in (one for one in walk(pdf.Root.StructTreeRoot.K) if str(one.S) == "/Table"):
        assert any(str(one.S) == "/TH" for one in walk(table.K))


@every_page
def test_no_label_of_a_list_is_empty(pdf, place):
    labels = [one for one in walk(pdf.Root.StructTreeRoot.K) if str(one.S) == "/Lbl"]
    assert all("/K" in one for one in labels)


A3, A4, LANDSCAPE = (842, 1191), (595, 842), (842, 595)
SIZES = {"poster": A3, "poster-tiles": LANDSCAPE, "certificate": LANDSCAPE}


@every_page
def test_it_is_as_large_as_its_paper(pdf, place):
    boxes = {tuple(round(float(one)) for one in page.MediaBox) for page in pdf.pages}
    assert boxes == {(0, 0, *SIZES.get(place[0], A4))}


@every_page
def test_the_same_lesson_gives_the_same_bytes(documents, pdfs, place):
    assert documents[place].to_pdf() == pdfs[place]


@every_page
def test_its_footer_tells_version_day_and_licence(documents, place):
    if place[0] in READ_BACK:  # one page, no fact that ages
        assert all(text in documents[place].source for text in ("Kit 0.", "CC BY-SA 4.0"))
        return
    told = documents[place].source
    (frame,) = (line for line in told.splitlines() if line.startswith("#show: "))
    day = {"fr": "Faits vérifiés le ", "en": "Facts checked on "}[place[1]]
    assert all(text in frame for text in ("Kit 0.", day, "CC BY-SA 4.0", "{number} / {count}"))


def test_the_file_is_dated_by_its_facts_and_not_by_the_clock(documents, pdfs):
    day = documents["pupil", "fr"].day
    with pikepdf.open(io.BytesIO(pdfs["pupil", "fr"])) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith(f"D:{day:%Y%m%d}")
