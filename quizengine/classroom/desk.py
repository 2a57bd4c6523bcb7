"""The routes of the page on which the presenter reads exit codes, by camera or typed."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from quizengine.classroom.bodies import read_body, read_json
from quizengine.classroom.collection import Collection
from quizengine.classroom.door import Door
from quizengine.classroom.exits import Reader
from quizengine.classroom.page import shell_page
from quizengine.classroom.room import RefusedError
from quizengine.content.face import Face

MOST_BYTES = 1024 * 1024
"""Length of the longest frame of a camera that is read."""


class Desk:
    """Where codes are read into one room."""

    def __init__(self, collection: Collection, door: Door, read: Reader | None) -> None:
        """Name the codes, who may come here, and what reads pictures; None where that is not installed."""
        self.collection, self.door, self.read = collection, door, read
        self._one_frame = asyncio.Lock()

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/scan", self.page),
            Route("/api/codes", self.state),
            Route("/api/codes", self.typed, methods=["POST"]),
            Route("/api/frame", self.frame, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Return the page's frame: of all pages it alone may ask for the camera."""
        page = shell_page("scan", self.door.views.words, self.door.room.lang)
        return HTMLResponse(page, headers={"Permissions-Policy": "camera=(self)"})

    async def state(self, request: Request) -> Response:
        """Return how many codes were read, and whether a camera can."""
        self.door.check_presenter(request)
        return self._answer([])

    async def typed(self, request: Request) -> Response:
        """Take a code that was typed."""
        self.door.check_presenter(request)
        code = (await read_json(request)).get("code")
        if not isinstance(code, str):
            raise RefusedError(422, "not-usable")
        return self._answer([await self.collection.take(code, is_typed=True)])

    async def frame(self, request: Request) -> Response:
        """Take the codes that a picture shows; one picture is read at a time, beside the class."""
        self.door.check_presenter(request)
        if self.read is None:
            raise RefusedError(409, "scan-missing")
        data = await read_body(request, most=MOST_BYTES)
        try:
            async with self._one_frame:
                codes = await asyncio.to_thread(self.read, data)
        except ValueError:
            raise RefusedError(422, "scan-no-picture") from None
        return self._answer([await self.collection.take(one, is_typed=False) for one in codes])

    def _answer(self, told: list[Face]) -> Response:
        return JSONResponse({"count": self.collection.count, "can_see": self.read is not None, "codes": told})
