"""The base of every widget: a browser module of `quizengine/player`, a face, a response and its feedback."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from quizengine.content.face import Face
from quizengine.widgets.fallback import as_html, as_text

PLAYER = Path(__file__).resolve().parent.parent / "player"


@cache
def read_module(*names: str) -> str:
    """Return browser files as one module, the common part first: a notebook loads it without a server."""
    return "".join((PLAYER / f"{name}.js").read_text("utf-8") for name in ("common", *names))


class Player(anywidget.AnyWidget):
    """A face in the browser that sends responses and gets feedback.

    Attributes:
        face: what a pupil may see; plain JSON, constant.
        response: what the browser sends; `n` counts the sends.
        feedback: what comes back after it; empty before any answer.
    """

    _css = (PLAYER / "player.css").read_text("utf-8")
    face = traitlets.Dict().tag(sync=True)
    response = traitlets.Dict().tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)

    def __init__(self, face: Face) -> None:
        """Show a face."""
        super().__init__(face=face)
        self.observe(self._on_response, names="response")

    def answer(self, response: dict[str, Any]) -> Face:
        """Return the feedback for a response; a widget that takes none returns {}."""
        return {}

    def _on_response(self, change: traitlets.Bunch) -> None:
        """Answer what the browser sent; whatever it sent, a pupil never sees a traceback."""
        response = change["new"]
        if response:
            # Without feedback the page says, after a moment, that the kernel does not answer.
            with suppress(Exception):
                self.feedback = self.answer(response)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the face as text too, for an untrusted notebook or a code host."""
        bundle, metadata = super()._repr_mimebundle_() or ({}, {})
        return bundle | {"text/html": as_html(self.face), "text/plain": as_text(self.face)}, metadata
