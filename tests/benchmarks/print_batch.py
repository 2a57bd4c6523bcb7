"""What a batch of handouts costs: against `nbconvert --to webpdf`, against bare Typst, and as it grows.

Run `python tests/benchmarks/print_batch.py`. It prints the pupils' sheets and the keys of every lesson in
both languages by `quizengine print`, compiles the very same sources by Typst alone, prints a sample of the
notebooks by `nbconvert --to webpdf` and extrapolates (said so), all in one run, in turns; then it prints 10,
100 and 500 handouts in one process. Processor time counts all child processes that ended; memory is the peak
of the process. Exit status 1 when a limit is missed: 25 times less than webpdf, at most 1.8 times bare Typst,
one of 500 handouts costing no more than 1.2 times one of 100, 250 MiB.

webpdf needs playwright and a Chromium: the environment variable CHROMIUM, or one on the PATH.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from print_speed import BROWSERS, prepare_webpdf

KINDS = ("pupil", "key")
SIZES = (10, 100, 500)
LANGUAGES = ("fr", "en")
PR_SET_CHILD_SUBREAPER = 36


def main() -> int:
    """Run the benchmark, or one of its child processes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="rounds, each of everything (default: 3)")
    parser.add_argument("--sample", type=int, default=3, help="notebooks printed by webpdf (default: 3)")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        return {"bare": compile_bare, "grow": print_many, "web": print_web}[arguments.child[0]](
            arguments.child[1]
        )
    return compare(arguments.rounds, arguments.sample)


def compare(rounds: int, sample: int) -> int:
    """Print the figures; return 1 when a limit is missed."""
    os.environ["CHROMIUM"] = find_chromium()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = write_sources(folder / "sources")
        kit, bare, web, first = [], [], [], []
        for number in range(rounds):
            out = folder / f"out-{number}"
            each = [f"--kind={kind}" for kind in KINDS]
            commands = [
                [
                    sys.executable,
                    "-m",
                    "quizengine",
                    "print",
                    "--all",
                    "--lang",
                    lang,
                    *each,
                    "--out",
                    str(out),
                ]
                for lang in LANGUAGES
            ]
            kit.append(sum(map(cost, commands)))
            bare.append(cost([sys.executable, __file__, "--child", "bare", str(folder / "sources")]))
            web.append(cost([sys.executable, __file__, "--child", "web", str(sample)]))
            first.append(cost([sys.executable, __file__, "--child", "web", "1"]))
        told = [min(one) for one in (kit, bare)]
        whole = min(first) + (min(web) - min(first)) / (sample - 1) * (count - 1)
        print(f"{count} handouts, best of {rounds} rounds, processor time")
        print(f"quizengine print  {told[0]:7.1f} s")
        print(f"bare Typst        {told[1]:7.1f} s  {told[0] / told[1]:.2f} times")
        told_from = f"extrapolated from 1 and {sample} notebooks"
        print(f"webpdf, 1 and {sample}   {min(first):.1f} and {min(web):.1f} s")
        print(f"webpdf            {whole:7.1f} s  {whole / told[0]:.1f} times, {told_from}")
        grown = [json.loads(grow(size)) for size in SIZES]
    for size, (seconds, memory) in zip(SIZES, grown, strict=True):
        print(f"{size:4} handouts in one process: {seconds / size * 1000:.0f} ms each, {memory:.0f} MiB")
    limits = {
        "25 times less than webpdf": whole >= 25 * told[0],
        "at most 1.8 times bare Typst": told[0] <= 1.8 * told[1],
        "flat from 100 to 500": grown[2][0] / SIZES[2] <= 1.2 * grown[1][0] / SIZES[1],
        "at most 250 MiB": max(memory for _, memory in grown) <= 250,
    }
    print("\n".join(f"{'kept' if kept else 'MISSED'}: {limit}" for limit, kept in limits.items()))
    return 0 if all(limits.values()) else 1


def adopt_orphans() -> None:
    """Become the parent of what a command leaves behind, so that its time is counted too (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def find_chromium() -> str:
    """Return the path of a Chromium."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit("no Chromium: install one, or name it in the variable CHROMIUM")
    return found


def cost(command: list[str]) -> float:
    """Run a command; return the processor time of it and all that it started, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    with contextlib.suppress(ChildProcessError):  # what the command left behind, as a browser does
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def grow(size: int) -> str:
    """Print that many handouts in a process of their own; return its figures as JSON."""
    command = [sys.executable, __file__, "--child", "grow", str(size)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def list_documents(kinds: tuple[str, ...] | None):
    """Yield the documents of every lesson in both languages."""
    from quizengine.content.bank import kit_bank
    from quizengine.printing.document import build_document
    from quizengine.printing.lesson import plan_pack

    bank = kit_bank()
    for lesson, lang in itertools.product(bank.lessons, LANGUAGES):
        pack = plan_pack(lesson, lang=lang, kinds=kinds or (), bank=bank, is_lenient=True)
        for recipe in pack.recipes:
            yield build_document(pack.notebook, recipe, bank=bank, where=pack.where)


def write_sources(folder: Path) -> int:
    """Write the Typst of the batch; return how many files it is."""
    folder.mkdir()
    documents = list(list_documents(KINDS))
    for number, document in enumerate(documents):
        (folder / f"{number}.typ").write_text(document.source, "utf-8")
    return len(documents)


def compile_bare(folder: str) -> int:
    """Compile the sources by Typst with the theme's fonts and write them; nothing of the kit is used."""
    import typst

    theme = Path(__file__).resolve().parents[2] / "handouts" / "theme"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(theme / "fonts")])
    compiler = typst.Compiler(root=theme, font_paths=fonts)
    for path in sorted(Path(folder).glob("*.typ")):
        pdf = compiler.compile(path.read_bytes(), format="pdf", pdf_standards="ua-1")
        path.with_suffix(".pdf").write_bytes(pdf)
    return 0


def print_web(size: str) -> int:
    """Print notebooks by nbconvert's webpdf."""
    from quizengine.content.bank import kit_bank

    with tempfile.TemporaryDirectory() as folder:
        for lesson in list(kit_bank().lessons)[: int(size)]:
            asked = argparse.Namespace(lesson=lesson, chromium=os.environ["CHROMIUM"])
            prepare_webpdf(asked, "fr", Path(folder))()
    return 0


def print_many(size: str) -> int:
    """Print handouts, over and over another one, and tell seconds and MiB as JSON."""
    from quizengine.printing.look import PAPERS, VARIANTS, Look

    looks = [Look(paper, (variant,)) for paper in PAPERS for variant in VARIANTS]
    before = time.process_time()
    handouts = ((look, document) for look in looks for document in list_documents(None))
    for look, document in itertools.islice(handouts, int(size)):
        document.to_pdf(look)
    seconds = time.process_time() - before
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
