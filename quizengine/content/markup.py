"""HTML and SVG that cannot be broken by what they hold: text is escaped unless it is markup already."""

from __future__ import annotations

from html import escape

EMPTY = ("input", "link", "meta")
"""Elements of HTML without an end tag."""


class Markup(str):
    """Text that is HTML or SVG."""

    __slots__ = ()


def tag(element: str, /, *children: str, **attributes: str | bool | int | float) -> Markup:
    """Return an element.

    Args:
        element: its name.
        children: text, or markup.
        attributes: ``True`` stands without a value, ``False`` is left out; ``class_`` and ``for_`` lose
            their underscore, others turn theirs into hyphens; ``viewBox`` and its like keep their capitals.
    """
    told = ""
    for key, value in attributes.items():
        if value is not False:
            named = key.rstrip("_").replace("_", "-")
            told += f" {named}" if value is True else f' {named}="{escape(str(value))}"'
    start = f"<{element}{told}>"
    return Markup(start if element in EMPTY else f"{start}{join(*children)}</{element}>")


def join(*children: str) -> Markup:
    """Return children one after the other, as markup."""
    return Markup("".join(one if isinstance(one, Markup) else escape(one, quote=False) for one in children))
