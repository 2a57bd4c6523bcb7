"""Photos of filled-in sheets, drawn from a seed: the same seed, the same bytes.

Seeds below `TUNING` chose the reader's thresholds; figures are told from others.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import cv2
import numpy as np

TUNING = 1000
DPI = 150
SCALE = DPI / 25.4
"""Pixels of a set page for each millimetre."""
MARKS = ("filled", "scribble", "cross", "tick", "pencil")
ROOM = 5
"""Millimetres around a ring that a mark may reach."""
INKS = ((40, 30, 25), (120, 50, 20), (30, 30, 30))
"""Pens as blue, green, red: black, blue, dark."""


@dataclass(frozen=True)
class Shot:
    """How a photo is taken; lengths in pixels of the photo, curl in millimetres of the page."""

    size: tuple[int, int]
    turn: float
    upside_down: bool
    perspective: float
    curl: tuple[float, float]
    fall: float
    shadow: float
    blur: float
    motion: int
    noise: float
    cast: tuple[float, float, float]
    light: float
    quality: int


def draw_shot(rng, strength=1.0):
    """Draw a shot; all that disturbs grows with the strength."""
    return Shot(
        size=[(1500, 2000), (1200, 1600)][rng.integers(2)],
        turn=float(rng.uniform(-12, 12) * strength),
        upside_down=bool(rng.random() < 0.25),
        perspective=float(0.07 * strength),
        curl=tuple(float(one) for one in rng.uniform(0, 0.85 * strength, 2)),
        fall=float(rng.uniform(0, 0.3) * strength),
        shadow=float(rng.uniform(0, 0.5) * min(strength, 1.5)),
        blur=float(rng.uniform(0.3, 1.8) * strength),
        motion=int(rng.integers(0, round(4 * strength))),
        noise=float(rng.uniform(2, 12) * strength),
        cast=tuple(float(one) for one in rng.uniform(0.85, 1.0, 3)),
        light=float(rng.uniform(0.75, 1.0)),
        quality=int(rng.integers(35, 90) / strength),
    )


def fill_in(page, marks, rng):
    """Draw marks, ``(x, y, kind)`` in mm, on a set page (BGR)."""
    page = page.copy()
    for x, y, kind in marks:
        _draw_mark(page, x, y, kind, rng)
    return page


def _draw_mark(page, x, y, kind, rng):
    ink, dark = INKS[rng.integers(len(INKS))], rng.uniform(0.75, 0.95)
    width = rng.uniform(0.5, 0.9)
    if kind == "pencil":
        ink, dark, width = (70, 70, 70), rng.uniform(0.45, 0.65), rng.uniform(0.5, 0.8)
        kind = MARKS[rng.integers(3)]
    left, top = round((x - ROOM) * SCALE), round((y - ROOM) * SCALE)
    part = page[top : top + round(2 * ROOM * SCALE), left : left + round(2 * ROOM * SCALE)]
    at = np.array([x, y]) - np.array([left, top]) / SCALE + rng.normal(0, 0.25, 2)
    layer = np.zeros(part.shape[:2], np.uint8)

    def stroke(points, thick=width):
        pixels = np.round((at + np.array(points)) * SCALE * 16).astype(np.int32)
        cv2.polylines(layer, [pixels], False, 255, max(1, round(thick * SCALE)), cv2.LINE_AA, shift=4)

    size = rng.uniform(1.9, 3.0)
    if kind == "cross":
        jitter = rng.normal(0, 0.25, (4, 2))
        stroke([(-size * 0.75, -size * 0.75) + jitter[0], (size * 0.75, size * 0.75) + jitter[1]])
        stroke([(size * 0.75, -size * 0.75) + jitter[2], (-size * 0.75, size * 0.75) + jitter[3]])
    elif kind == "tick":
        jitter = rng.normal(0, 0.2, (3, 2))
        stroke([(-size * 0.7, -0.1) + jitter[0], (-0.3, size * 0.7) + jitter[1], (size, -size) + jitter[2]])
    elif kind == "filled":
        around = np.linspace(0, 2 * np.pi, 14)
        radius = rng.uniform(2.6, 3.1) + rng.normal(0, 0.12, 14)
        points = np.stack([radius * np.cos(around), radius * np.sin(around)], 1)
        pixels = np.round((at + points) * SCALE * 16).astype(np.int32)
        cv2.fillPoly(layer, [pixels], 255, cv2.LINE_AA, shift=4)
    else:
        turns = rng.integers(6, 11)
        heights = np.linspace(-size, size, turns)
        half = np.sqrt(np.maximum(size**2 - heights**2, 0.3)) * rng.uniform(0.75, 1.0, turns)
        stroke([(half[n] * (-1) ** n, heights[n]) for n in range(turns)])
    cover = (layer[..., None] / 255.0) * dark
    part[:] = (part * (1 - cover) + np.array(ink) * cover).astype(np.uint8)


def take_photo(page, shot, rng):
    """Return a photo of a page as JPEG bytes."""
    return encode(develop(page, shot, rng), shot.quality)


def encode(picture, quality=90):
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, max(5, quality)])[1].tobytes()


def develop(page, shot, rng):
    """Return a photo of a page as pixels."""
    (width, height), (high, wide) = shot.size, page.shape[:2]
    turn = np.deg2rad(shot.turn + (180 if shot.upside_down else 0))
    scale = min(width / wide, height / high) * rng.uniform(0.82, 0.94)
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    middle = corners - corners.mean(0)
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    seen = middle @ spin.T
    fit = min(width / np.ptp(seen[:, 0]), height / np.ptp(seen[:, 1])) * rng.uniform(0.93, 0.99)
    seen = seen * min(scale * 1.05, fit)
    seen += rng.uniform(-1, 1, (4, 2)) * shot.perspective * 0.5 * np.array([wide, high]) * fit
    seen *= min(1, 0.99 * width / np.ptp(seen[:, 0]), 0.99 * height / np.ptp(seen[:, 1]))
    seen += np.array([width, height]) / 2 - (seen.min(0) + seen.max(0)) / 2
    back = cv2.getPerspectiveTransform(seen.astype(np.float32), corners)
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    depth = back[2, 0] * across + back[2, 1] * down + back[2, 2]
    x = (back[0, 0] * across + back[0, 1] * down + back[0, 2]) / depth
    y = (back[1, 0] * across + back[1, 1] * down + back[1, 2]) / depth
    waves = rng.uniform(0.5, 1.3, 2), rng.uniform(0, 2 * np.pi, 2)
    x += shot.curl[0] * SCALE * np.sin(2 * np.pi * waves[0][0] * y / high + waves[1][0])
    y += shot.curl[1] * SCALE * np.sin(2 * np.pi * waves[0][1] * x / wide + waves[1][1])
    table = tuple(int(one) for one in rng.integers(40, 150, 3))
    maps = cv2.convertMaps(x.astype(np.float32), y.astype(np.float32), cv2.CV_16SC2)
    picture = cv2.remap(page, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=table)
    light = _light(across, down, shot, rng)
    light = cv2.merge([light * np.float32(one * shot.light) for one in shot.cast])
    picture = cv2.multiply(picture, light, dtype=cv2.CV_8U)
    picture = cv2.GaussianBlur(picture, (0, 0), shot.blur)
    if shot.motion > 1:
        kernel = np.zeros((shot.motion, shot.motion), np.float32)
        np.fill_diagonal(kernel, 1 / shot.motion)
        picture = cv2.filter2D(picture, -1, kernel)
    cv2.setRNGSeed(int(rng.integers(2**31)))
    noise = cv2.randn(np.empty(picture.shape[:2], np.int16), 0, shot.noise)
    return cv2.add(picture, cv2.merge([noise] * 3), dtype=cv2.CV_8U)


def _light(across, down, shot, rng):
    """Light that falls off to one side, and a hard shadow."""
    width, height = shot.size
    way = rng.uniform(0, 2 * np.pi)
    light = 1 - shot.fall * ((np.cos(way) * across / width + np.sin(way) * down / height) * 0.5 + 0.5)
    way, at = rng.uniform(0, 2 * np.pi), rng.uniform(0.2, 0.8)
    side = np.cos(way) * (across / width - at) + np.sin(way) * (down / height - at)
    edge = np.clip(side * rng.uniform(60, 300) + 0.5, 0, 1)
    return (light * (1 - shot.shadow * edge)).astype(np.float32)


def tell_shot(shot):
    """Return the parameters of a shot as text, for who repeats it."""
    return ", ".join(f"{name} {value}" for name, value in asdict(shot).items())
