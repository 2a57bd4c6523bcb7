"""The report: what it says, what it never says, and that page and paper say the same."""

import base64
import hashlib
import io
import json
import re
import tomllib
from dataclasses import asdict
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pikepdf
import pytest

from quizengine.analysis.data import ClassData
from quizengine.analysis.misconceptions import is_right
from quizengine.analysis.page import write_page
from quizengine.analysis.plots import draw_bars, draw_plots
from quizengine.analysis.report import build_report
from quizengine.classroom.play import read_play
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.journal import Records
from quizengine.content.kit import kit_root
from quizengine.printing.class_report import print_report, set_report
from quizengine.scoring.feed import feed_item
from quizengine.scoring.scenario import decision_item

WORDS = tomllib.loads((kit_root() / "lessons/bank/words/report.toml").read_text("utf-8"))
CODE = re.compile(r"zq\d\dx")
every_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def report(class_of_27, bank):
    return build_report(class_of_27.data(), bank, lang="fr")


@pytest.fixture
def small(class_of_7, bank):
    return build_report(class_of_7.data(), bank, lang="fr")


def to_pdf(report):
    plots = draw_plots((report.change, report.steps, report.rules))
    return print_report(asdict(report), plots, day=date(2026, 11, 19))


def source(report):
    return set_report(asdict(report), draw_plots((report.change, report.steps, report.rules)))


class Reader(HTMLParser):
    """Elements in order with their attributes, and the text that is shown."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open, self.text = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


# ---- what it says


def test_it_names_lesson_day_and_answers(report):
    assert (report.kind, report.title) == ("Bilan de séance", "Masquer, bloquer, signaler")
    assert report.meta[:2] == ("19 novembre 2026", "Jusqu’à 27 réponses par vote")


def test_before_and_after_are_told_with_their_interval(report):
    """31/54 = 57 %, 44/54 = 81 %; Wilson with n = 27: 39 to 74 and 63 to 92; the gap by Newcombe."""
    start, end = report.change.bars
    assert (start.percent, start.low, start.high) == (57, 39, 74)
    assert (end.percent, end.low, end.high) == (81, 63, 92)
    assert report.change.told[:2] == (
        "Pas assez pour conclure.",
        "Écart\u00a0: +24 points sur 100, plausible de −1 à +45.",
    )


def test_a_misconception_comes_with_its_count_and_what_to_say(report):
    photo = next(one for one in report.misled if one.label == "Histoire 1")
    option = "«\u202fJe bloque le compte sans attendre, et Jade fait comme moi.\u202f» (aide un peu)"
    assert photo.found == (f"11 sur 27\u00a0: {option}", "Après l’échange à deux, 4 sur 27.")
    assert photo.next.startswith("À dire\u00a0: Bloquer protège la personne qui bloque.")


def test_who_answered_is_told_vote_by_vote(report):
    rows = [(one.label, one.answered, one.devices, one.hands) for one in report.votes]
    assert rows == [
        ("Début 1", "27", "20", "7"),
        ("Début 2", "27", "20", "7"),
        ("Histoire 1", "27 → 27", "20 → 20", "7 → 7"),
        ("Fin 1", "27", "20", "7"),
        ("Fin 2", "27", "20", "7"),
    ]


def test_the_five_steps_are_told_in_order_and_a_step_without_evidence_is_said_to_be(report):
    """know-how: the photo 10/27 of 2, 4 of 1 (ask-noe) → 12 of 27 votes, and 23 of 27 at the end: 35/54."""
    assert [bar.label for bar in report.steps.bars] == [
        "Remarquer",
        "Voir que c’est grave",
        "Se sentir concerné",
        "Savoir comment faire",
        "Agir",
    ]
    assert [bar.percent for bar in report.steps.bars][:2] == [None, None]
    assert report.steps.bars[3].value == "65\u00a0% · en chemin"


def test_rules_are_told_with_a_level(report):
    """At the end 23 of 27 = 85 % (harassment), 21 of 27 = 78 % (allowed-report); the start does not count."""
    assert [(bar.label, bar.value) for bar in report.rules.bars] == [
        ("Harceler quelqu’un", "85\u00a0% · acquise"),
        ("Signaler, même pour quelqu’un d’autre", "78\u00a0% · en chemin"),
    ]


def test_every_count_stands_on_the_screen(report):
    photo = next(one for one in report.counts if one.label == "Histoire 1")
    assert photo.rounds == ("Premier vote", "Après l’échange à deux")
    figures = {text[:12]: tuple(row) for text, *row in photo.rows}
    assert figures["Je bloque le"] == ("11 sur 27", "4 sur 27")


def test_every_strong_option_of_a_decision_is_marked_as_right(report):
    photo = next(one for one in report.counts if one.label == "Histoire 1")
    assert [text[0] == "✓" for text, *_ in photo.rows] == [True, False, True, False]


def test_a_journal_without_lesson_or_day_finds_its_lesson(class_of_27, bank):
    found = build_report(ClassData(class_of_27.records), bank, lang="en")
    assert (found.title, found.meta[0]) == ("Mute, block, report", "Up to 20 answers a vote")


def test_nobody_answered_is_said_in_one_sentence(bank):
    with pytest.raises(ValueError, match="nobody has answered yet"):
        build_report(ClassData(Records()), bank, lang="fr")


# ---- what it never says


def test_under_eight_only_how_many_answered_is_told(small):
    assert (small.change.bars, small.misled, small.steps.bars, small.rules.bars, small.counts) == ((),) * 5
    assert {(one.answered, one.devices, one.hands) for one in small.votes} == {("7", "–", "–")}


def test_under_eight_no_option_and_no_rate_stands_on_page_or_paper(small, bank, text_of):
    texts = [
        choice.text["fr"]
        for name in ("proof-or-block-first", "before-you-block")
        for choice in bank.items[name].choices
    ]
    for made in (write_page(small).split("</style>")[1], text_of(to_pdf(small))):
        assert not [text for text in texts if "".join(text.split()) in "".join(made.split())]
        assert "%" not in made


@every_language
def test_no_candidate_code_stands_on_page_or_paper(class_of_27, bank, lang, text_of):
    report = build_report(class_of_27.data(), bank, lang=lang)
    assert CODE.search(next(iter(class_of_27.records.attempts)))
    for made in (json.dumps(asdict(report)), write_page(report), source(report), text_of(to_pdf(report))):
        assert not CODE.search(made)


def test_the_hour_stays_out_of_it(report):
    assert "10:05" not in write_page(report) + source(report)


def test_no_word_of_it_claims_less_harassment_or_that_a_lesson_works():
    claims = re.compile(
        r"\bmarche\b|\bfonctionne|\befficac|\bworks?\b|\beffective|moins de harcèlement|less harassment"
    )
    said = [text for key, both in WORDS.items() for text in both.values() if key != "foot"]
    assert not [text for text in said if claims.search(text)]


@every_language
def test_it_says_what_it_cannot_say(class_of_27, bank, lang):
    report = build_report(class_of_27.data(), bank, lang=lang)
    assert report.limits == WORDS["limits"][lang]
    assert report.limits in write_page(report)
    assert report.limits in source(report)


# ---- language


def fragments(lang):
    """Pieces of the words of a language that do not belong to the other one."""
    other = "".join(both["en" if lang == "fr" else "fr"].casefold() for both in WORDS.values())
    pieces = (
        piece.strip(" ·:.,;()") for both in WORDS.values() for piece in re.split(r"\{\w+\}", both[lang])
    )
    return {piece for piece in pieces if len(piece) > 3 and piece.casefold() not in other}


@pytest.mark.parametrize(("lang", "foreign"), [("fr", "en"), ("en", "fr")])
def test_a_page_has_no_word_of_the_other_language(class_of_27, bank, lang, foreign):
    page = write_page(build_report(class_of_27.data(), bank, lang=lang))
    shown = " ".join(Reader(page).text)
    assert [piece for piece in fragments(lang) if piece in shown]
    assert not [piece for piece in fragments(foreign) if re.search(rf"\b{re.escape(piece)}\b", shown)]


def test_french_words_have_their_spaces():
    said = [both["fr"] for both in WORDS.values()]
    assert not [
        text for text in said if re.search("[ \u00a0\\w][;!?»]|«[ \u00a0\\w]|[\\w \u202f]:|'|\\.\\.\\.", text)
    ]


def test_both_languages_fill_in_the_same_values():
    for key, both in WORDS.items():
        assert set(re.findall(r"\{\w+\}", both["fr"])) == set(re.findall(r"\{\w+\}", both["en"])), key


# ---- the page


def test_the_page_is_strict_and_runs_and_loads_nothing(report):
    page = write_page(report)
    reader = Reader(page)
    assert not {name for name, _ in reader.found} & {"script", "link", "img", "iframe", "object", "form"}
    assert not [
        key for _, attributes in reader.found for key in attributes if key.startswith("on") or key == "style"
    ]
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    print_ = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{print_}'" in page


def test_the_page_has_one_title_headings_without_a_gap_and_tables_with_headers(report):
    reader = Reader(write_page(report))
    levels = [int(name[1]) for name, _ in reader.found if re.fullmatch("h[1-6]", name)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {one["scope"] for one in reader.all("th")} == {"col", "row"}
    assert len(reader.all("table")) == len(reader.all("caption"))
    assert len(reader.all("figure")) == len(reader.all("figcaption")) == 3


def test_each_plot_says_in_words_what_it_draws(report):
    plot = draw_bars(report.change.bars, "Avant et après", "change")
    assert "<desc" in plot
    assert "Au début, 57\u00a0% · 27 réponses. À la fin, 81\u00a0% · 27 réponses" in plot


def test_ids_of_the_page_are_unique(report):
    ids = [attributes["id"] for _, attributes in Reader(write_page(report)).found if "id" in attributes]
    assert len(ids) == len(set(ids)) == 6


def test_light_and_dark_bars_can_be_told_apart_in_grey(report):
    """Relative luminance (WCAG 2.2) of the two fills differs more than 3 to 1."""
    fills = re.findall(r'<rect[^>]*fill="#(\w{6})"', draw_bars(report.change.bars, "", "change"))
    light, dark = ([int(fill[place : place + 2], 16) / 255 for place in (0, 2, 4)] for fill in fills)

    def luminance(parts):
        linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert (luminance(light) + 0.05) / (luminance(dark) + 0.05) > 3


def test_text_of_an_item_cannot_become_markup(classroom, items, bank):
    from dataclasses import replace

    item = items["first-act"]
    evil = {"fr": "<script>x</script>&amp;", "en": "x"}
    item = replace(
        item, stem=evil, choices=(replace(item.choices[0], text=evil, why=evil), *item.choices[1:])
    )
    page = write_page(build_report(classroom.vote(item, {"block": 9}).data(), bank, lang="fr"))
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt;&amp;amp;" in page


def test_the_same_class_gives_the_same_page(class_of_27, bank, report):
    assert write_page(build_report(class_of_27.data(), bank, lang="fr")) == write_page(report)


# ---- paper


@pytest.fixture(params=LANGUAGES)
def pdf(request, class_of_27, bank):
    made = to_pdf(build_report(class_of_27.data(), bank, lang=request.param))
    with pikepdf.open(io.BytesIO(made)) as opened:
        yield opened, request.param


def test_the_sheet_is_one_a4_page(pdf):
    (page,) = pdf[0].pages
    assert tuple(round(float(one)) for one in page.MediaBox) == (0, 0, 595, 842)


def test_the_sheet_is_tagged_pdf_ua_1_in_its_language(pdf):
    opened, lang = pdf
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert " – " in metadata["dc:title"]
    assert str(opened.Root.Lang) == lang


def test_the_plots_of_the_sheet_have_a_text_alternative(pdf):
    def walk(node):
        for one in node if isinstance(node, pikepdf.Array) else [node]:
            if isinstance(one, pikepdf.Dictionary):
                yield one
                yield from walk(one.get("/K", pikepdf.Array()))

    figures = [one for one in walk(pdf[0].Root.StructTreeRoot.K) if one.get("/S") == "/Figure"]
    assert len(figures) == 3
    assert all(re.search(r"\d", str(one.Alt)) for one in figures)


def test_the_same_class_gives_the_same_sheet(report):
    assert to_pdf(report) == to_pdf(report)


def test_the_sheet_says_what_the_page_says(report, text_of):
    said = text_of(to_pdf(report))
    for text in (report.headline, *report.change.told, *(one.next for one in report.misled), report.limits):
        assert "".join(text.split()) in said


# ---- one page, however much was voted on


@pytest.fixture
def full(classroom, bank, decisions):
    """Every item of the lesson and every decision, voted on twice by 27."""
    for item in [*(bank.items[name] for name in bank.lessons["teens-3"].item_ids), *decisions.values()]:
        right = " ".join(item.key) or (item.choices[0].id if item.choices else "written")
        longest = max(item.choices, key=lambda one: len(one.text["fr"])).id if item.choices else right
        wrong = longest if item.kind in ("single-choice", "multiple-choice") else right
        for number in (1, 2):
            classroom.vote(item, {right: 12, wrong: 15} if wrong != right else {right: 27}, number)
    return classroom


@every_language
def test_a_lesson_voted_on_to_the_last_item_still_fits_on_one_sheet(full, bank, lang):
    report = build_report(full.data(), bank, lang=lang)
    with pikepdf.open(io.BytesIO(to_pdf(report))) as pdf:
        assert len(pdf.pages) == 1


def find_longest(item, lang):
    """The wrong choice that takes the most room in a report; what is sorted is sorted wrongly."""
    if item.targets:
        return " ".join(f"{one}={item.target_ids[0]}" for one in item.choice_ids)
    wrong = [one for one in item.choices if not is_right(item, one.id)] or item.choices
    return max(wrong, key=lambda one: len(one.text[lang]) + len(one.why[lang])).id


def list_class_votes(play, lang):
    """What a class votes on, screen by screen; the story goes where the longest choices lead."""
    for screen in play.script.screens:
        if screen.kind == "quiz" and play.items[screen.ref].choices:
            yield play.items[screen.ref]
        if screen.kind == "feed":
            yield feed_item(play.feeds[screen.ref])
        story = play.scenarios.get(screen.ref) if screen.kind == "scenario" else None
        node = story and story.nodes[story.start]
        while node and not node.is_ending:
            yield decision_item(story, node)
            node = story.nodes[max(node.options, key=lambda one: len(one.text[lang])).next]


@every_language
@pytest.mark.parametrize("name", kit_bank().lessons)
def test_all_that_a_class_votes_on_in_a_lesson_is_told_on_one_sheet(classroom, bank, name, lang):
    for item in list_class_votes(read_play(bank, name, lang), lang):
        is_feed = item.id in bank.feeds
        right = " ".join(item.key) or item.choice_ids[0] if not is_feed else ""
        wrong = f"like:{next(iter(bank.feeds[item.id].posts))}" if is_feed else find_longest(item, lang)
        for number in (1,) if is_feed or item.targets else (1, 2):
            classroom.vote(item, {right: 12, wrong: 15}, number)
    report = build_report(classroom.data(lesson=name, lang=lang), bank, lang=lang)
    with pikepdf.open(io.BytesIO(to_pdf(report))) as pdf:
        assert len(pdf.pages) == 1


def test_where_many_votes_were_taken_the_exercises_share_a_row(full, bank):
    """Thirteen exercises become one row; one of them was left out by a pupil in the second vote."""
    last = next(name for name, one in reversed(full.records.attempts.items()) if "no-answer-yet" in name)
    del full.records.attempts[last]
    rows = {one.label: one.answered for one in build_report(full.data(), bank, lang="fr").votes}
    assert len(rows) == 3 + 6 + 1 + 3 + 3
    assert rows["Exercices"] == "27 → 26–27"


def test_where_many_rules_are_told_fewer_misconceptions_are(full, report, bank):
    packed = build_report(full.data(), bank, lang="fr")
    assert (len(packed.rules.bars), len(packed.misled)) == (9, 3)
    assert "Au plus 3" in packed.words["misled-how"]
    assert "Au plus 4" in report.words["misled-how"]


def test_the_gap_is_the_difference_of_the_two_figures_shown(report):
    start, end = report.change.bars
    assert f"+{end.percent - start.percent} points" in report.change.told[1]
