"""The journal keeps raw responses and the items as they were seen; everything else is computed again."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from quizengine.cli import main
from quizengine.content.attempts import read_attempts
from quizengine.content.bank import kit_bank, read_items_below
from quizengine.content.item_data import find_bank_digest, find_version, read_item_data, write_item
from quizengine.content.journal import JournalFile
from quizengine.scoring import Scoring
from quizengine.scoring.attempt import replay

ITEMS_TOML = """
[[item]]
id = "first-step"
kind = "single-choice"
key = ["reply"]
[[item.choice]]
id = "keep-proof"
[[item.choice]]
id = "reply"

[[item]]
id = "message"
kind = "open"
[[item.criterion]]
id = "calm"
points = 2
[[item.criterion]]
id = "kind"
points = 1
"""
RESPONSES = """candidate,item,response,form,seed,time
c1,first-step,keep-proof,A,7,2026-11-22T10:05
c2,first-step,reply,A,7,2026-11-22T10:06
c2,message,I am here.,,,
"""


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A folder with a bank whose key is wrong, a class's responses, and a journal of them."""
    monkeypatch.chdir(tmp_path)
    Path("bank").mkdir()
    Path("bank/items.toml").write_text(ITEMS_TOML, "utf-8")
    Path("class.csv").write_text(RESPONSES, "utf-8")
    assert main(["score", "class.csv", "--bank", "bank", "--journal", "class.jsonl", "--out", "then"]) == 0
    return tmp_path


def correct_the_key():
    Path("bank/items.toml").write_text(ITEMS_TOML.replace('key = ["reply"]', 'key = ["keep-proof"]'), "utf-8")


def statuses(name):
    return [json.loads(line)["status"] for line in Path(name).read_text("utf-8").splitlines()]


def test_a_replay_gives_what_was_scored_then(room):
    correct_the_key()
    assert main(["score", "--journal", "class.jsonl", "--out", "again"]) == 0
    assert Path("again").read_text("utf-8") == Path("then").read_text("utf-8")


def test_the_journal_holds_raw_responses_and_no_points(room):
    records = [json.loads(line) for line in Path("class.jsonl").read_text("utf-8").splitlines()]
    attempt = next(record for record in records if record.get("attempt") == "c1/first-step")
    items = read_items_below(Path("bank")).items
    assert attempt == {
        "attempt": "c1/first-step",
        "candidate": "c1",
        "item": "first-step",
        "version": find_version(items["first-step"]),
        "bank": find_bank_digest(items.values()),
        "form": "A",
        "seed": "7",
        "time": "2026-11-22T10:05",
        "response": "keep-proof",
    }


def test_a_corrected_key_gives_the_table_of_what_changes(room, capsys):
    correct_the_key()
    assert main(["score", "--journal", "class.jsonl", "--bank", "bank", "--regrade", "--out", "now"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "item        candidate  before       after        points",
        "first-step  c1         incorrect 0  correct 1    +1",
        "first-step  c2         correct 1    incorrect 0  -1",
        "first-step: 2 of 2 attempts change, 0 points in all.",
    ]
    assert statuses("now") == ["correct", "incorrect", "pending"]


def test_keeping_the_higher_takes_nothing_from_anybody(room, capsys):
    correct_the_key()
    command = ["score", "--journal", "class.jsonl", "--bank", "bank", "--regrade", "--keep-higher"]
    assert main([*command, "--out", "now"]) == 0
    assert "c2" not in capsys.readouterr().out
    assert statuses("now") == ["correct", "correct", "pending"]


def test_a_regrade_without_a_change_says_so(room, capsys):
    assert main(["score", "--journal", "class.jsonl", "--bank", "bank", "--regrade"]) == 0
    assert capsys.readouterr().out == "Nothing changes in 3 attempts.\n"


def test_an_item_that_is_gone_from_the_bank_keeps_its_outcome(room, capsys):
    Path("bank/items.toml").write_text(ITEMS_TOML.replace('"first-step"', '"other"'), "utf-8")
    assert main(["score", "--journal", "class.jsonl", "--bank", "bank", "--regrade", "--out", "now"]) == 0
    assert statuses("now") == ["incorrect", "correct", "pending"]


def test_recording_the_same_file_again_adds_nothing(room):
    before = Path("class.jsonl").read_bytes()
    assert main(["score", "class.csv", "--bank", "bank", "--journal", "class.jsonl", "--out", "again"]) == 0
    assert Path("class.jsonl").read_bytes() == before


def test_another_response_to_a_recorded_attempt_is_told_and_the_first_stays(room, capsys):
    Path("more.csv").write_text(RESPONSES.replace("keep-proof", "reply"), "utf-8")
    assert main(["score", "more.csv", "--bank", "bank", "--journal", "class.jsonl", "--out", "again"]) == 1
    told = capsys.readouterr().err
    assert told == 'class.jsonl: attempt "c1/first-step" is there with another response, which stays.\n'
    assert JournalFile(Path("class.jsonl")).read().attempts["c1/first-step"].raw == "keep-proof"


def test_an_attempt_keeps_the_version_that_was_seen_after_the_item_changed(room):
    correct_the_key()
    Path("later.csv").write_text("candidate,item,response\nc3,first-step,reply\n", "utf-8")
    assert main(["score", "later.csv", "--bank", "bank", "--journal", "class.jsonl", "--out", "x"]) == 0
    main(["score", "--journal", "class.jsonl", "--out", "again"])
    assert statuses("again") == ["incorrect", "correct", "pending", "incorrect"]


def test_an_open_response_is_pending_until_a_person_marks_it(room):
    journal = JournalFile(Path("class.jsonl"))
    journal.mark("c2/message", {"calm": Fraction(2), "kind": Fraction(0)}, time="2026-11-23")
    main(["score", "--journal", "class.jsonl", "--out", "again"])
    assert json.loads(Path("again").read_text("utf-8").splitlines()[2]) == {
        "candidate": "c2",
        "item": "message",
        "status": "partial",
        "points": "2",
        "max_points": "3",
    }


@pytest.mark.parametrize(
    ("attempt", "mark", "message"),
    [
        ("c9/message", {}, 'there is no attempt "c9/message"'),
        ("c2/message", {"calm": Fraction(3), "kind": Fraction(0)}, "needs points from 0 to 2"),
    ],
)
def test_a_mark_that_does_not_fit_is_refused_before_it_is_recorded(room, attempt, mark, message):
    before = Path("class.jsonl").read_bytes()
    with pytest.raises(ValueError, match=message):
        JournalFile(Path("class.jsonl")).mark(attempt, mark, time="")
    assert Path("class.jsonl").read_bytes() == before


BAD_LINES = [
    ('{"attempt": "c1/fir', "this line is not JSON, or was cut short. It is left out; the others count."),
    ("[" * 100_000, "this line is not JSON, or was cut short. It is left out; the others count."),
    ("[1]", "this line is not a record of a journal. It is left out; the others count."),
    ('{"attempt": 3}', "this line is not a record of a journal. It is left out; the others count."),
    (
        '{"attempt": "a", "version": "0"}',
        'attempt "a": its item version "0" does not stand above. It is left out.',
    ),
    (
        '{"version": "0", "item": {"id": "it"}}',
        'this item cannot be read: "kind" is missing. Write kind = "…".',
    ),
    ('{"mark": "a", "points": {}}', "this mark is of no attempt above. It is left out."),
    ('{"mark": 3}', "this mark is of no attempt above. It is left out."),
    (
        '{"mark": "c2/message", "points": {"calm": "x", "kind": 1}}',
        'criterion "calm" of "message" needs points from 0 to 2. The mark is left out.',
    ),
    (
        '{"mark": "c2/message", "points": 3}',
        'criterion "calm" of "message" needs points from 0 to 2. The mark is left out.',
    ),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=range(len(BAD_LINES)))
def test_a_bad_line_is_told_by_its_number_and_the_rest_is_replayed(room, capsys, line, message):
    with Path("class.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}")
    assert main(["score", "--journal", "class.jsonl", "--out", "again"]) == 1
    assert Path("again").read_text("utf-8") == Path("then").read_text("utf-8")
    assert capsys.readouterr().err == f"class.jsonl:7: {message}\n"


def test_a_line_cut_short_by_a_crash_is_closed_before_the_next_one(room):
    with Path("class.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"attempt": "c9/fir')
    journal = JournalFile(Path("class.jsonl"))
    items = read_items_below(Path("bank")).items
    again = replace(journal.read().attempts["c1/first-step"], id="new")
    journal.append([again], items)
    assert "new" in journal.read().attempts


def test_an_item_that_was_tampered_with_is_told(room):
    path = Path("class.jsonl")
    path.write_text(path.read_text("utf-8").replace('"key": ["reply"]', '"key": ["keep-proof"]'), "utf-8")
    problems = [problem.message for problem in JournalFile(path).read().problems]
    assert problems[0] == 'item "first-step" was changed after it was recorded. Restore the line.'


def test_the_same_attempt_with_another_response_in_the_file_is_told(room):
    path = Path("class.jsonl")
    line = next(one for one in path.read_text("utf-8").splitlines() if '"c1/first-step"' in one)
    with path.open("a", encoding="utf-8") as file:
        file.write(line.replace('"response": "keep-proof"', '"response": "reply"') + "\n")
    records = JournalFile(path).read()
    assert [one.line for one in records.problems] == [6]
    assert records.attempts["c1/first-step"].raw == "keep-proof"


@pytest.mark.parametrize(
    "arguments",
    [[], ["--regrade"], ["class.csv", "--regrade", "--journal", "j"], ["class.csv", "--keep-higher"]],
)
def test_options_that_do_not_fit_together_are_bad_use(room, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(["score", *arguments])
    assert stopped.value.code == 2


def test_a_journal_that_is_not_there_is_told(room, capsys):
    assert main(["score", "--journal", "nosuch.jsonl"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_outcomes_never_take_the_place_of_the_journal(room):
    before = Path("class.jsonl").read_bytes()
    assert main(["score", "--journal", "class.jsonl", "--out", "class.jsonl"]) == 1
    assert (
        main(["score", "class.csv", "--bank", "bank", "--journal", "class.jsonl", "--out", "class.jsonl"])
        == 1
    )
    assert main(["score", "class.csv", "--bank", "bank", "--journal", "class.csv", "--out", "x"]) == 1
    assert Path("class.jsonl").read_bytes() == before
    assert Path("class.csv").read_text("utf-8") == RESPONSES


EVERY_KIND = read_items_below(Path(__file__).parent.parent / "cases" / "kinds").items


@pytest.mark.parametrize("item", [*kit_bank().items.values(), *EVERY_KIND.values()], ids=lambda item: item.id)
def test_an_item_read_back_from_its_data_is_the_same(item):
    data = json.loads(json.dumps(write_item(item)))
    assert read_item_data(data) == item
    assert find_version(read_item_data(data)) == find_version(item)


def test_a_version_changes_with_the_key_the_method_and_the_texts():
    item = next(iter(kit_bank().items.values()))
    others = [
        replace(item, key=(item.choice_ids[0],)),
        replace(item, scoring=Scoring("rexams-false2", floor=Fraction(-1, 4))),
        replace(item, scoring=Scoring("all-or-nothing", penalty=Fraction(1, 3))),
        replace(item, stem={**item.stem, "en": "Another stem"}),
        replace(item, max_points=Fraction(2)),
    ]
    assert len({find_version(one) for one in (item, *others)}) == len(others) + 1


def test_the_digest_of_a_bank_does_not_depend_on_the_order_of_its_items():
    items = list(kit_bank().items.values())
    assert find_bank_digest(items) == find_bank_digest(items[::-1])
    assert find_bank_digest(items) != find_bank_digest(items[1:])


def test_responses_that_cannot_be_read_are_no_attempts(room):
    Path("odd.csv").write_text(
        'candidate,item,response\n"c1,first-step\n\nc1,nosuch,a\nc1,first-step,zzz\n', "utf-8"
    )
    items = read_items_below(Path("bank")).items
    assert [one.raw for one in read_attempts(Path("odd.csv"), items, time="")] == ["zzz"]
    Path("empty.csv").write_text("nonsense\n", "utf-8")
    assert list(read_attempts(Path("empty.csv"), items, time="")) == []


def test_a_journal_replays_to_the_same_outcomes_whatever_its_reader_does_in_between(room):
    records = JournalFile(Path("class.jsonl")).read()
    once = list(replay(records.attempts.values(), records.seen, records.marks))
    assert once == list(replay(records.attempts.values(), records.seen, records.marks))


def test_a_file_that_is_no_journal_is_never_added_to(room, capsys):
    before = Path("bank/items.toml").read_bytes()
    assert main(["score", "class.csv", "--bank", "bank", "--journal", "bank/items.toml", "--out", "x"]) == 1
    assert "this is not a journal" in capsys.readouterr().err
    assert Path("bank/items.toml").read_bytes() == before


def test_outcomes_and_a_new_journal_are_two_files(room):
    command = ["score", "class.csv", "--bank", "bank", "--journal", "new.jsonl", "--out", "new.jsonl"]
    assert main(command) == 1
    assert not Path("new.jsonl").exists()


def test_a_regrade_with_another_bank_tells_that_its_items_are_missing(room, capsys):
    Path("empty").mkdir()
    assert main(["score", "--journal", "class.jsonl", "--bank", "empty", "--regrade"]) == 1
    assert "holds none of the journal's items" in capsys.readouterr().err


def test_responses_without_a_candidate_are_all_recorded(room):
    Path("odd.csv").write_text(
        "candidate,item,response\n,first-step,reply\n,first-step,keep-proof\n", "utf-8"
    )
    main(["score", "odd.csv", "--bank", "bank", "--journal", "odd.jsonl", "--out", "x"])
    assert [one.raw for one in JournalFile(Path("odd.jsonl")).read().attempts.values()] == [
        "reply",
        "keep-proof",
    ]


def test_two_attempts_of_one_id_by_two_candidates_are_told(room):
    journal = JournalFile(Path("class.jsonl"))
    items = read_items_below(Path("bank")).items
    first = journal.read().attempts["c1/first-step"]
    assert journal.append([replace(first, candidate="c9")], items) == ("c1/first-step",)
    assert journal.append([first], items) == ()
