"""The command `quizengine scan`: sheets in pictures become responses; a person decides what is in doubt."""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO

from quizengine.content.bank import Bank, kit_bank
from quizengine.content.layout import CANDIDATE
from quizengine.content.outfile import keep_apart, open_out, tell
from quizengine.content.printed import Printed
from quizengine.content.rows import COLUMNS
from quizengine.content.sheet_code import SheetCode
from quizengine.score_command import record

if TYPE_CHECKING:
    from quizengine.scanning.doubts import Case
    from quizengine.scanning.markers import Grey
    from quizengine.scanning.sheets import Reading


def run_scan(arguments: argparse.Namespace) -> int:
    """Do what the arguments of `quizengine scan` ask; return the exit status."""
    try:
        from quizengine.scanning.doubts import LIST, write_doubts
    except ImportError:
        raise ValueError('reading sheets needs more packages: pip install "quizengine[scan]".') from None
    for path in arguments.pictures:
        if not path.exists():
            raise ValueError(f"{path} is not there. Name pictures, or folders of them.")
    for path in filter(None, (arguments.out, arguments.journal)):
        keep_apart(path, *arguments.pictures)
    if arguments.doubts is not None and (arguments.doubts / LIST).exists():
        raise ValueError(f"{arguments.doubts / LIST} may hold what you decided. Name another folder.")
    bank = kit_bank()
    scan = Scan(bank, arguments.lang)
    with ExitStack() as stack:
        out = stack.enter_context(open_out(arguments.out, arguments.journal))
        kept = Path(stack.enter_context(TemporaryDirectory())) / "responses.csv"
        with kept.open("w", encoding="utf-8", newline="") as journal:
            told = tell(scan.read(arguments.pictures, out, journal))
        if arguments.journal is not None:
            told += record(arguments.journal, kept, bank.items)
    if scan.cases and arguments.doubts is not None:
        page = write_doubts(
            arguments.doubts,
            scan.cases,
            lang=arguments.lang,
            words=bank.speak("sheets", arguments.lang),
            journal=arguments.journal,
        )
        print(page, file=sys.stderr)
    return 1 if told else 0


@dataclass
class Scan:
    """One run over pictures.

    Attributes:
        bank: the kit's records.
        lang: language of what is told.
        cases: the doubts so far.
    """

    bank: Bank
    lang: str
    cases: list[Case] = field(default_factory=list)
    _seen: set[tuple[str, str, str]] = field(default_factory=set)

    def read(self, paths: list[Path], out: TextIO, journal: TextIO) -> Iterator[str]:
        """Write the responses of all sheets, for a person and for a journal; yield what is wrong."""
        from quizengine.scanning.picture import SHEET_PIXELS
        from quizengine.scanning.pictures import list_pictures
        from quizengine.scanning.sheets import Refusal, read_sheets

        words, find = self.bank.speak("sheets", self.lang), self._finder()
        plain, full = (csv.writer(one, lineterminator="\n") for one in (out, journal))
        plain.writerow(COLUMNS)
        full.writerow((*COLUMNS, "seed"))
        for place, picture in list_pictures(paths, enough=SHEET_PIXELS):
            if isinstance(picture, ValueError):
                yield f"{place}: {picture}"
                continue
            for number, sheet in enumerate(read_sheets(picture, find), start=1):
                if isinstance(sheet, Refusal):
                    yield f"{place}: {words[sheet.why]}"
                    continue
                name = _name(sheet, picture, number)
                key = (sheet.printed.lesson, sheet.printed.kind, name)
                if key in self._seen:
                    yield f"{place}: {words['twice'].format(number=sheet.answers.candidate or name)}"
                    continue
                self._seen.add(key)
                for item, response in sheet.answers.responses.items():
                    plain.writerow((name, item, response))
                    full.writerow((name, item, response, sheet.printed.seed or ""))
                yield from (f"{place}: {told}" for told in self._doubt(sheet, name, words))

    def _doubt(self, sheet: Reading, name: str, words: dict[str, str]) -> Iterator[str]:
        from quizengine.scanning.doubts import Case, cut_out

        for one in sheet.answers.doubts:
            why = words[one.why].format(name=name)
            cut = cut_out(sheet.page, sheet.printed.layout, one.rows)
            self.cases.append(Case(name, one, why, cut))
            yield why if one.item == CANDIDATE else words["doubt"].format(name=name, item=one.item, why=why)

    def _finder(self) -> Callable[[SheetCode], Printed | None]:
        from quizengine.printing.read_back import find_printed

        @lru_cache(maxsize=256)
        def find(code: SheetCode) -> Printed | None:
            return find_printed(code, self.bank)

        return find


def _name(sheet: Reading, picture: Grey, number: int) -> str:
    """Return what a sheet's candidate is called; without a clear number, something that its picture gives."""
    if sheet.answers.candidate:
        return f"sheet-{sheet.answers.candidate:02}"
    return "sheet-x" + hashlib.sha256(picture.tobytes() + bytes([number])).hexdigest()[:5]
