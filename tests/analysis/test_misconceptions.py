"""What misled a class: the most chosen wrong option, first and then."""

from quizengine.analysis.counts import gather_votes
from quizengine.analysis.misconceptions import find_misconceptions


def told(classroom):
    """(option, count, answered) of each finding, misconception by misconception."""
    return [
        [(one.choice.id if one.choice else None, one.count, one.vote.answered) for one in found.findings]
        for found in find_misconceptions(gather_votes(classroom.data()))
    ]


def test_eleven_of_27_block_before_keeping_proof_and_four_after_talking(class_of_27):
    assert [("block-first", 11, 27), ("block-first", 4, 27)] in told(class_of_27)


def test_parallel_items_are_told_together(class_of_27):
    found = told(class_of_27)
    assert [("block-at-once", 11, 27), ("warn-him", 4, 27)] in found
    assert [("awa-only", 9, 27), ("we-need-ten", 4, 27)] in found
    assert len(found) == 3


def test_what_two_chose_is_not_held_up(classroom, items):
    assert told(classroom.vote(items["first-act"], {"proof": 20, "block": 2, "delete": 2})) == []


def test_of_two_as_often_chosen_the_first_of_the_item_is_told(classroom, items):
    assert told(classroom.vote(items["first-act"], {"delete": 4, "block": 4, "proof": 4})) == [
        [("block", 4, 12)]
    ]


def test_seven_answers_tell_no_misconception(class_of_7):
    assert told(class_of_7) == []


def test_an_option_that_helps_a_little_counts_and_a_strong_one_does_not(classroom, decisions):
    classroom.vote(decisions["the-photo"], {"ask-noe": 6, "block-first": 4, "proof-report-block": 2})
    assert told(classroom) == [[("block-first", 4, 12)]]


def test_a_wrong_pair_names_choice_and_target(classroom, bank):
    item = bank.items["joke-conflict-harassment"]
    wrong = " ".join(item.key).replace("late-work=conflict", "late-work=harassment")
    classroom.vote(item, {wrong: 5, " ".join(item.key): 4})
    (found,) = find_misconceptions(gather_votes(classroom.data()))
    assert (found.latest.choice.id, found.latest.target, found.latest.count) == ("late-work", "harassment", 5)


def test_the_reason_to_say_next_is_that_of_the_latest_finding(class_of_27):
    found = find_misconceptions(gather_votes(class_of_27.data()))
    assert [one.latest.choice.id for one in found] == ["block-first", "warn-him", "we-need-ten"]
