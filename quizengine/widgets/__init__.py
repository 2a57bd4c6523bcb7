"""Notebook faces: what a lesson's cells call to show a quiz, a scenario, a feed, help lines or a tutorial.

Python holds the key and the score; the browser gets a face, and feedback only after an answer.
"""

from quizengine.widgets.lesson import OpenLesson, open_lesson

__all__ = ["OpenLesson", "open_lesson"]
