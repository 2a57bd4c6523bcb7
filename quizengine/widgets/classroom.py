"""The button of a notebook that plays its lesson with a class, in a process beside the kernel."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import traitlets

from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.notebook import read_notebook
from quizengine.widgets.child import Child, State
from quizengine.widgets.player import Player, read_module

OPEN_ROOM, RESUME = "--open-room", "--resume"
CHILD = Child()
"""The one session of this kernel: a cell that is run again finds it."""


class ClassButton(Player):
    """A button that starts a class session and shows where it is led.

    Attributes:
        session: where the session stands; no secret but the address of the presenter's page.
    """

    _esm = read_module("classroom")
    session = traitlets.Dict().tag(sync=True)

    def __init__(self, lesson: str, lang: str, bank: Bank, child: Child = CHILD) -> None:
        """Show the button of a lesson in a language."""
        self.lesson, self.lang, self.child = lesson, lang, child
        words = bank.speak("player", lang) | bank.speak("classroom-button", lang)
        super().__init__(
            {
                "kind": "classroom",
                "lang": lang,
                "title": words["button-title"],
                "intro": words["lead"],
                "words": words,
            }
        )
        child.attach(self._show)

    def answer(self, response: dict[str, Any]) -> Face:
        """Do what the teacher asks; the session itself tells what comes of it."""
        asked = [OPEN_ROOM] if response.get("devices") is True else []
        match response.get("do"):
            case "start":
                self.child.start(find_copy(self.lesson, self.lang), "--lang", self.lang, *asked)
            case "resume":
                self.child.start(find_copy(self.lesson, self.lang), "--lang", self.lang, *asked, RESUME)
            case "stop":
                self.child.stop()
        return {"n": response.get("n")}

    def _show(self, state: State) -> None:
        shown = {name: state.get(name, "") for name in ("phase", "presenter", "join", "code")}
        asked = {"devices": OPEN_ROOM in state["options"], "resumes": RESUME in state["options"]}
        self.session = shown | asked


def find_copy(lesson: str, lang: str) -> str:
    """Return the path of the notebook that this kernel runs, or the lesson's id where that is not its own."""
    path = Path(os.environ.get("JPY_SESSION_NAME", ""))
    try:
        notebook = read_notebook(path)
    except ValueError:
        return lesson
    return str(path) if (notebook.lesson, notebook.lang) == (lesson, lang) else lesson
