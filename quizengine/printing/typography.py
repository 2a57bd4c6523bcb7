"""The spaces and quotes of printed text: mends what an author typed plainly, and knows no layout."""

from __future__ import annotations

import re

NARROW = "\u202f"
NO_BREAK = "\u00a0"
_SPACE = f"[ {NO_BREAK}{NARROW}]"

_BOTH = (
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(rf"(?<=\d){_SPACE}(?=\d{{3}}\b)"), NARROW),
)
_FRENCH = (
    (re.compile(r'"([^"\n]+)"'), rf"«{NARROW}\1{NARROW}»"),
    (re.compile(rf"«{_SPACE}*"), f"«{NARROW}"),
    (re.compile(rf"{_SPACE}*»"), f"{NARROW}»"),
    (re.compile(rf"(?:^|(?<=\S)){_SPACE}+(?=[;!?])"), NARROW),
    (re.compile(r"(?:^|(?<=[^\W_]|[)\]’»%…]))(?=[;!?]+(?:[\s)»]|$))"), NARROW),
    (re.compile(rf"(?:^|(?<=\S)){_SPACE}+:(?!\w)"), f"{NO_BREAK}:"),
    (re.compile(r"(?:^|(?<=[^\W_]|[)\]»%…])):(?=\s|$)"), f"{NO_BREAK}:"),
    (re.compile(rf"(?<=\d){_SPACE}(?=(?:min|h|mm|cm|%|€)(?!\w))"), NO_BREAK),
)
_ENGLISH = (
    (re.compile(r'(?<![\w.!?,…])"(?=\S)'), "“"),
    (re.compile(r'"'), "”"),
    (re.compile(r"(?<![\w.!?,…])'(?=\S)"), "‘"),
    (re.compile(r"'"), "’"),
)


def set_spaces(text: str, lang: str) -> str:
    """Return the text with the spaces, quotes and apostrophes that its language prints.

    Args:
        text: running text or a run of it, without markup; what is already right stays as it is.
        lang: ``fr`` or ``en``.

    Returns:
        In French: U+202F before ``; ! ?`` and inside ``« »``, U+00A0 before ``:``; in both languages
        curly quotes and apostrophes, the one-character ellipsis. Addresses such as ``https://a.fr/?b``
        and times such as ``14:30`` are left alone.
    """
    for pattern, new in (*_BOTH, *(_FRENCH if lang == "fr" else _ENGLISH)):
        text = pattern.sub(new, text)
    return text


def short_address(url: str) -> str:
    """Return an address as one would type it from paper."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
