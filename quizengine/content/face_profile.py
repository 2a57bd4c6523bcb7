"""The face of a profile: five steps in words, what worked and what to try again; never a mark."""

from __future__ import annotations

from collections.abc import Callable

from quizengine.content.face import Face
from quizengine.scoring.profile import Evidence, Profile


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
            "evidence": [say(piece) for piece in one.evidence],
        }
        for one in profile.steps
    ]
    return {
        "title": words["title"],
        "intro": words["intro"],
        "steps": steps,
        "again": [words[f"again-{one.step}"] for one in profile.steps if one.level < 2],
        "best": [words[f"best-{one.step}"] for one in profile.steps if one.level == 2],
    }
