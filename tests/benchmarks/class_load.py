"""Measure a class's server on this machine: answers that are on the disk, how fast a step reaches all.

python tests/benchmarks/class_load.py [--pupils 30 300 1000] [--seconds 5]

Server and pupils are two processes on 127.0.0.1, and share its cores. For each number of pupils: all answer
within one second of the opening (p50 and p99 of the acknowledgement), all answer without pause for some
seconds (answers a second), one step is sent to all (the last one to hear it). Every acknowledged answer must
be in the file once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from quizengine.classroom.store import Store
from quizengine.content.bank import kit_bank

VOTE = "proof-or-block-first"
CHOICES = kit_bank().items[VOTE].choice_ids


class Line:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        """Name the port."""
        self.port, self.token = port, ""

    async def open(self) -> None:
        """Connect."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def ask(self, path: str, body: dict | None = None) -> tuple[int, dict]:
        """Send a request and return its status and JSON."""
        await self.send(path, body)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        return int(head[9:12]), json.loads(await self.reader.readexactly(length))

    async def send(self, path: str, body: dict | None = None) -> None:
        """Send a request."""
        data = b"" if body is None else json.dumps(body).encode()
        head = (
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {self.token}\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        self.writer.write(head.encode() + data)
        await self.writer.drain()


class Load:
    """The pupils of one class, and its teacher."""

    def __init__(self, told: dict[str, str], count: int, seed: int) -> None:
        """Name the class, the number of pupils and the seed of what they answer."""
        self.port = int(told["join"].rsplit(":", 1)[1].strip("/"))
        self.told, self.rng = told, random.Random(seed)
        self.teacher, self.pupils = Line(self.port), [Line(self.port) for _ in range(count)]
        self.teacher.token = told["token"]
        self.acknowledged: set[str] = set()

    async def enter(self) -> None:
        """Let everybody join."""
        await self.teacher.open()
        for pupil in self.pupils:
            await pupil.open()
            status, answer = await pupil.ask("/api/join", {"code": self.told["code"]})
            assert status == 200, answer
            pupil.token = answer["token"]
        for _ in range(100):
            _, view = await self.teacher.ask("/api/teach")
            if view["screen"]["id"] == VOTE:
                break
            await self.teacher.ask("/api/teach", {"do": "next"})
        await self.teacher.ask("/api/teach", {"do": "open"})

    async def answer(self, pupil: Line, delay: float, name: str) -> float:
        """Answer after a delay; return the seconds until the acknowledgement."""
        await asyncio.sleep(delay)
        body = {"item": VOTE, "response": self.rng.choice(CHOICES), "attempt_id": name}
        start = time.perf_counter()
        status, answer = await pupil.ask("/api/respond", body)
        assert status == 200, answer
        self.acknowledged.add(f"{pupil.token}/{name}")
        return time.perf_counter() - start

    async def burst(self) -> list[float]:
        """Let all answer within one second."""
        return sorted(
            await asyncio.gather(*(self.answer(one, self.rng.random(), "burst") for one in self.pupils))
        )

    async def steady(self, seconds: float) -> float:
        """Let all answer without pause; return answers a second."""
        end, count = time.perf_counter() + seconds, len(self.acknowledged)

        async def go_on(pupil: Line) -> None:
            for number in range(4000):  # the server takes no more than 5,000 of one pupil
                if time.perf_counter() > end:
                    break
                await self.answer(pupil, 0, f"s{number}")

        start = time.perf_counter()
        await asyncio.gather(*map(go_on, self.pupils))
        return (len(self.acknowledged) - count) / (time.perf_counter() - start)

    async def fan_out(self) -> float:
        """Send one step to all; return the seconds until the last has it."""
        for pupil in self.pupils:
            await pupil.send("/api/events")
        await asyncio.gather(*(pupil.reader.readuntil(b"\n\n") for pupil in self.pupils))
        await asyncio.sleep(0.5)

        async def hear(pupil: Line) -> float:
            while b'"phase": "closed"' not in await pupil.reader.readuntil(b"\n\n"):
                pass
            return time.perf_counter()

        waiting = [asyncio.create_task(hear(pupil)) for pupil in self.pupils]
        start = time.perf_counter()
        await self.teacher.send("/api/teach", {"do": "close"})
        return max(await asyncio.gather(*waiting)) - start


def measure(count: int, seconds: float, seed: int) -> None:
    """Run one class and print its figures."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "load.class.sqlite"
        command = [sys.executable, "-m", "quizengine", "class", "teens-3", "--json", "--data", str(data)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                load = Load(json.loads(server.stdout.readline()), count, seed)
                times, rate, fan, memory = asyncio.run(play(load, seconds, server.pid))
            finally:
                server.send_signal(signal.SIGINT)
                server.wait(30)
        with closing(Store.open(data)) as store:
            kept = len(store.read().attempts)
    lost = len(load.acknowledged) - kept
    p50, p99 = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
    print(
        f"{count:5} pupils: within 1 s p50 {p50:6.1f} p99 {p99:6.1f} ms; steady {rate:6,.0f} answers/s; "
        f"a step to all {fan * 1000:5.0f} ms; {memory:4.0f} MiB; "
        f"acknowledged {len(load.acknowledged)}, lost {lost}",
        flush=True,
    )


async def play(load: Load, seconds: float, pid: int) -> tuple[list[float], float, float, float]:
    """Let the class answer; return times of the burst, the steady rate, the fan-out and the peak memory."""
    await load.enter()
    times = await load.burst()
    rate = await load.steady(seconds)
    fan = await load.fan_out()
    status = Path(f"/proc/{pid}/status").read_text()
    memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return times, rate, fan, memory


def main() -> None:
    """Measure each number of pupils."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pupils", type=int, nargs="*", default=[30, 300, 1000])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for count in arguments.pupils:
        measure(count, arguments.seconds, arguments.seed)


if __name__ == "__main__":
    main()
