"""Pack text into few printable characters, for a page that holds its own unpacker (``player/unpack.js``)."""

from __future__ import annotations

import lzma

FILTER = {"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 3, "lp": 0, "pb": 0}
"""The unpacker knows these settings alone."""


LETTERS = bytes(range(35, 126)).decode().replace("<", "!")
"""Of these 91, two hold 13 bits; nothing in them can end a script element."""
BITS = 13


def pack(text: str) -> tuple[str, int]:
    """Return a text as raw LZMA in base 91, and its length in bytes of UTF-8."""
    plain = text.encode()
    packed = lzma.compress(plain, lzma.FORMAT_RAW, filters=[FILTER])
    bits = "".join(f"{byte:08b}" for byte in packed)
    bits += "0" * (-len(bits) % BITS)
    pairs = (divmod(int(bits[at : at + BITS], 2), len(LETTERS)) for at in range(0, len(bits), BITS))
    return "".join(LETTERS[high] + LETTERS[low] for high, low in pairs), len(plain)
