"""The QR codes in a picture."""

from __future__ import annotations

import zxingcpp

from quizengine.scanning.picture import read_picture

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_codes(data: bytes) -> list[str]:
    """Return the texts of the QR codes in a PNG, JPEG or HEIC picture, each once.

    Raises:
        ValueError: it is no such picture, or too large.
    """
    found = zxingcpp.read_barcodes(read_picture(data), formats=QR)
    return list(dict.fromkeys(one.text for one in found))
