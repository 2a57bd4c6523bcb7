"""The one-file page as a file: small, closed, compiled from what Python says of every response."""

import base64
import hashlib
import re
from dataclasses import replace
from fractions import Fraction
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizengine.classroom.onefile import compile_lesson, write_page
from quizengine.classroom.play import read_play
from quizengine.classroom.source import read_code
from quizengine.classroom.tables import MOST, compile_item, count_responses, list_responses
from quizengine.classroom.tables_story import compile_story
from quizengine.classroom.tables_typed import find_range
from quizengine.cli import main
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.scoring.item import TYPED, Choice, Item, Kind, Scoring, Tolerance
from quizengine.scoring.methods import DEFAULTS
from quizengine.scoring.typed import is_accepted

BANK = kit_bank()
PAGES = {lang: write_page(read_play(BANK, "teens-3", lang), BANK, lang) for lang in LANGUAGES}
WORDS = BANK.speak("feedback", "en")


def item_of(kind, count, **more):
    texts = {"en": "?"}
    ids = [f"c{number}" for number in range(count)]
    choices = tuple(Choice(one, texts, texts) for one in ids)
    settings = {
        "key": (ids[0],) if ids else (),
        "scoring": Scoring(DEFAULTS[kind]),
        "stem": texts,
        "why": texts,
    }
    return Item(**{"id": "it", "kind": kind, "choices": choices} | settings | more)


def numeric(*key, **tolerance):
    return item_of(Kind.NUMERIC, 0, key=key, tolerance=Tolerance(**tolerance))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lesson_is_less_than_60_kb_with_everything(lang):
    assert len(PAGES[lang].encode()) < 60_000


def test_no_word_is_packed_that_only_other_pages_show():
    words = compile_lesson(read_play(BANK, "teens-3", "fr"), BANK, "fr")["words"]
    left_out = set(BANK.speak("page", "fr")) - set(words)
    assert left_out == {"feed-title", "feed-intro", "no-script", "too-old"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_policy_allows_nothing_but_three_hashes(lang):
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', PAGES[lang])[1])
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-\S{44}' 'sha256-\S{44}'; style-src 'sha256-\S{44}'; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )
    loader = re.search(r"<script>(.*)</script>", PAGES[lang], re.DOTALL)[1]
    assert base64.b64encode(hashlib.sha256(loader.encode()).digest()).decode() in policy


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_in_the_page_fetches_or_stores(lang):
    assert not re.search(r"\b(src|href|style|on\w+)=", PAGES[lang].split("<script")[0])
    assert not re.search(
        r"localStorage|sessionStorage|indexedDB|cookie|fetch\(|XMLHttp|import\(", read_code()
    )


def test_the_same_lesson_gives_the_same_bytes():
    assert write_page(read_play(BANK, "teens-3", "fr"), BANK, "fr") == PAGES["fr"]


def test_a_packed_lesson_cannot_end_its_script():
    packed = re.search(r'type="text/plain"[^>]*>([^<]*)</script>', PAGES["fr"])[1]
    assert len(packed) > 40_000
    assert set(packed) <= set(map(chr, range(0x21, 0x7F))) - {"<"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_says_what_the_page_is_for(lang):
    words = compile_lesson(read_play(BANK, "teens-3", lang), BANK, lang)["words"]
    assert all(words[key] for key in ("practice", "nothing-sent", "nothing-kept"))


def test_a_page_for_families_says_vous_also_where_it_cannot_be_opened():
    play = read_play(BANK, "teens-3", "fr")
    families = replace(play, lesson=replace(play.lesson, audience="families"))
    words = compile_lesson(families, BANK, "fr")["words"]
    assert words["cover"] == "Une leçon pour vous entraîner"
    assert "Ouvrez-la dans un navigateur" in write_page(families, BANK, "fr")


@pytest.mark.parametrize(
    "item",
    [one for one in BANK.items.values() if one.kind not in TYPED and count_responses(one) <= MOST],
    ids=lambda one: one.id,
)
def test_each_response_of_an_item_is_listed_once_the_blank_one_first(item):
    listed = list(list_responses(item))
    assert listed[0] == ()
    assert len(listed) == len(set(listed)) == count_responses(item)


@pytest.mark.parametrize(
    ("item", "count"),
    [
        (item_of(Kind.MULTIPLE_CHOICE, 13), 8192),
        (item_of(Kind.ORDER, 8, key=tuple(f"c{one}" for one in range(8))), 40321),
    ],
)
def test_an_item_with_too_many_responses_is_refused(item, count):
    message = f'item "it" can be answered in {count} ways, and a page holds {MOST} at most'
    with pytest.raises(ValueError, match=message):
        compile_item(item, "en", WORDS)


def test_a_form_that_the_page_cannot_compare_is_refused():
    with pytest.raises(ValueError, match='a page cannot compare "力" as Python does'):
        compile_item(item_of(Kind.SHORT_TEXT, 0, key=("力",)), "en", WORDS)


def test_a_story_with_too_many_paths_is_refused(monkeypatch):
    monkeypatch.setattr("quizengine.classroom.tables_story.MOST_PATHS", 100)
    with pytest.raises(ValueError, match='scenario "class-group" has more than 100 paths'):
        compile_story(BANK.scenarios["class-group"], "en", BANK.speak("profile", "en"))


def test_an_item_that_accepts_everything_is_refused():
    with pytest.raises(ValueError, match="accepts everything"):
        compile_item(numeric("[-1e200, 1e200]"), "en", WORDS)


EXACT = st.fractions(min_value=-2000, max_value=2000, max_denominator=10).map(
    lambda one: Fraction(round(one * 1000), 1000)
)
TOLERANCES = st.one_of(
    st.builds(Tolerance, figures=st.integers(1, 5)),
    st.builds(Tolerance, absolute=EXACT.map(abs)),
    st.builds(Tolerance, relative=st.fractions(0, 1)),
)


@given(EXACT, TOLERANCES, st.lists(EXACT, max_size=5))
def test_a_range_holds_what_python_accepts_and_its_ends_too(key, tolerance, others):
    item = replace(numeric(str(key)), tolerance=tolerance)
    low, high, is_low_open, is_high_open = find_range(item, item.key[0])
    low, high = Fraction(low), Fraction(high)
    near = [Fraction(round(end * 10**9) + step, 10**9) for end in (low, high) for step in (-1, 0, 1)]
    for number in (*others, *near, key):
        is_in = (low < number or (low == number and not is_low_open)) and (
            number < high or (number == high and not is_high_open)
        )
        assert is_accepted(item, f"{number.numerator * 10**9 // number.denominator}e-9") == is_in


def test_the_command_writes_the_page_and_names_it(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["page", "teens-3", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "03-mute-block-report.html\n"
    assert (tmp_path / "03-mute-block-report.html").read_text("utf-8") == PAGES["en"]


@pytest.mark.parametrize("wrong", [["teens-9"], ["teens-33"]])
def test_a_lesson_that_is_not_there_is_told(wrong, capsys):
    assert main(["page", *wrong]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f'lesson "{wrong[0]}" cannot be played. Name one of teens-1, teens-2, ')


@pytest.mark.parametrize("wrong", [[], ["teens-3", "--read", "4HXC"]])
def test_neither_or_both_of_lesson_and_codes_is_bad_use(wrong):
    with pytest.raises(SystemExit, match="2"):
        main(["page", *wrong])
