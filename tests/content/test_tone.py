"""The tone of a lesson is measured as stated; expected values are worked out by hand beside each text."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank, read_bank
from quizengine.content.checks import inspect
from quizengine.content.kit import kit_root
from quizengine.content.passages import Passage, read_passages
from quizengine.content.standards import READERS, Standards
from quizengine.content.tone import check_tone, measure
from quizengine.content.tone_table import draw_table, list_figures

GOOD = Path(__file__).parent.parent / "cases" / "good" / "lessons"
FRENCH = "Lina lit un mot. Elle garde une preuve."
"""4 + 4 words, 5 + 4 syllables (Li-na lit un mot · Elle gard’ une preuv’), no long word."""
ENGLISH = "She reads the message. The teacher listens."
"""4 + 3 words, 5 + 5 syllables, long: message, teacher, listens."""


def passage(text, lang="fr", **changes):
    return replace(Passage("a.toml", 1, "teens-3", lang, "teens", "kit", text, True), **changes)


def figures(*passages, taught=()):
    (one,) = measure(passages, {"fr": taught, "en": taught})
    return one


def test_french_is_measured_by_kandel_and_moles():
    values = figures(passage(FRENCH)).values
    assert values["kandel-moles"] == pytest.approx(207 - 1.015 * 4 - 73.6 * 9 / 8)
    assert (values["mean"], values["longest"], values["lix"]) == (4, 4, 4)


def test_english_is_measured_by_flesch_and_kincaid():
    values = figures(passage(ENGLISH, "en")).values
    assert values["grade"] == pytest.approx(0.39 * 3.5 + 11.8 * 10 / 7 - 15.59)
    assert values["lix"] == values["lix-all"] == pytest.approx(3.5 + 100 * 3 / 7)


def test_words_the_lesson_teaches_are_not_long_and_both_figures_are_shown():
    values = figures(passage(ENGLISH, "en"), taught=["message", "teacher"]).values
    assert values["lix"] == pytest.approx(3.5 + 100 * 1 / 7)
    assert values["lix-all"] == pytest.approx(3.5 + 100 * 3 / 7)


@pytest.mark.parametrize(
    ("word", "lix"), [("l’histoire", 103), ("l’élève", 3), ("demande-lui", 103), ("signalements", 3)]
)
def test_the_longest_part_of_a_word_makes_it_long_unless_taught_even_in_the_plural(word, lix):
    one = figures(passage(f"{word} {word} {word}"), taught=["signalement"])
    assert one.values["lix"] == pytest.approx(lix)


def test_what_stands_twice_for_one_reader_counts_once():
    assert len(figures(passage(FRENCH), passage(FRENCH, line=9)).sentences) == 2


def test_labels_and_titles_do_not_count():
    texts = (passage("Merci. Oui, non."), passage("Le fil de la classe", is_prose=False))
    assert figures(passage(FRENCH), *texts).values == figures(passage(FRENCH)).values
    assert measure(texts, {}) == []


def test_each_lesson_language_and_audience_is_measured_for_itself():
    other = passage(FRENCH, lesson="teens-4")
    texts = (passage(FRENCH), other, passage(ENGLISH, "en"), passage(FRENCH, audience="teachers"))
    assert [(one.lesson, one.lang, one.audience) for one in measure(texts, {})] == [
        ("teens-3", "fr", "teens"),
        ("teens-3", "en", "teens"),
        ("teens-3", "fr", "teachers"),
        ("teens-4", "fr", "teens"),
    ]


def test_the_longest_sentence_is_told_first_and_the_three_worst_are_named():
    texts = ["un " * size + "mot." for size in (4, 19, 17, 18)]
    standards = Standards({("teens", "fr"): {"mean": 4}})
    (problem,) = check_tone(measure(map(passage, texts), {}), standards)
    named = [problem.message.index(f"“{text}”") for text in (texts[1], texts[3], texts[2])]
    assert named == sorted(named)
    assert f"“{texts[0]}”" not in problem.message


def test_a_short_text_is_held_to_its_longest_sentence_alone():
    standards = Standards({("teens", "fr"): {"mean": 14, "longest": 24}})
    found = measure([passage("un " * 48 + "mot.")], {})
    assert [problem.message[:25] for problem in check_tone(found, standards)] == ["a sentence of 49 words, f"]


def test_nothing_is_told_within_the_band_or_where_there_is_none():
    found = measure(
        [*(passage(f"Elle garde la preuve {number}.") for number in range(12)), passage(ENGLISH, "en")], {}
    )
    assert list(check_tone(found, Standards({("teens", "fr"): {"mean": 5, "longest": 5}}))) == []


LETTER = """[letter]
title.fr = "Ce soir"
body.fr = ["Vous lisez avec lui."]
[simple]
lines.fr = ["Tu peux agir."]
[poster]
headline.fr = "La preuve d’abord"
foot.fr = "Garde une preuve."
[[mapping]]
label.fr = "Texte d’un autre"
[[line]]
text.fr = "Je suis là."
[feed]
intro.fr = "Voici le fil."
odd.fr = 7
"""


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    shutil.copytree(GOOD, tmp_path / "lessons")
    monkeypatch.chdir(tmp_path)
    return Path("lessons")


def test_each_text_has_its_reader_its_voice_and_its_line(lessons):
    (lessons / "bank" / "demo" / "texts.toml").write_text(f'fr = "?"\n{LETTER}', "utf-8")
    seen = [one for one in read_passages(lessons, read_bank(lessons / "bank")) if "texts" in one.file]
    assert [(one.line, one.audience, one.voice, one.is_prose) for one in seen] == [
        (3, "families", "kit", False),
        (4, "families", "kit", True),
        (6, "simple", "kit", True),
        (8, "teens", "kit", False),
        (9, "teens", "kit", True),
        (13, "teens", "character", True),
        (15, "teens", "story", True),
    ]


def test_a_bank_without_standards_is_not_measured(lessons):
    assert inspect(lessons, today=date(2026, 11, 22)).figures == []


def test_a_notebook_that_cannot_be_read_has_no_passage(lessons):
    (lessons / "fr" / "demo.ipynb").write_text("{", "utf-8")
    (lessons / "fr" / ".ipynb_checkpoints").mkdir()
    shutil.copy(lessons / "en" / "demo.ipynb", lessons / "fr" / ".ipynb_checkpoints")
    assert {
        one.file for one in read_passages(lessons, read_bank(lessons / "bank")) if "/fr/" in one.file
    } == set()


def test_figures_are_shown_as_a_table_and_as_records():
    found = measure([passage(ENGLISH, "en", lesson=""), passage("un " * 49 + "mot.")], {})
    head, short, row, note = draw_table(found).splitlines()
    assert short.split() == ["(no", "lesson)", "en", "teens", "–", "–", "–", "4", "2"]
    assert row.split() == ["teens-3", "fr", "teens", "82.7", "50.0", "(50.0)", "50.0", "50", "1"]
    assert len(head) == len(short) == len(row)
    assert note
    assert list_figures(found[:1]) == [
        {"lesson": "", "lang": "en", "audience": "teens", "grade": 2.6, "lix": 46.4, "lix-all": 46.4}
        | {"mean": 3.5, "longest": 4, "sentences": 2}
    ]


def test_the_kit_states_a_band_for_every_reader_in_every_language():
    bands = kit_bank().standards.bands
    assert set(bands) == {(reader, lang) for reader in READERS for lang in LANGUAGES}
    assert bands["teens", "fr"] == {"kandel-moles": 75, "lix": 38, "mean": 14, "longest": 24}


def test_every_ready_lesson_of_the_kit_is_measured_for_pupils_and_for_teachers():
    found = inspect(kit_root() / "lessons", today=date(2026, 11, 22)).figures
    measured = {(one.lesson, one.lang, one.audience) for one in found}
    ready = [one for one in kit_bank().lessons.values() if one.is_ready]
    assert {
        (one.id, lang, reader) for one in ready for lang in LANGUAGES for reader in (one.audience, "teachers")
    } <= measured
