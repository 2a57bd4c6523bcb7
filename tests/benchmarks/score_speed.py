"""Measure `quizengine score`: responses a second and memory, reading and writing counted, CSV and JSON Lines.

python tests/benchmarks/score_speed.py [--lines 1000000 10000000] [--seed 1]

The responses are drawn with a seed from the single- and multiple-choice items of the kit's own bank, one of
each candidate to each item, the candidates one after the other or mixed (`--mixed`). Processor time and peak
memory are those of the child process, start included. The peer reads the same CSV with `csv` and writes the
same fields with `json`, scoring nothing. Both formats must give the same outcomes, or the measurement stops.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from quizengine.content.bank import kit_bank
from quizengine.scoring import Item, Kind

COLUMNS = ("candidate", "item", "response")
KINDS = (Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE)
PEER = """
import csv, json, sys
FIELDS = ("candidate", "item", "response", "status", "points")
with open(sys.argv[1], encoding="utf-8", newline="") as lines, open(sys.argv[2], "w") as out:
    for row in csv.DictReader(lines):
        out.write(json.dumps({name: row.get(name) for name in FIELDS}, ensure_ascii=False) + "\\n")
"""


def draw(rng: random.Random, item: Item) -> str:
    """Return a random response to an item."""
    if item.kind is Kind.SINGLE_CHOICE:
        return rng.choice(item.choice_ids)
    return " ".join(one for one in item.choice_ids if rng.random() < 0.5)


def write(folder: Path, lines: int, seed: int, *, mixed: bool) -> tuple[Path, Path]:
    """Write the same responses as CSV and as JSON Lines."""
    rng, items = random.Random(seed), [one for one in kit_bank().items.values() if one.kind in KINDS]
    candidates = lines // len(items) + 1
    as_csv, as_json = folder / "responses.csv", folder / "responses.jsonl"
    with as_csv.open("w", encoding="utf-8") as one, as_json.open("w", encoding="utf-8") as other:
        one.write(",".join(COLUMNS) + "\n")
        for number in range(lines):
            at = number % candidates if mixed else number // len(items)
            item = items[number // candidates if mixed else number % len(items)]
            row = (f"c{at:07}", item.id, draw(rng, item))
            one.write(",".join(row) + "\n")
            other.write(json.dumps(dict(zip(COLUMNS, row, strict=True))) + "\n")
    return as_csv, as_json


def measure(command: list[str]) -> tuple[float, float]:
    """Return the processor seconds and the peak memory in MiB of one run."""
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(folder: Path, lines: int, seed: int, *, mixed: bool) -> None:
    """Print a row a format, and one of the peer."""
    as_csv, as_json = write(folder, lines, seed, mixed=mixed)
    outs = {path: folder / f"{path.suffix}.out" for path in (as_csv, as_json)}
    for path, out in outs.items():
        seconds, memory = measure([sys.executable, "-m", "quizengine", "score", str(path), "--out", str(out)])
        report(path.suffix[1:], lines, seconds, memory)
    report("peer", lines, *measure([sys.executable, "-c", PEER, str(as_csv), str(folder / "peer.out")]))
    if not filecmp.cmp(*outs.values(), shallow=False):
        raise SystemExit("the two formats gave different outcomes")


def report(name: str, lines: int, seconds: float, memory: float) -> None:
    """Print one row."""
    rate = lines / seconds
    print(
        f"{lines:>11,} {name:6} {seconds:7.2f} s processor {rate:>10,.0f} lines/s {memory:5.0f} MiB",
        flush=True,
    )


def main() -> None:
    """Measure each number of lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--mixed", action="store_true", help="candidates mixed instead of one after the other"
    )
    arguments = parser.parse_args()
    for lines in arguments.lines:
        with tempfile.TemporaryDirectory() as name:
            compare(Path(name), lines, arguments.seed, mixed=arguments.mixed)


if __name__ == "__main__":
    main()
