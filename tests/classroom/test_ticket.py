"""The exit code: what a page writes is what the laptop reads, and a mistyped character is found."""

import io
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizengine.classroom.exits import find_exit, write_responses
from quizengine.classroom.tables import count_responses, list_responses
from quizengine.classroom.ticket import (
    ALPHABET,
    CANDIDATES,
    CodeError,
    Ticket,
    count_symbols,
    list_exit,
    read_code,
    tell_responses,
    write_code,
)
from quizengine.cli import main
from quizengine.content.bank import kit_bank
from quizengine.scoring.response import parse_response
from quizengine.scoring.score import score

BANK = kit_bank()
LESSON = BANK.lessons["teens-3"]
ITEMS = find_exit(LESSON, BANK.items)
LESSONS = [(LESSON.id, ITEMS)]
CODE = write_code(Ticket(1_234_567, (1, 2, 13)), LESSON.id, ITEMS)
PLAIN = CODE.replace("-", "")
tickets = st.builds(
    Ticket,
    st.integers(0, CANDIDATES - 1),
    st.tuples(*(st.integers(0, count_responses(one) - 1) for one in ITEMS)),
)


def why_not(text):
    with pytest.raises(CodeError) as caught:
        read_code(text, LESSONS)
    return caught.value.tell(BANK.speak("scan", "en"))


@given(tickets)
def test_what_is_written_is_read_again(ticket):
    assert read_code(write_code(ticket, LESSON.id, ITEMS), LESSONS) == (ticket, ITEMS)


def test_a_code_is_twelve_symbols_in_groups_of_four():
    assert [len(group) for group in CODE.split("-")] == [4, 4, 4]


def test_the_alphabet_has_no_look_alikes():
    assert not set(ALPHABET) & set("0O1IL2Z5S8BUV")
    assert len(set(ALPHABET)) == 23


@pytest.mark.parametrize("typed", [CODE.lower(), PLAIN, CODE.replace("-", " "), f" {CODE}\n"])
def test_capitals_spaces_and_hyphens_do_not_count(typed):
    assert read_code(typed, LESSONS)[0] == Ticket(1_234_567, (1, 2, 13))


@given(tickets, st.integers(0, 11), st.integers(1, 22))
@settings(max_examples=300)
def test_one_wrong_character_is_named_with_the_one_meant(ticket, place, shift):
    code = write_code(ticket, LESSON.id, ITEMS).replace("-", "")
    wrong = ALPHABET[(ALPHABET.index(code[place]) + shift) % len(ALPHABET)]
    told = why_not(code[:place] + wrong + code[place + 1 :])
    assert told.startswith(f"Character {place + 1}, ‘{wrong}’, seems mistyped: is it ‘{code[place]}’?")


def test_two_neighbours_swapped_are_named():
    for at, (first, then) in enumerate(pairwise(PLAIN)):
        if first != then:
            told = why_not(PLAIN[:at] + then + first + PLAIN[at + 2 :])
            assert re.match(rf"Two .* seem swapped: .*\b{at + 1}–{at + 2}\b", told)


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("O" + PLAIN[1:], "Character 1, ‘O’, is never used in a code"),
        (PLAIN[:-1], "This code has 11 characters, and a code has 12"),
        ("", "This code has 0 characters"),
    ],
)
def test_what_is_no_code_is_told(typed, start):
    assert why_not(typed).startswith(start)


def test_a_code_of_other_items_is_never_read():
    other = write_code(Ticket(7, (1, 2, 13)), "another-lesson", ITEMS)
    assert "The lesson of this code is not here" in why_not(other)


def test_a_response_out_of_range_is_refused():
    with pytest.raises(ValueError, match="5 must be from 0 to 4"):
        write_code(Ticket(0, (5, 0, 0)), LESSON.id, ITEMS)


def test_too_many_exit_items_are_refused():
    with pytest.raises(ValueError, match="too long to type"):
        count_symbols(ITEMS * 9)


def test_every_response_of_the_exit_comes_back_as_itself():
    for place, item in enumerate(ITEMS):
        for rank, parts in enumerate(list_responses(item)):
            ranks = tuple(rank if at == place else 0 for at in range(len(ITEMS)))
            told = list(tell_responses(Ticket(0, ranks), ITEMS))[place]
            assert set(parse_response(item, told[2]).parts) == set(parts)


def test_only_form_b_is_in_the_code_and_nothing_typed():
    assert [one.id for one in ITEMS] == ["before-you-block", "report-for-a-friend", "what-block-does"]
    assert list_exit(BANK.items[one] for one in LESSON.items["practice"]) == ()


def test_a_candidate_is_never_a_number_to_a_spreadsheet():
    rows = list(tell_responses(read_code(CODE, LESSONS)[0], ITEMS))
    assert {row[0] for row in rows} == {"P9FGQT"}


def test_codes_and_files_of_codes_become_lines_that_score_takes(tmp_path, capsys):
    keys = [
        next(rank for rank, one in enumerate(list_responses(item)) if set(one) == set(item.key))
        for item in ITEMS
    ]
    right = write_code(Ticket(99, tuple(keys)), LESSON.id, ITEMS)
    listed = tmp_path / "codes.txt"
    listed.write_text(f"{right}\n\n{right}\n4HXA-NGDR-H9TN\n", "utf-8")
    lines, journal = tmp_path / "exit.csv", tmp_path / "journal.jsonl"
    assert main(["page", "--read", CODE, str(listed), "--out", str(lines)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f'{listed}:3: code "{right}": it, or one of the same candidate, stands above. It counts once.',
        f'{listed}:4: code "4HXA-NGDR-H9TN": Character 4, ‘A’, seems mistyped: is it ‘C’? Look at it again.',
    ]
    assert main(["score", str(lines), "--journal", str(journal)]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "P9FGQT" not in line]
    assert len(told) == 3
    assert all('"status": "correct"' in line for line in told)
    assert all(score(item, list(item.key)).status == "correct" for item in ITEMS)


def test_nothing_wrong_exits_0(tmp_path):
    assert main(["page", "--read", CODE, "--out", str(tmp_path / "exit.csv")]) == 0
    assert list(write_responses([CODE], BANK, io.StringIO())) == []
