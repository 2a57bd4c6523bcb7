"""Server-sent events: one view, sent anew after each change; a slow reader gets the latest."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from quizengine.classroom.signal import Signal

BEAT = 15.0
"""Seconds after which a sign of life is sent."""


class EventStream(Response):
    """A stream of one view as JSON."""

    media_type = "text/event-stream"

    def __init__(self, signal: Signal, view: Callable[[], dict[str, Any]], *, pause: float = 0.0) -> None:
        """Send `view` at once and after each bump of `signal`, `pause` seconds apart at least."""
        super().__init__()
        del self.headers["content-length"]
        self._signal, self._view, self._pause = signal, view, pause

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream until the reader is gone."""
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        tasks = {asyncio.ensure_future(self._pump(send)), asyncio.ensure_future(_until_gone(receive))}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _pump(self, send: Send) -> None:
        while not self._signal.is_over:
            seen = self._signal.number
            await _send(send, f"data: {json.dumps(self._view(), ensure_ascii=False)}\n\n")
            await asyncio.sleep(self._pause)
            while True:
                try:
                    async with asyncio.timeout(BEAT):
                        await self._signal.wait(seen)
                    break
                except TimeoutError:
                    await _send(send, ":\n\n")


async def _send(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
