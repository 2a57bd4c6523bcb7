"""Skeletons for authors: an item or a lesson to fill, made of the templates in ``lessons/skeleton``.

Every text is still `TO_WRITE`, and `check` names each until it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from quizengine.content.bank import LANGUAGES
from quizengine.content.course import Frame
from quizengine.content.lesson import Lesson
from quizengine.content.problem import listing, suggest
from quizengine.content.skeleton_notebook import Ask, write_notebook
from quizengine.content.table import SLUG, TO_WRITE
from quizengine.scoring.form import LETTERS
from quizengine.scoring.item import Kind


def find_slug(name: str) -> str:
    """Return an id that may be given.

    Raises:
        ValueError: it is not a slug.
    """
    if not SLUG.fullmatch(name):
        raise ValueError(f'id "{name}" is not a slug. Use lower case, digits and hyphens, like "keep-proof".')
    return name


def write_item(templates: Path, name: str, kind: str, *, form: str = "", parallel: str = "") -> str:
    """Return an item to fill, as TOML.

    Args:
        templates: the folder ``lessons/skeleton``.
        name: its id.
        kind: one of `Kind`.
        form: A, B or C; "" for practice.
        parallel: the item of form A to which one of form B or C is parallel.

    Raises:
        ValueError: the id is not a slug, or there is no such kind.
    """
    _, *items = (templates / "items.toml").read_text("utf-8").split("[[item]]\n")
    by_kind = dict(zip((kind.value for kind in Kind), items, strict=True))
    if kind not in by_kind:
        raise ValueError(f'kind "{kind}" is not one of {listing(by_kind)}.{suggest(kind, by_kind)}')
    own = f'form = "{form}"\n' if form else ""
    own += f'parallel = "{parallel}"\n' if parallel else ""
    head = f'id = "{find_slug(name)}"\nkind = "{kind}"\n'
    return (
        "[[item]]\n"
        + by_kind[kind].replace(f'id = "{kind}"\nkind = "{kind}"\n', head + own, 1).rstrip()
        + "\n"
    )


def write_lesson(templates: Path, name: str, like: Lesson, frame: Frame) -> Mapping[str, str]:
    """Return the files of a lesson to fill.

    Args:
        templates: the folder ``lessons/skeleton``.
        name: id of the new lesson.
        like: a lesson for the same audience, whose minutes and folders it takes.
        frame: what a lesson for that audience must have.

    Returns:
        Path below ``lessons`` → text: record, items, scenario, papers, and a notebook a language.

    Raises:
        ValueError: the id is not a slug.
    """
    folder = f"bank/{find_slug(name)}"
    items = _list_items(name, frame)
    books = {lang: str(Path(like.notebook[lang]).with_name(f"{name}.ipynb").as_posix()) for lang in LANGUAGES}
    filled = {"LESSON": name, "SEAT": frame.seat}

    def fill(file: str) -> str:
        text = (templates / file).read_text("utf-8")
        return re.sub("|".join(filled), lambda found: filled[found.group()], text)

    text = "\n".join(
        write_item(templates, one, kind, form=form if form in LETTERS else "", parallel=parallel)
        for one, form, kind, parallel in items
    )
    return {
        f"{folder}/lesson.toml": _write_record(name, like, books, items),
        f"{folder}/items.toml": text,
        f"{folder}/scenario.toml": fill("scenario.toml"),
        f"{folder}/papers.toml": fill("papers.toml"),
        **{books[lang]: write_notebook(name, lang, like, items) for lang in LANGUAGES},
    }


def add_to_list(text: str, key: str, name: str) -> str:
    """Return a TOML text with one name more at the end of the list of a key.

    Raises:
        ValueError: the key has no list of texts there.
    """
    found = re.search(rf"(?m)^{re.escape(key)} = \[([^\]]*)\]", text)
    if found is None:
        raise ValueError(f'there is no list {key} = ["…"] in which to put "{name}". Write one.')
    names = [*re.findall(r'"([^"]*)"', found.group(1)), name]
    made = "".join(f'  "{one}",\n' for one in names)
    return f"{text[: found.start()]}{key} = [\n{made}]{text[found.end() :]}"


def _list_items(name: str, frame: Frame) -> tuple[Ask, ...]:
    """Return the items that a frame asks for, of as many kinds as it asks for."""
    kinds = [kind.value for kind in Kind][: frame.kinds]
    asks: list[Ask] = []
    for form, count in frame.items.items():
        for place in range(count):
            parallel = f"{name}-a-{place + 1}" if form in LETTERS[1:] else ""
            kind = kinds[place % len(kinds)]
            asks.append((f"{name}-{form.lower()}-{place + 1}", form, kind, parallel))
    return tuple(asks)


def _write_record(name: str, like: Lesson, books: Mapping[str, str], items: tuple[Ask, ...]) -> str:
    lines = ["[lesson]", f'id = "{name}"', f'audience = "{like.audience}"', f"minutes = {like.minutes}"]
    lines += [
        'status = "ready"',
        *_in_both("title", "goal"),
        *(f'slug.{lang} = "{name}"' for lang in LANGUAGES),
    ]
    lines += [f'notebook.{lang} = "{book}"' for lang, book in books.items()]
    lines += [f'objectives.{lang} = ["{TO_WRITE}"]' for lang in LANGUAGES]
    lines += ['rules = ["harassment"]']
    for form in dict.fromkeys(form for _, form, _, _ in items):
        lines.append(f"items.{form} = {json.dumps([one for one, of, _, _ in items if of == form])}")
    lines += [f'scenario = "{name}-story"', 'glossary = ["harassment"]']
    for step in like.steps:
        lines += ["", "[[lesson.step]]", f'id = "{step.id}"', *_in_both("title")]
        lines += [f"from = {step.start}", f"to = {step.end}"]
        lines += [f"minutes-{cut} = {minutes}" for cut, minutes in step.cuts.items()]
        lines += [f"shows = {json.dumps(_shown(name, step.id, items))}"]
    return "\n".join(lines) + "\n"


def _shown(name: str, step: str, items: tuple[Ask, ...]) -> list[str]:
    """Return what a step shows in class: forms A and B, and the story."""
    form = {"baseline": "A", "exit": "B"}.get(step)
    return [f"{name}-story"] if step == "scenario" else [one for one, of, _, _ in items if of == form]


def _in_both(*keys: str) -> list[str]:
    return [f'{key}.{lang} = "{TO_WRITE}"' for key in keys for lang in LANGUAGES]
