"""The command `quizengine report`: one page on a class after the lesson, as HTML or PDF."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date

from quizengine.analysis.page import write_page
from quizengine.analysis.plots import draw_plots
from quizengine.analysis.report import build_report
from quizengine.analysis.say import find_day
from quizengine.class_data import read_class
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.outfile import keep_apart, open_part, tell
from quizengine.printing.class_report import print_report
from quizengine.score_command import open_journal


def run_report(arguments: argparse.Namespace) -> int:
    """Make the report of a class; return the exit status.

    Raises:
        ValueError: the data is no class's file or journal, or the report would be written over it.
        OSError: a file cannot be read or written.
    """
    path = arguments.data
    name = path.name.removesuffix(".sqlite").removesuffix(".class").removesuffix(".jsonl")
    out = arguments.out or path.with_name(f"{name}.report.html")
    if out.suffix not in (".html", ".pdf"):
        arguments.usage(f"--out {out}: name a file that ends in .html or .pdf")
    if not path.is_file():
        raise ValueError(f"{path} is not a file. Name a class's file, or a journal.")
    keep_apart(out, path)
    with open_journal(path) as journal:
        data = read_class(journal)
    told = tell(data.records.problems)
    report = build_report(data, kit_bank(), lang=arguments.lang or data.lang or LANGUAGES[0])
    if out.suffix == ".pdf":
        plots = draw_plots((report.change, report.steps, report.rules))
        made = print_report(asdict(report), plots, day=find_day(data.time) or date.today())
    else:
        made = write_page(report).encode("utf-8", "replace")
    with open_part(out) as part:
        part.write_bytes(made)
    print(out)
    return 1 if told else 0
