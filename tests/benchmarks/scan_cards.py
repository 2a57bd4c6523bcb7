"""Measure how vote cards are read from synthetic photos of a class (tests/scanning/room_photo.py).

python tests/benchmarks/scan_cards.py [--photos 200] [--cards 30] [--first-seed 50000]

Photos of a telephone, 4000 × 3000 pixels with 30 cards, then as many frames of a camera, 1280 × 720 with half
as many cards that are nearer. Seeds from 50,000 on were never seen while the reader was tuned. Exit status 1
when fewer than 99 % of the cards of the photos are read, or any card is read wrong.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from quizengine.scanning.cards import read_cards

sys.path.insert(0, str(Path(__file__).parents[1] / "scanning"))
from room_photo import FRAME, PHOTO, Light, take_photo

ENOUGH = 0.99


def measure(name: str, light: Light, photos: int, cards: int, first: int) -> tuple[float, int]:
    """Read photos, print what was found, and return the share of cards read and how many were read wrong."""
    read, wrong, seconds = 0, 0, []
    for seed in range(first, first + photos):
        photo = take_photo(seed, count=cards, light=light)
        begun = time.process_time()
        found = read_cards(photo.data)
        seconds.append(time.process_time() - begun)
        right = sum(photo.cards.get(number) == letter for number, letter in found)
        read, wrong = read + right, wrong + len(found) - right
    share = read / (photos * cards)
    print(f"{name}: {light}")
    print(
        f"  {photos} photos, {photos * cards} cards: {read} read ({share:.2%}), {wrong} read wrong; "
        f"processor time a photo: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s",
        flush=True,
    )
    return share, wrong


def main() -> int:
    """Measure both kinds of picture."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--cards", type=int, default=30)
    parser.add_argument("--first-seed", type=int, default=50_000)
    given = parser.parse_args()
    share, wrong = measure("photo", PHOTO, given.photos, given.cards, given.first_seed)
    _, wrong_frames = measure("frame", FRAME, given.photos, given.cards // 2, given.first_seed)
    return 0 if share >= ENOUGH and not wrong + wrong_frames else 1


if __name__ == "__main__":
    sys.exit(main())
