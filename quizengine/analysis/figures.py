"""The sections of a report that are drawn: figures turned into bars with their numbers and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from quizengine.analysis.change import Change, Side
from quizengine.analysis.counts import FEWEST_VOTERS
from quizengine.analysis.evidence import StepShare
from quizengine.analysis.say import Voice, round_percent
from quizengine.content.bank import Bank
from quizengine.scoring.mastery import Level, Mastery
from quizengine.scoring.profile import MAX_LEVEL

LIGHT, DARK = "light", "dark"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot.

    Attributes:
        label: what it is of.
        percent: its length from 0 to 100; None when too little is known, then it is not drawn.
        value: the number and the word beside it.
        shade: `LIGHT` or `DARK`.
        low: lower end of its interval in percent, None without one.
        high: upper end.
    """

    label: str
    percent: int | None
    value: str
    shade: str = DARK
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """A section with bars: its title, what the figure means, and sentences that say what it shows."""

    id: str
    title: str
    how: str
    bars: tuple[Bar, ...]
    told: tuple[str, ...]


def tell_change(change: Change | None, voice: Voice) -> Plot:
    """Return the section on before and after."""
    title = voice.words["change-title"]
    if change is None:
        none = voice.say("change-none", fewest=FEWEST_VOTERS)
        return Plot("change", title, voice.words["change-how-none"], (), (none,))
    low, high = change.interval
    # The difference of the two figures shown: a head who subtracts them finds the same.
    gap = Fraction(round_percent(change.after.share) - round_percent(change.before.share), 100)
    told = (
        voice.words[f"verdict-{change.verdict}"],
        voice.say("gap", gap=voice.gap(gap), low=voice.gap(low), high=voice.gap(high)),
        voice.say("change-same" if change.same else "change-groups", same=change.same),
    )
    bars = (
        _side(change.before, voice.words["start"], LIGHT, voice),
        _side(change.after, voice.words["end"], DARK, voice),
    )
    return Plot("change", title, voice.say("change-how", questions=change.questions), bars, told)


def _side(side: Side, label: str, shade: str, voice: Voice) -> Bar:
    low, high = (round_percent(end) for end in side.interval)
    value = voice.say("side", percent=voice.percent(side.share), count=side.n)
    return Bar(label, round_percent(side.share), value, shade, low, high)


def tell_steps(steps: Iterable[StepShare], voice: Voice) -> Plot:
    """Return the section on the five bystander steps."""
    every = list(steps)
    bars = []
    for one in every if any(one.share is not None for one in every) else ():
        name = voice.common[f"step-{one.step}"]
        if one.share is None:
            bars.append(Bar(name, None, voice.words["nothing" if not one.observations else "too-few"]))
        else:
            level = (MAX_LEVEL * one.share + Fraction(1, 2)) // 1
            value = voice.say("told", percent=voice.percent(one.share), word=voice.words[f"level-{level}"])
            bars.append(Bar(name, round_percent(one.share), value))
    return Plot("steps", voice.words["steps-title"], voice.words["steps-how"], tuple(bars), ())


def tell_rules(rules: Iterable[Mastery], bank: Bank, voice: Voice) -> Plot:
    """Return the section on the acceptable-use rules, in the order of the bank."""
    known = list(bank.rules)
    bars = []
    for one in sorted(rules, key=lambda one: known.index(one.rule) if one.rule in known else len(known)):
        name = voice.text(bank.rules[one.rule].title) if one.rule in bank.rules else one.rule
        if one.level is Level.TOO_FEW or one.observations < FEWEST_VOTERS:
            bars.append(Bar(name, None, voice.words[Level.TOO_FEW]))
        else:
            value = voice.say("told", percent=voice.percent(one.share), word=voice.words[f"rule-{one.level}"])
            bars.append(Bar(name, round_percent(one.share), value))
    return Plot("rules", voice.words["rules-title"], voice.words["rules-how"], tuple(bars), ())
