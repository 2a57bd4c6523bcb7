"""Read one TOML file with all its problems: what fails is told with its line, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from quizengine.content.exact import exact_number
from quizengine.content.lines import Way
from quizengine.content.problem import Problem, listing, suggest
from quizengine.scoring.item import Text

TO_WRITE = "…"
"""What a skeleton holds where an author is to write."""
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class Named(Protocol):
    """A record with an id of its own."""

    @property
    def id(self) -> str:
        """Its name, which other records and notebooks call it by."""


Record = TypeVar("Record")
NamedRecord = TypeVar("NamedRecord", bound=Named)


@dataclass
class Source:
    """One file while it is read.

    Attributes:
        file: its name for messages.
        languages: languages every text must have; empty asks for no text at all.
        lines: where each table and key stands.
        problems: what was found so far.
        broken: the way to each thing that has a problem.
    """

    file: str
    languages: tuple[str, ...]
    lines: dict[Way, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: list[Way] = field(default_factory=list)


class Table:
    """One table of a source; every reader method tells its problem and returns something usable."""

    def __init__(self, source: Source, data: dict[str, Any], way: Way = (), label: str = "") -> None:
        """Wrap the data of one table that stands at `way`."""
        self.source, self.data, self.way, self.label = source, data, way, label
        self.known: set[str] = set()

    @property
    def is_sound(self) -> bool:
        """Whether no problem was told of this table or of anything in it."""
        return not any(way[: len(self.way)] == self.way for way in self.source.broken)

    def tell(self, message: str, *key: str | int) -> None:
        """Tell a problem at the line of a key, or of the nearest thing above it."""
        way = (*self.way, *key)
        self.source.broken.append(way)
        while way not in self.source.lines:
            way = way[:-1]
        place = f"{self.label}: " if self.label else ""
        self.source.problems.append(Problem(self.source.file, self.source.lines[way], place + message))

    def string(self, key: str, default: str | None = None) -> str:
        """Return a text without language; `default` makes it optional."""
        self.known.add(key)
        value = self.data.get(key, default)
        if isinstance(value, str) and (value or default is not None):
            return value
        if value is None:
            self.tell(f'"{key}" is missing. Write {key} = "…".')
        else:
            self.tell(f'"{key}" must be a text between quotes, and not empty.', key)
        return default or ""

    def slug(self, key: str = "id") -> str:
        """Return an id: lower case, digits and hyphens."""
        value = self.string(key)
        if value and not SLUG.fullmatch(value):
            self.tell(
                f'{key} "{value}" is not a slug. Use lower case, digits and hyphens, like "keep-proof".', key
            )
        return value

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return a text that must be one of a closed list."""
        value = self.string(key, default)
        if value not in allowed and value != (default or ""):
            mend = suggest(value, allowed) or " Write one of them."
            self.tell(f'{key} "{value}" is not one of {listing(allowed)}.{mend}', key)
        return value

    def day(self, key: str) -> date:
        """Return a day, written like 2026-11-22 without quotes."""
        self.known.add(key)
        value = self.data.get(key)
        if type(value) is date:  # a date with an hour is not a day
            return value
        self.tell(f'"{key}" must be a day, like {key} = 2026-11-22 without quotes.', key)
        return date.min

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of texts without language; absent is empty."""
        self.known.add(key)
        value = self.data.get(key, [])
        if _is_texts(value):
            return tuple(value)
        self.tell(f'"{key}" must be a list of texts, like {key} = ["a", "b"].', key)
        return ()

    def some_of(
        self, key: str, allowed: Collection[str], *, each: str = "", mend: str = ""
    ) -> tuple[str, ...]:
        """Return a list of texts that must each be one of a closed list; absent is empty.

        Args:
            key: its key.
            allowed: the closed list.
            each: what one of them is called in a message, else as the key.
            mend: how to mend one that is near to none, beginning with a space.
        """
        names = self.strings(key)
        for name in names:
            if name not in allowed:
                near = suggest(name, allowed) or mend
                self.tell(f'{each or key} "{name}" is not one of {listing(allowed)}.{near}', key)
        return names

    def integer(self, key: str, default: int | None = None) -> int:
        """Return a whole number; `default` makes it optional."""
        self.known.add(key)
        value = self.data.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.tell(f'"{key}" must be a whole number.', key)
        return 0

    def exact(self, key: str, default: Fraction) -> Fraction:
        """Return an exact number, written as an integer or a text such as "1/3" or "-0.25"."""
        self.known.add(key)
        number = exact_number(self.data.get(key, str(default)))
        if number is None:
            self.tell(f'"{key}" must be an exact number: an integer or a text such as "1/3" or "0.5".', key)
        return default if number is None else number

    def exacts(self, key: str) -> tuple[Fraction, ...]:
        """Return a list of exact numbers; absent is empty."""
        self.known.add(key)
        value = self.data.get(key, [])
        numbers = [exact_number(one) for one in value] if isinstance(value, list) else [None]
        if None in numbers:
            self.tell(f'"{key}" must be a list of exact numbers, like {key} = [3, 2, "1/2"].', key)
            return ()
        return tuple(one for one in numbers if one is not None)

    def text(self, key: str, *, optional: bool = False) -> Text:
        """Return a text by language; each language of the source must be there."""
        self.known.add(key)
        value = self.data.get(key)
        if optional and (value is None or (isinstance(value, dict) and not any(value.values()))):
            return {}
        if not isinstance(value, dict):
            for language in self.source.languages:
                self.tell(f'"{key}.{language}" is missing. Write {key}.{language} = "…".', key)
            return {}
        for language in self.source.languages:
            given = value.get(language)
            if not isinstance(given, str) or given.strip() in ("", TO_WRITE):
                self.tell(f'"{key}.{language}" is missing. Write {key}.{language} = "…".', key)
        return {language: given for language, given in value.items() if isinstance(given, str)}

    def texts(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return a list of texts by language; lists must be equally long in each language."""
        self.known.add(key)
        value = self.data.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(one, list) for one in value.values()):
            self.tell(f'"{key}" must hold a list for each language, like {key}.fr = ["…"].', key)
            return {}
        if len({len(value.get(language, [])) for language in self.source.languages}) > 1:
            self.tell(f'"{key}" has not as many entries in each language. Add what is missing.', key)
        for language, given in value.items():
            if TO_WRITE in given:
                self.tell(f'"{key}.{language}" holds a line still to be written. Write it.', key)
        return {language: tuple(map(str, given)) for language, given in value.items()}

    def tables(self, key: str) -> list[Table]:
        """Return the tables of an array of tables; absent is empty."""
        self.known.add(key)
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.tell(f'"{key}" must be tables. Write [[{self._header(key)}]] above each.', key)
            return []
        return [self._open((key, number), one, key) for number, one in enumerate(value)]

    def table(self, key: str) -> Table:
        """Return one table; absent is told and empty."""
        self.known.add(key)
        value = self.data.get(key)
        if not isinstance(value, dict):
            told = "is missing" if value is None else "must be a table"
            self.tell(f'"{key}" {told}. Write [{self._header(key)}] or {key} = {{ … }}.', key)
            value = {}
        return self._open((key,), value, key)

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return lists of texts by name, such as ``items = { A = ["a"], B = ["b"] }``; absent is empty."""
        self.known.add(key)
        value = self.data.get(key, {})
        if isinstance(value, dict) and all(_is_texts(one) for one in value.values()):
            return {name: tuple(one) for name, one in value.items()}
        self.tell(f'"{key}" must hold lists of texts, like {key} = {{ A = ["a", "b"] }}.', key)
        return {}

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a list of pairs of texts; absent is empty."""
        self.known.add(key)
        value = self.data.get(key, [])
        if isinstance(value, list) and all(_is_texts(one) and len(one) == 2 for one in value):
            return tuple((first, second) for first, second in value)
        self.tell(f'"{key}" must be a list of pairs, like {key} = [["a", "b"]].', key)
        return ()

    def records(self, key: str, read: Callable[[Table], NamedRecord]) -> dict[str, NamedRecord]:
        """Return the sound records of an array of tables by id; no other key may stand beside it."""
        records: dict[str, NamedRecord] = {}
        for table in self.tables(key):
            record = read(table)
            table.keep(records, record.id, record)
        self.close()
        return records

    def keep(self, records: dict[str, Record], name: str, record: Record) -> None:
        """Put a record among others by its id, if it is sound and its id is not taken."""
        if name in records:
            self.tell(f'the id "{name}" is taken above. Give it another.', "id")
        elif self.is_sound:
            records[name] = record

    def raw(self, key: str) -> object:
        """Return a value as it is, for a caller that checks it."""
        self.known.add(key)
        return self.data.get(key)

    def close(self) -> None:
        """Tell every key that nobody asked for: a slip of the pen would be lost otherwise."""
        for key in self.data:
            if key not in self.known:
                self.tell(f'"{key}" is not known here.{suggest(key, self.known)} Correct or remove it.', key)

    def _header(self, key: str) -> str:
        """Return the header of a table in this one, without its brackets."""
        return ".".join(step for step in (*self.way, key) if isinstance(step, str))

    def _open(self, step: Way, data: dict[str, Any], kind: str) -> Table:
        name = data.get("id")
        label = (
            f'{kind} "{name}"'
            if isinstance(name, str)
            else f"{kind} {int(step[-1]) + 1}"
            if len(step) > 1
            else kind
        )
        return Table(self.source, data, (*self.way, *step), f"{self.label}: {label}" if self.label else label)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
