"""The corner markers in a picture, and the sheets they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from quizengine.content.sheet_code import CORNERS

Grey = NDArray[np.uint8]
Points = NDArray[np.float32]

LOOK_AT = 1200
"""Pixels of the longer side on which markers are looked for first; a second look takes all there are."""
SIDES = (0.03, 0.25)
"""A marker's side as a share of the distance between two markers."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A marker in a picture.

    Attributes:
        number: of the marker.
        outline: its corners in pixels, clockwise from its own top left one.
    """

    number: int
    outline: Points

    @property
    def centre(self) -> Points:
        """Its middle, in pixels."""
        middle: Points = self.outline.mean(axis=0)
        return middle


@cache
def _detector() -> cv2.aruco.ArucoDetector:
    settings = cv2.aruco.DetectorParameters()
    settings.adaptiveThreshWinSizeMin, settings.adaptiveThreshWinSizeMax = 15, 35
    settings.adaptiveThreshWinSizeStep = 20
    settings.minMarkerPerimeterRate = 0.04
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_5X5_1000)
    return cv2.aruco.ArucoDetector(dictionary, settings)


def find_markers(picture: Grey) -> list[Seen]:
    """Return the markers in a picture; where a small view does not show a whole sheet, in all its pixels."""
    longest = max(picture.shape)
    seen: list[Seen] = []
    for side in (LOOK_AT, longest):
        scale = min(1.0, side / longest)
        view = (
            cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            if scale < 1
            else picture
        )
        outlines, numbers, _ = _detector().detectMarkers(view)
        if numbers is not None:
            found = zip(numbers.ravel(), outlines, strict=True)
            seen = [Seen(int(number), (one[0] + 0.5) / scale - 0.5) for number, one in found]
        if len(seen) >= CORNERS or scale == 1:
            break
    return seen


def group_markers(seen: Sequence[Seen]) -> list[tuple[Seen, ...]]:
    """Return the fours of markers that may be the corners of one sheet; a marker may be in several."""
    corners = ([one for one in seen if one.number % CORNERS == corner] for corner in range(CORNERS))
    return [four for four in product(*corners) if _is_sheet(four)]


def _is_sheet(four: Sequence[Seen]) -> bool:
    """Whether four markers stand around a page and are about as large as a sheet's."""
    centres = np.array([one.centre for one in four])
    along = np.roll(centres, -1, axis=0) - centres
    after = np.roll(along, -1, axis=0)
    if not (along[:, 0] * after[:, 1] - along[:, 1] * after[:, 0] > 0).all():
        return False
    between = np.linalg.norm(along, axis=1)
    sides = np.array(
        [np.linalg.norm(one.outline - np.roll(one.outline, 1, axis=0), axis=1).mean() for one in four]
    )
    return bool(sides.min() > SIDES[0] * between.max() and sides.max() < SIDES[1] * between.min())
