"""Read items from a data file; an item with any problem is told and left out, the others are kept."""

from __future__ import annotations

import re
from fractions import Fraction

from quizengine.content.problem import listing, suggest
from quizengine.content.table import Table
from quizengine.scoring.item import STEPS, Choice, Item, Kind, Target
from quizengine.scoring.methods import DEFAULTS, METHODS

KINDS = tuple(kind.value for kind in Kind)
FORMS = ("A", "B", "C", "practice")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def read_items(root: Table) -> dict[str, Item]:
    """Return the sound items of a file by id, in its order."""
    items: dict[str, Item] = {}
    for table in root.tables("item"):
        item = _read_item(table)
        table.keep(items, item.id, item)
    root.close()
    return items


def _read_item(table: Table) -> Item:
    name = table.one_of("kind", KINDS)
    kind = Kind(name) if name in KINDS else None
    choices = tuple(_read_choice(one) for one in table.tables("choice"))
    targets = tuple(_read_target(one) for one in table.tables("target"))
    item = Item(
        id=table.slug(),
        kind=kind or Kind.SINGLE_CHOICE,
        stem=table.text("stem"),
        choices=choices,
        targets=targets,
        key=table.strings("key"),
        passage=table.text("passage", optional=kind is not Kind.HOT_TEXT),
        scoring=_read_scoring(table, kind or Kind.SINGLE_CHOICE),
        max_points=table.exact("max_points", Fraction(1)),
        rules=table.strings("rules"),
        step=table.one_of("step", STEPS, "" if not table.source.languages else None),
        form=table.one_of("form", FORMS, "practice"),
        parallel=table.string("parallel", ""),
    )
    table.close()
    if kind:
        _check_choices(table, item)
        _check_key(table, item)
    return item


def _read_scoring(table: Table, kind: Kind) -> str:
    name = table.one_of("scoring", METHODS, DEFAULTS[kind])
    if name in METHODS and kind not in METHODS[name].kinds:
        fitting = listing(one for one, method in METHODS.items() if kind in method.kinds)
        table.tell(f'scoring "{name}" is not for a {kind} item. Write one of {fitting}.', "scoring")
    return name


def _read_choice(table: Table) -> Choice:
    choice = Choice(table.slug(), table.text("text"), table.text("why"))
    table.close()
    return choice


def _read_target(table: Table) -> Target:
    target = Target(table.slug(), table.text("text"))
    table.close()
    return target


def _check_choices(table: Table, item: Item) -> None:
    if len(item.choices) < 2:
        table.tell("it needs at least two choices. Add [[item.choice]].")
    for ids, name in ((item.choice_ids, "choice"), (item.target_ids, "target")):
        for doubled in sorted({one for one in ids if ids.count(one) > 1}):
            table.tell(f'the {name} "{doubled}" stands twice. Rename or remove one.')
    if item.max_points <= 0:
        table.tell('"max_points" must be more than 0.', "max_points")
    if item.kind is Kind.CATEGORISE and len(item.targets) < 2:
        table.tell("it needs at least two targets. Add [[item.target]].")
    if item.kind is not Kind.CATEGORISE and item.targets:
        table.tell(f"a {item.kind} item has no targets. Remove [[item.target]] or change its kind.")
    for language, passage in item.passage.items():
        _check_passage(table, item, language, PLACEHOLDER.findall(passage))


def _check_passage(table: Table, item: Item, language: str, placed: list[str]) -> None:
    for choice in sorted(set(placed) - set(item.choice_ids)):
        table.tell(
            f"{{{choice}}} is not one of its choices.{suggest(choice, item.choice_ids)}", "passage", language
        )
    for choice in item.choice_ids:
        if placed.count(choice) != 1:
            table.tell(f"the passage must hold {{{choice}}} once.", "passage", language)


def _check_key(table: Table, item: Item) -> None:
    key = item.key
    if not key:
        table.tell('"key" is missing. Write key = ["…"] with the ids of the right choices.')
        return
    lefts = key
    if item.kind is Kind.CATEGORISE:
        pairs = [one.partition("=") for one in key]
        lefts = tuple(left for left, _, _ in pairs)
        for _, _, target in pairs:
            if target not in item.target_ids:
                table.tell(
                    f'key "{target}" is not one of its targets ({listing(item.target_ids)}).'
                    f"{suggest(target, item.target_ids)} Correct the key or add that target.",
                    "key",
                )
    for choice in lefts:
        if choice not in item.choice_ids:
            table.tell(
                f'key "{choice}" is not one of its choices ({listing(item.choice_ids)}).'
                f"{suggest(choice, item.choice_ids)} Correct the key or add that choice.",
                "key",
            )
    if len(set(lefts)) < len(lefts):
        table.tell("its key names a choice twice. Keep one.", "key")
    if item.kind is Kind.SINGLE_CHOICE and len(key) > 1:
        table.tell('a single-choice item has one key. Keep one, or write kind = "multiple-choice".', "key")
    if item.kind in (Kind.CATEGORISE, Kind.ORDER) and set(lefts) < set(item.choice_ids):
        missing = listing(one for one in item.choice_ids if one not in lefts)
        table.tell(f"its key leaves out {missing}. Place every choice.", "key")
