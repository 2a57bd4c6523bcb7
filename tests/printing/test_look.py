"""A look changes how a handout is set and never what it says."""

import io
import shutil
import subprocess
from collections import Counter

import pikepdf
import pytest
from PIL import Image

from quizengine.content.bank import LANGUAGES
from quizengine.content.sheet_code import KINDS as READ_BACK
from quizengine.printing.look import VARIANTS, Look
from quizengine.printing.recipes import read_recipes

LOOKS = {name: Look(variants=(name,)) for name in VARIANTS} | {
    "letter": Look("letter"),
    "all": Look("letter", VARIANTS),
}
MARGIN = 36
"""Points below the text of a page, where its footer stands."""
FOOTER = 12
"""Points of the footer in large print: it is for whoever prints, not for whoever reads."""


@pytest.fixture(scope="module")
def looked(documents):
    """Every handout in one look: ``looked("ink")``."""
    kept = {}

    def make(name):
        if name not in kept:
            kept[name] = {place: one.to_pdf(LOOKS[name]) for place, one in documents.items()}
        return kept[name]

    return make


def to_read(pdfs):
    """The handouts but those that a camera reads: these are set the same in every look."""
    return [pdf for (kind, _), pdf in pdfs.items() if kind not in READ_BACK]


def draw(operator, pdf):
    """The operands of an operator on each page of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            for operands, found in pikepdf.parse_content_stream(page):
                if str(found) == operator:
                    yield operands


@pytest.mark.parametrize("name", LOOKS)
def test_every_handout_is_tagged_in_every_look(looked, name):
    for pdf in looked(name).values():
        with pikepdf.open(io.BytesIO(pdf)) as file, file.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_lost_in_any_look(looked, pdfs, read_body, name, lang):
    for kind in ("pupil", "key"):
        plain, other = (read_body(one[kind, lang]) for one in (pdfs, looked(name)))
        assert plain.total() > 1000
        assert not plain - other


@pytest.fixture
def read_body(tmp_path, need):
    """The letters above the footer, and how often each: a table that breaks says its header again."""
    need(shutil.which("pdftotext"), "no pdftotext: install poppler (Debian: apt-get install poppler-utils)")

    def read(pdf):
        (tmp_path / "a.pdf").write_bytes(pdf)
        with pikepdf.open(tmp_path / "a.pdf") as file:
            width, height = (int(side) for side in file.pages[0].mediabox[2:])
        crop = ["-x", "0", "-y", "0", "-W", str(width), "-H", str(height - MARGIN)]
        command = ["pdftotext", "-r", "72", "-raw", *crop, str(tmp_path / "a.pdf"), "-"]
        done = subprocess.run(command, capture_output=True, check=True)
        return Counter(one for one in done.stdout.decode() if one.isalpha())

    return read


def test_large_print_has_no_letter_below_18_points(looked):
    for pdf in to_read(looked("large")):
        sizes = {float(size) for _, size in draw("Tf", pdf)}
        assert min(sizes - {FOOTER}) >= 18


def test_the_other_looks_have_the_sizes_of_the_plain_one(looked, pdfs):
    for place, pdf in looked("ink").items():
        assert {float(size) for _, size in draw("Tf", pdf)} == {
            float(size) for _, size in draw("Tf", pdfs[place])
        }


def test_the_look_for_dyslexia_uses_its_face_and_no_slanted_letters(looked):
    for pdf in to_read(looked("dyslexia")):
        with pikepdf.open(io.BytesIO(pdf)) as file:
            faces = {
                str(one["/BaseFont"]) for one in file.objects if "/BaseFont" in getattr(one, "keys", list)()
            }
        assert any("Andika" in face for face in faces)
        assert not any("Atkinson" in face or "Italic" in face for face in faces)


TABLOID, LETTER, LANDSCAPE = (792, 1224), (612, 792), (792, 612)
SIZES = {"poster": TABLOID, "poster-tiles": LANDSCAPE, "certificate": LANDSCAPE}


def test_a_letter_page_is_a_letter_page(looked):
    for (kind, _), pdf in looked("letter").items():
        with pikepdf.open(io.BytesIO(pdf)) as file:
            boxes = {tuple(map(round, map(float, page.mediabox[2:]))) for page in file.pages}
        assert boxes == {SIZES.get(kind, LETTER)}, kind


@pytest.mark.parametrize("kind", [one.id for one in read_recipes().values()])
def test_the_ink_saving_look_has_no_colour_and_less_ink(looked, pdfs, kind, tmp_path, need):
    need(shutil.which("pdftoppm"), "no pdftoppm: install poppler (Debian: apt-get install poppler-utils)")

    def render(pdf):
        (tmp_path / "a.pdf").write_bytes(pdf)
        command = [
            "pdftoppm",
            "-r",
            "30",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            tmp_path / "a.pdf",
            tmp_path / "a",
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return Image.open(tmp_path / "a.ppm").convert("RGB").copy()

    def measure(picture):
        return sum((255 - level) * count for level, count in enumerate(picture.convert("L").histogram()))

    saving, plain = render(looked("ink")[kind, "fr"]), render(pdfs[kind, "fr"])
    assert all(red == green == blue for _, (red, green, blue) in saving.getcolors(1 << 24))
    assert measure(saving) < measure(plain)


def test_a_look_is_named_in_one_order_however_it_is_asked_for():
    assert Look("letter", ("ink", "large", "ink")) == Look("letter", ("large", "ink"))
    assert Look("letter", ("ink", "large")).ending == "-letter-large-ink"
    assert Look().ending == ""
