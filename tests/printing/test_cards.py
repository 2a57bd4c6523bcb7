"""Cards of facts on paper: what they say, their plot, their source, for the country that is asked for."""

from dataclasses import replace

import pytest

from quizengine.content.bank import LANGUAGES, in_country, kit_bank
from quizengine.content.face_calls import CARDS
from quizengine.content.notebook import FACES
from quizengine.content.papers import Checklist, Mark, Papers
from quizengine.printing.document import build_document
from quizengine.printing.recipes import read_recipes

BANK = kit_bank()
CALLS = {
    "rules": 'lesson.rules("harassment", "allowed-satire")',
    "law": 'lesson.law("threats")',
    "glossary": "lesson.glossary()",
    "figures": 'lesson.figures("eu-code-seen", "fr-test-2020", "promises")',
    "safeguarding": 'lesson.safeguarding("disclosure-do", "before-lesson")',
    "evidence": 'lesson.evidence("works-polanin-2022")',
    "sources": "lesson.sources()",
}
SAID = {
    "rules": "X,Instagram,TikTok,Snapchat,YouTube,Discord",
    "law": "222-17",
    "glossary": "",
    "figures": "90,4%",
    "safeguarding": "nspcc.org.uk",
    "evidence": "45371participants",
    "sources": "legifrance.gouv.fr",
}


def packed(text):
    return "".join(text.split())


@pytest.mark.parametrize("face", CALLS)
def test_a_face_of_cards_is_printed_with_its_source(page, text_of, face):
    told = text_of(page(("code", CALLS[face])).to_pdf())
    assert packed(BANK.speak("facts", "fr")["source"]) in told or face == "glossary"
    assert SAID[face] in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plot_has_its_text_beside_it_and_its_table(page, lang):
    source = page(("code", CALLS["figures"]), lang=lang).source
    assert source.count("<svg") == 2
    assert BANK.speak("facts", lang)["table"] in source
    assert BANK.series["eu-code-seen"].caution[lang].split()[0] in source


@pytest.mark.parametrize(("country", "said"), [("FR", "fr-age-penal"), ("UK", "uk-osa-communications")])
def test_the_law_on_paper_is_that_of_the_teachers_country(make_notebook, country, said):
    notebook = make_notebook(("code", CALLS["law"]), lang="en")
    bank = in_country(BANK, country)
    source = build_document(notebook, read_recipes()["pupil"], bank=bank, where="my.ipynb").source
    shown = [one.id for one in BANK.laws.values() if one.title["en"] in source]
    assert said in shown
    assert {one.country for one in BANK.laws.values() if one.id in shown} <= {country, "EU"}


def test_a_country_without_a_checked_law_says_so_on_paper(make_notebook):
    notebook = make_notebook(("code", 'lesson.law("blackmail")'), lang="en")
    source = build_document(notebook, read_recipes()["pupil"], bank=BANK, where="my.ipynb").source
    assert BANK.speak("facts", "en")["law-none"] in source


def test_boxes_of_a_checklist_are_large_enough_to_tick(make_notebook):
    marks = (Mark("head", {"fr": "Prévenir."}, {"fr": "On peut prendre le relais."}),)
    papers = {"teens-3": Papers("teens-3", {"checklist": Checklist({"fr": "Avant"}, marks)})}
    notebook = make_notebook(("code", "lesson.checklist()"))
    recipe = read_recipes()["pupil"]
    document = build_document(notebook, recipe, bank=replace(BANK, papers=papers), where="my.ipynb")
    assert "Prévenir." in document.source
    assert document.to_pdf().startswith(b"%PDF")


def test_a_record_that_is_missing_stops_the_print_and_is_named(page):
    with pytest.raises(
        ValueError, match=r"my\.ipynb:1: cell .*: lesson\.evidence: .*no-such.* cannot be shown"
    ):
        page(("code", 'lesson.evidence("no-such")'))


def test_every_face_of_cards_is_one_that_a_notebook_may_call():
    assert set(CARDS) <= set(FACES)
