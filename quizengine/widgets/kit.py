"""What a lesson's cells call; where a record is missing, a pupil sees one calm line."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from quizengine.content.bank import LANGUAGES, Bank, kit_bank
from quizengine.content.problem import listing
from quizengine.widgets.facts import show_partners, show_tutorial
from quizengine.widgets.feed import FeedPlayer
from quizengine.widgets.player import Player
from quizengine.widgets.quiz import Quiz
from quizengine.widgets.scenario import ScenarioPlayer


class Notice:
    """One calm line in place of something that cannot be shown."""

    def __init__(self, text: str) -> None:
        """Keep the line."""
        self.text = text

    def _repr_html_(self) -> str:
        return f'<p class="qe-notice">{escape(self.text)}</p>'

    def __repr__(self) -> str:
        """Return the line."""
        return self.text


class Kit(NamedTuple):
    """The calls of a lesson, in one language."""

    quiz: Callable[..., Player | Notice]
    scenario: Callable[[str], Player | Notice]
    feed: Callable[[str], Player | Notice]
    partners: Callable[[], Player | Notice]
    tutorial: Callable[[str], Player | Notice]


def kit(lang: str, bank: Bank | None = None) -> Kit:
    """Return the calls of a lesson.

    Args:
        lang: ``fr`` or ``en``.
        bank: the records to show; the kit's own by default.

    Returns:
        ``quiz(*ids)``, ``scenario(id)``, ``feed(id)``, ``partners()``, ``tutorial(action)``.

    Raises:
        ValueError: the kit does not speak that language.
    """
    if lang not in LANGUAGES:
        raise ValueError(f'lang "{lang}" must be one of {listing(LANGUAGES)}')
    records = bank or kit_bank()
    words = records.speak("feedback", lang)

    def or_notice(kind: str, build: Callable[[], Player]) -> Player | Notice:
        try:
            return build()
        except Exception:  # whatever is wrong with a record, the lesson goes on
            return Notice(words.get(f"unknown-{kind}", "…"))

    def show_quiz(*ids: str) -> Player:
        found = [records.items[one] for one in ids if one in records.items]
        if not found:
            raise KeyError(ids)
        notice = words["unknown-quiz"] if len(found) < len(ids) else ""
        return Quiz(found, lang, records, notice=notice)

    return Kit(
        quiz=lambda *ids: or_notice("quiz", lambda: show_quiz(*ids)),
        scenario=lambda name: or_notice(
            "scenario", lambda: ScenarioPlayer(records.scenarios[name], lang, records)
        ),
        feed=lambda name: or_notice("feed", lambda: FeedPlayer(records.feeds[name], lang, records)),
        partners=lambda: or_notice("partners", lambda: show_partners(lang, records)),
        tutorial=lambda action: or_notice("tutorial", lambda: show_tutorial(action, lang, records)),
    )
