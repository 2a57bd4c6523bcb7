"""The vote cards in a picture of a class: each card's number, and the letter that its pupil holds up."""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from quizengine.content.vote_cards import MOST_CARDS, SIDE, letter_up, marker_rows
from quizengine.scanning.picture import read_picture

Pixels = NDArray[np.uint8]
Corners = NDArray[np.float32]

SMALLEST = 20
"""Pixels of the side of the smallest marker that is looked for: 2.5 for each of its eight cells."""
FEW_PIXELS = 2_500_000
"""A picture of fewer pixels, as a camera's frame, is made twice as large: its markers are small."""
MOST_WRONG = 2
"""Cells of a marker that may be misread: any two of the forty differ in fourteen at least."""
WINDOWS = (5, 25)
"""Pixels over which light and dark are told apart, from small, for far markers, to large."""
CLEAR = 30
"""Degrees by which a card may lean to one side; between this and 90 − this it is held for two letters."""


def read_cards(data: bytes) -> list[tuple[int, str]]:
    """Find the cards in a PNG, JPEG or HEIC picture.

    Raises:
        ValueError: it is no such picture, or too large.
    """
    return find_cards(np.asarray(read_picture(data), np.uint8))


def find_cards(pixels: Pixels) -> list[tuple[int, str]]:
    """Return the number and the letter of each card in a grey picture, by number.

    A card that leans halfway between two letters is left out, and so is one that is seen twice with
    different letters: nothing is guessed.
    """
    seen: dict[int, set[str]] = {}
    for number, corners in _find_markers(pixels):
        seen.setdefault(number, set()).add(_read_letter(number, corners))
    return [(number, letter) for number, (letter, *more) in sorted(seen.items()) if letter and not more]


def _find_markers(pixels: Pixels) -> Iterator[tuple[int, Corners]]:
    """Yield the number and the four corners of each marker, from its own upper left one clockwise.

    The picture is looked at twice, as it is for far cards, and half as large, where near ones have no grain.
    A card may be found in both.
    """
    if pixels.size < FEW_PIXELS:
        pixels = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)  # type: ignore[assignment]
    for picture in (pixels, cv2.pyrDown(pixels)):
        settings = cv2.aruco.DetectorParameters()
        settings.minMarkerPerimeterRate = 4 * SMALLEST / max(picture.shape)
        settings.adaptiveThreshWinSizeMin, settings.adaptiveThreshWinSizeMax = WINDOWS
        corners, numbers, _ = cv2.aruco.ArucoDetector(_make_dictionary(), settings).detectMarkers(picture)
        for at, number in enumerate(() if numbers is None else numbers.flatten()):
            yield int(number) + 1, corners[at][0]


def _make_dictionary() -> cv2.aruco.Dictionary:
    cells = (
        np.array([[*map(int, row)] for row in marker_rows(one + 1)], np.uint8) for one in range(MOST_CARDS)
    )
    codes = np.concatenate([cv2.aruco.Dictionary.getByteListFromBits(one) for one in cells])
    return cv2.aruco.Dictionary(codes, SIDE, MOST_WRONG)


def _read_letter(number: int, corners: Corners) -> str:
    """Return the letter that is up, "" where the card leans too far to say."""
    across = corners[1] + corners[2] - corners[0] - corners[3]
    down = corners[2] + corners[3] - corners[0] - corners[1]
    right, below = across / np.linalg.norm(across), down / np.linalg.norm(down)
    x, y = float(right[0] + below[1]), float(right[1] - below[0])
    angle = math.degrees(math.atan2(y, x))
    turns = round(angle / 90)
    return letter_up(number, turns) if abs(angle - 90 * turns) <= CLEAR else ""
