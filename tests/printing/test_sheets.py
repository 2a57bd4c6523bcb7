"""What stands on each kind of handout."""

import re
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.countries import HOME
from quizengine.printing import print_lesson
from quizengine.printing.document import build_document, is_for
from quizengine.printing.recipes import read_recipes
from quizengine.printing.story import number_paragraphs

BANK = kit_bank()
SCENARIO = BANK.scenarios["class-group"]
languages = pytest.mark.parametrize("lang", LANGUAGES)


def test_the_story_starts_at_1_and_numbers_have_no_gap():
    numbers = number_paragraphs(SCENARIO)
    assert numbers[SCENARIO.start] == 1
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))


def test_the_story_cannot_be_read_straight_on():
    numbers = number_paragraphs(SCENARIO)
    written = [numbers[node.id] for node in SCENARIO.nodes.values()]
    assert written != sorted(written)


@languages
def test_every_way_of_the_story_leads_to_a_paragraph(documents, lang):
    source = documents["scenario", lang].source
    there = set(re.findall(r'"number": (\d+)', source))
    ways = set(re.findall(r'"(?:go|next)": (\d+)', source))
    assert ways == there - {"1"}


@languages
def test_the_story_tells_consequences_and_feelings_and_no_verdict(documents, lang):
    source = documents["scenario", lang].source
    for node in SCENARIO.nodes.values():
        for option in node.options:
            assert option.consequence[lang][:20] in source
            assert option.feels[lang][:20] in source
    assert not re.search("strong|harmful", source.replace("#strong", ""))


@languages
def test_the_network_shows_every_post_with_how_many_saw_it(documents, lang):
    source = documents["feed", lang].source
    for post in BANK.feeds["school-feed"].posts.values():
        assert post.text[lang][:15] in source
    seen = {"fr": "vu par", "en": "seen by"}[lang]
    assert source.count(f'"{seen} ') == len(BANK.feeds["school-feed"].posts)


@languages
def test_the_action_sheet_names_every_act(documents, lang):
    labels = [one.text[lang] for one in BANK.feeds["school-feed"].acts.values()]
    assert [label for label in labels if f'"{label}"' not in documents["feed", lang].source] == []


@languages
def test_the_pupil_sheet_sends_to_the_network_on_paper(documents, lang):
    assert read_recipes()["feed"].title[lang] in documents["pupil", lang].source
    assert "#action-sheet(" not in documents["pupil", lang].source


@languages
@pytest.mark.parametrize("kind", ["pupil", "practice", "recall", "scenario", "feed", "gestures"])
def test_help_stands_at_the_end_and_only_of_the_own_country(documents, kind, lang):
    source = documents[kind, lang].source
    printed = source[source.rindex("#help-lines(") :]
    names = {one.name[lang] for one in BANK.partners.values() if one.is_shown and one.country == HOME[lang]}
    assert set(re.findall(r'"name": "([^"]+)"', printed)) <= names
    assert source.count("#help-lines(") == 1


def test_a_replaced_or_unconfirmed_partner_is_never_printed(notebooks):
    first = min((one for one in BANK.partners.values() if one.country == "FR"), key=lambda one: one.first)
    for change in ({"status": "replaced"}, {"confidence": "unconfirmed"}):
        bank = replace(BANK, partners=BANK.partners | {first.id: replace(first, **change)})
        for recipe in read_recipes().values():
            if is_for(recipe, notebooks["fr"], bank=bank, where=""):
                source = build_document(notebooks["fr"], recipe, bank=bank, where="").source
                assert f'"number": "{first.phone}"' not in source


@languages
def test_the_plan_has_goal_minutes_and_cuts_and_what_is_said_is_in_the_notes(documents, lang):
    source = documents["plan", lang].source
    lesson = BANK.lessons["teens-3"]
    assert lesson.goal[lang][:20] in source
    assert re.search(r'"50";\], \[#"40";\], \[#"25";\], \[#"15";\]', source)
    said = {"fr": "Dire", "en": "Say"}[lang]
    assert f'#strong[#"{said}";]' not in source
    assert documents["notes", lang].source.count(f'#strong[#"{said}";]') >= 8


def test_the_plan_brings_minutes_where_its_own_note_has_none(page, notebooks):
    assert "#minutes(" in page(("markdown", "## A\n\nb"), kind="plan").source
    own = build_document(notebooks["fr"], read_recipes()["plan"], bank=BANK, where="my.ipynb").source
    assert "#minutes(" not in own
    assert '#data-table(([#"Étape, en minutes";]' in own


@languages
def test_the_key_names_the_number_of_each_paragraph(documents, lang):
    source = documents["key", lang].source
    for name, number in number_paragraphs(SCENARIO).items():
        if "=" in name:
            assert f'"number": "{number}"' in source


@languages
def test_a_step_shared_by_every_network_is_printed_once(documents, lang):
    shared = {"fr": "Si c’est une image intime", "en": "If it is an intimate"}[lang]
    steps = [step for one in BANK.tutorials.values() if one.action == "report" for step in one.steps[lang]]
    assert sum(step.startswith(shared) for step in steps) > 1
    assert documents["gestures", lang].source.count(f'"{shared}') == 1


def gestures(notebook, **change):
    """Return the handout of gestures, every tutorial changed alike."""
    tutorials = {name: replace(one, **change) for name, one in BANK.tutorials.items()}
    return build_document(
        notebook, read_recipes()["gestures"], bank=replace(BANK, tutorials=tutorials), where="my.ipynb"
    )


@languages
def test_steps_still_to_be_checked_say_so_as_on_screen(notebooks, lang):
    paper, screen = BANK.speak("print", lang)["to-check"], BANK.speak("player", lang)["to_check"]
    assert paper.split() == screen.split()
    for confidence, said in (("unconfirmed", '"to_check": true'), ("confirmed", '"to_check": false')):
        source = gestures(notebooks[lang], confidence=confidence).source
        assert set(re.findall(r'"to_check": (?:true|false)', source)) == {said}


def for_audience(audience):
    lesson = replace(BANK.lessons["teens-3"], audience=audience)
    return replace(BANK, lessons={lesson.id: lesson})


@pytest.mark.parametrize(
    ("audience", "title", "hint"),
    [
        ("teens", "Fiche de l’élève", "Coche une seule case."),
        ("families", "Fiche de la famille", "Cochez une seule case."),
        ("teachers", "Fiche de travail", "Cochez une seule case."),
    ],
)
def test_a_sheet_says_tu_to_a_pupil_and_vous_to_an_adult(notebooks, audience, title, hint):
    bank, recipes = for_audience(audience), read_recipes()
    sheet = build_document(notebooks["fr"], recipes["pupil"], bank=bank, where="my.ipynb").source
    assert f'kind: "{title}"' in sheet
    assert f'"{hint}"' in sheet
    assert f'"{title}"' in build_document(notebooks["fr"], recipes["key"], bank=bank, where="my.ipynb").source


def test_the_file_of_a_sheet_is_named_for_whom_it_is(tmp_path):
    made = print_lesson("teens-3", lang="en", kinds=["pupil"], out=tmp_path, bank=for_audience("families"))
    assert [path.name for path in made] == ["03-mute-block-report-family-sheet.pdf"]


@languages
def test_each_unconfirmed_card_prints_the_sentence_once(documents, pdfs, lang, text_of):
    text = text_of(pdfs["gestures", lang])
    said = "".join(BANK.speak("player", lang)["to_check"].split())
    assert text.count(said) == documents["gestures", lang].source.count('"to_check": true') > 0


def test_steps_still_to_be_checked_do_not_date_the_handout(notebooks):
    old = date(2020, 1, 2)
    assert gestures(notebooks["fr"], confidence="confirmed", checked=old).day == old
    assert gestures(notebooks["fr"], confidence="unconfirmed", checked=old).day > old


def test_an_action_that_no_tutorial_shows_is_told(page):
    with pytest.raises(ValueError, match=r'^my.ipynb: no tutorial shows "dance"\. Run: quizengine check$'):
        page(("code", 'lesson.tutorial("dance")'), kind="gestures")


SHEETS = {"teens-1": 2, "teens-3": 2, "families-1": 2, "families-2": 2, "families-3": 2, "families-4": 2}
"""Sheets of paper, both sides, for one copy; three for the other lessons, which bring fact cards."""


@languages
@pytest.mark.parametrize("lesson", [one.id for one in BANK.lessons.values() if one.status == "ready"])
def test_a_copy_for_each_pupil_is_no_burden_for_the_photocopier(tmp_path, lesson, lang):
    (path,) = print_lesson(lesson, lang=lang, kinds=["pupil"], out=tmp_path, bank=BANK)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) <= 2 * SHEETS.get(lesson, 3)
