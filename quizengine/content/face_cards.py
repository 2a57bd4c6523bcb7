"""The face of facts to read: cards, each with its source and the day it was checked; nothing to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from quizengine.content.bank import Bank
from quizengine.content.countries import EVERYWHERE
from quizengine.content.face import Face

Words = dict[str, str]
Record = TypeVar("Record")


def make_card(
    record: str,
    name: str,
    *texts: str,
    mark: Face | None = None,
    country: str = EVERYWHERE,
    lists: Iterable[Face] = (),
    notes: Iterable[Face] = (),
    source: Face | None = None,
    checked: date | None = None,
) -> Face:
    """Return one card.

    Args:
        record: id of what it shows.
        name: its heading.
        texts: paragraphs; empty ones are left out.
        mark: ``{icon, word}`` beside the heading.
        country: where it holds; ``ALL`` is shown in each.
        lists: ``{label, lines, look}``; those without lines are left out.
        notes: ``{label, text}``; those without text are left out.
        source: ``{label, name, url}``.
        checked: the day.

    Returns:
        All that, with ``tables`` and ``drawing`` for a face that has them.
    """
    return {
        "id": record,
        "name": name,
        "mark": mark,
        "country": country,
        "texts": [text for text in texts if text],
        "drawing": None,
        "tables": [],
        "lists": [one for one in lists if one["lines"]],
        "notes": [one for one in notes if one["text"]],
        "source": source,
        "checked": checked.isoformat() if checked else "",
    }


def make_list(label: str, lines: Sequence[str], look: str = "plain", whys: Sequence[str] = ()) -> Face:
    """Return a list with its label; `look` is ``plain``, ``right``, ``wrong`` or ``tick`` (with reasons)."""
    return {"label": label, "lines": list(lines), "look": look, "whys": list(whys)}


def make_note(label: str, text: str) -> Face:
    """Return a short text with its label."""
    return {"label": label, "text": text}


def make_source(words: Words, url: str, name: str = "") -> Face:
    """Return where a fact was read; without a name, the name of the site."""
    return {"label": words["source"], "name": name or site_of(url), "url": url}


def site_of(url: str) -> str:
    """Return the name of a site from an address on it."""
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")


def pick_shown(records: Mapping[str, Record], ids: Iterable[str]) -> list[Record]:
    """Return the records of some ids that may be shown; one without `is_shown` always may.

    Raises:
        KeyError: there is none.
    """
    asked = list(ids)
    shown = [records[one] for one in asked if one in records and getattr(records[one], "is_shown", True)]
    if not shown:
        raise KeyError(asked)
    return shown


def cards_face(
    title: str, cards: list[Face], *, intro: str = "", countries: Iterable[Face] = (), none: str = ""
) -> Face:
    """Return cards under a title: ``title, intro, cards, countries, country, none``.

    Args:
        title: above them.
        cards: in their order.
        intro: a line before them.
        countries: what the reader may choose from, the first one chosen; empty where it does not matter.
        none: what stands for the cards of a country that has none.
    """
    choices = list(countries)
    country = choices[0]["id"] if choices else ""
    return {
        "title": title,
        "intro": intro,
        "cards": cards,
        "countries": sorted(choices, key=lambda one: str(one["name"])),
        "country": country,
        "none": none,
    }


def name_countries(bank: Bank, cards: Iterable[Face], lang: str) -> list[Face]:
    """Return the countries of cards, the one shown first before all; none where all hold everywhere."""
    used = dict.fromkeys(card["country"] for card in cards if card["country"] != EVERYWHERE)
    if not used:
        return []
    return [
        {"id": one, "name": bank.countries[one].name[lang]} for one in dict.fromkeys((bank.home(lang), *used))
    ]


def shown_cards(face: Face) -> list[Face]:
    """Return the cards of the country that is chosen: what paper and plain text show."""
    return [one for one in face["cards"] if one["country"] in (EVERYWHERE, "", face["country"])]
