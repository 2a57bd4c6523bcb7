"""The rings of a flat page: where curled paper has moved each, and how much ink is in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quizengine.content.layout import Layout
from quizengine.scanning.page import COARSE, SCALE, Page

Numbers = NDArray[np.float32]

REACH = (2.0, 0.5)
"""Millimetres that a ring is looked for around where it was printed, then around where it was found."""
STEPS = (0.5, 1 / SCALE)
NEAR = (18.0, 14.0)
"""Rings within about so many millimetres move together."""
POINTS = 36
"""Places along a ring where its line is looked for."""
OUTSIDE = 0.8
"""Millimetres outside the line, where nothing is printed."""
INSIDE = 0.8
"""Share of a ring's diameter in which ink counts: the line itself stays out."""
PART_DARK = 0.5
"""A place is covered that is so dark beside the darkest of its ring."""
AROUND = 12
"""Rings whose emptiest ones tell how dark an empty ring is there."""


@dataclass(frozen=True, slots=True)
class Rings:
    """What is seen of the rings of a page, in the order of its rows.

    Attributes:
        moved: how far each lies from where it was printed, in mm, across and down.
        lines: how dark the printed line is beside the paper around it, 0 to 1.
        ink: how dark it is inside, beside an empty ring near by, 0 to 1.
        cover: the share of the inside that is covered.
        rough: how dark an empty ring is, 0 to 1: noise and shadows.
        even: how evenly it is lit, from 0 (the edge of a deep shadow) to 1.
    """

    moved: Numbers
    lines: Numbers
    ink: Numbers
    cover: Numbers
    rough: Numbers
    even: Numbers


def measure(page: Page, layout: Layout) -> Rings:
    """Return what is seen of all rings of a page."""
    places = np.array([(one.x, one.y) for row in layout.rows for one in row.marks], np.float32)
    apart = ((places[:, None] - places[None]) ** 2).sum(axis=2)
    moved = np.zeros_like(places)
    for reach, step, near in zip(REACH, STEPS, NEAR, strict=True):
        moved = _slide(page, places, moved, layout.ring, np.exp(-apart / (2 * near**2)), reach, step)
    lines = _match(page, places, moved[:, None], layout.ring)[:, 0]
    inside = _look(page, places + moved, _disc(layout.ring * INSIDE / 2))
    mean = inside.mean(axis=1) / 255
    nearest = np.argsort(apart, axis=1)[:, : AROUND + 1]
    rough = np.percentile(mean[nearest], 25, axis=1)
    darkest = np.percentile(inside, 95, axis=1)[:, None]
    cover = (inside > PART_DARK * darkest).mean(axis=1)
    across, down = np.rint(places * SCALE / COARSE).astype(np.int32).T
    told = (mean - rough, cover, rough, page.even[down, across] / 255)
    return Rings(moved, lines, *(one.astype(np.float32) for one in told))


def _slide(
    page: Page, places: Numbers, start: Numbers, ring: float, together: Numbers, reach: float, step: float
) -> Numbers:
    """Return how far each ring has moved: where it and its neighbours fit their printed lines best."""
    way = np.arange(-reach, reach + step / 2, step, dtype=np.float32)
    ways = np.stack(np.meshgrid(way, way), axis=2).reshape(-1, 2)
    fits = together @ _match(page, places, start[:, None] + ways[None], ring)
    moved: Numbers = start + ways[fits.argmax(axis=1)]
    return moved


def _match(page: Page, places: Numbers, moves: Numbers, ring: float) -> Numbers:
    """Return for each ring and each move how dark its line is there, beside the paper around, 0 to 1."""
    at = places[:, None] + moves
    lines = _look(page, at, _circle(ring / 2)).mean(axis=2)
    around = _look(page, at, _circle(ring / 2 + OUTSIDE)).mean(axis=2)
    fits: Numbers = ((lines - around) / 255).astype(np.float32)
    return fits


def _look(page: Page, at: Numbers, offsets: Numbers) -> NDArray[np.uint8]:
    """Return how dark the page is at places in mm, and at each of the offsets from them."""
    wide = page.dark.shape[1]
    there = np.rint(at * SCALE - 0.5).astype(np.int32)
    away = np.rint(offsets * SCALE).astype(np.int32)
    pixels = (there[..., 1] * wide + there[..., 0])[..., None] + away[:, 1] * wide + away[:, 0]
    return np.asarray(page.dark.ravel().take(pixels, mode="clip"), np.uint8)


def _circle(radius: float) -> Numbers:
    way = np.linspace(0, 2 * np.pi, POINTS, endpoint=False)
    return (radius * np.stack([np.cos(way), np.sin(way)], axis=1)).astype(np.float32)


def _disc(radius: float) -> Numbers:
    side = np.arange(-radius, radius, 1 / SCALE)
    across, down = np.meshgrid(side, side)
    inside = across**2 + down**2 <= radius**2
    return np.stack([across[inside], down[inside]], axis=1).astype(np.float32)
