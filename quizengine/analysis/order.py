"""Votes in the order of their lesson, each with a short label."""

from __future__ import annotations

from collections import Counter

from quizengine.analysis.change import Votes
from quizengine.analysis.counts import Vote
from quizengine.analysis.say import Voice
from quizengine.content.bank import Bank

STORY, PRACTICE = "story", "practice"
GROUPS = ("A", STORY, PRACTICE, "B", "C")
"""Parts of a lesson in order: a form, or the story."""


def find_lesson(votes: Votes, bank: Bank) -> str:
    """Return the id of the lesson that most of the votes belong to, "" if none."""
    names = {name for name, _ in votes}
    hits = {
        one.id: sum(name in one.item_ids or name.startswith(f"{one.scenario}_") for name in names)
        for one in bank.lessons.values()
    }
    best = max(hits, key=hits.__getitem__, default="")
    return best if hits.get(best) else ""


def group_of(vote: Vote) -> str:
    """Return the part of the lesson a vote belongs to; a decision alone has an underscore in its id."""
    if "_" in vote.item.id:
        return STORY
    return vote.item.form if vote.item.form in GROUPS else PRACTICE


def sort_votes(votes: Votes, bank: Bank, lesson: str) -> dict[tuple[str, int], Vote]:
    """Return the votes in the order of the lesson; what it does not know comes last in its part."""
    told = bank.lessons.get(lesson)
    known = list(told.item_ids) if told else []
    scenario = bank.scenarios.get(told.scenario) if told else None
    known += [f"{scenario.id}_{node}" for node in scenario.nodes] if scenario else []
    places = {name: place for place, name in enumerate(known)}

    def place(one: tuple[str, int]) -> tuple[int, int, int]:
        return GROUPS.index(group_of(votes[one])), places.get(one[0], len(places)), one[1]

    return {one: votes[one] for one in sorted(votes, key=place)}


def label_votes(votes: Votes, voice: Voice) -> dict[str, str]:
    """Return item id → label, such as ``Start 1``, numbered in the order of the votes."""
    labels: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for (name, _), vote in votes.items():
        if name not in labels:
            group = group_of(vote)
            numbers[group] += 1
            labels[name] = voice.say(f"label-{group}", number=numbers[group])
    return labels
