"""What reads pictures, where the extra ``scan`` is installed; it is loaded with the first picture."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

NEEDS = {"codes": "zxingcpp", "cards": "cv2"}
"""What is read → the package that it takes."""


def find_reader(name: str) -> Callable[[bytes], Any] | None:
    """Return what reads codes, or cards, in a picture; None without the extra ``scan``."""
    if find_spec(NEEDS[name]) is None:
        return None

    def read(data: bytes) -> Any:  # noqa: ANN401 - as the reader has it
        return getattr(import_module(f"quizengine.scanning.{name}"), f"read_{name}")(data)

    return read
