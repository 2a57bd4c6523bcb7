"""Figures in words: exact until here, rounded here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from quizengine.content.bank import Bank
from quizengine.scoring.item import Text

QUOTES = ("«‘“", "»’”")
"""Signs that open and close a quotation."""
INNER = (("«\u202f", "“"), ("\u202f»", "”"))
"""Inside a French quotation."""
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of a report in one language.

    Attributes:
        lang: ``fr`` or ``en``.
        words: the table ``report``.
        common: the tables ``print`` (days) and ``profile`` (steps) together.
    """

    lang: str
    words: Mapping[str, str]
    common: Mapping[str, str]

    def say(self, word: str, /, **values: object) -> str:
        """Return a sentence with its values filled in."""
        return self.words[word].format(**values)

    def text(self, text: Text) -> str:
        """Return a text in this language, or in another where an item was seen in that one only."""
        return text.get(self.lang) or next((one for one in text.values() if one), "")

    def percent(self, share: Fraction | float) -> str:
        """Return a share as a percentage."""
        return self.say("percent", number=round_percent(share))

    def gap(self, share: Fraction | float) -> str:
        """Return a difference of shares in points of a hundred, with its sign."""
        number = round_percent(share)
        return f"+{number}" if number > 0 else f"{MINUS}{-number}" if number else "0"

    def quote(self, text: str) -> str:
        """Return a text in quotes, unless it brings its own; those inside it become inner ones."""
        if text[:1] in QUOTES[0] and text[-1:] in QUOTES[1]:
            return text
        if not any(sign in text for sign in QUOTES[0]):
            return self.say("quoted", text=text)
        for outer, inner in INNER:
            text = text.replace(outer, inner)
        return self.say("quoted-again", text=text)

    def day(self, time: str) -> str:
        """Return the day of a time, "" when it is not one; the hour stays out of a report."""
        day = find_day(time)
        if day is None:
            return ""
        number = self.common["first-day"] if day.day == 1 else str(day.day)
        month = self.common["months"].split()[day.month - 1]
        return self.common["day"].format(day=number, month=month, year=day.year)


def make_voice(bank: Bank, lang: str) -> Voice:
    """Return the words of a report in a language."""
    common = bank.speak("print", lang) | bank.speak("profile", lang)
    return Voice(lang, bank.speak("report", lang), common)


def round_percent(share: Fraction | float) -> int:
    """Return a share in hundredths, half up."""
    return int((Fraction(share) * 100 + Fraction(1, 2)) // 1)


def find_day(time: str) -> date | None:
    """Return the day of a time in ISO 8601, None when it is not one."""
    try:
        return datetime.fromisoformat(time).date()
    except ValueError:
        return None
