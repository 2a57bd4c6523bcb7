"""Measure the class's store: durable answers a second, each acknowledged after its commit.

python tests/benchmarks/store_speed.py [--tasks 30 300 1000] [--seconds 4] [--folder DIR]

Every task is an asyncio task that submits an answer, waits until it is on the disk, and submits the next
(steady), or that submits one answer at a random moment of one second (burst), as a class does when a vote
opens. One event loop and the writer's thread share a process, as in the server. Afterwards the file is opened
again: every acknowledged answer must be there, or the measurement stops. Exit status 1 when 300 tasks give
fewer than 2,500 answers a second.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from quizengine.classroom.store import Store
from quizengine.content.bank import kit_bank
from quizengine.content.item_data import find_version
from quizengine.scoring.attempt import Attempt

LIMIT = 2_500
ITEM = next(iter(kit_bank().items.values()))
VERSION = find_version(ITEM)
Acks = list[tuple[str, float]]


async def answer(store: Store, name: str, acks: Acks) -> None:
    """Submit one answer and note how long its acknowledgement took."""
    attempt = Attempt(name, name.partition("/")[0], ITEM.id, VERSION, ITEM.choice_ids[0], round="1")
    begun = time.perf_counter()
    assert await asyncio.wrap_future(store.submit(attempt, ITEM))
    acks.append((name, time.perf_counter() - begun))


async def answer_steadily(store: Store, tasks: int, seconds: float) -> Acks:
    """Answer again and again in each task."""
    acks: Acks = []
    end = time.perf_counter() + seconds

    async def go_on(task: int) -> None:
        number = 0
        while time.perf_counter() < end:
            await answer(store, f"c{task}/{number}", acks)
            number += 1

    await asyncio.gather(*map(go_on, range(tasks)))
    return acks


async def answer_in_a_second(store: Store, tasks: int, seed: int) -> Acks:
    """Answer once in each task, at a random moment of one second."""
    acks: Acks = []
    rng = random.Random(seed)

    async def wait_and_answer(task: int, delay: float) -> None:
        await asyncio.sleep(delay)
        await answer(store, f"b{task}/0", acks)

    await asyncio.gather(*(wait_and_answer(task, rng.random()) for task in range(tasks)))
    return acks


def measure(folder: Path, tasks: int, seconds: float) -> float:
    """Print a row; return the steady answers a second."""
    path = folder / f"class-{tasks}.db"
    store = Store.open(path)
    begun = time.perf_counter(), time.process_time()
    steady = asyncio.run(answer_steadily(store, tasks, seconds))
    wall, busy = time.perf_counter() - begun[0], time.process_time() - begun[1]
    burst = asyncio.run(answer_in_a_second(store, tasks, seed=tasks))
    assert store.close() == 0
    again = Store.open(path)
    assert {name for name, _ in steady + burst} <= set(again.read().attempts), (
        "an acknowledged answer is lost"
    )
    again.close()
    rate = len(steady) / wall
    latencies = "  ".join(f"{part:>11}" for part in (tell(steady), tell(burst)))
    print(f"{tasks:>6}  {rate:>9,.0f}  {1e6 * busy / len(steady):>10.0f}  {latencies}")
    return rate


def tell(acks: Acks) -> str:
    """Return median and 99th percentile in milliseconds."""
    cuts = statistics.quantiles((1000 * seconds for _, seconds in acks), n=100)
    return f"{cuts[49]:.1f} / {cuts[98]:.1f}"


def main() -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tasks", type=int, nargs="+", default=[30, 300, 1000], help="asyncio tasks")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each steady measurement (default: 4)")
    parser.add_argument("--folder", type=Path, help="on the disk to measure (default: a temporary one)")
    arguments = parser.parse_args()
    print(" tasks  answers/s  CPU µs each  steady p50 / p99 ms  burst p50 / p99 ms")
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        rates = {tasks: measure(Path(folder), tasks, arguments.seconds) for tasks in arguments.tasks}
    return int(rates.get(300, LIMIT) < LIMIT)


if __name__ == "__main__":
    sys.exit(main())
