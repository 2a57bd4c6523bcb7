"""A mock network on paper: its posts, the sheet where a pupil numbers the acts, and the teacher's key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizengine.content.face_feed import feed_face, feed_key
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typst import Markup
from quizengine.scoring.feed import Feed


def print_feed(sheet: Sheet, name: str) -> Markup:
    """Return the network as a sheet: who is there, the posts with how many saw them, and the action sheet."""
    _, face = _open(sheet, name)
    names = {one["id"]: one for one in face["accounts"]}
    letters = _letters(face["posts"])
    cards = [
        {
            "letter": letters[one["id"]],
            "account": names[one["account"]],
            "text": one["text"],
            "when": one["when"],
            "seen": one["seen"],
            "reply": one["reply_to"] and sheet.words["reply-to"].format(letter=letters[one["reply_to"]]),
        }
        for one in face["posts"]
    ]
    return stack(
        sheet.call("feed-intro", face["intro"], face["you"]),
        sheet.head(face["title"]),
        sheet.call("posts", cards),
        sheet.head(sheet.words["action-sheet"]),
        print_acts(sheet, name),
    )


def print_acts(sheet: Sheet, name: str, *, elsewhere: str = "") -> Markup:
    """Return the action sheet: acts to number in order, what a report says, which message is sent.

    Args:
        sheet: the handout.
        name: the feed's id.
        elsewhere: where to find the posts, when they are not on this handout.
    """
    _, face = _open(sheet, name)
    words = sheet.words
    labels = {one["id"]: one["text"] for one in face["acts"]}
    messages = [
        {"act": labels[act], "texts": [one["text"] for one in face["messages"] if one["act"] == act]}
        for act in dict.fromkeys(one["act"] for one in face["messages"])
    ]
    return sheet.call(
        "action-sheet",
        words["action-how"],
        elsewhere=elsewhere,
        acts=[
            {"id": one["id"], "text": one["text"], "on": words.get(f"on-{one['on']}")} for one in face["acts"]
        ],
        header=[words["rank"], words["my-act"], words["on-what"]],
        report=[
            {"stem": words["report-for"], "texts": [one["text"] for one in face["audiences"]]},
            {"stem": words["report-why"], "texts": [one["text"] for one in face["reasons"]]},
        ],
        message_stem=words["which-message"],
        messages=messages,
    )


def print_feed_key(sheet: Sheet, name: str) -> Markup:
    """Return what each post is, what the network answers, and why each act and message helps or harms."""
    feed, face = _open(sheet, name)
    words = sheet.words
    key = feed_key(feed, sheet.lang, sheet.bank.speak("profile", sheet.lang))
    letters = _letters(face["posts"])
    return stack(
        sheet.head(words["key-feed"].format(title=face["title"])),
        sheet.head(words["key-order"], level=2),
        sheet.call("order-key", [words["before"].format(first=one, second=two) for one, two in key["order"]]),
        sheet.head(words["key-posts"], level=2),
        sheet.call(
            "post-keys",
            [one | {"letter": letters[one["id"]]} for one in key["posts"]],
            labels={"report": words["if-reported"], "next": words["what-next"]},
        ),
        sheet.head(words["key-acts"], level=2),
        sheet.call("reasons", key["acts"]),
        sheet.head(words["key-messages"], level=2),
        sheet.call("reasons", [_judged(one, words) for one in key["messages"]]),
    )


def _open(sheet: Sheet, name: str) -> tuple[Feed, dict[str, Any]]:
    feed = sheet.find("feed", sheet.bank.feeds, name)
    return feed, feed_face(feed, sheet.lang, sheet.bank.speak("profile", sheet.lang))


def _judged(message: dict[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    return message | {"quality": words[message["quality"]], "best": message["quality"] == "strong"}


def _letters(posts: list[dict[str, Any]]) -> dict[str, str]:
    """Return a letter for each post, A first: a sheet of paper has no ids."""
    return {one["id"]: chr(ord("A") + place) for place, one in enumerate(posts)}
