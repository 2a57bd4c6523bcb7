"""Words in the languages of homes: each is one of the glossary, and stands in every language declared."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from quizengine.content.bank import kit_bank, read_bank
from quizengine.content.checks import check

GOOD = Path(__file__).parent.parent / "cases" / "good" / "lessons"
HEAD = 'always = ["proof"]\n[[language]]\nid = "de"\nname = "Deutsch"\n'
TERM = '[[term]]\nid = "proof"\nword.fr = "preuve"\nword.en = "proof"\nmeaning.fr = "x"\nmeaning.en = "x"\n'


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What `check` tells of the good lessons with these words, and "proof" in their glossary."""
    shutil.copytree(GOOD, tmp_path / "lessons")
    monkeypatch.chdir(tmp_path)

    def write(text):
        with Path("lessons/bank/glossary.toml").open("a", encoding="utf-8") as file:
            file.write(TERM)
        Path("lessons/bank/home-words.toml").write_text(text, "utf-8")
        found = map(str, check(Path("lessons"), today=date(2026, 11, 22)))
        return [one.partition("home-words.toml:")[2] for one in found if "home-words.toml" in one]

    return write


def test_words_of_the_glossary_are_read_in_every_language(told):
    assert told(f'{HEAD}[[home-word]]\nid = "proof"\nde = "Beweis"\n') == []
    home = read_bank(Path("lessons/bank")).home_words
    assert (home.languages, home.always) == ({"de": "Deutsch"}, ("proof",))
    assert home.words == {"proof": {"de": "Beweis"}}


def test_what_is_wrong_is_told_with_its_line(told):
    always, missing = told(f'{HEAD}[[home-word]]\nid = "proof"\n')
    assert missing == '5: home-word "proof": "de" is missing. Write de = "…".'
    assert always == '1: "proof" has no [[home-word]]. Write it, or remove it here.'


def test_a_word_that_the_glossary_has_not_is_told(told):
    words = '[[home-word]]\nid = "proof"\nde = "Beweis"\n[[home-word]]\nid = "prof"\nde = "Beweis"\n'
    (unknown,) = told(HEAD + words)
    assert unknown.startswith('8: home-word "prof": term "prof" is not in the bank.')


def test_every_word_of_the_kit_is_in_seven_languages_and_every_letter_has_some():
    home = kit_bank().home_words
    assert list(home.languages) == ["es", "pt", "it", "ro", "tr", "pl", "de"]
    for lesson in kit_bank().lessons.values():
        assert len({*lesson.glossary, *home.always} & set(home.words)) >= 3, lesson.id
