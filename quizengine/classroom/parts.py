"""A screen that holds more than one idea, in parts: the teacher goes from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizengine.content.face import Face
from quizengine.content.face_cards import shown_cards

POSTS = 4
"""Posts of a mock network on one screen of a projector, as long as answers stay with what they answer."""
MOST_AT_ONCE = 4
"""Choices whose reasons fit on one screen, as long as none has a place to be told too."""
CHOICES = 3
"""Choices with their reasons on one screen, when there are more."""
LINES = 3
"""Help lines on one screen."""
LIST_LINES = 4
"""Lines of a card's list on one screen."""
SHORT = 420
"""What two pieces of a card may say together, in characters of their data, to stand on one screen."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part.

    Attributes:
        title: its name for the teacher, or "".
        face: what of the screen is not the same in every part.
    """

    title: str
    face: Face


WHOLE = (Part("", {}),)


def item_parts(item: Face, words: dict[str, str]) -> tuple[Part, ...]:
    """Return the parts of an item whose answer is shown.

    Returns:
        ``shown`` (ids of the choices, and of what they are chosen for) and ``brief`` (without reasons): first
        the whole answer, then the reasons of a few choices at a time; all at once where there are few.
    """
    groups = [[choice["id"] for choice in item[key]] for key in ("choices", "reasons")]
    names = [name for group in groups for name in group]
    is_placed = any(choice["place"] for choice in item["choices"])
    if len(names) <= (CHOICES if is_placed else MOST_AT_ONCE):
        return (Part("", {"shown": names, "brief": False}),)
    chunks = [chunk for group in groups if group for chunk in _chunks(group, CHOICES)]
    reasons = (Part(words["why"], {"shown": chunk, "brief": False}) for chunk in chunks)
    return (Part("", {"shown": names, "brief": True}), *reasons)


def step_parts(step: Face, words: dict[str, str], target: str) -> tuple[Part, ...]:
    """Return what a choice of a story brought: what happens, then the feeling, then the reason."""
    first = step | {"feels": "", "why": ""}
    return (
        Part(words["consequence"], {"told": first}),
        Part(words["feels"].format(name=target), {"told": first | {"feels": step["feels"]}}),
        Part(words["why"], {"told": step}),
    )


def feed_parts(feed: Face) -> tuple[Part, ...]:
    """Return a mock network: what it is about, then its posts, a few at a time."""
    pages: list[list[Face]] = [[]]
    for thread in _threads(feed["posts"]):
        if pages[-1] and len(pages[-1]) + len(thread) > POSTS:
            pages.append([])
        pages[-1] += thread
    posts = (Part("", {"feed": feed | {"posts": page, "intro": "", "you": ""}}) for page in pages)
    return (feed_opening(feed), *posts)


def feed_opening(feed: Face) -> Part:
    """Return what a mock network is about."""
    return Part(feed["title"], {"feed": feed | {"posts": []}})


def tutorial_parts(tutorial: Face) -> tuple[Part, ...]:
    """Return how to do one thing, one network at a time."""
    return tuple(Part(one["name"], {"tutorial": one}) for one in tutorial["networks"])


def partners_parts(lines: list[Face], partners: Face) -> tuple[Part, ...]:
    """Return help lines: the first ones of the language, then those of each country, its own first."""
    home = partners["country"]
    countries = sorted(partners["countries"], key=lambda one: bool(one["id"] != home))
    name = countries[0]["name"] if countries else ""
    parts = [Part(name, {"country": name, "lines": lines})]
    for country in countries:
        some = [one for one in partners["partners"] if one["country"] == country["id"]]
        for at in range(0, len(some), LINES):
            parts.append(Part(country["name"], {"country": country["name"], "lines": some[at : at + LINES]}))
    return tuple(parts)


def card_parts(face: Face) -> tuple[Part, ...]:
    """Return cards of facts, those of the country alone: one idea a part.

    A card that fits is one part. A longer one gives first what it says, then its lists and its notes, a few
    lines at a time.
    """
    parts: list[Part] = []
    for card in shown_cards(face):
        kept = {key: card[key] for key in ("name", "mark", "source")}
        for piece in _gather(list(_cut_card(card))):
            shown = {"texts": [], "drawing": None, "lists": [], "notes": []} | kept | piece
            parts.append(Part(card["name"], {"title": face["title"], "card": shown}))
    return tuple(parts) or (Part("", {"title": face["title"], "card": {"name": face["none"]}}),)


def _cut_card(card: Face) -> Iterator[Face]:
    """Yield what a card says, its lists a few lines at a time, and its notes; a table is drawn, or a list."""
    if card["texts"] or card["drawing"]:
        yield {"texts": card["texts"], "drawing": card["drawing"]}
    rows = [[cell["text"] for cell in row] for table in card["tables"] for row in table["rows"]]
    told = [" · ".join(filter(None, row)) for row in rows if not card["drawing"]]
    tables = [{"label": "", "look": "plain", "lines": told}] if told else []
    for one in [*card["lists"], *tables]:
        for lines in _chunks(one["lines"], LIST_LINES):
            yield {"lists": [one | {"lines": lines}]}
    for note in card["notes"]:
        yield {"notes": [note]}


def _chunks(lines: list[str], most: int) -> Iterator[list[str]]:
    """Yield lines, a few at a time, in pieces as equal as can be."""
    pieces = -(-len(lines) // most)
    size = -(-len(lines) // pieces)
    yield from (lines[at : at + size] for at in range(0, len(lines), size))


def _gather(pieces: list[Face]) -> list[Face]:
    """Return the pieces of a card, some together where they are short and not drawn."""
    gathered: list[Face] = []
    for piece in pieces:
        last = gathered[-1] if gathered else {}
        is_short = bool(last) and len(str(last)) + len(str(piece)) < SHORT
        if is_short and not last.get("drawing") and not last.keys() & piece.keys() - {"notes"}:
            gathered[-1] = last | piece | {"notes": last.get("notes", []) + piece.get("notes", [])}
        else:
            gathered.append(piece)
    return gathered


def _threads(posts: list[Face]) -> Iterator[list[Face]]:
    """Yield each post with the answers to it."""
    for post in posts:
        if not post["reply_to"]:
            yield [post, *(one for one in posts if one["reply_to"] == post["id"])]
