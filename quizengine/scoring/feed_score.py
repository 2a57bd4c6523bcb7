"""Score what a pupil did in a mock network: a level for each of the five steps, with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quizengine.scoring.feed import HARASSMENT, Act, Feed, parse_acts
from quizengine.scoring.outcome import QUALITIES, Outcome, judge
from quizengine.scoring.profile import Evidence, Profile, build_profile

PICKING = ("keep-proof", "report")
"""Acts that pick a post as harassment: on any other post they are false alarms."""
GESTURES = (*PICKING, "mute", "block")
PUBLIC_HARM = ("share", "like")
"""Acts that harm when done on a harassing post: they give it more viewers."""


def score_feed(feed: Feed, acts: Sequence[Act]) -> Profile:
    """Score the acts done in a feed, in their order.

    Args:
        feed: the mock network.
        acts: parsed acts in the order done; may be empty.

    Returns:
        All five steps, each from 0 to 2:

        - *notice*: harassing posts kept as proof or reported; 2 all of them and no false alarm, 1 more
          hits than false alarms (a post of banter, conflict or neutral kept or reported), else 0;
        - *serious*: 2 when the last report of each harassing post reported gives a reason that fits it,
          1 when one does;
        - *responsible*: 2 for an act that helps somebody else, 1 for acts on harassment that protect oneself;
        - *know-how*: 2 for proof and report without a slip of order, 1 for proof or report; a slip is an act
          done before the one that must come first (``feed.before``) or a report for the wrong person;
        - *act*: 2 for two kinds of good act and no harmful one, 1 for a good act, else 0.

    Source:
        Latané and Darley (1970) for the steps; the thresholds are the kit's own and published in its key.
    """
    return build_profile(
        [
            _notice(feed, acts),
            _serious(feed, acts),
            _responsible(feed, acts),
            _know_how(feed, acts),
            _act(feed, acts),
        ]
    )


def mark_acts(feed: Feed, texts: object) -> dict[str, Fraction]:
    """Return the level, 0 to 2, that acts earn on each step: the mark of `quizengine.scoring.feed.feed_item`.

    Args:
        feed: the mock network.
        texts: the acts as text, in the order done; the first that cannot be used ends them.
    """
    profile = score_feed(feed, parse_acts(feed, texts).acts)
    return {found.step: Fraction(found.level) for found in profile.steps}


def judge_acts(feed: Feed, acts: Sequence[Act]) -> tuple[Outcome, ...]:
    """Return an outcome for each act, in order.

    Proof, report, mute and block of what harasses earn 1 point, 1/2 when done too early, for the wrong
    person or with a reason that does not fit; proof or report of anything else is a false alarm, 0. A
    message earns what its quality says; sharing, liking or ignoring what harasses, 0. The rest is
    ``unscored``, and so is an act done before: doing it twice shows nothing new. An act tests the rules
    that its post breaks, or that the account has broken.

    Source:
        The kit's own convention, published in the key of each feed.
    """
    return tuple(_judge_act(feed, acts[:place], act) for place, act in enumerate(acts))


def find_slips(feed: Feed, acts: Sequence[Act]) -> tuple[tuple[str, str], ...]:
    """Return the pairs ``(first, then)`` of ``feed.before`` that were broken, each once, in feed order.

    Only acts about harassing posts count, or about the accounts that posted them.
    """
    return tuple(
        pair
        for pair in feed.before
        if any(_is_early(feed, pair, acts[:place], act) for place, act in enumerate(acts))
    )


def _is_early(feed: Feed, pair: tuple[str, str], done: Sequence[Act], act: Act) -> bool:
    """Whether an act on a harassing account comes before the one that must come first."""
    first, then = pair
    about = _accounts_harassing(feed, act)
    return (
        act.kind == then
        and bool(about)
        and not any(one.kind == first and about & _accounts_harassing(feed, one) for one in done)
    )


def is_fitting(feed: Feed, act: Act) -> bool:
    """Whether a report gives a reason that stands for a rule which the post breaks."""
    return bool(set(feed.reasons[act.reason].rules) & set(feed.posts[act.post].rules))


def is_harmful(feed: Feed, act: Act) -> bool:
    """Whether an act adds to the harm: retaliation, blame, or more viewers for a harassing post."""
    if act.message:
        return feed.messages[act.message].quality == "harmful"
    return act.kind in PUBLIC_HARM and feed.posts[act.post].kind == HARASSMENT


def is_good(feed: Feed, act: Act) -> bool:
    """Whether an act helps somebody else: support, a calm reply, an adult told, a harassing post reported."""
    if act.message:
        calls_for_it = not act.post or feed.posts[act.post].kind in (HARASSMENT, "conflict")
        return calls_for_it and feed.messages[act.message].quality != "harmful"
    return act.kind == "report" and feed.posts[act.post].kind == HARASSMENT and not _for_wrong_person(act)


def _for_wrong_person(act: Act) -> bool:
    return act.audience == "me"


def _accounts_harassing(feed: Feed, act: Act) -> set[str]:
    """Return the harassing account that an act is about, as a set of none or one."""
    harassing = {post.account for post in feed.harassing}
    if act.post:
        post = feed.posts[act.post]
        return {post.account} if post.kind == HARASSMENT else set()
    return {act.account} & harassing


def _judge_act(feed: Feed, done: Sequence[Act], act: Act) -> Outcome:
    """Return the outcome of one act after those done before."""
    points = None
    if act not in done:
        points = _points_of_message(feed, act) if act.message else _points_of_gesture(feed, done, act)
    of_account = (post for post in feed.harassing if post.account == act.account)
    posts = [feed.posts[act.post]] if act.post else of_account
    rules = dict.fromkeys(rule for post in posts for rule in post.rules)
    step = "know-how" if act.kind in GESTURES else "act"
    return judge(act.kind, points, rules, {} if points is None else {step: points})


def _points_of_message(feed: Feed, act: Act) -> Fraction | None:
    if not is_harmful(feed, act) and not is_good(feed, act):
        return None
    return QUALITIES[feed.messages[act.message].quality]


def _points_of_gesture(feed: Feed, done: Sequence[Act], act: Act) -> Fraction | None:
    if not _accounts_harassing(feed, act):
        return Fraction(0) if act.kind in PICKING else None
    if act.kind not in GESTURES:
        return Fraction(0)
    is_early = any(_is_early(feed, pair, done, act) for pair in feed.before)
    is_off = act.kind == "report" and (_for_wrong_person(act) or not is_fitting(feed, act))
    return Fraction(1, 2) if is_early or is_off else Fraction(1)


def _notice(feed: Feed, acts: Sequence[Act]) -> Evidence:
    picked = {act.post for act in acts if act.kind in PICKING}
    total = {post.id for post in feed.harassing}
    hits, alarms = len(picked & total), len(picked - total)
    points = 2 if hits == len(total) and alarms == 0 else 1 if hits > alarms else 0
    name = "noticed-with-alarms" if alarms else "noticed" if hits else "noticed-none"
    return Evidence("notice", points, name, {"hits": hits, "total": len(total), "alarms": alarms})


def _serious(feed: Feed, acts: Sequence[Act]) -> Evidence:
    harassing = {post.id for post in feed.harassing}
    reports = {act.post: act for act in acts if act.kind == "report" and act.post in harassing}
    fitting = sum(is_fitting(feed, act) for act in reports.values())
    if not reports:
        return Evidence("serious", 0, "no-report", {})
    points = 2 if fitting == len(reports) else 1 if fitting else 0
    return Evidence("serious", points, "reasons", {"fitting": fitting, "total": len(reports)})


def _responsible(feed: Feed, acts: Sequence[Act]) -> Evidence:
    seen_by = max((post.seen_by for post in feed.harassing), default=0)
    if any(is_good(feed, act) for act in acts):
        return Evidence("responsible", 2, "helped", {"seen_by": seen_by})
    if any(
        _accounts_harassing(feed, act) and act.kind not in (*PUBLIC_HARM, "ignore", "reply") for act in acts
    ):
        return Evidence("responsible", 1, "protected-oneself", {"seen_by": seen_by})
    return Evidence("responsible", 0, "did-nothing", {"seen_by": seen_by})


def _know_how(feed: Feed, acts: Sequence[Act]) -> Evidence:
    about = [act for act in acts if _accounts_harassing(feed, act)]
    kinds = {act.kind for act in about}
    slips = find_slips(feed, acts)
    if not kinds & {"keep-proof", "report"}:
        return Evidence("know-how", 0, "no-proof-no-report", {})
    if slips:
        first, then = slips[0]
        return Evidence("know-how", 1, "slip", {"first": first, "then": then})
    if any(act.kind == "report" and _for_wrong_person(act) for act in about):
        return Evidence("know-how", 1, "wrong-person", {})
    if {"keep-proof", "report"} <= kinds:
        return Evidence("know-how", 2, "right-order", {})
    return Evidence("know-how", 1, "proof-without-report", {})


def _act(feed: Feed, acts: Sequence[Act]) -> Evidence:
    good = {act.kind for act in acts if is_good(feed, act)}
    harm = sum(is_harmful(feed, act) for act in acts)
    values = {"good": len(good), "harm": harm}
    if harm:
        return Evidence("act", 1 if good else 0, "acted-with-harm" if good else "harm", values)
    return Evidence("act", min(len(good), 2), "acted" if good else "no-act", values)
