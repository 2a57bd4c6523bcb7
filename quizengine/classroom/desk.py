"""The routes of the page on which the presenter reads exit codes, by camera or typed, and vote cards."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from quizengine.classroom.bodies import read_body, read_json
from quizengine.classroom.collection import Collection
from quizengine.classroom.deck import Deck
from quizengine.classroom.door import Door
from quizengine.classroom.page import shell_page
from quizengine.classroom.room import RefusedError
from quizengine.classroom.tools import Tools
from quizengine.content.face import Face

MOST_BYTES = 16 * 1024 * 1024
"""Length of the longest picture that is read: a photo of a good phone."""


class Desk:
    """Where codes and cards are read into one room."""

    def __init__(self, collection: Collection, door: Door, tools: Tools) -> None:
        """Name the codes, who may come here, and what reads pictures."""
        self.collection, self.door, self.tools = collection, door, tools
        self.deck = Deck(door.room, door.views.words)
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
        """Take the codes and cards that a picture shows; one is read at a time, beside the class."""
        self.door.check_presenter(request)
        read_codes, read_cards = self.tools.read_codes, self.tools.read_cards
        if read_codes is None:
            raise RefusedError(409, "scan-missing")
        data = await read_body(request, most=MOST_BYTES)
        async with self._one_frame:
            vote = self.deck.vote
            try:
                codes = await asyncio.to_thread(read_codes, data)
                cards = await asyncio.to_thread(read_cards, data) if read_cards else ()
            except ValueError:
                raise RefusedError(422, "scan-no-picture") from None
            told = [await self.collection.take(one, is_typed=False) for one in codes]
            return self._answer(told, await self.deck.take(cards, vote))

    def _answer(self, told: list[Face], cards: Face | None = None) -> Response:
        tools = self.tools
        answer = {"count": self.collection.count, "can_see": tools.read_codes is not None, "codes": told}
        return JSONResponse(answer | {"cards": (cards or self.deck.tell()) if tools.read_cards else None})
