"""Refuse what nothing may show: the number of an unconfirmed help line, the words of a replaced one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from quizengine.content.bank import Bank
from quizengine.content.kit import display_path
from quizengine.content.partners import Partner
from quizengine.content.problem import Problem

OWN_FILE = "partners.toml"
"""Where such help lines are kept, and where alone they may stand."""
FOR_AUTHORS = re.compile(r"\s*(#|(source|url|reference|seen|citations?)\b|\{ platform)")
"""A line of a data file that no face shows."""
SPACE = r"[\s\u00a0\u202f.\-]*"


def check_refused(folder: Path, bank: Bank) -> Iterator[Problem]:
    """Yield each line below a folder, of data or of a notebook, that shows a refused number or word."""
    refused = [(one, _pattern(words)) for one in bank.partners.values() if (words := _refused(one, bank))]
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".toml", ".ipynb") or path.name == OWN_FILE or not path.is_file():
            continue
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), start=1):
            if FOR_AUTHORS.match(line):
                continue
            for partner, pattern in refused:
                if found := pattern.search(line):
                    yield Problem(display_path(path), number, _tell(found[0], partner))


def _refused(partner: Partner, bank: Bank) -> tuple[str, ...]:
    """Return what may not be shown of a partner; a number that an open one has too may be."""
    if partner.is_shown:
        return ()
    open_numbers = {number for one in bank.partners.values() if one.is_shown for number in one.numbers}
    return (*partner.refuse, *(number for number in partner.numbers if number not in open_numbers))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the words, numbers however they are spaced."""
    told = (
        SPACE.join(re.sub(r"\D", "", word)) if re.fullmatch(r"[\d\s().\-]+", word) else re.escape(word)
        for word in words
    )
    return re.compile(rf"(?<![\w,.])({'|'.join(told)})(?![\w%])", re.IGNORECASE)


def _tell(found: str, partner: Partner) -> str:
    why = "is replaced" if partner.status == "replaced" else "is not confirmed"
    return f'"{found}" is of partner "{partner.id}", which {why}: nothing may show it. Remove it.'
