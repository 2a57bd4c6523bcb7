"""The class session that a notebook starts: a process of its own, at most one a kernel, gone with the kernel.

Must not know: widgets, words, what a session is made of.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import RLock, Thread, Timer
from typing import Any

State = dict[str, Any]
"""``phase`` (idle, starting, running, stopping, ended, failed), ``options``; while it runs, what it told."""
PATIENCE = 30.0
"""Seconds that a session may take to start, or to stop."""
COMMAND = (sys.executable, "-P", "-m", "quizengine", "class", "--json", "--end-with-input")
"""Without the notebook's folder on the path: a teacher's file there may have the name of a module."""


class Child:
    """A session in a process of its own.

    It ends when its standard input does, so also when the kernel is restarted, shut down or killed; it is in
    no group of the kernel, so that interrupting a cell does not end it.

    Attributes:
        state: where it stands.
    """

    def __init__(self, command: Sequence[str] = COMMAND, *, patience: float = PATIENCE) -> None:
        """Prepare a session; nothing is started."""
        self.state: State = {"phase": "idle", "options": ()}
        self._command, self._patience = command, patience
        self._hear: Callable[[State], None] = lambda _: None
        self._process: subprocess.Popen[str] | None = None
        self._lock = RLock()

    def attach(self, hear: Callable[[State], None]) -> None:
        """Tell where it stands, now and at each change, to a listener alone: the one before hears no more."""
        with self._lock:
            self._hear = hear
            hear(self.state)

    def start(self, *options: str) -> None:
        """Start the session with options of the command, unless one is there already; return at once."""
        with self._lock:
            if self._process is not None:
                return
            self._tell("starting", options=options)
            try:
                self._process = subprocess.Popen(
                    [*self._command, *options],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                    start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError:
                self._tell("failed")
                return
            Thread(target=self._follow, args=(self._process,), daemon=True).start()

    def stop(self) -> None:
        """Ask the session to end; return at once."""
        with self._lock:
            if self._process is not None and self.state["phase"] != "stopping":
                self._tell("stopping")
                self._end(self._process)

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Wait for what the session tells, then for its end."""
        told = self._listen(process)
        with self._lock:
            if told and self.state["phase"] == "starting":
                self._tell("running", **told)
            elif not told:
                self._end(process)
        process.wait()
        with self._lock:
            self._end(process)
            self._process = None
            self._tell("ended" if told or self.state["phase"] == "stopping" else "failed")

    def _listen(self, process: subprocess.Popen[str]) -> State:
        """Return the one line of JSON that a session tells, or nothing when it takes too long."""
        watch = self._kill_late(process)
        assert process.stdout is not None
        with process.stdout as lines:
            try:
                told = json.loads(lines.readline())
            except ValueError:
                return {}
            finally:
                watch.cancel()
        return told if isinstance(told, dict) else {}

    def _end(self, process: subprocess.Popen[str]) -> None:
        """End the standard input of a session: it stops, or is killed where it does not."""
        assert process.stdin is not None
        with suppress(OSError):
            process.stdin.close()
        if process.returncode is None:
            self._kill_late(process)

    def _kill_late(self, process: subprocess.Popen[str]) -> Timer:
        """Kill a process that is still there when patience is at its end."""
        watch = Timer(self._patience, process.kill)
        watch.daemon = True
        watch.start()
        return watch

    def _tell(self, phase: str, **more: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Say where it stands; the options stay those of its start."""
        self.state = {"options": self.state["options"], **more, "phase": phase}
        with suppress(Exception):  # a page that went away must not keep a session from being followed
            self._hear(self.state)
