"""Items on paper: to be answered with a pencil, or with their key and reasons for the teacher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizengine.content.face import Face, answer_key, item_face
from quizengine.content.marks import find_seed
from quizengine.content.words import say
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
        blocks.append(sheet.head(say(recipes[recipe].title, sheet.lang, sheet.lesson.audience)))
        blocks += [_print_key(sheet, name) for name in names]
    return stack(*blocks)


def _print_item(sheet: Sheet, name: str) -> Markup:
    face = item_face(sheet.find("item", sheet.bank.items, name), sheet.lang, seed=find_seed(sheet.seed))
    hint = f"hint-{face['kind']}-reasons" if face["reasons"] else f"hint-{face['kind']}"
    return sheet.call(
        "item",
        face,
        number=sheet.number(name),
        hint=sheet.words[hint],
        corner=sheet.words["corner"],
        because=sheet.words["because"],
    )


def _print_key(sheet: Sheet, name: str) -> Markup:
    item = sheet.find("item", sheet.bank.items, name)
    words = sheet.words
    feedback, seed = sheet.bank.speak("feedback", sheet.lang), find_seed(sheet.seed)
    face = answer_key(item, sheet.lang, feedback, seed=seed)
    rules = (sheet.bank.rules[rule].title[sheet.lang] for rule in face["rules"] if rule in sheet.bank.rules)
    step = sheet.bank.speak("profile", sheet.lang).get(f"step-{face['step']}", "")
    return sheet.call(
        "item-key",
        face | _say_typed(face, words),
        number=sheet.number(name),
        form=words[f"form-{item.form}"],
        tests=[words["tests"].format(rules=", ".join(rules)), words["step"].format(step=step)],
        passage_key=_right_words(face),
        note=words.get(f"note-{face['kind']}", ""),
        labels={"because": words["because"], "accepted": words["accepted"]},
    )


def _say_typed(face: Face, words: Mapping[str, str]) -> Face:
    """Return what may be typed, what does not count in it, and the points of a rubric, as printed."""
    form = words["accepted-form"] if face["kind"] == "short-text" else "{form}"
    folds = ", ".join(words[f"fold-{one}"] for one in face["fold"])
    points = words["points"]
    return {
        "accepted": [form.format(form=one) for one in face["accepted"]],
        "fold": words["fold"].format(folds=folds) if folds else "",
        "rubric": [one | {"points": points.format(points=one["points"])} for one in face["rubric"]],
    }


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
