"""Cut what a reader sees into units, sentences and words: Markdown or plain text, in any language.

A unit is a paragraph, an item of a list, a cell of a table, or a bold word that opens one of them. A sentence
ends at ``. ! ? …`` before a capital, a figure or a quote; an arrow ends one too, a colon or a semicolon does
not. A word stands between two spaces, as a word processor counts it: ``l’élève`` and ``crois-tu`` are one
word each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

SPACES = " \u00a0\u202f\t"
LEAST_WORDS = 3
"""What is shorter is a label, not a sentence: it does not count, so that nobody gains by planting some."""
JOINER = "\u2060"
"""Stands where an address, code or a gap to fill in stood, so that no two spaces meet."""

_HIDDEN = re.compile(r"```.*?(?:```|\Z)|<!--.*?-->|<button\b.*?</button>", re.S)
_GAP = re.compile(r"`[^`\n]*`|<https?://[^>\s]*>|https?://[^\s)>]*|\{[\w-]+\}|_{2,}")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:<[^>\n]*>|[^)\n]*)\)")
_SIGN = re.compile(r"[ \t]*(#{1,6}(?=\s)|[-*+](?=\s)|\d{1,2}[.)](?=\s)|\||>)[ \t]*")
"""What opens a block: a heading, an item, a row of a table, a quotation."""
_LEAD = re.compile(r"\*\*(.+?)\*\*")
_BETWEEN = re.compile(rf"[{SPACES}]+[→·][{SPACES}]+|[{SPACES}]*\|[{SPACES}]*")
_CLOSERS = "»”’)\\]"
_END = re.compile(
    rf"(?<!\bM)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bp)(?<!\bart)[.!?…]+(?:[{SPACES}]?[{_CLOSERS}])*"
    rf"(?=[{SPACES}\n]+[A-ZÀ-ÞŒ\d«‘“(\[*])"
)
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of text that stands for itself.

    Attributes:
        line: of the text it comes from, counted from 0.
        text: without marks of Markdown, addresses, code and gaps to fill in.
        is_prose: False for a heading or the title of a fold: worded, but not read as a sentence.
    """

    line: int
    text: str
    is_prose: bool = True


def split_units(text: str) -> Iterator[Unit]:
    """Yield the units of a text in order."""
    folded = re.sub("<summary>(.*?)</summary>", r"# \1", text)
    shown = _HIDDEN.sub(lambda found: "\n" * found[0].count("\n"), folded)
    clean = _TAG.sub("", _GAP.sub(JOINER, _LINK.sub(r"\1", shown)))
    block: list[str] = []
    for number, line in enumerate([*clean.split("\n"), ""]):
        sign = _SIGN.match(line)
        body = line[sign.end() :] if sign else line
        if block and (sign or not body.strip()):
            yield from _split_block(number - len(block), " ".join(block))
            block = []
        if sign and sign[1][0] == "#":
            yield from _split_block(number, body, is_prose=False)
        elif body.strip():
            block.append(body.strip(" \t"))


def _split_block(line: int, block: str, *, is_prose: bool = True) -> Iterator[Unit]:
    lead = _LEAD.match(block)
    pieces = [lead[1], block[lead.end() :]] if lead else [block]
    for piece in pieces:
        for part in _BETWEEN.split(piece.replace("*", "")):
            if split_words(part):
                yield Unit(line, part, is_prose)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a unit, each with its end."""
    cuts = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    pieces = (text[start:end].strip(SPACES + "\n") for start, end in pairwise(cuts))
    return [piece for piece in pieces if piece]


def split_words(text: str) -> list[str]:
    """Return the words of a text, without the signs around them; a figure is a word."""
    bare = (_EDGE.sub("", piece) for piece in text.split())
    return [word for word in bare if word]
