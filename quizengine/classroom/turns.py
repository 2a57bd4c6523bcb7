"""A mock network in class: played by turns on the board or on devices, and what it comes to at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Any

from quizengine.classroom.parts import Part, feed_parts
from quizengine.classroom.session import Phase, State
from quizengine.content.face import Face
from quizengine.content.face_feed import feed_face, play_face
from quizengine.scoring.feed import ACT_SHAPES, Feed
from quizengine.scoring.response import Raw

TITLE = 48
"""Characters of a post in the list of parts."""
DONE = 10
"""Acts of the class on one screen."""
TOLD = 2
"""Posts with what each was and why on one screen."""


def count_acts(responses: Iterable[Raw]) -> dict[str, int]:
    """Return how many did each act, such as ``report:p3``, whatever the reason or the message."""
    done: Counter[str] = Counter()
    for acts in responses:
        assert isinstance(acts, list)
        done.update({_short(act) for act in acts})
    return dict(done)


class Turns:
    """The parts of a feed's screen in one language."""

    def __init__(self, lang: str, words: dict[str, str], profile: dict[str, str], help: list[Face]) -> None:
        """Name the interface words, those of the profile, and the help lines shown on a device."""
        self.lang, self.words, self.profile, self.help = lang, words, profile, help

    def parts(self, feed: Feed, state: State) -> tuple[Part, ...]:
        """Return what the class sees where the session stands.

        Returns:
            Before it is played: what it is about, the posts to read, a turn for each post, and for each act
            that touches none. On devices: the whole ``feed`` for their pages. After: the posts again, for the
            counts; once revealed what the class did, its profile, and what each post was.
        """
        face = feed_face(feed, self.lang, self.profile)
        if state.phase is Phase.OPEN:
            reactions = {one.id: one.reaction[self.lang] for one in feed.acts.values()}
            return (Part("", {"feed": face | {"reactions": reactions, "help": self.help}}),)
        if state.phase is Phase.CLOSED:
            posts = feed_parts(face)[1:]
            return (*posts, Part("", {"feed": face | {"posts": [], "intro": "", "you": ""}, "rest": True}))
        told = play_face(feed, state.acts, self.lang, self.profile, "", done=True)
        if state.phase is Phase.REVEALED:
            return (*(self._summary(feed, state.acts, told) if state.acts else ()), *self._told(face, told))
        return (*feed_parts(face), *self._turns(face, state.acts, told["reactions"]))

    # ---- by turns --------------------------------------------------------------------------------

    def _turns(self, face: Face, acts: Sequence[str], reactions: list[Face]) -> list[Part]:
        """Return a turn for each post, then one for each act that touches none."""
        posts = {one["id"]: one for one in face["posts"]}
        parts = []
        for post in posts.values():
            name = self._name(face, post["account"])
            shown = [one for one in (posts.get(post["reply_to"]), post) if one]
            doable = [
                _doable(act, post["id"] if act["on"] == "post" else post["account"], acts)
                for act in face["acts"]
                if act["on"] != "none"
            ]
            title = self.words["turn"].format(name=name, text=shorten(post["text"], TITLE, placeholder="…"))
            parts.append(_turn(title, face | {"posts": shown}, post["id"], doable, acts, reactions))
        for act in face["acts"]:
            if act["on"] == "none":
                said = [one for one in face["messages"] if one["act"] == act["id"]]
                doable = [_doable(act | {"text": one["text"]}, one["id"], acts) for one in said]
                parts.append(_turn(act["text"], face | {"posts": []}, "", doable, acts, reactions))
        return parts

    # ---- at the end --------------------------------------------------------------------------------

    def _summary(self, feed: Feed, acts: Sequence[str], told: Face) -> list[Part]:
        """Return what the class did by turns, and the profile that a pupil would have for it."""
        labels = [self._label(feed, act) for act in acts]
        profile = told["profile"]
        return [
            *(
                Part(self.words["turns-done"], {"did": labels[at : at + DONE], "first": at + 1})
                for at in range(0, len(labels), DONE)
            ),
            Part(profile["title"], {"profile": profile}),
            Part(self.words["profile_again"], {"again": profile["again"], "best": profile["best"]}),
        ]

    def _told(self, face: Face, told: Face) -> list[Part]:
        """Return what each post was and why, those that harass first."""
        posts = {one["id"]: one for one in face["posts"]}
        every = [
            one | {"name": self._name(face, posts[one["id"]]["account"]), "text": posts[one["id"]]["text"]}
            for one in told["posts"]
        ]
        chunks = [every[at : at + TOLD] for at in range(0, len(every), TOLD)]
        return [Part(self.words["post_by_post"], {"posts": chunk, "acts": face["acts"]}) for chunk in chunks]

    def _label(self, feed: Feed, act: str) -> str:
        """Return an act in words: what, and on whose post or account."""
        kind, name, *_ = act.split(":")
        record = feed.acts[kind]
        if record.on == "none":
            return feed.messages[name].text[self.lang]
        account = feed.posts[name].account if record.on == "post" else name
        words = {"act": record.text[self.lang], "name": feed.accounts[account].name[self.lang]}
        return self.words[f"act_on_{record.on}"].format(**words)

    def _name(self, face: Face, account: str) -> str:
        return next(str(one["name"]) for one in face["accounts"] if one["id"] == account)


def _doable(act: Face, what: str, done: Sequence[str]) -> Face:
    """Return an act that can be done on something, with what it still asks, or as it was done."""
    name = f"{act['id']}:{what}"
    return {
        "id": act["id"],
        "text": act["text"],
        "act": name,
        "asks": list(ACT_SHAPES[act["id"]][1:]),
        "done": next((one for one in done if one == name or one.startswith(f"{name}:")), ""),
    }


def _turn(
    title: str, face: Face, post: str, doable: list[Face], acts: Sequence[str], reactions: list[Face]
) -> Part:
    """Return a turn with what its last act brought."""
    here = {one["done"] for one in doable} - {""}
    brought: list[Any] = [reaction for act, reaction in zip(acts, reactions, strict=True) if act in here]
    turn = {"title": title, "post": post, "acts": doable, "brought": brought[-1] if brought else None}
    return Part(title, {"feed": face | {"intro": "", "you": ""}, "turn": turn})


def _short(act: str) -> str:
    """Return an act without reason, audience or message."""
    kind, name, *_ = act.split(":")
    return kind if ACT_SHAPES[kind] == ("message",) else f"{kind}:{name}"
