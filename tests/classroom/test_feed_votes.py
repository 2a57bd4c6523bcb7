"""A mock network in class: played on devices or by turns on the board."""

import json

import pytest
from served import FEED, PROOF, REPORT

from quizengine.cli import main


def test_a_feed_is_played_on_a_device_and_its_acts_are_kept_once(room):
    room.go_to(FEED)
    room.teach("open")
    pupil = room.join()
    assert pupil.ask("/api/state").json()["vote"] == FEED
    assert [pupil.respond(FEED, [PROOF, REPORT]).json() for _ in range(2)] == [{"saved": True}] * 2
    assert pupil.ask("/api/state").json()["mine"] == [PROOF, REPORT]
    room.teach("close")
    assert pupil.respond(FEED, [PROOF, REPORT]).json() == {"saved": True}
    assert pupil.respond(FEED, [PROOF], "2").status_code == 409
    assert [one.raw for one in room.store.read().attempts.values()] == [[PROOF, REPORT]]


BAD_ACTS = [[], PROOF, ["fly"], [PROOF, "keep-proof:nosuch"], [1], {PROOF: "x"}, None, [PROOF] * 1000]


@pytest.mark.parametrize("acts", BAD_ACTS, ids=range(len(BAD_ACTS)))
def test_acts_of_no_use_are_refused(room, acts):
    room.go_to(FEED)
    room.teach("open")
    answer = room.join().respond(FEED, acts)
    assert (answer.status_code, answer.json()["error"][-1]) in ((422, "."), (413, "."))
    assert room.store.read().attempts == {}


def test_the_board_counts_who_has_played_and_what_was_done_only_after_closing(room):
    room.go_to(FEED)
    room.teach("open")
    for acts in ([PROOF], [PROOF, REPORT, "tell-adult:to-mrs-diallo"]):
        room.join().respond(FEED, acts)
    view = room.projector.ask("/api/state").json()
    assert (view["voters"], view["counts"]) == (2, {})
    room.teach("close")
    view = room.projector.ask("/api/state").json()
    assert view["counts"] == {PROOF: 2, "report:verdict-four": 1, "tell-adult": 1}


def test_each_pupil_is_told_of_the_own_acts_once_the_feed_is_revealed(room):
    room.go_to(FEED)
    room.teach("open")
    first, second, absent = room.join(), room.join(), room.join()
    first.respond(FEED, [PROOF, REPORT])
    second.respond(FEED, ["share:verdict-four"])
    room.teach("close")
    assert first.ask("/api/state").json()["played"] is None
    room.teach("reveal")
    levels = [
        [step["level"] for step in one.ask("/api/state").json()["played"]["profile"]["steps"]]
        for one in (first, second)
    ]
    assert levels == [[1, 2, 2, 2, 1], [0, 0, 0, 0, 0]]
    assert absent.ask("/api/state").json()["played"] is None


def test_a_class_by_turns_goes_on_at_the_same_turn_after_a_crash(room):
    room.go_to("proof-or-block-first")
    room.teach("open")
    room.teacher.ask("/api/teach", do="count", counts={"block-at-once": 24}, voters=24)
    room.teach("close")
    room.go_to(FEED)
    before = room.teach("part:7", f"choose:{PROOF}", f"choose:{REPORT}", "choose:mute:noe", f"choose:{PROOF}")
    room.store.close()
    room.start()
    state = room.room.state
    assert (state.acts, state.part, room.room.votes_of(FEED, 1).hands) == ((REPORT, "mute:noe"), 7, 24)
    assert room.teacher.ask("/api/teach").json()["screen"] == before["screen"]
    (tally,) = (one for one in room.store.tallies(room.room.session) if one.item == FEED)
    assert (list(tally.counts), tally.voters) == ([REPORT, "mute:noe"], 24)


def test_a_journal_of_acts_replays_to_their_levels(room, tmp_path):
    """Proof, then a report that fits: 1 of 2 for notice and act, 2 for the other three."""
    room.go_to(FEED)
    room.teach("open")
    room.join().respond(FEED, [PROOF, REPORT])
    room.store.close()
    out = tmp_path / "out.jsonl"
    assert main(["score", "--journal", str(room.path), "--out", str(out)]) == 0
    (told,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert (told["item"], told["status"], told["points"], told["max_points"]) == (FEED, "partial", "8", "10")


def test_the_teacher_can_say_how_many_play_and_nothing_else_is_counted_there(room):
    room.go_to(FEED)
    room.teach(f"choose:{PROOF}")
    count = {"do": "count", "counts": {}}
    assert room.teacher.ask("/api/teach", **count, voters=27).json()["ballot"]["voters"] == 27
    assert [room.teacher.ask("/api/teach", **count, voters=n).status_code for n in (0, -1, 1000)] == [422] * 3
    (tally,) = room.store.tallies(room.room.session)
    assert (tally.counts, tally.voters) == ({PROOF: 27}, 27)
    room.teach(f"choose:{PROOF}")
    room.store.close()
    room.start()
    (tally,) = room.store.tallies(room.room.session)
    assert (tally.counts, tally.voters) == ({}, 0)  # nothing was done: nothing to tell


def test_without_javascript_a_feed_is_followed_on_the_board(room):
    room.go_to(FEED)
    room.teach("open")
    room.client.post("/join", data={"code": "123456"})
    assert "Cette question se joue ensemble, au tableau." in room.client.get("/").text
