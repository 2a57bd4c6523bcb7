"""How much faster the kit prints a lesson than `nbconvert --to webpdf` prints the same notebook.

Run `python tests/benchmarks/print_speed.py`. It needs playwright and a Chromium: `--chromium PATH`, the
environment variable CHROMIUM, or one on the PATH. Processor time counts all child processes that ended.
"Fresh" is a new process; "warm" is one that has printed the lesson in the other language before, so that
nothing of the same document is remembered. Exit status 1 when a limit is missed: a pupil's sheet under 0.2 s
of processor time once warm, and `quizengine print` ten times faster a document.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Job = Callable[[], object]
OTHER = {"fr": "en", "en": "fr"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]


def main() -> int:
    """Run the benchmark, or one of its child processes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lesson", default="teens-3", help="lesson id (default: teens-3)")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr", help="language (default: fr)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, each of everything (default: 3)")
    parser.add_argument("--chromium", default=os.environ.get("CHROMIUM"), help="the browser of webpdf")
    parser.add_argument("--child", choices=tuple(JOBS), help=argparse.SUPPRESS)
    parser.add_argument("--warm", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.chromium = arguments.chromium or next(filter(None, map(shutil.which, BROWSERS)), None)
    if arguments.chromium is None:
        parser.error("no Chromium found: give --chromium PATH or set CHROMIUM")
    sys.path.insert(0, str(ROOT))
    return run_child(arguments) if arguments.child else compare(arguments)


def compare(arguments: argparse.Namespace) -> int:
    """Run every job in fresh and in warm processes, print the table, and judge."""
    fresh: dict[str, list[tuple[float, float]]] = {name: [] for name in JOBS}
    warm: dict[str, list[tuple[float, float]]] = {name: [] for name in JOBS}
    for _ in range(arguments.rounds):
        for name in JOBS:
            fresh[name].append(start_child(arguments, name, is_warm=False)[0])
            warm[name] += start_child(arguments, name, is_warm=True)[1]
    documents = count_documents(arguments)
    print(f"{arguments.lesson} ({arguments.lang}), medians of {arguments.rounds} rounds, seconds a document")
    print(f"{'':34}{'documents':>10}{'fresh wall':>12}{'fresh cpu':>11}{'warm wall':>11}{'warm cpu':>10}")
    medians = {}
    for name, label in LABELS.items():
        made = documents if name == "print" else 1
        pairs = (fresh[name], warm[name])
        figures = [statistics.median(one[part] for one in timed) / made for timed in pairs for part in (0, 1)]
        medians[name] = figures
        print(
            f"{label:34}{made:>10}{figures[0]:>12.2f}{figures[1]:>11.2f}{figures[2]:>11.3f}{figures[3]:>10.3f}"
        )
    for name in ("print", "pupil", "kit-pdf"):
        ratios = [slow / fast for slow, fast in zip(medians["webpdf"], medians[name], strict=True)]
        told = zip(("fresh wall", "fresh cpu", "warm wall", "warm cpu"), ratios, strict=True)
        print(f"webpdf / {LABELS[name]}: " + ", ".join(f"{what} {ratio:.1f}x" for what, ratio in told))
    is_fast = medians["pupil"][3] < 0.2 and medians["webpdf"][0] >= 10 * medians["print"][0]
    print("within the limits" if is_fast else "TOO SLOW: the limits are in the first lines of this file")
    return 0 if is_fast else 1


def start_child(
    arguments: argparse.Namespace, name: str, *, is_warm: bool
) -> tuple[tuple[float, float], list[tuple[float, float]]]:
    """Return (wall, processor) seconds of one child process, and those of its warm job, if it has one."""
    command = [sys.executable, __file__, "--child", name]
    command += ["--lesson", arguments.lesson, "--lang", arguments.lang, "--chromium", arguments.chromium]
    command += ["--warm"] if is_warm else []
    before, start = spent(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    took = time.perf_counter() - start, spent(resource.RUSAGE_CHILDREN) - before
    return took, [tuple(pair) for pair in json.loads(done.stdout)]


def run_child(arguments: argparse.Namespace) -> int:
    """Do one job; warm, in the other language first, and tell as JSON what the second took."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        if arguments.warm:
            JOBS[arguments.child](arguments, OTHER[arguments.lang], Path(folder))()
        do = JOBS[arguments.child](arguments, arguments.lang, Path(folder))
        cpu, start = spent_everywhere(), time.perf_counter()
        do()
        if arguments.warm:
            times.append((time.perf_counter() - start, spent_everywhere() - cpu))
    json.dump(times, sys.stdout)
    return 0


def spent(who: int) -> float:
    """Return processor seconds so far."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def spent_everywhere() -> float:
    """Return processor seconds of this process and of its ended children."""
    return spent(resource.RUSAGE_SELF) + spent(resource.RUSAGE_CHILDREN)


def find_notebook(lesson: str, lang: str) -> str:
    """Return the path of the lesson's notebook."""
    from quizengine.content.bank import kit_bank

    bank = kit_bank()
    return str(bank.folder.parent / bank.lessons[lesson].notebook[lang])


def count_documents(arguments: argparse.Namespace) -> int:
    """Return how many handouts `quizengine print LESSON` makes."""
    with tempfile.TemporaryDirectory() as folder:
        prepare_print(arguments, arguments.lang, Path(folder))()
        return len(list(Path(folder).glob("*.pdf")))


def prepare_print(arguments: argparse.Namespace, lang: str, folder: Path, *more: str) -> Job:
    """Return the job of `quizengine print`."""
    from quizengine.cli import main as command

    asked = ["print", arguments.lesson, "--lang", lang, "--out", str(folder), *more]

    def do() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            if command(asked):
                raise SystemExit(1)

    return do


def prepare_pupil(arguments: argparse.Namespace, lang: str, folder: Path) -> Job:
    """Return the job of printing the pupil's sheet alone."""
    return prepare_print(arguments, lang, folder, "--kind", "pupil")


def prepare_kit_pdf(arguments: argparse.Namespace, lang: str, folder: Path) -> Job:
    """Return the job of nbconvert with the kit's exporter."""
    from quizengine.printing import KitPDFExporter

    notebook = find_notebook(arguments.lesson, lang)
    return lambda: KitPDFExporter().from_filename(notebook)


def prepare_webpdf(arguments: argparse.Namespace, lang: str, folder: Path) -> Job:
    """Return the job of nbconvert's webpdf, which has no option for the browser's path."""
    from nbconvert.exporters import WebPDFExporter
    from playwright.async_api import BrowserType

    launch = BrowserType.launch

    async def launch_ours(browser: BrowserType, **options: object) -> object:
        return await launch(browser, **{"executable_path": arguments.chromium, **options})

    BrowserType.launch = launch_ours
    notebook = find_notebook(arguments.lesson, lang)
    return lambda: WebPDFExporter(disable_sandbox=True, browser_args=list(FLAGS)).from_filename(notebook)


JOBS = {
    "webpdf": prepare_webpdf,
    "kit-pdf": prepare_kit_pdf,
    "pupil": prepare_pupil,
    "print": prepare_print,
}
LABELS = {
    "webpdf": "nbconvert --to webpdf",
    "kit-pdf": "nbconvert --to kit-pdf",
    "pupil": "quizengine print --kind pupil",
    "print": "quizengine print, all handouts",
}

if __name__ == "__main__":
    sys.exit(main())
