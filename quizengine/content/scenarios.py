"""Read a scenario from a data file and check that its story holds together."""

from __future__ import annotations

from quizengine.content.problem import listing, suggest
from quizengine.content.table import Table
from quizengine.scoring.item import STEPS
from quizengine.scoring.outcome import QUALITIES
from quizengine.scoring.profile import MAX_LEVEL
from quizengine.scoring.scenario import SEATS, Character, Line, Node, Option, Scenario

MAX_DECISIONS = 12
"""A path longer than this is taken for a circle."""


def read_scenario(root: Table) -> Scenario | None:
    """Return the scenario of a file, or None when it has any problem."""
    if not root.data:
        return None
    table = root.table("scenario")
    root.close()
    if not isinstance(root.data.get("scenario"), dict):
        return None
    characters = tuple(_read_character(one) for one in table.tables("character"))
    nodes: dict[str, Node] = {}
    for one in table.tables("node"):
        node = _read_node(one)
        if node.id in nodes:
            one.tell(f'the id "{node.id}" is taken above. Give it another.', "id")
        nodes.setdefault(node.id, node)
    scenario = Scenario(
        id=table.slug(),
        title=table.text("title"),
        intro=table.text("intro"),
        target=table.string("target"),
        start=table.string("start"),
        characters=characters,
        nodes=nodes,
        rules=table.strings("rules"),
        seat=table.one_of("seat", SEATS, SEATS[0]),
    )
    table.close()
    _check_people(table, scenario)
    _check_ways(table, scenario)
    return scenario if root.is_sound else None


def read_lines(table: Table) -> tuple[Line, ...]:
    """Return the messages of a node, option or feed message."""
    lines = []
    for one in table.tables("line"):
        lines.append(Line(one.string("who"), one.text("text")))
        one.close()
    return tuple(lines)


def _read_character(table: Table) -> Character:
    character = Character(table.slug(), table.text("name"), table.text("role"))
    table.close()
    return character


def _read_node(table: Table) -> Node:
    kind = table.one_of("kind", ["decision", "ending"])
    options = tuple(_read_option(one) for one in table.tables("choice"))
    stem = table.text("stem", optional=kind == "ending")
    node = Node(table.slug(), table.text("text"), stem, read_lines(table), options, table.strings("beside"))
    table.close()
    if kind == "decision" and len(options) < 2:
        table.tell("it is a dead end: a decision needs choices. Add them, or make it an ending.")
    if kind == "ending" and options:
        table.tell('an ending has no choices. Remove them or write kind = "decision".')
    if kind == "decision" and node.beside:
        table.tell("only an ending says who is beside. Remove it.", "beside")
    if len({one.id for one in options}) < len(options):
        table.tell("two of its choices have the same id. Rename one.")
    return node


def _read_option(table: Table) -> Option:
    evidence = table.raw("evidence")
    if not isinstance(evidence, dict):
        table.tell('"evidence" is missing. Write evidence = { act = 2 } with points from 0 to 2.')
        evidence = {}
    for step, points in evidence.items():
        if step not in STEPS or type(points) is not int or not 0 <= points <= MAX_LEVEL:
            table.tell(
                f'evidence "{step} = {points}" must be one of {listing(STEPS)}, with 0, 1 or 2.'
                f"{suggest(step, STEPS)}",
                "evidence",
            )
    option = Option(
        id=table.slug(),
        text=table.text("text"),
        consequence=table.text("consequence"),
        feels=table.text("feels"),
        why=table.text("why"),
        quality=table.one_of("quality", QUALITIES),
        evidence=evidence,
        next=table.string("next"),
        lines=read_lines(table),
        rules=table.strings("rules"),
    )
    table.close()
    return option


def _check_people(table: Table, scenario: Scenario) -> None:
    known = [one.id for one in scenario.characters]
    if scenario.target not in known:
        table.tell(f'target "{scenario.target}" is not one of its characters ({listing(known)}).', "target")
    for node in scenario.nodes.values():
        for name in node.beside:
            if name == scenario.target or name not in known:
                table.tell(
                    f'node "{node.id}": beside "{name}" must be another character.{suggest(name, known)}'
                )
        for line in [*node.lines, *(line for option in node.options for line in option.lines)]:
            if line.who not in known:
                table.tell(
                    f'node "{node.id}": "{line.who}" is not one of its characters.{suggest(line.who, known)}'
                )


def _check_ways(table: Table, scenario: Scenario) -> None:
    """Tell nodes that lead nowhere, cannot be reached, or go round in a circle."""
    nodes = scenario.nodes
    if scenario.start not in nodes:
        table.tell(
            f'start "{scenario.start}" is not one of its nodes.{suggest(scenario.start, nodes)}', "start"
        )
        return
    by_id = {str(one.data.get("id", "")): one for one in reversed(table.tables("node"))}
    for node in nodes.values():
        for option in node.options:
            if option.next not in nodes:
                by_id[node.id].tell(
                    f'choice "{option.id}" is a dead end: next "{option.next}" is not one of the nodes.'
                    f"{suggest(option.next, nodes)}"
                )
    reached, depth = {scenario.start}, 0
    edge = {scenario.start}
    while edge and depth <= MAX_DECISIONS:
        edge = {option.next for name in edge for option in nodes[name].options if option.next in nodes}
        reached |= edge
        depth += 1
    if edge:
        table.tell(
            f"a path goes round in a circle (more than {MAX_DECISIONS} decisions). Let it reach an ending."
        )
    for name in nodes:
        if name not in reached:
            by_id[name].tell(f'no choice leads to it from "{scenario.start}". Lead one there or remove it.')
