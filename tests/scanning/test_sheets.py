"""Sheets are read from photos as they were filled in; what is not sure is told, never guessed."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from paper import finder, list_strokes, make_items, make_printed, make_sheet, set_pixels
from photo import MARKS, TUNING, develop, draw_shot, encode, fill_in, take_photo

from quizengine.content.bank import kit_bank
from quizengine.content.kit import kit_root
from quizengine.content.sheet_code import write_markers
from quizengine.printing.copies import Copy
from quizengine.scanning.doubts import cut_out
from quizengine.scanning.page import Page
from quizengine.scanning.picture import SHEET_PIXELS, read_picture
from quizengine.scanning.sheets import Reading, Refusal, read_sheets
from quizengine.scoring.item import Kind

SHEET = make_sheet(make_items())
PRINTED = make_printed(SHEET)
FIND = finder(SHEET)
BANK = kit_bank()


@pytest.fixture(scope="module")
def blank():
    """The sheet as it comes from the printer."""
    return set_pixels(SHEET.set_copies([Copy()]))[0]


@pytest.fixture(scope="module")
def calm():
    """A photo as a careful person takes it."""
    return replace(
        draw_shot(np.random.default_rng(1)), turn=2.0, upside_down=False, blur=0.8, noise=3.0, motion=0
    )


def draw(seed):
    """Return random responses to the items, some of them blank."""
    rng = np.random.default_rng(seed)
    return rng, {name: rng.choice(["", "a", "b", "c", "d", "e"]).item() for name in PRINTED.items}


def read(data, find=FIND):
    return list(read_sheets(np.asarray(read_picture(data, enough=SHEET_PIXELS)), find))


def why(data, find=FIND):
    """Return why a photo was not read."""
    (got,) = read(data, find)
    assert isinstance(got, Refusal), got
    return got.why


@pytest.mark.parametrize("kind", MARKS)
def test_any_mark_is_read_in_any_photo(blank, kind):
    rng, responses = draw(TUNING + MARKS.index(kind))
    strokes = list_strokes(PRINTED, responses, rng, candidate=42, kinds=[kind])
    (got,) = read(take_photo(fill_in(blank, strokes, rng), draw_shot(rng), rng))
    assert isinstance(got, Reading)
    assert (got.answers.candidate, got.answers.responses, got.answers.doubts) == (42, responses, ())


@pytest.mark.parametrize("turns", range(4))
def test_a_sheet_is_read_however_it_is_held(blank, turns):
    rng, responses = draw(TUNING)
    page = np.rot90(fill_in(blank, list_strokes(PRINTED, responses, rng, candidate=7), rng), turns)
    room = cv2.copyMakeBorder(page, 80, 80, 80, 80, cv2.BORDER_CONSTANT, value=(90, 110, 70))
    (got,) = read(encode(room))
    assert (got.answers.candidate, got.answers.responses) == (7, responses)


def test_the_same_photo_is_read_the_same(blank, calm):
    rng, responses = draw(TUNING)
    data = take_photo(fill_in(blank, list_strokes(PRINTED, responses, rng), rng), calm, rng)
    (first,), (again,) = read(data), read(data)
    assert first.answers == again.answers


def mark(item, option, kind):
    row = next(one for one in PRINTED.layout.rows if one.item == item)
    at = next(one for one in row.marks if one.option == option)
    return (at.x, at.y, kind)


def answers_of(blank, calm, *strokes, seed=TUNING):
    rng = np.random.default_rng(seed)
    (got,) = read(take_photo(fill_in(blank, strokes, rng), calm, rng))
    assert isinstance(got, Reading)
    return got.answers


def test_a_filled_ring_and_a_cross_are_a_correction_or_left_to_a_person(blank, calm):
    """A thick cross and a hasty filling look alike: then nobody guesses."""
    strokes = [mark(name, "b", "filled") for name in PRINTED.items]
    strokes += [mark(name, "d", "cross") for name in PRINTED.items]
    answers = answers_of(blank, calm, *strokes)
    assert set(answers.responses.values()) == {"d"}
    assert len(answers.responses) >= len(PRINTED.items) / 2


@pytest.mark.parametrize("kind", ["filled", "cross", "tick"])
def test_two_marks_of_one_kind_are_left_to_a_person(blank, calm, kind):
    answers = answers_of(blank, calm, mark("item-3", "b", kind), mark("item-3", "d", kind))
    assert "item-3" not in answers.responses
    doubt = next(one for one in answers.doubts if one.item == "item-3")
    assert (doubt.why, doubt.guess) == ("two", "b d")


def test_a_number_that_is_half_marked_is_left_to_a_person(blank, calm):
    row = PRINTED.layout.rows[1]
    answers = answers_of(blank, calm, (row.marks[7].x, row.marks[7].y, "cross"))
    assert answers.candidate == 0
    assert [(one.why, one.guess) for one in answers.doubts] == [("number", "?7")]


def test_a_printed_number_is_read():
    page = set_pixels(SHEET.set_copies([Copy(candidate=30)]))[0]
    assert read(encode(page))[0].answers.candidate == 30


def test_a_mark_that_is_rubbed_out_is_left_to_a_person(blank, calm):
    page = blank.copy()
    x, y, _ = mark("item-3", "b", "")
    scale = page.shape[1] / PRINTED.layout.width
    cv2.circle(page, (round(x * scale), round(y * scale)), round(2.4 * scale), (236, 236, 236), -1)
    answers = answers_of(page, calm)
    assert [one.why for one in answers.doubts if one.item == "item-3"] == ["faint"]


# ---- pictures that are refused, each with what to do


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"blur": 7.0}, {"blurred", "none", "cut"}),
        ({"light": 0.12}, {"dark", "blurred"}),
        ({"size": (420, 560)}, {"far", "cut"}),
        ({"curl": (9.0, 9.0)}, {"bent"}),
    ],
)
def test_a_bad_photo_is_to_be_taken_again(blank, calm, change, told):
    rng, responses = draw(TUNING)
    page = fill_in(blank, list_strokes(PRINTED, responses, rng), rng)
    assert why(take_photo(page, replace(calm, **change), rng)) in told


def test_a_cropped_sheet_is_refused(blank):
    assert why(encode(blank[: blank.shape[0] * 2 // 3])) == "cut"


def test_a_picture_of_something_else_is_refused():
    rng = np.random.default_rng(TUNING)
    assert why(encode(np.full((800, 600, 3), 200, np.uint8))) == "none"
    assert why(encode(rng.integers(0, 255, (800, 600, 3), dtype=np.uint8))) in ("none", "cut")


def test_a_sheet_of_another_version_is_refused(blank):
    assert why(encode(blank), finder(make_sheet(make_items(19)))) == "strange"


def test_two_sheets_in_one_photo_are_both_read(blank):
    pages = []
    for candidate in (11, 12):
        rng, responses = draw(TUNING + candidate)
        pages.append(
            (fill_in(blank, list_strokes(PRINTED, responses, rng, candidate=candidate), rng), responses)
        )
    both = np.vstack([page for page, _ in pages])
    got = read(encode(both))
    assert [(one.answers.candidate, one.answers.responses) for one in got] == [
        (11, pages[0][1]),
        (12, pages[1][1]),
    ]


def test_half_a_second_sheet_is_told_beside_the_first(blank):
    first, second = read(encode(np.vstack([blank, blank[: blank.shape[0] // 2]])))
    assert isinstance(first, Reading)
    assert second == Refusal("cut")


# ---- every kind of item


KINDS = [one for one in Kind if one not in (Kind.SHORT_TEXT, Kind.NUMERIC, Kind.OPEN)]


def test_every_kind_of_item_is_read_back():
    items = [next(one for one in BANK.items.values() if one.kind is kind) for kind in KINDS]
    sheet = make_sheet(items, lang="fr")
    printed = make_printed(sheet, 5)
    responses = {one.id: " ".join(one.key or one.choice_ids[:1]) for one in items}
    rng = np.random.default_rng(TUNING)
    strokes = list_strokes(printed, responses, rng, candidate=9, kinds=["cross"])
    page = fill_in(set_pixels(sheet.set_copies([Copy(5)]))[0], strokes, rng)
    (got,) = read(take_photo(page, draw_shot(rng), rng), finder(sheet, seeds=(5,)))
    told = {name: sorted(text.split()) for name, text in got.answers.responses.items()}
    assert told == {name: sorted(text.split()) for name, text in responses.items()}
    order = next(one for one in items if one.kind is Kind.ORDER)
    assert got.answers.responses[order.id] == " ".join(order.key)


def test_the_theme_holds_the_markers_that_the_reader_looks_for():
    rows = (kit_root() / "handouts" / "theme" / "markers-5x5.txt").read_text("ascii").split()
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_5X5_1000)
    for number in (0, 1, 500, 999, *write_markers(SHEET.code())):
        cells = cv2.aruco.generateImageMarker(known, number, 7)[1:6, 1:6].ravel()
        assert rows[number] == "".join("1" if one else "0" for one in cells)


def test_develop_draws_the_same_photo_from_the_same_seed(blank, calm):
    photos = [develop(blank, calm, np.random.default_rng(3)) for _ in range(2)]
    assert (photos[0] == photos[1]).all()


def test_a_picture_full_of_markers_is_refused_before_any_four_are_tried():
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_5X5_1000)
    picture = np.full((720, 720), 255, np.uint8)
    for number in range(36):
        across, down = 120 * (number % 6) + 20, 120 * (number // 6) + 20
        marker = cv2.aruco.generateImageMarker(dictionary, number, 80)
        picture[down : down + 80, across : across + 80] = marker
    (got,) = read_sheets(picture, lambda code: pytest.fail("tried"))
    assert got == Refusal("many")


def test_what_is_cut_out_does_not_keep_its_whole_page(blank):
    page = Page(blank, blank, blank, 255, 6, 0)
    assert cut_out(page, PRINTED.layout, PRINTED.layout.rows[:1]).base is None
