"""nbconvert prints the same handouts: `jupyter nbconvert --to kit-pdf LESSON.ipynb`."""

import subprocess
import sys

import pytest
from nbconvert.exporters import get_exporter

from quizengine.content.bank import kit_bank
from quizengine.printing import KitPDFExporter, KitTypstExporter, print_lesson


@pytest.fixture(scope="module")
def notebook():
    bank = kit_bank()
    return str(bank.folder.parent / bank.lessons["teens-3"].notebook["en"])


def test_nbconvert_finds_the_exporters_by_name():
    assert get_exporter("kit-pdf") is KitPDFExporter
    assert get_exporter("kit-typst") is KitTypstExporter


def test_nbconvert_prints_the_same_bytes_as_the_command(notebook, tmp_path):
    body, resources = KitPDFExporter().from_filename(notebook)
    (path,) = print_lesson("teens-3", lang="en", kinds=["pupil"], out=tmp_path, bank=kit_bank())
    assert body == path.read_bytes()
    assert resources["output_extension"] == ".pdf"


def test_the_kind_of_handout_is_an_option(notebook):
    body, _ = KitTypstExporter(kind="key").from_filename(notebook)
    assert "#item-key(" in body


def test_an_unknown_kind_is_told(notebook):
    with pytest.raises(ValueError, match='kind "banner" is not a handout'):
        KitTypstExporter(kind="banner").from_filename(notebook)


def test_printing_from_the_command_line_does_not_wait_for_nbconvert():
    code = "import sys, quizengine.printing.lesson; assert not {'nbconvert', 'nbformat'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
