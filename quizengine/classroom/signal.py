"""A number that many wait for to change; one event loop owns it."""

from __future__ import annotations

import asyncio


class Signal:
    """A number that others wait for to change."""

    def __init__(self) -> None:
        """Begin at 0."""
        self.number, self.is_over = 0, False
        self._event = asyncio.Event()

    def bump(self) -> None:
        """Wake all who wait."""
        self.number += 1
        self._event.set()
        self._event = asyncio.Event()

    def end(self) -> None:
        """Wake all for the last time."""
        self.is_over = True
        self.bump()

    async def wait(self, seen: int) -> None:
        """Wait until the number is not the one seen."""
        while self.number == seen:
            await self._event.wait()
