"""Names that a pupil sees on the own screen alone: an animal and a colour, drawn, never chosen."""

from __future__ import annotations

import secrets

from quizengine.content.bank import Bank


def make_name(bank: Bank, lang: str) -> str:
    """Return a random name; it may be given twice, and identifies nobody."""
    words = bank.speak("names", lang)
    animals = [text for key, text in words.items() if key.startswith("animal-")]
    colours = [text for key, text in words.items() if key.startswith("colour-")]
    return words["pattern"].format(animal=secrets.choice(animals), colour=secrets.choice(colours))
