"""Check a lesson against the frame of its audience: steps, items, kinds, decisions, seat and papers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quizengine.content.bank import Bank
from quizengine.content.course import Frame
from quizengine.content.lesson import Lesson
from quizengine.content.named import problem_at
from quizengine.content.problem import Problem, listing
from quizengine.scoring.scenario import Scenario

MOST_TERMS = 8
"""Words in the glossary of a lesson."""
OPTIONS = (3, 4)
"""How many options a decision may have."""


def check_frame(bank: Bank, lesson: Lesson) -> Iterator[Problem]:
    """Yield what a lesson lacks; without a frame for its audience, nothing."""
    frame = bank.course.frames.get(lesson.audience)
    if frame is None:
        return
    for message in (
        *_find_steps(frame, lesson),
        *_find_items(bank, frame, lesson),
        *_find_papers(bank, frame, lesson),
    ):
        yield problem_at(bank, "lesson", lesson.id, message)
    scenario = bank.scenarios.get(lesson.scenario)
    if scenario is not None:
        for message in _find_story(frame, scenario):
            yield problem_at(bank, "scenario", scenario.id, message)
    elif not lesson.scenario:
        yield problem_at(bank, "lesson", lesson.id, "it has no scenario. Write one, and name it.")


def _find_steps(frame: Frame, lesson: Lesson) -> Iterator[str]:
    steps = tuple(step.id for step in lesson.steps)
    if steps != frame.steps:
        yield f"its steps are {listing(steps)}, but the frame has {listing(frame.steps)}. Align them."
    if not 0 < len(lesson.glossary) <= MOST_TERMS:
        yield f"its glossary has {len(lesson.glossary)} words. Name 1 to {MOST_TERMS}."


def _find_items(bank: Bank, frame: Frame, lesson: Lesson) -> Iterator[str]:
    for form, fewest in frame.items.items():
        count = len(lesson.items.get(form, ()))
        if count < fewest:
            yield f"it has {count} items on form {form}, but the frame asks for {fewest}. Write the others."
    kinds = {bank.items[name].kind for name in lesson.item_ids}
    if len(kinds) < frame.kinds:
        yield f"its items are of {len(kinds)} kinds, but the frame asks for {frame.kinds}. Vary them."


def _find_papers(bank: Bank, frame: Frame, lesson: Lesson) -> Iterator[str]:
    papers = bank.papers.get(lesson.id)
    missing = [kind for kind in frame.papers if papers is None or kind not in papers.by_kind]
    if missing:
        yield f"its papers.toml lacks {listing(missing)}. Write them."


def _find_story(frame: Frame, scenario: Scenario) -> Iterator[str]:
    if scenario.seat != frame.seat:
        yield f'it is seen by a {scenario.seat}, but the frame says seat = "{frame.seat}". Align them.'
    lengths = _count_decisions(scenario)
    if lengths != {frame.decisions}:
        told = listing(map(str, sorted(lengths)))
        yield f"its paths have {told} decisions, but the frame asks for {frame.decisions}. Align them."
    for node in scenario.nodes.values():
        if node.is_ending:
            if not node.beside:
                yield f'ending "{node.id}" leaves the person targeted alone. Write beside = ["…"].'
            continue
        if len(node.options) not in OPTIONS:
            yield f'node "{node.id}" has {len(node.options)} options. Give it three or four.'
        if not any(option.quality == "strong" for option in node.options):
            yield f'node "{node.id}" has no strong option: nobody could mend things there. Add one.'
    if not any(option.quality == "harmful" for node in scenario.nodes.values() for option in node.options):
        yield "no option is harmful: there is nothing to be tempted by. Add one."


def _count_decisions(scenario: Scenario) -> set[int]:
    """Return how many decisions the paths from the start to an ending have."""

    @cache
    def count(name: str) -> frozenset[int]:
        node = scenario.nodes[name]
        after = (count(option.next) for option in node.options)
        return frozenset({0} if node.is_ending else {1 + most for one in after for most in one})

    return set(count(scenario.start))
