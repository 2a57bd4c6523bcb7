"""The commands tell by their exit status: 0 all is well, 1 bad input, 2 bad use; `check` knows each kind."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from quizengine import __version__
from quizengine.cli import main
from quizengine.content.bank import kit_bank
from quizengine.content.checks import check
from quizengine.content.kit import kit_root

GOOD = Path(__file__).parent / "cases" / "good" / "lessons"
CHECKED = date(2026, 11, 22)


@pytest.fixture
def lessons(tmp_path):
    return Path(shutil.copytree(GOOD, tmp_path / "lessons"))


@pytest.fixture
def fresh(lessons):
    """The good lessons, their facts checked today: the command counts from today."""
    for path in lessons.glob("bank/*.toml"):
        change(path, f"checked = {CHECKED}", f"checked = {date.today()}")
    return lessons


def change(path, old, new, count=-1):
    path.write_text(path.read_text("utf-8").replace(old, new, count), encoding="utf-8")


def status(*arguments):
    """The exit status of a command that stops while its arguments are read."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    return stopped.value.code


def test_check_of_good_lessons_says_nothing_and_exits_0(fresh, capsys):
    assert main(["check", str(fresh)]) == 0
    assert capsys.readouterr().out == ""


def test_check_exits_1_when_there_is_a_problem(fresh, capsys):
    change(fresh / "bank" / "demo" / "items.toml", 'key = ["proof"]', 'key = ["prof"]', 1)
    assert main(["check", str(fresh)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if "items.toml:7: " in line and '"prof"' in line]


def test_check_json_gives_one_object_a_line_with_file_line_and_message(fresh, capsys):
    change(fresh / "bank" / "demo" / "items.toml", 'key = ["proof"]', 'key = ["prof"]', 2)
    assert main(["check", str(fresh), "--json"]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [set(one) for one in told] == [{"file", "line", "message"}] * len(told)
    assert {("items.toml", 7), ("items.toml", 32)} <= {(Path(one["file"]).name, one["line"]) for one in told}


def test_check_json_of_good_lessons_is_empty(fresh, capsys):
    assert main(["check", str(fresh), "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_check_shows_how_each_lesson_reads_beside_its_problems(fresh, capsys):
    shutil.copy(kit_root() / "lessons" / "bank" / "tone.toml", fresh / "bank")
    assert main(["check", str(fresh)]) == 0
    told = capsys.readouterr()
    assert (told.out, [line.split()[:3] for line in told.err.splitlines()[1:3]]) == (
        "",
        [["demo", "fr", "teens"], ["demo", "en", "teens"]],
    )


def test_check_json_shows_how_each_lesson_reads_as_one_object_a_line(fresh, capsys):
    shutil.copy(kit_root() / "lessons" / "bank" / "tone.toml", fresh / "bank")
    assert main(["check", str(fresh), "--json"]) == 0
    told = capsys.readouterr()
    assert (told.out, [json.loads(line)["lang"] for line in told.err.splitlines()]) == ("", ["fr", "en"])


def test_check_of_a_folder_that_is_not_there_is_one_line_and_exit_1(tmp_path, capsys):
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_print_of_an_unknown_lesson_names_the_known_ones_in_one_line(tmp_path, capsys):
    assert main(["print", "no-such-lesson", "--out", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n"), list(tmp_path.iterdir())) == ("", 1, [])
    assert all(name in told.err for name in ["no-such-lesson", *list(kit_bank().lessons)[:12]])


def test_version_is_told_and_exits_0(capsys):
    assert status("--version") == 0
    assert capsys.readouterr().out == f"{__version__}\n"


@pytest.mark.parametrize("command", [[], ["teach"], ["print"], ["score"], ["check"]])
def test_help_is_told_and_exits_0(command, capsys):
    assert status(*command, "--help") == 0
    assert capsys.readouterr().out.startswith(" ".join(["usage: quizengine", *command]))


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["score"], ["check", "--nonsense"], ["print", "--lang", "de"], ["teach", "extra"]],
    ids=" ".join,
)
def test_bad_use_is_told_and_exits_2(arguments, capsys):
    assert status(*arguments) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.startswith("usage: quizengine")) == ("", True)


def problems_naming(name, lessons):
    return [str(one) for one in check(lessons, today=CHECKED) if f'"{name}"' in one.message]


def change_notebooks(lessons, old, new):
    for lang in ("fr", "en"):
        change(lessons / lang / "demo.ipynb", old, new)


def test_a_scenario_shown_as_a_quiz_is_a_problem(lessons):
    change_notebooks(lessons, r"scenario(\"a-story\")", r"quiz(\"a-story\")")
    told = problems_naming("a-story", lessons)
    assert [one for one in told if "fr/demo.ipynb" in one]
    assert [one for one in told if "en/demo.ipynb" in one]


def test_an_item_shown_as_a_scenario_is_a_problem(lessons):
    change_notebooks(lessons, r"scenario(\"a-story\")", r"scenario(\"first-move\")")
    assert [one for one in problems_naming("first-move", lessons) if "demo.ipynb" in one]


def test_an_item_as_the_scenario_of_a_lesson_is_a_problem(lessons):
    change(lessons / "bank" / "demo" / "lesson.toml", 'scenario = "a-story"', 'scenario = "first-move"')
    assert [one for one in problems_naming("first-move", lessons) if "lesson.toml" in one]


def test_a_scenario_as_the_feed_of_a_lesson_is_a_problem(lessons):
    change(lessons / "bank" / "demo" / "lesson.toml", 'feed = "a-feed"', 'feed = "a-story"')
    assert [one for one in problems_naming("a-story", lessons) if "lesson.toml" in one]


def test_a_feed_as_the_rule_of_an_item_is_a_problem(lessons):
    change(lessons / "bank" / "demo" / "items.toml", 'rules = ["harassment"]', 'rules = ["a-feed"]', 1)
    assert [one for one in problems_naming("a-feed", lessons) if "items.toml" in one]


def test_a_rule_that_stands_twice_is_a_problem(lessons):
    rules = lessons / "bank" / "rules.toml"
    rules.write_text(2 * (rules.read_text("utf-8") + "\n"), encoding="utf-8")
    assert [one for one in problems_naming("harassment", lessons) if "rules.toml" in one]


@pytest.mark.parametrize(("name", "record"), [("scenario", "a-story"), ("feed", "a-feed")])
def test_a_story_or_feed_whose_id_is_taken_in_another_folder_is_a_problem(name, record, lessons):
    (lessons / "bank" / "other").mkdir()
    shutil.copy(lessons / "bank" / "demo" / f"{name}.toml", lessons / "bank" / "other")
    assert [one for one in problems_naming(record, lessons) if f"{name}.toml" in one]


def test_an_english_notebook_that_speaks_french_is_a_problem(lessons):
    change(lessons / "en" / "demo.ipynb", r"open_lesson(\"demo\", \"en\")", r"open_lesson(\"demo\", \"fr\")")
    assert [one for one in check(lessons, today=CHECKED) if one.file.endswith("en/demo.ipynb")]
