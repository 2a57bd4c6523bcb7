"""A report as one HTML file: no script, nothing from outside, read by double click, one A4 page on paper."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from quizengine.analysis.figures import Plot
from quizengine.analysis.plots import draw_bars
from quizengine.analysis.report import Report
from quizengine.analysis.rows import Counted, Misled
from quizengine.content.markup import Markup, join, tag


def write_page(report: Report) -> str:
    """Return a report as a whole HTML page."""
    words = report.words
    body = join(
        _header(report),
        tag(
            "main",
            tag("p", report.headline, class_="headline"),
            tag("div", _plot(report.change), _plot(report.steps), class_="columns"),
            _misled(report),
            tag("div", _plot(report.rules), _votes(report), class_="columns"),
            _limits(report),
            _counts(report),
        ),
        tag("footer", tag("p", words["foot"])),
    )
    page = tag("html", _head(report), tag("body", body), lang=report.lang)
    return f"<!doctype html>\n{page}\n"


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text("utf-8")


def _head(report: Report) -> Markup:
    """Return the head, with a policy that lets nothing load or run but the style that stands here."""
    style = _style()
    print_ = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{print_}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{report.kind} – {report.title}"),
        tag("style", Markup(style)),
    )


def _header(report: Report) -> Markup:
    return tag(
        "header",
        tag("p", report.kind, class_="kind"),
        tag("h1", report.title),
        tag("p", "  ·  ".join(report.meta), class_="meta"),
    )


def _plot(plot: Plot) -> Markup:
    """Return a section with its bars, or its sentences alone; nothing where there is neither."""
    if not (plot.bars or plot.told):
        return Markup()
    heading = tag("h2", plot.title)
    told = tag("ul", *(tag("li", one) for one in plot.told), class_="told") if plot.told else Markup()
    if not plot.bars:
        return tag("section", heading, tag("p", plot.how, class_="how"), told)
    figure = tag("figure", tag("figcaption", plot.how), draw_bars(plot.bars, plot.title, plot.id))
    return tag("section", heading, figure, told)


def _misled(report: Report) -> Markup:
    words = report.words
    heading = tag("h2", words["misled-title"])
    if not report.counts:
        return Markup()
    if not report.misled:
        return tag("section", heading, tag("p", words["misled-none"]))
    rows = tag("ul", *(tag("li", _misled_one(one)) for one in report.misled), class_="misled")
    return tag("section", heading, tag("p", words["misled-how"], class_="how"), rows)


def _misled_one(one: Misled) -> Markup:
    return join(
        tag("h3", one.label, *([tag("span", f" · {one.stem}", class_="stem")] if one.stem else [])),
        *(tag("p", text, class_="found") for text in one.found),
        tag("p", one.next, class_="next"),
    )


def _limits(report: Report) -> Markup:
    return tag("section", tag("h2", report.words["limits-title"]), tag("p", report.limits), class_="limits")


def _votes(report: Report) -> Markup:
    words = report.words
    header = [words[name] for name in ("vote", "answered", "devices", "hands")]
    rows = [[one.label, one.answered, one.devices, one.hands] for one in report.votes]
    return tag("section", tag("h2", words["votes-title"]), _table(words["votes-how"], header, rows))


def _counts(report: Report) -> Markup:
    """Return every count, folded: for the screen, not for paper."""
    if not report.counts:
        return Markup()
    tables = (_count(one, report.words["option"]) for one in report.counts)
    return tag("details", tag("summary", report.words["counts-title"]), *tables)


def _count(one: Counted, option: str) -> Markup:
    table = _table(one.stem, [option, *one.rounds], [list(row) for row in one.rows])
    return tag("section", tag("h3", one.label), table)


def _table(caption: str, header: list[str], rows: list[list[str]]) -> Markup:
    """Return a table whose first column names its rows."""
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in header)))
    body = tag(
        "tbody",
        *(
            tag("tr", tag("th", first, scope="row"), *(tag("td", one) for one in rest))
            for first, *rest in rows
        ),
    )
    return tag("table", tag("caption", caption), head, body)
