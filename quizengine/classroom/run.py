"""Run a class session: open its file, serve the room, and stop when the teacher does."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import uvicorn
from platformdirs import user_data_path

from quizengine.classroom.guard import Gate, make_code, make_token
from quizengine.classroom.migrations import check_unused
from quizengine.classroom.network import HERE, allow_connections, find_addresses, host_names, listen
from quizengine.classroom.patience import PatientProtocol
from quizengine.classroom.play import read_play
from quizengine.classroom.room import Room
from quizengine.classroom.server import Server
from quizengine.classroom.store import SessionRecord, Store
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views
from quizengine.content.asked import find_lesson
from quizengine.content.bank import LANGUAGES, Bank

KEEP_ALIVE = 75
"""Seconds that an idle phone stays connected."""
ENDING = ".class.sqlite"


@dataclass(frozen=True, slots=True)
class Options:
    """What the teacher asked for.

    Attributes:
        lesson: its id, or the path of a notebook to play in its place.
        lang: ``fr`` or ``en``; "" takes that of the notebook or of the class resumed, or French.
        is_open: whether phones and tablets on the room's network may join.
        port: 0 takes that of the class resumed, or any that is free.
        data: the class's file; by default a new one in the folder of the kit's data.
        resumes: whether to go on with the file, by default the latest of this lesson.
        ends_with_input: whether the end of standard input ends the session: whoever started it is gone.
    """

    lesson: str
    lang: str = ""
    is_open: bool = False
    port: int = 0
    data: Path | None = None
    resumes: bool = False
    ends_with_input: bool = False


def run_class(
    bank: Bank,
    options: Options,
    *,
    tell: Callable[[dict[str, str], Path, str], None],
    open_browser: bool,
    tools: Tools,
) -> int:
    """Serve a class session until it is stopped.

    Args:
        bank: the records.
        options: what the teacher asked for.
        tell: told once ``presenter, projector, join, code, token``, the class's file and its language.
        open_browser: whether to open the presenter's view.
        tools: what other rooms lend.

    Returns:
        How many records could not be saved; 0 when all is well.

    Raises:
        ValueError: the lesson, the file or the port cannot be used.
    """
    lesson, lang, copy = find_lesson(options.lesson, options.lang)
    options = replace(options, lesson=lesson, lang=lang)
    path = _find_file(options)
    if options.resumes:
        check_unused(path)
    store = Store.open(path)
    has_begun = options.resumes
    try:
        last = store.last_session() if options.resumes else None
        lang = options.lang or (last.lang if last else LANGUAGES[0])
        if last is not None and (last.lesson, last.lang) != (options.lesson, lang):
            raise ValueError(f"{path} holds {last.lesson} in {last.lang}. Resume that lesson, or start anew.")
        play = read_play(bank, options.lesson, lang, copy=copy)
        port = options.port or int(last.secrets.get("port", "0") if last else "0")
        allow_connections()
        with listen(port, is_open=options.is_open) as listener:
            gate = _make_gate(listener.getsockname()[1], is_open=options.is_open)
            session, keys = _open_session(store, last, options.lesson, lang, gate)
            has_begun = True
            room = Room(play, store, session, lang, _now)
            addresses = _addresses(keys, gate)
            tell(addresses, path, lang)
            if open_browser:
                webbrowser.open(addresses["presenter"])
            server = Server(room, Views(room, bank), keys, gate, tools)
            _serve(server, listener, ends_with_input=options.ends_with_input)
    finally:
        lost = store.close()
        if not has_begun:  # what --resume would take for the latest class
            path.unlink()
    return lost


def _open_session(
    store: Store, last: SessionRecord | None, lesson: str, lang: str, gate: Gate
) -> tuple[int, dict[str, str]]:
    """Return the session with its secrets: the last one when it is resumed, so that every device finds it."""
    if last is not None:
        return last.id, dict(last.secrets)
    keys = {
        "code": make_code(),
        "presenter": make_token(),
        "projector": make_token(),
        "port": gate.hosts[0].rsplit(":", 1)[1],
    }
    return store.new_session(lesson, lang, keys, _now()), keys


def _serve(server: Server, listener: socket.socket, *, ends_with_input: bool) -> None:
    """Serve until the teacher stops it by Ctrl+C, or until the end of standard input where that is asked."""
    serving = Serving(server)
    if ends_with_input:
        threading.Thread(target=_end_with_input, args=(serving,), daemon=True).start()
    _end_with_terminal(serving)
    with suppress(KeyboardInterrupt):
        serving.run(sockets=[listener])


def _end_with_terminal(serving: uvicorn.Server) -> None:
    """Let a terminal that is closed end the session as Ctrl+C does, so that its file is left whole."""
    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    if hangup is not None and signal.getsignal(hangup) is signal.SIG_DFL:
        signal.signal(hangup, serving.handle_exit)


def _end_with_input(serving: uvicorn.Server) -> None:
    """Wait for the end of standard input; read below Python's own buffer, whose lock could block the exit."""
    with suppress(OSError):
        while os.read(0, 1024):
            pass
    serving.should_exit = True


class Serving(uvicorn.Server):
    """A server that tells its streams of a troubled disk, and sends them home before it stops."""

    def __init__(self, server: Server) -> None:
        """Serve a room; whatever strangers send, nothing of it is written on the teacher's screen."""
        config = uvicorn.Config(
            server.app(),
            http=PatientProtocol,
            ws="none",
            log_config=None,
            log_level="critical",
            proxy_headers=False,  # else a request could say from which address it comes
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)
        self._room, self._trouble = server.room, ""

    async def on_tick(self, counter: int) -> bool:
        """Look ten times a second whether the disk has got into trouble, or out of it."""
        if self._room.store.trouble != self._trouble:
            self._trouble = self._room.store.trouble
            self._room.changed.bump()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: whoever listens hears the end first."""
        for news in (self._room.moved, self._room.changed):
            news.end()
        await super().shutdown(sockets)


def _addresses(keys: dict[str, str], gate: Gate) -> dict[str, str]:
    """Return what the teacher is told; the presenter and the projector are on this computer."""
    here = f"http://{gate.hosts[0]}"
    return {
        "presenter": f"{here}/teach#{keys['presenter']}",
        "projector": f"{here}/screen#{keys['projector']}",
        "join": gate.join,
        "code": keys["code"],
        "token": keys["presenter"],
    }


def _make_gate(port: int, *, is_open: bool) -> Gate:
    """Return who may ask: this computer, and when the room is open whoever uses one of its addresses."""
    ours = find_addresses() if is_open else []
    if is_open and not ours:
        print(
            "No network was found: devices cannot join. Connect this computer, then use --resume.",
            file=sys.stderr,
        )
    names = [HERE, "localhost", *ours]
    return Gate(host_names(names, port), f"http://{ours[0] if ours else HERE}:{port}/")


def _now() -> str:
    """Return the time to the minute: more would tell pupils apart."""
    return datetime.now().astimezone().isoformat(timespec="minutes")


def _find_file(options: Options) -> Path:
    """Return the class's file.

    Raises:
        ValueError: there is none to resume, or one stands where a new one should.
    """
    folder = user_data_path("quizengine", appauthor=False) / "classes"
    if options.resumes:
        files = folder.glob(f"{options.lesson}-{options.lang or '*'}-*{ENDING}")
        path = options.data or max(files, key=lambda one: one.stat().st_mtime, default=None)
        if path is None or not path.is_file():
            raise ValueError("there is no class to resume. Start a new one without --resume.")
        return path
    if options.data is None:
        folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    path = options.data or folder / f"{options.lesson}-{options.lang or LANGUAGES[0]}-{stamp}{ENDING}"
    if path.exists():
        raise ValueError(f"{path} is there already. Resume it with --resume, or name another file.")
    return path


def find_earlier(path: Path) -> Path | None:
    """Return the class of the same lesson, language and day that began last before a new one, or None.

    Args:
        path: of the new class; where the teacher named it, nothing is known of others.
    """
    day = path.name.removesuffix(ENDING).rpartition("-")[0]
    if not day.endswith(datetime.now().strftime("-%Y-%m-%d")):
        return None
    return max((one for one in path.parent.glob(f"{day}-*{ENDING}") if one < path), default=None)
