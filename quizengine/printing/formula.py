"""A formula in TeX as Typst: drawn letter by letter, tagged as a formula, its TeX read out in its place."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache

from quizengine.printing.typst import Markup, Verbatim, call

MOST_SIGNS = 2000
"""Signs of TeX in the longest formula."""
WIDEST = 26
"""Width in em of the widest formula that stands in a line of text; a larger one needs its own line."""
WIDEST_DISPLAY = 80
"""Width in em of the widest formula on a line of its own; it is set half as large as the text."""

_SIZE = 24


def draw_formula(tex: str, *, is_display: bool) -> Markup:
    r"""Return a formula; it stands on the line of the text around it.

    Args:
        tex: TeX without dollar signs, such as ``\frac{1}{2}``.
        is_display: whether it stands on a line of its own.

    Raises:
        ValueError: the TeX is broken, too long, or has a command that cannot be drawn.
    """
    tex = tex.strip()
    if not 0 < len(tex) <= MOST_SIGNS:
        raise ValueError(f"a formula has {len(tex):,} signs, and 1 to {MOST_SIGNS:,} are drawn. Split it.")
    try:
        svg = _drawer()(tex, not is_display)
        _, top, width, height = map(float, re.search(r'viewBox="([^"]+)"', svg)[1].split())  # type: ignore[index]
    except Exception as error:  # the library fails in as many ways as TeX can be broken
        raise _refuse(tex, f"{error}" or type(error).__name__) from error
    if not (width > 0 and height > 0):
        raise _refuse(tex, "nothing of it would be seen")
    if width > (WIDEST_DISPLAY if is_display else WIDEST) * _SIZE:
        mend = "split it into several" if is_display else "write it between $$ on lines of its own"
        raise _refuse(tex, f"it is too wide; {mend}")
    sizes = (round(1000 * one / _SIZE) for one in (height, top + height))
    drawn = call("formula", "", Verbatim(svg), Verbatim(tex), *sizes)
    return call("display", "", drawn) if is_display else drawn


def _refuse(tex: str, why: str) -> ValueError:
    told, short = " ".join(why.split()), " ".join(tex.split())
    return ValueError(
        f'the formula "{short[:60]}" cannot be drawn ({told[:120]}). '
        r"Correct the TeX, or write \$ where a dollar is meant."
    )


@cache
def _drawer() -> Callable[[str, bool], str]:
    """Return what draws TeX as SVG; loaded when the first formula is met."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of latex2mathml, as it loads
        from latex2mathml.converter import convert
        from ziamath.zmath import Latex

    def draw(tex: str, is_inline: bool) -> str:
        left = re.search(r"<m[io][^>]*>(\\[^<]+)<", convert(tex))  # drawn as nothing, else
        if left is not None:
            raise ValueError(f"{left[1]} is not known")
        svg: str = Latex(tex, size=_SIZE, inline=is_inline).svg()
        return svg

    return draw
