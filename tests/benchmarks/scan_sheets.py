"""How well and how fast sheets are read back: ``python tests/benchmarks/scan_sheets.py [PHOTOS [SEED]]``.

Sheets of 20 items of 5 choices, filled in and photographed from seeds that chose no threshold: 86 % of the
items have one mark, 6 % none, 5 % a correction as the sheet prints it, 3 % two marks of one kind, which a
person must decide. The second set is disturbed 1.6 times as much: there the reader should refuse.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "scanning"))
from paper import finder, make_items, make_printed, make_sheet, set_pixels
from photo import MARKS, draw_shot, fill_in, take_photo

from quizengine.printing.copies import Copy
from quizengine.scanning.picture import SHEET_PIXELS, read_picture
from quizengine.scanning.sheets import Reading, read_sheets

TWICE = ("filled", "scribble", "cross", "tick")
"""Kinds of two marks of which none is the correction of the other."""
UNSEEN = 300_000
"""First seed of the figures. Those below 1,000 were for tuning; later ones showed what was mended since: deep
shadows (100,168) and two scribbles that look like a correction (200,672)."""


def draw_answers(printed, rng):
    """Return the marks of a sheet, and what each item should be read as: None where a person must decide."""
    marks, truth = [], {}
    for row in printed.layout.rows:
        share, order = rng.random(), rng.permutation(len(row.marks))
        first, second = (row.marks[place] for place in order[:2])
        kind, place = MARKS[rng.integers(len(MARKS))], rng.integers(len(TWICE))
        if not row.item or share >= 0.14:
            chosen = [(first, kind)]
        elif share < 0.06:
            chosen = []
        else:
            chosen = (
                [(first, "filled"), (second, "cross")]
                if share < 0.11
                else [(first, TWICE[place]), (second, TWICE[place])]
            )
        marks += [(one.x, one.y, kind) for one, kind in chosen]
        if row.item:
            truth[row.item] = (
                "" if not chosen else chosen[-1][0].option if share >= 0.14 or share < 0.11 else None
            )
    return marks, truth


def run(photos, first, strength):
    sheet = make_sheet(make_items())
    printed, find = make_printed(sheet), finder(sheet)
    page = set_pixels(sheet.set_copies([Copy()]))[0]
    count: Counter[str] = Counter()
    times, wrong = [], []
    for seed in range(first, first + photos):
        rng = np.random.default_rng(seed)
        marks, truth = draw_answers(printed, rng)
        data = take_photo(fill_in(page, marks, rng), draw_shot(rng, strength), rng)
        start = time.process_time()
        got = list(read_sheets(np.asarray(read_picture(data, enough=SHEET_PIXELS)), find))
        times.append(1000 * (time.process_time() - start))
        if len(got) != 1 or not isinstance(got[0], Reading):
            count["refused"] += 1
            count[f"refused: {getattr(got[0], 'why', '?')}"] += 1
            continue
        count["registered"] += 1
        read = got[0].answers.responses
        for name, right in truth.items():
            count["questions"] += 1
            if name not in read:
                count["flagged, rightly" if right is None else "flagged, needlessly"] += 1
            elif read[name] != right:
                count["wrong and unflagged"] += 1
                wrong.append((seed, name, right, read[name]))
    return {
        "strength": strength,
        "photos": photos,
        "seeds": f"{first}–{first + photos - 1}",
        **dict(sorted(count.items())),
        "ms of processor time a photo, mean": round(float(np.mean(times)), 1),
        "95 of 100 below": round(float(np.percentile(times, 95)), 1),
        "wrong": wrong[:20],
    }


if __name__ == "__main__":
    import cv2

    cv2.setNumThreads(1)
    photos = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else UNSEEN
    for strength in (1.0, 1.6):
        print(json.dumps(run(photos, first, strength), ensure_ascii=False, indent=1), flush=True)
