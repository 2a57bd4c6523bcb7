"""Help lines and tutorials in a notebook; they take no response."""

from __future__ import annotations

from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.face_facts import partners_face, tutorial_face
from quizengine.widgets.player import Player, read_module


class Facts(Player):
    """A face of facts: something to read, nothing to answer."""

    _esm = read_module("choosing", "facts")

    def __init__(self, kind: str, face: Face, lang: str, bank: Bank) -> None:
        """Show facts in a language."""
        super().__init__(
            face | {"kind": kind, "title": "", "lang": lang, "words": bank.speak("player", lang)}
        )


def show_partners(lang: str, bank: Bank, *, audience: str) -> Facts:
    """Return the help lines for an audience, "" for everybody."""
    return Facts("partners", partners_face(bank, lang, audience), lang, bank)


def show_tutorial(action: str, lang: str, bank: Bank) -> Facts:
    """Return how to do an action.

    Raises:
        KeyError: no tutorial shows it.
    """
    return Facts("tutorial", tutorial_face(bank, action, lang), lang, bank)


class Cards(Player):
    """Cards to read, each with its source."""

    _esm = read_module("choosing", "drawing", "cards")

    def __init__(self, face: Face, lang: str, bank: Bank) -> None:
        """Show cards in a language."""
        super().__init__(face | {"kind": "cards", "lang": lang, "words": bank.speak("player", lang)})
