"""Faces of an item: what a pupil may see before answering, after answering, and what a key sheet shows.

Every shell shows a face; none touches an item's key.
"""

from __future__ import annotations

from typing import Any

from quizengine.content.face_typed import say_accepted, say_number
from quizengine.content.item_checks import PLACEHOLDER
from quizengine.scoring.form import display_order
from quizengine.scoring.item import PAIRED, VERDICTS, Choice, Item, Kind
from quizengine.scoring.outcome import Status
from quizengine.scoring.response import Raw, parse_response
from quizengine.scoring.score import score

Face = dict[str, Any]
"""Plain JSON."""

JUDGED = (Status.CORRECT, Status.PARTIAL, Status.INCORRECT)
NOTED = (Status.PENDING, Status.UNSCORED)
"""Nothing is right or wrong: all that can be told is told at once."""


def item_face(item: Item, lang: str, *, seed: str = "") -> Face:
    """Return what a pupil may see of an item: no key, no reason, nothing of a rubric.

    Args:
        item: the item.
        lang: language of the texts.
        seed: of the order in which choices are shown (see `quizengine.scoring.form.display_order`).

    Returns:
        ``id, kind, stem, choices [{id, text}], reasons [{id, text}], targets [{id, text}], passage``; the
        passage is a list of ``{text}`` and ``{choice}``. An order is shown in a fixed order that is not the
        right one; the reasons of a true-false item stand apart from its two verdicts.
    """
    choices, reasons = _part([{"id": one.id, "text": one.text[lang]} for one in _displayed(item, seed)], item)
    return {
        "id": item.id,
        "kind": item.kind.value,
        "stem": item.stem[lang],
        "choices": choices,
        "reasons": reasons,
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
        reveal: whether the pupil asks for the whole explanation; a right answer gives it at once, and so
            does one that nobody judges here (likert, open).

    Returns:
        ``status, message, revealed, choices [{id, verdict, why, place}], why, accepted, rubric``. Before
        ``revealed`` only the choices that were answered are told; after it all of them, with their right
        `place`, the item's own ``why``, what a typed answer may be, and the criteria of an open item.
    """
    status = score(item, raw).status
    asked = reveal or status is Status.CORRECT
    revealed = status in NOTED or (status in JUDGED and asked)
    parts = parse_response(item, raw).parts if status in (*JUDGED, *NOTED) else ()
    return {
        "status": status.value,
        "message": words.get(f"{status}-{item.kind}") or words[status],
        "revealed": revealed,
        "choices": _tell_choices(item, parts, lang, revealed=revealed) if parts else [],
        "why": item.why.get(lang, "") if revealed else "",
        "accepted": say_accepted(item, words) if revealed else [],
        "rubric": [one.text[lang] for one in item.rubric] if revealed else [],
    }


def answer_key(item: Item, lang: str, words: dict[str, str], *, seed: str = "") -> Face:
    """Return the face of an item on a teacher's key sheet.

    Args:
        item: the item.
        lang: language of the texts.
        words: the interface words of the table ``feedback``.
        seed: as for `item_face`.

    Returns:
        The item's face, with ``right`` (bool), ``why`` and ``place`` (right target or rank, else "") in
        each choice and reason, ``why``, ``accepted`` (what may be typed), ``fold`` (what does not count in
        it), ``rubric [{text, points}]``, the ids of its ``rules`` and its ``step``. A likert has no key:
        none of its choices is right.
    """
    placed = item.kind in (*PAIRED, Kind.ORDER)
    told = [
        {
            "id": one.id,
            "text": one.text[lang],
            "right": placed or one.id in item.key,
            "why": one.why[lang],
            "place": _place(item, one, lang),
        }
        for one in _displayed(item, seed)
    ]
    if item.kind is Kind.ORDER:
        told.sort(key=lambda one: item.key.index(str(one["id"])))
    choices, reasons = _part(told, item)
    return item_face(item, lang, seed=seed) | {
        "choices": choices,
        "reasons": reasons,
        "why": item.why.get(lang, ""),
        "accepted": say_accepted(item, words),
        "fold": list(item.fold),
        "rubric": [{"text": one.text[lang], "points": say_number(one.points, words)} for one in item.rubric],
        "rules": list(item.rules),
        "step": item.step,
    }


def _displayed(item: Item, seed: str = "") -> list[Choice]:
    """Return the choices in display order."""
    choices = {one.id: one for one in item.choices}
    return [choices[name] for name in display_order(item, seed)]


def _part(shown: list[Face], item: Item) -> tuple[list[Face], list[Face]]:
    """Return what is shown as choices, and as reasons of a true-false item."""
    end = len(VERDICTS) if item.kind is Kind.TRUE_FALSE else len(shown)
    return shown[:end], shown[end:]


def _split_passage(passage: str) -> list[dict[str, str]]:
    """Return a passage as a list of plain texts and places of choices."""
    pieces = PLACEHOLDER.split(passage)
    names = ("text", "choice")
    return [{names[place % 2]: piece} for place, piece in enumerate(pieces) if piece]


def _tell_choices(item: Item, parts: tuple[str, ...], lang: str, *, revealed: bool) -> list[Face]:
    """Return the verdict on each choice that may be told, with its reason."""
    told = []
    for choice in _displayed(item):
        verdict = _judge(item, choice.id, parts)
        if verdict == "" or not (revealed or verdict in ("right", "wrong")):
            continue
        place = _place(item, choice, lang) if revealed else ""
        # The reason of a wrong place tells the right one: it waits for the explanation.
        hidden = verdict == "wrong" and not revealed and item.kind in (*PAIRED, Kind.ORDER)
        why = "" if hidden else choice.why[lang]
        told.append({"id": choice.id, "verdict": verdict, "why": why, "place": place})
    return told


def _judge(item: Item, choice: str, parts: tuple[str, ...]) -> str:
    """Return ``right``, ``wrong``, ``missed`` (should have been chosen) or ``left`` (rightly not chosen).

    Of a likert the chosen one is ``noted``, and nothing is said of the others.
    """
    if item.kind is Kind.LIKERT:
        return "noted" if choice in parts else ""
    if item.kind is Kind.ORDER:
        return "right" if parts.index(choice) == item.key.index(choice) else "wrong"
    if item.kind in PAIRED:
        given = next((part for part in parts if part.startswith(f"{choice}=")), "")
        return ("right" if given in item.key else "wrong") if given else "missed"
    if choice in parts:
        return "right" if choice in item.key else "wrong"
    return "missed" if choice in item.key else "left"


def _place(item: Item, choice: Choice, lang: str) -> str:
    """Return the right target of a choice, or its right rank, or ""."""
    if item.kind is Kind.ORDER:
        return str(item.key.index(choice.id) + 1)
    for pair in item.key if item.kind in PAIRED else ():
        left, _, target = pair.partition("=")
        if left == choice.id:
            return next(one.text[lang] for one in item.targets if one.id == target)
    return ""
