"""What a lesson's cells call; where a record is missing, a pupil sees one calm line."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Concatenate, ParamSpec

from quizengine.content.bank import LANGUAGES, Bank, in_country, in_voice, kit_bank
from quizengine.content.countries import VARIABLE
from quizengine.content.face_calls import CARDS
from quizengine.content.problem import listing
from quizengine.widgets.classroom import ClassButton
from quizengine.widgets.facts import Cards, show_partners, show_tutorial
from quizengine.widgets.feed import FeedPlayer
from quizengine.widgets.player import Player
from quizengine.widgets.quiz import Quiz
from quizengine.widgets.scenario import ScenarioPlayer

Asked = ParamSpec("Asked")


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


def _or_notice(
    show: Callable[Concatenate[OpenLesson, Asked], Player],
) -> Callable[Concatenate[OpenLesson, Asked], Player | Notice]:
    """Show a face, or one calm line: whatever is wrong with a record, the lesson goes on."""

    @wraps(show)
    def shown(lesson: OpenLesson, /, *asked: Asked.args, **more: Asked.kwargs) -> Player | Notice:
        try:
            return show(lesson, *asked, **more)
        except Exception:
            return Notice(lesson.words.get(f"unknown-{show.__name__}", "…"))

    return shown


class OpenLesson:
    """A lesson open in a notebook; each method is a face that a cell may show.

    A new face is a method here, an entry of `quizengine.content.notebook.FACES`, and one of
    `quizengine.printing.cells` for what it is on paper.
    """

    def __init__(self, name: str, lang: str, bank: Bank) -> None:
        """Open a lesson in a language."""
        record = bank.lessons.get(name)
        self.audience = record.audience if record else ""
        self.name, self.lang, self.bank = name, lang, in_voice(bank, self.audience)
        self.words = self.bank.speak("feedback", lang)
        self._story, self._network = (record.scenario, record.feed) if record else ("", "")

    @_or_notice
    def quiz(self, *ids: str) -> Player:
        """Show items of the bank."""
        found = [self.bank.items[one] for one in ids if one in self.bank.items]
        if not found:
            raise KeyError(ids)
        notice = self.words["unknown-quiz"] if len(found) < len(ids) else ""
        return Quiz(found, self.lang, self.bank, notice=notice)

    @_or_notice
    def scenario(self, name: str = "") -> Player:
        """Show a story, by default the lesson's own."""
        story = self.bank.scenarios[name or self._story]
        return ScenarioPlayer(story, self.lang, self.bank, audience=self.audience)

    @_or_notice
    def feed(self, name: str = "") -> Player:
        """Show a mock network, by default the lesson's own."""
        network = self.bank.feeds[name or self._network]
        return FeedPlayer(network, self.lang, self.bank, audience=self.audience)

    @_or_notice
    def partners(self) -> Player:
        """Show who helps the lesson's audience, by country."""
        return show_partners(self.lang, self.bank, audience=self.audience)

    @_or_notice
    def rules(self, *ids: str) -> Player:
        """Show rules, by default the lesson's own: allowed or not, with examples and who says so."""
        return self._cards("rules", *ids)

    @_or_notice
    def law(self, *topics: str) -> Player:
        """Show what the law says about topics, by country."""
        return self._cards("law", *topics)

    @_or_notice
    def glossary(self, *ids: str) -> Player:
        """Show words with their meaning, by default the lesson's own."""
        return self._cards("glossary", *ids)

    @_or_notice
    def figures(self, *ids: str) -> Player:
        """Show series of dated figures, each with its plot, its table, its source and its caution."""
        return self._cards("figures", *ids)

    @_or_notice
    def safeguarding(self, *ids: str) -> Player:
        """Show what adults do to keep pupils safe."""
        return self._cards("safeguarding", *ids)

    @_or_notice
    def evidence(self, *ids: str) -> Player:
        """Show what studies found, and what they do not say."""
        return self._cards("evidence", *ids)

    @_or_notice
    def checklist(self) -> Player:
        """Show the lesson's list of things to do, each to be ticked; nothing is kept."""
        return self._cards("checklist")

    @_or_notice
    def sources(self) -> Player:
        """Show where all that the kit says was read, on what day, and how sure it is."""
        return self._cards("sources")

    def _cards(self, name: str, *ids: str) -> Player:
        return Cards(CARDS[name](self.bank, self.name, ids, self.lang), self.lang, self.bank)

    @_or_notice
    def tutorial(self, action: str) -> Player:
        """Show how to mute, block or report, network by network."""
        return show_tutorial(action, self.lang, self.bank)

    @_or_notice
    def classroom(self) -> Player:
        """Show the button that plays this lesson with a class."""
        return ClassButton(self.name, self.lang, self.bank)


def open_lesson(name: str, lang: str, *, bank: Bank | None = None) -> OpenLesson:
    """Return a lesson, for its notebook's cells to show its faces.

    Args:
        name: its id in the course; "" for a page that belongs to no lesson and speaks to everybody.
        lang: ``fr`` or ``en``.
        bank: the records to show; by default the kit's own, in the country that `teach` was told.

    Raises:
        ValueError: the kit does not speak that language.
    """
    if lang not in LANGUAGES:
        raise ValueError(f'lang "{lang}" must be one of {listing(LANGUAGES)}')
    return OpenLesson(name, lang, bank or in_country(kit_bank(), os.environ.get(VARIABLE, "")))
