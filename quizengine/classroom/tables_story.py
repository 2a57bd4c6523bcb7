"""A story and a mock network as tables: what Python tells of every way through them, compiled for a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from quizengine.classroom.tables import FIRST_CODE, NOTHING, Table, number_of
from quizengine.content.face import Face
from quizengine.content.face_feed import play_face
from quizengine.content.face_scenario import node_face, step_face, walk_face
from quizengine.scoring.feed import ACT_SHAPES, Feed
from quizengine.scoring.scenario import Node, Scenario

MOST_PATHS = 2_000
"""Ways through a story that a page holds, each with its profile."""
MARKS = ("proof", "reported", "muted", "blocked")
"""What an act leaves on the network, as `play_face` lists it."""


def list_paths(scenario: Scenario) -> Iterator[tuple[str, ...]]:
    """Yield every path of a story that has no circle, from its start to an ending, as ``node=option``."""

    def walk(node: Node) -> Iterator[tuple[str, ...]]:
        if node.is_ending:
            yield ()
        for option in node.options:
            for rest in walk(scenario.nodes[option.next]):
                yield (f"{node.id}={option.id}", *rest)

    return walk(scenario.nodes[scenario.start])


def compile_story(scenario: Scenario, lang: str, words: dict[str, str]) -> Table:
    """Return a story's table.

    Args:
        scenario: the story.
        lang: language of the texts.
        words: the interface words of the table ``profile``.

    Returns:
        ``start``; ``nodes`` by id with ``face`` (whose number is that of the decision, set by the page),
        ``steps`` and ``next`` by option, or ``ending``; ``profiles`` of all paths in the order of
        `list_paths`, a character for each piece; ``pieces``, ``[field, value]`` of a profile, where the value
        of a step is ``[number into levels, numbers into sentences]``; ``profile``, its title and intro.

    Raises:
        ValueError: the story has more than `MOST_PATHS` ways through it.
    """
    pieces: list[list[Any]] = []
    levels, shared = list[Face](), Face()
    sentences, profiles = list[str](), list[str]()
    for count, path in enumerate(list_paths(scenario), start=1):
        if count > MOST_PATHS:
            raise ValueError(f'scenario "{scenario.id}" has more than {MOST_PATHS} paths. Join some of them.')
        told = walk_face(scenario, path, lang, words)["profile"]
        shared = {"title": told["title"], "intro": told["intro"]}
        codes = [["best", one] for one in told["best"]] + [["again", one] for one in told["again"]]
        for step in told["steps"]:
            level = {key: value for key, value in step.items() if key != "evidence"}
            said = [number_of(sentences, one) for one in step["evidence"]]
            codes.append(["steps", [number_of(levels, level), said]])
        profiles.append("".join(chr(FIRST_CODE + number_of(pieces, one)) for one in codes))
    return {
        "start": scenario.start,
        "nodes": {one.id: _compile_node(scenario, one, lang) for one in scenario.nodes.values()},
        "profile": shared,
        "profiles": profiles,
        "pieces": pieces,
        "levels": levels,
        "sentences": sentences,
    }


def _compile_node(scenario: Scenario, node: Node, lang: str) -> Table:
    if node.is_ending:
        return {"ending": {"text": node.text[lang]}}
    return {
        "face": node_face(scenario, node, lang, number=0),
        "steps": [step_face(scenario, node, one, lang) for one in node.options],
        "next": [one.next for one in node.options],
    }


def compile_feed(feed: Feed, lang: str, words: dict[str, str]) -> Table:
    """Return a mock network's table: what each act brings, and the key of the posts.

    Its profile depends on the order of the acts and on how many of each there are: too many to list, and
    rules in the page would be a second scoring. So it has none.

    Args:
        feed: the mock network.
        lang: language of the texts.
        words: the interface words of the table ``profile``.

    Returns:
        ``parts`` by kind of act, the ids that can stand at each place of its text; ``acts`` by kind, a
        character for each way to write it, the last place changing fastest; ``brings``, ``[text, lines,
        report or −1, marks]``, numbers into ``texts``, ``lines`` and ``reports``; ``posts`` with their kind
        and why.
    """
    texts: list[str] = []
    lines, reports = list[Face](), list[Face]()
    brings: list[list[Any]] = []
    parts = {kind: _list_parts(feed, kind) for kind in feed.acts}
    acts = dict.fromkeys(parts, "")
    for kind, places in parts.items():
        for given in product(*places):
            told = play_face(feed, [":".join((kind, *given))], lang, words, "", done=False)
            act = told["reactions"][0]
            report = NOTHING if act["report"] is None else number_of(reports, act["report"])
            said = [number_of(lines, one) for one in act["lines"]]
            marks = {name: told[name] for name in MARKS if told[name]}
            bring = [number_of(texts, act["text"]), said, report, marks]
            acts[kind] += chr(FIRST_CODE + number_of(brings, bring))
    return {
        "parts": parts,
        "acts": acts,
        "brings": brings,
        "texts": texts,
        "lines": lines,
        "reports": reports,
        "posts": play_face(feed, [], lang, words, "", done=True)["posts"],
    }


def _list_parts(feed: Feed, kind: str) -> list[list[str]]:
    """Return the ids that can stand at each place of an act's text."""
    known = {
        "post": list(feed.posts),
        "account": list(feed.accounts),
        "audience": list(feed.audiences),
        "reason": list(feed.reasons),
        "message": [one.id for one in feed.messages.values() if one.act == kind],
    }
    return [known[place] for place in ACT_SHAPES[kind]]
