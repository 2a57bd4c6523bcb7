"""Syllables are counted as they are spoken."""

import tomllib
from pathlib import Path

import pytest

from quizengine.content.syllables import count_syllables

TABLE = tomllib.loads(Path(__file__).with_name("syllables.toml").read_text("utf-8"))
WORDS = [(lang, word, int(n)) for lang in TABLE for n, words in TABLE[lang].items() for word in words.split()]


@pytest.mark.parametrize("lang", TABLE)
def test_every_word_of_the_table_has_its_syllables(lang):
    counted = {(word, count_syllables(word, lang)) for of, word, _ in WORDS if of == lang}
    assert counted == {(word, number) for of, word, number in WORDS if of == lang}


def test_the_tables_hold_sixty_words_a_language():
    assert min(sum(of == lang for of, _, _ in WORDS) for lang in TABLE) >= 60
