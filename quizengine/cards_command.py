"""The command `quizengine scan --item`: vote cards held up in photos become responses to one item."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from quizengine.content.attempts import read_attempts
from quizengine.content.bank import Bank, kit_bank
from quizengine.content.outfile import keep_apart, open_out
from quizengine.content.problem import suggest
from quizengine.content.vote_cards import LETTERS, answer_cards, find_choices
from quizengine.score_command import open_journal

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
        for source in arguments.pictures:
            keep_apart(path, source)
    seen: Cards = {}
    told = [
        f"{place}: {problem}" for place, problem in _read_all(arguments.pictures, seen, words["no-cards"])
    ]
    told += [
        words["two-letters"].format(number=number) for number, some in sorted(seen.items()) if len(some) > 1
    ]
    clear = [(number, *some) for number, some in sorted(seen.items()) if len(some) == 1]
    rows = [(name, arguments.item, response) for name, response in answer_cards(clear, choices)]
    with open_out(arguments.out) as out:
        _write_rows(out, rows)
    if arguments.journal is not None:
        told += _record(arguments.journal, rows, bank)
    for one in told:
        print(one, file=sys.stderr)
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


def _read_all(paths: list[Path], seen: Cards, none: str) -> Iterator[tuple[Path, str]]:
    """Collect the cards of all pictures; yield what is wrong with one."""
    try:
        from quizengine.scanning.cards import read_cards
    except ImportError:
        raise ValueError('reading cards needs more packages: pip install "quizengine[scan]".') from None
    for path in paths:
        inside = sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
        for one in inside:
            try:
                cards = read_cards(one.read_bytes())
            except ValueError as error:
                yield one, str(error)
                continue
            except OSError as error:
                yield one, f"{error.strerror or error}. Check the name and the rights."
                continue
            if not cards:
                yield one, none
            for number, letter in cards:
                seen.setdefault(number, set()).add(letter)


def _write_rows(out: TextIO, rows: list[tuple[str, str, str]]) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("candidate", "item", "response"))
    writer.writerows(rows)


def _record(path: Path, rows: list[tuple[str, str, str]], bank: Bank) -> list[str]:
    """Put responses into a journal; return what could not be taken."""
    time = datetime.now().astimezone().isoformat(timespec="minutes")
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "responses.csv"
        with kept.open("w", encoding="utf-8", newline="") as out:
            _write_rows(out, rows)
        with open_journal(path) as journal:
            refused = journal.append(read_attempts(kept, bank.items, time=time), bank.items)
    return [f'{path}: attempt "{name}" is there with another response, which stays.' for name in refused]
