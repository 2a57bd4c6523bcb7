"""Faces of a mock network: before anything is done, and after each act, with honest outcomes."""

from __future__ import annotations

from collections.abc import Sequence

from quizengine.content.face import Face
from quizengine.content.face_profile import profile_face
from quizengine.scoring.feed import HARASSMENT, Act, Feed, Post, Report, parse_acts
from quizengine.scoring.feed_score import is_fitting, score_feed
from quizengine.scoring.profile import Evidence
from quizengine.scoring.scenario import Line


def feed_face(feed: Feed, lang: str, words: dict[str, str]) -> Face:
    """Return what is shown before the first act: no kind of post, no reason, no outcome.

    Args:
        feed: the mock network.
        lang: language of the texts.
        words: the interface words of the table ``profile``.

    Returns:
        ``id, title, intro, you, target, accounts, posts, acts, reasons, audiences, messages``.
    """
    return {
        "id": feed.id,
        "title": feed.title[lang],
        "intro": feed.intro[lang],
        "you": feed.you[lang],
        "target": {"id": feed.target, "name": feed.accounts[feed.target].name[lang]},
        "accounts": [
            {"id": one.id, "name": one.name[lang], "handle": one.handle[lang], "about": one.about[lang]}
            for one in feed.accounts.values()
        ],
        "posts": [_post_face(one, lang, words) for one in feed.posts.values()],
        "acts": [{"id": one.id, "on": one.on, "text": one.text[lang]} for one in feed.acts.values()],
        "reasons": [{"id": one.id, "text": one.text[lang]} for one in feed.reasons.values()],
        "audiences": [{"id": one.id, "text": one.text[lang]} for one in feed.audiences.values()],
        "messages": [
            {"id": one.id, "act": one.act, "text": one.text[lang]} for one in feed.messages.values()
        ],
    }


def play_face(feed: Feed, texts: object, lang: str, words: dict[str, str], sorry: str, *, done: bool) -> Face:
    """Return the network after some acts.

    Args:
        feed: the mock network.
        texts: the acts as text, in order; the first that cannot be used ends them.
        lang: language of the texts.
        words: the interface words of the table ``profile``.
        sorry: the calm sentence shown when an act cannot be used.
        done: whether the pupil stops here and asks for the profile.

    Returns:
        ``reactions`` (one an act), ``proof, muted, blocked, reported`` (ids), ``problem``, and when done
        ``profile`` and ``posts`` with what each was and why.
    """
    played = parse_acts(feed, texts)
    acts = played.acts
    return {
        "reactions": [_reaction_face(feed, acts[:place], act, lang) for place, act in enumerate(acts)],
        "proof": [act.post for act in acts if act.kind == "keep-proof"],
        "reported": [act.post for act in acts if act.kind == "report" and not _is_misfit(feed, act)],
        "muted": [act.account for act in acts if act.kind == "mute"],
        "blocked": [act.account for act in acts if act.kind == "block"],
        "problem": sorry if played.problem else "",
        "profile": _feed_profile(feed, acts, lang, words) if done else None,
        "posts": [_told(post, lang, words) for post in _harassing_first(feed)] if done else [],
    }


def feed_key(feed: Feed, lang: str, words: dict[str, str]) -> Face:
    """Return the face of a feed on a teacher's key sheet.

    Returns:
        ``posts`` with what each is, why, and what the network answers; ``acts`` and ``messages`` with
        their reasons; ``order``, pairs of labels of which the first act comes first.
    """
    label = {one.id: one.text[lang] for one in feed.acts.values()}
    return {
        "posts": [
            _told(post, lang, words)
            | {
                "account": feed.accounts[post.account].name[lang],
                "text": post.text[lang],
                "report": _report(post.report, lang),
            }
            for post in feed.posts.values()
        ],
        "acts": [{"text": one.text[lang], "why": one.why[lang]} for one in feed.acts.values()],
        "messages": [
            {"act": label[one.act], "text": one.text[lang], "quality": one.quality, "why": one.why[lang]}
            for one in feed.messages.values()
        ],
        "order": [[label[first], label[then]] for first, then in feed.before],
    }


def _feed_profile(feed: Feed, acts: Sequence[Act], lang: str, words: dict[str, str]) -> Face:
    def tell(piece: Evidence) -> str:
        labels = {
            key: feed.acts[str(value)].text[lang] if piece.id == "slip" else value
            for key, value in piece.values.items()
        }
        return words[piece.id].format(**labels, name=feed.accounts[feed.target].name[lang])

    return profile_face(score_feed(feed, acts), words, tell)


def _post_face(post: Post, lang: str, words: dict[str, str]) -> Face:
    return {
        "id": post.id,
        "account": post.account,
        "text": post.text[lang],
        "when": post.when[lang],
        "seen_by": post.seen_by,
        "seen": words["seen-by"].format(count=post.seen_by),
        "reply_to": post.reply_to,
    }


def _told(post: Post, lang: str, words: dict[str, str]) -> Face:
    kind_text = words[f"kind-{post.kind}"]
    return {"id": post.id, "kind": post.kind, "kind_text": kind_text, "why": post.why[lang]}


def _harassing_first(feed: Feed) -> list[Post]:
    return sorted(feed.posts.values(), key=lambda post: post.kind != HARASSMENT)


def _report(report: Report, lang: str) -> Face:
    return {"outcome": report.outcome, "text": report.text[lang], "next": report.next[lang]}


def _is_misfit(feed: Feed, act: Act) -> bool:
    """Whether an act reports a harassing post for a reason that does not fit it: it may be sent again."""
    if act.kind != "report" or feed.posts[act.post].kind != HARASSMENT:
        return False
    return not is_fitting(feed, act)


def _reaction_face(feed: Feed, before: Sequence[Act], act: Act, lang: str) -> Face:
    """Return what an act brings: its effect, who reacts, and the network's answer to a report.

    Who was blocked before it, or whose report failed, says nothing.
    """
    lines: tuple[Line, ...] = tuple(
        one.line for one in feed.reactions if one.act == act.kind and one.on in (act.post, act.account)
    )
    if act.message:
        lines += feed.messages[act.message].lines
    blocked = {one.account for one in before if one.kind == "block"}
    answer = feed.posts[act.post].report if act.kind == "report" else None
    if _is_misfit(feed, act):
        lines, answer = (), feed.misfit
    return {
        "act": act.kind,
        "text": feed.acts[act.kind].reaction[lang],
        "lines": [_line(feed, one, lang) for one in lines if one.who not in blocked],
        "report": _report(answer, lang) if answer else None,
    }


def _line(feed: Feed, line: Line, lang: str) -> Face:
    account = feed.accounts.get(line.who)
    return {"who": line.who, "name": account.name[lang] if account else line.who, "text": line.text[lang]}
