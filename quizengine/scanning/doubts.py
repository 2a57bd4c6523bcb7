"""The page of doubts: for each answer that a person must decide a picture cut out of the sheet."""

from __future__ import annotations

import csv
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from quizengine.content.layout import CANDIDATE, Layout, Row
from quizengine.content.marks import REASONS, WHOLE
from quizengine.content.rows import COLUMNS
from quizengine.scanning.decide import Doubt
from quizengine.scanning.markers import Grey
from quizengine.scanning.page import SCALE, Page

MARGIN = (16.0, 7.0)
"""Millimetres shown beside the rings, and above and below them."""
PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}}
h1{{color:#0b5563}}section{{border-top:1px solid #86a0a8;padding:1rem 0}}
img{{max-width:100%;border:1px solid #86a0a8}}
</style></head><body><h1>{title}</h1><p>{how}</p>
{sections}
</body></html>
"""
SECTION = """<section><h2>{name} · {item}</h2><p>{why}</p><p><img src="{file}" alt="{name} {item}"></p>
<p>{guess}</p>{names}</section>"""
LIST = "doubts.csv"


@dataclass(frozen=True, slots=True)
class Case:
    """A doubt of a sheet, with its picture."""

    name: str
    doubt: Doubt
    why: str
    cut: Grey


def cut_out(page: Page, layout: Layout, rows: Sequence[Row]) -> Grey:
    """Return the part of a flat page where some rows are; the page itself need not be kept for it."""
    marks = np.array([(one.x, one.y) for row in rows for one in row.marks])
    low, high = (marks.min(axis=0) - MARGIN).clip(0), marks.max(axis=0) + MARGIN
    (left, top), (right, bottom) = (low * SCALE).astype(int), (high * SCALE).astype(int)
    return page.grey[top:bottom, left : min(right, round(layout.width * SCALE))].copy()


def write_doubts(
    folder: Path, cases: Sequence[Case], *, lang: str, words: Mapping[str, str], journal: Path | None = None
) -> Path:
    """Write the doubts of all sheets: a page to look at, a picture for each, and a list to correct.

    Args:
        folder: where they go; made if it is missing.
        cases: the doubts.
        lang: language of the page.
        words: ``sheets``, in that language.
        journal: where the other responses went, for the command that the page names.

    Returns:
        The page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sections = []
    with (folder / LIST).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        for number, case in enumerate(cases, start=1):
            picture = f"doubt-{number:03}.png"
            (folder / picture).write_bytes(cv2.imencode(".png", case.cut)[1].tobytes())
            if case.doubt.item != CANDIDATE:
                rows.writerow((case.name, case.doubt.item, case.doubt.guess))
            sections.append(_write_section(case, picture, words))
    path = folder / "doubts.html"
    title, command = words["doubts-title"], _name_command(folder / LIST, journal)
    how = words["doubts-how"].format(file=LIST, command=command)
    told = PAGE.format(
        lang=lang, title=html.escape(title), how=html.escape(how), sections="\n".join(sections)
    )
    path.write_text(told, encoding="utf-8")
    return path


def _write_section(case: Case, picture: str, words: Mapping[str, str]) -> str:
    guess = words["doubts-guess"].format(guess=case.doubt.guess or words["doubts-none"])
    told = {"name": case.name, "item": case.doubt.item, "why": case.why, "file": picture, "guess": guess}
    names = words["doubts-names"].format(names=_list_names(case.doubt.rows))
    paragraph = "" if case.doubt.item == CANDIDATE else f"<p>{html.escape(names)}</p>"
    return SECTION.format(names=paragraph, **{key: html.escape(text) for key, text in told.items()})


def _list_names(rows: Sequence[Row]) -> str:
    """Return what a response may name, in the order of the sheet; of pairs both sides."""
    parts = dict.fromkeys(row.part for row in rows if row.part not in (WHOLE, REASONS))
    options = dict.fromkeys(mark.option for row in rows for mark in row.marks if not mark.option.isdecimal())
    return " = ".join(" · ".join(one) for one in (parts, options) if one)


def _name_command(responses: Path, journal: Path | None) -> str:
    """Return the command that takes the corrected list in."""
    paths = [str(responses), *(["--journal", str(journal)] if journal else [])]
    return " ".join(("quizengine score", *(f'"{one}"' if " " in one else one for one in paths)))
