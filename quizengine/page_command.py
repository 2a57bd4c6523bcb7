"""The command `quizengine page`: a lesson as one HTML file, or the codes that such pages end with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizengine.classroom.exits import write_responses
from quizengine.classroom.onefile import write_page
from quizengine.classroom.play import read_play
from quizengine.content.bank import in_country, kit_bank
from quizengine.content.outfile import open_out
from quizengine.readers import find_reader


def run_page(arguments: argparse.Namespace) -> int:
    """Write a lesson as a page, or read the codes that pages end with; return the exit status.

    Raises:
        ValueError: the lesson, country or codes are not known.
        OSError: a file cannot be read or written.
    """
    if (arguments.lesson is None) == (arguments.read is None):
        arguments.usage("name a lesson to write, or codes to --read")
    return _read_codes(arguments) if arguments.read is not None else _write(arguments)


def _read_codes(arguments: argparse.Namespace) -> int:
    told = 0
    with open_out(arguments.out, *map(Path, arguments.read)) as out:
        for problem in write_responses(arguments.read, kit_bank(), out, find_reader("codes")):
            print(problem, file=sys.stderr)
            told = 1
    return told


def _write(arguments: argparse.Namespace) -> int:
    bank = in_country(kit_bank(), arguments.country)
    play = read_play(bank, arguments.lesson, arguments.lang)
    path = arguments.out or Path(f"{play.lesson.slug[arguments.lang]}.html")
    with open_out(path) as out:
        out.write(write_page(play, bank, arguments.lang))
    print(path)
    return 0
