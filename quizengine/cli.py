"""The commands and what each can be asked; those that join shells have a file of their own beside this one.

Exit status: 0 when all is well, 1 for bad input, 2 for bad use.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from quizengine import __version__
from quizengine.content.bank import LANGUAGES
from quizengine.content.checks import inspect
from quizengine.content.countries import VARIABLE
from quizengine.content.kit import kit_root
from quizengine.content.tone_table import draw_table, list_figures
from quizengine.scoring.form import LETTERS


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an old console cannot print ’, and a pipe may not be UTF-8
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
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
    teach.add_argument("--no-sheets", action="store_true", help="leave out the sheets to print")
    _add_country(teach)
    teach.set_defaults(run=_teach)

    classroom = commands.add_parser("class", help="play a lesson with a class: projector, presenter, pupils")
    classroom.add_argument("lesson", help="lesson id, such as teens-3, or your copy of its notebook")
    classroom.add_argument(
        "--lang",
        choices=LANGUAGES,
        default="",
        help="language (default: that of the copy, of the class resumed, or fr)",
    )
    classroom.add_argument(
        "--open-room", action="store_true", help="let phones and tablets on the room's network join"
    )
    classroom.add_argument("--port", type=int, default=0, help="port (default: any that is free)")
    classroom.add_argument("--data", type=Path, help="the class's file (default: a new one of the kit)")
    classroom.add_argument("--resume", action="store_true", help="go on where the class stopped")
    classroom.add_argument("--json", action="store_true", help="print the addresses as one line of JSON")
    classroom.add_argument("--no-browser", action="store_true", help="print the addresses, open nothing")
    classroom.add_argument(
        "--end-with-input", action="store_true", help="end when standard input does: for who starts it"
    )
    _add_country(classroom)
    classroom.set_defaults(run=_class)

    paging = commands.add_parser(
        "page", help="write a lesson as one HTML file, or read the codes it ends with"
    )
    paging.add_argument("lesson", nargs="?", help="lesson id, such as teens-3")
    paging.add_argument("--lang", choices=LANGUAGES, default="fr", help="language (default: fr)")
    paging.add_argument("--out", type=Path, help="file (default: named after the lesson)")
    paging.add_argument(
        "--read", nargs="+", metavar="CODE", help="exit codes, files or pictures of them: responses as CSV"
    )
    _add_country(paging)
    paging.set_defaults(run=_page, usage=paging.error)

    printing = commands.add_parser("print", help="make the handouts of lessons as PDF")
    printing.add_argument(
        "lesson", nargs="*", help="lesson ids, or your copies of their notebooks (default: teens-3)"
    )
    printing.add_argument("--all", action="store_true", help="every lesson")
    printing.add_argument(
        "--lang", choices=LANGUAGES, default="", help="language (default: that of the copy, or fr)"
    )
    printing.add_argument(
        "--kind", action="append", default=[], help="which handout; may be repeated (default: all)"
    )
    printing.add_argument(
        "--variant", action="append", default=[], help="large, dyslexia, ink or no-qr; may be repeated"
    )
    printing.add_argument("--paper", default="a4", help="a4 or letter (default: a4)")
    printing.add_argument(
        "--out", type=Path, default=Path("handouts/out"), help="folder (default: handouts/out)"
    )
    printing.add_argument(
        "--cards", type=int, default=30, metavar="N", help="number of vote cards, with --kind vote-cards"
    )
    printing.add_argument(
        "--seeds", type=int, default=0, metavar="N", help="N versions with choices in other orders"
    )
    printing.add_argument(
        "--sheets", type=int, default=0, metavar="N", help="sheets to be read back: N of them, numbered"
    )
    _add_country(printing)
    printing.set_defaults(run=_print, usage=printing.error)

    scanning = commands.add_parser(
        "scan", help="read answer sheets, tickets or vote cards from photos or scans: responses as CSV"
    )
    scanning.add_argument(
        "pictures", nargs="+", type=Path, metavar="IMAGE", help="JPEG, PNG, HEIC, PDF of scans, or a folder"
    )
    scanning.add_argument(
        "--lang", choices=LANGUAGES, default="fr", help="language of what is told (default: fr)"
    )
    scanning.add_argument(
        "--item", default="", help="the pictures show vote cards held up: responses to this item"
    )
    scanning.add_argument("--out", type=Path, help="file for the responses (default: standard output)")
    scanning.add_argument(
        "--doubts", type=Path, metavar="DIR", help="folder for the pictures of what is in doubt"
    )
    scanning.add_argument(
        "--journal", type=Path, help="record the responses in this journal, or class's file"
    )
    scanning.set_defaults(run=_scan)

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

    reporting = commands.add_parser("report", help="make a one-page report of a class after the lesson")
    reporting.add_argument("data", type=Path, help="the class's file, or a journal in JSON Lines")
    reporting.add_argument("--lang", choices=LANGUAGES, help="language (default: that of the lesson, or fr)")
    reporting.add_argument(
        "--out", type=Path, help="file in .html or .pdf (default: NAME.report.html beside the data)"
    )
    reporting.set_defaults(run=_report, usage=reporting.error)

    erasing = commands.add_parser("erase", help="forget a class, or one candidate of it")
    erasing.add_argument("data", type=Path, nargs="+", help="class files")
    erasing.add_argument("--candidate", default="", help="forget this candidate only")
    erasing.set_defaults(run=_erase)

    making = commands.add_parser("new", help="put the skeleton of an item or a lesson where you will fill it")
    whats = making.add_subparsers(dest="what", required=True, metavar="WHAT")
    item = whats.add_parser("item", help="an item of a lesson")
    item.add_argument("lesson", help="lesson id, such as teens-3")
    item.add_argument("kind", help="kind of item, such as single-choice")
    item.add_argument("id", help="its id, such as who-may-report")
    item.add_argument("--form", choices=LETTERS, default="", help="form (default: practice)")
    item.add_argument("--parallel", default="", metavar="ITEM", help="its item of form A, for B and C")
    lesson = whats.add_parser("lesson", help="a lesson with its items, story, papers and notebooks")
    lesson.add_argument("id", help="its id, such as teens-7")
    lesson.add_argument("--like", default="teens-3", help="for the audience of this one (default: teens-3)")
    for one in (item, lesson):
        one.add_argument(
            "--dir", type=Path, default=Path("lessons"), help="lessons folder (default: lessons)"
        )
    making.set_defaults(run=_new)

    checking = commands.add_parser("check", help="find every problem of the content")
    checking.add_argument("dir", type=Path, nargs="?", help="lessons folder or bank (default: the kit's own)")
    checking.add_argument("--json", action="store_true", help="one JSON object a problem")
    checking.set_defaults(run=_check)
    return parser


def _add_country(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--country",
        default=os.environ.get(VARIABLE, ""),  # a class started from a notebook is in the notebook's country
        help="whose help lines and laws come first (default: FR, UK in English)",
    )


def _teach(arguments: argparse.Namespace) -> int:
    from quizengine.teach import teach

    return teach(
        lang=arguments.lang,
        folder=arguments.dir,
        country=arguments.country,
        open_browser=not arguments.no_browser,
        with_sheets=not arguments.no_sheets,
    )


def _class(arguments: argparse.Namespace) -> int:
    from quizengine.class_command import run_class

    return run_class(arguments)


def _page(arguments: argparse.Namespace) -> int:
    from quizengine.page_command import run_page

    return run_page(arguments)


def _print(arguments: argparse.Namespace) -> int:
    from quizengine.print_command import run_print

    return run_print(arguments)


def _scan(arguments: argparse.Namespace) -> int:
    if arguments.item:
        from quizengine.cards_command import run_cards

        return run_cards(arguments)
    from quizengine.scan_command import run_scan

    return run_scan(arguments)


def _score(arguments: argparse.Namespace) -> int:
    from quizengine.score_command import run_score

    return run_score(arguments)


def _report(arguments: argparse.Namespace) -> int:
    from quizengine.report_command import run_report

    return run_report(arguments)


def _erase(arguments: argparse.Namespace) -> int:
    from quizengine.classroom.erasure import erase

    time = datetime.now().astimezone().isoformat(timespec="minutes")
    status = 0
    for path in arguments.data:
        try:
            count = erase(path, candidate=arguments.candidate, time=time)
        except ValueError as error:
            print(error, file=sys.stderr)
            status = 1
        else:
            print(f"{path}: {count} {'response' if count == 1 else 'responses'} forgotten.")
    return status


def _new(arguments: argparse.Namespace) -> int:
    from quizengine.new_command import run_new

    return run_new(arguments)


def _check(arguments: argparse.Namespace) -> int:
    folder = arguments.dir or kit_root() / "lessons"
    if not folder.is_dir():
        raise ValueError(f"{folder} is not a folder. Name a lessons folder or a bank.")
    findings = inspect(folder, today=date.today())
    for problem in findings.problems:
        print(json.dumps(asdict(problem), ensure_ascii=False) if arguments.json else problem)
    if arguments.json:
        for record in list_figures(findings.figures):
            print(json.dumps(record, ensure_ascii=False), file=sys.stderr)
    elif findings.figures:
        print(draw_table(findings.figures), file=sys.stderr)
    return 1 if findings.problems else 0
