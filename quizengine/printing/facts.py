"""Dated facts on paper: help lines with big numbers, and how to mute, block or report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from quizengine.content.face_facts import partners_face, tutorial_face
from quizengine.printing.preprocess import notebook_calls
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typography import short_address
from quizengine.printing.typst import Markup, Verbatim


def print_help(sheet: Sheet, *, heading: bool = True) -> Markup:
    """Return the first partners of the language's country, once a handout: open and confirmed ones."""
    if sheet.has_help:
        return Markup()
    sheet.has_help = True
    lines = find_help(sheet)
    title = sheet.head(sheet.words["help"]) if heading else Markup()
    return stack(title, sheet.call("help-lines", lines)) if lines else Markup()


def find_help(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the first partners of the language's country, as many as the recipe asks for.

    The days on which they were checked are noted on the sheet.
    """
    face = partners_face(sheet.bank, sheet.lang, sheet.lesson.audience)
    shown = [one for one in face["partners"] if one["country"] == face["country"]]
    lines = []
    for one in shown[: sheet.recipe.help_lines]:
        sheet.checked.add(date.fromisoformat(one["checked"]))
        lines.append(
            {
                "number": Verbatim(one["phone"]),
                "sms": sheet.words["sms"].format(number=one["sms"]) if one["sms"] else "",
                "site": Verbatim(short_address(one["chat"] or one["url"])),
                "url": Verbatim(one["chat"] or one["url"]),
                "chat": bool(one["chat"]),
                "name": one["name"],
                "short": one["name"].replace(one["phone"], "").strip(" ,:\u00a0\u202f"),
                "does": one["does"],
                "when": [text for text in (one["hours"], one["cost"]) if text],
                "not_for": one["not_for"],
            }
        )
    return lines


def print_tutorial_notes(sheet: Sheet) -> Markup:
    """Return two lines to note what an act lets the other person see, and what it does not do."""
    return sheet.call("notes", [sheet.words["sees"], sheet.words["does-not"]])


def print_tutorials(sheet: Sheet) -> Markup:
    """Return every action that the notebook shows, network by network.

    Unconfirmed steps say that they are still to be checked, and their day does not date the handout.

    Raises:
        ValueError: no tutorial shows an action.
    """
    blocks = []
    for call in notebook_calls(sheet.notebook, where=sheet.where):
        for action in call.ids if call.name == "tutorial" else ():
            cards = _print_action(sheet, action)
            blocks += [sheet.head(sheet.words[f"do-{action}"]), cards]
    return stack(*blocks)


def _print_action(sheet: Sheet, action: str) -> Markup:
    try:
        networks = tutorial_face(sheet.bank, action, sheet.lang)["networks"]
    except KeyError:
        raise ValueError(f'{sheet.where}: no tutorial shows "{action}". Run: quizengine check') from None
    sheet.checked |= {date.fromisoformat(one["checked"]) for one in networks if not one["to_check"]}
    labels = {name.replace("-", "_"): sheet.words[name] for name in ("sees", "does-not", "first", "to-check")}
    first = _shared_start([one["steps"] for one in networks])
    cards = [one | {"steps": one["steps"][len(first) :]} for one in networks]
    return sheet.call("tutorials", cards, first=first, labels=labels)


def _shared_start(lists: Sequence[Sequence[str]]) -> list[str]:
    """Return the steps with which every network begins: they are printed once."""
    shared = []
    for steps in zip(*lists, strict=False):
        if len(lists) < 2 or len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return shared
