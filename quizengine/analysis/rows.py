"""The sections of a report that are read: what misled the class, who answered, and every count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizengine.analysis.change import Votes
from quizengine.analysis.counts import Vote
from quizengine.analysis.misconceptions import Finding, Misconception, is_right
from quizengine.analysis.order import PRACTICE, STORY, group_of
from quizengine.analysis.say import Voice
from quizengine.scoring.item import Item

MOST_SHOWN, FEWER_SHOWN = 4, 3
"""Misconceptions on the page: the most chosen, fewer where `MANY_RULES` take the room on it."""
MANY_RULES = 7
MOST_VOTES = 14
"""Rows of the table of votes; where there are more, those of the exercises become one."""
NOT_TOLD = "–"
Figures = tuple[str, str, str]
"""How many answered one vote: all, on devices, by hand or card."""


@dataclass(frozen=True, slots=True)
class Misled:
    """What misled the class in one vote, or two: where, the question, how many, and what to say next."""

    label: str
    stem: str
    found: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Voted:
    """Answers to one item: all, on devices, by hand or card; after an arrow those after pair talk."""

    label: str
    answered: str
    devices: str
    hands: str


@dataclass(frozen=True, slots=True)
class Counted:
    """All counts of one item: its options with their number in each round, and which are right."""

    label: str
    stem: str
    rounds: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tell_misled(
    found: Iterable[Misconception], labels: Mapping[str, str], voice: Voice, *, limit: int
) -> tuple[Misled, ...]:
    """Return what misled the class most, up to a limit, in the order of the lesson."""
    every = list(found)
    most = sorted(every, key=lambda one: -one.weight)[:limit]
    return tuple(_tell_one(one, labels, voice) for one in every if one in most)


def _tell_one(one: Misconception, labels: Mapping[str, str], voice: Voice) -> Misled:
    items = [finding.vote.item for finding in one.findings]
    names = dict.fromkeys(labels[item.id] for item in items)
    found = [_tell_finding(finding, one, place, voice) for place, finding in enumerate(one.findings)]
    choice = one.latest.choice
    assert choice is not None
    return Misled(
        label=voice.words["to"].join(names),
        stem=voice.text(one.latest.vote.item.stem),
        found=tuple(found),
        next=voice.say("say-next", why=voice.text(choice.why)),
    )


def _tell_finding(finding: Finding, one: Misconception, place: int, voice: Voice) -> str:
    """Return one sentence: when, how many, and the option unless it was named just before."""
    when = (("start", "end") if one.is_parallel else ("first-vote", "after-talk"))[place]
    if finding.choice is None:
        return voice.say("found-none", when=voice.words[when])
    text = _name_option(finding, voice)
    values = {"when": voice.words[when], "count": finding.count, "total": finding.vote.answered}
    if place and not one.is_parallel:
        return voice.say("found-again", **values)
    return voice.say("found" if one.is_parallel else "found-once", **values, option=text)


def _name_option(finding: Finding, voice: Voice) -> str:
    assert finding.choice is not None
    item = finding.vote.item
    text = voice.quote(voice.text(finding.choice.text) or finding.choice.id)
    target = next((voice.text(to.text) for to in item.targets if to.id == finding.target), "")
    if target:
        return voice.say("put-into", option=text, target=voice.quote(target))
    if group_of(finding.vote) == STORY:
        quality = "fine" if finding.choice.weight else "harmful"
        return voice.say("of-quality", option=text, quality=voice.common[quality])
    return text


def tell_votes(votes: Votes, labels: Mapping[str, str], voice: Voice) -> tuple[Voted, ...]:
    """Return how many answered each vote."""
    rows: dict[str, list[Figures]] = {}
    for (name, _), vote in votes.items():
        split = (str(len(vote.devices)), str(vote.by_hand)) if vote.is_told else (NOT_TOLD, NOT_TOLD)
        rows.setdefault(labels[name], []).append((str(vote.answered), *split))
    exercises = [labels[name] for (name, _), vote in votes.items() if group_of(vote) == PRACTICE]
    if len(rows) > MOST_VOTES and exercises:
        rows = _fold(rows, set(exercises), voice.words["label-exercises"])
    return tuple(
        Voted(label, *(voice.words["then"].join(column) for column in zip(*every, strict=True)))
        for label, every in rows.items()
    )


def _fold(rows: dict[str, list[Figures]], gone: set[str], label: str) -> dict[str, list[Figures]]:
    """Return the rows with some of them as one, from the least to the most, where the first of them stood."""
    several = [rows[one] for one in gone]
    one_row: list[Figures] = []
    for place in range(max(map(len, several))):
        answered, devices, hands = zip(
            *(every[place] for every in several if place < len(every)), strict=True
        )
        one_row.append((_range(answered), _range(devices), _range(hands)))
    folded: dict[str, list[Figures]] = {}
    for name, figures in rows.items():
        folded[label if name in gone else name] = one_row if name in gone else figures
    return folded


def _range(figures: Iterable[str]) -> str:
    numbers = sorted(int(one) for one in figures if one != NOT_TOLD)
    if not numbers:
        return NOT_TOLD
    return str(numbers[0]) if numbers[0] == numbers[-1] else f"{numbers[0]}–{numbers[-1]}"


def tell_counts(votes: Votes, labels: Mapping[str, str], voice: Voice) -> tuple[Counted, ...]:
    """Return every count that may be told, item by item."""
    by_item: dict[str, list[Vote]] = {}
    for (name, _), vote in votes.items():
        if vote.count():
            by_item.setdefault(name, []).append(vote)
    return tuple(_count_item(told, labels[name], voice) for name, told in by_item.items())


def _count_item(told: list[Vote], label: str, voice: Voice) -> Counted:
    item = told[0].item
    every = [vote.count() for vote in told]
    rows = []
    for part, text in _parts(item, voice).items():
        figures = [
            voice.say("of", count=counts.get(part, 0), total=vote.answered)
            for counts, vote in zip(every, told, strict=True)
        ]
        if not item.targets or any(part in counts for counts in every):
            rows.append((text, *figures))
    rounds = tuple(voice.words["first-vote" if vote.round == 1 else "after-talk"] for vote in told)
    return Counted(label, voice.text(item.stem), rounds, tuple(rows))


def _parts(item: Item, voice: Voice) -> dict[str, str]:
    """Return every part of a response that can be counted, with its text and whether it is right."""
    if item.targets:
        pairs = [(one, to) for one in item.choices for to in item.targets]
        texts = {
            f"{one.id}={to.id}": voice.say("pair", left=voice.text(one.text), right=voice.text(to.text))
            for one, to in pairs
        }
    else:
        texts = {one.id: voice.text(one.text) or one.id for one in item.choices}
    return {
        part: voice.say("right", text=text) if is_right(item, part) else text for part, text in texts.items()
    }
