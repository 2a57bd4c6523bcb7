"""A mock network in a notebook."""

from __future__ import annotations

from typing import Any

from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.face_facts import help_lines
from quizengine.content.face_feed import feed_face, play_face
from quizengine.scoring.feed import Feed
from quizengine.widgets.player import Player, read_module


class FeedPlayer(Player):
    """A mock network: the browser sends all acts, Python tells what each brings."""

    _esm = read_module("feed")

    def __init__(self, feed: Feed, lang: str, bank: Bank, *, audience: str) -> None:
        """Show a feed in a language, with the help lines for an audience."""
        self.feed, self.lang, self.words = feed, lang, bank.speak("profile", lang)
        self.sorry = bank.speak("feedback", lang)["not-an-act"]
        shared = {"words": bank.speak("player", lang), "help": help_lines(bank, lang, audience)}
        super().__init__(feed_face(feed, lang, self.words) | shared | {"kind": "feed", "lang": lang})

    def answer(self, response: dict[str, Any]) -> Face:
        """Return the network after the acts."""
        done = response.get("done") is True
        told = play_face(self.feed, response.get("acts"), self.lang, self.words, self.sorry, done=done)
        return told | {"n": response.get("n")}
