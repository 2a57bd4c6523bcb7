"""The commands; the only place that joins the shells.

Exit status: 0 when all is well, 1 for bad input, 2 for bad use.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from quizengine import __version__
from quizengine.content.attempts import read_attempts
from quizengine.content.bank import LANGUAGES, kit_bank, read_items_below
from quizengine.content.changes import tell_changes
from quizengine.content.checks import check
from quizengine.content.journal import JournalFile
from quizengine.content.kit import kit_root
from quizengine.content.problem import Problem
from quizengine.content.responses import score_responses, write_outcome
from quizengine.scoring.attempt import regrade, replay
from quizengine.scoring.item import Item


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an old console cannot print ’, and a pipe may not be UTF-8
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:  # whoever read the output had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}. Check the name and the rights.", file=sys.stderr)
        return 1
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quizengine", description="A classroom kit against online harassment."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    teach = commands.add_parser("teach", help="open the kit in JupyterLab, on its start page")
    teach.add_argument(
        "--lang", choices=LANGUAGES, default="fr", help="language of the lessons (default: fr)"
    )
    teach.add_argument("--dir", type=Path, help="folder for your copy of the lessons; your edits are kept")
    teach.add_argument("--no-browser", action="store_true", help="print the address instead of opening it")
    teach.set_defaults(run=_teach)

    printing = commands.add_parser("print", help="make the handouts of a lesson as PDF")
    printing.add_argument("lesson", nargs="*", default=["teens-3"], help="lesson id (default: teens-3)")
    printing.add_argument("--lang", choices=LANGUAGES, default="fr", help="language (default: fr)")
    printing.add_argument(
        "--kind", action="append", default=[], help="which handout; may be repeated (default: all)"
    )
    printing.add_argument(
        "--out", type=Path, default=Path("handouts/out"), help="folder (default: handouts/out)"
    )
    printing.set_defaults(run=_print)

    scoring = commands.add_parser(
        "score", help="score a file of responses; record them in a journal, or replay one"
    )
    scoring.add_argument(
        "responses", type=Path, nargs="?", help="CSV or JSON Lines with candidate, item, response"
    )
    scoring.add_argument("--bank", type=Path, help="folder with items.toml (default: the kit's bank)")
    scoring.add_argument("--out", type=Path, help="file for the outcomes (default: standard output)")
    scoring.add_argument(
        "--journal", type=Path, help="record the responses in this journal; without responses, replay it"
    )
    scoring.add_argument(
        "--regrade",
        action="store_true",
        help="replay the journal with the bank's keys of today: what changes",
    )
    scoring.add_argument("--keep-higher", action="store_true", help="with --regrade: nobody loses points")
    scoring.set_defaults(run=_score, usage=scoring.error)

    checking = commands.add_parser("check", help="find every problem of the content")
    checking.add_argument("dir", type=Path, nargs="?", help="lessons folder or bank (default: the kit's own)")
    checking.add_argument("--json", action="store_true", help="one JSON object a problem")
    checking.set_defaults(run=_check)
    return parser


def _tell(problems: Iterable[Problem]) -> int:
    """Print problems, one a line, and return how many there were."""
    count = 0
    for problem in problems:
        print(problem, file=sys.stderr)
        count += 1
    return count


def _teach(arguments: argparse.Namespace) -> int:
    from quizengine.teach import teach

    return teach(lang=arguments.lang, folder=arguments.dir, open_browser=not arguments.no_browser)


def _print(arguments: argparse.Namespace) -> int:
    from quizengine.printing import print_lesson

    bank = kit_bank()
    for name in arguments.lesson:
        for path in print_lesson(
            name, lang=arguments.lang, kinds=arguments.kind, out=arguments.out, bank=bank
        ):
            print(path)
    return 0


def _score(arguments: argparse.Namespace) -> int:
    if arguments.responses is None and arguments.journal is None:
        arguments.usage("name a file of responses, or a --journal to replay")
    if arguments.regrade and (arguments.journal is None or arguments.responses is not None):
        arguments.usage("--regrade needs a --journal, and no responses")
    if arguments.keep_higher and not arguments.regrade:
        arguments.usage("--keep-higher needs --regrade")
    for path in filter(None, (arguments.responses, None if arguments.responses else arguments.journal)):
        if not path.is_file():
            raise ValueError(f"{path} is not a file. Name a file of responses, or a journal.")
    if arguments.responses is None and not arguments.regrade:
        return _replay(arguments)
    folder = arguments.bank or kit_root() / "lessons" / "bank"
    if not folder.is_dir():
        raise ValueError(f"{folder} is not a folder. Name one that holds items.toml.")
    bank = read_items_below(folder)
    told = _tell(sorted(bank.problems))
    if arguments.regrade:
        return _regrade(arguments, bank.items) or int(bool(told))
    if arguments.journal is not None:
        _keep_apart(arguments.journal, arguments.responses)
    with _open_out(arguments.out, arguments.responses, arguments.journal) as out:
        told += _tell(score_responses(arguments.responses, bank.items, out, file=str(arguments.responses)))
    if arguments.journal is not None:
        told += _record(arguments, bank.items)
    return 1 if told else 0


def _record(arguments: argparse.Namespace, items: Mapping[str, Item]) -> int:
    """Put responses into a journal; return how many could not be taken."""
    time = datetime.now().astimezone().isoformat(timespec="minutes")
    attempts = read_attempts(arguments.responses, items, time=time)
    refused = JournalFile(arguments.journal).append(attempts, items)
    for name in refused:
        print(
            f'{arguments.journal}: attempt "{name}" is there with another response, which stays.',
            file=sys.stderr,
        )
    return len(refused)


def _replay(arguments: argparse.Namespace) -> int:
    """Score a journal as it was seen."""
    records = JournalFile(arguments.journal).read()
    with _open_out(arguments.out, arguments.journal) as out:
        for attempt, outcome in replay(records.attempts.values(), records.seen, records.marks):
            out.write(write_outcome(attempt.candidate, outcome))
    return 1 if _tell(records.problems) else 0


def _regrade(arguments: argparse.Namespace, items: Mapping[str, Item]) -> int:
    """Score a journal with the items of today, and show what changes."""
    records = JournalFile(arguments.journal).read()
    told = _tell(records.problems)
    seen = replay(records.attempts.values(), records.seen, records.marks)
    changes = list(regrade(seen, items, records.marks, keep_higher=arguments.keep_higher))
    for line in tell_changes(changes):
        print(line)
    if arguments.out is not None:
        with _open_out(arguments.out, arguments.journal) as out:
            for change in changes:
                out.write(write_outcome(change.attempt.candidate, change.after))
    return 1 if told else 0


@contextmanager
def _open_out(path: Path | None, *sources: Path | None) -> Iterator[TextIO]:
    """Yield where to write; a file takes its name only when it is whole, never that of its sources."""
    if path is None:
        yield sys.stdout
        return
    _keep_apart(path, *sources)
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as out:
        yield out
    part.replace(path)


def _keep_apart(path: Path, *sources: Path | None) -> None:
    """Refuse to write over what is read."""
    if path.exists() and any(source.exists() and path.samefile(source) for source in filter(None, sources)):
        raise ValueError(f"{path} holds the responses and would be lost. Name another file.")


def _check(arguments: argparse.Namespace) -> int:
    folder = arguments.dir or kit_root() / "lessons"
    if not folder.is_dir():
        raise ValueError(f"{folder} is not a folder. Name a lessons folder or a bank.")
    problems = check(folder, today=date.today())
    for problem in problems:
        print(json.dumps(asdict(problem), ensure_ascii=False) if arguments.json else problem)
    return 1 if problems else 0
