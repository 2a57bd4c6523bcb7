"""A teacher's own notebook prints with `jupyter nbconvert`, whole, or names the cell that cannot be."""

import io
import os
import re
import shutil
import subprocess
import sys

import nbformat
import pikepdf
import pytest
from nbformat import v4

from quizengine.content.kit import kit_root
from quizengine.printing import KitPDFExporter, KitTypstExporter

CASE = kit_root() / "tests" / "cases" / "own"


def convert(folder, kind, name="graphique.ipynb", *options):
    command = [sys.executable, "-m", "nbconvert", "--to", kind, name, *options]
    env = os.environ | {"JUPYTER_PLATFORM_DIRS": "1", "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CASE, tmp_path / "cours")


@pytest.fixture(scope="module")
def pdf():
    body, _ = KitPDFExporter().from_filename(str(CASE / "graphique.ipynb"))
    return body


@pytest.fixture(scope="module")
def read(pdf, tmp_path_factory):
    """The text of every page, as a reader's program finds it."""
    path = tmp_path_factory.mktemp("read") / "one.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, timeout=60)
    return re.sub(r"\s+", " ", done.stdout.decode().replace("\u202f", " ").replace("\u00a0", " ")).strip()


@pytest.fixture(scope="module")
def alts(pdf):
    """What a screen reader says for each formula and picture."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tagged = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        return {(str(one.S), str(one.Alt)) for one in tagged}


def test_the_command_makes_a_pdf(folder):
    done = convert(folder, "kit-pdf")
    assert (done.returncode, (folder / "graphique.pdf").read_bytes()[:5]) == (0, b"%PDF-"), done.stderr


def test_the_command_makes_typst_with_its_pictures_beside_it(folder):
    done = convert(folder, "kit-typst")
    assert done.returncode == 0, done.stderr
    named = set(re.findall(r'#image\("([^"]+)"', (folder / "graphique.typ").read_text("utf-8")))
    assert len(named) == 4
    assert named == {path.relative_to(folder).as_posix() for path in (folder / "graphique_files").iterdir()}


def test_what_cannot_be_printed_is_one_line_on_the_terminal(folder):
    (folder / "logo.png").unlink()
    done = convert(folder, "kit-pdf")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        'graphique.ipynb:5: cell "image": the picture "logo.png" cannot be printed: '
        "there is no such file beside the notebook. Put it there, or correct the name."
    )
    assert "Traceback" not in done.stderr


def test_its_title_is_its_first_heading_and_nothing_is_said_in_its_name(read):
    assert read.startswith("Lire un graphique sans se faire avoir Une séance à moi")
    assert "Pas de nom" not in read
    assert "min" not in read.split()


def test_the_licence_is_only_that_of_what_comes_from_the_kit(read):
    assert "Mise en page : Kit 0." in read
    assert "Ce qui vient du kit : CC BY-SA 4.0" in read
    source, _ = export(v4.new_markdown_cell("# A\n\ntexte"))
    assert "CC BY-SA" not in source


@pytest.mark.parametrize(
    "text",
    [
        "• de quoi parle-t-on ?",
        "2. à gauche",
        "5 $ et un stylo 6 $ : ce",
        "mai 980 « calme »",
        "plt.bar(mois, valeurs)",
        "Avril Mai Juin",
        "2 juin 1403 14,0 %",
        "3 rows × 3 columns",
        "pour devoir passer à la ligne sur le papier",
        "moyenne : 76.7",
        "Je retiens :",
        "Qui peut le 1 signaler à Cabane ?",
    ],
)
def test_prose_tables_code_and_outputs_are_all_there(read, text):
    assert text in read


@pytest.mark.parametrize(
    "text", ["plt.plot", "open_lesson", "Laisser cinq minutes", "Clique sur", "alt:", "Figure size"]
)
def test_what_its_tags_leave_out_is_not_there(read, text):
    assert text not in read


@pytest.mark.parametrize(
    "alt",
    [
        ("/Figure", "Un téléphone barré d’un trait, logo du club"),
        ("/Figure", "un carré"),
        ("/Figure", "Trois barres : avril 80, mai 50, juin 100."),
        ("/Figure", "Une courbe qui descend de 8 à 2."),
        ("/Formula", "p = \\frac{k}{n}"),
        ("/Formula", "\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i"),
        ("/Formula", "\\frac{230}{3}"),
    ],
)
def test_pictures_and_formulas_have_words(alts, alt):
    assert alt in alts


def test_it_is_tagged_and_says_its_language_and_has_no_date(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.open_metadata()["pdfuaid:part"] == "1"
        assert str(opened.Root.Lang) == "fr"
        assert "/CreationDate" not in opened.docinfo


def test_the_same_notebook_gives_the_same_bytes(pdf):
    assert KitPDFExporter().from_filename(str(CASE / "graphique.ipynb"))[0] == pdf


# ---- one cell at a time


def export(*cells, exporter=KitTypstExporter, resources=None, metadata=None, **options):
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number}"
    notebook = v4.new_notebook(cells=list(cells), metadata=metadata or {})
    nbformat.validate(notebook)
    return exporter(**options).from_notebook_node(
        notebook, {"metadata": {"name": "mon-cours"}} | (resources or {})
    )


def test_without_a_heading_the_title_is_the_files_name():
    source, _ = export(v4.new_markdown_cell("texte"))
    assert 'title: "mon-cours"' in source


def test_a_second_heading_of_the_first_level_opens_a_section():
    source, _ = export(v4.new_markdown_cell("# Titre\n\n# Un\n\n## Dans un\n\n# Deux"))
    assert re.findall(r'level: (\d)\)\[#"(\w+)', source) == [("2", "Un"), ("3", "Dans"), ("2", "Deux")]
    assert 'title: "Titre"' in source


@pytest.mark.parametrize(
    ("metadata", "options", "lang"),
    [
        ({}, {}, "fr"),
        ({"lang": "en"}, {}, "en"),
        ({"quizengine": {"lang": "en"}}, {}, "en"),
        ({"lang": "fr"}, {"lang": "en"}, "en"),
    ],
)
def test_its_language_is_told_or_is_french(metadata, options, lang):
    source, _ = export(v4.new_markdown_cell("a"), metadata=metadata, **options)
    assert f'#set text(lang: "{lang}")' in source


def test_an_unknown_language_is_told():
    with pytest.raises(ValueError, match=r'mon-cours.ipynb: language "de" is not one of fr, en'):
        export(v4.new_markdown_cell("a"), lang="de")


def test_a_kind_that_is_made_of_a_lesson_is_told():
    with pytest.raises(ValueError, match=r'kind "key" is for lessons, and this notebook names none'):
        export(v4.new_markdown_cell("a"), kind="key")


def test_the_notes_show_what_is_for_the_teacher():
    cells = (
        v4.new_markdown_cell("# T"),
        v4.new_markdown_cell("## Partie\n\npour tous"),
        v4.new_markdown_cell("note", metadata={"tags": ["teacher-only"]}),
    )
    source, _ = export(*cells, kind="notes")
    assert '"note"' in source
    assert '"Partie"' in source
    assert "pour tous" not in source


def test_tags_of_other_tools_are_left_alone_but_a_near_miss_of_ours_is_told():
    source, _ = export(v4.new_markdown_cell("vu", metadata={"tags": ["slide", "parameters"]}))
    assert '"vu"' in source
    with pytest.raises(ValueError, match=r'cell "cell-1": the tag "teacher-olny" .* "teacher-only"'):
        export(v4.new_markdown_cell("a", metadata={"tags": ["teacher-olny"]}))


def test_a_raw_cell_is_told_and_not_dropped():
    with pytest.raises(ValueError, match=r'mon-cours.ipynb:1: cell "cell-1": it is a raw cell'):
        export(v4.new_raw_cell("---"))


@pytest.mark.parametrize("call", ["lesson.scenario()", "lesson.rules()"])
def test_what_belongs_to_a_lesson_must_be_named_where_there_is_none(call):
    with pytest.raises(ValueError, match=r'mon-cours.ipynb:1: cell "cell-1": lesson\.\w+\(\) shows what'):
        export(v4.new_code_cell(call))


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        ('lesson.scenario("naim-stays-home")', "#path-strip("),
        ("lesson.partners()", "#help-lines("),
        ('lesson.rules("harassment")', "#fact-cards("),
        ('lesson.quiz("who-may-report")', "#item("),
    ],
)
def test_a_call_of_the_kit_prints_its_record(call, shown):
    source, _ = export(v4.new_code_cell(call))
    assert shown in source


@pytest.mark.parametrize("call", ['lesson.quiz("no-such-item")', 'lesson.rules("no-such-rule")'])
def test_a_record_that_is_missing_is_told(call):
    with pytest.raises(ValueError, match=r'^mon-cours\.ipynb:1: cell "cell-1": .*Run: quizengine check'):
        export(v4.new_code_cell(call))


# ---- maths


@pytest.mark.parametrize(
    "text",
    [
        "Un cahier à 5 $ et un stylo à 6 $ ici",
        "de $5 à 6$ par mois",
        "$5 et $6",
        "5$/kg et 6$/kg",
        "20 $, 30 $",
        "$HOME:$PATH",
        r"\$a+b\$",
        "`$a+b$`",
    ],
)
def test_a_price_is_no_maths(text):
    source, _ = export(v4.new_markdown_cell(text))
    assert "#formula(" not in source
    assert source.count("$") >= 1


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("Soit $n$ élèves", "n"),
        ("($x, y$)", "x, y"),
        ("$f(x) = 3x$.", "f(x) = 3x"),
        ("- un\n- $a_1 * b_2$ *x*", "a_1 * b_2"),
        ("| a |\n|---|\n| $x^2$ |", "x^2"),
        ("$$a+b$$", "a+b"),
        ("avant\n$$\na\n+ b\n$$\naprès", "a\\n+ b"),
        ("> $$a^2$$", "a^2"),
        ("\\begin{equation}\na=b\n\\end{equation}", "a=b"),
    ],
)
def test_maths_is_drawn_with_its_tex_as_words(text, tex):
    source, _ = export(v4.new_markdown_cell(text))
    assert f'"{tex}", '.replace("\\\\", "\\") in source
    assert "#formula(" in source


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1}{",
        r"\nosuch x",
        "x" * 2001,
        r"{" * 500 + "=",
        r"\left( a",
        "a+" * 100,
        r"\begin{nosuch}\end{nosuch}",
    ],
)
def test_maths_that_cannot_be_drawn_is_told_with_its_cell(tex):
    with pytest.raises(ValueError, match=r'^mon-cours\.ipynb:1: cell "cell-1": [^\n]*formula'):
        export(v4.new_markdown_cell(f"$${tex}$$"))


def test_a_formula_too_wide_for_the_page_is_made_smaller():
    body, _ = export(v4.new_markdown_cell(f"$${'a+' * 30}b$$"), exporter=KitPDFExporter)
    with pikepdf.open(io.BytesIO(body)) as opened:
        (formula,) = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        (box,) = [one.BBox for one in formula.A if "/BBox" in one]
    left, _, right, _ = map(float, box)
    assert 50 < left < right < 545


def test_printing_without_maths_or_pictures_waits_for_neither_library():
    heavy = {"ziamath", "latex2mathml", "PIL", "nbconvert"}
    code = f"import sys, quizengine.printing.lesson; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
