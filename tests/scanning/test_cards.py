"""Vote cards are read from a photo of a class: each letter as it is held, and none guessed."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image
from room_photo import FRAME, PHOTO, Light, draw_panel, draw_room, expose, lay, rotation, take_photo

from quizengine.content.vote_cards import MOST_CARDS, letter_up, marker_rows
from quizengine.scanning.cards import read_cards
from quizengine.scanning.codes import read_codes

CALM = Light(size=(1280, 720), blur=0.5, noise=2, dim=0.9, quality=90)


def show(*held, light=CALM, at=((300, 360), (900, 360)), side=120):
    """A photo of cards, each a number and degrees clockwise."""
    rng = np.random.default_rng(1)
    room = np.full(light.size[::-1], 120, np.uint8)
    for (number, lean), centre in zip(held, at, strict=False):
        lay(room, draw_panel(number), centre, side, rotation(lean, 0, 0))
    return expose(room, light, rng)


def test_the_markers_are_those_of_opencv():
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_ARUCO_MIP_36h12)
    for number in range(1, MOST_CARDS + 1):
        bits = cv2.aruco.Dictionary.getBitsFromByteList(known.bytesList[number : number + 1], 6)
        assert ["".join(map(str, row)) for row in bits.tolist()] == list(marker_rows(number))


def test_a_whole_class_is_read_from_one_photo():
    photo = take_photo(1)
    assert dict(read_cards(photo.data)) == photo.cards


def test_a_few_cards_are_read_from_a_frame_of_a_camera():
    photo = take_photo(5, count=12, light=FRAME, first=20)
    assert dict(read_cards(photo.data)) == photo.cards


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("lean", [-25, 0, 25])
def test_the_letter_is_the_one_that_is_up(turns, lean):
    assert read_cards(show((7, 90 * turns + lean))) == [(7, letter_up(7, turns))]


@pytest.mark.parametrize("lean", [40, 45, 50, 135, 225, 320])
def test_a_card_between_two_letters_is_not_guessed(lean):
    assert read_cards(show((7, lean), (8, 0))) == [(8, "A")]


def test_a_card_seen_twice_counts_only_when_both_agree():
    assert read_cards(show((7, 0), (7, 90))) == []
    assert read_cards(show((7, 0), (7, 10))) == [(7, "D")]
    assert read_cards(show((7, 0), (7, 45))) == []


def test_a_picture_of_very_many_pixels_is_read_too():
    large = Image.open(io.BytesIO(show((7, 0), (9, 90)))).resize((6400, 3600))
    out = io.BytesIO()
    large.save(out, "PNG", compress_level=1)
    assert read_cards(out.getvalue()) == [(7, "D"), (9, "C")]


def test_a_room_without_cards_holds_none():
    rng = np.random.default_rng(3)
    for _ in range(2):
        assert read_cards(expose(draw_room(PHOTO, rng), FRAME, rng)) == []


def test_a_mirrored_card_is_none():
    picture = Image.open(io.BytesIO(show((7, 0)))).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    out = io.BytesIO()
    picture.save(out, "PNG")
    assert read_cards(out.getvalue()) == []


def test_a_phone_held_upright_tells_so_in_its_photo():
    """Phones store a photo as the sensor lies, and how it was held beside it."""
    lying = Image.open(io.BytesIO(show((7, 0)))).transpose(Image.Transpose.ROTATE_90)
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    lying.save(out, "JPEG", exif=exif)
    assert read_cards(out.getvalue()) == [(7, "D")]


@pytest.mark.parametrize("data", [b"", b"x" * 99, show((7, 0))[:900]])
def test_what_is_no_whole_picture_is_refused(data):
    with pytest.raises(ValueError, match="no whole PNG, JPEG or HEIC picture"):
        read_cards(data)


def test_a_card_is_no_code():
    assert read_codes(show((7, 0))) == []
