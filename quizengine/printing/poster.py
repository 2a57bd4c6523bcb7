"""A lesson's poster: a headline, a few lines, and the number to call, on one sheet or two to glue."""

from __future__ import annotations

from quizengine.content.papers import Poster
from quizengine.printing.facts import find_help
from quizengine.printing.papers import find_paper
from quizengine.printing.sheet import Sheet
from quizengine.printing.typst import Markup


def print_poster(sheet: Sheet) -> Markup:
    """Return the poster for one large sheet."""
    return _print(sheet, "poster")


def print_tiles(sheet: Sheet) -> Markup:
    """Return the poster for two sheets that are glued together; no line of text crosses the seam."""
    return _print(sheet, "poster-tiles", labels=[sheet.words["glue-here"], sheet.words["cut-here"]])


def _print(sheet: Sheet, look: str, **more: list[str]) -> Markup:
    paper, lang = find_paper(sheet, Poster), sheet.lang
    lines = find_help(sheet)
    return sheet.call(
        look,
        paper.headline[lang],
        paper.lines[lang],
        foot=paper.foot[lang],
        help=[one for one in lines if one["number"]] or lines,
        **more,
    )
