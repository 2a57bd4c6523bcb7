"""A branching story in a notebook."""

from __future__ import annotations

from typing import Any

from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.face_facts import help_lines
from quizengine.content.face_scenario import scenario_face, walk_face
from quizengine.scoring.scenario import Scenario
from quizengine.widgets.player import Player, read_module


class ScenarioPlayer(Player):
    """A story: the browser sends the whole path, Python tells it as far as the path goes."""

    _esm = read_module("scenario")

    def __init__(self, scenario: Scenario, lang: str, bank: Bank, *, audience: str) -> None:
        """Show a scenario in a language, with the help lines for an audience."""
        self.scenario, self.lang, self.words = scenario, lang, bank.speak("profile", lang)
        shared = {"words": bank.speak("player", lang), "help": help_lines(bank, lang, audience)}
        super().__init__(scenario_face(scenario, lang) | shared | {"kind": "scenario", "lang": lang})

    def answer(self, response: dict[str, Any]) -> Face:
        """Return the story as far as the path goes."""
        path = response.get("path")
        parts = [str(part) for part in path] if isinstance(path, list) else []
        return walk_face(self.scenario, parts, self.lang, self.words) | {"n": response.get("n")}
