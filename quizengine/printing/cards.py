"""Cards of facts on paper: those of the country that is asked for, each with its source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from quizengine.content.face import Face
from quizengine.content.face_calls import CARDS
from quizengine.content.face_cards import shown_cards
from quizengine.content.face_series import draw
from quizengine.printing.sheet import Sheet
from quizengine.printing.typst import Markup, Value, Verbatim

Ids = tuple[str, ...]
SHORT = ("rules", "glossary", "law")
"""Faces whose cards stand two in a row."""


def printer(name: str) -> Callable[[Sheet, Ids], Markup]:
    """Return what sets one of `CARDS` on paper.

    The printer raises ValueError where a record is missing, and names the notebook.
    """

    def print_cards(sheet: Sheet, ids: Ids) -> Markup:
        try:
            face = CARDS[name](sheet.bank, sheet.lesson.id, ids, sheet.lang)
        except KeyError as error:
            raise ValueError(
                f"{sheet.where}: lesson.{name}: {error} cannot be shown. Run: quizengine check"
            ) from None
        cards = shown_cards(face)
        sheet.checked |= {date.fromisoformat(one["checked"]) for one in cards if one["checked"]}
        if not cards:
            return sheet.call("prose", face["none"])
        return sheet.call(
            "fact-cards", [_set(one) for one in cards], intro=face["intro"], wide=name not in SHORT
        )

    return print_cards


def _set(card: Face) -> dict[str, Value]:
    """Return a card as the theme wants it; addresses are printed as they stand."""
    drawing, source = card["drawing"], card["source"]
    tables = [
        one | {"rows": [[_set_cell(cell) for cell in row] for row in one["rows"]]} for one in card["tables"]
    ]
    return {
        "name": card["name"],
        "mark": card["mark"],
        "texts": card["texts"],
        "svg": Verbatim(draw(drawing)) if drawing else "",
        "told": drawing["told"] if drawing else "",
        "lists": card["lists"],
        "tables": tables,
        "notes": card["notes"],
        "source": source and source | {"name": Verbatim(source["name"]), "url": Verbatim(source["url"])},
    }


def _set_cell(cell: Face) -> Face:
    text = Verbatim(cell["text"]) if cell["url"] else cell["text"]
    return {"text": text, "url": Verbatim(cell["url"])}
