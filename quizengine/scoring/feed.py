"""A mock network: its records, and the acts a pupil may do in it; scoring the acts is in `feed_score`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizengine.scoring.item import STEPS, Criterion, Item, Kind, Scoring, Text
from quizengine.scoring.profile import MAX_LEVEL
from quizengine.scoring.scenario import Line

HARASSMENT = "harassment"
POST_KINDS = (HARASSMENT, "banter", "conflict", "neutral")
AUDIENCES = ("me", "somebody-else", "everyone")
OUTCOMES = ("removed", "no-breach", "no-answer")
ACT_SHAPES: Mapping[str, tuple[str, ...]] = {
    "keep-proof": ("post",),
    "report": ("post", "audience", "reason"),
    "mute": ("account",),
    "block": ("account",),
    "reply": ("post", "message"),
    "share": ("post",),
    "like": ("post",),
    "ignore": ("post",),
    "write-to-target": ("message",),
    "tell-adult": ("message",),
}
"""Act → what follows it in its text form, such as ``report:<post>:<audience>:<reason>``."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who posts in the mock network."""

    id: str
    name: Text
    handle: Text
    about: Text


@dataclass(frozen=True, slots=True)
class Report:
    """What the network answers to a report of a post, honestly, and what can be done next."""

    outcome: str
    text: Text
    next: Text


@dataclass(frozen=True, slots=True)
class Post:
    """One post; `kind` and `why` are kept from the pupil until the end."""

    id: str
    account: str
    kind: str
    text: Text
    when: Text
    seen_by: int
    why: Text
    report: Report
    reply_to: str = ""
    about: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A named option of a report: a reason (with the rules it stands for) or an audience."""

    id: str
    text: Text
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActRecord:
    """One act open to the pupil: where its button stands, its label, what happens then, and the reason."""

    id: str
    on: str
    text: Text
    reaction: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Message:
    """A ready-made message for a reply, the person targeted or an adult, and who answers what."""

    id: str
    act: str
    text: Text
    quality: str
    why: Text
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a character does when an act touches a post or an account."""

    act: str
    on: str
    line: Line


@dataclass(frozen=True, slots=True)
class Feed:
    """A mock network with its acts.

    Attributes:
        before: pairs of acts of which the first must come first.
        misfit: what the network answers when the reason of a report does not fit the post.
    """

    id: str
    title: Text
    intro: Text
    you: Text
    target: str
    before: tuple[tuple[str, str], ...]
    accounts: Mapping[str, Account]
    posts: Mapping[str, Post]
    reasons: Mapping[str, Label]
    audiences: Mapping[str, Label]
    acts: Mapping[str, ActRecord]
    messages: Mapping[str, Message]
    misfit: Report
    reactions: tuple[Reaction, ...] = ()

    @property
    def harassing(self) -> tuple[Post, ...]:
        """The posts that harass somebody."""
        return tuple(post for post in self.posts.values() if post.kind == HARASSMENT)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the pupil, parsed; parts that its kind does not have are ""."""

    kind: str
    post: str = ""
    account: str = ""
    audience: str = ""
    reason: str = ""
    message: str = ""


def parse_act(feed: Feed, text: str) -> tuple[Act | None, str]:
    """Parse an act such as ``report:p3:everyone:harassment``.

    Args:
        feed: the network it was done in.
        text: the act; parts are separated by colons.

    Returns:
        The act and "", or None and what is wrong with it.
    """
    kind, *parts = text.split(":")
    shape = ACT_SHAPES.get(kind)
    if shape is None or kind not in feed.acts:
        return None, f'"{kind}" is not an act of this feed ({", ".join(feed.acts)})'
    if len(parts) != len(shape):
        return None, f'"{text}" should read {":".join([kind, *shape])}'
    known: Mapping[str, Mapping[str, object]] = {
        "post": feed.posts,
        "account": feed.accounts,
        "audience": feed.audiences,
        "reason": feed.reasons,
        "message": {one.id: one for one in feed.messages.values() if one.act == kind},
    }
    for name, part in zip(shape, parts, strict=True):
        if part not in known[name]:
            return None, f'"{part}" is not one of its {name}s ({", ".join(known[name])})'
    return Act(kind, **dict(zip(shape, parts, strict=True))), ""


@dataclass(frozen=True, slots=True)
class Played:
    """Acts that could be followed, in order, and the first problem met ("" if none)."""

    acts: tuple[Act, ...] = ()
    problem: str = ""


def parse_acts(feed: Feed, texts: object) -> Played:
    """Parse a list of acts; the first that cannot be used ends it and is told in `problem`."""
    if not isinstance(texts, list | tuple):
        return Played(problem="the acts are not a list")
    acts: list[Act] = []
    for text in texts:
        act, problem = parse_act(feed, text) if isinstance(text, str) else (None, "an act is not text")
        if act is None:
            return Played(tuple(acts), problem)
        acts.append(act)
    return Played(tuple(acts))


def feed_item(feed: Feed) -> Item:
    """Return a feed as an open item, so that acts done in it are responses like others.

    The response is the list of acts in the order done. Its rubric is the five steps; the mark is worked out
    from the acts by `quizengine.scoring.feed_score.mark_acts`, never stored.
    """
    return Item(
        id=feed.id,
        kind=Kind.OPEN,
        stem=feed.title,
        choices=(),
        key=(),
        scoring=Scoring("all-or-nothing"),
        rubric=tuple(Criterion(step, {}, Fraction(MAX_LEVEL)) for step in STEPS),
        max_points=Fraction(MAX_LEVEL * len(STEPS)),
    )
