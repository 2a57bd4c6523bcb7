"""Photographs of a class that holds up its vote cards, drawn so that what is on them is known."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from quizengine.content.vote_cards import LETTERS, SIDE, letter_up, marker_rows

PANEL = (210, 148.5)
"""Millimetres of a card, folded."""
MARKER = 112
"""Millimetres of the side of its marker."""
SCALE = 2
"""Pixels a millimetre of the card before it is photographed."""


@dataclass(frozen=True)
class Light:
    """How a photograph is taken; each figure is the worst of a photograph, drawn anew for each.

    Attributes:
        size: pixels across and down.
        marker: pixels of the side of the smallest and of the largest marker.
        lean: degrees by which a card leans to a side.
        tilt: degrees by which a card is turned away from the camera.
        blur: sigma in pixels.
        noise: sigma in levels of 255.
        dim: least brightness of the room, as a share.
        quality: least quality of the JPEG.
    """

    size: tuple[int, int] = (4000, 3000)
    marker: tuple[float, float] = (36, 130)
    lean: float = 25
    tilt: float = 30
    blur: float = 1.2
    noise: float = 10
    dim: float = 0.45
    quality: int = 70


PHOTO = Light()
FRAME = Light(size=(1280, 720), marker=(26, 70), blur=0.7, noise=6, quality=80)


@dataclass
class Photo:
    """A photograph as JPEG, and what it shows: number and letter of each card."""

    data: bytes
    cards: dict[int, str] = field(default_factory=dict)


def draw_panel(number: int) -> np.ndarray:
    """Return the camera's side of a card."""
    width, height = (round(SCALE * one) for one in PANEL)
    panel = np.full((height, width), 245, np.uint8)
    cells = np.zeros((SIDE + 2, SIDE + 2), np.uint8)
    cells[1:-1, 1:-1] = [[215 * int(cell) for cell in row] for row in marker_rows(number)]
    side = round(SCALE * MARKER)
    left, top = (width - side) // 2, (height - side) // 2
    panel[top : top + side, left : left + side] = 25 + cv2.resize(
        cells, (side, side), interpolation=cv2.INTER_NEAREST
    )
    cv2.putText(panel, str(number), (14, height - 14), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 60, 2)
    return panel


def hold(panel: np.ndarray, turns: int, rng: np.random.Generator) -> np.ndarray:
    """Return a panel with two thumbs on the white of its lower half, as it is held."""
    held = panel.copy()
    height, width = panel.shape
    skin = int(rng.integers(70, 200))
    along, deep = (width, height) if turns % 2 == 0 else (height, width)
    for side in (0, 1):
        # in the frame of the pupil: x across, y down; thumbs reach in from the sides or from below
        reach, y = rng.uniform(8, 17) * SCALE, rng.uniform(0.55, 0.95) * deep
        x = reach * 0.3 if side == 0 else along - reach * 0.3
        x, y = ((x, y), (y, along - x), (along - x, deep - y), (deep - y, x))[turns]
        cv2.ellipse(held, (round(x), round(y)), (round(reach * 0.7),) * 2, 0, 0, 360, skin, -1)
    return held


def place(light: Light, count: int, rng: np.random.Generator) -> list[tuple[float, float, float]]:
    """Return centre and marker's side of each card, the far ones above the near ones, none over another."""
    width, height = light.size
    places: list[tuple[float, float, float]] = []
    while len(places) < count:
        near = rng.uniform()
        side = light.marker[0] + near**1.5 * (light.marker[1] - light.marker[0])
        room = 1.15 * side
        x, y = rng.uniform(room, width - room), (0.12 + 0.76 * near) * height + rng.normal() * 0.08 * height
        if not room < y < height - room:
            continue
        if all(max(abs(x - a), abs(y - b)) > 1.1 * (side + other) for a, b, other in places):
            places.append((x, y, side))
    return places


def draw_room(light: Light, rng: np.random.Generator) -> np.ndarray:
    """Return a room without cards: windows, people, chequered shirts, books, writing."""
    width, height = light.size
    room = np.full((height, width), rng.integers(60, 190), np.uint8)
    unit = width / 40
    for _ in range(160):
        x, y, w, h = rng.uniform(0, width), rng.uniform(0, height), *rng.uniform(0.3 * unit, 3 * unit, 2)
        tone = int(rng.integers(0, 256))
        if rng.uniform() < 0.4:
            cv2.ellipse(room, (int(x), int(y)), (int(w), int(h)), rng.uniform(0, 180), 0, 360, tone, -1)
        else:
            box = cv2.boxPoints(((x, y), (w, h), float(rng.uniform(0, 180)))).astype(np.int32)
            cv2.fillPoly(room, [box], tone)
    for _ in range(12):
        cells = rng.integers(2, 12)
        check = 255 * rng.integers(0, 2, (cells, cells)).astype(np.uint8)
        side = int(rng.uniform(unit, 4 * unit))
        x, y = int(rng.uniform(0, width - side)), int(rng.uniform(0, height - side))
        room[y : y + side, x : x + side] = cv2.resize(check, (side, side), interpolation=cv2.INTER_NEAREST)
    for _ in range(30):
        at = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
        size = rng.uniform(0.02, 0.06) * unit
        cv2.putText(
            room, "REGLES 3B 8x12=96 #MHE", at, cv2.FONT_HERSHEY_SIMPLEX, size, int(rng.integers(0, 256)), 2
        )
    return room


def lay(
    room: np.ndarray, panel: np.ndarray, centre: tuple[float, float], side: float, turn: np.ndarray
) -> None:
    """Photograph a panel into a room: a pinhole camera ten markers away from it."""
    height, width = panel.shape
    inside = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    solid = np.c_[(inside - (width / 2, height / 2)) / (SCALE * MARKER), np.zeros(4)] @ turn.T
    flat = solid[:, :2] * (10 / (10 + solid[:, 2:])) * side + centre
    low = np.floor(flat.min(0)).astype(int) - 2
    high = np.ceil(flat.max(0)).astype(int) + 2
    low, high = np.maximum(low, 0), np.minimum(high, room.shape[::-1])
    grow = 4  # drawn larger, then averaged, as a lens does
    shape = (high - low) * grow
    matrix = cv2.getPerspectiveTransform(inside, ((flat - low) * grow).astype(np.float32))
    seen = cv2.warpPerspective(panel, matrix, shape.tolist(), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full_like(panel, 255), matrix, shape.tolist())
    size = (high - low).tolist()
    seen, mask = (cv2.resize(one, size, interpolation=cv2.INTER_AREA).astype(float) for one in (seen, mask))
    part = room[low[1] : high[1], low[0] : high[0]]
    part[:] = np.clip(seen + part * (1 - mask / 255), 0, 255).astype(np.uint8)


def rotation(lean: float, pitch: float, yaw: float) -> np.ndarray:
    """Return a rotation by degrees: clockwise in the picture, then about both axes of the picture."""
    a, b, c = np.radians([lean, pitch, yaw])
    roll = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    nod = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    shake = np.array([[np.cos(c), 0, np.sin(c)], [0, 1, 0], [-np.sin(c), 0, np.cos(c)]])
    return shake @ nod @ roll


def expose(room: np.ndarray, light: Light, rng: np.random.Generator) -> bytes:
    """Return a room as a JPEG: unevenly lit, out of focus, noisy."""
    height, width = room.shape
    ends = rng.uniform(light.dim, 1.05, 4).astype(np.float32).reshape(2, 2)
    lit = room * cv2.resize(ends, (width, height), interpolation=cv2.INTER_LINEAR)
    lit = cv2.GaussianBlur(lit, (0, 0), max(0.2, rng.uniform(0, light.blur)))
    lit += np.float32(rng.uniform(1, light.noise)) * rng.standard_normal(lit.shape, np.float32)
    quality = int(rng.integers(light.quality, 95))
    done, data = cv2.imencode(
        ".jpg", np.clip(lit, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    assert done
    return data.tobytes()


def take_photo(seed: int, *, count: int = 30, light: Light = PHOTO, first: int = 1) -> Photo:
    """Return a photograph of cards `first` … held up at random places, each for a random letter."""
    rng = np.random.default_rng(seed)
    room, shown = draw_room(light, rng), {}
    places = sorted(place(light, count, rng), key=lambda one: one[2])
    numbers = rng.permutation(np.arange(first, first + count))
    for (x, y, side), number in zip(places, numbers.tolist(), strict=True):
        turns = int(rng.integers(len(LETTERS)))
        lean, *tilt = rng.uniform(-1, 1, 3) * (light.lean, light.tilt, light.tilt)
        panel = hold(draw_panel(number), turns, rng)
        lay(room, panel, (x, y), side, rotation(90 * turns + lean, *tilt))
        shown[number] = letter_up(number, turns)
    return Photo(expose(room, light, rng), shown)
