"""The command `quizengine class`: the addresses told, the room served, what was lost said."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from quizengine.classroom import run
from quizengine.classroom.network import HERE
from quizengine.classroom.store import Store
from quizengine.classroom.tools import Tools
from quizengine.content.bank import Bank, in_country, kit_bank
from quizengine.readers import find_reader


def run_class(arguments: argparse.Namespace) -> int:
    """Play a lesson with a class until it ends; return the exit status.

    Raises:
        ValueError: the lesson, country or file cannot be played.
        OSError: the file cannot be written.
    """
    options = run.Options(
        arguments.lesson,
        arguments.lang,
        is_open=arguments.open_room,
        port=arguments.port,
        data=arguments.data,
        resumes=arguments.resume,
        ends_with_input=arguments.end_with_input,
    )

    bank = in_country(kit_bank(), arguments.country)

    def tell(addresses: dict[str, str], path: Path, lang: str) -> None:
        lines = [json.dumps(addresses)] if arguments.json else list_lines(bank, addresses, path, lang)
        print("\n".join(lines), flush=True)

    def report(store: Store, lang: str) -> str:
        from quizengine.analysis.page import write_page
        from quizengine.analysis.report import build_report
        from quizengine.class_data import read_class

        return write_page(build_report(read_class(store), bank, lang=lang))

    is_quiet = arguments.json or arguments.no_browser
    tools = Tools(find_reader("codes"), find_reader("cards"), report)
    lost = run.run_class(bank, options, tell=tell, open_browser=not is_quiet, tools=tools)
    if lost:
        print(
            f"Records that could not be saved, for the disk did not answer until the end: {lost}",
            file=sys.stderr,
        )
    return 1 if lost else 0


def list_lines(bank: Bank, addresses: dict[str, str], path: Path, lang: str) -> list[str]:
    """Return what the terminal says once a class can begin."""
    names = ["class-teach", "class-board", "class-join", "class-file", "class-stop"]
    if addresses["join"].startswith(f"http://{HERE}:"):
        names.remove("class-join")
    words = bank.speak("start", lang)
    lines = [words[name].format(file=path, **addresses) for name in names]
    earlier = run.find_earlier(path)
    return [*lines, words["class-earlier"].format(file=f'"{earlier}"')] if earlier else lines
