"""From a fresh copy of this repository to the lessons, a class or the tests, in one command.

``python -m quizengine.start teach`` (or another command of the kit, or ``test``) needs Python alone: it makes
a ``.venv`` beside this package, installs the kit into it, and goes on there. Further arguments are handed on.
"""

from __future__ import annotations  # an older Python must get as far as the message

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
STOPPED = 130
"""Exit code after Ctrl+C."""
TOO_OLD = (
    "Il faut Python 3.11 ou plus récent ; celui-ci est le {0}.\n"
    "Python 3.11 or newer is needed; this one is {0}."
)
KIT, SCAN, DEV = INSTALLS = (".", ".[scan]", ".[dev]")
"""What can be installed; each holds those before it."""
COMMANDS = dict.fromkeys(("teach", "class", "report", "page", "print", "erase"), KIT) | {"scan": SCAN}
JOBS = {name: (what, ["-m", "quizengine", name]) for name, what in COMMANDS.items()} | {
    "test": (DEV, ["-m", "pytest", "-n", "logical", "--dist", "loadfile", "--no-loadscope-reorder"])
}
"""Job → what to install, and what to run with it."""


def main(arguments: Sequence[str]) -> int:
    """Do a job; return its exit code: 1 if the kit cannot be installed, 2 if there is no such job.

    Ctrl+C ends it with 130.
    """
    try:
        return do(arguments)
    except KeyboardInterrupt:
        return STOPPED


def do(arguments: Sequence[str]) -> int:
    """Do a job until it ends."""
    if sys.version_info < OLDEST:
        return _fail(TOO_OLD.format(sys.version.split()[0]))
    words = read_words(arguments)
    if not arguments or arguments[0] not in JOBS:
        return _fail(words["usage"], 2)
    what, command = JOBS[arguments[0]]
    venv = ROOT / ".venv"
    problem = prepare(venv, what, words)
    if problem is not None:
        return _fail(problem)
    return hand_over([str(python_of(venv)), *command, *arguments[1:]])


def prepare(venv: Path, what: str, words: dict[str, str]) -> str | None:
    """Make the environment and install into it what is not there yet; return a problem, or None."""
    if not python_of(venv).exists():
        if importlib.util.find_spec("ensurepip") is None:
            return words["no-ensurepip"]
        print(words["making"], flush=True)
        if subprocess.run([sys.executable, "-m", "venv", str(venv)], check=False).returncode:
            return words["not-made"].format(folder=venv)
    stamp = venv / "quizengine.txt"
    enough = [f"{one} {digest(ROOT)}" for one in INSTALLS[INSTALLS.index(what) :]]
    if stamp.exists() and stamp.read_text(encoding="utf-8") in enough:
        return None
    print(words["installing"], flush=True)
    if subprocess.run(install_command(venv, what), cwd=ROOT, check=False).returncode:
        return words["not-installed"]
    stamp.write_text(enough[0], encoding="utf-8")
    return None


def install_command(venv: Path, what: str) -> list[str]:
    """Return the command that installs the kit, in the versions it was tested with where they are known."""
    pip = [str(python_of(venv)), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    constraints = ["-c", "constraints.txt"] if (ROOT / "constraints.txt").exists() else []
    return [*pip, *constraints, "-e", what]


def python_of(venv: Path, system: str = os.name) -> Path:
    """Return an environment's Python."""
    return venv / "Scripts" / "python.exe" if system == "nt" else venv / "bin" / "python"


def digest(root: Path) -> str:
    """Return a hash that changes when something else must be installed, or when the copy was moved."""
    content = str(root).encode()
    for name in ("pyproject.toml", "constraints.txt"):
        content += (root / name).read_bytes() if (root / name).exists() else b""
    return hashlib.sha256(content).hexdigest()


def hand_over(command: list[str]) -> int:
    """Run a command in this one's place, or as its child where a system has no such thing."""
    if os.name == "nt":
        return run_child(command)
    os.execv(command[0], command)
    return 0  # never reached


def run_child(command: list[str]) -> int:
    """Run a command to its end. Ctrl+C reaches the child too: it is left the time to say goodbye."""
    with subprocess.Popen(command) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            return STOPPED


def read_words(arguments: Sequence[str]) -> dict[str, str]:
    """Return the messages in the language asked for; else lessons start in French and tests in English."""
    import tomllib  # neither is there in an older Python
    from itertools import pairwise

    asked = " ".join(arguments).replace("=", " ").split()
    lang = next((after for word, after in pairwise(asked) if word == "--lang"), None)
    if lang not in ("fr", "en"):
        lang = "en" if asked[:1] == ["test"] else "fr"
    path = ROOT / "lessons" / "bank" / "words" / "start.toml"
    return {key: text[lang] for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def _fail(message: str, code: int = 1) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
