"""QR codes are read from what a camera sees, and a bad picture is refused in one sentence."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from quizengine.scanning.codes import read_codes

TEXT = "4HX9KAWXAEJQ"
BOMB = (Path(__file__).parents[1] / "cases" / "ten-billion-pixels.png").read_bytes()
"""A PNG of a few bytes that would unpack to all these pixels."""


def qr_picture(text=TEXT):
    out = BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="png", scale=10, border=4)
    return Image.open(out).convert("L")


def write(picture, kind="JPEG"):
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("angle", [0, 15, 45, 180])
def test_a_code_is_read_however_it_is_held(kind, angle):
    picture = qr_picture().rotate(angle, expand=True, fillcolor=128)
    room = Image.new("L", (960, 540), 90)
    room.paste(picture.filter(ImageFilter.GaussianBlur(2)), (300, 60))
    assert read_codes(write(room, kind)) == [TEXT]


def test_all_codes_of_a_picture_are_read_each_once():
    wide = Image.new("L", (1300, 400), 255)
    for at, text in enumerate((TEXT, "OTHER", TEXT)):
        wide.paste(qr_picture(text), (430 * at, 20))
    assert sorted(read_codes(write(wide))) == [TEXT, "OTHER"]


def test_a_picture_without_a_code_holds_none():
    assert read_codes(write(Image.new("L", (300, 200), 255))) == []


@pytest.mark.parametrize("data", [b"", b"x" * 99, write(qr_picture(), "GIF"), write(qr_picture())[:300]])
def test_what_is_no_whole_picture_is_refused(data):
    with pytest.raises(ValueError, match="no whole PNG, JPEG or HEIC picture"):
        read_codes(data)


def test_a_small_file_of_many_pixels_is_refused_before_it_is_unpacked():
    with pytest.raises(ValueError, match=r"10,000,000,000 pixels, and 50,000,000 are read at most"):
        read_codes(BOMB)


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_bytes_in_the_middle_of_a_picture_break_nothing(noise, at):
    whole = write(qr_picture(), "PNG")
    with suppress(ValueError):
        assert read_codes(whole[:at] + noise + whole[at + len(noise) :]) in ([], [TEXT])
