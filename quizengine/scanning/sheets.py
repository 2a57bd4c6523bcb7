"""Read the sheets in a picture: markers, code, layout, flat page, gate, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizengine.content.printed import Printed
from quizengine.content.sheet_code import CORNERS, SheetCode, read_markers
from quizengine.scanning.decide import Answers, decide
from quizengine.scanning.gate import BENT, judge, judge_answers
from quizengine.scanning.markers import Grey, Seen, find_markers, group_markers
from quizengine.scanning.page import Page, flatten
from quizengine.scanning.rings import measure

Finder = Callable[[SheetCode], Printed | None]
"""Returns the sheet that a code names, None where the kit of today prints none such."""
MOST_SHEETS = 4
"""Sheets that are read in one picture."""
MOST_MARKERS = 2 * MOST_SHEETS * CORNERS
"""Markers of a picture in which sheets are looked for: any four of them may be one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet that was read."""

    printed: Printed
    page: Page
    answers: Answers


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sheet, or a whole picture, that was not read.

    Attributes:
        why: a key of the words ``sheets``.
    """

    why: str


def read_sheets(picture: Grey, find: Finder) -> Iterator[Reading | Refusal]:
    """Read the sheets in a grey picture, however it is turned.

    Yields:
        Each sheet, from the top of the picture to its bottom, or why it was not read; one refusal for a
        picture without a whole sheet.
    """
    seen = find_markers(picture)
    if len(seen) > MOST_MARKERS:
        yield Refusal("many")
        return
    whole, strange = _find_whole(picture, group_markers(seen), find)
    for printed, page in whole[:MOST_SHEETS]:
        yield _read(printed, page)
    used = len(whole) * CORNERS
    if len(whole) > MOST_SHEETS:
        yield Refusal("many")
    elif not whole and strange:
        yield Refusal("strange")
    elif not whole and not seen:
        yield Refusal("none")
    elif len(seen) > used or not whole:
        yield Refusal("cut")


def _find_whole(
    picture: Grey, fours: Sequence[tuple[Seen, ...]], find: Finder
) -> tuple[list[tuple[Printed, Page]], bool]:
    """Return the sheets whose four corners fit, and whether some four named no sheet of the kit."""
    fitting: list[tuple[float, tuple[Seen, ...], Printed, Page]] = []
    strange = False
    for four in fours[: 4 * MOST_SHEETS**2]:
        code = read_markers([one.number for one in four])
        printed = find(code) if code else None
        if printed is None:
            strange = True
            continue
        page = flatten(picture, four, printed.layout)
        fitting.append((page.misfit, four, printed, page))
    taken: set[int] = set()
    whole = []
    for misfit, four, printed, page in sorted(fitting, key=lambda one: one[0]):
        names = {id(one) for one in four}
        if not names & taken and (misfit <= 2 * BENT or not taken):
            taken |= names
            whole.append((float(four[0].centre[1]), printed, page))
    return [(printed, page) for _, printed, page in sorted(whole, key=lambda one: one[0])], strange


def _read(printed: Printed, page: Page) -> Reading | Refusal:
    rings = measure(page, printed.layout)
    why = judge(page, rings, printed.layout)
    if why:
        return Refusal(why)
    answers = decide(printed, rings)
    why = judge_answers(answers)
    return Refusal(why) if why else Reading(printed, page, answers)
