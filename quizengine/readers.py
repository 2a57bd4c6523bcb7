"""What reads pictures, where the extra ``scan`` is installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def find_reader(name: str) -> Callable[[bytes], Any] | None:
    """Return what reads codes, or cards, in a picture; None without the extra ``scan``."""
    try:
        module = import_module(f"quizengine.scanning.{name}")
    except ImportError:
        return None
    reader: Callable[[bytes], Any] = getattr(module, f"read_{name}")
    return reader
