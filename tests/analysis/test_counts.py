"""Votes are counted as they were given: the last one counts, hands and devices add up, seven are too few."""

from dataclasses import replace

from quizengine.analysis.counts import gather_votes


def test_hands_and_devices_are_counted_together_and_told_apart(classroom, items):
    classroom.vote(items["first-act"], {"block": 6, "proof": 4}).hands(
        items["first-act"], {"block": 5, "delete": 1}, 6
    )
    vote = gather_votes(classroom.data())["first-act", 1]
    assert vote.count() == {"block": 11, "proof": 4, "delete": 1}
    assert (vote.answered, len(vote.devices), vote.by_hand) == (16, 10, 6)


def test_the_last_response_of_a_candidate_in_a_round_counts(classroom, items):
    classroom.vote(items["first-act"], {"block": 8}).answer(items["first-act"], "zq01x", "proof")
    assert gather_votes(classroom.data())["first-act", 1].count() == {"block": 7, "proof": 1}


def test_each_round_is_a_vote_of_its_own(classroom, items):
    classroom.vote(items["first-act"], {"block": 8}).vote(items["first-act"], {"proof": 8}, 2)
    votes = gather_votes(classroom.data())
    assert [vote.count() for vote in votes.values()] == [{"block": 8}, {"proof": 8}]


def test_an_attempt_without_a_round_belongs_to_the_first(classroom, items):
    classroom.answer(items["first-act"], "zq01x", "proof", number="")
    assert list(gather_votes(classroom.data())) == [("first-act", 1)]


def test_blank_and_nonsense_are_no_answers(classroom, items):
    classroom.vote(items["first-act"], {"block": 8, "": 1, "fly": 1})
    assert gather_votes(classroom.data())["first-act", 1].answered == 8


def test_who_raises_no_hand_for_a_single_choice_did_not_answer(classroom, items):
    classroom.hands(items["first-act"], {"block": 8, "proof": 3}, 27)
    assert gather_votes(classroom.data())["first-act", 1].answered == 11


def test_where_several_may_be_chosen_every_voter_answered(classroom, items):
    classroom.hands(items["what-is-true"], {"a": 9, "b": 9, "c": 9}, 10)
    assert gather_votes(classroom.data())["what-is-true", 1].answered == 10


def test_a_vote_that_nobody_answered_is_none(classroom, items):
    assert gather_votes(classroom.hands(items["first-act"], {}, 20).data()) == {}


def test_seven_answers_are_not_broken_down(classroom, items):
    vote = gather_votes(classroom.vote(items["first-act"], {"block": 7}).data())["first-act", 1]
    assert (vote.answered, vote.is_told, vote.count()) == (7, False, {})


def test_what_pupils_wrote_is_not_counted(classroom, items):
    vote = gather_votes(classroom.vote(items["some-words"], {"my name is Zoé": 9}).data())["some-words", 1]
    assert (vote.answered, vote.count()) == (9, {})


def test_a_choice_that_the_item_lost_on_the_way_is_left_out_of_the_count(classroom, items):
    shorter = replace(items["first-act"], choices=items["first-act"].choices[:2])
    classroom.vote(items["first-act"], {"delete": 5}).vote(shorter, {"block": 5}, start=6)
    vote = gather_votes(classroom.data())["first-act", 1]
    assert (vote.answered, vote.count()) == (10, {"block": 5})
