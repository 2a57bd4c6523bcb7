"""A class report as PDF: it is given a report as plain data and its plots, and knows nothing of answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from quizengine import __version__
from quizengine.printing.typst import Verbatim, call, compile_pdf

PLOTS = ("change", "steps", "rules")
"""The sections with bars, in the order of the sheet."""


def set_report(face: Mapping[str, Any], plots: Mapping[str, str]) -> str:
    """Return a report as Typst source.

    Args:
        face: a report as plain data (`quizengine.analysis.report.Report`).
        plots: section → its drawing as SVG, "" or nothing where there is none.
    """
    lang, words = face["lang"], face["words"]
    sections = [_set_plot(face[name], plots.get(name, "")) for name in PLOTS]
    found = ["misled-title", "misled-how" if face["misled"] else "misled-none"] if face["counts"] else []
    votes = ("votes-title", "votes-how", "vote", "answered", "devices", "hands")
    sheet = call(
        "class-report",
        lang,
        lang=lang,
        kind=face["kind"],
        title=face["title"],
        meta=list(face["meta"]),
        headline=face["headline"],
        plots=sections,
        misled=list(face["misled"]),
        misled_words=[words[name] for name in found],
        votes=[list(row.values()) for row in face["votes"]],
        votes_words=[words[name] for name in votes],
        limits=[words["limits-title"], face["limits"]],
        foot=[words["foot"], Verbatim(f"Kit {__version__}")],
    )
    return f'#import "/report.typ": class-report\n{sheet}\n'


def print_report(face: Mapping[str, Any], plots: Mapping[str, str], *, day: date) -> bytes:
    """Return a report as a tagged PDF/UA-1.

    Args:
        face: as for `set_report`.
        plots: likewise.
        day: the day of the lesson; it dates the file, so that the same class gives the same bytes.

    Raises:
        ValueError: a sign is in no font.
    """
    return compile_pdf(set_report(face, plots), day=day, find=lambda text: face["title"])


def _set_plot(plot: Mapping[str, Any], drawing: str) -> dict[str, Any]:
    told = ". ".join(f"{bar['label']}, {bar['value']}" for bar in plot["bars"])
    return {
        "title": plot["title"],
        "how": plot["how"],
        "told": list(plot["told"]),
        "svg": Verbatim(drawing),
        "alt": f"{plot['title']}. {told}",
    }
