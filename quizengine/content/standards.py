"""Read how the kit speaks to each reader: bands, words the lessons teach, and wording that it never uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizengine.content.lesson import AUDIENCES
from quizengine.content.table import Table

READERS = (*AUDIENCES, "simple")
"""Audiences of lessons, and those who read the simple version of one."""
EVERYONE = "everyone"
"""Readers of the facts that every lesson may show: pupils, families and teachers alike; they have no band."""
VOICES = ("kit", "story", "character")
"""Who speaks: the kit to its reader, a story about its people, or one of them."""
QUOTES = ("free", "mention", "checked")
MEASURES = ("kandel-moles", "lix", "grade", "mean", "longest")
LEAST = ("kandel-moles",)
"""Measures of which a text needs at least so much; of the others it may have at most so much."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing the kit never says.

    Attributes:
        langs: languages it is about; empty is every one.
        audiences: readers it is about; empty is every one.
        quotes: whether it is free between quotes, in a quoted mention of a few words, or checked there too.
        fault: what it does, such as "blames the person targeted".
        instead: what to write.
    """

    id: str
    langs: tuple[str, ...]
    audiences: tuple[str, ...]
    voices: tuple[str, ...]
    quotes: str
    never: tuple[re.Pattern[str], ...]
    exceptions: tuple[str, ...]
    fault: str
    instead: str


@dataclass(frozen=True, slots=True)
class Standards:
    """What the tone of a bank is held to; empty in a bank that does without.

    Attributes:
        bands: (audience, language) → measure → limit.
        taught: language → words the lessons teach, lower case.
    """

    bands: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
    taught: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wordings: tuple[Wording, ...] = ()


def read_standards(root: Table) -> Standards:
    """Return the standards of a file; a wording with a problem is told and left out."""
    bands = _read_bands(root.table("band"))
    taught = root.table("taught")
    words = {lang: taught.strings(lang) for lang in root.source.languages}
    taught.close()
    wordings = []
    for table in root.tables("wording"):
        wording = _read_wording(table)
        if table.is_sound:
            wordings.append(wording)
    root.close()
    return Standards(bands, words, tuple(wordings))


def _read_bands(table: Table) -> dict[tuple[str, str], Mapping[str, int]]:
    bands: dict[tuple[str, str], Mapping[str, int]] = {}
    for audience in READERS:
        of_audience = table.table(audience)
        for lang in table.source.languages:
            band = of_audience.table(lang)
            bands[audience, lang] = {name: band.integer(name) for name in MEASURES if name in band.data}
            band.close()
        of_audience.close()
    table.close()
    return bands


def _read_wording(table: Table) -> Wording:
    lang = table.string("lang", "")
    wording = Wording(
        id=table.slug(),
        langs=(lang,) if lang else (),
        audiences=table.some_of("audiences", (*READERS, EVERYONE), mend=" Correct or remove it."),
        voices=table.some_of("voices", VOICES, mend=" Correct or remove it.") or VOICES[:2],
        quotes=table.one_of("quotes", QUOTES, QUOTES[0]),
        never=_read_patterns(table),
        exceptions=table.strings("except"),
        fault=table.string("is"),
        instead=table.string("instead"),
    )
    table.close()
    return wording


def _read_patterns(table: Table) -> tuple[re.Pattern[str], ...]:
    patterns = []
    for text in table.strings("never"):
        try:
            patterns.append(re.compile(text, re.IGNORECASE))
        except re.error as error:
            table.tell(f'never "{text}" is no regular expression ({error}). Correct it.', "never")
    return tuple(patterns)
