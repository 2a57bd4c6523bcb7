"""A table that pandas and others show as HTML: one plain table of texts, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_PLAIN = {"div", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "p", "b", "i", "em", "strong", "span"}
_PLAIN |= {"br", "style", "caption"}
_VOID = {"br"}


@dataclass(slots=True)
class HtmlTable:
    """A table's header, its rows, all of one length, and the text around it."""

    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    around: str = ""


def read_table(html: str) -> HtmlTable | None:
    """Return the table that a piece of HTML is; None where it is anything else or has merged cells."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except _NotPlainError:
        return None
    heads = [row for row, is_head in reader.rows if is_head]
    rows = [row for row, is_head in reader.rows if not is_head]
    if not heads and rows:
        heads = [rows.pop(0)]
    if reader.tables != 1 or not heads or len({len(row) for row in (*heads, *rows)}) != 1:
        return None
    header = [" ".join(filter(None, column)) for column in zip(*heads, strict=True)]
    return HtmlTable(header, rows, " ".join(" ".join(reader.around).split()))


class _NotPlainError(Exception):
    pass


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables = 0
        self.rows: list[tuple[list[str], bool]] = []
        self.around: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spans = {text for name, text in attrs if name in ("colspan", "rowspan")}
        if tag not in _PLAIN or spans - {"1"} or (tag == "table" and "table" in self._inside):
            raise _NotPlainError
        if tag == "table":
            self.tables += 1
        if tag == "tr":
            self.rows.append(([], "thead" in self._inside))
        if tag in ("td", "th"):
            if not self.rows:
                raise _NotPlainError
            self.rows[-1][0].append("")
        if tag == "br":
            self.handle_data(" ")
        if tag not in _VOID:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" in self._inside:
            return
        if {"td", "th"} & set(self._inside):
            cells = self.rows[-1][0]
            cells[-1] = " ".join(f"{cells[-1]} {data}".split())
        elif data.strip():
            self.around.append(data)
