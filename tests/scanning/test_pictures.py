"""Whatever a file holds, it is read or told in one line, and the rest goes on."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from quizengine.scanning.picture import SHEET_PIXELS, read_picture
from quizengine.scanning.pictures import MOST_PAGES, list_pictures


def save(picture, kind="PNG", **more):
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def write_pdf(path, count, picture=None):
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        page = document.new_page(595, 842)
        if picture is not None:
            image = pypdfium2.PdfImage.new(document)
            image.set_bitmap(pypdfium2.PdfBitmap.from_pil(picture))
            image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
            page.insert_obj(image)
            page.gen_content()
    document.save(path)
    document.close()


BOMB = (Path(__file__).parents[1] / "cases" / "ten-billion-pixels.png").read_bytes()
GREY = Image.new("L", (300, 400), 200)
BAD = {
    "text.jpg": (b"This is a letter.", "no whole PNG, JPEG or HEIC"),
    "empty.png": (b"", "it is empty"),
    "half.png": (save(GREY)[:60], "no whole PNG, JPEG or HEIC"),
    "bomb.png": (BOMB, "10,000,000,000 pixels"),
    "hundred.jpg": (save(Image.new("L", (10_000, 10_000)), "JPEG"), "100,000,000 pixels"),
    "strip.png": (save(Image.new("L", (5_000, 3), 200)), "too narrow to show"),
    "film.gif": (save(GREY, "GIF"), "no whole PNG, JPEG or HEIC"),
    "torn.pdf": (b"%PDF-1.7\nnothing more", "no whole PDF"),
    "torn.heic": (b"\0\0\0\x18ftypheic" + bytes(200), "no whole PNG, JPEG or HEIC"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_one_line_and_the_next_one_is_read(tmp_path, name):
    data, told = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.png").write_bytes(save(GREY))
    (place, problem), (_, picture) = list_pictures([tmp_path], enough=SHEET_PIXELS)
    assert place.endswith(name)
    assert told in str(problem)
    assert len(str(problem).splitlines()) == 1
    assert picture.shape == (400, 300)


def test_a_folder_is_read_by_name_and_hidden_files_are_left_out(tmp_path):
    for name in ("b.png", "a.png", ".hidden"):
        (tmp_path / name).write_bytes(save(GREY))
    assert [place[-5:] for place, _ in list_pictures([tmp_path], enough=SHEET_PIXELS)] == ["a.png", "b.png"]


def test_a_folder_in_a_folder_is_told(tmp_path):
    (tmp_path / "a.png").write_bytes(save(GREY))
    (tmp_path / "more").mkdir()
    (place, problem), (_, picture) = list_pictures([tmp_path], enough=SHEET_PIXELS)
    assert place.endswith("more")
    assert "Name it too" in str(problem)
    assert picture.shape == (400, 300)


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path):
    assert "empty folder" in str(next(list_pictures([tmp_path], enough=SHEET_PIXELS))[1])
    assert "No such file" in str(next(list_pictures([tmp_path / "none.png"], enough=SHEET_PIXELS))[1])


def test_a_file_that_is_too_long_is_never_opened(tmp_path):
    with (tmp_path / "long.png").open("wb") as file:
        file.truncate(200_000_000)
    assert "more than 100 MB" in str(next(list_pictures([tmp_path], enough=SHEET_PIXELS))[1])


def test_a_pdf_is_read_page_by_page(tmp_path):
    write_pdf(tmp_path / "two.pdf", 2)
    found = list(list_pictures([tmp_path / "two.pdf"], enough=SHEET_PIXELS))
    assert [place[-6:] for place, _ in found] == ["page 1", "page 2"]
    assert all(SHEET_PIXELS * 0.99 < picture.size < SHEET_PIXELS * 1.01 for _, picture in found)


def test_a_pdf_of_300_pages_is_read_up_to_the_limit(tmp_path):
    write_pdf(tmp_path / "long.pdf", 300)
    pages = list_pictures([tmp_path / "long.pdf"], enough=SHEET_PIXELS)
    for _ in range(MOST_PAGES):
        assert isinstance(next(pages)[1], np.ndarray)
    ((_, told),) = pages
    assert "300 pages" in str(told)


def test_a_picture_in_a_pdf_that_is_too_large_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("quizengine.scanning.picture.MOST_PIXELS", 100_000)
    write_pdf(tmp_path / "one.pdf", 1, GREY)
    assert "120,000 pixels" in str(next(list_pictures([tmp_path / "one.pdf"], enough=SHEET_PIXELS))[1])


def test_a_large_photo_is_unpacked_small():
    large = Image.new("L", (6000, 8000), 90)
    assert read_picture(save(large, "JPEG"), enough=SHEET_PIXELS).size == (1500, 2000)
    assert read_picture(save(large), enough=SHEET_PIXELS).size == (1800, 2400)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "1", "CMYK", "I;16", "LA"])
def test_any_mode_of_picture_becomes_grey(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert read_picture(save(Image.new(mode, (40, 50)), kind)).mode == "L"


@given(st.binary(max_size=300), st.integers(0, 900), st.sampled_from(["PNG", "JPEG"]))
def test_bytes_in_the_middle_of_a_picture_give_no_traceback(tmp_path_factory, noise, at, kind):
    whole = save(GREY, kind)
    path = tmp_path_factory.getbasetemp() / "noisy.bin"
    path.write_bytes(whole[:at] + noise + whole[at + len(noise) :])
    for _, found in list_pictures([path], enough=SHEET_PIXELS):
        assert isinstance(found, ValueError | np.ndarray)


def test_a_phones_heic_is_read():
    ((_, picture),) = list_pictures([Path(__file__).with_name("square.heic")], enough=SHEET_PIXELS)
    assert picture.shape == (64, 96)
    assert picture[32, 32] < 60 < 200 < picture[5, 5]
