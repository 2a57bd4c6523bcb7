"""A page laid flat: the picture of a sheet as if it had been scanned, and how dark each place is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from quizengine.content.layout import Layout
from quizengine.scanning.markers import Grey, Points, Seen

SCALE = 6
"""Pixels of a flat page for each millimetre."""
COARSE = 3
"""The level of the paper is found on a picture so many times smaller."""
WIDEST = 9.0
"""Millimetres: anything dark that is narrower is ink on the paper, and not the paper."""

EDGE = 8.0
"""Millimetres around a place in which the edge of a shadow disturbs it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet laid flat.

    Attributes:
        grey: its picture, `SCALE` pixels a millimetre.
        dark: 0 for paper to 255 for black, whatever the light.
        even: the light of each place beside that of the brightest near by, 0 to 255: little at the edge of a
            shadow. A picture `COARSE` times smaller.
        paper: how bright the paper is in its darkest part, 0 to 255.
        fineness: pixels of the photo for each millimetre, at its smallest.
        misfit: how far the markers are from where they were printed, in mm.
    """

    grey: Grey
    dark: Grey
    even: Grey
    paper: float
    fineness: float
    misfit: float


def flatten(picture: Grey, four: Sequence[Seen], layout: Layout) -> Page:
    """Return the sheet that lies between four markers of a picture."""
    there = np.concatenate([one.outline for one in four]).astype(np.float32)
    here = _outline(layout)
    way, _ = cv2.findHomography(here, there)
    told = cv2.perspectiveTransform(here[None], way)[0]
    fineness = min(
        float(np.linalg.norm(one.outline - np.roll(one.outline, 1, axis=0), axis=1).mean()) for one in four
    )
    misfit = float(np.abs(told - there).max()) * layout.marker / fineness
    # The middle of a pixel stands half a pixel from its edge, on the page and in the picture alike.
    to_mm = np.array([[1 / SCALE, 0, 0.5 / SCALE], [0, 1 / SCALE, 0.5 / SCALE], [0, 0, 1]])
    size = (round(layout.width * SCALE), round(layout.height * SCALE))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(picture, way @ to_mm, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    grey = np.asarray(flat, np.uint8)
    level = _find_level(grey)
    dark, paper = _darken(grey, level), float(np.percentile(level, 2))
    return Page(grey, dark, _find_even(level), paper, fineness / layout.marker, misfit)


def _outline(layout: Layout) -> Points:
    """Return the corners of the four markers in mm, in the order in which they are seen."""
    half = layout.marker / 2
    around = np.array([(-half, -half), (half, -half), (half, half), (-half, half)])
    return np.concatenate([np.array(one) + around for one in layout.corners]).astype(np.float32)


def _find_level(grey: Grey) -> Grey:
    """Return how bright the paper is everywhere, in a smaller picture; shadows keep their edges."""
    size = (grey.shape[1] // COARSE, grey.shape[0] // COARSE)
    small = cv2.medianBlur(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), 3)
    side = round(WIDEST * SCALE / COARSE) | 1
    shape = cv2.getStructuringElement(cv2.MORPH_RECT, (side, side))
    return np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, shape), np.uint8)


def _find_even(level: Grey) -> Grey:
    side = round(EDGE * SCALE / COARSE) | 1
    around = np.ones((side, side), np.uint8)
    low, high = cv2.erode(level, around), cv2.dilate(level, around)
    return np.asarray(cv2.divide(low, np.maximum(high, 1), scale=255), np.uint8)


def _darken(grey: Grey, level: Grey) -> NDArray[np.uint8]:
    paper = cv2.resize(level, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(255 - cv2.divide(grey, np.maximum(paper, 1), scale=255), np.uint8)
