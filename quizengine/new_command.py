"""The command `new`: put the skeleton of an item or of a lesson where an author will fill it."""

from __future__ import annotations

import argparse
from pathlib import Path

from quizengine.content.bank import read_bank
from quizengine.content.kit import kit_root
from quizengine.content.problem import listing, suggest
from quizengine.content.skeleton import add_to_list, find_slug, write_item, write_lesson
from quizengine.scoring.form import PRACTICE

TEMPLATES = Path("lessons") / "skeleton"


def run_new(arguments: argparse.Namespace) -> int:
    """Write what was asked for, tell each file, and return the exit status.

    Raises:
        ValueError: no such lesson or kind, or the id is taken or not a slug; nothing is written then.
    """
    lessons: Path = arguments.dir
    if not (lessons / "bank" / "course.toml").is_file():
        raise ValueError(f"{lessons} is not a lessons folder: it has no bank/course.toml. Name one by --dir.")
    find_slug(arguments.id)
    made = _new_item(lessons, arguments) if arguments.what == "item" else _new_lesson(lessons, arguments)
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        print(path)
    print("Write every “…”, then run: quizengine check")
    return 0


def _new_item(lessons: Path, arguments: argparse.Namespace) -> dict[Path, str]:
    bank = read_bank(lessons / "bank")
    folder = lessons / "bank" / arguments.lesson
    if arguments.id in bank.names("item"):
        raise ValueError(f'item "{arguments.id}" is in the bank already. Give another id.')
    if not (folder / "lesson.toml").is_file():
        known = bank.names("lesson")
        near = suggest(arguments.lesson, known)
        raise ValueError(f'lesson "{arguments.lesson}" is not one of {listing(known)}.{near}')
    text = write_item(
        kit_root() / TEMPLATES, arguments.id, arguments.kind, form=arguments.form, parallel=arguments.parallel
    )
    items, record = folder / "items.toml", folder / "lesson.toml"
    before = items.read_text("utf-8").rstrip() + "\n\n" if items.is_file() else ""
    key = f"items.{arguments.form or PRACTICE}"
    return {items: before + text, record: add_to_list(record.read_text("utf-8"), key, arguments.id)}


def _new_lesson(lessons: Path, arguments: argparse.Namespace) -> dict[Path, str]:
    bank = read_bank(lessons / "bank")
    if arguments.id in bank.names("lesson"):
        raise ValueError(f'lesson "{arguments.id}" is in the bank already. Give another id.')
    like = bank.lessons.get(arguments.like)
    frame = bank.course.frames.get(like.audience) if like else None
    if like is None or frame is None or not like.is_ready:
        ready = [one.id for one in bank.lessons.values() if one.is_ready]
        raise ValueError(f'--like "{arguments.like}" must be a lesson that is ready: {listing(ready)}.')
    files = write_lesson(kit_root() / TEMPLATES, arguments.id, like, frame)
    course = lessons / "bank" / "course.toml"
    made = {lessons / name: text for name, text in files.items()}
    return made | {course: add_to_list(course.read_text("utf-8"), "lessons", arguments.id)}
