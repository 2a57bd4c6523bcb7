"""One picture of a camera or a file as grey pixels, no more of them than are looked at."""

from __future__ import annotations

import math
from io import BytesIO

from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
"""Pixels of the largest picture: those of a good phone; a larger one is refused before it is unpacked."""
SHEET_PIXELS, ROOM_PIXELS = 2400 * 1800, 16_000_000
"""Pixels that show a sheet well, and the cards of a whole class."""
NARROWEST = 50
"""How many times longer than wide a picture may be: a strip shows nothing."""
HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")
Image.MAX_IMAGE_PIXELS = None  # that limit only warns, on the terminal of a teacher; ours refuses


class UnfitError(ValueError):
    """A size of which nothing is read; the message says why."""


def read_picture(data: bytes, *, enough: int = ROOM_PIXELS) -> Image.Image:
    """Return a PNG, JPEG or HEIC picture in grey, upright as the camera was held.

    Args:
        data: the file.
        enough: pixels that show all there is to read; a picture of more is made smaller.

    Raises:
        ValueError: it is none, it is damaged, it is a strip, or it has too many pixels.
    """
    try:
        is_heic = data[4:8] == b"ftyp" and data[8:12] in HEIC
        picture = _read_heic(data) if is_heic else _read_pixels(data, enough)
        refuse_strip(*picture.size)
        scale = min(1, math.sqrt(enough / (picture.width * picture.height)))
        width, height = (max(1, round(one * scale)) for one in picture.size)
        return picture.resize((width, height), Image.Resampling.BOX)
    except UnfitError:
        raise
    except Exception as error:  # a decoder fails in as many ways as a file can be broken
        raise ValueError(
            "it is no whole PNG, JPEG or HEIC picture. Take it again, or save it as JPEG."
        ) from error


def refuse_many(width: int, height: int) -> None:
    """Raise UnfitError for a picture of too many pixels."""
    if width * height > MOST_PIXELS:
        count = f"{width * height:,} pixels, and {MOST_PIXELS:,} are read at most"
        raise UnfitError(f"it has {count}. Make it smaller.")


def refuse_strip(width: float, height: float) -> None:
    """Raise UnfitError for a picture too narrow to show anything."""
    if max(width, height) > NARROWEST * min(width, height):
        raise UnfitError("it is too narrow to show a sheet or a class. Take it again.")


def _read_pixels(data: bytes, enough: int) -> Image.Image:
    picture = Image.open(BytesIO(data), formats=("PNG", "JPEG"))  # reads no pixel yet
    refuse_many(*picture.size)
    side = math.isqrt(enough // 2)
    picture.draft("L", (side, side))  # of a large JPEG, a part of its size is unpacked
    return ImageOps.exif_transpose(picture.convert("L"))


def _read_heic(data: bytes) -> Image.Image:
    import pi_heif

    file = pi_heif.open_heif(BytesIO(data), convert_hdr_to_8bit=True)
    refuse_many(*file.size)
    picture: Image.Image = file.to_pillow().convert("L")
    return picture
