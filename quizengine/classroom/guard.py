"""What keeps a room safe: who asks, from where, how often and how much."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CODE_DIGITS = 6
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters of a candidate's code: none that look alike."""
WINDOW = 60.0
"""Seconds over which wrong codes are counted."""
TRIES_PER_ADDRESS = 30
"""Wrong codes from one address in a window; a class behind one router shares it."""
TRIES_IN_ALL = 60
"""Wrong codes in a window: in an hour of trying, one chance in 270 to guess six digits."""
JOINS_PER_ADDRESS = 100
"""Candidates from one address: a class behind one router, and not one phone that fills the room."""
OWN = "127.0.0.1"
"""This computer, which may bring as many candidates as it likes."""
MOST_CANDIDATES = 2000
MOST_BYTES = 16 * 1024
"""Length of the longest body that is read."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" a browser posts the plain form with "Origin: null", which is a stranger's.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
RAW_HEADERS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


def make_code() -> str:
    """Return a join code of six digits."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def make_token() -> str:
    """Return a token that cannot be guessed."""
    return secrets.token_urlsafe(24)


def make_candidate(taken: Iterable[str]) -> str:
    """Return a random code for a candidate that nobody has."""
    known = set(taken)
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(6))
        if code not in known:
            return code


def hash_token(token: str) -> str:
    """Return what is kept of a token: with it, nobody can pass for its owner."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_same(given: str, wanted: str) -> bool:
    """Whether two secrets are equal, in a time that does not depend on where they differ."""
    return hmac.compare_digest(hash_token(given), hash_token(wanted))


class JoinLimit:
    """Counts who knocks, by address; it keeps no address longer than the session."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody; `clock` gives seconds."""
        self._clock, self._since = clock, clock()
        self._wrong: Counter[str] = Counter()
        self._joined: Counter[str] = Counter()

    @property
    def is_busy(self) -> bool:
        """Whether so many wrong codes came that nobody may try for a moment."""
        if self._clock() - self._since >= WINDOW:
            self._since = self._clock()
            self._wrong.clear()
        return self._wrong.total() >= TRIES_IN_ALL

    def is_over(self, address: str) -> bool:
        """Whether an address must wait, or has brought enough candidates."""
        return (
            self.is_busy
            or self._wrong[address] >= TRIES_PER_ADDRESS
            or (address != OWN and self._joined[address] >= JOINS_PER_ADDRESS)
        )

    def count(self, address: str, *, is_wrong: bool) -> None:
        """Count a wrong code, or somebody who joined."""
        (self._wrong if is_wrong else self._joined)[address] += 1


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets in only who asks for this server by a name it has, from a page of its own.

    Attributes:
        hosts: names with port under which it is reached, such as ``127.0.0.1:8123``: any other is a page
            elsewhere that had its name point here.
        join: the address that pupils type.
    """

    hosts: tuple[str, ...]
    join: str

    @property
    def is_open(self) -> bool:
        """Whether devices on the room's network can join: this computer alone needs no address to type."""
        return not self.join.startswith(("http://127.0.0.1:", "http://localhost:"))

    def guard(self, app: ASGIApp) -> ASGIApp:
        """Return an application behind the gate, with the `HEADERS` that an answer does not set itself."""

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return

            async def send_safely(message: Message) -> None:
                if message["type"] == "http.response.start":
                    told = {name for name, _ in message["headers"]}
                    ours = (one for one in RAW_HEADERS if one[0] not in told)
                    message["headers"] = [*message["headers"], *ours]
                await send(message)

            if not self._is_ours(Headers(scope=scope), scope["method"]):
                app_or_no: ASGIApp = PlainTextResponse("Not here.", status_code=403)
            else:
                app_or_no = app
            await app_or_no(scope, receive, send_safely)

        return guarded

    def _is_ours(self, headers: Headers, method: str) -> bool:
        if headers.get("host", "") not in self.hosts:
            return False
        if method in ("GET", "HEAD"):
            return True
        origin = headers.get("origin")
        ours = [f"http://{host}" for host in self.hosts]
        return origin in (None, *ours) and headers.get("sec-fetch-site", "same-origin") in (
            "same-origin",
            "none",
        )
