"""The face of dated figures: each series has its own plot and table, and no two are drawn together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.face_cards import Words, cards_face, make_card, make_note, pick_shown, site_of
from quizengine.content.face_typed import say_number
from quizengine.content.markup import Markup, tag
from quizengine.content.series import Point, Series

WIDTH = 300
"""Of the drawing and its longest bar, in the drawing's own unit: narrow enough for a telephone."""
ROW, TEXT, BAR = 40, 14, 14
"""Height of a row, of its text, and of its bar."""
FONTS = "Atkinson Hyperlegible, system-ui, Segoe UI, Helvetica, Arial, sans-serif"
INK, FILL, EDGE = "#16242b", "#0b5d62", "#6b7c85"
SHARE, WHOLE = "%", Fraction(100)
"""Unit of a share, and the longest bar it may have."""


def series_face(bank: Bank, ids: Iterable[str], lang: str) -> Face:
    """Return series of figures, one card each; only those whose figures were all read.

    Raises:
        KeyError: none of them is in the bank and confirmed.
    """
    words = bank.speak("facts", lang) | bank.speak("feedback", lang)
    shown = pick_shown(bank.series, ids)
    return cards_face(words["figures"], [_series_card(one, lang, words) for one in shown])


def draw(drawing: Face) -> Markup:
    """Return a drawing as SVG; what it says stands beside it in words."""
    shapes = [
        tag(
            str(one["tag"]),
            str(one.get("text", "")),
            **{key: one[key] for key in one if key not in ("tag", "text")},
        )
        for one in drawing["shapes"]
    ]
    return tag(
        "svg",
        *shapes,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {drawing['width']} {drawing['height']}",
        role="img",
        font_family=FONTS,
        aria_label=drawing["told"],
    )


def _series_card(series: Series, lang: str, words: Words) -> Face:
    sites = dict.fromkeys(site_of(point.source) for point in series.points)
    notes = (
        make_note(words["caution"], series.caution[lang]),
        make_note(words["who"], series.who[lang]),
        make_note(words["source"], ", ".join(sites) if series.is_counted else ""),
    )
    card = make_card(series.id, series.title[lang], series.what[lang], notes=notes, checked=series.checked)
    rows = [_row(point, series, lang, words) for point in series.points]
    heads = ["column-date", "column-label", "column-value", "column-source"]
    kept = [place for place in range(4) if place in (0, 3) or any(row[place]["text"] for row in rows)]
    table = {
        "label": words["table"] if series.is_counted else "",
        "head": [words[heads[place]] for place in kept],
        "rows": [[row[place] for place in kept] for row in rows],
    }
    return card | {"tables": [table], "drawing": _drawing(series, lang, words) if series.is_counted else None}


def _row(point: Point, series: Series, lang: str, words: Words) -> list[Face]:
    return [
        {"text": say_date(point.date, words), "url": ""},
        {"text": point.label.get(lang, ""), "url": ""},
        {"text": _say_value(point, series.unit.get(lang, ""), words), "url": ""},
        {"text": site_of(point.source), "url": point.source},
    ]


def say_date(when: str, words: Words) -> str:
    """Return a date in words, as precise as it is: a year, a month or a day."""
    year, month, day = (*when.split("-"), "", "")[:3]
    if not year:
        return words["undated"]
    if not month:
        return year
    name = words["months"].split()[int(month) - 1]
    if not day:
        return words["month"].format(month=name, year=year)
    return words["day"].format(day=int(day), month=name, year=year)


def _say_value(point: Point, unit: str, words: Words) -> str:
    """Return a figure with its unit, or a range; "" for a statement."""
    if point.value is None:
        return ""
    told = say_number(point.value, words)
    if point.to is not None:
        told = words["range"].format(low=told, high=say_number(point.to, words))
    return words["share" if unit == SHARE else "amount"].format(value=told, unit=unit)


def _drawing(series: Series, lang: str, words: Words) -> Face:
    """Return bars from 0, one row a point: its name and its figure above it."""
    ends = [point.to or point.value or Fraction(0) for point in series.points]
    full = WHOLE if series.unit[lang] == SHARE else max(ends) or WHOLE
    shapes: list[Face] = []
    told = []
    for place, point in enumerate(series.points):
        name = point.label.get(lang) or say_date(point.date, words)
        figure = _say_value(point, series.unit[lang], words)
        shapes += _draw_row(
            name, figure, (point.value or Fraction(0)) / full, ends[place] / full, place * ROW
        )
        told.append(f"{name}{words['colon']}{figure}")
    return {
        "width": WIDTH,
        "height": len(series.points) * ROW,
        "told": f"{series.title[lang]}. {'; '.join(told)}.",
        "shapes": shapes,
    }


def _draw_row(name: str, figure: str, share: Fraction, end: Fraction, top: int) -> list[Face]:
    """Return name, frame, bar, the rest of a range, and figure."""
    y = top + TEXT + 6
    text = {"tag": "text", "fill": INK, "font-size": TEXT}
    bar = {"tag": "rect", "y": y, "height": BAR}
    return [
        text | {"text": name, "x": 0, "y": top + TEXT},
        bar | {"x": 0, "width": WIDTH, "fill": "none", "stroke": EDGE},
        bar | {"x": 0, "width": round(float(share) * WIDTH, 1), "fill": FILL},
        bar
        | {"x": 0, "width": round(float(end) * WIDTH, 1), "fill": "none", "stroke": FILL, "stroke-width": 2},
        text | {"text": figure, "x": WIDTH, "y": top + TEXT, "font-weight": "bold", "text-anchor": "end"},
    ]
