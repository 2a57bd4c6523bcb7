"""The pages as HTML: whole without JavaScript for plain items, and the frame in which it draws the rest."""

from __future__ import annotations

import secrets

from quizengine.content.face import Face
from quizengine.content.markup import Markup, join, tag
from quizengine.scoring.item import TYPED, Kind

PICKED = {
    Kind.SINGLE_CHOICE: "radio",
    Kind.TRUE_FALSE: "radio",
    Kind.LIKERT: "radio",
    Kind.MULTIPLE_CHOICE: "checkbox",
}
"""Kinds that a plain form can ask by boxes, with the type of these."""
WAIT = "5; url=/"
"""Without JavaScript a page that waits asks again after so many seconds."""
Words = dict[str, str]


def join_page(words: Words, lang: str, message: str = "") -> str:
    """Return the page on which a pupil types the code."""
    field = tag(
        "input",
        id="code",
        name="code",
        class_="qe-code",
        inputmode="numeric",
        autocomplete="off",
        maxlength="9",
        required=True,
        autofocus=True,
    )
    form = tag(
        "form",
        tag("h1", words["join-title"], class_="qe-title"),
        tag("p", tag("label", words["join-label"], for_="code")),
        tag("p", field),
        tag("p", tag("button", words["join-button"], class_="qe-button qe-primary")),
        _status(message),
        tag("p", words["join-safe"], class_="qe-role"),
        method="post",
        action="/join",
        class_="qe-card",
    )
    return _page("pupil", words["join-title"], form, lang)


def pupil_page(view: Face, words: Words, lang: str, message: str = "") -> str:
    """Return what a pupil sees now: the form of the open vote, or a word to look up.

    Args:
        view: the pupil's view (see `quizengine.classroom.views.Views.pupil`).
        words: the interface words.
        lang: language of the page.
        message: what became of the last response.
    """
    asked = _find_plain(view)
    body = join(
        tag(
            "header",
            tag("h1", view["lesson"], class_="qe-title"),
            tag("p", words["you-are"].format(name=view["name"]), class_="qe-role"),
            class_="qe-pupil-head",
        ),
        tag("p", _waiting(view, words)) if asked is None else _vote_form(view, asked, words),
        _status(message),
        tag("p", tag("a", words["refresh"], class_="qe-button", href="/")),
        tag(
            "form",
            tag("button", words["who-other"], class_="qe-button qe-quiet qe-other"),
            method="post",
            action="/leave",
        ),
    )
    return _page("pupil", view["lesson"], tag("div", body, class_="qe-card"), lang, waits=asked is None)


def shell_page(name: str, words: Words, lang: str) -> str:
    """Return the frame of the presenter (``teach``, ``scan``) or the projector (``screen``)."""
    return _page(name, words[f"{name}-title"], Markup(), lang)


def _find_plain(view: Face) -> Face | None:
    """Return ``kind, stem, choices`` of the open vote if a plain form can ask it, else None."""
    if not view["vote"] or view["screen"]["kind"] == "feed":
        return None
    screen = view["screen"]
    if screen["kind"] == "scenario":
        node = screen["node"]
        return {"kind": Kind.SINGLE_CHOICE, "stem": node["stem"] or node["text"], "choices": node["choices"]}
    item: Face = screen["item"]
    return item if item["kind"] in (*PICKED, *TYPED) and not item["reasons"] else None


def _waiting(view: Face, words: Words) -> str:
    if view["phase"] == "ended":
        return words["ended"]
    if view["paused"]:
        return words["paused"]
    return words["on-screen"] if view["vote"] else words["look-up"]


def _vote_form(view: Face, asked: Face, words: Words) -> Markup:
    """Return the form of a vote; what was sent before is there."""
    mine = view["mine"] if isinstance(view["mine"], str) else ""
    if asked["kind"] in PICKED:
        options = (_option(asked["kind"], one, mine.split()) for one in asked["choices"])
        fields = tag("div", *options, class_="qe-options")
    else:
        fields = tag("p", tag("textarea", mine, name="response", rows="3", aria_label=asked["stem"]))
    return tag(
        "form",
        tag("p", words["second-round"], class_="qe-tag") if view["round"] > 1 else Markup(),
        tag("fieldset", tag("legend", asked["stem"], class_="qe-stem"), fields, class_="qe-group"),
        tag("input", type="hidden", name="item", value=view["vote"]),
        Markup(f'<input type="hidden" name="attempt_id" value="{secrets.token_hex(8)}">'),
        tag("p", tag("button", words["change" if mine else "send"], class_="qe-button qe-primary")),
        method="post",
        action="/respond",
    )


def _option(kind: str, choice: Face, mine: list[str]) -> Markup:
    """Return one choice with its box."""
    box = tag(
        "input", type=PICKED[Kind(kind)], name="response", value=choice["id"], checked=choice["id"] in mine
    )
    return tag("div", tag("label", box, tag("span", choice["text"]), class_="qe-label"), class_="qe-option")


def _status(message: str) -> Markup:
    return tag("p", message, class_="qe-status", role="status") if message else Markup()


def _page(name: str, title: str, body: Markup, lang: str, *, waits: bool = False) -> str:
    """Return a page."""
    again = tag("noscript", tag("meta", http_equiv="refresh", content=WAIT)) if waits else Markup()
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        again,
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href="/player/player.css"),
        tag("link", rel="stylesheet", href="/player/room.css"),
        tag("script", type="module", src=f"/player/{name}.js"),
    )
    main = tag("main", body, id="main", class_="qe-root")
    return (
        f"<!doctype html>{tag('html', head, tag('body', main, class_=f'qe-page qe-page-{name}'), lang=lang)}"
    )
