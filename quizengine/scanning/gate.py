"""The gate: a sheet that cannot be read for sure is refused with what to do, and nothing of it is guessed."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from quizengine.content.layout import Layout
from quizengine.scanning.decide import Answers
from quizengine.scanning.page import Page
from quizengine.scanning.rings import REACH, Rings

FINEST = 3.0
"""Pixels of the photo for each millimetre of the sheet, at least: 900 down an A4 page."""
DARKEST = 40.0
"""Brightness of the paper where it is darkest, at least, of 255."""
BENT = 2.0
"""Millimetres that a marker may lie from where four straight edges would have it, at most."""
FAINTEST = 0.09
"""How dark the faintest printed lines are beside their paper, at least."""
ROUGHEST = 0.09
"""How dark an empty ring may be."""
SHADOW = 0.42
"""Light in a shadow beside that out of it, at its edge, at least: a light mark there looks like shadow."""
TORN, BESIDE = 0.9, 20.0
"""Millimetres between what two rings have moved, at most, that lie within so many millimetres in a row."""
MOST_FAINT = 3
"""Marks that are neither faint nor clear, at most: more of them are the photo's fault."""


def judge(page: Page, rings: Rings, layout: Layout) -> str:
    """Return why a flat page cannot be read, as a key of the words ``sheets``, or ""."""
    if page.fineness < FINEST:
        return "far"
    if page.paper < DARKEST:
        return "dark"
    if float(rings.even.min()) < SHADOW:
        return "shadow"
    if page.misfit > BENT or _is_torn(rings, layout):
        return "bent"
    if float(np.percentile(rings.lines, 2)) < FAINTEST or float(rings.rough.max()) > ROUGHEST:
        return "blurred"
    return ""


def judge_answers(answers: Answers) -> str:
    """Return why what was read cannot be trusted, or ""."""
    faint = sum(one.why == "faint" for one in answers.doubts)
    return "unsure" if faint > MOST_FAINT else ""


def _is_torn(rings: Rings, layout: Layout) -> bool:
    """Whether rings were found at the end of their reach, or moved otherwise than the ring before them."""
    if float(np.abs(rings.moved).max()) > REACH[0]:
        return True
    start = 0
    for row in layout.rows:
        moved = rings.moved[start : start + len(row.marks)]
        start += len(row.marks)
        for place, (one, after) in enumerate(pairwise(row.marks)):
            is_beside = math.dist((one.x, one.y), (after.x, after.y)) < BESIDE
            if is_beside and float(np.abs(moved[place + 1] - moved[place]).max()) > TORN:
                return True
    return False
