"""The code of a sheet: every code has its four markers, and markers that no sheet has make none."""

from dataclasses import replace

import pytest

from quizengine.content.bank import kit_bank
from quizengine.content.layout import Layout, Mark, Row, read_layout
from quizengine.content.printed import Printed
from quizengine.content.sheet_code import (
    DIGESTS,
    KINDS,
    SheetCode,
    find_digest,
    read_markers,
    write_markers,
)

ITEMS = list(kit_bank().items.values())[:2]
CODES = [SheetCode(0, 0, 0, 0), SheetCode(13, 3, 999, DIGESTS - 1), SheetCode(63, 1, 7, 4321)]
LAYOUT = Layout(
    210,
    297,
    ((18, 18), (192, 18), (192, 279), (18, 279)),
    14,
    6.2,
    (Row("a", "", (Mark("a", "x", 30, 80), Mark("a", "y", 42, 80))), Row("b", "", (Mark("b", "x", 30, 90),))),
)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_read_back_from_its_markers(code):
    assert read_markers(write_markers(code)) == code


def test_any_marker_tells_its_corner():
    assert [one % 4 for one in write_markers(CODES[1])] == [0, 1, 2, 3]
    assert read_markers((*write_markers(CODES[1])[1:], write_markers(CODES[1])[0])) is None


def test_markers_that_no_sheet_has_make_no_code():
    assert read_markers((996, 997, 998, 999)) is None  # beyond the last code
    assert read_markers(write_markers(SheetCode(0, len(KINDS), 0, 0))) is None


@pytest.mark.parametrize("change", [{"lesson": 64}, {"kind": 8}, {"seed": 1000}, {"digest": -1}])
def test_a_part_out_of_range_has_no_markers(change):
    with pytest.raises(ValueError, match="must be from 0 to"):
        write_markers(replace(CODES[0], **change))


def test_the_digest_follows_items_orders_and_places():
    first = find_digest(LAYOUT, ITEMS)
    assert find_digest(LAYOUT, ITEMS) == first
    moved = Row("b", "", (Mark("b", "x", 30, 90.2),))
    turned = replace(LAYOUT.rows[0], marks=LAYOUT.rows[0].marks[::-1])
    others = [
        find_digest(LAYOUT, ITEMS[:1]),
        find_digest(replace(LAYOUT, rows=(LAYOUT.rows[0], moved)), ITEMS),
        find_digest(replace(LAYOUT, rows=(turned, LAYOUT.rows[1])), ITEMS),
    ]
    assert first not in others
    assert 0 <= first < DIGESTS


def test_a_layout_is_what_a_document_tells():
    told = [{"sheet": {"width": 210, "height": 297, "marker": 14, "ring": 6.2}}]
    told += [{"corner": number, "x": x, "y": y} for number, (x, y) in enumerate(LAYOUT.corners)]
    told += [
        {"item": row.item, "part": row.part, "option": one.option, "x": one.x, "y": one.y}
        for row in LAYOUT.rows
        for one in row.marks
    ]
    assert read_layout(reversed(told[:5])) == replace(LAYOUT, rows=())
    assert read_layout(told) == LAYOUT


def test_a_printed_sheet_is_known_by_its_items():
    printed = Printed("teens-3", KINDS[0], 3, LAYOUT, {one.id: one for one in ITEMS})
    assert find_digest(printed.layout, printed.items.values()) == find_digest(LAYOUT, ITEMS)
