"""The interface speaks to whom the lesson is for: “tu” to pupils, “vous” to families and teachers."""

import re
from itertools import chain

import pytest

from quizengine.content.bank import LANGUAGES, in_voice, kit_bank
from quizengine.content.table import Source, Table
from quizengine.content.words import VOICES, read_said, read_words, say
from quizengine.printing.recipes import read_recipes

BANK = kit_bank()
TU = re.compile(r"\b(?:tu|te|toi|ton|ta|tes|tiens?|tiennes?)\b|\bt’", re.IGNORECASE)
VOUS = re.compile(r"\bvous\b|\bvo(?:tre|s)\b|\bvôtre\b|ez\b|\bfaites\b", re.IGNORECASE)
ORDER = re.compile(
    r"(?:^|[.,:;?!»]\s|\bpuis )(?:n[e’]\s?)?(?:"
    "actualise|appuie|attends|choisis|coche|commence|complète|demande|écris|envoie|essaie|fais|garde|laisse|lis|"
    "masque|montre|note|ouvre|parles?|recommence|recopie|réessaie|regarde|relis|repense|réponds|reviens|"
    r"signale|souligne|tape|va(?! avec)|vérifie)\b(?!-t-)",
    re.IGNORECASE,
)
"""An order to one person, where a sentence or a part of one begins."""
adults = pytest.mark.parametrize("audience", VOICES)


def spoken(audience, lang):
    """Every word of the interface as an audience hears it, and every title of a handout."""
    bank = in_voice(BANK, audience)
    yield from (
        (f"{name}.{key}", text) for name in bank.words for key, text in bank.speak(name, lang).items()
    )
    for recipe in read_recipes().values():
        for key in ("title", "meta", "file"):
            yield f"{recipe.id}.{key}", say(getattr(recipe, key), lang, audience)


@adults
def test_no_word_says_tu_to_an_adult(audience):
    assert [one for one in spoken(audience, "fr") if TU.search(one[1]) or ORDER.search(one[1])] == []


def test_pupils_and_pages_of_no_lesson_hear_the_plain_words():
    plain = {
        f"{table}.{key}": text["fr"] for table, words in BANK.words.items() for key, text in words.items()
    }
    for audience in ("teens", ""):
        assert plain.items() <= dict(spoken(audience, "fr")).items()


def test_the_words_above_find_who_says_tu():
    found = {key for key, text in spoken("teens", "fr") if TU.search(text) or ORDER.search(text)}
    plural = {key for key, text in spoken("families", "fr") if VOUS.search(text)}
    assert len(found) > 60
    assert found <= plural


@adults
def test_no_word_speaks_to_an_adult_as_to_a_pupil(audience):
    pupils = re.compile(
        r"\bpupil sheet\b|\byour teacher\b|\badult you trust\b|\btrusted adult\b", re.IGNORECASE
    )
    assert [one for one in spoken(audience, "en") if pupils.search(one[1])] == []


def test_every_voice_fills_in_the_same_values_and_sets_french_spaces():
    texts = chain.from_iterable(words.items() for words in BANK.words.values())
    for key, text in texts:
        assert len({frozenset(re.findall(r"\{\w+\}", one)) for one in text.values()}) == 1, key
        assert [
            one for form, one in text.items() if form.startswith("fr-") and re.search("« | [;!?»]", one)
        ] == [], key


SAID = {"fr": "tu", "en": "you", "fr-adults": "vous", "fr-families": "vous deux"}
HEARD = [("families", "vous deux"), ("teachers", "vous"), ("teens", "tu"), ("", "tu")]


@pytest.mark.parametrize(("audience", "heard"), HEARD)
def test_an_audience_hears_the_nearest_voice_that_is_written(audience, heard):
    assert say(SAID, "fr", audience) == heard
    assert say(SAID, "en", audience) == "you"
    assert say({}, "fr", audience) == ""


def read(**text):
    source = Source("w.toml", LANGUAGES, {(): 1})
    root = Table(source, {"go": {"fr": "va", "en": "go"} | text})
    return read_said(root, "go"), read_words(root), [one.message for one in source.problems]


def test_what_is_said_to_adults_may_be_left_out():
    said, words, problems = read(**{"fr-adults": "allez"})
    assert (words, problems) == ({"go": said}, [])
    assert read()[2] == []


def test_a_voice_that_nobody_has_is_told_and_so_is_one_without_words():
    told = '"go.fr-adult" is not known here. Did you mean "fr-adults"? Correct or remove it.'
    assert read(**{"fr-adult": "allez"})[2] == [told] * 2
    assert read(**{"en-teachers": " "})[2] == ['"go.en-teachers" is empty. Write it, or remove it.'] * 2
