"""Pictures and stored outputs of a teacher's notebook: printed as the file keeps them, or told."""

import base64
import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from nbformat import v4
from PIL import Image

from quizengine.content.notebook import read_notebook
from quizengine.printing import KitPDFExporter, KitTypstExporter
from quizengine.printing.html_table import read_table
from quizengine.printing.picture import ENOUGH, read_picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>'


def encode(kind, size=(30, 20), **options):
    made = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), size, options.pop("colour", 7)).save(made, kind, **options)
    return made.getvalue()


def as_text(data):
    return base64.b64encode(data).decode()


BOMB = (Path(__file__).parents[1] / "cases" / "ten-billion-pixels.png").read_bytes()
"""A PNG of a few bytes that would unpack to all these pixels."""


@pytest.fixture
def show(tmp_path):
    """Print one cell of a notebook that stands in the test's folder."""

    def show(cell, exporter=KitTypstExporter, **options):
        cell.id = "la-cellule"
        notebook = v4.new_notebook(cells=[cell], metadata=options.pop("metadata", {}))
        place = {"metadata": {"name": "cours", "path": str(tmp_path)}}
        return exporter(**options).from_notebook_node(notebook, place)

    return show


@pytest.fixture
def run(show):
    """Print one code cell with outputs that its file keeps."""

    def run(*outputs, source="f()", exporter=KitTypstExporter, **metadata):
        return show(v4.new_code_cell(source, outputs=list(outputs), metadata=metadata), exporter)[0]

    return run


def display(**data):
    return v4.new_output("display_data", data={key.replace("_", "/"): one for key, one in data.items()})


def told(words):
    return pytest.raises(ValueError, match=rf'^cours\.ipynb:1: cell "la-cellule": .*{words}')


# ---- pictures


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", encode("PNG")),
        ("a.jpg", encode("JPEG")),
        ("a.gif", encode("GIF", mode="P")),
        ("a.webp", encode("WEBP")),
        ("a.svg", SVG.encode()),
        ("à moi.png", encode("PNG", mode="LA", colour=(7, 7))),
    ],
)
def test_a_picture_beside_the_notebook_is_printed(show, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    body, _ = show(v4.new_markdown_cell(f"Vois ![un carré](<{name}>) ici"), KitPDFExporter)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert "un carré" in [
            str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]


@pytest.mark.parametrize("address", [f"data:image/png;base64,{as_text(encode('PNG'))}", "attachment:a.png"])
def test_a_picture_inside_the_notebook_is_printed(show, address):
    cell = v4.new_markdown_cell(
        f"![un carré]({address})", attachments={"a.png": {"image/png": as_text(encode("PNG"))}}
    )
    source, resources = show(cell)
    assert "#picture(" in source
    assert len(resources["outputs"]) == 1


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("![](a.png)", "no description. Write !"),
        ("![a](b.png)", "no such file beside the notebook"),
        ("![a](../secret.png)", "outside the notebook"),
        ("![a](/etc/hostname)", "outside the notebook"),
        ("![a](https://example.org/a.png)", "not fetched from the network. Save it beside"),
        ("![a](//example.org/a.png)", "not fetched from the network"),
        ("![a](file:///etc/hostname)", "not fetched"),
        ("![a](attachment:b.png)", "no such attachment"),
        ("![a](data:image/png;base64,%%%)", "damaged inside the notebook"),
        ("![a](data:image/png,abc)", "no PNG, JPEG, GIF, WebP or SVG"),
        ("![a](texte.jpg)", "no PNG, JPEG, GIF, WebP or SVG picture"),
        ("![a](moitie.png)", "it is damaged"),
        ("![a](bombe.png)", "has 10,000,000,000 pixels, and 50,000,000 are read"),
        ("![a](cent.png)", "has 100,000,000 pixels"),
        ("![a](dossier)", "no such file"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_told_with_its_cell(show, tmp_path, source, words):
    (tmp_path / "dossier").mkdir()
    (tmp_path / "texte.jpg").write_text("bonjour", "utf-8")
    (tmp_path / "moitie.png").write_bytes(encode("PNG", size=(500, 500))[:90])
    (tmp_path / "bombe.png").write_bytes(BOMB)
    (tmp_path / "cent.png").write_bytes(encode("PNG", mode="1", size=(10_000, 10_000)))
    with told(rf'the picture ".*" cannot be printed: [^\n]*{words}'):
        show(v4.new_markdown_cell(source))


@pytest.mark.parametrize(
    ("svg", "words"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "entities"),
        ("<svg><foreignObject>texte</foreignObject></svg>", "<foreignObject>"),
        ('<svg width="9" height="9"><image href="a.png"/></svg>', "another file"),
        (
            f'<svg width="9" height="9"><image href="data:image/png;base64,{as_text(BOMB)}"/></svg>',
            "10,000,000,000 pixels",
        ),
        ("<svg></svg>", "neither its size"),
        ("<svg", "no whole SVG"),
        ("<?xml version='1.0'?><html/>", "is a <html>"),
    ],
)
def test_a_drawing_that_would_lose_something_is_refused(svg, words):
    with pytest.raises(ValueError, match=words):
        read_picture(svg.encode())


def test_a_large_photo_is_printed_no_finer_than_paper_shows():
    picture = read_picture(encode("JPEG", size=(5000, 3000)))
    assert len(picture.svg) < 100_000
    assert f'width="{ENOUGH[0]}" height="1200"'.encode() in picture.svg
    assert picture.width == 170


def test_a_photo_stands_upright_and_does_not_say_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010E] = "chez Lila"
    picture = read_picture(encode("JPEG", size=(60, 20), exif=exif))
    assert b'width="20" height="60"' in picture.svg
    assert b"chez Lila" not in base64.b64decode(picture.svg.partition(b"base64,")[2].partition(b'"')[0])


def test_a_scan_of_sixteen_bits_keeps_its_greys():
    picture = read_picture(encode("PNG", mode="I;16", colour=30_000))
    inside = base64.b64decode(picture.svg.partition(b"base64,")[2].partition(b'"')[0])
    assert Image.open(io.BytesIO(inside)).getpixel((0, 0)) == 30_000 // 256


# ---- outputs


def test_code_is_printed_with_what_it_showed(run):
    source = run(v4.new_output("stream", text="\x1b[31mrouge\x1b[0m\n10 %\r100 %\n"), source="print('é')\n")
    assert source.endswith('#code("print(\'é\')");\n\n#result("rouge\\n100 %");\n')


@pytest.mark.parametrize("tag", ["remove-output", "remove_output", "remove-all-outputs"])
def test_outputs_can_be_left_out(run, tag):
    source = run(v4.new_output("stream", text="non"), tags=[tag])
    assert "#code(" in source
    assert "#result(" not in source


@pytest.mark.parametrize("tag", ["remove-input", "remove_input"])
def test_code_can_be_left_out(run, tag):
    source = run(v4.new_output("stream", text="oui"), tags=[tag])
    assert "#code(" not in source
    assert '#result("oui")' in source


def test_a_cell_that_stopped_is_told(run):
    error = v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])
    with told("it stopped with ZeroDivisionError"):
        run(error)


@pytest.mark.parametrize(
    ("metadata", "source"),
    [({"alt": "une courbe"}, "f()"), ({}, "#| alt: une courbe\nf()"), ({}, '#| fig-alt: "une courbe"\nf()')],
)
def test_a_plot_has_its_words_from_the_cell(run, metadata, source):
    printed = run(display(image_png=as_text(encode("PNG"))), source=source, **metadata)
    assert 'alt: "une courbe"' in printed
    assert '#code("f()")' in printed


def test_a_plot_has_its_words_from_its_output(run):
    output = display(image_png=as_text(encode("PNG")))
    output.metadata = {"image/png": {"alt": "une courbe", "width": 400}}
    assert 'alt: "une courbe"' in run(output)


def test_each_of_two_plots_needs_its_words(run):
    plots = [display(image_png=as_text(encode("PNG"))), display(image_png=as_text(encode("PNG", colour=9)))]
    assert 'alt: "b"' in run(*plots, source="#| alt: a\n#| alt: b")
    with told(r"no description. Write it in the cell, .* #\| alt: what the picture shows"):
        run(*plots, source="#| alt: a")


def test_a_formula_is_shown_as_one(run):
    assert '"\\\\frac{1}{2}"' in run(display(text_latex=r"$\displaystyle \frac{1}{2}$", text_plain="1/2"))


def test_markdown_that_a_cell_shows_is_prose(run):
    assert "#strong[" in run(
        display(text_markdown="**gras**", text_plain="<IPython.core.display.Markdown object>")
    )


def test_text_is_shown_as_it_stands(run):
    assert "#result(\"'a : b'\")" in run(display(text_plain="'a : b'"))


@pytest.mark.parametrize(
    "data",
    [
        {"text_html": "<video src='a'></video>", "text_plain": "<IPython.core.display.HTML object>"},
        {"text_html": "<p>texte</p>"},
        {"application_javascript": "alert()", "text_plain": "<IPython.core.display.Javascript object>"},
        {"application_vnd.jupyter.widget-view+json": {"model_id": "1"}, "text_plain": "IntSlider()"},
        {"application_vnd.plotly.v1+json": {}, "text_html": "<div></div>"},
        {"text_plain": "<Figure size 640x480 with 1 Axes>"},
    ],
)
def test_what_is_for_a_screen_only_is_told(run, data):
    with told("what it shows is for a screen only"):
        run(display(**data))


def test_a_table_that_is_not_plain_falls_back_to_its_text(run):
    html = "<table><tr><td colspan='2'>a</td></tr></table>"
    assert '#result("  a\\n0 1")' in run(display(text_html=html, text_plain="  a\n0 1"))


def test_a_cell_that_shows_a_book_is_told(run):
    with told("it shows 20,001 signs of text, and 20,000 are printed at most"):
        run(v4.new_output("stream", text="a" * 20_001))


def test_a_sign_without_a_font_in_an_output_is_told(run):
    with told('"😀" is in no font here'):
        run(v4.new_output("stream", text="bravo 😀"), exporter=KitPDFExporter)


def test_a_long_word_of_code_stays_on_the_page(show, tmp_path):
    body, _ = show(v4.new_code_cell("x = '" + "a" * 300 + "'"), KitPDFExporter)
    (tmp_path / "a.pdf").write_bytes(body)
    command = ["pdftotext", "-bbox", tmp_path / "a.pdf", "-"]
    boxes = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    words = re.findall(r'xMax="([\d.]+)"[^>]*>([^<]*)<', boxes)
    assert max(float(right) for right, _ in words) < 540
    assert sum(word.count("a" * 8) for _, word in words) >= 35


# ---- tables


@pytest.mark.parametrize(
    ("html", "header", "rows"),
    [
        (
            "<table><thead><tr><th></th><th>a</th></tr></thead><tr><th>0</th><td>1</td></tr></table>",
            ["", "a"],
            [["0", "1"]],
        ),
        ("<table><tr><th>a</th></tr><tr><td>x<br>y &amp; <b>z</b></td></tr></table>", ["a"], [["x y & z"]]),
        (
            "<table><thead><tr><th></th><th>n</th></tr><tr><th>mois</th><th></th></tr></thead>"
            "<tr><th>mai</th><td>2</td></tr></table>",
            ["mois", "n"],
            [["mai", "2"]],
        ),
    ],
)
def test_a_plain_table_is_read(html, header, rows):
    table = read_table(html)
    assert (table.header, table.rows) == (header, rows)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>a</p>",
        "<table></table>",
        "<table><tr><td><table></table></td></tr></table>",
        "<table><tr><td>a</td></tr></table>" * 2,
        "<table><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></table>",
        "<table><tr><td><img src='a'></td></tr></table>",
        "<table><td>a</td></table>",
        "<table><tr><td rowspan=2>a</td></tr></table>",
    ],
)
def test_any_other_html_is_no_table(html):
    assert read_table(html) is None


# ---- a teacher's copy of a lesson


def test_a_copy_of_a_lesson_has_pictures_and_code_too(show, tmp_path):
    (tmp_path / "a.png").write_bytes(encode("PNG"))
    own = {"quizengine": {"lesson": "teens-3", "lang": "fr"}}
    source, resources = show(v4.new_markdown_cell("![un carré](a.png)"), metadata=own)
    assert 'alt: "un carré"' in source
    assert "Pas de nom, pas de note" in source
    assert len(resources["outputs"]) == 1


def test_a_notebook_read_by_the_command_keeps_what_a_cell_showed(tmp_path):
    cell = v4.new_code_cell("f()", outputs=[v4.new_output("stream", text="vu")])
    path = tmp_path / "a.ipynb"
    path.write_text(v4.writes(v4.new_notebook(cells=[cell])), "utf-8")
    (read,) = read_notebook(path).cells
    assert "".join(read.raw["outputs"][0]["text"]) == "vu"
