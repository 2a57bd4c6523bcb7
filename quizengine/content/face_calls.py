"""The faces of a lesson that are made of cards: what a cell calls, wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.face_guides import checklist_face, evidence_face, glossary_face, safeguarding_face
from quizengine.content.face_rules import law_face, rules_face
from quizengine.content.face_series import series_face
from quizengine.content.face_sources import sources_face

Ids = tuple[str, ...]
CARDS: Mapping[str, Callable[[Bank, str, Ids, str], Face]] = {
    "rules": lambda bank, lesson, ids, lang: rules_face(bank, ids or _own(bank, lesson, "rules"), lang),
    "law": lambda bank, lesson, ids, lang: law_face(bank, ids, lang),
    "glossary": lambda bank, lesson, ids, lang: glossary_face(
        bank, ids or _own(bank, lesson, "glossary"), lang
    ),
    "figures": lambda bank, lesson, ids, lang: series_face(bank, ids, lang),
    "safeguarding": lambda bank, lesson, ids, lang: safeguarding_face(bank, ids, lang),
    "evidence": lambda bank, lesson, ids, lang: evidence_face(bank, ids, lang),
    "checklist": lambda bank, lesson, ids, lang: checklist_face(bank, lesson, lang),
    "sources": lambda bank, lesson, ids, lang: sources_face(bank, lang),
}
"""Face → what makes it of a bank, the lesson's id, the ids that the call names, and a language.

Each raises KeyError where a record is missing.
"""


def _own(bank: Bank, lesson: str, field: str) -> Ids:
    """Return the ids that a lesson's record names, where the call names none."""
    own: Ids = getattr(bank.lessons.get(lesson), field, ())
    return own
