"""The routes of a room, for pupils, projector and presenter; what each may do stands in the README."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from quizengine.classroom.bodies import bearer, is_counts, read_form, read_json
from quizengine.classroom.collection import Collection
from quizengine.classroom.desk import Desk
from quizengine.classroom.door import COOKIE, Door, Keys
from quizengine.classroom.events import EventStream
from quizengine.classroom.guard import Gate, is_same
from quizengine.classroom.page import join_page, pupil_page, shell_page
from quizengine.classroom.player import read_file
from quizengine.classroom.qr import qr_rows
from quizengine.classroom.room import RefusedError, Room
from quizengine.classroom.session import IllegalMoveError
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views

STILL = (
    "default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Policy of a page that loads and runs nothing; the report narrows its styles to its own."""


class Server:
    """The routes of one room."""

    def __init__(self, room: Room, views: Views, keys: Keys, gate: Gate, tools: Tools) -> None:
        """Name the room, its views, its secrets, who may ask, and what other rooms lend."""
        self.room, self.views, self.keys, self.gate, self.tools = room, views, keys, gate, tools
        self._door = Door(room, keys, views)
        self._collection = Collection(room, views.bank)
        self._desk = Desk(self._collection, self._door, tools)
        code = keys["code"]
        qr = qr_rows(f"{gate.join}#{code}") if gate.is_open else []
        self._where = {"join": gate.join, "code": code, "is_open": gate.is_open, "qr": qr}

    def app(self) -> Callable[..., Awaitable[None]]:
        """Return the ASGI application."""
        routes = [
            Route("/api/respond", self.respond, methods=["POST"]),
            Route("/", self.page),
            Route("/join", self.join_form, methods=["POST"]),
            Route("/respond", self.respond_form, methods=["POST"]),
            Route("/leave", self.leave_form, methods=["POST"]),
            Route("/teach", self.shell),
            Route("/screen", self.shell),
            Route("/player/{name}", self.file),
            Route("/words.json", self.words),
            Route("/api/join", self.join, methods=["POST"]),
            Route("/api/state", self.state),
            Route("/api/events", self.events),
            Route("/api/teach", self.teach_state),
            Route("/api/teach", self.teach, methods=["POST"]),
            Route("/report", self.report, methods=["POST"]),
            *self._desk.routes(),
        ]
        handlers = {RefusedError: self._refuse, Exception: self._fail}
        return self.gate.guard(Starlette(routes=routes, exception_handlers=handlers))

    # ---- pupils ----------------------------------------------------------------------------------

    async def join(self, request: Request) -> Response:
        """Take in a pupil who knows the code."""
        body = await read_json(request)
        candidate, token = await self._door.admit(request, body.get("code"))
        return JSONResponse({"candidate": candidate, "token": token})

    async def state(self, request: Request) -> Response:
        """Return what the owner of a token may see now: pupil, projector or presenter."""
        return JSONResponse(self._view(request)())

    async def respond(self, request: Request) -> Response:
        """Record a response; the answer is sent after the commit."""
        candidate = self._door.candidate(request)
        body = await read_json(request)
        await self.room.respond(candidate, body.get("item"), body.get("response"), body.get("attempt_id"))
        return JSONResponse({"saved": True})

    async def events(self, request: Request) -> Response:
        """Stream the view of the owner of a token, anew after each change."""
        token = bearer(request)
        if self.room.candidate_of(token) is not None:
            return EventStream(self.room.moved, self.views.shared)
        return EventStream(self.room.changed, self._view(request), pause=0.1)

    # ---- pupils without JavaScript ---------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """Return the pupil's page: it works without JavaScript, and better with it."""
        candidate = self._door.cookie(request)
        words = self.views.words
        if candidate is None:
            return HTMLResponse(join_page(words, self.room.lang))
        return HTMLResponse(pupil_page(self.views.pupil(candidate), words, self.room.lang))

    async def join_form(self, request: Request) -> Response:
        """Take in a pupil by the form."""
        form = await read_form(request)
        try:
            _, token = await self._door.admit(request, form.get("code"))
        except RefusedError as error:
            page = join_page(self.views.words, self.room.lang, self.views.words[error.word])
            return HTMLResponse(page, status_code=error.status)
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
        return answer

    async def leave_form(self, request: Request) -> Response:
        """Forget who was on a shared device: the next pupil starts afresh."""
        answer = RedirectResponse("/", status_code=303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return answer

    async def respond_form(self, request: Request) -> Response:
        """Record a response by the form."""
        candidate = self._door.cookie(request)
        if candidate is None:
            return RedirectResponse("/", status_code=303)
        form = await read_form(request)
        word, status = "saved", 200
        try:
            await self.room.respond(
                candidate, form.get("item"), form.get("response", ""), form.get("attempt_id")
            )
        except RefusedError as error:
            word, status = error.word, error.status
        words = self.views.words
        page = pupil_page(self.views.pupil(candidate), words, self.room.lang, words[word])
        return HTMLResponse(page, status_code=status)

    # ---- the teacher -----------------------------------------------------------------------------

    async def shell(self, request: Request) -> Response:
        """Return the page of the presenter or the projector; it holds nothing before it shows its token."""
        return HTMLResponse(shell_page(request.url.path.strip("/"), self.views.words, self.room.lang))

    async def teach_state(self, request: Request) -> Response:
        """Return what the presenter sees."""
        self._door.check_presenter(request)
        return JSONResponse(self._taught())

    async def teach(self, request: Request) -> Response:
        """Make a move, or take a count of hands; the answer is sent after the commit."""
        self._door.check_presenter(request)
        body = await read_json(request)
        do, option, seen = body.get("do"), body.get("option", ""), body.get("n")
        if not isinstance(do, str) or not isinstance(option, str | int):
            raise RefusedError(422, "not-usable")
        try:
            if type(seen) is int:
                self.room.check_seen(do, seen)
            if do == "count":
                await self._count(body.get("counts"), body.get("voters"))
            else:
                await self.room.keep(self.room.teach(do, str(option)))
        except IllegalMoveError as error:
            state = self.room.state
            told = {"move": do, "error": str(error), "phase": state.phase.value, "place": state.place + 1}
            return JSONResponse(told, status_code=409)
        return await self.teach_state(request)

    async def _count(self, counts: object, voters: object) -> None:
        if not is_counts(counts) or type(voters) is not int:
            raise RefusedError(422, "not-usable")
        await self.room.count_hands(counts, voters)

    async def report(self, request: Request) -> Response:
        """Return the report of the class; the token comes in a form, so that no address holds it."""
        self._door.check_presenter(request, (await read_form(request)).get("token", ""))
        if self.tools.report is None or not self._has_answers:
            raise RefusedError(409, "not-now")
        page = await asyncio.to_thread(self.tools.report, self.room.store, self.room.lang)
        return HTMLResponse(page, headers={"Content-Security-Policy": STILL})

    async def words(self, request: Request) -> Response:
        """Return the interface words in the language of the room; anybody may read them."""
        return JSONResponse({"lang": self.room.lang, "words": self.views.words})

    async def file(self, request: Request) -> Response:
        """Return a file of the player."""
        found = read_file(request.path_params["name"])
        if found is None:
            return Response(status_code=404)
        content, kind = found
        return Response(content, media_type=kind)

    # ---- who asks --------------------------------------------------------------------------------

    def _view(self, request: Request) -> Callable[[], dict[str, Any]]:
        """Return the view that a token opens."""
        token = bearer(request)
        if is_same(token, self.keys["presenter"]):
            return self._taught
        if is_same(token, self.keys["projector"]):
            return lambda: self.views.projector() | self._where
        candidate = self._door.candidate(request)
        return lambda: self.views.pupil(candidate)

    @property
    def _has_answers(self) -> bool:
        return self.room.has_votes or self._collection.count > 0

    def _taught(self) -> dict[str, Any]:
        told: dict[str, Any] = {"door": self.views.words["door-busy"] if self._door.is_busy else ""}
        told |= {
            "board": f"/screen#{self.keys['projector']}",
            "reports": self.tools.report is not None and self._has_answers,
        }
        return self.views.presenter() | self._where | told

    async def _fail(self, request: Request, error: Exception) -> Response:
        """Tell whoever leads of a fault of the kit: where it is, and nothing of what was asked."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}: {type(error).__name__}"
        print(f"A fault of the kit ({where}). The lesson goes on; please report this line.", file=sys.stderr)
        return JSONResponse({"error": self.views.words["lost"]}, status_code=500)

    async def _refuse(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RefusedError)
        return JSONResponse({"error": self.views.words.get(error.word, "")}, status_code=error.status)
