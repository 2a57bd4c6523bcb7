"""The report of a class after a lesson: one plain face, that a page and a sheet of paper show alike.

It holds no candidate, no rank, and nothing of a group under eight but how many answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizengine.analysis.change import BEFORE, Change, Votes, find_change
from quizengine.analysis.counts import FEWEST_VOTERS, gather_votes
from quizengine.analysis.data import ClassData
from quizengine.analysis.evidence import Decisions, find_decisions, find_steps, list_outcomes, list_plays
from quizengine.analysis.figures import Plot, tell_change, tell_rules, tell_steps
from quizengine.analysis.misconceptions import find_misconceptions
from quizengine.analysis.order import find_lesson, group_of, label_votes, sort_votes
from quizengine.analysis.rows import (
    FEWER_SHOWN,
    MANY_RULES,
    MOST_SHOWN,
    Counted,
    Misled,
    Voted,
    tell_counts,
    tell_misled,
    tell_votes,
)
from quizengine.analysis.say import Voice, make_voice
from quizengine.content.bank import Bank
from quizengine.scoring.feed import Feed
from quizengine.scoring.mastery import find_mastery
from quizengine.scoring.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report shows, as texts and whole numbers; `dataclasses.asdict` makes it plain JSON.

    Attributes:
        lang: ``fr`` or ``en``.
        kind: what it is, printed above the title.
        title: of the lesson.
        meta: day, answers, and that it holds no name.
        headline: the one thing to know first.
        change: before and after.
        misled: what misled the class, with `misled_title`, `misled_how` and, when empty, `misled_none`.
        steps: the five bystander steps.
        rules: the acceptable-use rules.
        votes: how many answered, under `votes_header`.
        counts: every count that may be told.
        limits: what the report cannot say.
        words: the other words of the page.
    """

    lang: str
    kind: str
    title: str
    meta: tuple[str, ...]
    headline: str
    change: Plot
    misled: tuple[Misled, ...]
    steps: Plot
    rules: Plot
    votes: tuple[Voted, ...]
    counts: tuple[Counted, ...]
    limits: str
    words: dict[str, str]


FRAME = (
    "misled-title",
    "misled-how",
    "misled-none",
    "votes-title",
    "votes-how",
    "vote",
    "answered",
    "devices",
    "hands",
    "limits-title",
    "counts-title",
    "option",
    "foot",
)
"""Words that a page and a sheet print as they stand."""


def build_report(data: ClassData, bank: Bank, *, lang: str) -> Report:
    """Return the report of a class.

    Args:
        data: what it answered.
        bank: the kit's; items count as they were seen, stories and rules as they are in the bank.
        lang: ``fr`` or ``en``.

    Raises:
        ValueError: nobody answered anything.
    """
    voice = make_voice(bank, lang)
    found = gather_votes(data)
    if not found:
        raise ValueError("nobody has answered yet. Play a vote, or name another file.")
    lesson = data.lesson or find_lesson(found, bank)
    votes = sort_votes(found, bank, lesson)
    labels = label_votes(votes, voice)
    decisions = find_decisions(bank.scenarios.values())
    change = find_change(votes, decisions)
    outcomes = list_evidence(votes, decisions, bank.feeds)
    rules = find_mastery(outcomes)
    limit = MOST_SHOWN if len(rules) < MANY_RULES else FEWER_SHOWN
    return Report(
        lang=lang,
        kind=voice.words["kind"],
        title=voice.text(bank.lessons[lesson].title) if lesson in bank.lessons else voice.words["untitled"],
        meta=_meta(data, votes, voice),
        headline=_headline(change, votes, voice),
        change=tell_change(change, voice),
        misled=tell_misled(find_misconceptions(votes), labels, voice, limit=limit),
        steps=tell_steps(find_steps(outcomes), voice),
        rules=tell_rules(rules, bank, voice),
        votes=tell_votes(votes, labels, voice),
        counts=tell_counts(votes, labels, voice),
        limits=voice.words["limits"],
        words={name: voice.say(name, fewest=FEWEST_VOTERS, limit=limit) for name in FRAME},
    )


def list_evidence(votes: Votes, decisions: Decisions, feeds: Mapping[str, Feed]) -> list[Outcome]:
    """Return the outcomes that speak of the class during the lesson and at its end.

    The first vote counts, before pair talk; the baseline does not, nor a vote that may not be told.
    """
    outcomes: list[Outcome] = []
    for (name, number), vote in votes.items():
        if number == 1 and vote.is_told and group_of(vote) != BEFORE:
            feed = feeds.get(name)
            outcomes += list_plays(vote, feed) if feed else list_outcomes(vote, decisions) or ()
    return outcomes


def _meta(data: ClassData, votes: Votes, voice: Voice) -> tuple[str, ...]:
    most = max(vote.answered for vote in votes.values())
    day = voice.day(data.time)
    return (*([day] if day else []), voice.say("most-answers", count=most), voice.words["no-name"])


def _headline(change: Change | None, votes: Votes, voice: Voice) -> str:
    if not any(vote.is_told for vote in votes.values()):
        return voice.say("headline-few", fewest=FEWEST_VOTERS)
    if change is None:
        return voice.words["headline-none"]
    values = {"before": voice.percent(change.before.share), "after": voice.percent(change.after.share)}
    return voice.say(f"headline-{change.verdict}", **values)
