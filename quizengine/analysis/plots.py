"""Bars as SVG: number and word stand beside each, and light and dark can be told apart without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizengine.analysis.figures import LIGHT, Bar, Plot
from quizengine.content.markup import Markup, tag

WIDTH, LENGTH = 340, 198
"""Of a row, and of the longest possible bar, in the unit of the drawing; a page scales it to its column."""
ROW, ROW_WITH_INTERVAL, FOOT = 27, 34, 2
TEXT, INK, LINE = 11.5, "#16242b", "#46575f"
FILLS = {LIGHT: "#b4cdd3", "dark": "#0b5563"}
FONTS = "Atkinson Hyperlegible, system-ui, Segoe UI, Helvetica, Arial, sans-serif"
TOP, HEIGHT = 16, 8
"""Of a bar in its row: its label stands above it, number and word on its right, its interval below."""


def draw_bars(bars: Sequence[Bar], title: str, name: str) -> Markup:
    """Return a plot, one row a bar; the longest possible bar has an outline.

    Args:
        bars: one or more.
        title: of the plot; with the words of all bars it is the text alternative.
        name: an id that no other plot on the page has.
    """
    row = ROW if all(bar.low is None for bar in bars) else ROW_WITH_INTERVAL
    rows = [piece for place, bar in enumerate(bars) for piece in _draw_bar(bar, place * row)]
    told = describe(bars)
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", told, id=f"{name}-told"),
        tag("g", *rows, font_family=FONTS, font_size=TEXT, fill=INK),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {len(bars) * row + FOOT}",
        role="img",
        aria_labelledby=f"{name}-title {name}-told",
    )


def draw_plots(plots: Iterable[Plot]) -> dict[str, str]:
    """Return the drawing of each section that has bars, by its id."""
    return {plot.id: draw_bars(plot.bars, plot.title, plot.id) for plot in plots if plot.bars}


def describe(bars: Sequence[Bar]) -> str:
    """Return what bars say, in words."""
    return ". ".join(f"{bar.label}, {bar.value}" for bar in bars)


def _draw_bar(bar: Bar, top: int) -> list[Markup]:
    """Return label, value, outline, bar and interval."""
    pieces = [
        tag("text", bar.label, x=0, y=top + 12),
        tag("text", bar.value, x=LENGTH + 8, y=top + TOP + HEIGHT - 0.5),
    ]
    y = top + TOP
    outline: dict[str, str | float] = {"fill": "none", "stroke": LINE, "stroke_width": 0.75, "rx": 2}
    if bar.percent is None:
        outline |= {"stroke_dasharray": "3 3"}
    else:
        length = _place(bar.percent)
        pieces.append(tag("rect", x=0, y=y, width=length, height=HEIGHT, rx=2, fill=FILLS[bar.shade]))
    pieces.append(tag("rect", x=0.4, y=y, width=LENGTH - 0.8, height=HEIGHT, **outline))
    if bar.low is not None and bar.high is not None:
        pieces.append(_draw_interval(_place(bar.low), _place(bar.high), y + HEIGHT + 4))
    return pieces


def _draw_interval(low: float, high: float, y: int) -> Markup:
    """Return a thin line with ends."""
    path = f"M{low} {y - 2.5}v5m0 -2.5H{high}m0 -2.5v5"
    return tag("path", d=path, fill="none", stroke=INK, stroke_width=1.4)


def _place(percent: int) -> float:
    return round(max(0, min(100, percent)) * LENGTH / 100, 1)
