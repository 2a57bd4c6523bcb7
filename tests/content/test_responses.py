"""`quizengine score`: CSV and JSON Lines, in the order given, with every problem told by its line."""

import io
import json
import random
from itertools import product
from pathlib import Path

import pytest

from quizengine.cli import main
from quizengine.content.bank import read_items_below
from quizengine.content.responses import decimal, score_responses

BANK = Path(__file__).parent.parent / "cases" / "good" / "lessons" / "bank"
ROWS = [
    ("c1", "first-move", "proof"),
    ("c1", "sort-posts", "one=joke two=joke"),
    ("c2", "first-move", "block"),
    ("é; 2", "first-move", ""),
    ("c3", "sort-posts", "two=harassment one=joke"),
]
OUTCOMES = [
    '{"candidate": "c1", "item": "first-move", "status": "correct", "points": "1", "max_points": "1"}',
    '{"candidate": "c1", "item": "sort-posts", "status": "partial", "points": "0.5", "max_points": "1"}',
    '{"candidate": "c2", "item": "first-move", "status": "incorrect", "points": "0", "max_points": "1"}',
    '{"candidate": "é; 2", "item": "first-move", "status": "unanswered", "points": "0", "max_points": "1"}',
    '{"candidate": "c3", "item": "sort-posts", "status": "correct", "points": "1", "max_points": "1"}',
]


def write_csv(path, rows):
    lines = ["candidate,item,response", *(",".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def write_json(path, rows):
    records = [dict(zip(("candidate", "item", "response"), row, strict=True)) for row in rows]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def run(path):
    out = io.StringIO()
    problems = [
        str(problem) for problem in score_responses(path, read_items_below(BANK).items, out, file="r")
    ]
    return out.getvalue().splitlines(), problems


@pytest.mark.parametrize("write", [write_csv, write_json])
def test_both_formats_give_the_same_outcomes_in_the_order_given(tmp_path, write):
    assert run(write(tmp_path / "r", ROWS)) == (OUTCOMES, [])


def test_the_order_of_lines_changes_no_outcome(tmp_path):
    shuffled = random.Random(3).sample(ROWS, len(ROWS))
    assert sorted(run(write_csv(tmp_path / "r", shuffled))[0]) == sorted(OUTCOMES)


def test_json_lists_and_objects_are_responses_too(tmp_path):
    rows = [("c1", "first-move", ["proof"]), ("c1", "sort-posts", {"one": "joke", "two": "joke"})]
    assert run(write_json(tmp_path / "r", rows)) == (OUTCOMES[:2], [])


def test_semicolons_columns_in_another_order_and_a_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "r.csv"
    path.write_bytes("\ufeffitem;response;note;candidate\r\nfirst-move;proof;;c1\r\n".encode())
    assert run(path) == (OUTCOMES[:1], [])


def test_every_bad_line_is_told_and_the_rest_is_scored(tmp_path):
    path = write_json(
        tmp_path / "r", [ROWS[0], ("c1", "first-mov", "proof"), ("c9", "first-move", "prof"), ROWS[2]]
    )
    path.write_text(path.read_text("utf-8") + '{"candidate": "c9"}\n{"candidate": "c9", "it', "utf-8")
    outcomes, problems = run(path)
    assert [json.loads(line)["status"] for line in outcomes] == ["correct", "invalid", "invalid", "incorrect"]
    assert problems == [
        'r:2: item "first-mov" is not in the bank. Did you mean "first-move"? Correct the item or add it.',
        'r:3: item "first-move": "prof" is not one of its choices (proof, block). It is counted as invalid.',
        "r:5: this line has not the fields candidate, item, response. Add what is missing.",
        "r:6: this line is not JSON. Mend it; the other lines are scored.",
    ]


def test_a_csv_without_header_says_so(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("c1,first-move,proof\n", "utf-8")
    _, problems = run(path)
    assert problems == [
        "r:1: the first line must name the columns candidate, item, response. Write them in the first line."
    ]


@pytest.mark.parametrize(
    ("points", "text"), [("1/3", "0.333333333"), ("2/3", "0.666666667"), ("100", "100"), ("0", "0")]
)
def test_points_are_decimal_texts_of_nine_significant_digits(points, text):
    from fractions import Fraction

    assert decimal(Fraction(points)) == text


def test_the_command_needs_nothing_but_items_in_one_language(tmp_path, capsys):
    bank = tmp_path / "bank" / "deep"
    bank.mkdir(parents=True)
    text = '[[item]]\nid = "it"\nkind = "single-choice"\nkey = ["a"]\nstem.en = "?"\n'
    text += '[[item.choice]]\nid = "a"\ntext.en = "A"\n[[item.choice]]\nid = "b"\ntext.en = "B"\n'
    (bank / "items.toml").write_text(text, "utf-8")
    path = write_csv(tmp_path / "r.csv", [("c1", "it", "a")])
    assert main(["score", str(path), "--bank", str(tmp_path)]) == 0
    assert '"status": "correct"' in capsys.readouterr().out


def test_a_broken_item_is_told_and_its_responses_are_invalid(tmp_path, capsys):
    text = (BANK / "demo" / "items.toml").read_text("utf-8").replace('key = ["proof"]', 'key = ["prof"]', 1)
    (tmp_path / "items.toml").write_text(text, "utf-8")
    path = write_csv(tmp_path / "r.csv", [ROWS[0], ROWS[1]])
    assert main(["score", str(path), "--bank", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert [json.loads(line)["status"] for line in told.out.splitlines()] == ["invalid", "partial"]
    assert 'item "first-move": key "prof" is not one of its choices' in told.err


def test_a_missing_file_is_one_line_and_exit_1(capsys):
    assert main(["score", "no-such-file.csv"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_outcomes_never_take_the_place_of_the_responses(tmp_path, capsys):
    path = write_csv(tmp_path / "class.csv", ROWS)
    before = path.read_bytes()
    assert main(["score", str(path), "--bank", str(BANK), "--out", str(path)]) == 1
    assert path.read_bytes() == before
    assert "would be lost" in capsys.readouterr().err


def test_a_failed_run_leaves_an_older_file_of_outcomes_alone(tmp_path):
    old = tmp_path / "old.jsonl"
    old.write_text("kept\n", "utf-8")
    assert main(["score", str(tmp_path / "nosuch.csv"), "--bank", str(BANK), "--out", str(old)]) == 1
    assert old.read_text("utf-8") == "kept\n"


def test_a_text_that_looks_like_json_is_not_the_list_it_names(tmp_path):
    rows = [("c1", "first-move", '["proof"]'), ("c2", "first-move", ["proof"]), ("c3", "first-move", "null")]
    rows.append(("c4", "first-move", None))
    statuses = ["invalid", "correct", "invalid", "unanswered"]
    for order in (rows, rows[::-1]):
        outcomes, _ = run(write_json(tmp_path / "r", order))
        assert [json.loads(line)["status"] for line in outcomes] == statuses
        statuses.reverse()


BAD_LINES = [
    (
        '{"candidate": [1], "item": "first-move"}',
        "candidate and item must be texts. Put them between quotes.",
    ),
    ('{"candidate": "c", "item": null}', "candidate and item must be texts. Put them between quotes."),
    (
        '{"candidate": ' + "9" * 5000 + "}",
        "this line has not the fields candidate, item, response. Add what is missing.",
    ),
    ('{"candidate": "c", "item": "it"} {}', "this line is not JSON. Mend it; the other lines are scored."),
    ("[" * 100_000, "this line is not JSON. Mend it; the other lines are scored."),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=["list", "null", "huge", "two", "deep"])
def test_odd_json_is_told_by_its_line_and_the_rest_is_scored(tmp_path, line, message):
    path = write_json(tmp_path / "r", [ROWS[0], ROWS[2]])
    first, second = path.read_text("utf-8").splitlines()
    path.write_text(f"\n{first}\n{line}\n{second}\n", "utf-8")
    assert run(path) == ([OUTCOMES[0], OUTCOMES[2]], [f"r:3: {message}"])


def test_an_open_quote_spoils_its_own_line_only(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text('\n\ncandidate,item,response\n"c1,first-move,proof\nc2,first-move,block\n', "utf-8")
    outcomes, problems = run(path)
    assert outcomes == [OUTCOMES[2]]
    assert problems == ["r:4: a quote in this line is not closed, or the line is too long. Mend it."]


def test_a_file_that_is_not_utf_8_is_scored_told_and_its_outcomes_are_utf_8(tmp_path):
    path = tmp_path / "r.csv"
    path.write_bytes("candidate,item,response\nZoé,first-move,proof\n".encode("latin-1"))
    assert main(["score", str(path), "--bank", str(BANK), "--out", str(tmp_path / "out")]) == 1
    assert json.loads((tmp_path / "out").read_text("utf-8"))["status"] == "correct"


ITEM = '"item": "first-move"'
INVALID = '{"candidate": "c1", "item": "first-move", "status": "invalid", "points": null, "max_points": "1"}'


@pytest.mark.parametrize("write", [write_csv, write_json])
def test_the_first_response_counts_and_a_second_one_is_told(tmp_path, write):
    outcomes, problems = run(write(tmp_path / "r", [ROWS[0], ROWS[2], ("c1", "first-move", "block")]))
    assert outcomes == [OUTCOMES[0], OUTCOMES[2], INVALID]
    line = 4 if write is write_csv else 3
    assert problems == [f'r:{line}: "c1" has answered "first-move" above. The first response counts.']


def test_a_duplicate_is_found_among_thousands_and_nothing_else_is_told(tmp_path):
    rows = [(f"c{number}", "first-move", "proof") for number in range(5000)]
    outcomes, problems = run(write_csv(tmp_path / "r", [*rows, rows[17]]))
    assert [problem.split(":")[1] for problem in problems] == ["5002"]
    assert len(outcomes) == 5001


def test_candidates_without_a_code_are_told_and_scored_one_by_one(tmp_path):
    outcomes, problems = run(write_csv(tmp_path / "r", [("", "first-move", "proof")] * 2))
    assert [json.loads(line)["status"] for line in outcomes] == ["correct", "correct"]
    assert [problem.split(": ")[1] for problem in problems] == [
        "the candidate is empty. It is scored; write a code for each candidate."
    ] * 2


@pytest.mark.parametrize(
    ("number", "status"),
    [("NaN", "invalid"), ("Infinity", "invalid"), ("1e999", "invalid"), ("true", "invalid")],
)
def test_numbers_that_are_none_are_invalid(tmp_path, number, status):
    path = tmp_path / "r"
    path.write_text(f'{{"candidate": "c", {ITEM}, "response": {number}}}\n', "utf-8")
    outcomes, problems = run(path)
    assert [json.loads(line)["status"] for line in outcomes] == [status]
    assert len(problems) == 1


def test_a_megabyte_in_one_field_is_told_in_a_short_line(tmp_path):
    for row in (
        ("c", "first-move", "x" * 10**6),
        ("c", "y" * 10**6, "proof"),
        ("z" * 10**6, "first-mov", "proof"),
    ):
        outcomes, problems = run(write_csv(tmp_path / "r", [row, ROWS[0]]))
        assert outcomes[1] == OUTCOMES[0]
        assert len(problems) == 1
        assert len(problems[0]) < 300


def test_lines_cut_quickly_mean_what_lines_parsed_whole_mean(tmp_path):
    """Many spellings of the same lines, in one file: what was remembered of one never changes another."""
    tails = [
        ', "item": "first-move", "response": "proof"}',
        ', "item": "first-move", "response": "block"}',
        ', "item": "first-move", "response": "proof", "candidate": "other"}',
        ', "item": "first-move", "response": "proof", "\\u0063andidate": "other"}',
        ', "item": "first-move", "response": ["proof"]}',
        ', "item": "first-move"}',
        ', "item": "first-move", "response": "proof"} x',
    ]
    names = ['"a{}"', '"a\\"{}"', '"\\u0061{}"', '"é{}"', '"a-{}"', '"a{}"x', "{}"]
    heads = ['{{"candidate": {}', '{{"candidate":{}', ' {{"candidate": {}']
    lines = [
        head.format(name.format(place)) + tail
        for place, (head, name, tail) in enumerate(product(heads, names, tails))
    ]
    (tmp_path / "r").write_text("\n".join(lines) + "\n", "utf-8")
    together = run(tmp_path / "r")
    alone_outcomes, alone_problems = [], []
    for number, line in enumerate(lines, start=1):
        (tmp_path / "one").write_text(line + "\n", "utf-8")
        outcomes, problems = run(tmp_path / "one")
        alone_outcomes += outcomes
        alone_problems += [problem.replace("r:1:", f"r:{number}:") for problem in problems]
    others = [line for line in together[0] if '"other"' not in line]
    assert others == [line for line in alone_outcomes if '"other"' not in line]
    assert [problem for problem in together[1] if '"other"' not in problem] == alone_problems


def test_a_header_in_another_order_or_with_quotes_gives_the_same_outcomes(tmp_path):
    path = tmp_path / "r.csv"
    lines = ["response,candidate,item", *(f'"{raw}","{name}",{item}' for name, item, raw in ROWS)]
    path.write_text("\n".join(lines), "utf-8")
    assert run(path) == (OUTCOMES, [])


def test_a_line_with_too_many_cells_is_told(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("candidate,item,response\nc1,first-move,proof,more\nc2,first-move,block\n", "utf-8")
    assert run(path) == ([OUTCOMES[2]], ["r:2: this line has 4 cells, not 3. Mend it."])


def test_more_different_responses_than_are_remembered_change_no_outcome(tmp_path, monkeypatch):
    rows = [(f"c{number}", "first-move", ("proof", "block", "", "zzz")[number % 4]) for number in range(40)]
    path = write_csv(tmp_path / "r", rows)
    whole = run(path)
    monkeypatch.setattr("quizengine.content.responses.MEMO_SIZE", 1)
    assert run(path) == whole


def test_a_doubled_column_is_refused_rather_than_guessed(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("candidate,item,response,response\nc1,first-move,proof,block\n", "utf-8")
    message = 'the column "response" stands twice in the first line. Rename or remove one.'
    assert run(path) == ([], [f"r:1: {message}"])


def test_half_a_letter_in_a_response_stops_nothing(tmp_path, capsys):
    path = tmp_path / "r.jsonl"
    lines = [
        f'{{"candidate": "c{n}", {ITEM}, "response": {text}}}\n'
        for n, text in enumerate(['"\\ud800x"', '"proof"'])
    ]
    path.write_text("".join(lines), "utf-8")
    assert main(["score", str(path), "--bank", str(BANK), "--out", str(tmp_path / "out")]) == 1
    assert (tmp_path / "out").read_text("utf-8").count("\n") == 2
