"""A QR code as rows of digits: the page draws it, and no picture travels."""

from __future__ import annotations

import segno


def qr_rows(text: str) -> list[str]:
    """Return the modules of a QR code, row by row, "1" for a dark one; without the margin around it."""
    code = segno.make(text, error="m", micro=False)
    return ["".join(map(str, row)) for row in code.matrix]
