"""The sheets to print, made beside the lessons by a process of its own while the teacher works."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil


@contextmanager
def print_sheets(out: Path, *, lang: str, country: str, tell_failure: Callable[[], None]) -> Iterator[None]:
    """Print the sheets of every lesson while the block runs; what is not done by its end is done next time.

    What stands there as it should is left as it is (`quizengine.printing.ledger`). Ctrl+C, which a terminal
    sends to all that it runs, does not reach that process: to be ended with the lessons is no failure.

    Args:
        out: folder for the sheets; made if it is missing.
        lang: of the lessons.
        country: whose help lines and laws come first; "" is that of the language.
        tell_failure: called once if not all could be made; a lesson goes on without them.
    """
    command = [sys.executable, "-m", "quizengine", "print", "--all", "--lang", lang, "--out", str(out)]
    asked = ["--country", country] if country else []
    printer = subprocess.Popen(
        [*command, *asked],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # Windows
        process_group=0,  # all other systems
    )
    with suppress(psutil.Error):
        psutil.Process(printer.pid).nice(19 if sys.platform != "win32" else psutil.IDLE_PRIORITY_CLASS)
    is_over = threading.Event()

    def watch() -> None:
        if printer.wait() and not is_over.is_set():
            tell_failure()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        printer.terminate()
        watcher.join()
