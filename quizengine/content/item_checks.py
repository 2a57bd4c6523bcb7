"""What must hold of an item before it can be put to anybody: its choices, its targets and its key."""

from __future__ import annotations

import re

from quizengine.content.problem import listing, suggest
from quizengine.content.table import Table, exact_number
from quizengine.scoring.item import PAIRED, TYPED, VERDICTS, Item, Kind
from quizengine.scoring.outcome import Status
from quizengine.scoring.score import score
from quizengine.scoring.typed import parse_interval

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""The place of a choice in the passage of a hot-text."""
KEYLESS = (Kind.LIKERT, Kind.OPEN)


def check_item(table: Table, item: Item) -> None:
    """Tell the table of an item whatever keeps it from being answered or scored."""
    _check_choices(table, item)
    _check_targets(table, item)
    _check_weights(table, item)
    _check_rubric(table, item)
    if item.max_points <= 0:
        table.tell('"max_points" must be more than 0.', "max_points")
    for language, passage in item.passage.items():
        _check_passage(table, item, language, PLACEHOLDER.findall(passage))
    if item.kind in KEYLESS:
        if item.key:
            table.tell(f"a {item.kind} item has no key. Remove it.", "key")
    elif not item.key:
        table.tell('"key" is missing. Write key = ["…"] with the ids of the right choices.')
    elif item.kind in TYPED:
        _check_typed_key(table, item)
    else:
        _check_key(table, item)
    if table.is_sound and item.scoring.method == "weights":
        _check_full(table, item)


def _check_choices(table: Table, item: Item) -> None:
    if item.kind in TYPED and item.choices:
        table.tell(f"a {item.kind} item has no choices. Remove [[item.choice]] or change its kind.")
    if item.kind not in TYPED and len(item.choices) < 2:
        table.tell("it needs at least two choices. Add [[item.choice]].")
    if item.kind is Kind.TRUE_FALSE and item.choice_ids[:2] != VERDICTS:
        table.tell('its first two choices must be "true" and "false"; any others are its reasons.')
    for ids, name in (
        (item.choice_ids, "choice"),
        (item.target_ids, "target"),
        ([one.id for one in item.rubric], "criterion"),
    ):
        for doubled in sorted({one for one in ids if ids.count(one) > 1}):
            table.tell(f'the {name} "{doubled}" stands twice. Rename or remove one.')


def _check_targets(table: Table, item: Item) -> None:
    if item.kind in PAIRED and len(item.targets) < 2:
        table.tell("it needs at least two targets. Add [[item.target]].")
    if item.kind not in PAIRED and item.targets:
        table.tell(f"a {item.kind} item has no targets. Remove [[item.target]] or change its kind.")


def _check_weights(table: Table, item: Item) -> None:
    for choice in item.choices:
        if item.scoring.method == "weights" and choice.weight is None:
            table.tell(f'the choice "{choice.id}" has no weight. Write weight = "0" or another exact number.')
        if item.scoring.method != "weights" and choice.weight is not None:
            table.tell(
                f'the choice "{choice.id}" has a weight, which only scoring = "weights" counts. '
                "Remove it, or change the scoring."
            )


def _check_rubric(table: Table, item: Item) -> None:
    if item.kind is Kind.OPEN and not item.rubric:
        table.tell("it needs a rubric. Add [[item.criterion]] with id, text and points.")
    if item.kind is not Kind.OPEN and item.rubric:
        table.tell(f"a {item.kind} item has no rubric. Remove [[item.criterion]] or change its kind.")
    for criterion in item.rubric:
        if criterion.points <= 0:
            table.tell(f'the points of the criterion "{criterion.id}" must be more than 0.')


def _check_passage(table: Table, item: Item, language: str, placed: list[str]) -> None:
    for choice in sorted(set(placed) - set(item.choice_ids)):
        table.tell(
            f"{{{choice}}} is not one of its choices.{suggest(choice, item.choice_ids)}", "passage", language
        )
    for choice in item.choice_ids:
        if placed.count(choice) != 1:
            table.tell(f"the passage must hold {{{choice}}} once.", "passage", language)


def _check_typed_key(table: Table, item: Item) -> None:
    for one in item.key:
        if not one.strip():
            table.tell("its key holds an empty text. Remove it.", "key")
        elif item.kind is Kind.NUMERIC and exact_number(one) is None and parse_interval(one) is None:
            table.tell(
                f'key "{one}" is neither an exact number nor an interval. Write "12.5", "1/3" or "[10, 20)".',
                "key",
            )


def _check_key(table: Table, item: Item) -> None:
    key = item.key
    lefts = key
    if item.kind in PAIRED:
        pairs = [one.partition("=") for one in key]
        lefts = tuple(left for left, _, _ in pairs)
        for _, _, target in pairs:
            _check_known(table, target, item.target_ids, "target")
    for choice in lefts:
        _check_known(table, choice, item.choice_ids, "choice")
    if len(set(lefts)) < len(lefts):
        table.tell("its key names a choice twice. Keep one.", "key")
    if item.kind is Kind.SINGLE_CHOICE and len(key) > 1:
        table.tell('a single-choice item has one key. Keep one, or write kind = "multiple-choice".', "key")
    if item.kind is Kind.TRUE_FALSE:
        wanted = [sum(one in VERDICTS for one in key), sum(one not in VERDICTS for one in key)]
        if wanted != [1, int(len(item.choices) > len(VERDICTS))]:
            table.tell("its key must be true or false, and one reason where it has reasons.", "key")
    if item.kind in (*PAIRED, Kind.ORDER) and set(lefts) < set(item.choice_ids):
        missing = listing(one for one in item.choice_ids if one not in lefts)
        table.tell(f"its key leaves out {missing}. Place every choice.", "key")


def _check_known(table: Table, one: str, known: tuple[str, ...], name: str) -> None:
    if one not in known:
        table.tell(
            f'key "{one}" is not one of its {name}s ({listing(known)}).{suggest(one, known)} '
            f"Correct the key or add that {name}.",
            "key",
        )


def _check_full(table: Table, item: Item) -> None:
    """Weights can contradict a key that is written beside them."""
    if score(item, list(item.key)).status is not Status.CORRECT:
        table.tell("its key does not earn the full weight. Correct the key, the weights or upper.", "key")
