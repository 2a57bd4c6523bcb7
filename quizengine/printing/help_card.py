"""A card for a pocket: whom to call, in the size of a bank card, eight on a sheet."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import segno

from quizengine.printing.facts import find_help
from quizengine.printing.sheet import Sheet
from quizengine.printing.typography import short_address
from quizengine.printing.typst import Markup, Verbatim

COUNT = 8


def print_help_cards(sheet: Sheet) -> Markup:
    """Return eight cards with the first help lines of the country, and a line for one's own adult."""
    lines, words = find_help(sheet), sheet.words
    site = _find_site(lines)
    return sheet.call(
        "help-cards",
        sheet.head(words["card"]),
        lines,
        title=words["card"],
        url=Verbatim(site),
        count=COUNT,
        own=words["card-own"],
        qr=Verbatim(draw_qr(site)) if site else "",
        site=Verbatim(short_address(site)),
        alt=words["qr"].format(site=short_address(site)),
    )


def _find_site(lines: Sequence[Mapping[str, Any]]) -> str:
    """Return where the code leads: a chat, or else a service that is reached by its site only."""
    sites = [one["url"] for one in lines if one["chat"]]
    sites += [one["url"] for one in lines if not one["number"]]
    return next(iter(sites), "")


def draw_qr(text: str) -> str:
    """Return a QR code as SVG, with the quiet zone around it."""
    file = io.BytesIO()
    segno.make(text, error="m", micro=False).save(file, kind="svg", border=2, xmldecl=False, svgns=True)
    return file.getvalue().decode()
