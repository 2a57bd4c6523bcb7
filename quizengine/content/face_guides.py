"""Faces of a lesson's words, of what adults do, of studies, and of its checklist."""

from __future__ import annotations

from collections.abc import Iterable

from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.face_cards import (
    Words,
    cards_face,
    make_card,
    make_list,
    make_note,
    make_source,
    name_countries,
    pick_shown,
)
from quizengine.content.findings import Finding
from quizengine.content.papers import Checklist
from quizengine.content.safeguards import Safeguard


def glossary_face(bank: Bank, ids: Iterable[str], lang: str) -> Face:
    """Return words with their meaning.

    Raises:
        KeyError: none of them is in the bank.
    """
    words = bank.speak("facts", lang)
    shown = pick_shown(bank.terms, ids)
    return cards_face(
        words["glossary"], [make_card(one.id, one.word[lang], one.meaning[lang]) for one in shown]
    )


def safeguarding_face(bank: Bank, ids: Iterable[str], lang: str) -> Face:
    """Return what adults do, by country where that matters.

    Raises:
        KeyError: none of the records is in the bank.
    """
    words = bank.speak("facts", lang)
    cards = [_safeguard_card(one, lang, words) for one in pick_shown(bank.safeguards, ids)]
    choices = name_countries(bank, cards, lang)
    return cards_face(words["safeguarding"], cards, countries=choices, none=words["no-safeguard"])


def evidence_face(bank: Bank, ids: Iterable[str], lang: str) -> Face:
    """Return findings, confirmed ones only.

    Raises:
        KeyError: none of them is in the bank and confirmed.
    """
    words = bank.speak("facts", lang)
    shown = pick_shown(bank.findings, ids)
    return cards_face(words["evidence"], [_finding_card(one, lang, words) for one in shown])


def checklist_face(bank: Bank, lesson: str, lang: str) -> Face:
    """Return the checklist of a lesson: boxes to tick, each with its reason.

    Raises:
        KeyError: the lesson has none.
    """
    paper = bank.papers[lesson].by_kind["checklist"]
    if not isinstance(paper, Checklist):
        raise KeyError(lesson)
    texts, whys = (
        [text[lang] for text in part]
        for part in zip(*((one.text, one.why) for one in paper.marks), strict=True)
    )
    return cards_face(
        paper.title[lang], [make_card("checklist", "", lists=[make_list("", texts, "tick", whys)])]
    )


def _safeguard_card(one: Safeguard, lang: str, words: Words) -> Face:
    return make_card(
        one.id,
        one.title[lang],
        "" if one.is_confirmed else words["only-practice"],
        country=one.country,
        lists=(
            make_list("", one.points[lang]),
            make_list(words["practice"], one.practice.get(lang, ())),
        ),
        source=make_source(words, one.source) if one.is_confirmed else None,
        checked=one.checked,
    )


def _finding_card(one: Finding, lang: str, words: Words) -> Face:
    return make_card(
        one.id,
        one.finding[lang],
        lists=(make_list("", one.figures.get(lang, ())),),
        notes=(
            make_note(words["population"], f"{one.population[lang]}. {one.when[lang]}."),
            make_note(words["use"], one.use.get(lang, "")),
            make_note(words["caution"], one.caution.get(lang, "")),
        ),
        source=make_source(words, one.source, one.citation),
        checked=one.checked,
    )
