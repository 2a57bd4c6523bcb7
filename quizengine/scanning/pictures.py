"""The pictures in files and folders, as grey pixels: photos, scans in a PDF, and a phone's HEIC.

Whatever a file holds, little memory and time is spent on it, and what cannot be read is one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from quizengine.scanning.markers import Grey
from quizengine.scanning.picture import MOST_PIXELS, read_picture

if TYPE_CHECKING:
    import pypdfium2

MOST_BYTES = 100_000_000
"""Length of the largest file."""
MOST_PAGES = 100
"""Pages of a PDF that are read: three classes."""
MOST_FILES = 500
"""Files of a folder that are read."""
ENOUGH = (1500, 1500)
"""Pixels across and down that show a sheet well; a larger JPEG is unpacked to a part of its size."""
LONGEST = 2400
"""Pixels of the longer side of what is read."""
NARROWEST = 50
"""How many times longer than wide a picture may be: a strip shows no sheet."""
PDF, HEIC = b"%PDF-", (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")

Found = tuple[str, "Grey | ValueError"]
"""Where a picture stands, and its pixels or what keeps it from being read."""


def list_pictures(paths: list[Path]) -> Iterator[Found]:
    """Yield the pictures of files and folders, one after the other; a folder's by name."""
    for path in paths:
        if not path.is_dir():
            yield from _read_file(path)
            continue
        shown = sorted(one for one in path.iterdir() if not one.name.startswith("."))
        names = [one for one in shown if one.is_file()]
        for one in shown:
            if one.is_dir():
                yield str(one), ValueError("it is a folder in a folder, which is not read. Name it too.")
        for one in names[:MOST_FILES]:
            yield from _read_file(one)
        if not shown:
            yield str(path), ValueError("it is an empty folder. Name one that holds pictures.")
        if len(names) > MOST_FILES:
            told = f"it holds {len(names)} files, and the first {MOST_FILES} are read. Name the others."
            yield str(path), ValueError(told)


def unpack(data: bytes) -> Grey:
    """Return a PNG, JPEG or HEIC picture as grey pixels, the longer side `LONGEST` at most.

    Raises:
        ValueError: it is none, it is damaged, it is a strip, or it has too many pixels.
    """
    is_heic = data[4:8] == b"ftyp" and data[8:12] in HEIC
    picture = _read_heic(data) if is_heic else read_picture(data, enough=ENOUGH)
    return _shrink(np.asarray(picture, np.uint8))


def _read_file(path: Path) -> Iterator[Found]:
    place = str(path)
    try:
        size = path.stat().st_size
        if size == 0:
            raise ValueError("it is empty. Copy it again.")
        if size > MOST_BYTES:
            raise ValueError(f"it has more than {MOST_BYTES // 1_000_000} MB. Make it smaller.")
        data = path.read_bytes()
        if data.startswith(PDF):
            yield from _read_pdf(place, data)
        else:
            yield place, unpack(data)
    except ValueError as error:
        yield place, error
    except OSError as error:
        yield place, ValueError(f"{error.strerror or error}. Check the name and the rights.")
    except MemoryError:
        yield place, ValueError("it needs too much memory. Make it smaller.")


def _shrink(grey: Grey) -> Grey:
    _refuse_strip(grey)
    scale = LONGEST / max(grey.shape)
    if scale >= 1:
        return grey
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _refuse_strip(grey: Grey) -> None:
    if max(grey.shape) > NARROWEST * min(grey.shape):
        raise ValueError("it is too narrow to show a sheet. Take it again.")


def _read_heic(data: bytes) -> Image.Image:
    try:
        import pi_heif
    except ImportError:
        raise ValueError("HEIC pictures need pi-heif: pip install pi-heif, or send it as JPEG.") from None
    try:
        file = pi_heif.open_heif(BytesIO(data), convert_hdr_to_8bit=True)
        wide, high = file.size
        if wide * high <= MOST_PIXELS:
            picture: Image.Image = file.to_pillow().convert("L")
            return picture
    except Exception as error:  # a decoder fails in as many ways as a file can be broken
        raise ValueError("it is no whole HEIC picture. Send it as JPEG.") from error
    raise ValueError(f"it has {wide * high:,} pixels, and {MOST_PIXELS:,} are read at most. Make it smaller.")


def _read_pdf(place: str, data: bytes) -> Iterator[Found]:
    """Yield the pages of a PDF of scans."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise ValueError("it is no whole PDF, or it is locked by a password.") from None
    try:
        count = len(document)
        for number in range(min(count, MOST_PAGES)):
            where = f"{place}, page {number + 1}"
            try:
                yield where, _draw_page(document[number])
            except ValueError as error:
                yield where, error
            except pypdfium2.PdfiumError:
                yield where, ValueError("the page cannot be drawn. Scan it again.")
        if count > MOST_PAGES:
            told = f"it has {count} pages, and the first {MOST_PAGES} are read. Split it."
            yield place, ValueError(told)
    finally:
        document.close()


def _draw_page(page: pypdfium2.PdfPage) -> Grey:
    """Return a page as grey pixels.

    Raises:
        ValueError: it is a strip, or a picture on it has too many pixels.
    """
    import pypdfium2.raw as raw

    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        wide, high = one.get_px_size()
        if wide * high > MOST_PIXELS:
            raise ValueError(f"its picture has {wide * high:,} pixels, and {MOST_PIXELS:,} are read at most.")
    wide, high = page.get_size()
    drawn = page.render(scale=LONGEST / max(wide, high, 1), grayscale=True)
    grey = np.ascontiguousarray(drawn.to_numpy().reshape(drawn.height, -1)[:, : drawn.width])
    _refuse_strip(grey)
    return grey
