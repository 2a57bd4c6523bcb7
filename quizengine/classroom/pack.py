"""Pack text into few printable characters, for a page that holds its own unpacker (``player/unpack.js``)."""

from __future__ import annotations

import base64
import lzma

FILTER = {"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 3, "lp": 0, "pb": 0}
"""The unpacker knows these settings alone."""


def pack(text: str) -> tuple[str, int]:
    """Return a text as raw LZMA in base 85, and its length in bytes of UTF-8.

    The alphabet is that of Python's `base64.b85encode` with a comma for ``<``: nothing in it can end a script
    element.
    """
    plain = text.encode()
    packed = lzma.compress(plain, lzma.FORMAT_RAW, filters=[FILTER])
    packed += bytes(-len(packed) % 4)
    return base64.b85encode(packed).decode().replace("<", ","), len(plain)
