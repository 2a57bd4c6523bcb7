"""Items on paper: to be answered with a pencil, or with their key and reasons for the teacher."""

from __future__ import annotations

from collections.abc import Iterable

from quizengine.content.face import answer_key, item_face
from quizengine.printing.recipes import read_recipes
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typst import Markup


def print_items(sheet: Sheet, ids: Iterable[str]) -> Markup:
    """Return items as a pupil answers them on paper: no key, no reason."""
    return stack(*(_print_item(sheet, name) for name in ids))


def print_item_keys(sheet: Sheet) -> Markup:
    """Return the key of every item, handout by handout, with each choice's reason."""
    recipes = read_recipes()
    blocks = [sheet.call("prose", sheet.words["key-intro"])]
    for recipe, names in sheet.groups.items():
        blocks.append(sheet.head(recipes[recipe].title[sheet.lang]))
        blocks += [_print_key(sheet, name) for name in names]
    return stack(*blocks)


def _print_item(sheet: Sheet, name: str) -> Markup:
    face = item_face(sheet.find("item", sheet.bank.items, name), sheet.lang)
    return sheet.call(
        "item",
        face,
        number=sheet.number(name),
        hint=sheet.words[f"hint-{face['kind']}"],
        corner=sheet.words["corner"],
    )


def _print_key(sheet: Sheet, name: str) -> Markup:
    item = sheet.find("item", sheet.bank.items, name)
    face = answer_key(item, sheet.lang)
    rules = (sheet.bank.rules[rule].title[sheet.lang] for rule in face["rules"] if rule in sheet.bank.rules)
    step = sheet.bank.speak("profile", sheet.lang).get(f"step-{face['step']}", "")
    tests = [sheet.words["tests"].format(rules=", ".join(rules)), sheet.words["step"].format(step=step)]
    return sheet.call(
        "item-key",
        face,
        number=sheet.number(name),
        form=sheet.words[f"form-{item.form}"],
        tests=tests,
        passage_key=_right_words(face),
    )


def _right_words(face: dict[str, list[dict[str, str]]]) -> list[dict[str, str | bool]]:
    """Return a passage as runs of text, those of a right choice marked; empty without a passage."""
    choices = {one["id"]: one for one in face["choices"]}
    runs: list[dict[str, str | bool]] = []
    for piece in face["passage"]:
        choice = choices.get(piece.get("choice", ""))
        runs.append(
            {"text": piece["text"], "mark": False}
            if choice is None
            else {"text": choice["text"], "mark": bool(choice["right"])}
        )
    return runs
