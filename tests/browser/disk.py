"""Disks that stop taking anything while a class runs on them, and take it again; each in its own way."""

from __future__ import annotations

import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

MOUNT = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'


class Disk(ABC):
    """A disk on which a class's file lies.

    Attributes:
        within: the command within which the server runs.
        word: key of what the teacher is told.
    """

    within: tuple[str, ...] = ()
    word = ""

    def __init__(self, folder: Path) -> None:
        """Make it; skips the test where that is not allowed."""
        self.folder = folder
        folder.mkdir()

    @contextmanager
    def trouble(self, pid: int) -> Iterator[None]:
        """Take nothing of a running server for a while, and take it again whatever happens."""
        self.stop(pid)
        try:
            yield
        finally:
            self.go_on(pid)

    @abstractmethod
    def stop(self, pid: int) -> None:
        """Take nothing any more."""

    @abstractmethod
    def go_on(self, pid: int) -> None:
        """Take everything again."""

    def files(self, pid: int) -> list[Path]:
        """Return the class's files, as they can be reached while the server runs."""
        return sorted(self.place(pid).glob("*.sqlite*"))

    def place(self, pid: int) -> Path:
        """Return the folder as it can be reached from here."""
        return self.folder


class Full(Disk):
    """A disk of two megabytes that only the server sees, filled to the last byte."""

    word = "problem-full"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.within = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT, str(folder))
        try:
            subprocess.run([*self.within, "true"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("no disk can be mounted here")

    def place(self, pid: int) -> Path:
        return Path(f"/proc/{pid}/root{self.folder}")

    def stop(self, pid: int) -> None:
        with suppress(OSError), (self.place(pid) / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(512))

    def go_on(self, pid: int) -> None:
        (self.place(pid) / "filler").unlink()


class ReadOnly(Disk):
    """A disk on which the class's files may no longer be changed."""

    word = "problem-read-only"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        try:
            for sign in "+-":
                subprocess.run(["chattr", f"{sign}i", folder], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("no file can be protected here, even from its owner")

    def stop(self, pid: int) -> None:
        self._protect(pid, "+i")

    def go_on(self, pid: int) -> None:
        self._protect(pid, "-i")

    def _protect(self, pid: int, how: str) -> None:
        """Protect the file and its journal; the third is shared memory, and no disk forbids that."""
        files = [one for one in self.files(pid) if not one.name.endswith("-shm")]
        subprocess.run(["chattr", how, *files], check=True)


class Refusing(Disk):
    """A disk on which the system lets no file grow: it is an error of any kind."""

    word = "problem-other"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.resource = pytest.importorskip("resource")
        if not hasattr(self.resource, "prlimit"):
            pytest.skip("this system limits no running program")

    def stop(self, pid: int) -> None:
        self._limit(pid, max(one.stat().st_size for one in self.files(pid) if one.suffix.endswith("-wal")))

    def go_on(self, pid: int) -> None:
        self._limit(pid, self.resource.RLIM_INFINITY)

    def _limit(self, pid: int, size: int) -> None:
        self.resource.prlimit(pid, self.resource.RLIMIT_FSIZE, (size, self.resource.RLIM_INFINITY))
