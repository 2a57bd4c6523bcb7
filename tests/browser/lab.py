"""What the browser tests do in JupyterLab: open a lesson, run it by its button, wait, look for faults."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

AXE = Path(__file__).with_name("axe.min.js")
ROOT = Path(__file__).parents[2]
SERVE = (
    "import sys; from pathlib import Path; from quizengine.teach import teach;"
    "lang, folder, state = sys.argv[1:];"
    "options = dict(open_browser=False, with_sheets=False, state=Path(state));"
    "sys.exit(teach(lang=lang, folder=Path(folder), **options))"
)
RUN = '[data-commandlinker-command="notebook:run-all-cells"]'
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
CONTENT = f"{PANEL} .jp-Notebook"
NUMBERS = count()
PATIENCE = 120_000
"""Milliseconds a slow machine may take for one step."""


@dataclass(frozen=True)
class Lab:
    """A running kit: its start page with the token, and the teacher's folder."""

    start: str
    folder: Path

    def url(self, path: str) -> str:
        """Return the address that opens one file of the folder, and none of the tabs of another test."""
        base, token = self.start.split("/lab/")[0], parse_qs(urlsplit(self.start).query)["token"][0]
        return f"{base}/lab/workspaces/test-{next(NUMBERS)}/tree/{quote(path)}?token={token}"


@dataclass
class Watch:
    """What a page must not do, as it happens."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


@contextmanager
def serve(lang: str, place: Path) -> Iterator[Lab]:
    """Start the kit in a folder of the test, and stop it."""
    folder, state = place / "lessons", place / "state"
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "XDG_DATA_HOME": str(place / "data")}
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, lang, str(folder), str(state)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
    ) as server:
        assert server.stdout is not None
        try:
            line = next((line for line in server.stdout if "http://" in line), "")
            assert line, "the kit did not start"
            yield Lab(start=line.split()[-1], folder=folder)
        finally:
            server.terminate()
            server.communicate(timeout=30)


def open_page(browser: Browser, *, width: int = 1280, height: int = 800) -> tuple[Page, Watch]:
    """Return a fresh page and what watches it; pages share a cache, as in a teacher's browser."""
    context = browser.contexts[0] if browser.contexts else browser.new_context()
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.set_default_timeout(PATIENCE)
    return page, watch(page)


def watch(page: Page) -> Watch:
    """Collect console errors, and requests to anything but this machine."""
    seen = Watch()

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.errors.append(message.text)

    def look(request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            seen.strangers.append(request.url)

    page.on("console", listen)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", look)
    return seen


def open_start(page: Page, lab: Lab) -> Locator:
    """Open the start page; return its notebook when it is done running."""
    page.goto(lab.start)
    return wait_idle(page)


def open_notebook(page: Page, lab: Lab, path: str) -> Locator:
    """Open a notebook of the teacher's folder; return it when it is done running."""
    page.goto(lab.url(path))
    return wait_idle(page)


def run_all(page: Page) -> Locator:
    """Click the one visible button of the open lesson; return the notebook when it is done running."""
    page.locator(PANEL).locator(RUN).first.click()
    return wait_idle(page)


def wait_idle(page: Page) -> Locator:
    """Wait until the open notebook is there and nothing runs in it; return it."""
    page.locator(f"{PANEL}.qe-lesson").wait_for()
    page.locator(f"{PANEL}.qe-lesson:not(.qe-busy)").wait_for()
    return page.locator(CONTENT)


def dialogs(page: Page) -> list[str]:
    """Return the texts of what asks for a click before the lesson may go on."""
    return page.locator(".jp-Dialog, .Toastify__toast").all_text_contents()


def run_axe(page: Page, selector: str = CONTENT) -> list[str]:
    """Return the accessibility violations in a part of the page, with the place of each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("selector => axe.run(document.querySelector(selector))", selector)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
