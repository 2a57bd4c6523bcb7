"""What each of the three views shows: the room as plain JSON, and nothing that its reader may not know."""

from __future__ import annotations

from quizengine.classroom.ballot import Ballot, find_ballot, players_ballot
from quizengine.classroom.moves import legal_moves
from quizengine.classroom.parts import (
    WHOLE,
    Part,
    card_parts,
    item_parts,
    partners_parts,
    step_parts,
    tutorial_parts,
)
from quizengine.classroom.prose import read_blocks
from quizengine.classroom.room import TOGETHER, Room
from quizengine.classroom.session import Phase, State, screen_of
from quizengine.classroom.turns import Turns, count_acts
from quizengine.content.bank import Bank, in_voice
from quizengine.content.face import Face, answer_key, item_face
from quizengine.content.face_calls import CARDS
from quizengine.content.face_facts import help_lines, partners_face, tutorial_face
from quizengine.content.face_feed import feed_face, play_face
from quizengine.content.face_scenario import scenario_face, walk_face
from quizengine.content.lesson import Step
from quizengine.content.screens import Screen
from quizengine.scoring.scenario import Scenario


class Views:
    """The views of a room in one language."""

    def __init__(self, room: Room, bank: Bank) -> None:
        """Name the room, and the bank whose words and facts it shows."""
        bank = in_voice(bank, room.play.lesson.audience)
        self.room, self.bank, self.lang = room, bank, room.lang
        tables = ("player", "classroom", "scan", "turns")
        self.words = {key: text for name in tables for key, text in bank.speak(name, room.lang).items()}
        self._profile, self._feedback = bank.speak("profile", room.lang), bank.speak("feedback", room.lang)
        self._turns = Turns(
            room.lang, self.words, self._profile, help_lines(bank, room.lang, room.play.lesson.audience)
        )

    def shared(self) -> Face:
        """Return what every pupil may see now; the same for all.

        Returns:
            ``n`` (counts moves), ``lesson, step, place, phase, round, paused, vote`` (id of the item whose
            vote is open, else ""), ``part`` and ``parts`` (their titles), ``screen`` (see `screen`).
        """
        room, state = self.room, self.room.state
        is_open = state.phase is Phase.OPEN and not state.is_paused
        screen, parts = self.screen()
        part = min(state.part, len(parts) - 1)
        return {
            "n": room.moved.number,
            "lesson": room.play.lesson.title[self.lang],
            "step": self._step(state).title[self.lang],
            "place": state.place + 1,
            "phase": state.phase.value,
            "round": state.round,
            "paused": state.is_paused,
            "vote": room.vote if is_open else "",
            "part": part,
            "parts": [one.title for one in parts],
            "screen": screen | parts[part].face,
        }

    def pupil(self, candidate: str) -> Face:
        """Return the shared view with the pupil's own ``candidate, name, mine`` (the response, or None).

        Once a feed is revealed ``played`` is what became of the pupil's own acts in it, else None.
        """
        room = self.room
        mine = {
            "candidate": candidate,
            "name": room.candidates[candidate],
            "mine": room.response_of(candidate),
            "played": None,
        }
        feed = room.play.feeds.get(room.vote)
        if feed and room.state.phase is Phase.REVEALED and mine["mine"]:
            face = feed_face(feed, self.lang, self._profile)
            told = play_face(feed, mine["mine"], self.lang, self._profile, "", done=True)
            mine["played"] = {"face": face, "profile": told["profile"], "posts": told["posts"]}
        return self.shared() | mine

    def projector(self) -> Face:
        """Return the shared view with ``frozen, voters, counts``; counts only once the vote is closed."""
        state = self.room.state
        if state.is_frozen:
            return {
                "n": self.room.moved.number,
                "frozen": True,
                "lesson": self.room.play.lesson.title[self.lang],
            }
        counts, voters = self._counts()
        shown = counts if state.phase in (Phase.CLOSED, Phase.REVEALED) else {}
        return self.shared() | {"frozen": False, "voters": voters, "counts": shown}

    def presenter(self) -> Face:
        """Return all that the teacher needs: the shared view, notes, moves, counts, minutes, ballot."""
        room, state = self.room, self.room.state
        counts, voters = self._counts()
        lesson = room.play.lesson
        here = self._step(state)
        shared = self.shared()
        left = [one for one in lesson.steps[lesson.steps.index(here) :] if one.id not in state.skipped]
        return shared | {
            "frozen": state.is_frozen,
            "counts": counts,
            "voters": voters,
            "ballot": self._ballot(shared["screen"]),
            "practice": room.vote in room.play.items and room.play.items[room.vote].form == "practice",
            "candidates": len(room.candidates),
            "moves": list(legal_moves(room.play, state)),
            "notes": read_blocks(room.play.script.notes.get(here.id, "")),
            "then": "" if state.phase is Phase.ENDED else self._then(state),
            "places": len(room.play.script.screens),
            "minutes": here.minutes(state.version),
            "left": sum(one.minutes(state.version) for one in left),
            "cuts": [lesson.minutes, *lesson.cuts],
            "steps": [
                {"id": one.id, "title": one.title[self.lang], "skipped": one.id in state.skipped}
                for one in lesson.steps
            ],
            "problem": self.words.get(f"problem-{room.store.trouble}", ""),
        }

    def screen(self) -> tuple[Face, tuple[Part, ...]]:
        """Return the screen with its parts.

        Returns:
            ``id``, ``kind`` and what that kind shows; an item's answer only once it is revealed.
        """
        room, state = self.room, self.room.state
        screen = screen_of(room.play, state)
        face: Face = {"id": screen.id, "kind": screen.kind}
        match screen.kind:
            case "quiz":
                item = room.play.items[screen.ref]
                if state.phase is not Phase.REVEALED:
                    return face | {"item": item_face(item, self.lang), "told": False}, WHOLE
                told = answer_key(item, self.lang, self._feedback)
                return face | {"item": told, "told": True}, item_parts(told, self.words)
            case "scenario":
                return self._story(face, room.play.scenarios[screen.ref])
            case "feed":
                return face, self._turns.parts(room.play.feeds[screen.ref], state)
            case "tutorial":
                return face, tutorial_parts(tutorial_face(self.bank, screen.ref, self.lang))
            case "cards":
                told = CARDS[screen.ref](self.bank, room.play.lesson.id, screen.ids, self.lang)
                return face, card_parts(told)
            case "partners":
                asked = (self.bank, self.lang, room.play.lesson.audience)
                return face, partners_parts(help_lines(*asked), partners_face(*asked))
        return face | {"blocks": read_blocks(screen.text)}, WHOLE

    def _story(self, face: Face, scenario: Scenario) -> tuple[Face, tuple[Part, ...]]:
        """Return where a story stands: its opening, a decision, what a choice brought, or the end."""
        state = self.room.state
        story = scenario_face(scenario, self.lang)
        walk = walk_face(scenario, state.path, self.lang, self._profile)
        kept = ("title", "intro", "target", "characters", "decisions")
        face |= {key: story[key] for key in kept} | {"told": None, "node": None, "ending": None}
        if state.phase is Phase.REVEALED and walk["steps"]:
            return face, step_parts(walk["steps"][-1], self.words, story["target"])
        if walk["node"]:
            walk["node"]["vote"] = self.room.vote
        face |= {"node": walk["node"], "ending": walk["ending"], "opens": False}
        if state.path or state.phase is not Phase.SHOWING:
            return face, WHOLE
        return face, (Part(self.words["cast"], {"opens": True}), Part("", {}))

    def _ballot(self, screen: Face) -> Ballot | None:
        item = self.room.vote_item
        if item is None:
            return None
        if item.id in self.room.play.feeds:
            players = self.room.votes_of(item.id, TOGETHER).hands
            is_on = self.room.state.phase is Phase.SHOWING and self.room.state.acts
            return players_ballot(item, players) if is_on else None
        return find_ballot(item, screen, self.room.votes_of(item.id, self.room.state.round))

    def _then(self, state: State) -> str:
        """Return a few words of what the next screen shows, "" at the end."""
        play = self.room.play
        after = (one for one in play.script.screens[state.place + 1 :] if one.step not in state.skipped)
        screen = next(after, None)
        match screen:
            case None:
                return ""
            case Screen(kind="quiz", ref=ref):
                return play.items[ref].stem[self.lang]
            case Screen(kind="scenario", ref=ref):
                return play.scenarios[ref].title[self.lang]
            case Screen(kind="feed", ref=ref):
                return self.bank.feeds[ref].title[self.lang]
            case Screen(kind="tutorial", ref=ref):
                return self.words[f"tutorial_{ref}"]
            case Screen(kind="cards", ref=ref, ids=ids):
                return str(CARDS[ref](self.bank, play.lesson.id, ids, self.lang)["title"])
            case Screen(kind="partners"):
                return self.words["partners_title"]
        return "".join(run["text"] for run in read_blocks(screen.text)[0]["runs"])

    def _step(self, state: State) -> Step:
        name = screen_of(self.room.play, state).step
        return next(one for one in self.room.play.lesson.steps if one.id == name)

    def _counts(self) -> tuple[dict[str, int], int]:
        """Return the counts of the vote of now, and how many voted."""
        item = self.room.vote_item
        if item is None:
            return {}, 0
        votes = self.room.votes_of(item.id, self.room.state.round)
        if item.id in self.room.play.feeds:
            return count_acts(votes.by_candidate.values()), len(votes.by_candidate)
        return votes.count(item)
