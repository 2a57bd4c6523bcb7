"""The QR codes in a picture."""

from __future__ import annotations

import zxingcpp

from quizengine.scanning.picture import MOST_PIXELS, read_picture

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
MOST_OF_FRAME = 4_000_000
"""Pixels of the largest frame of a camera that is read while a class waits."""


def read_codes(data: bytes, *, most_pixels: int = MOST_PIXELS) -> list[str]:
    """Return the texts of the QR codes in a PNG or JPEG picture, each once.

    Raises:
        ValueError: it is no such picture, or too large.
    """
    picture = read_picture(data, most_pixels=most_pixels)
    found = zxingcpp.read_barcodes(picture, formats=QR)
    return list(dict.fromkeys(one.text for one in found))


def read_frame(data: bytes) -> list[str]:
    """Return the texts of the QR codes in a frame of a camera; see `read_codes`."""
    return read_codes(data, most_pixels=MOST_OF_FRAME)
