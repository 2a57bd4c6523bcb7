"""French is printed with its spaces, whatever an author typed."""

import re
import tomllib
from pathlib import Path

import pytest

from quizengine.printing.typography import set_spaces

CASES = tomllib.loads((Path(__file__).parent / "spaces.toml").read_text(encoding="utf-8"))["case"]
cases = pytest.mark.parametrize("case", CASES, ids=[case["typed"] for case in CASES])


@cases
def test_spaces_are_those_of_the_language(case):
    assert set_spaces(case["typed"], case["lang"]) == case["printed"]


@cases
def test_what_is_right_stays_as_it_is(case):
    assert set_spaces(case["printed"], case["lang"]) == case["printed"]


def test_no_plain_space_stands_before_a_high_sign_on_a_french_page(documents):
    for (_, lang), document in documents.items():
        if lang == "fr":
            texts = re.findall(r'"((?:[^"\\]|\\.)*)"', document.source)
            wrong = [
                text for text in texts if re.search("\\w[ \u00a0][;!?»]|«[ \u00a0\\w]|\\w[ \u202f]:", text)
            ]
            assert wrong == []
