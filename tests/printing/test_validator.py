"""An independent validator of PDF/UA-1 finds no error in any kind of handout, plain or in another look."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typst

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.printing.lesson import print_lesson
from quizengine.printing.look import PLAIN, VARIANTS, Look

VALIDATOR = Path(sys.executable).parent / "outloud"


@pytest.mark.parametrize(
    ("lesson", "lang", "look"),
    [
        *(("teens-3", lang, PLAIN) for lang in LANGUAGES),
        ("families-2", "fr", PLAIN),
        ("teachers-1", "en", PLAIN),
        ("teens-5", "en", Look("letter", VARIANTS)),
    ],
    ids=["teens-fr", "teens-en", "families-fr", "teachers-en", "every-variant-at-once"],
)
def test_no_handout_has_an_error(tmp_path, lesson, lang, look):
    files = print_lesson(lesson, lang=lang, out=tmp_path, bank=kit_bank(), look=look)
    assert validate(files, tmp_path) == {path.name: [] for path in files}


def test_the_validator_sees_what_is_wrong_with_a_bare_page(tmp_path):
    (tmp_path / "bare.pdf").write_bytes(typst.compile(b"Bonjour", format="pdf"))
    assert "DOC-010" in str(validate([tmp_path / "bare.pdf"], tmp_path)["bare.pdf"])


def validate(files, folder):
    """The errors of each file, by its name."""
    report = folder / "report.json"
    command = [VALIDATOR, "-q", "--layer", "conformance", "--json", report, *files]
    subprocess.run(command, capture_output=True, check=False)
    results = json.loads(report.read_text("utf-8"))["results"]
    return {
        Path(one["path"]).name: [found for found in one["findings"] if found["severity"] == "error"]
        for one in results
    }
