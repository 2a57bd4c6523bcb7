"""Floor 2, paper: a lesson's notebook and its records as PDF/UA handouts.

Names load on first use: printing from the command line must not wait for nbconvert.
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "KitPDFExporter": "quizengine.printing.exporter",
    "KitTypstExporter": "quizengine.printing.exporter",
    "print_lesson": "quizengine.printing.lesson",
    "read_recipes": "quizengine.printing.recipes",
}
__all__ = ["KitPDFExporter", "KitTypstExporter", "print_lesson", "read_recipes"]


def __getattr__(name: str) -> object:
    """Return a public name, loading its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
