"""What other rooms lend to a class session: they read pictures, and make its report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizengine.classroom.deck import Cards
from quizengine.classroom.exits import Reader
from quizengine.classroom.store import Store


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools of a session; None where one is not installed.

    Attributes:
        read_codes: returns the texts of the QR codes in a picture.
        read_cards: returns the cards in a picture; a ValueError says in one sentence why it cannot.
        report: returns the report of a class, in a language, as a page that needs nothing else.
    """

    read_codes: Reader | None = None
    read_cards: Callable[[bytes], Cards] | None = None
    report: Callable[[Store, str], str] | None = None
