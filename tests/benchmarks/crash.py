"""Kill the class's store with SIGKILL at random moments under load and look what became of what it promised.

python tests/benchmarks/crash.py [--kills 200] [--seed 1] [--tasks 40] [--ack-before-commit]

A child process answers from many asyncio tasks and makes moves from a thread; it notes each id in a file only
after its acknowledgement. The parent kills it, opens the class again, and compares: every acknowledged answer
and move must be there, none twice, the database sound; sent again, an answer must be acknowledged and not
doubled. Ten kills in a row hit the same file. Exit status 1 when anything is lost or doubled. With
`--ack-before-commit` the child notes an answer when it submits it: this must lose some, or the harness proves
nothing. A kill spares what the system holds for the disk; that commits are synced is tested elsewhere.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from quizengine.classroom.rows import move_job
from quizengine.classroom.store import Store
from quizengine.content.bank import kit_bank
from quizengine.content.item_data import find_version
from quizengine.scoring.attempt import Attempt

ITEM = next(iter(kit_bank().items.values()))
VERSION = find_version(ITEM)
IN_A_ROW = 10


def make_attempt(name: str) -> Attempt:
    """Return an answer whose response tells its id."""
    return Attempt(name, name.partition("/")[0], ITEM.id, VERSION, f"response of {name}", round="1")


def write_until_killed(path: Path, acks: Path, kill: int, tasks: int, *, is_early: bool) -> None:
    """Be the child: answer and move, and note what was acknowledged."""
    store = Store.open(path)
    session = store.new_session("teens-3", "fr", {}, "")
    noted = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def answer(task: int) -> None:
        number = 0
        while True:
            number += 1
            attempt = make_attempt(f"k{kill}-c{task}/{number}")
            future = store.submit(attempt, ITEM, session=session)
            if is_early:
                os.write(noted, f"{attempt.id}\n".encode())
            assert await asyncio.wrap_future(future)
            if not is_early:
                os.write(noted, f"{attempt.id}\n".encode())

    def move() -> None:
        number = 0
        while True:
            store.put(move_job(session, {"number": number}, "")).result()
            os.write(noted, f"move {session} {number}\n".encode())
            number += 1

    async def run() -> None:
        threading.Thread(target=move, daemon=True).start()
        await asyncio.gather(*map(answer, range(tasks)))

    asyncio.run(run())


def kill_once(path: Path, acks: Path, kill: int, delay: float, arguments: argparse.Namespace) -> list[str]:
    """Start a child, kill it a moment after its first acknowledgement; return what it acknowledged."""
    command = [sys.executable, __file__, "--child", str(path), str(acks), str(kill)]
    command += ["--tasks", str(arguments.tasks)]
    command += ["--ack-before-commit"] if arguments.ack_before_commit else []
    with subprocess.Popen(command) as child:
        while not acks.exists() or not acks.stat().st_size:
            assert child.poll() is None, "the child ended by itself"
            time.sleep(0.001)
        time.sleep(delay)
        child.kill()
    return acks.read_text().splitlines()


def judge(path: Path, acked: list[str]) -> tuple[int, int]:
    """Open the class again; return how many acknowledged records are lost, and how many are there twice."""
    store = Store.open(path)
    try:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            count, distinct = connection.execute(
                "SELECT count(*), count(DISTINCT id) FROM attempts"
            ).fetchone()
        moves, answers = (  # by kind
            [one for one in acked if one.startswith("move ") is is_move] for is_move in (True, False)
        )
        stored = store.read().attempts
        lost = [one for one in answers if one not in stored or stored[one].raw != f"response of {one}"]
        doubled = count - distinct
        for one in {one.split()[1] for one in moves}:
            numbers = [move["number"] for move in store.moves(int(one))]
            doubled += len(numbers) - len(set(numbers))
            lost += [f"{one} {move.split()[2]}" for move in moves if int(move.split()[2]) not in numbers]
        for name in answers[-100:]:
            if name in stored:
                assert store.submit(make_attempt(name), ITEM).result()
        doubled += len(store.read().attempts) - len(stored)
    finally:
        store.close()
    return len(lost), doubled


def make_parser(text: str) -> argparse.ArgumentParser:
    """Return the options of every harness that kills."""
    parser = argparse.ArgumentParser(description=text.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200, help="how often (default: 200)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments (default: 1)")
    parser.add_argument("--ack-before-commit", action="store_true", help="be wrong: this must lose answers")
    return parser


def kill_often(arguments: argparse.Namespace, strike: Callable[[int, float], tuple[int, int, int]]) -> int:
    """Kill and judge as often as asked; return 1 when anything was lost or doubled.

    Args:
        arguments: as `make_parser` reads them.
        strike: kills once; takes the number of the kill and the seconds after the first acknowledgement,
            returns how many records were acknowledged, lost and doubled.
    """
    rng = random.Random(arguments.seed)
    acks = lost = doubled = 0
    for kill in range(arguments.kills):
        one_acks, one_lost, one_doubled = strike(kill, rng.uniform(0.0, 0.4))
        acks, lost, doubled = acks + one_acks, lost + one_lost, doubled + one_doubled
    print(f"{arguments.kills} kills, {acks:,} acknowledged: {lost} lost, {doubled} doubled")
    return int(lost > 0 or doubled > 0)


def main() -> int:
    """Run the kills, or one child."""
    parser = make_parser(__doc__)
    parser.add_argument("--tasks", type=int, default=40, help="asyncio tasks that answer (default: 40)")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        path, acks, kill = arguments.child
        is_early = arguments.ack_before_commit
        write_until_killed(Path(path), Path(acks), int(kill), arguments.tasks, is_early=is_early)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def strike(kill: int, delay: float) -> tuple[int, int, int]:
            path = folder / f"class-{kill // IN_A_ROW}.db"
            acked = kill_once(path, folder / f"acks-{kill}", kill, delay, arguments)
            return len(acked), *judge(path, acked)

        return kill_often(arguments, strike)


if __name__ == "__main__":
    sys.exit(main())
