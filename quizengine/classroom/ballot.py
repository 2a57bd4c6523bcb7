"""What the teacher counts by hand: the choices of a vote, and the hands or cards counted so far."""

from __future__ import annotations

from quizengine.classroom.votes import Votes
from quizengine.content.face import Face
from quizengine.scoring.item import SELECTED, SEVERAL, Item, Kind

COUNTED = (*SELECTED, Kind.LIKERT)
"""Kinds that a class can answer by raising hands, one choice after the other."""
Ballot = Face
"""``item, is_single, choices [{id, text}], hands {choice: count}, voters``.

The places of a text are in the order of the text.
"""


def find_ballot(item: Item, screen: Face, votes: Votes) -> Ballot | None:
    """Return the ballot of a vote, or None when it cannot be counted by hand.

    Args:
        item: what is voted on.
        screen: the screen that shows it.
        votes: the votes of this round.
    """
    shown = screen.get("item") or screen.get("node")
    if item.kind not in COUNTED or shown is None:
        return None
    texts = {one["id"]: one["text"] for one in shown["choices"]}
    places = [part["choice"] for part in shown.get("passage", ()) if "choice" in part]
    return {
        "item": item.id,
        "is_single": item.kind not in SEVERAL,
        "choices": [{"id": one, "text": texts[one]} for one in places or texts],
        "hands": dict(votes.counts),
        "voters": votes.hands,
    }


def players_ballot(item: Item, players: int) -> Ballot:
    """Return the ballot on which the teacher says how many play a feed together: it has no choices."""
    return {"item": item.id, "is_single": False, "choices": [], "hands": {}, "voters": players}
