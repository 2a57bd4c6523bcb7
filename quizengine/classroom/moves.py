"""The moves of a session: where each leads, and why one is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from quizengine.classroom.session import IllegalMoveError, Phase, Play, State, node_of, screen_of, vote_id
from quizengine.content.lesson import Step
from quizengine.scoring.feed import ACT_SHAPES, parse_act
from quizengine.scoring.form import LETTERS

KEPT_FORM = LETTERS[0]
"""Items of the opening are not revealed: the same ideas come back at the end."""


def move(play: Play, state: State, do: str, option: str = "") -> State:
    """Return the state after a move.

    Args:
        play: what is played.
        state: where it stands.
        do: one of `MOVES`.
        option: for ``choose`` the option taken, or in a feed an act that the class does or takes back, for
            ``skip`` the step to go to (the next one by default), for ``cut`` the minutes of a shorter version
            (the lesson's own undo it) or ``left=8``, the minutes left, for ``part`` its number.

    Raises:
        IllegalMoveError: there is no such move, or not here.
    """
    if do not in MOVES:
        raise IllegalMoveError(f'"{do}" is not a move ({", ".join(MOVES)})')
    if state.phase is Phase.ENDED:
        raise IllegalMoveError(f"{do}: the session has ended")
    after = MOVES[do](play, state, option)
    is_same = (after.place, after.phase, after.path) == (state.place, state.phase, state.path)
    return after if is_same else replace(after, part=0)


def legal_moves(play: Play, state: State) -> tuple[str, ...]:
    """Return the moves that are possible without an option, and ``choose`` where something can be chosen."""
    legal = []
    options = {"choose": _first_choice(play, state), "cut": "25"}
    for do in MOVES:
        try:
            move(play, state, do, options.get(do, ""))
        except IllegalMoveError:
            continue
        legal.append(do)
    return tuple(legal)


def _first_choice(play: Play, state: State) -> str:
    """Return an option that ``choose`` knows where there is a story or a feed, else ""."""
    node, screen = node_of(play, state), screen_of(play, state)
    if screen.kind == "feed":
        feed = play.feeds[screen.ref]
        on_post = [act for act in feed.acts if ACT_SHAPES[act] == ("post",)]
        return f"{on_post[0]}:{next(iter(feed.posts))}"
    return node.options[0].id if node and node.options else ""


def _next(play: Play, state: State, _: str) -> State:
    _refuse_open(state, "next")
    node = node_of(play, state)
    if node is not None and state.phase is Phase.REVEALED:
        return replace(state, phase=Phase.SHOWING, round=0)
    if node is not None and not node.is_ending:
        raise IllegalMoveError("next: the story waits for a choice (choose, or skip the step)")
    return _go(play, state, "next", range(state.place + 1, len(play.script.screens)))


def _back(play: Play, state: State, _: str) -> State:
    _refuse_open(state, "back")
    if screen_of(play, state).kind == "feed" and state.phase is not Phase.SHOWING:
        return replace(state, phase=Phase.SHOWING)
    if screen_of(play, state).kind == "scenario" and state.path:
        if state.phase is Phase.REVEALED:
            return replace(state, phase=Phase.SHOWING, round=0, path=state.path[:-1])
        return replace(state, phase=Phase.REVEALED, round=0)
    return _go(play, state, "back", range(state.place - 1, -1, -1))


def _skip(play: Play, state: State, option: str) -> State:
    _refuse_open(state, "skip")
    screens, here = play.script.screens, screen_of(play, state).step
    steps = [step.id for step in play.lesson.steps]
    if option and option not in steps:
        raise IllegalMoveError(f'skip: "{option}" is not a step ({", ".join(steps)})')
    after = [name for name in steps[steps.index(here) + 1 :] if name not in state.skipped]
    wanted = [option] if option else after
    return _go(play, state, "skip", [at for at, one in enumerate(screens) if one.step in wanted], jumps=True)


def _go(play: Play, state: State, do: str, places: range | list[int], *, jumps: bool = False) -> State:
    """Return the state at the first of some screens that no cut leaves out."""
    for place in places:
        if jumps or play.script.screens[place].step not in state.skipped:
            return replace(state, place=place, phase=Phase.SHOWING, round=0, path=())
    raise IllegalMoveError(f"{do}: there is no screen there")


def _open(play: Play, state: State, _: str) -> State:
    if not vote_id(play, state):
        raise IllegalMoveError("open: there is nothing to vote on")
    if state.phase is not Phase.SHOWING:
        raise IllegalMoveError(f"open: the vote is {state.phase} (again opens a closed one anew)")
    return _open_round(play, state)


def _close(play: Play, state: State, _: str) -> State:
    if state.phase is not Phase.OPEN:
        raise IllegalMoveError(f"close: no vote is open, the screen is {state.phase}")
    return replace(state, phase=Phase.CLOSED)


def _again(play: Play, state: State, _: str) -> State:
    if state.phase is not Phase.CLOSED:
        raise IllegalMoveError(f"again: no vote has been closed, the screen is {state.phase}")
    return _open_round(play, state)


def _open_round(play: Play, state: State) -> State:
    rounds = dict(state.rounds)
    name = vote_id(play, state)
    rounds[name] = rounds.get(name, 0) + 1
    return replace(state, phase=Phase.OPEN, round=rounds[name], rounds=tuple(rounds.items()))


def _reveal(play: Play, state: State, _: str) -> State:
    screen = screen_of(play, state)
    if screen.kind not in ("quiz", "feed"):
        raise IllegalMoveError("reveal: there is no answer to reveal (a story goes on by choose)")
    if screen.kind == "quiz" and play.items[screen.ref].form == KEPT_FORM:
        raise IllegalMoveError("reveal: the answers of the opening are kept for the end")
    if state.phase not in (Phase.SHOWING, Phase.CLOSED):
        raise IllegalMoveError(f"reveal: the vote is {state.phase}")
    last = dict(state.rounds).get(screen.ref, 0)  # who comes back to it sees what was answered
    return replace(state, phase=Phase.REVEALED, round=state.round or last)


def _choose(play: Play, state: State, option: str) -> State:
    _refuse_open(state, "choose")
    if screen_of(play, state).kind == "feed":
        return _act(play, state, option)
    node = node_of(play, state)
    if node is None or state.phase is Phase.REVEALED or option not in [one.id for one in node.options]:
        options = ", ".join(one.id for one in node.options) if node else "there is no story here"
        raise IllegalMoveError(f'choose: "{option}" cannot be chosen now ({options})')
    return replace(state, phase=Phase.REVEALED, path=(*state.path, f"{node.id}={option}"))


def _act(play: Play, state: State, option: str) -> State:
    """Return the state after the class has done an act in its feed, or taken back one that it had done."""
    if state.phase is not Phase.SHOWING:
        raise IllegalMoveError(f"choose: the feed is {state.phase} (back goes on with it)")
    _, problem = parse_act(play.feeds[screen_of(play, state).ref], option)
    if problem:
        raise IllegalMoveError(f"choose: {problem}")
    if option in state.acts:
        return replace(state, acts=tuple(one for one in state.acts if one != option))
    return replace(state, acts=(*state.acts, option))


def _freeze(play: Play, state: State, _: str) -> State:
    return replace(state, is_frozen=not state.is_frozen)


def _pause(play: Play, state: State, _: str) -> State:
    return replace(state, is_paused=not state.is_paused)


def _part(play: Play, state: State, option: str) -> State:
    if not (option.isascii() and option.isdigit() and len(option) < 3):
        raise IllegalMoveError(f'part: "{option}" is not a number from 0 to 99')
    return replace(state, part=int(option))


def _end(play: Play, state: State, _: str) -> State:
    return replace(state, phase=Phase.ENDED)


def _cut(play: Play, state: State, option: str) -> State:
    steps = play.lesson.steps
    after = steps[[step.id for step in steps].index(screen_of(play, state).step) + 1 :]
    if option == str(play.lesson.minutes):
        return replace(state, skipped=(), version=0)
    if option in map(str, play.lesson.cuts):
        version = int(option)
        gone = tuple(step.id for step in after if not step.minutes(version))
        return replace(state, skipped=gone, version=version)
    name, _, left = option.partition("=")
    if name == "left" and left.isascii() and left.isdigit() and len(left) < 4:
        return replace(state, skipped=fit_steps(after, int(left)), version=0)
    versions = ", ".join(map(str, (play.lesson.minutes, *play.lesson.cuts)))
    raise IllegalMoveError(f'cut: "{option}" is neither one of {versions} minutes nor like left=8')


def fit_steps(steps: tuple[Step, ...], left: int) -> tuple[str, ...]:
    """Return the steps to leave out so that the others fit into the minutes left.

    Those that a shorter version leaves out go first, the later ones before the earlier; those of the
    shortest version stay, whatever the time.
    """
    minutes = {step.id: step.minutes() for step in steps}
    gone: list[str] = []
    for cut in sorted({cut for step in steps for cut in step.cuts}, reverse=True):
        for step in reversed(steps):
            if sum(minutes.values()) > left and not step.cuts[cut] and step.id in minutes:
                gone.append(step.id)
                del minutes[step.id]
    return tuple(step.id for step in steps if step.id in gone)


def _refuse_open(state: State, do: str) -> None:
    if state.phase is Phase.OPEN:
        raise IllegalMoveError(f"{do}: the vote is open, close it first")


MOVES: Mapping[str, Callable[[Play, State, str], State]] = {
    "next": _next,
    "back": _back,
    "skip": _skip,
    "open": _open,
    "close": _close,
    "again": _again,
    "reveal": _reveal,
    "choose": _choose,
    "freeze": _freeze,
    "pause": _pause,
    "part": _part,
    "cut": _cut,
    "end": _end,
}
