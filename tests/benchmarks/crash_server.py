"""Kill a class's whole server with SIGKILL at random moments while its pupils answer over HTTP.

python tests/benchmarks/crash_server.py [--kills 200] [--seed 1] [--pupils 40] [--ack-before-commit]

The server is `quizengine class`. Its pupils answer without pause, its teacher closes the vote and takes it
again. It is killed a moment after its first acknowledgement, then resumed: addresses, step and number of
voters must be the same. A pupil who was not told sends the same answer again, and the last one that was
saved too: each must be told saved. Every acknowledged answer must be in the file, none twice. Ten kills in
a row hit the same class. Exit status 1 when anything is lost or doubled, a step too. With
`--ack-before-commit` the server is wrong on purpose: this must lose some, or the harness proves nothing.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import Future
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer
from typing import Any

from class_load import CHOICES, VOTE, Line
from crash import IN_A_ROW, kill_often, make_parser

from quizengine.classroom.store import Store
from quizengine.cli import main as run_command

GONE = (ConnectionError, asyncio.IncompleteReadError)
LATE = 0.2
"""Seconds by which a wrong server saves too late."""
Step = tuple[int, str, int]
"""Place, phase and round."""


class Pupil:
    """A device that keeps what it was not told to be saved."""

    def __init__(self, line: Line, candidate: str, token: str) -> None:
        """Join with a token."""
        self.line, self.candidate, line.token = line, candidate, token
        self.number = 0
        self.unsent: dict[str, str] = {}
        self.saved: dict[str, str] = {}

    def think(self, rng: random.Random) -> None:
        """Choose an answer, unless one is not saved yet."""
        if not self.unsent:
            self.number += 1
            self.unsent = {"item": VOTE, "response": rng.choice(CHOICES), "attempt_id": f"a{self.number}"}

    def name(self, body: dict[str, str]) -> str:
        """Return the id that an answer has in the file."""
        return f"{self.candidate}/{body['item']}/{body['attempt_id']}"


class Class:
    """A class that goes on while its servers die one after the other."""

    def __init__(self, data: Path, count: int, seed: int, *, is_early: bool) -> None:
        """Name its file, its number of pupils, the seed of what they do, and whether the server is wrong."""
        script = [__file__, "--child"] if is_early else ["-m", "quizengine"]
        self.command = [sys.executable, *script, "class", "teens-3", "--json", "--data", str(data)]
        self.data, self.count, self.rng = data, count, random.Random(seed)
        self.told: dict[str, str] = {}
        self.pupils: list[Pupil] = []
        self.acked: dict[str, str] = {}
        self.missing: set[str] = set()
        self.voters: Counter[tuple[str, str]] = Counter()
        self.moves = self.lost = self.doubled = 0
        self.step: Step = (0, "", 0)
        self.asked = ""

    def strike(self, delay: float) -> tuple[int, int, int]:
        """Start the server, kill it under load; return what was acknowledged, lost and doubled."""
        self.lost = self.doubled = 0
        before = len(self.acked) + self.moves
        resume = ["--resume"] if self.told else []
        with subprocess.Popen([*self.command, *resume], stdout=subprocess.PIPE, text=True) as server:
            try:
                told = json.loads(server.stdout.readline())
                assert self.told in ({}, told), "resumed at another address"
                self.told = told
                asyncio.run(self.live(server, delay))
            finally:
                server.kill()
        self.judge()
        return len(self.acked) + self.moves - before, self.lost, self.doubled

    async def live(self, server: subprocess.Popen[str], delay: float) -> None:
        """Let the class work until the server is killed."""
        port = int(self.told["join"].rsplit(":", 1)[1].strip("/"))
        teacher = Line(port)
        teacher.token = self.told["token"]
        await teacher.open()
        if self.pupils:
            self.look(await self.see(teacher))
        else:
            await self.begin(teacher, port)
        heard = asyncio.Event()
        tasks = [self.teach(teacher), *(self.answer(one, heard) for one in self.pupils)]
        work = asyncio.gather(*tasks)
        while not heard.is_set():
            assert server.poll() is None, "the server ended by itself"
            assert not work.done(), "nobody could answer"
            await asyncio.sleep(0.001)
        await asyncio.sleep(delay)
        server.kill()
        await work

    async def begin(self, teacher: Line, port: int) -> None:
        """Let everybody join, and open the vote."""
        for _ in range(self.count):
            line = Line(port)
            await line.open()
            status, told = await line.ask("/api/join", {"code": self.told["code"]})
            assert status == 200, told
            self.pupils.append(Pupil(line, told["candidate"], told["token"]))
        while (await self.see(teacher))["screen"]["id"] != VOTE:
            await teacher.ask("/api/teach", {"do": "next"})
        _, view = await teacher.ask("/api/teach", {"do": "open"})
        self.step = step_of(view)

    async def see(self, teacher: Line) -> dict[str, Any]:
        """Return the presenter's view."""
        return (await teacher.ask("/api/teach"))[1]

    def look(self, view: dict[str, Any]) -> None:
        """Compare what a resumed server shows with what the class remembers."""
        place, _, number = self.step
        done = {"close": (place, "closed", number), "again": (place, "open", number + 1)}.get(self.asked)
        self.lost += step_of(view) not in (self.step, done)
        self.step, self.asked = step_of(view), ""
        missing = self.voters.get((VOTE, str(self.step[2])), 0) - view["voters"]
        self.lost, self.doubled = self.lost + max(0, missing), self.doubled + max(0, -missing)

    async def teach(self, teacher: Line) -> None:
        """Close the vote and take it again until the server is gone."""
        with suppress(*GONE):
            while True:
                is_open = self.step[1] == "open"
                await asyncio.sleep(self.rng.uniform(0, 0.1) if is_open else 0)
                self.asked = "close" if is_open else "again"
                status, view = await teacher.ask("/api/teach", {"do": self.asked})
                assert status == 200, view
                self.step, self.asked, self.moves = step_of(view), "", self.moves + 1

    async def answer(self, pupil: Pupil, heard: asyncio.Event) -> None:
        """Answer until the server is gone; what was not told is sent again the next time."""
        with suppress(*GONE):
            await pupil.line.open()
            if pupil.saved:
                status, _ = await pupil.line.ask("/api/respond", pupil.saved)
                self.lost += status != 200
            while True:
                pupil.think(self.rng)
                status, told = await pupil.line.ask("/api/respond", pupil.unsent)
                assert status in (200, 409), told
                if status == 200:
                    self.acked[pupil.name(pupil.unsent)] = pupil.unsent["response"]
                    pupil.saved = pupil.unsent
                    heard.set()
                pupil.unsent = {}

    def judge(self) -> None:
        """Look into a copy of the file that the dead server left: the next one finds it untouched."""
        with tempfile.TemporaryDirectory() as folder:
            for part in self.data.parent.glob(f"{self.data.name}*"):
                shutil.copy(part, folder)
            copy = Path(folder) / self.data.name
            with closing(sqlite3.connect(copy)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                rows = connection.execute("SELECT id FROM attempts").fetchall()
            with closing(Store.open(copy)) as store:
                stored = store.read().attempts
        lost = {name for name, raw in self.acked.items() if name not in stored or stored[name].raw != raw}
        self.lost, self.missing = self.lost + len(lost - self.missing), lost
        self.doubled += len(rows) - len({(name.split("/")[0], name.split("/")[-1]) for (name,) in rows})
        voted = {(one.item, one.round, one.candidate) for one in stored.values()}
        self.voters = Counter((item, number) for item, number, _ in voted)


def step_of(view: dict[str, Any]) -> Step:
    """Return where a view stands."""
    return view["place"], view["phase"], view["round"]


def acknowledge_early() -> None:
    """Be wrong: say that an answer is saved a moment before it is."""
    submit = Store.submit

    def submit_and_say(*given: Any, **named: Any) -> Future[bool]:
        Timer(LATE, submit, given, named).start()
        said: Future[bool] = Future()
        said.set_result(True)
        return said

    Store.submit = submit_and_say  # type: ignore[method-assign]


def main() -> int:
    """Run the kills, or one wrong server."""
    if sys.argv[1:2] == ["--child"]:
        acknowledge_early()
        return run_command(sys.argv[2:])
    parser = make_parser(__doc__)
    parser.add_argument("--pupils", type=int, default=40, help="devices of a class (default: 40)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        classes: list[Class] = []

        def strike(kill: int, delay: float) -> tuple[int, int, int]:
            if kill % IN_A_ROW == 0:
                data = Path(name) / f"{len(classes)}.class.sqlite"
                classes.append(Class(data, arguments.pupils, kill, is_early=arguments.ack_before_commit))
            return classes[-1].strike(delay)

        return kill_often(arguments, strike)


if __name__ == "__main__":
    sys.exit(main())
