"""Read the words of the glossary in the languages that families speak at home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizengine.content.table import Table


@dataclass(frozen=True, slots=True)
class HomeWords:
    """Key words in other languages than the kit's own.

    Attributes:
        languages: code → name, as that language writes it.
        always: ids of the words that every letter shows.
        words: id in the glossary → code → word.
    """

    languages: Mapping[str, str] = field(default_factory=dict)
    always: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_home_words(root: Table) -> HomeWords:
    """Return the words of the file; each must stand in every language that it declares."""
    languages: dict[str, str] = {}
    for table in root.tables("language"):
        code, name = table.slug(), table.string("name")
        table.close()
        table.keep(languages, code, name)
    words: dict[str, Mapping[str, str]] = {}
    for table in root.tables("home-word"):
        term, said = table.slug(), {code: table.string(code) for code in languages}
        table.close()
        table.keep(words, term, said)
    home = HomeWords(languages, root.strings("always"), words)
    for one in home.always:
        if one not in words:
            root.tell(f'"{one}" has no [[home-word]]. Write it, or remove it here.', "always")
    root.close()
    return home
