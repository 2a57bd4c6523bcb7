"""The face of a profile: five steps in words, what worked and what to try again; never a mark."""

from __future__ import annotations

from collections.abc import Callable

from quizengine.content.face import Face
from quizengine.scoring.profile import MAX_LEVEL, Evidence, Profile, StepLevel


def profile_face(
    profile: Profile, words: dict[str, str], tell: Callable[[Evidence], str] | None = None
) -> Face:
    """Return a profile as a pupil reads it.

    Args:
        profile: the levels with their evidence.
        words: the interface words of the table ``profile``.
        tell: turns a piece of evidence into a sentence; by default its words are filled in.

    Returns:
        ``title, intro, steps [{id, name, level, word, evidence}], again, best``.
    """
    say = tell or (lambda one: words[one.id].format(**one.values))
    steps = [
        {
            "id": one.step,
            "name": words[f"step-{one.step}"],
            "level": one.level,
            "word": words[f"level-{one.level}"],
            "evidence": [say(piece) for piece in _telling(one)],
        }
        for one in profile.steps
    ]
    return {
        "title": words["title"],
        "intro": words["intro"],
        "steps": steps,
        "again": [_advise(one, words) for one in profile.steps if one.level < MAX_LEVEL],
        "best": [words[f"best-{one.step}"] for one in profile.steps if one.level == MAX_LEVEL],
    }


def _telling(step: StepLevel) -> list[Evidence]:
    """Return what made the level, at most two pieces: the best for a full one, else what lacked."""
    wanted = max if step.level == MAX_LEVEL else min
    points = wanted(one.points for one in step.evidence)
    return [one for one in step.evidence if one.points == points][:2]


def _advise(step: StepLevel, words: dict[str, str]) -> str:
    """Return what to try again: for the evidence where it has its own advice, else for the step."""
    own = (words[key] for one in step.evidence if (key := f"again-{one.id}") in words)
    return next(own, words[f"again-{step.step}"])
