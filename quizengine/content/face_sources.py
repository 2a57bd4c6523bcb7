"""The face of all sources: what the kit says, where it was read, on what day, and how sure it is."""

from __future__ import annotations

from datetime import date

from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.face_cards import Words, cards_face, make_card, site_of
from quizengine.content.face_series import say_date
from quizengine.content.facts import CONFIRMED

HEADS = ("column-record", "column-source", "column-checked", "column-confidence")


def sources_face(bank: Bank, lang: str) -> Face:
    """Return every dated record by kind, as tables; help lines that may not be shown are nowhere."""
    words = bank.speak("facts", lang)

    def row(name: str, source: str, day: date, confidence: str, doubt: str = "unconfirmed") -> list[Face]:
        sure = words["confirmed" if confidence == CONFIRMED else doubt]
        told = (name, site_of(source), say_date(day.isoformat(), words), sure)
        return [{"text": text, "url": source if place == 1 else ""} for place, text in enumerate(told)]

    tables = {
        "rule": [
            row(one.title[lang], one.source, one.checked, one.confidence) for one in bank.rules.values()
        ],
        "law": [row(one.title[lang], one.source, one.checked, one.confidence) for one in bank.laws.values()],
        "partner": [
            row(one.name[lang], one.source, one.checked, one.confidence)
            for one in bank.partners.values()
            if one.is_shown
        ],
        "tutorial": [
            row(f"{one.network} – {one.title[lang]}", one.source, one.checked, one.confidence, "to-check")
            for one in bank.tutorials.values()
        ],
        "finding": [
            row(one.citation, one.source, one.checked, one.confidence) for one in bank.findings.values()
        ],
        "safeguard": [
            row(one.title[lang], one.source, one.checked, one.confidence, "practice-only")
            for one in bank.safeguards.values()
        ],
        "series": [
            row(one.title[lang], source, one.checked, CONFIRMED)
            for one in bank.series.values()
            if one.is_shown
            for source in dict.fromkeys(point.source for point in one.points)
        ],
    }
    return cards_face(words["sources"], [_table_card(kind, rows, words) for kind, rows in tables.items()])


def _table_card(kind: str, rows: list[list[Face]], words: Words) -> Face:
    table = {"label": "", "head": [words[head] for head in HEADS], "rows": rows}
    return make_card(kind, words[f"sources-{kind}"]) | {"tables": [table]}
