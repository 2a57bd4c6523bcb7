"""A picture of a camera or a file as grey pixels; one that is too large is refused before it is unpacked."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
"""Pixels of the largest picture: those of a good phone."""
ENOUGH = (2000, 2000)
"""Pixels across and down that show all there is to read; a larger JPEG is unpacked to a part of its size."""
Image.MAX_IMAGE_PIXELS = None  # that limit only warns, on the terminal of a teacher; ours refuses


def read_picture(data: bytes, *, enough: tuple[int, int] = ENOUGH) -> Image.Image:
    """Return a PNG or JPEG picture in grey, upright as the camera was held.

    Args:
        data: the file.
        enough: pixels across and down that show all there is to read.

    Raises:
        ValueError: it is none, it is damaged, or it has too many pixels.
    """
    try:
        picture = Image.open(BytesIO(data), formats=("PNG", "JPEG"))  # reads no pixel yet
        count = picture.width * picture.height
        if count <= MOST_PIXELS:
            picture.draft("L", enough)
            return ImageOps.exif_transpose(picture.convert("L"))
    except Exception as error:  # a decoder fails in as many ways as a file can be broken
        raise ValueError("it is no whole PNG or JPEG picture. Take it again, or save it as JPEG.") from error
    raise ValueError(f"it has {count:,} pixels, and {MOST_PIXELS:,} are read at most. Make it smaller.")
