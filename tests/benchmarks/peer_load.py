"""Measure the game server of ClassQuiz, a peer, as `class_load.py --seconds 0` measures ours.

python tests/benchmarks/peer_load.py [--players 30] [--questions 3] [--port 8000] [--redis 6379]

Needs python-socketio, aiohttp and redis, and running already: Redis, which is EMPTIED, and one uvicorn with
`socketio.ASGIApp(classquiz.socket_server.sio)`. All players answer each question within one second.
Printed: how long the acknowledgement took (the return of `submit_answer`), and how many acknowledged
answers Redis lacks. The game is put into Redis directly. Players hear what the server sends to all, and
share its cores.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
import uuid

import redis
import socketio

PIN = "123456"
ANSWERS = [{"right": place == 0, "answer": f"answer {place}", "color": None} for place in range(4)]
SETTLE = 1.0
"""Seconds before and after a question."""


async def connect(port: int) -> socketio.AsyncClient:
    """Return a client that is connected."""
    client = socketio.AsyncClient()
    await client.connect(f"http://127.0.0.1:{port}", transports=["websocket"])
    return client


async def join(port: int, name: str) -> socketio.AsyncClient:
    """Join as a browser does, time included."""
    player, synced = await connect(port), asyncio.Event()

    async def sync(told: str) -> None:
        await player.call("echo_time_sync", told)
        synced.set()

    player.on("time_sync", sync)
    await player.call("join_game", {"username": name, "game_pin": PIN})
    await synced.wait()
    return player


async def answer(player: socketio.AsyncClient, number: int, rng: random.Random) -> float:
    """Answer within a second; return the milliseconds until the acknowledgement."""
    await asyncio.sleep(rng.random())
    start = time.perf_counter()
    body = {"question_index": number, "answer": rng.choice(ANSWERS)["answer"]}
    await player.call("submit_answer", body, timeout=60)
    return 1000 * (time.perf_counter() - start)


async def play(arguments: argparse.Namespace, store: redis.Redis) -> None:
    """Play one game and print a line for each question."""
    game = str(uuid.uuid4())
    question = {"question": "?", "time": "60", "type": "ABCD", "answers": ANSWERS}
    ids = {name: str(uuid.uuid4()) for name in ("quiz_id", "user_id")}
    data = {"title": "", "description": "", "questions": [question] * arguments.questions}
    store.flushall()
    store.set(f"game:{PIN}", json.dumps(data | ids | {"game_id": game, "game_pin": PIN}))
    admin = await connect(arguments.port)
    await admin.call("register_as_admin", {"game_pin": PIN, "game_id": game})
    players = [await join(arguments.port, f"p{place}") for place in range(arguments.players)]
    await admin.call("start_game", {})
    rng = random.Random(1)
    for number in range(arguments.questions):
        await admin.call("set_question_number", str(number))
        await asyncio.sleep(SETTLE)
        times = sorted(await asyncio.gather(*(answer(one, number, rng) for one in players)))
        kept = {one["username"] for one in json.loads(store.get(f"game_session:{PIN}:{number}"))}
        print(
            f"{len(players):5} players: within 1 s p50 {times[len(times) // 2]:6.0f} "
            f"p99 {times[int(len(times) * 0.99)]:6.0f} ms; "
            f"acknowledged {len(times)}, lost {len(times) - len(kept)}",
            flush=True,
        )
        await asyncio.sleep(SETTLE)
    await asyncio.gather(*(one.disconnect() for one in [*players, admin]))


def main() -> None:
    """Measure one game."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, value in {"players": 30, "questions": 3, "port": 8000, "redis": 6379}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    arguments = parser.parse_args()
    asyncio.run(play(arguments, redis.Redis(port=arguments.redis, decode_responses=True)))


if __name__ == "__main__":
    main()
