"""`check` finds every planted fault and says where it is and how to mend it."""

import json
import shutil
from datetime import date
from pathlib import Path, PureWindowsPath

import pytest

from quizengine.content.bank import LANGUAGES, read_bank
from quizengine.content.checks import check
from quizengine.content.kit import display_path, kit_root

CASES = Path(__file__).parent.parent / "cases"
TODAY = date(2026, 11, 22)


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    shutil.copytree(CASES / "good" / "lessons", tmp_path / "lessons")
    monkeypatch.chdir(tmp_path)
    return Path("lessons")


def test_the_good_lessons_have_no_problem(lessons):
    assert check(lessons, today=TODAY) == []


def test_the_kits_own_lessons_have_no_problem():
    assert check(kit_root() / "lessons", today=TODAY) == []


@pytest.mark.parametrize("case", sorted(path.name for path in (CASES / "bad").iterdir()))
def test_a_planted_fault_gives_the_message_beside_it(case, lessons):
    if case.startswith("tone-"):
        shutil.copy(kit_root() / "lessons" / "bank" / "tone.toml", lessons / "bank")
    shutil.copytree(CASES / "bad" / case / "lessons", lessons, dirs_exist_ok=True)
    told = "".join(f"{problem}\n" for problem in check(lessons, today=TODAY))
    assert told == (CASES / "bad" / case / "message.txt").read_text("utf-8")


def test_two_faults_in_two_files_are_told_in_one_go(lessons):
    for case in ("key-is-no-choice", "scenario-dead-end"):
        shutil.copytree(CASES / "bad" / case / "lessons", lessons, dirs_exist_ok=True)
    files = {problem.file for problem in check(lessons, today=TODAY)}
    assert {"lessons/bank/demo/items.toml", "lessons/bank/demo/scenario.toml"} <= files


def test_a_fact_is_flagged_only_after_180_days(lessons):
    assert check(lessons, today=date(2027, 5, 21)) == []
    assert len(check(lessons, today=date(2027, 5, 22))) == 13


def test_a_broken_item_leaves_the_others_of_its_file_in_the_bank(lessons):
    shutil.copytree(CASES / "bad" / "key-is-no-choice" / "lessons", lessons, dirs_exist_ok=True)
    assert list(read_bank(lessons / "bank").items) == ["next-move", "last-move", "sort-posts"]


def test_a_missing_file_is_told_and_what_it_would_declare_is_not_missed_elsewhere(lessons):
    (lessons / "bank" / "rules.toml").unlink()
    told = [str(problem) for problem in check(lessons, today=TODAY)]
    assert told == ["lessons/bank/rules.toml:1: the file is missing. Restore it."]


def test_a_file_that_cannot_be_opened_is_told(lessons):
    (lessons / "bank" / "odd" / "items.toml").mkdir(parents=True)
    told = [str(problem) for problem in check(lessons, today=TODAY)]
    assert len(told) == 1
    assert told[0].startswith("lessons/bank/odd/items.toml:1: the file cannot be read (")
    assert told[0].endswith("). Check its name and its rights.")


def test_a_lesson_that_is_only_planned_needs_no_notebook(lessons):
    course = lessons / "bank" / "course.toml"
    course.write_text(course.read_text("utf-8").replace('"demo"', '"demo", "next"'), "utf-8")
    planned = '[lesson]\nid = "next"\naudience = "teens"\nminutes = 50\nstatus = "planned"\n'
    planned += 'title = { fr = "Suite", en = "Next" }\ngoal = { fr = "Agir.", en = "Act." }\n'
    (lessons / "bank" / "next").mkdir()
    (lessons / "bank" / "next" / "lesson.toml").write_text(planned, "utf-8")
    assert check(lessons, today=TODAY) == []


def add_code(notebook, source, tags):
    book = json.loads(notebook.read_text("utf-8"))
    cell = {"cell_type": "code", "execution_count": None, "id": "extra", "outputs": []}
    book["cells"].append(cell | {"metadata": {"tags": tags}, "source": [source]})
    notebook.write_text(json.dumps(book), "utf-8")


@pytest.mark.parametrize(("tags", "is_told"), [([], True), (["screen-only"], False)])
def test_code_of_any_sort_stands_in_a_cell_for_the_screen_only(lessons, tags, is_told):
    for lang in LANGUAGES:
        add_code(lessons / lang / "demo.ipynb", "print(1)", tags)
    assert bool(check(lessons, today=TODAY)) == is_told


def test_what_jupyter_keeps_of_an_older_notebook_is_not_checked(lessons):
    (lessons / "fr" / ".ipynb_checkpoints").mkdir()
    (lessons / "fr" / ".ipynb_checkpoints" / "demo.ipynb").write_text("old", "utf-8")
    assert check(lessons, today=TODAY) == []


def test_a_bank_alone_is_checked_without_notebooks(lessons):
    shutil.rmtree(lessons / "fr")
    assert check(lessons / "bank", today=TODAY) == []
    assert check(lessons, today=TODAY) != []


def test_a_file_on_another_drive_is_told_by_its_whole_name():
    assert display_path(PureWindowsPath("D:/lessons/bank")) == "D:/lessons/bank"
