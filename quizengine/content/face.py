"""Faces of an item: what a pupil may see before answering, after answering, and what a key sheet shows.

Every shell shows a face; none touches an item's key.
"""

from __future__ import annotations

from typing import Any

from quizengine.content.item_checks import PLACEHOLDER
from quizengine.scoring.form import display_order
from quizengine.scoring.item import Choice, Item, Kind
from quizengine.scoring.outcome import Status
from quizengine.scoring.response import Raw, parse_response
from quizengine.scoring.score import score

Face = dict[str, Any]
"""Plain JSON."""


def item_face(item: Item, lang: str) -> Face:
    """Return what a pupil may see of an item: no key, no reason.

    Returns:
        ``id, kind, stem, choices [{id, text}], targets [{id, text}], passage``; the passage is a list
        of ``{text}`` and ``{choice}``. An order is shown in a fixed order that is not the right one.
    """
    return {
        "id": item.id,
        "kind": item.kind.value,
        "stem": item.stem[lang],
        "choices": [{"id": one.id, "text": one.text[lang]} for one in _displayed(item)],
        "targets": [{"id": one.id, "text": one.text[lang]} for one in item.targets],
        "passage": _split_passage(item.passage.get(lang, "")),
    }


def item_feedback(item: Item, raw: Raw, lang: str, words: dict[str, str], *, reveal: bool) -> Face:
    """Return what a pupil may see after answering.

    Args:
        item: the item that was answered.
        raw: the response as it came.
        lang: language of the texts.
        words: the interface words of the table ``feedback``.
        reveal: whether the pupil asks for the whole explanation; a right answer gives it at once.

    Returns:
        ``status, message, revealed, choices [{id, verdict, why, place}]``. Before ``revealed`` only the
        choices that were answered are told; after it all of them, with their right `place`.
    """
    outcome = score(item, raw)
    answered = outcome.status in (Status.CORRECT, Status.PARTIAL, Status.INCORRECT)
    revealed = answered and (reveal or outcome.status is Status.CORRECT)
    choices = []
    parts = parse_response(item, raw).parts
    for choice in _displayed(item) if answered else ():
        verdict = _judge(item, choice.id, parts)
        if revealed or verdict in ("right", "wrong"):
            place = _place(item, choice, lang) if revealed else ""
            # The reason of a wrong place tells the right one: it waits for the explanation.
            hidden = verdict == "wrong" and not revealed and item.kind in (Kind.ORDER, Kind.CATEGORISE)
            why = "" if hidden else choice.why[lang]
            choices.append({"id": choice.id, "verdict": verdict, "why": why, "place": place})
    return {
        "status": outcome.status.value,
        "message": words[outcome.status.value],
        "revealed": revealed,
        "choices": choices,
    }


def answer_key(item: Item, lang: str) -> Face:
    """Return the face of an item on a teacher's key sheet.

    Returns:
        The item's face, with ``right`` (bool), ``why`` and ``place`` (right target or rank, else "") in
        each choice, and the ids of its ``rules`` and its ``step``.
    """
    face = item_face(item, lang)
    placed = item.kind in (Kind.CATEGORISE, Kind.ORDER)
    choices = [
        {
            "id": one.id,
            "text": one.text[lang],
            "right": placed or one.id in item.key,
            "why": one.why[lang],
            "place": _place(item, one, lang),
        }
        for one in _displayed(item)
    ]
    if item.kind is Kind.ORDER:
        choices.sort(key=lambda one: item.key.index(str(one["id"])))
    return face | {"choices": choices, "rules": list(item.rules), "step": item.step}


def _displayed(item: Item) -> list[Choice]:
    """Return the choices in display order."""
    choices = {one.id: one for one in item.choices}
    return [choices[name] for name in display_order(item)]


def _split_passage(passage: str) -> list[dict[str, str]]:
    """Return a passage as a list of plain texts and places of choices."""
    pieces = PLACEHOLDER.split(passage)
    names = ("text", "choice")
    return [{names[place % 2]: piece} for place, piece in enumerate(pieces) if piece]


def _judge(item: Item, choice: str, parts: tuple[str, ...]) -> str:
    """Return ``right``, ``wrong``, ``missed`` (should have been chosen) or ``left`` (rightly not chosen)."""
    if item.kind is Kind.ORDER:
        return "right" if parts.index(choice) == item.key.index(choice) else "wrong"
    if item.kind is Kind.CATEGORISE:
        given = next((part for part in parts if part.startswith(f"{choice}=")), "")
        return ("right" if given in item.key else "wrong") if given else "missed"
    if choice in parts:
        return "right" if choice in item.key else "wrong"
    return "missed" if choice in item.key else "left"


def _place(item: Item, choice: Choice, lang: str) -> str:
    """Return the right target of a choice, or its right rank, or ""."""
    if item.kind is Kind.ORDER:
        return str(item.key.index(choice.id) + 1)
    for pair in item.key if item.kind is Kind.CATEGORISE else ():
        left, _, target = pair.partition("=")
        if left == choice.id:
            return next(one.text[lang] for one in item.targets if one.id == target)
    return ""
