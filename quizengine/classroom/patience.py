"""A connection that would keep others out is dropped: slow to ask or to read, wordy, or one of too many."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from quizengine.classroom.guard import JOINS_PER_ADDRESS, OWN

SLOW = 10.0
"""Seconds that the head of a request may take, from its first byte or the connection, and then its body."""
STUCK = 20.0
"""Seconds that what was sent may wait to be read."""
LONGEST_HEAD = 32 * 1024
"""Bytes of a request that are not its body."""
MOST_CONNECTIONS = 6 * JOINS_PER_ADDRESS
"""Connections from one address: browsers open up to six."""


class PatientProtocol(HttpToolsProtocol):
    """HTTP that waits so long and no longer."""

    _asking: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    _wordy = 0

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        """Wait for a request, unless this address has connections enough."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(0)  # hear of whatever is not read
        self._wait()
        address = self.client[0] if self.client else OWN
        peers = (getattr(one, "client", None) for one in self.connections)
        same = sum(peer is not None and peer[0] == address for peer in peers)
        if address != OWN and same > MOST_CONNECTIONS:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of what begins to come."""
        if self._asking is None:
            self._wait()
        self._wordy += len(data)
        super().data_received(data)
        if self._wordy > LONGEST_HEAD:
            self.transport.abort()

    def on_headers_complete(self) -> None:
        """Wait for the body."""
        self._wait()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Leave the length of a body to the application."""
        self._wordy -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Stop waiting."""
        self._stop()
        self._wordy = 0
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Wait until what was sent is read."""
        self._reading = self.loop.call_later(STUCK, self.transport.abort)
        super().pause_writing()

    def resume_writing(self) -> None:
        """Stop waiting for a reader."""
        self._forget_reader()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        self._forget_reader()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop()
        self._asking = self.loop.call_later(SLOW, self.transport.abort)

    def _stop(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _forget_reader(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
