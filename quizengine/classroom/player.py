"""The browser files of the pages, as `quizengine/player` holds them: a few, by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PLAYER = Path(__file__).resolve().parent.parent / "player"
MODULES = {
    "pupil.js": ("common", "choices", "typed", "kinds", "room", "drafts", "feed", "play", "pupil"),
    "screen.js": ("common", "room", "drawing", "board", "items", "feedboard", "screen"),
    "scan.js": ("common", "room", "scan"),
    "teach.js": (
        "common",
        "room",
        "drawing",
        "board",
        "items",
        "feedboard",
        "hands",
        "turns",
        "dialogs",
        "teach",
    ),
}
"""Page module → the files it is made of, in order."""
STYLES = ("player.css", "room.css")


def read_file(name: str) -> tuple[str, str] | None:
    """Return a browser file with its media type, or None when there is none of that name."""
    if name in MODULES:
        return _read(tuple(f"{part}.js" for part in MODULES[name])), "text/javascript"
    return (_read((name,)), "text/css") if name in STYLES else None


@cache
def _read(names: tuple[str, ...]) -> str:
    return "".join((PLAYER / name).read_text("utf-8") for name in names)
