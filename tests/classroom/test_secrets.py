"""No key, no reason and no reaction is told before it is revealed, wherever a lesson stands."""

import json
from random import Random

import pytest
from served import BANK, FEED, PROOF, REPORT, Class

from quizengine.classroom.moves import legal_moves
from quizengine.classroom.session import Phase, State, node_of
from quizengine.classroom.views import Views


def list_feed_secrets(lang):
    """What a mock network keeps until an act is done in it, or all is told."""
    feed = BANK.feeds[FEED]
    posts, said = feed.posts.values(), feed.messages.values()
    texts = [one.why for one in (*posts, *feed.acts.values(), *said)]
    texts += [text for one in posts for text in (one.report.text, one.report.next)]
    texts += [line.text for one in said for line in one.lines] + [one.line.text for one in feed.reactions]
    return [text[lang] for text in texts]


def walk(room):
    """Every view of a pupil and of the projector on every screen, before anything is revealed."""
    pupil = room.join()
    for place in range(len(room.room.play.script.screens)):
        for phase in (Phase.SHOWING, Phase.OPEN, Phase.CLOSED):
            room.room.state = State(place=place, phase=phase, round=1)
            yield from (
                pupil.ask("/api/state").text,
                room.projector.ask("/api/state").text,
                room.client.get("/").text,
            )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_key_and_no_reason_is_told_before_it_is_revealed(tmp_path, lang):
    made = Class(tmp_path / "class.sqlite", lang)
    whys = {one.why[lang] for item in made.room.play.items.values() for one in item.choices}
    secret = {json.dumps(one, ensure_ascii=False)[1:-1] for one in whys if one} | {
        '"right"',
        '"why"',
        '"key"',
        '"quality"',
        '"kind_text"',
        '"profile": ',
        *(json.dumps(one, ensure_ascii=False) for one in list_feed_secrets(lang)),
    }
    for text in walk(made):
        assert not [one for one in secret if one in text]
    made.store.close()


def walk_at_random(room, seed, count=200):
    """Moves as a hurried teacher might make them: any that is possible, whatever came before."""
    rng = Random(seed)
    for _ in range(count):
        state, play = room.state, room.play
        do = rng.choice([one for one in legal_moves(play, state) if one != "end"])
        node = node_of(play, state)
        minutes = [play.lesson.minutes, *play.lesson.cuts, "left=8", "left=0"]
        options = {
            "choose": [one.id for one in node.options] if node else [PROOF, REPORT],
            "cut": minutes,
            "part": range(12),
        }
        room.teach(do, str(rng.choice(options.get(do, [""]))))
        yield


@pytest.mark.parametrize("seed", range(4))
def test_wherever_moves_lead_no_view_breaks_or_tells_early_and_a_resume_goes_there(room, seed):
    whys = [one.why["fr"] for item in room.room.play.items.values() for one in item.choices if one.why]
    views = Views(room.room, BANK)
    for _ in walk_at_random(room.room, seed):
        told, phase = views.presenter(), room.room.state.phase
        board = json.dumps([views.shared(), views.projector()], ensure_ascii=False)
        if phase is not Phase.REVEALED:
            assert not [one for one in whys if json.dumps(one, ensure_ascii=False)[1:-1] in board]
        if phase is Phase.OPEN:
            assert "close" in told["moves"]
        elif told["then"]:
            assert {"next", "choose"} & set(told["moves"])
    before = room.room.state
    room.store.close()
    room.start()
    assert room.room.state == before
