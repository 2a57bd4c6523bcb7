"""Floor 0: records and scoring, standard library only; it knows no file, screen, language or clock."""

from quizengine.scoring.item import STEPS, Choice, Item, Kind, Scoring, Target, Text
from quizengine.scoring.outcome import Outcome, Status
from quizengine.scoring.score import score

__all__ = ["STEPS", "Choice", "Item", "Kind", "Outcome", "Scoring", "Status", "Target", "Text", "score"]
