"""The session: every move leads where the teacher expects, and an illegal one is refused by its name."""

from dataclasses import replace

import pytest

from quizengine.classroom.moves import MOVES, legal_moves, move
from quizengine.classroom.session import (
    IllegalMoveError,
    Phase,
    Play,
    State,
    node_of,
    screen_of,
    vote_id,
)
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.kit import kit_root
from quizengine.content.notebook import read_notebook
from quizengine.content.screens import read_script

BANK = kit_bank()
LESSON = BANK.lessons["teens-3"]


def make_play(lang="fr"):
    notebook = read_notebook(kit_root() / "lessons" / LESSON.notebook[lang])
    return Play(LESSON, read_script(LESSON, notebook), BANK.items, BANK.scenarios, BANK.feeds)


PLAY = make_play()


def at(name, **more):
    """The state on the screen with this id."""
    place = [one.id for one in PLAY.script.screens].index(name)
    return State(place=place, **more)


def do(state, *moves):
    for one in moves:
        state = move(PLAY, state, *one.split(":", 1))
    return state


def test_a_whole_lesson_is_played_from_the_first_screen_to_the_last():
    state, seen = State(), []
    while True:
        seen.append(screen_of(PLAY, state).id)
        try:
            state = do(state, "next")
        except IllegalMoveError:
            node = node_of(PLAY, state)
            if node is None or not node.options:
                break
            state = do(state, f"choose:{node.options[0].id}")
    assert list(dict.fromkeys(seen)) == [one.id for one in PLAY.script.screens]
    assert seen.count("class-group") == 2 * 4 + 1


def test_a_vote_opens_closes_is_taken_again_and_is_revealed():
    state = do(at("before-you-block"), "open")
    assert (state.phase, state.round) == (Phase.OPEN, 1)
    state = do(state, "close", "again")
    assert (state.phase, state.round) == (Phase.OPEN, 2)
    assert do(state, "close", "reveal").phase is Phase.REVEALED


def test_each_decision_of_the_story_is_voted_on_by_its_own_name():
    state = at("class-group")
    first = vote_id(PLAY, state)
    state = do(state, "open", "close", f"choose:{node_of(PLAY, state).options[0].id}")
    assert vote_id(PLAY, state) == ""
    state = do(state, "next")
    assert first.startswith("class-group_")
    assert vote_id(PLAY, state) not in ("", first)
    assert state.round == 0


def test_back_in_a_story_shows_the_consequence_then_the_decision_again():
    state = at("class-group")
    option = node_of(PLAY, state).options[1].id
    told = do(state, f"choose:{option}")
    decided = do(told, "next")
    assert do(decided, "back") == told
    assert do(decided, "back", "back") == state
    assert do(state, "back").place == state.place - 1


ILLEGAL = [
    (at("opening"), "open", "open: there is nothing to vote on"),
    (at("opening"), "fly", '"fly" is not a move (next, back, skip'),
    (State(), "back", "back: there is no screen there"),
    (at("partners"), "next", "next: there is no screen there"),
    (at("partners"), "skip", "skip: there is no screen there"),
    (at("opening"), "skip:nosuch", 'skip: "nosuch" is not a step (opening, baseline'),
    (at("before-you-block"), "close", "close: no vote is open, the screen is showing"),
    (at("before-you-block"), "again", "again: no vote has been closed, the screen is showing"),
    (
        at("before-you-block", phase=Phase.OPEN),
        "open",
        "open: the vote is open (again opens a closed one anew)",
    ),
    (at("before-you-block", phase=Phase.OPEN), "next", "next: the vote is open, close it first"),
    (at("before-you-block", phase=Phase.OPEN), "reveal", "reveal: the vote is open"),
    (at("before-you-block", phase=Phase.REVEALED), "again", "again: no vote has been closed"),
    (at("proof-or-block-first"), "reveal", "reveal: the answers of the opening are kept for the end"),
    (at("class-group"), "next", "next: the story waits for a choice (choose, or skip the step)"),
    (at("class-group"), "reveal", "reveal: there is no answer to reveal"),
    (at("class-group"), "choose:nosuch", 'choose: "nosuch" cannot be chosen now ('),
    (at("opening"), "choose:x", "there is no story here"),
    (at("school-feed"), "choose:fly:verdict-four", 'choose: "fly" is not an act of this feed (keep-proof,'),
    (at("school-feed"), "choose:mute:nobody", 'choose: "nobody" is not one of its accounts (lina,'),
    (at("school-feed"), "choose:report:verdict-four", "should read report:post:audience:reason"),
    (at("school-feed", phase=Phase.OPEN), "choose:mute:noe", "choose: the vote is open, close it first"),
    (at("school-feed", phase=Phase.CLOSED), "choose:mute:noe", "choose: the feed is closed"),
    (at("school-feed", phase=Phase.REVEALED), "choose:mute:noe", "choose: the feed is revealed"),
    (at("school-feed", phase=Phase.OPEN), "back", "back: the vote is open, close it first"),
    (at("opening"), "cut:30", 'cut: "30" is neither one of 50, 40, 25, 15 minutes nor like left=8'),
    (at("opening"), "cut:left=x", 'cut: "left=x" is neither'),
    (at("opening"), "cut:" + "1" * 5000, "is neither one of 50, 40, 25, 15 minutes nor like left=8"),
    (at("opening", phase=Phase.ENDED), "next", "next: the session has ended"),
]


@pytest.mark.parametrize(("state", "name", "message"), ILLEGAL, ids=range(len(ILLEGAL)))
def test_an_illegal_move_is_refused_by_its_name(state, name, message):
    with pytest.raises(IllegalMoveError) as refused:
        do(state, name)
    assert str(refused.value).startswith(message) or message in str(refused.value)


def steps_after(state):
    """The steps that next still comes through, the present one first."""
    steps = [screen_of(PLAY, state).step]
    while True:
        try:
            state = do(replace(state, phase=Phase.SHOWING), "skip")
        except IllegalMoveError:
            return steps
        steps.append(screen_of(PLAY, state).step)


def test_a_shorter_version_is_a_cut_from_where_one_stands():
    assert steps_after(do(at("opening"), "cut:25")) == ["opening", "starter", "scenario", "exit", "help"]
    assert steps_after(do(at("opening"), "cut:15")) == ["opening", "scenario", "exit", "help"]
    assert steps_after(do(at("opening"), "cut:15", "cut:50")) == [step.id for step in LESSON.steps]


def test_eight_minutes_left_in_the_practice_go_to_the_exit_ticket():
    assert steps_after(do(at("practice"), "cut:left=8")) == ["practice", "exit", "help"]
    assert steps_after(do(at("practice"), "cut:left=14")) == ["practice", "discussion", "exit", "help"]


def test_a_step_without_a_screen_is_stepped_over():
    bare = tuple(one for one in PLAY.script.screens if one.step != "starter")
    play = replace(PLAY, script=replace(PLAY.script, screens=bare))
    after = move(play, State(), "skip")
    assert screen_of(play, after).step == "baseline"
    assert screen_of(play, move(play, after, "skip")).step == "scenario"


def test_a_shorter_version_is_told_by_its_minutes_until_it_is_undone():
    assert do(at("opening"), "cut:40").version == 40
    assert do(at("opening"), "cut:40", "cut:50").version == 0


def test_help_is_never_cut():
    assert steps_after(do(at("opening"), "cut:left=0"))[-1] == "help"


PROOF, REPORT = "keep-proof:verdict-four", "report:verdict-four:everyone:harassment"


def test_the_class_plays_its_feed_act_by_act_and_takes_one_back():
    state = do(at("school-feed"), "part:7", f"choose:{PROOF}", f"choose:{REPORT}", "choose:mute:noe")
    assert state.acts == (PROOF, REPORT, "mute:noe")
    assert state.part == 7  # the turn stays where it is
    assert do(state, f"choose:{REPORT}").acts == (PROOF, "mute:noe")
    assert do(state, f"choose:{REPORT}", f"choose:{REPORT}").acts == (PROOF, "mute:noe", REPORT)


def test_what_the_class_did_in_its_feed_is_kept_wherever_the_lesson_goes():
    state = do(at("school-feed"), f"choose:{PROOF}")
    for moves in (["reveal", "back"], ["next", "back"], ["open", "close", "back"], ["cut:15"], ["skip:exit"]):
        assert do(state, *moves).acts == (PROOF,), moves
    assert do(state, "reveal", "back").phase is Phase.SHOWING
    assert do(state, "reveal", "back", "choose:mute:noe").acts == (PROOF, "mute:noe")


def test_who_comes_back_to_a_feed_sees_the_counts_of_its_last_round():
    state = do(at("school-feed"), "open", "close", "again", "close", "reveal", "next", "back", "reveal")
    assert (state.phase, state.round) == (Phase.REVEALED, 2)


def test_a_frozen_screen_and_a_pause_change_nothing_else():
    state = do(at("before-you-block"), "open")
    assert do(state, "freeze", "freeze") == state
    assert do(state, "freeze").is_frozen
    assert do(state, "pause").is_paused
    assert do(state, "pause", "pause") == state


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("place", range(len(PLAY.script.screens)))
def test_what_is_said_to_be_legal_is(place, phase):
    state = State(place=place, phase=phase, round=1)
    node = node_of(PLAY, state)
    options = {"choose": node.options[0].id if node else "keep-proof:verdict-four", "cut": "25"}
    for name in MOVES:
        try:
            move(PLAY, state, name, options.get(name, ""))
            is_legal = True
        except IllegalMoveError:
            is_legal = False
        assert is_legal == (name in legal_moves(PLAY, state)), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_play_the_same_screens(lang):
    assert [(one.id, one.step, one.kind) for one in make_play(lang).script.screens] == [
        (one.id, one.step, one.kind) for one in PLAY.script.screens
    ]


def test_each_step_has_its_notes_and_its_screens_hold_what_the_course_says():
    for step in LESSON.steps:
        assert PLAY.script.notes[step.id]
        shown = [one.ref for one in PLAY.script.screens if one.step == step.id and one.ref in BANK.items]
        assert shown == [name for name in step.shows if name in BANK.items]
