"""What `quizengine new` makes is told as unwritten, and passes `check` once it is filled."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from quizengine.cli import main
from quizengine.content.bank import kit_bank
from quizengine.content.checks import check
from quizengine.content.kit import kit_root
from quizengine.content.skeleton import write_lesson
from quizengine.scoring.item import Kind

TODAY = date(2026, 11, 22)
MODEL = kit_bank().lessons["teens-3"]
FIRST_WORDS = {"numeric": "12"}


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """The kit with one lesson alone: enough to add to, and soon checked."""
    lessons = shutil.copytree(kit_root() / "lessons", tmp_path / "lessons")
    course = lessons / "bank" / "course.toml"
    text = course.read_text("utf-8")
    for lesson in (one for one in kit_bank().lessons.values() if one is not MODEL):
        shutil.rmtree(lessons / "bank" / lesson.id)
        text = text.replace(f'  "{lesson.id}",\n', "")
        for book in lesson.notebook.values():
            (lessons / book).unlink()
    course.write_text(text, "utf-8")
    (lessons / "bank" / "blueprints.toml").unlink()
    monkeypatch.chdir(tmp_path)
    return lessons


def told(lessons, name):
    return [str(one) for one in check(lessons, today=TODAY) if name in str(one)]


def fill(path, word="un mot"):
    path.write_text(path.read_text("utf-8").replace("…", word), "utf-8")


def call(lessons, name):
    """Name an item in a cell of each notebook of its lesson."""
    for path in (*lessons.glob("fr/ados/03-*.ipynb"), *lessons.glob("en/teens/03-*.ipynb")):
        book = path.read_text("utf-8")
        path.write_text(book.replace('\\"order-of-acts\\"', f'\\"order-of-acts\\", \\"{name}\\"', 1), "utf-8")


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_an_item_to_fill_is_told_until_it_is_written(lessons, kind):
    assert main(["new", "item", "teens-3", kind, "a-new-one"]) == 0
    assert any("is missing" in one or "12" in one for one in told(lessons, "a-new-one"))
    items = lessons / "bank" / "teens-3" / "items.toml"
    before, after = items.read_text("utf-8").split('id = "a-new-one"')
    items.write_text(
        before + 'id = "a-new-one"' + after.replace("…", FIRST_WORDS.get(kind, "un mot")), "utf-8"
    )
    call(lessons, "a-new-one")
    assert told(lessons, "a-new-one") == []


@pytest.mark.parametrize(("name", "like"), [("teens-7", "teens-3")])
def test_a_lesson_to_fill_is_told_until_it_is_written(lessons, name, like):
    assert main(["new", "lesson", name, "--like", like]) == 0
    assert told(lessons, name)
    for path in lessons.rglob("*"):
        if name in path.as_posix() and path.is_file():
            fill(path)
    assert told(lessons, name) == []


FRAMES = kit_bank().course.frames


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_the_notebook_of_a_lesson_to_fill_has_every_step_and_every_item_once(frame):
    like = replace(MODEL, steps=tuple(replace(MODEL.steps[0], id=step) for step in frame.steps))
    files = write_lesson(kit_root() / "lessons" / "skeleton", "fresh", like, frame)
    book = next(text for name, text in files.items() if name.startswith("fr/"))
    assert all(book.count(f'"id": "{step}"') == 1 for step in frame.steps)
    items = files["bank/fresh/items.toml"].count("[[item]]")
    assert items == sum(frame.items.values()) == book.count('\\"fresh-')
    assert ("lesson.checklist()" in book) == ("checklist" in frame.papers)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["item", "teens-3", "mach", "fresh"], 'kind "mach" is not one of'),
        (["item", "teens-3", "match", "Fresh"], 'id "Fresh" is not a slug'),
        (["item", "teens-3", "match", "who-may-report"], 'item "who-may-report" is in the bank already'),
        (["item", "teen-3", "match", "fresh"], 'Did you mean "teens-3"?'),
        (["lesson", "teens-3"], 'lesson "teens-3" is in the bank already'),
        (["lesson", "teens-7", "--like", "teens-9"], '--like "teens-9" must be a lesson that is ready'),
        (["lesson", "teens-7", "--dir", "elsewhere"], "elsewhere is not a lessons folder"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(lessons, capsys, command, message):
    before = {path: path.read_bytes() for path in lessons.rglob("*") if path.is_file()}
    assert main(["new", *command]) == 1
    assert message in capsys.readouterr().err
    assert {path: path.read_bytes() for path in lessons.rglob("*") if path.is_file()} == before


def test_an_item_on_a_form_that_the_record_does_not_list_is_told(lessons, capsys):
    record = lessons / "bank" / "teens-3" / "lesson.toml"
    record.write_text(record.read_text("utf-8").replace("items.B = ", "# items.B = "), "utf-8")
    assert (
        main(["new", "item", "teens-3", "match", "fresh", "--form", "B", "--parallel", "who-may-report"]) == 1
    )
    assert "there is no list items.B" in capsys.readouterr().err
