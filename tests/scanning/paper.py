"""Sheets for the tests: set as pixels, with marks for given responses."""

from __future__ import annotations

import cv2
import numpy as np
import typst
from photo import DPI, MARKS

from quizengine.content.bank import kit_bank
from quizengine.content.kit import kit_root
from quizengine.content.layout import CANDIDATE, DIGITS
from quizengine.content.marks import list_parts
from quizengine.content.printed import Printed
from quizengine.printing.answer_sheet import AnswerSheet
from quizengine.scoring.item import Choice, Item, Kind, Scoring


def make_items(count=20, choices="abcde"):
    """Items of one choice each, as a benchmark of answer sheets has them."""
    text = {"fr": "x", "en": "x"}
    options = tuple(Choice(one, text, text) for one in choices)
    return [
        Item(f"item-{n}", Kind.SINGLE_CHOICE, text, options, ("a",), Scoring("all-or-nothing"))
        for n in range(1, count + 1)
    ]


def make_sheet(items, kind="answer-sheet", lang="en"):
    words = kit_bank().speak("print", lang)
    numbered = tuple((str(n), item) for n, item in enumerate(items, start=1))
    return AnswerSheet(kind, 0, numbered, lang, words, "Items", "Sheet", ("Kit",))


def make_printed(sheet, seed=0):
    items = {item.id: item for _, item in sheet.items}
    return Printed("teens-1", sheet.kind, seed, sheet.read_layout(seed), items)


def finder(*sheets, seeds=(0,)):
    """A finder that knows some sheets alone."""
    known = {sheet.code(seed): make_printed(sheet, seed) for sheet in sheets for seed in seeds}
    return known.get


def set_pixels(source):
    """Return the pages of a Typst document as pictures (BGR)."""
    theme = kit_root() / "handouts" / "theme"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(theme / "fonts")])
    pages = typst.Compiler(root=theme, font_paths=fonts).compile(source.encode(), format="png", ppi=DPI)
    pages = pages if isinstance(pages, list) else [pages]
    return [cv2.imdecode(np.frombuffer(page, np.uint8), cv2.IMREAD_COLOR) for page in pages]


def list_strokes(printed, responses, rng, *, candidate=0, kinds=MARKS):
    """Return the marks ``(x, y, kind)`` that give these responses, and a number unless it is 0."""
    wanted = {
        (name, part): options
        for name, text in responses.items()
        for part, options in list_parts(printed.items[name], text).items()
    }
    if candidate:
        wanted |= {(CANDIDATE, part): (digit,) for part, digit in zip(DIGITS, f"{candidate:02}", strict=True)}
    return [
        (one.x, one.y, kinds[rng.integers(len(kinds))])
        for row in printed.layout.rows
        for one in row.marks
        if one.option in wanted.get((row.item, row.part), ())
    ]
