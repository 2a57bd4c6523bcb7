"""Items as plain data, the way a data file writes them: what `read_item` reads, this writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from quizengine.content.items import read_item
from quizengine.content.table import Source, Table
from quizengine.scoring.item import Choice, Item, Kind, Scoring, Tolerance
from quizengine.scoring.methods import METHODS

Data = dict[str, Any]
"""Plain JSON."""
DIGITS = 16
"""Hexadecimal digits of a digest: enough to tell versions apart, short enough to be read aloud."""


def write_item(item: Item) -> Data:
    """Return an item as data; exact numbers are texts, and what is empty is left out."""
    data: Data = {
        "id": item.id,
        "kind": item.kind.value,
        "stem": dict(item.stem),
        "passage": dict(item.passage),
        "why": dict(item.why),
        "choice": [_write_choice(one) for one in item.choices],
        "target": [{"id": one.id, "text": dict(one.text)} for one in item.targets],
        "criterion": [
            {"id": one.id, "text": dict(one.text), "points": str(one.points)} for one in item.rubric
        ],
        "key": list(item.key),
        "tolerance": _write_tolerance(item.tolerance),
        "rules": list(item.rules),
        "step": item.step,
        "form": item.form,
        "parallel": item.parallel,
    }
    kept: Data = {name: value for name, value in data.items() if value}
    if item.kind is Kind.SHORT_TEXT:
        kept["fold"] = list(item.fold)
    return kept | {"scoring": _write_scoring(item.scoring), "max_points": str(item.max_points)}


def read_item_data(data: Data) -> Item:
    """Return the item that data tell.

    Raises:
        ValueError: the data are not those of a sound item; the message tells the first problem.
    """
    source = Source("item", (), {(): 1})
    item = read_item(Table(source, data))
    if source.problems:
        raise ValueError(source.problems[0].message)
    return item


def find_version(item: Item) -> str:
    """Return the version of an item: a digest of all that it is, texts and key included."""
    return digest(write_item(item))


def find_bank_digest(items: Iterable[Item]) -> str:
    """Return the digest of a bank: it changes when any of its items does, not with their order."""
    return digest(sorted(find_version(item) for item in items))


def digest(data: object) -> str:
    """Return the digest of plain data, whatever the order of its keys."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _write_choice(choice: Choice) -> Data:
    data: Data = {"id": choice.id, "text": dict(choice.text), "why": dict(choice.why)}
    return data if choice.weight is None else data | {"weight": str(choice.weight)}


def _write_tolerance(tolerance: Tolerance) -> Data:
    data = {"absolute": str(tolerance.absolute), "relative": str(tolerance.relative)}
    return {name: text for name, text in data.items() if text != "0"} | (
        {"figures": tolerance.figures} if tolerance.figures else {}
    )


def _write_scoring(scoring: Scoring) -> Data:
    data: Data = {"method": scoring.method}
    data |= {option: str(getattr(scoring, option)) for option in METHODS[scoring.method].options}
    if scoring.penalty is not None:
        data["penalty"] = str(scoring.penalty)
    if scoring.points_by_try:
        data["points-by-try"] = [str(one) for one in scoring.points_by_try]
    return data
