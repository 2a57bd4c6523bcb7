"""Parse before score: blank is unanswered, nonsense is invalid, and neither is ever wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizengine.scoring.item import PAIRED, TYPED, VERDICTS, Item, Kind
from quizengine.scoring.typed import parse_number

Raw = str | bool | int | float | Sequence[object] | Mapping[str, object] | None
"""A response as it comes: text ("a b", "left=right"), a JSON list, object, number or truth, or nothing."""
Parts = tuple[str, ...]

LONGEST = 10_000
"""Characters of the longest response that is read."""
NEXT_TRY = "|"
CERTAINTY = re.compile(r"\bcertainty=(\S*)\s*$")
CERTAINTIES = ("1", "2", "3")
SPELLINGS = {"vrai": "true", "faux": "false"}
"""What a French spreadsheet makes of ``true`` and ``false``."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response that can be scored, or the reason why it cannot.

    Attributes:
        item: id of the item.
        parts: ids selected, ids in order, ``choice=target`` pairs, or the one text typed; of the last try;
            empty means unanswered.
        problem: why it is invalid, "" when it is usable.
        earlier: the parts of the tries before, oldest first.
        certainty: 1, 2 or 3 as said with the response; 1 when it was not said.
    """

    item: str
    parts: Parts
    problem: str = ""
    earlier: tuple[Parts, ...] = ()
    certainty: int = 1


def parse_response(item: Item, raw: Raw) -> Response:
    """Turn what came back for an item into a response.

    Args:
        item: the item that was answered.
        raw: text with ids separated by spaces, a list of ids, for ``match`` and ``categorise`` also an
            object ``{choice: target}``, for ``true-false`` also a truth, for a typed kind the text or
            number; empty or ``None`` is unanswered. Where the item allows tries they are separated by
            ``|`` (or a list of lists), oldest first; for the method ``certainty`` the text (or list)
            ends with ``certainty=1``, ``2`` or ``3``.

    Returns:
        A response; `problem` tells what cannot be used.
    """
    text = _as_text(raw, has_tries=item.scoring.has_tries)
    if text is None:
        return Response(item.id, (), "it is neither text nor a list of ids")
    if len(text) > LONGEST:
        return Response(item.id, (), f"it is longer than {LONGEST} characters")
    certainty = "1"
    if item.scoring.method == "certainty" and (found := CERTAINTY.search(text)):
        certainty, text = found.group(1), text[: found.start()]
        if certainty not in CERTAINTIES:
            return Response(item.id, (), f'certainty "{clip(certainty)}" is not 1, 2 or 3')
    texts = text.split(NEXT_TRY) if item.scoring.has_tries else [text]
    tries = tuple(_split(item, one) for one in texts)
    if not any(tries):
        return Response(item.id, ())
    problem = next((told for parts in tries if (told := _find_problem(item, parts))), "")
    return Response(item.id, tries[-1], problem, tries[:-1], int(certainty))


def clip(text: str) -> str:
    """Return a text short enough to be repeated in a message."""
    return text if len(text) <= 60 else text[:59] + "…"


def _as_text(raw: Raw, *, has_tries: bool) -> str | None:
    """Return a raw response as text, or None when it is of no use."""
    if raw is None or isinstance(raw, str):
        return raw or ""
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, int | float):
        try:
            return repr(raw)
        except ValueError:  # Python writes no integer of more than 4,300 digits
            return None
    if isinstance(raw, Mapping):
        raw = [f"{left}={right}" if isinstance(right, str) else None for left, right in raw.items()]
    elif not isinstance(raw, Sequence):
        return None
    elif has_tries and all(isinstance(one, list | tuple) for one in raw):
        tries = [_as_text(one, has_tries=False) for one in raw]  # type: ignore[arg-type]
        return None if None in tries else NEXT_TRY.join(map(str, tries))
    return " ".join(map(str, raw)) if all(isinstance(one, str) for one in raw) else None


def _split(item: Item, text: str) -> Parts:
    """Return the parts of one try."""
    if item.kind in TYPED:
        return (text.strip(),) if text.strip() else ()
    parts = text.split()
    return tuple(map(_spell, parts) if item.kind is Kind.TRUE_FALSE else parts)


def _spell(part: str) -> str:
    """Return a verdict however a spreadsheet spells it; leave anything else as it is."""
    low = part.casefold()
    return SPELLINGS.get(low, low if low in VERDICTS else part)


def _find_problem(item: Item, parts: Parts) -> str:
    """Say what is wrong with the parts of one try, or ""."""
    if not parts:
        return "a try is empty"
    if item.kind in TYPED:
        is_no_number = item.kind is Kind.NUMERIC and parse_number(parts[0]) is None
        return f'"{clip(parts[0])}" is not a number' if is_no_number else ""
    lefts = parts
    if item.kind in PAIRED:
        pairs = [part.partition("=") for part in parts]
        lefts = tuple(left for left, _, _ in pairs)
        for part, (_, sign, target) in zip(parts, pairs, strict=True):
            if not sign:
                return f'"{clip(part)}" is not a choice=target pair'
            if target not in item.target_ids:
                return f'"{clip(target)}" is not one of its targets ({", ".join(item.target_ids)})'
    for part in lefts:
        if part not in item.choice_ids:
            return f'"{clip(part)}" is not one of its choices ({", ".join(item.choice_ids)})'
    if len(set(lefts)) < len(lefts):
        return "a choice is given twice"
    return _find_misfit(item, parts)


def _find_misfit(item: Item, parts: Parts) -> str:
    """Say why known choices, each given once, do not make a response of this kind, or ""."""
    if item.kind in (Kind.SINGLE_CHOICE, Kind.LIKERT) and len(parts) > 1:
        return "only one choice may be given"
    if item.kind is Kind.ORDER and len(parts) < len(item.choices):
        return "each choice must be given once"
    if item.kind is Kind.TRUE_FALSE:
        verdicts = sum(part in VERDICTS for part in parts)
        if verdicts != 1 or len(parts) > 2:
            return "one of true and false, and at most one reason, must be given"
    return ""
