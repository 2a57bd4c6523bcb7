"""What a lesson plays, read from the bank and its notebook: the kit's own, or a teacher's copy."""

from __future__ import annotations

from pathlib import Path

from quizengine.classroom.session import Play
from quizengine.content.bank import Bank
from quizengine.content.kit import kit_root
from quizengine.content.notebook import read_notebook
from quizengine.content.screens import read_script
from quizengine.scoring.feed import feed_item
from quizengine.scoring.item import Item
from quizengine.scoring.scenario import decision_item


def read_play(bank: Bank, name: str, lang: str, *, copy: Path | None = None) -> Play:
    """Return what a lesson plays.

    Args:
        bank: the records.
        name: the lesson's id.
        lang: ``fr`` or ``en``.
        copy: the notebook to play; the kit's own by default.

    Raises:
        ValueError: there is no such lesson, it is not written yet, or a cell cannot be shown.
    """
    lesson = bank.lessons.get(name)
    ready = ", ".join(one.id for one in bank.lessons.values() if one.is_ready)
    if lesson is None or not lesson.is_ready:
        raise ValueError(f'lesson "{name}" cannot be played. Name one of {ready}.')
    path = copy or kit_root() / "lessons" / lesson.notebook[lang]
    try:
        script = read_script(lesson, read_notebook(path))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    if not script.screens:
        raise ValueError(f"{path}: nothing in it can be shown. Copy the lesson anew.")
    scenarios = {lesson.scenario: bank.scenarios[lesson.scenario]} if lesson.scenario else {}
    items = {one: bank.items[one] for one in lesson.item_ids}
    feeds = {lesson.feed: bank.feeds[lesson.feed]} if lesson.feed else {}
    return Play(lesson, script, items, scenarios, feeds)


def list_votes(play: Play) -> dict[str, Item]:
    """Return all that a class can answer, by id: items, decisions of stories and feeds as items."""
    decisions = [
        decision_item(scenario, node)
        for scenario in play.scenarios.values()
        for node in scenario.nodes.values()
        if not node.is_ending
    ]
    feeds = [feed_item(feed) for feed in play.feeds.values()]
    return dict(play.items) | {item.id: item for item in (*decisions, *feeds)}
