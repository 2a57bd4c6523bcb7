"""The facts of the kit say no more than what was read, and nothing refused is shown anywhere."""

import json
import re
import shutil
import tomllib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from quizengine.content.bank import LANGUAGES, in_country, kit_bank, read_bank
from quizengine.content.check_facts import facts_by_kind
from quizengine.content.checks import check
from quizengine.content.face_cards import shown_cards
from quizengine.content.face_facts import help_lines, partners_face
from quizengine.content.face_guides import checklist_face, evidence_face, glossary_face, safeguarding_face
from quizengine.content.face_rules import law_face, rules_face
from quizengine.content.face_series import draw, say_date, series_face
from quizengine.content.face_sources import sources_face
from quizengine.content.laws import TOPICS
from quizengine.content.papers import Checklist, Letter, Mark, Papers

HERE = Path(__file__).parent
BANK = kit_bank()
GOOD = read_bank(HERE.parent / "cases" / "good" / "lessons" / "bank")
GOOD.words["facts"] = BANK.words["facts"]
GOOD.words["feedback"] = BANK.words["feedback"]
SAMPLE = tomllib.loads((HERE / "facts_sample.toml").read_text("utf-8"))["record"]
RECORDS = {
    "partner": BANK.partners,
    "law": BANK.laws,
    "finding": BANK.findings,
    "safeguard": BANK.safeguards,
    "rule": BANK.rules,
}
WORDS = {lang: BANK.speak("facts", lang) for lang in LANGUAGES}
every_lang = pytest.mark.parametrize("lang", LANGUAGES)


def numbers_of(record):
    """Every number in the English texts of a law or a finding."""
    texts = (
        getattr(record, name, "") for name in ("title", "says", "penalties", "finding", "population", "when")
    )
    told = [text["en"] for text in texts if text] + list(getattr(record, "figures", {}).get("en", ()))
    return set(re.findall(r"\d+(?:[.,]\d+)*", " ".join(told)))


@pytest.mark.parametrize("sample", SAMPLE, ids=lambda sample: sample["id"])
def test_a_record_is_as_it_was_read_and_adds_no_number(sample):
    record = RECORDS[sample["kind"]][sample["id"]]
    if sample["id"] == "fr-3020":  # its number is kept apart, to be refused
        assert record.refuse == ("3020",)
    kept = {name: sample[name] for name in sample if name not in ("kind", "id", "numbers")}
    seen = {name: getattr(record, name) for name in kept}
    assert seen | {"audiences": list(seen.get("audiences", ()))} == kept | {
        "audiences": kept.get("audiences", [])
    }
    assert record.checked == date(2026, 11, 22)
    if "numbers" in sample:
        assert numbers_of(record) <= set(sample["numbers"])


def test_the_sample_is_thirty_records():
    assert len({(one["kind"], one["id"]) for one in SAMPLE}) == 30


@every_lang
def test_nothing_unconfirmed_or_replaced_is_in_a_face(lang):
    topics = [
        topic for topic in TOPICS if any(one.is_shown and topic in one.topics for one in BANK.laws.values())
    ]
    faces = [partners_face(BANK, lang, ""), rules_face(BANK, BANK.rules, lang), law_face(BANK, topics, lang)]
    faces += [evidence_face(BANK, BANK.findings, lang), series_face(BANK, BANK.series, lang)]
    shown = json.dumps(faces, ensure_ascii=False)
    hidden = [one.says[lang] for one in BANK.laws.values() if not one.is_shown]
    hidden += [one.finding[lang] for one in BANK.findings.values() if not one.is_shown]
    hidden += [f'"{one.id}"' for one in BANK.partners.values() if not one.is_shown]
    assert len(hidden) > 10
    assert [text for text in hidden if text in shown] == []


@every_lang
def test_every_topic_of_law_is_about_something_in_france(lang):
    for topic in TOPICS:
        cards = shown_cards(law_face(in_country(BANK, "FR"), [topic], lang))
        assert cards, topic
        assert cards[0]["id"] == "fr-age-penal" or topic == "age"


def test_the_law_of_the_union_holds_in_a_country_of_it_and_not_elsewhere():
    ids = {
        country: [one["id"] for one in law_face(BANK, ["appeal"], "en")["cards"] if one["country"] == country]
        for country in ("BE", "UK", "CH")
    }
    assert ids == {"BE": ["eu-dsa-20"], "UK": [], "CH": []}


def test_a_country_without_a_checked_law_says_so_calmly():
    face = law_face(in_country(BANK, "UK"), ["blackmail"], "en")
    assert (face["country"], shown_cards(face)) == ("UK", [])
    assert face["none"] == WORDS["en"]["law-none"]
    assert "UK" in [one["id"] for one in face["countries"]]


def test_a_word_is_shown_with_its_meaning():
    card = glossary_face(GOOD, ["proof"], "en")["cards"][0]
    assert (card["name"], card["texts"]) == ("proof", ["What shows a fact."])


def test_an_unknown_topic_or_record_has_no_face():
    for face in (rules_face, glossary_face, evidence_face, series_face, safeguarding_face):
        with pytest.raises(KeyError):
            face(BANK, ["no-such-thing"], "en")
    for topics in (["no-such-thing"], []):
        with pytest.raises(KeyError):
            law_face(BANK, topics, "en")


def test_an_unconfirmed_finding_or_series_has_no_face():
    with pytest.raises(KeyError):
        evidence_face(GOOD, ["an-unconfirmed-finding"], "en")
    with pytest.raises(KeyError):
        series_face(GOOD, ["an-unconfirmed-series"], "en")


def test_usual_practice_is_never_passed_off_as_read():
    confirmed, unconfirmed = safeguarding_face(GOOD, ["to-listen", "uk-school"], "en")["cards"]
    assert [one["label"] for one in confirmed["lists"]] == ["", WORDS["en"]["practice"]]
    assert confirmed["source"]["name"] == "example.org"
    assert unconfirmed["texts"] == [WORDS["en"]["only-practice"]]
    assert unconfirmed["source"] is None


@pytest.mark.parametrize(("country", "ids"), [("UK", ["to-listen", "uk-school"]), ("FR", ["to-listen"])])
def test_what_holds_in_one_country_is_shown_there_alone(country, ids):
    face = safeguarding_face(in_country(GOOD, country), ["to-listen", "uk-school"], "en")
    assert [one["id"] for one in shown_cards(face)] == ids


def test_what_holds_everywhere_asks_for_no_country():
    assert safeguarding_face(GOOD, ["to-listen"], "en")["countries"] == []


def test_no_two_series_share_a_plot_and_each_has_a_table_of_its_own():
    for first, second in combinations(series_face(BANK, BANK.series, "en")["cards"], 2):
        assert first["id"] != second["id"]
        assert first["drawing"] is None or first["drawing"] != second["drawing"]
    for card in series_face(BANK, BANK.series, "en")["cards"]:
        points = BANK.series[card["id"]].points
        assert [len(table["rows"]) for table in card["tables"]] == [len(points)]
        assert (card["drawing"] is not None) == BANK.series[card["id"]].is_counted


@pytest.mark.parametrize(
    ("lang", "told", "figures"),
    [
        (
            "fr",
            "Vus. 2020\u00a0: 40\u00a0%; mai 2021\u00a0: 11,4 à 12\u00a0%.",
            ["40\u00a0%", "11,4 à 12\u00a0%"],
        ),
        ("en", "Seen. 2020: 40%; May 2021: 11.4 to 12%.", ["40%", "11.4 to 12%"]),
    ],
)
def test_a_plot_says_in_words_what_it_shows_and_its_table_has_the_same(lang, told, figures):
    card = series_face(GOOD, ["a-series"], lang)["cards"][0]
    assert card["drawing"]["told"] == told
    assert [row[1]["text"] for row in card["tables"][0]["rows"]] == figures


def test_a_bar_is_as_long_as_its_figure_and_a_range_shows_both_ends():
    bars = [
        one
        for one in series_face(GOOD, ["a-series"], "en")["cards"][0]["drawing"]["shapes"]
        if one["tag"] == "rect"
    ]
    frame = bars[0]["width"]
    assert [round(bar["width"] / frame, 2) for bar in bars[1:3]] == [0.40, 0.40]
    assert [round(bar["width"] / frame, 2) for bar in bars[4:]] == [0.11, 0.12]


def test_the_longest_bar_of_a_count_is_the_largest_figure():
    counted = replace(GOOD.series["a-series"], unit={"en": "reports"})
    bank = replace(GOOD, series={"a-series": counted})
    bars = [
        one
        for one in series_face(bank, ["a-series"], "en")["cards"][0]["drawing"]["shapes"]
        if one["tag"] == "rect"
    ]
    assert bars[1]["width"] == bars[0]["width"]
    nothing = replace(counted, points=(replace(counted.points[0], value=Fraction(0)),))
    bank = replace(GOOD, series={"a-series": nothing})
    bars = [
        one
        for one in series_face(bank, ["a-series"], "en")["cards"][0]["drawing"]["shapes"]
        if one["tag"] == "rect"
    ]
    assert bars[1]["width"] == 0


def test_a_drawing_has_a_name_and_escapes_what_it_says():
    drawing = {"width": 1, "height": 1, "told": "<b>", "shapes": [{"tag": "text", "text": "<i>", "x": 0}]}
    svg = draw(drawing)
    assert 'aria-label="&lt;b&gt;"' in svg
    assert '<text x="0">&lt;i&gt;</text>' in svg


def test_a_dated_list_has_no_plot_and_no_empty_column():
    card = series_face(GOOD, ["promises"], "en")["cards"][0]
    assert card["drawing"] is None
    assert card["tables"][0]["head"] == ["Date", "What", "Source"]


@pytest.mark.parametrize(
    ("when", "french", "english"),
    [
        ("", "sans date", "undated"),
        ("2022", "2022", "2022"),
        ("2020-05", "mai 2020", "May 2020"),
        ("2026-11-22", "22 novembre 2026", "22 November 2026"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(when, french, english):
    assert [say_date(when, WORDS[lang]) for lang in LANGUAGES] == [french, english]


@every_lang
def test_the_page_of_sources_has_every_record_that_may_be_shown_or_is_doubted(lang):
    rows = [row for card in sources_face(BANK, lang)["cards"] for row in card["tables"][0]["rows"]]
    records = [one for kind, facts in facts_by_kind(BANK).items() if kind != "series" for one in facts]
    hidden = [one for one in BANK.partners.values() if not one.is_shown]
    series = {(one.id, point.source) for one in BANK.series.values() for point in one.points}
    assert len(rows) == len(records) - len(hidden) + len(series)
    assert all(cell["text"] for row in rows for cell in row)
    assert not [one for one in hidden if one.name[lang] in [row[0]["text"] for row in rows]]


def test_the_checklist_of_a_lesson_is_boxes_with_their_reasons():
    marks = (Mark("a", {"en": "Tell the head."}, {"en": "Someone can take over."}),)
    papers = Papers("demo", {"checklist": Checklist({"en": "Before"}, marks)})
    face = checklist_face(replace(GOOD, papers={"demo": papers}), "demo", "en")
    assert face["title"] == "Before"
    assert face["cards"][0]["lists"] == [
        {"label": "", "lines": ["Tell the head."], "look": "tick", "whys": ["Someone can take over."]}
    ]


def test_another_paper_is_no_checklist():
    letter = Letter({"en": "Dear family"}, {"en": ("We talked.",)}, {"en": "Ask."}, {"en": "Tonight."})
    with pytest.raises(KeyError):
        checklist_face(replace(GOOD, papers={"demo": Papers("demo", {"checklist": letter})}), "demo", "en")


def test_a_country_that_the_kit_does_not_know_is_refused_with_those_it_knows():
    with pytest.raises(ValueError, match=r'country "GB" is not one of .*"?UK'):
        in_country(BANK, "GB")


def test_the_teachers_country_comes_first_in_help_and_law():
    bank = in_country(BANK, "BE")
    assert partners_face(bank, "fr", "teens")["country"] == "BE"
    assert law_face(bank, ["harassment"], "fr")["country"] == "BE"
    assert help_lines(bank, "fr", "teens")[0]["phone"]


def test_a_country_without_a_line_of_its_own_shows_those_of_where_its_laws_come_from():
    assert partners_face(in_country(BANK, "CA-QC"), "fr", "teens")["country"] == "CA"


REFUSED = [
    ("01 99 00 00 02", '"01 99 00 00 02" is of partner "an-unconfirmed-line", which is not confirmed'),
    ("0199000002", '"0199000002" is of partner "an-unconfirmed-line", which is not confirmed'),
    ("01\u202f99\u202f00\u202f00\u202f03", 'is of partner "a-replaced-line", which is replaced'),
]


@pytest.mark.parametrize(("number", "told"), REFUSED)
@pytest.mark.parametrize("file", ["fr/demo.ipynb", "bank/glossary.toml"])
def test_a_refused_number_is_found_wherever_it_is_written(tmp_path, monkeypatch, number, told, file):
    shutil.copytree(HERE.parent / "cases" / "good" / "lessons", tmp_path / "lessons")
    monkeypatch.chdir(tmp_path)
    path = Path("lessons") / file
    text = path.read_text("utf-8")
    old = "Ce qui montre" if path.suffix == ".toml" else '"cells": ['
    new = f"Appelle le {number}. Ce qui montre"
    cell = json.dumps(
        {"cell_type": "markdown", "id": "x", "metadata": {}, "source": [number]}, ensure_ascii=False
    )
    path.write_text(text.replace(old, new if path.suffix == ".toml" else f'"cells": [{cell}, ', 1), "utf-8")
    problems = [str(one) for one in check(Path("lessons"), today=date(2026, 11, 22))]
    assert [one for one in problems if told in one and one.startswith(f"lessons/{file}:")]


def test_a_number_that_an_open_line_has_too_is_not_refused():
    problems = check(HERE.parents[1] / "lessons", today=date(2026, 11, 22))
    assert not [one for one in problems if "988" in one.message]
