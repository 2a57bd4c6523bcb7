"""Parse before score: blank is unanswered, nonsense is invalid, and neither is ever wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizengine.scoring.item import Item, Kind

Raw = str | Sequence[object] | Mapping[str, object] | None
"""A response as it comes: text ("a b", "left=right"), a JSON list, a JSON object, or nothing."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response that can be scored, or the reason why it cannot.

    Attributes:
        item: id of the item.
        parts: ids selected, ids in order, or ``choice=target`` pairs; empty means unanswered.
        problem: why it is invalid, "" when it is usable.
    """

    item: str
    parts: tuple[str, ...]
    problem: str = ""


def parse_response(item: Item, raw: Raw) -> Response:
    """Turn what came back for an item into a response.

    Args:
        item: the item that was answered.
        raw: text with ids separated by spaces, a list of ids, or for ``categorise`` also an object
            ``{choice: target}``; empty or ``None`` is unanswered.

    Returns:
        A response; `problem` tells what cannot be used.
    """
    parts = _split(raw)
    if parts is None:
        return Response(item.id, (), "it is neither text nor a list of ids")
    if not parts:
        return Response(item.id, ())
    return Response(item.id, parts, _find_problem(item, parts))


def _split(raw: Raw) -> tuple[str, ...] | None:
    """Return the parts of a raw response, or None when it has no parts at all."""
    if raw is None:
        return ()
    if isinstance(raw, str):
        return tuple(raw.split())
    if isinstance(raw, Mapping):
        pairs = list(raw.items())
        return tuple(f"{left}={right}" for left, right in pairs) if _all_text(raw.values()) else None
    if isinstance(raw, Sequence):
        texts = list(raw)
        return tuple(str(part) for part in texts) if _all_text(texts) else None
    return None


def _all_text(parts: object) -> bool:
    return all(isinstance(part, str) for part in parts)  # type: ignore[attr-defined]


def _find_problem(item: Item, parts: tuple[str, ...]) -> str:
    """Say what is wrong with the parts, or ""."""
    lefts = parts
    if item.kind is Kind.CATEGORISE:
        pairs = [part.partition("=") for part in parts]
        lefts = tuple(left for left, _, _ in pairs)
        for part, (_, sign, target) in zip(parts, pairs, strict=True):
            if not sign:
                return f'"{part}" is not a choice=target pair'
            if target not in item.target_ids:
                return f'"{target}" is not one of its targets ({", ".join(item.target_ids)})'
    for part in lefts:
        if part not in item.choice_ids:
            return f'"{part}" is not one of its choices ({", ".join(item.choice_ids)})'
    if len(set(lefts)) < len(lefts):
        return "a choice is given twice"
    if item.kind is Kind.SINGLE_CHOICE and len(parts) > 1:
        return "only one choice may be given"
    if item.kind is Kind.ORDER and len(parts) < len(item.choices):
        return "each choice must be given once"
    return ""
