"""Markdown as tokens: what the parser gives, and what is worked out on tokens before anything is set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import mistune

from quizengine.printing.maths import add_maths

Token = dict[str, Any]
"""One token of mistune: its ``type``, and ``children``, ``raw`` or ``attrs``."""

_MINUTES = re.compile(r"\d+\s*min")


@cache
def _parser() -> mistune.Markdown:
    return mistune.create_markdown(
        renderer=None, plugins=["table", "task_lists", "strikethrough", "url", add_maths]
    )


def parse(source: str) -> list[Token]:
    """Return the tokens of a Markdown text."""
    tokens, _ = _parser().parse(source)
    assert isinstance(tokens, list)
    return tokens


def join_minutes(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens without blank lines; a paragraph such as ``4 min`` goes into the heading above it."""
    heading: Token | None = None
    for token in tokens:
        if token["type"] == "blank_line":
            continue
        if heading is not None:
            minutes = plain_text(token).strip()
            if token["type"] == "paragraph" and _MINUTES.fullmatch(minutes):
                yield heading | {"minutes": minutes}
                heading = None
                continue
            yield heading
        heading = token if token["type"] == "heading" else None
        if heading is None:
            yield token
    if heading is not None:
        yield heading


def weigh(column: Sequence[Token]) -> int:
    """Return the share of a table's width that a column asks for: its longest cell, or room to write."""
    if any(map(is_blank, column)):
        return 30
    return max(6, min(40, max(len(plain_text(cell)) for cell in column)))


def is_blank(cell: Token) -> bool:
    """Whether a cell holds nothing but a blank to fill in."""
    text = plain_text(cell).strip()
    return text != "" and set(text) == {"_"}


def plain_text(token: Token) -> str:
    """Return a token's text without its markup."""
    return str(token.get("raw", "")) + "".join(map(plain_text, token.get("children", ())))
