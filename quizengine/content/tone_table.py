"""Show the figures of tone as a table for a terminal, or as records for another program."""

from __future__ import annotations

from collections.abc import Iterable

from quizengine.content.tone import Figures

HEAD = (
    "lesson",
    "lang",
    "audience",
    "Kandel–Moles / grade",
    "LIX (all words)",
    "mean",
    "longest",
    "sentences",
)
NOTE = (
    "fr: Kandel–Moles, spoken syllables, mute e not counted; en: Flesch–Kincaid grade. "
    "LIX without the words taught; – less than fifty words."
)


def list_figures(figures: Iterable[Figures]) -> list[dict[str, str | float]]:
    """Return one record for each lesson, language and audience; values to one decimal."""
    return [
        {"lesson": one.lesson, "lang": one.lang, "audience": one.audience}
        | {name: round(value, 1) for name, value in one.values.items()}
        | {"sentences": len(one.sentences)}
        for one in figures
    ]


def draw_table(figures: Iterable[Figures]) -> str:
    """Return the figures as lines of aligned columns, with what they are below."""
    rows = [HEAD, *map(_row, figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    lines = (
        "  ".join(
            cell.ljust(width) if place < 3 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join([*lines, NOTE])


def _row(figures: Figures) -> tuple[str, ...]:
    values = figures.values
    readability = values.get("kandel-moles", values.get("grade", 0.0))
    averages = (
        f"{readability:.1f}",
        f"{values['lix']:.1f} ({values['lix-all']:.1f})",
        f"{values['mean']:.1f}",
    )
    return (
        figures.lesson or "(no lesson)",
        figures.lang,
        figures.audience,
        *(averages if figures.is_judged else "–––"),
        f"{values['longest']:.0f}",
        f"{len(figures.sentences)}",
    )
