"""Faces of a scenario: the story as far as a path has gone, and never a branch that was not taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quizengine.content.face import Face
from quizengine.content.face_profile import profile_face
from quizengine.scoring.profile import Evidence
from quizengine.scoring.scenario import Line, Node, Option, Scenario, Walk, score_scenario


def scenario_face(scenario: Scenario, lang: str) -> Face:
    """Return what is shown before the first decision.

    Returns:
        ``id, title, intro, target, characters [{id, name, role}], decisions, node``; `decisions` is the
        number of decisions on the longest path.
    """
    people = [{"id": one.id, "name": one.name[lang], "role": one.role[lang]} for one in scenario.characters]
    return {
        "id": scenario.id,
        "title": scenario.title[lang],
        "intro": scenario.intro[lang],
        "target": next(one["name"] for one in people if one["id"] == scenario.target),
        "characters": people,
        "decisions": count_decisions(scenario),
        "node": node_face(scenario, scenario.nodes[scenario.start], lang, number=1),
    }


def node_face(scenario: Scenario, node: Node, lang: str, *, number: int) -> Face:
    """Return one moment of the story: ``id, kind, number, text, stem, lines, choices [{id, text}]``."""
    return {
        "id": node.id,
        "kind": "ending" if node.is_ending else "decision",
        "number": number,
        "text": node.text[lang],
        "stem": node.stem.get(lang, ""),
        "lines": _lines(scenario, node.lines, lang),
        "choices": [{"id": one.id, "text": one.text[lang]} for one in node.options],
    }


def walk_face(scenario: Scenario, path: Iterable[str], lang: str, words: dict[str, str]) -> Face:
    """Return the story as far as a path goes.

    Args:
        scenario: the story.
        path: ``node=option`` in the order taken; what does not fit is dropped.
        lang: language of the texts.
        words: the interface words of the table ``profile``.

    Returns:
        ``steps`` (each with its consequence, lines, what the person targeted feels, and the reason),
        ``node`` (the next decision) or ``ending`` with ``profile``; the absent ones are None.
    """
    walk = score_scenario(scenario, list(path))
    ended = walk.node.is_ending
    number = len(walk.steps) + 1
    return {
        "steps": [step_face(scenario, node, option, lang) for node, option in walk.steps],
        "node": None if ended else node_face(scenario, walk.node, lang, number=number),
        "ending": {"text": walk.node.text[lang]} if ended else None,
        "profile": profile_face(walk.profile, words, _teller(walk, lang, words)) if ended else None,
    }


def step_face(scenario: Scenario, node: Node, option: Option, lang: str) -> Face:
    """Return what follows a choice: consequence first, then the feeling, then the reason."""
    return {
        "node": node.id,
        "choice": option.id,
        "text": option.text[lang],
        "consequence": option.consequence[lang],
        "lines": _lines(scenario, option.lines, lang),
        "feels": option.feels[lang],
        "why": option.why[lang],
    }


def count_decisions(scenario: Scenario) -> int:
    """Return the number of decisions on the longest path of a scenario that has no circle."""

    def longest(node: Node) -> int:
        return max((1 + longest(scenario.nodes[one.next]) for one in node.options), default=0)

    return longest(scenario.nodes[scenario.start])


def _lines(scenario: Scenario, lines: tuple[Line, ...], lang: str) -> list[Face]:
    names = {one.id: one.name[lang] for one in scenario.characters}
    return [{"who": one.who, "name": names[one.who], "text": one.text[lang]} for one in lines]


def _teller(walk: Walk, lang: str, words: dict[str, str]) -> Callable[[Evidence], str]:
    """Return what turns the evidence of a decision into a sentence."""
    numbers = {node.id: number for number, (node, _) in enumerate(walk.steps, start=1)}
    texts = {node.id: option.text[lang] for node, option in walk.steps}

    def tell(piece: Evidence) -> str:
        node = str(piece.values["node"])
        return words["decision"].format(number=numbers[node], text=texts[node])

    return tell
