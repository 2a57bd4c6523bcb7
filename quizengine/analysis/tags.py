"""HTML and SVG that cannot be broken by what they hold: text is escaped unless it is markup already."""

from __future__ import annotations

from html import escape

EMPTY = ("meta",)
"""Elements of HTML without an end tag."""


class Markup(str):
    """Text that is HTML or SVG."""

    __slots__ = ()


def tag(element: str, /, *children: str, **attributes: str | int | float) -> Markup:
    """Return an element.

    Args:
        element: its name.
        children: text, or markup.
        attributes: ``class_`` loses its underscore, others turn theirs into hyphens; ``viewBox`` and its
            like keep their capitals.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items()
    )
    return Markup(
        f"<{element}{told}>" if element in EMPTY else f"<{element}{told}>{join(*children)}</{element}>"
    )


def join(*children: str) -> Markup:
    """Return children one after the other, as markup."""
    return Markup("".join(one if isinstance(one, Markup) else escape(one, quote=False) for one in children))
