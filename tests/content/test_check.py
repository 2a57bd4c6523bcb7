"""`check` finds every planted fault and says where it is and how to mend it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from quizengine.content.bank import read_bank
from quizengine.content.checks import check
from quizengine.content.kit import kit_root

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
    assert len(check(lessons, today=date(2027, 5, 22))) == 6


def test_a_broken_item_leaves_the_others_of_its_file_in_the_bank(lessons):
    shutil.copytree(CASES / "bad" / "key-is-no-choice" / "lessons", lessons, dirs_exist_ok=True)
    assert list(read_bank(lessons / "bank").items) == ["next-move", "last-move", "sort-posts"]
