"""Vote cards: what is printed on each, which letter is up when a camera sees it turned, what that answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizengine.scoring.form import display_order
from quizengine.scoring.item import VERDICTS, Item, Kind

LETTERS = "ABCD"
MOST_CARDS = 40
BY_CARD = (Kind.SINGLE_CHOICE, Kind.TRUE_FALSE)
"""Kinds that one letter answers."""
SIDE = 6
"""Cells across and down inside a marker's black border, which is one cell wide."""
_PATTERNS = """
    6001134e5 1206fbe72 ff8ad6cb4 85da9bc49 b461afe9c 6db51fe13 5248c541f 008f34503 8ea462ece eac2be76d
    1af615c44 b48a49f27 2e4e1283b 78b1f2fa8 27d34f57e 89222fff1 4c1669406 bf49b3511 dc191cd5d 11d7c3f85
    16a130e35 e29f27eff 428d8ae0c 90d548477 2319cbc93 c3b0c3dfc 0424bccc9 2a081d630 762743d96 d0645bf19
    f38d7fd60 c6cbf9a10 3c1be7c65 276f75e63 4490a3f63 da60acd52 3cc68df59 ab46f9dae 88d533d78 b6d62ec21
"""
"""The cells of markers 1 to 40 of the dictionary ArUco MIP 36h12, row by row, a white cell as 1."""


def marker_rows(number: int) -> tuple[str, ...]:
    """Return a card's marker from top to bottom, its border left out: ``1`` is a white cell.

    Args:
        number: of the card, 1 to `MOST_CARDS`.
    """
    cells = f"{int(_PATTERNS.split()[number - 1], 16):0{SIDE * SIDE}b}"
    return tuple(cells[at : at + SIDE] for at in range(0, SIDE * SIDE, SIDE))


def letter_up(number: int, turns: int) -> str:
    """Return the letter that its pupil reads upright, at the upper edge.

    The letters of neighbouring cards stand at other edges, so that how a card is held tells its answer to
    nobody but who knows its number.

    Args:
        number: of the card.
        turns: quarter turns clockwise of its marker, as the camera sees it. Seen from behind, by the pupil,
            they are the edge that is up: 0 the upper edge of the print, 1 the right one and so on.
    """
    return LETTERS[(number + turns) % len(LETTERS)]


def name_holder(number: int) -> str:
    """Return the candidate that stands for whoever holds a card, such as ``card-07``."""
    return f"card-{number:02}"


def find_choices(item: Item) -> dict[str, str]:
    """Return letter → choice, as an item is shown; nothing for an item that one letter cannot answer.

    The reasons of a true-false item have no letter.
    """
    shown = display_order(item)
    if item.kind is Kind.TRUE_FALSE:
        shown = shown[: len(VERDICTS)]
    if item.kind not in BY_CARD or len(shown) > len(LETTERS):
        return {}
    return dict(zip(LETTERS, shown, strict=False))


def answer_cards(cards: Iterable[tuple[int, str]], choices: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return candidate and response of each card.

    Args:
        cards: number and letter of each; one whose letter is no choice answers nothing.
        choices: as `find_choices` gives them.
    """
    return [(name_holder(number), choices[letter]) for number, letter in cards if letter in choices]
