"""A scenario on paper: a booklet of numbered paragraphs, a strip to note a path, the teacher's key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from quizengine.content.face_scenario import count_decisions, node_face, scenario_face, step_face
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typst import Markup
from quizengine.scoring.scenario import Node, Option, Scenario

LETTERS = "ABCDEFGH"


def number_paragraphs(scenario: Scenario) -> dict[str, int]:
    """Return the number of each paragraph of the booklet, from 1.

    Returns:
        Node id → number and ``node=option`` → number. The story starts at 1; the others are shuffled,
        so that nobody reads on by mistake, and always the same way, in every language.
    """
    names = [one for one in scenario.nodes if one != scenario.start]
    names += [f"{node.id}={option.id}" for node in scenario.nodes.values() for option in node.options]
    names.sort(key=lambda name: hashlib.sha256(f"{scenario.id}/{name}".encode()).digest())
    return {name: number for number, name in enumerate([scenario.start, *names], start=1)}


def print_booklet(sheet: Sheet, name: str) -> Markup:
    """Return the whole story to play on paper: consequences in their own paragraphs, and no verdict."""
    scenario = sheet.find("scenario", sheet.bank.scenarios, name)
    numbers = number_paragraphs(scenario)
    face, words = scenario_face(scenario, sheet.lang), sheet.words
    paragraphs = []
    for node in scenario.nodes.values():
        paragraphs.append(_node_paragraph(sheet, scenario, node, numbers))
        paragraphs += [_option_paragraph(sheet, scenario, node, one, numbers) for one in node.options]
    paragraphs.sort(key=lambda one: one["number"])
    return stack(
        sheet.head(words["how-to-play"]),
        sheet.call("story-intro", face["intro"], words["story-how"].format(count=face["decisions"])),
        sheet.head(words["characters"]),
        sheet.call("people", face["characters"]),
        print_path(sheet, name),
        sheet.head(face["title"]),
        *(_set_paragraph(sheet, one, face["target"]) for one in paragraphs),
    )


def print_path(sheet: Sheet, name: str) -> Markup:
    """Return the strip where a pupil notes the choice made at each decision, and why."""
    scenario = sheet.find("scenario", sheet.bank.scenarios, name)
    most = max(len(node.options) for node in scenario.nodes.values())
    return sheet.call(
        "path-strip",
        [sheet.words["decision"], sheet.words["my-choice"], sheet.words["because"]],
        count=count_decisions(scenario),
        letters=list(LETTERS[:most]),
    )


def print_scenario_key(sheet: Sheet, name: str) -> Markup:
    """Return each decision with its choices, what follows, why, and where it stands in the booklet."""
    scenario = sheet.find("scenario", sheet.bank.scenarios, name)
    numbers, words = number_paragraphs(scenario), sheet.words
    target = scenario_face(scenario, sheet.lang)["target"]
    blocks = [sheet.head(words["key-scenario"].format(title=scenario.title[sheet.lang]))]
    for node in scenario.nodes.values():
        if node.is_ending:
            continue
        blocks.append(sheet.head(words["paragraph"].format(number=numbers[node.id]), level=2))
        blocks.append(
            sheet.call(
                "decision-key",
                stem=node.stem[sheet.lang],
                labels={"then": words["then"], "feels": target, "why": words["why"]},
                choices=[
                    step_face(scenario, node, one, sheet.lang)
                    | {"number": str(numbers[f"{node.id}={one.id}"]), "quality": words[one.quality]}
                    | {"strong": one.quality == "strong"}
                    for one in node.options
                ],
            )
        )
    return stack(*blocks)


def _node_paragraph(
    sheet: Sheet, scenario: Scenario, node: Node, numbers: Mapping[str, int]
) -> dict[str, Any]:
    face = node_face(scenario, node, sheet.lang, number=1)
    ways = [{"text": one["text"], "go": numbers[f"{node.id}={one['id']}"]} for one in face["choices"]]
    return {
        "number": numbers[node.id],
        "text": face["text"],
        "lines": face["lines"],
        "stem": face["stem"],
        "choices": ways,
        "feels": "",
        "next": None,
        "ends": node.is_ending,
    }


def _option_paragraph(
    sheet: Sheet, scenario: Scenario, node: Node, option: Option, numbers: Mapping[str, int]
) -> dict[str, Any]:
    face = step_face(scenario, node, option, sheet.lang)
    return {
        "number": numbers[f"{node.id}={option.id}"],
        "text": face["consequence"],
        "lines": face["lines"],
        "stem": "",
        "choices": [],
        "feels": face["feels"],
        "next": numbers[option.next],
        "ends": False,
    }


def _set_paragraph(sheet: Sheet, paragraph: dict[str, Any], target: str) -> Markup:
    words = sheet.words
    return sheet.call(
        "paragraph",
        paragraph | {"label": words["paragraph"].format(number=paragraph["number"]).split(maxsplit=1)},
        level=sheet.outline.enter(2),
        feels=words["feels-now"].format(name=target),
        go=words["go-to"],
        the_end=words["the-end"],
    )
