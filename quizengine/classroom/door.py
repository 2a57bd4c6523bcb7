"""Who asks: a pupil who knows the code, the owner of a token or a cookie, or the presenter."""

from __future__ import annotations

from starlette.requests import Request

from quizengine.classroom.bodies import bearer
from quizengine.classroom.guard import JoinLimit, is_same
from quizengine.classroom.names import make_name
from quizengine.classroom.room import RefusedError, Room
from quizengine.classroom.views import Views

COOKIE = "candidate"
LONGEST_CODE = 32
Keys = dict[str, str]
"""``code``, ``presenter`` and ``projector``."""


class Door:
    """The way into one room."""

    def __init__(self, room: Room, keys: Keys, views: Views) -> None:
        """Name the room, its secrets, and the views whose bank gives the names."""
        self.room, self.keys, self.views = room, keys, views
        self._limit = JoinLimit()

    @property
    def is_busy(self) -> bool:
        """Whether so many wrong codes came that nobody can join for a while."""
        return self._limit.is_busy

    async def admit(self, request: Request, code: object) -> tuple[str, str]:
        """Take in a pupil; return the candidate and the token.

        Raises:
            RefusedError: 429 too many tries or pupils, 403 this is not the code.
        """
        address = request.client.host if request.client else ""
        if self._limit.is_over(address):
            raise RefusedError(429, "too-many")
        if not isinstance(code, str) or len(code) > LONGEST_CODE or not self._is_code(code):
            self._limit.count(address, is_wrong=True)
            raise RefusedError(403, "wrong-code")
        self._limit.count(address, is_wrong=False)
        return await self.room.join(make_name(self.views.bank, self.room.lang))

    def candidate(self, request: Request) -> str:
        """Return whose token a request bears.

        Raises:
            RefusedError: 401 nobody's.
        """
        candidate = self.room.candidate_of(bearer(request))
        if candidate is None:
            raise RefusedError(401, "not-joined")
        return candidate

    def cookie(self, request: Request) -> str | None:
        """Return whose cookie a page is asked with."""
        return self.room.candidate_of(request.cookies.get(COOKIE, ""))

    def check_presenter(self, request: Request, token: str | None = None) -> None:
        """Let nobody pass but the presenter, by a token that a form brings or that of the request.

        Raises:
            RefusedError: 401 it is somebody else.
        """
        if not is_same(bearer(request) if token is None else token, self.keys["presenter"]):
            raise RefusedError(401, "not-joined")

    def _is_code(self, code: str) -> bool:
        return is_same("".join(code.split()), self.keys["code"])
