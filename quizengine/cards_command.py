"""The command `quizengine scan --item`: vote cards held up in photos become responses to one item."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from quizengine.content.bank import Bank, kit_bank
from quizengine.content.outfile import keep_apart, open_out, tell
from quizengine.content.problem import suggest
from quizengine.content.rows import COLUMNS
from quizengine.content.vote_cards import LETTERS, answer_cards, find_choices
from quizengine.score_command import record

Cards = dict[int, set[str]]
"""Number of a card → the letters that it was seen with."""


def run_cards(arguments: argparse.Namespace) -> int:
    """Do what the arguments of `quizengine scan --item` ask; return the exit status.

    Raises:
        ValueError: no such item, or not one that a card can answer; or a package is missing.
    """
    bank = kit_bank()
    choices = _find_letters(bank, arguments.item)
    words = bank.speak("sheets", arguments.lang)
    for path in filter(None, (arguments.out, arguments.journal)):
        keep_apart(path, *arguments.pictures)
    seen: Cards = {}
    told = tell(_read_all(arguments.pictures, seen, words["no-cards"]))
    unclear = [number for number, letters in sorted(seen.items()) if len(letters) > 1]
    told += tell(words["two-letters"].format(number=number) for number in unclear)
    clear = [(number, min(letters)) for number, letters in sorted(seen.items()) if len(letters) == 1]
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "responses.csv"
        with kept.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows((name, arguments.item, one) for name, one in answer_cards(clear, choices))
        with open_out(arguments.out, arguments.journal) as out:
            out.write(kept.read_text("utf-8"))
        if arguments.journal is not None:
            told += record(arguments.journal, kept, bank.items)
    return 1 if told else 0


def _find_letters(bank: Bank, name: str) -> dict[str, str]:
    if name not in bank.items:
        raise ValueError(f'item "{name}" is not in the bank.{suggest(name, bank.items)}')
    choices = find_choices(bank.items[name])
    if not choices:
        raise ValueError(
            f'item "{name}" is not for cards: one of {len(LETTERS)} letters is no answer to it. '
            "Name a single-choice item of up to four choices, or a true-false one."
        )
    return choices


def _read_all(paths: list[Path], seen: Cards, none: str) -> Iterator[str]:
    """Collect the cards of all pictures; yield what is wrong with one."""
    try:
        from quizengine.scanning.cards import find_cards
        from quizengine.scanning.picture import ROOM_PIXELS
        from quizengine.scanning.pictures import list_pictures
    except ImportError:
        raise ValueError('reading cards needs more packages: pip install "quizengine[scan]".') from None
    for place, picture in list_pictures(paths, enough=ROOM_PIXELS):
        if isinstance(picture, ValueError):
            yield f"{place}: {picture}"
            continue
        cards = find_cards(picture)
        if not cards:
            yield f"{place}: {none}"
        for number, letter in cards:
            seen.setdefault(number, set()).add(letter)
