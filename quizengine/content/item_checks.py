"""What must hold of an item before it can be put to anybody: its choices, its targets and its key."""

from __future__ import annotations

import re
from fractions import Fraction

from quizengine.content.exact import exact_number
from quizengine.content.problem import listing, suggest
from quizengine.content.table import Table
from quizengine.scoring.item import PAIRED, TYPED, VERDICTS, Item, Kind, Tolerance
from quizengine.scoring.outcome import Status
from quizengine.scoring.score import score
from quizengine.scoring.typed import parse_interval

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""The place of a choice in the passage of a hot-text."""
TYPABLE = {
    Kind.SHORT_TEXT: 'Leave out "|" and "certainty=", which part what is typed.',
    Kind.NUMERIC: 'Add a tolerance, such as tolerance = { absolute = "0.01" }.',
}
"""Kind → how to mend a key that no pupil can type."""
KEYLESS = (Kind.LIKERT, Kind.OPEN)


def check_item(table: Table, item: Item) -> None:
    """Tell the table of an item whatever keeps it from being answered or scored."""
    _check_choices(table, item)
    _check_doubles(table, item)
    _check_targets(table, item)
    _check_texts(table, item)
    _check_weights(table, item)
    _check_rubric(table, item)
    if item.max_points <= 0 and "max_points" in table.data:
        table.tell(
            '"max_points" must be more than 0. Leave it out for the scale of its scoring.', "max_points"
        )
    if item.key and item.kind in KEYLESS:
        table.tell(f'kind "{item.kind}" has no key. Remove it.', "key")
    elif item.key and item.kind in TYPED:
        _check_typed_key(table, item)
    elif item.key:
        _check_key(table, item)
    elif item.kind not in KEYLESS and not table.data.get("key"):
        _tell_missing_key(table, item)
    if table.is_sound and item.scoring.method == "weights":
        _check_full(table, item)


def _check_choices(table: Table, item: Item) -> None:
    if item.kind in TYPED and item.choices:
        table.tell(f'kind "{item.kind}" has no choices. Remove [[item.choice]] or change the kind.')
    elif item.kind is Kind.TRUE_FALSE and item.choice_ids[:2] != VERDICTS:
        table.tell(
            'its first two choices must be "true" and "false". '
            "Write a [[item.choice]] for each; any others are its reasons."
        )
    elif item.kind not in TYPED and len(item.choices) < 2:
        table.tell("it needs at least two choices. Add [[item.choice]].")


def _check_doubles(table: Table, item: Item) -> None:
    for ids, name in (
        (item.choice_ids, "choice"),
        (item.target_ids, "target"),
        ([one.id for one in item.rubric], "criterion"),
    ):
        for number, one in enumerate(ids):
            if one in ids[:number]:
                table.tell(f'the {name} "{one}" stands twice. Rename or remove one.', name, number)


def _check_targets(table: Table, item: Item) -> None:
    if item.kind in PAIRED and len(item.targets) < 2:
        table.tell("it needs at least two targets. Add [[item.target]].")
    if item.kind not in PAIRED and item.targets:
        table.tell(f'kind "{item.kind}" has no targets. Remove [[item.target]] or change the kind.')


def _check_texts(table: Table, item: Item) -> None:
    """Texts that no pupil of this kind of item would ever read, and passages whose places do not fit."""
    if item.why and item.kind not in TYPED:
        table.tell(f'kind "{item.kind}" has a why in each choice. Move this one there.', "why")
    if item.passage and item.kind is not Kind.HOT_TEXT:
        table.tell(f'kind "{item.kind}" has no passage. Remove it or write kind = "hot-text".', "passage")
    elif item.kind is Kind.HOT_TEXT:
        for language, passage in item.passage.items():
            _check_passage(table, item, language, PLACEHOLDER.findall(passage))


def _check_weights(table: Table, item: Item) -> None:
    for number, choice in enumerate(item.choices):
        way = ("choice", number)
        if item.scoring.method == "weights" and choice.weight is None:
            table.tell(
                f'the choice "{choice.id}" has no weight. Write weight = "0" or another exact number.', *way
            )
        if item.scoring.method != "weights" and choice.weight is not None:
            table.tell(
                f'the choice "{choice.id}" has a weight, which only scoring = "weights" counts. '
                "Remove it, or change the scoring.",
                *way,
                "weight",
            )


def _check_rubric(table: Table, item: Item) -> None:
    if item.kind is Kind.OPEN and not item.rubric:
        table.tell("it needs a rubric. Add [[item.criterion]] with id, text and points.")
    if item.kind is not Kind.OPEN and item.rubric:
        table.tell(f'kind "{item.kind}" has no rubric. Remove [[item.criterion]] or change the kind.')
    for number, criterion in enumerate(item.rubric):
        if criterion.points <= 0:
            message = f'the points of the criterion "{criterion.id}" must be more than 0. Correct them.'
            table.tell(message, "criterion", number, "points")


def _check_passage(table: Table, item: Item, language: str, placed: list[str]) -> None:
    for choice in sorted(set(placed) - set(item.choice_ids)):
        mend = suggest(choice, item.choice_ids) or " Correct it or add that choice."
        table.tell(f"{{{choice}}} is not one of its choices.{mend}", "passage", language)
    for choice in item.choice_ids:
        if placed.count(choice) != 1:
            table.tell(f"the passage must hold {{{choice}}} once. Put it in its place.", "passage", language)


def _tell_missing_key(table: Table, item: Item) -> None:
    if (
        item.scoring.method == "weights"
        and item.choices
        and all(one.weight is not None for one in item.choices)
    ):
        table.tell("no choice has a weight above 0. Give a right choice one.")
    elif item.kind in TYPED:
        table.tell('"key" is missing. Write key = ["…"] with what is accepted.')
    else:
        table.tell('"key" is missing. Write key = ["…"] with the ids of the right choices.')


def _check_typed_key(table: Table, item: Item) -> None:
    for one in item.key:
        if not one.strip():
            table.tell("its key holds an empty text. Remove it.", "key")
        elif item.kind is Kind.NUMERIC and exact_number(one) is None and parse_interval(one) is None:
            table.tell(
                f'key "{one}" is neither an exact number nor an interval. Write "12.5", "1/3" or "[10, 20)".',
                "key",
            )
        elif not _is_typable(item, one):
            table.tell(f'key "{one}" can never be typed. ' + TYPABLE[item.kind], "key")


def _is_typable(item: Item, form: str) -> bool:
    """Whether a pupil can type what a key names: a form whole, or a number with decimals that end."""
    if item.kind is Kind.SHORT_TEXT:
        return score(item, form).status is Status.CORRECT
    rest = (exact_number(form) or Fraction(0)).denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1 or item.tolerance != Tolerance()


def _check_key(table: Table, item: Item) -> None:
    key = _check_pairs(table, item) if item.kind in PAIRED else item.key
    for choice in key:
        _check_known(table, choice, item.choice_ids, "choice")
    if len(set(key)) < len(key):
        table.tell("its key names a choice twice. Keep one.", "key")
    if item.kind is Kind.SINGLE_CHOICE and len(key) > 1:
        table.tell('a single-choice item has one key. Keep one, or write kind = "multiple-choice".', "key")
    if item.kind is Kind.TRUE_FALSE:
        _check_verdict(table, item)
    if item.kind in (*PAIRED, Kind.ORDER) and set(key) < set(item.choice_ids):
        missing = listing(one for one in item.choice_ids if one not in key)
        table.tell(f"its key leaves out {missing}. Place every choice.", "key")


def _check_pairs(table: Table, item: Item) -> tuple[str, ...]:
    """Return the choices that a key of pairs places."""
    pairs = [one.partition("=") for one in item.key]
    for left, sign, target in pairs:
        if sign:
            _check_known(table, target, item.target_ids, "target")
        else:
            table.tell(f'key "{left}" is not a choice=target pair. Write "{left}=…" with a target.', "key")
    return tuple(left for left, _, _ in pairs)


def _check_verdict(table: Table, item: Item) -> None:
    verdicts = sum(one in VERDICTS for one in item.key)
    reasons = len(item.key) - verdicts
    if verdicts != 1:
        table.tell('its key must hold one verdict. Write either "true" or "false".', "key")
    if len(item.choices) > len(VERDICTS) and reasons != 1:
        table.tell("its key must hold one of its reasons, beside the verdict. Write one.", "key")


def _check_known(table: Table, one: str, known: tuple[str, ...], name: str) -> None:
    if known and one not in known:  # where there is none at all, that is told already
        table.tell(
            f'key "{one}" is not one of its {name}s ({listing(known)}).{suggest(one, known)} '
            f"Correct the key or add that {name}.",
            "key",
        )


def _check_full(table: Table, item: Item) -> None:
    """Weights can contradict a key that is written beside them."""
    if score(item, list(item.key)).status is not Status.CORRECT:
        table.tell("its key does not earn the full weight. Correct the key, the weights or upper.", "key")
