"""The room's protocol: what pupils, projector and presenter may ask, and what they are told."""

import pytest
from served import BANK, KEY, OTHER, VOTE, Pupil

from quizengine.classroom.rows import move_job


def test_a_pupil_joins_sees_the_vote_and_answers_it(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    view = pupil.ask("/api/state").json()
    assert (view["vote"], view["mine"], view["candidate"]) == (VOTE, None, pupil.candidate)
    assert pupil.respond(VOTE, KEY).json() == {"saved": True}
    assert pupil.ask("/api/state").json()["mine"] == KEY
    assert room.store.read().attempts[f"{pupil.candidate}/{VOTE}/1"].raw == KEY


def test_the_same_attempt_twice_is_one_answer_even_after_the_vote(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    assert [pupil.respond(VOTE, KEY).status_code for _ in range(2)] == [200, 200]
    room.teach("close")
    assert pupil.respond(VOTE, KEY).json() == {"saved": True}
    assert len(room.store.read().attempts) == 1


def test_a_pupil_may_think_again_while_the_vote_is_open(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    pupil.respond(VOTE, KEY, "1")
    pupil.respond(VOTE, OTHER, "2")
    assert room.teach("close")["counts"] == {OTHER: 1}
    assert len(room.store.read().attempts) == 2


REFUSED = [
    ("nosuch", KEY, "1", 404),
    (VOTE, "nosuch", "1", 422),
    (VOTE, "", "1", 422),
    (VOTE, {"a": [1]}, "1", 422),
    (VOTE, KEY, "", 422),
    (VOTE, KEY, 7, 422),
    (VOTE, KEY, "x" * 81, 422),
    (["x"], KEY, "1", 404),
    ("what-block-does", BANK.items["what-block-does"].key[0], "1", 409),
]


@pytest.mark.parametrize(("item", "response", "attempt", "status"), REFUSED, ids=range(len(REFUSED)))
def test_a_response_of_no_use_is_refused_with_one_calm_sentence(room, item, response, attempt, status):
    room.go_to(VOTE)
    room.teach("open")
    answer = room.join().respond(item, response, attempt)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")
    assert room.store.read().attempts == {}


@pytest.mark.parametrize("moves", [[], ["open", "close"], ["open", "pause"], ["open", "end"]])
def test_a_vote_that_is_not_open_takes_nothing(room, moves):
    room.go_to(VOTE)
    pupil = room.join()
    if moves:
        room.teach(*moves)
    assert pupil.respond(VOTE, KEY).status_code == 409
    assert room.store.read().attempts == {}


def test_counts_are_shown_only_after_closing(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    pupil.respond(VOTE, KEY)
    assert room.projector.ask("/api/state").json()["counts"] == {}
    room.teach("close")
    assert room.projector.ask("/api/state").json()["counts"] == {KEY: 1}
    assert "counts" not in pupil.ask("/api/state").json()


def test_hands_and_devices_are_counted_together(room):
    room.go_to(VOTE)
    room.teach("open")
    room.join().respond(VOTE, KEY)
    body = {"do": "count", "counts": {KEY: 11, OTHER: 4}, "voters": 20}
    assert room.teacher.ask("/api/teach", **body).status_code == 200
    view = room.teach("close")
    assert (view["counts"], view["voters"]) == ({KEY: 12, OTHER: 4}, 21)


BAD_COUNTS = [{"nosuch": 1}, {KEY: -1}, {KEY: 21}, {KEY: 11, OTHER: 10}, {KEY: "1"}, {KEY: True}, [1], None]


@pytest.mark.parametrize("counts", BAD_COUNTS, ids=range(len(BAD_COUNTS)))
def test_a_count_that_does_not_fit_the_vote_is_refused(room, counts):
    room.go_to(VOTE)
    room.teach("open")
    answer = room.teacher.ask("/api/teach", do="count", counts=counts, voters=20)
    assert answer.status_code == 422


def test_after_the_end_nothing_is_asked_and_nothing_counted(room):
    pupil = room.join()
    room.go_to(VOTE)
    room.teach("open", "end")
    view = room.teacher.ask("/api/teach").json()
    assert (view["phase"], view["ballot"], view["then"]) == ("ended", None, "")
    assert pupil.respond(VOTE, KEY).status_code == 409
    counted = room.teacher.ask("/api/teach", do="count", counts={KEY: 3}, voters=3)
    assert counted.status_code == 409


def test_the_teacher_is_told_which_questions_are_practice_to_be_told_after_their_vote(room):
    told = {one: BANK.items[one].form == "practice" for one in BANK.lessons["teens-3"].item_ids}
    seen = {}
    while "next" in (view := room.teacher.ask("/api/teach").json())["moves"]:
        if view["screen"]["kind"] == "quiz":
            seen[view["screen"]["item"]["id"]] = view["practice"]
        else:
            assert not view["practice"]
        room.teach("next")
    assert {True, False} == set(seen.values())
    assert all(told[name] == practice for name, practice in seen.items())


def test_the_second_vote_after_pair_talk_is_another_count(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    pupil.respond(VOTE, OTHER, "a")
    room.teach("close", "again")
    assert pupil.ask("/api/state").json()["mine"] is None
    pupil.respond(VOTE, KEY, "b")
    assert room.teach("close")["counts"] == {KEY: 1}
    rounds = [one.round for one in room.store.read().attempts.values()]
    assert rounds == ["1", "2"]


def test_the_story_is_steered_by_the_votes_of_the_class(room):
    room.go_to("class-group")
    room.teach("open")
    pupil = room.join()
    view = pupil.ask("/api/state").json()
    option = view["screen"]["node"]["choices"][0]["id"]
    assert pupil.respond(view["vote"], option).status_code == 200
    assert room.teach("close")["counts"] == {option: 1}
    told = room.teach(f"choose:{option}")["screen"]["told"]
    assert told["choice"] == option
    assert told["consequence"]


def test_an_illegal_move_is_409_with_its_name_and_the_state(room):
    answer = room.teacher.ask("/api/teach", do="close")
    assert answer.status_code == 409
    assert answer.json() == {
        "move": "close",
        "error": "close: no vote is open, the screen is showing",
        "phase": "showing",
        "place": 1,
    }


def test_a_restart_goes_on_at_the_same_step_with_all_answers_and_tokens(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    pupil.respond(VOTE, KEY)
    room.teacher.ask("/api/teach", do="count", counts={OTHER: 3}, voters=3)
    before = room.teacher.ask("/api/teach").json()
    room.store.close()
    room.start()
    again = Pupil(room.client, pupil.candidate, pupil.token)
    after = room.teacher.ask("/api/teach").json()
    assert {**after, "n": 0} == {**before, "n": 0}
    assert again.ask("/api/state").json()["mine"] == KEY
    assert again.respond(VOTE, KEY).json() == {"saved": True}
    assert len(room.store.read().attempts) == 1


def test_a_second_click_on_the_same_view_moves_nothing(room):
    seen = room.teacher.ask("/api/teach").json()["n"]
    assert room.teacher.ask("/api/teach", do="next", n=seen).status_code == 200
    assert room.teacher.ask("/api/teach", do="next", n=seen).status_code == 409
    assert room.room.state.place == 1


def test_hands_counted_on_an_older_view_are_not_those_of_the_new_vote(room):
    """Another tab of the presenter may not have heard yet that the class votes again."""
    room.go_to(VOTE)
    seen = room.teach("open")["n"]
    body = {"do": "count", "counts": {KEY: 4}, "voters": 4, "n": seen}
    assert room.teacher.ask("/api/teach", **body).status_code == 200
    room.teach("close", "again")
    assert room.teacher.ask("/api/teach", **body).status_code == 409
    assert room.teacher.ask("/api/teach").json()["counts"] == {}


def test_coming_back_to_a_vote_opens_a_new_round(room):
    room.go_to(VOTE)
    room.teach("open")
    room.join().respond(VOTE, KEY)
    view = room.teach("close", "next", "back", "open")
    assert (view["round"], view["voters"]) == (2, 0)


def test_a_recorded_move_that_no_longer_fits_does_not_stop_a_resume(room):
    room.teach("next", "next")
    room.store.put(move_job(room.room.session, {"do": "close", "option": ""}, "10:00")).result()
    room.store.close()
    room.start()
    assert room.room.state.place == 2
