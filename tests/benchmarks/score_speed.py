"""Measure `quizengine score`: lines a second, reading and writing counted, for CSV and JSON Lines.

python tests/benchmarks/score_speed.py [--lines 300000] [--seed 1]

The responses are drawn from the kit's own bank with a seed. Processor time is that of the child process,
start included; the two outputs must be the same, or the measurement stops.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from quizengine.content.bank import kit_bank
from quizengine.scoring import Item, Kind

COLUMNS = ("candidate", "item", "response")


def draw(rng: random.Random, item: Item) -> str:
    """Return a random response to an item."""
    ids = list(item.choice_ids)
    if item.kind is Kind.SINGLE_CHOICE:
        return rng.choice(ids)
    if item.kind is Kind.ORDER:
        return " ".join(rng.sample(ids, len(ids)))
    if item.kind is Kind.CATEGORISE:
        return " ".join(f"{one}={rng.choice(item.target_ids)}" for one in ids)
    return " ".join(one for one in ids if rng.random() < 0.5)


def write(folder: Path, lines: int, seed: int) -> tuple[Path, Path]:
    """Write the same responses as CSV and as JSON Lines."""
    rng, items = random.Random(seed), list(kit_bank().items.values())
    as_csv, as_json = folder / "responses.csv", folder / "responses.jsonl"
    with as_csv.open("w", encoding="utf-8", newline="") as one, as_json.open("w", encoding="utf-8") as other:
        table = csv.writer(one)
        table.writerow(COLUMNS)
        for number in range(lines):
            item = rng.choice(items)
            row = (f"c{number % 30:02}", item.id, draw(rng, item))
            table.writerow(row)
            other.write(json.dumps(dict(zip(COLUMNS, row, strict=True))) + "\n")
    return as_csv, as_json


def measure(path: Path, out: Path) -> float:
    """Return the processor seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "quizengine", "score", str(path), "--out", str(out)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a row a format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outs = []
        for path in write(folder, arguments.lines, arguments.seed):
            out = folder / f"{path.suffix}.out"
            seconds = min(measure(path, out) for _ in range(3))
            outs.append(out.read_bytes())
            print(f"{path.suffix:7} {seconds:6.2f} s processor  {arguments.lines / seconds:10,.0f} lines/s")
        if outs[0] != outs[1]:
            raise SystemExit("the two formats gave different outcomes")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB; same outcomes from both formats")


if __name__ == "__main__":
    main()
