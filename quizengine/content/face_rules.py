"""Faces of the rules and of the law."""

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
from quizengine.content.laws import AGE, TOPICS, Law
from quizengine.scoring.rule import Rule

ICONS = {"allowed": "right", "not-allowed": "wrong", "depends": "depends"}
"""Shape beside the word, by status."""


def rules_face(bank: Bank, ids: Iterable[str], lang: str) -> Face:
    """Return rules as cards.

    Raises:
        KeyError: none of them is in the bank and confirmed.
    """
    words = bank.speak("facts", lang)
    shown = pick_shown(bank.rules, ids)
    return cards_face(words["rules"], [_rule_card(one, lang, words) for one in shown])


def law_face(bank: Bank, topics: Iterable[str], lang: str) -> Face:
    """Return the laws about topics, by country; where the age to be tried is known, it comes first.

    Args:
        bank: the records.
        topics: some of `quizengine.content.laws.TOPICS`.
        lang: ``fr`` or ``en``.

    Raises:
        KeyError: a topic is not known, or no country has a confirmed law about them.
    """
    words, asked = bank.speak("facts", lang), set(topics)
    if not asked <= set(TOPICS):
        raise KeyError(asked)
    laws = [one for one in bank.laws.values() if one.is_shown]
    cards = []
    for place in bank.countries.values():
        here = [one for one in laws if one.country in (place.id, *place.laws_of)]
        about = [one for one in here if asked & set(one.topics) and AGE not in one.topics]
        ages = [one for one in here if AGE in one.topics and (about or AGE in asked)]
        cards += [_law_card(one, place.id, lang, words) for one in (*ages, *about)]
    if not cards:
        raise KeyError(asked)
    choices = name_countries(bank, cards, lang)
    return cards_face(
        words["law"], cards, intro=words["law-intro"], countries=choices, none=words["law-none"]
    )


def _rule_card(rule: Rule, lang: str, words: Words) -> Face:
    return make_card(
        rule.id,
        rule.title[lang],
        rule.statement[lang],
        mark={"icon": ICONS[rule.status], "word": words[f"status-{rule.status}"]},
        lists=(
            make_list(words["examples-not-allowed"], rule.not_allowed.get(lang, ()), "wrong"),
            make_list(words["examples-allowed"], rule.allowed.get(lang, ()), "right"),
        ),
        notes=(make_note(words["said-by"], ", ".join(rule.said_by)),),
        source=make_source(words, rule.source),
        checked=rule.checked,
    )


def _law_card(law: Law, country: str, lang: str, words: Words) -> Face:
    return make_card(
        law.id,
        law.title[lang],
        law.says[lang],
        country=country,
        notes=(
            make_note(words["penalties"], law.penalties.get(lang, "")),
            make_note(words["reference"], law.reference),
        ),
        source=make_source(words, law.source),
        checked=law.checked,
    )
