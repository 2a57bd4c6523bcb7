"""Items in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizengine.content.bank import Bank
from quizengine.content.face import Face, item_face, item_feedback
from quizengine.scoring.item import Item
from quizengine.widgets.player import Player, read_module


class Quiz(Player):
    """A few items, one at a time; the key stays in Python until an item has been answered."""

    _esm = read_module("choices", "typed", "kinds", "quiz")

    def __init__(self, items: Sequence[Item], lang: str, bank: Bank, *, notice: str = "") -> None:
        """Show items in a language, under one calm line where there is something to say."""
        self.items = {item.id: item for item in items}
        self.lang, self.words = lang, bank.speak("feedback", lang)
        face = {"kind": "quiz", "lang": lang, "title": "", "notice": notice}
        words, faces = bank.speak("player", lang), [item_face(item, lang) for item in items]
        super().__init__(face | {"words": words, "items": faces})

    def answer(self, response: dict[str, Any]) -> Face:
        """Return the feedback of every item answered so far, with the one just answered."""
        item = self.items.get(str(response.get("item")))
        if item is None:
            return dict(self.feedback)
        raw = response.get("response")
        told = item_feedback(item, raw, self.lang, self.words, reveal=response.get("reveal") is True)
        before = self.feedback.get("items", {})
        return {"items": before | {item.id: told | {"n": response.get("n"), "response": raw}}}
