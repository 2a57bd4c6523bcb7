"""A code cell that is not the kit's, on paper: its code, and what it showed when it was run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quizengine.content.notebook import Cell
from quizengine.printing.formula import draw_formula
from quizengine.printing.gallery import decode
from quizengine.printing.html_table import HtmlTable, read_table
from quizengine.printing.markdown import Renderer
from quizengine.printing.preprocess import SILENCED
from quizengine.printing.sheet import stack
from quizengine.printing.tokens import weigh
from quizengine.printing.typst import Markup, Verbatim, call, value

UNSEEN = frozenset({"remove-input", "remove_input"})
"""nbconvert's own tags that leave the code out and keep what it shows."""
PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")

_ALT = re.compile(r"^#\|\s*(?:fig-)?alt:\s*(.+?)\s*$\n?", re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|^[^\n]*\r(?!\n)", re.MULTILINE)
_ADDRESS = re.compile(r"<[^\n]*>")
_NUMBER = re.compile(r"[-+−]?[\d.,\s\u00a0\u202f]*\d[\d.,e+-]*\s*%?")
_WRAPPING = re.compile(r"^(\$\$?|\\\[|\\\()\s*|\s*(\$\$?|\\\]|\\\))$|\\displaystyle")
MOST_SIGNS = 20_000
"""Signs of the longest text that a cell may show: six pages."""
_NARROW = 60
"""Signs across of a table that is as wide as what it says."""

Data = Mapping[str, Any]


def print_code(cell: Cell, renderer: Renderer) -> Markup:
    """Return a cell's code, and below it each of its outputs as the first that paper can show.

    Args:
        cell: with the outputs that its file keeps.
        renderer: of the handout; it stands at this cell.

    Raises:
        ValueError: an output is an error, has no form for paper, or is a picture without a description.
    """
    tags, metadata = set(cell.tags), cell.raw.get("metadata", {})
    told = metadata.get("alt") or _ALT.findall(cell.source)
    alts = iter([told] if isinstance(told, str) else [str(one).strip("\"'") for one in told])
    code = _ALT.sub("", cell.source).strip("\n")
    blocks = [] if UNSEEN & tags or not code else [call("code", "", Verbatim(code))]
    outputs = [] if SILENCED & tags else cell.raw.get("outputs", [])
    try:
        blocks += [_print_output(output, renderer, alts) for output in outputs]
    except ValueError as error:
        raise ValueError(f"{renderer.where}: {error}") from error
    return stack(*blocks)


def _print_output(output: Data, renderer: Renderer, alts: Iterator[str]) -> Markup:
    if output["output_type"] == "stream":
        return _print_text(_join(output["text"]))
    if output["output_type"] == "error":
        raise ValueError(
            f"it stopped with {output.get('ename', 'an error')}. "
            "Correct it and run it again, or tag it screen-only."
        )
    data: Data = output.get("data", {})
    if "text/latex" in data:
        return draw_formula(_WRAPPING.sub("", _join(data["text/latex"]).strip()), is_display=True)
    for kind in PICTURES:
        if kind in data:
            own = output.get("metadata", {})
            alt = own.get("alt") or own.get(kind, {}).get("alt") or next(alts, "")
            return _print_picture(kind, data[kind], alt, renderer)
    return _print_words(data, renderer)


def _print_words(data: Data, renderer: Renderer) -> Markup:
    """Return an output that has no picture: a table, prose or text."""
    if "text/html" in data and (table := read_table(_join(data["text/html"]))):
        return _print_table(table)
    if "text/markdown" in data:
        return renderer.render(_join(data["text/markdown"]))
    plain, richer = _join(data.get("text/plain", "")), data.keys() - {"text/plain", "text/html"}
    is_address = _ADDRESS.fullmatch(plain.strip()) is not None
    if richer or ("text/html" in data and (is_address or not plain)) or plain.startswith("<Figure size"):
        shown = ", ".join(sorted(data.keys() - {"text/plain"})) or plain
        raise ValueError(
            f"what it shows is for a screen only ({shown}). Show a picture or a plain table, "
            "or tag the cell screen-only or remove-output."
        )
    return _print_text(plain)


def _print_text(text: str) -> Markup:
    clean = _COLOUR.sub("", text).strip("\n")
    if len(clean) > MOST_SIGNS:
        raise ValueError(
            f"it shows {len(clean):,} signs of text, and {MOST_SIGNS:,} are printed at most. "
            "Show less, or tag the cell remove-output."
        )
    return call("result", "", Verbatim(clean)) if clean.strip() else Markup()


def _print_picture(kind: str, data: str | list[str], alt: str, renderer: Renderer) -> Markup:
    if not str(alt).strip():
        raise ValueError(
            "a picture that it shows has no description. Write it in the cell, one line a picture: "
            "#| alt: what the picture shows"
        )
    picture = _join(data).encode() if kind == PICTURES[0] else decode(data)
    try:
        return renderer.gallery.show(picture, alt)
    except ValueError as error:
        raise ValueError(f"the picture that it shows cannot be printed: {error}") from error


def _print_table(table: HtmlTable) -> Markup:
    columns = list(zip(table.header, *table.rows, strict=True))
    weights = [weigh([{"raw": one} for one in column]) for column in columns]
    unit = "auto" if sum(weights) <= _NARROW else "{}fr"
    widths = "".join(f"{unit.format(one)}, " for one in weights)
    sides = "".join(
        "right, " if column[1:] and all(_NUMBER.fullmatch(one) for one in column[1:]) else "left, "
        for column in columns
    )
    header = value([Verbatim(one) for one in table.header], "")
    cells = value([Verbatim(one) for row in table.rows for one in row], "")
    drawn = f"#data-table({header}, {cells}, columns: ({widths}), align: ({sides}));"
    return stack(Markup(drawn), call("small", "", Verbatim(table.around)) if table.around else Markup())


def _join(text: str | list[str]) -> str:
    return "".join(text)
