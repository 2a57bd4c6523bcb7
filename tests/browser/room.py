"""A running class session, as its pages show it: projector, presenter, pupils, each a device."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lab import PATIENCE, ROOT, Watch, run_axe, watch
from playwright.sync_api import Browser, Page

TWICE = ("who-may-report", "class-group")
"""Screens whose vote is taken again after pair talk."""
BOARD_FAULTS = """() => {
  const stage = document.querySelector(".qe-stage"), inside = stage.firstElementChild, faults = [];
  if (inside.scrollHeight > stage.clientHeight + 1) faults.push("higher than the screen");
  if (inside.scrollWidth > stage.clientWidth + 1) faults.push("wider than the screen");
  if (document.documentElement.scrollHeight > innerHeight) faults.push("scrolls");
  for (const one of document.querySelectorAll(".qe-top-line > *, .qe-foot-line > *")) {
    const { right } = one.getBoundingClientRect();
    if (one.scrollWidth > one.clientWidth || right > innerWidth) faults.push(`cut: ${one.textContent}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !holder.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < 37) faults.push(`${size} px: ${texts.currentNode.data}`);
    if (/[a-z]-[a-z]/i.test(texts.currentNode.data)) faults.push(`a hyphen: ${texts.currentNode.data}`);
  }
  return faults;
}"""
DESK_FAULTS = """() => {
  const faults = [], minus = [...document.querySelectorAll(".qe-hands-row .qe-step-button:first-of-type")];
  const columns = new Set(minus.map((one) => one.getBoundingClientRect().left));
  if (columns.size > 1) faults.push("counts do not stand below each other");
  if (document.querySelectorAll(".qe-region-moves .qe-primary").length > 1) faults.push("two are filled");
  return faults;
}"""
IS_WIDE = "() => document.documentElement.scrollWidth > innerWidth"


class Session:
    """A running session, as its three kinds of pages see it."""

    def __init__(self, browser: Browser, told: dict[str, str], *, axe: bool) -> None:
        self.browser, self.told, self.axe = browser, told, axe
        self.base = told["presenter"].split("/teach")[0]
        self.watches: dict[Page, Watch] = {}
        self.looked: set[tuple[str, str, str]] = set()
        self.faults: list[str] = []
        self.sent: Counter[tuple[str, str]] = Counter()
        self.pid = 0
        self.board = self.open(told["projector"], 1920, 1080)
        self.teach = self.open(told["presenter"], 1280, 800)
        self.pupils: list[Page] = []

    def open(self, address: str, width: int, height: int, *, scripts: bool = True) -> Page:
        """Open a page in a context of its own: another device."""
        size = {"width": width, "height": height}
        context = self.browser.new_context(viewport=size, java_script_enabled=scripts)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        self.watches[page] = watch(page)
        page.goto(address)
        return page

    def join(self, *, scripts: bool = True) -> Page:
        """Join by the code, by keyboard."""
        page = self.open(self.base + "/", 360, 740, scripts=scripts)
        page.locator("#code").focus()
        page.keyboard.type(self.told["code"])
        page.keyboard.press("Enter")
        page.locator(".qe-pupil-head" if scripts else "a.qe-button").wait_for()
        if scripts:
            self.pupils.append(page)
        return page

    def state(self) -> dict:
        """Return what the presenter sees."""
        headers = {"Authorization": f"Bearer {self.told['token']}"}
        with urllib.request.urlopen(
            urllib.request.Request(f"{self.base}/api/teach", headers=headers)
        ) as answer:
            return json.load(answer)

    def press(self, key: str) -> dict:
        """Press a key on the presenter's page; return the state once it has changed."""
        before = self.state()["n"]
        self.teach.keyboard.press(key)
        self.teach.locator(f'.qe-region-board:not([data-n="{before}"])').wait_for()
        return self.state()

    def skip(self) -> dict:
        """Skip a step of the lesson; return the state then."""
        before = self.state()["n"]
        self.teach.locator("[data-qe-key=do-skip]").click()
        self.teach.locator(f'.qe-region-board:not([data-n="{before}"])').wait_for()
        return self.state()

    def skip_to_practice(self) -> dict:
        """Skip the first four steps of a teens' lesson; return the state then."""
        self.teach.locator(".qe-region-board[data-n]").wait_for()
        for _ in ("opening", "baseline", "starter", "scenario"):
            self.skip()
        return self.state()

    def go_to(self, name: str) -> dict:
        """Go on to a screen, past the stories before it; return the state there."""
        self.teach.locator(".qe-region-board[data-n]").wait_for()
        view = self.state()
        while view["screen"]["id"] != name:
            view = self.press("ArrowRight") if "next" in view["moves"] else self.skip()
        return view

    def look(self, view: dict) -> None:
        """Wait until every page shows a view, and collect what is wrong with it."""
        at = f'[data-n="{view["n"]}"]'
        screen = view["screen"]
        kind = (screen["kind"], view["phase"], "frozen" if view["frozen"] else str(len(view["parts"]) > 1))
        pages = [("board", self.board), ("teach", self.teach), *(("pupil", one) for one in self.pupils[:1])]
        for name, page in pages:
            page.locator(f".qe-region-board{at}" if name == "teach" else f"#main{at}").wait_for()
            found = page.evaluate(BOARD_FAULTS) if name == "board" else []
            found += page.evaluate(DESK_FAULTS) if name == "teach" else []
            found += ["scrolls sideways"] if name == "pupil" and page.evaluate(IS_WIDE) else []
            if self.axe and (name, *kind) not in self.looked:
                found += run_axe(page, "html")
            self.looked.add((name, *kind))
            self.faults += [f"{name}, {screen['id']} {view['phase']} {view['part']}: {one}" for one in found]

    def move_on(self, view: dict) -> dict | None:
        """Make the move that a teacher makes next; None at the end."""
        moves, screen = view["moves"], view["screen"]
        has_part = view["part"] + 1 < len(view["parts"]) and screen["kind"] not in ("tutorial", "partners")
        if view["phase"] == "open":
            return self.press("c")
        if view["phase"] == "closed" and view["round"] == 1 and screen["id"] in TWICE:
            return self.press("a")
        if view["phase"] == "closed" and screen["kind"] == "scenario":
            self.teach.locator(".qe-follow").first.click()
            self.teach.locator(f'.qe-region-board:not([data-n="{view["n"]}"])').wait_for()
            return self.state()
        if view["phase"] == "closed" and "reveal" in moves:
            return self.press("r")
        is_counted = view["ballot"] and view["ballot"]["choices"]
        can_open = "open" in moves and (is_counted or view["candidates"] > 0)
        if view["phase"] == "showing" and can_open and not has_part:
            return self.press("o")
        if view["phase"] == "showing" and screen["kind"] == "quiz" and "reveal" in moves:
            return self.press("r")
        return self.press("ArrowRight") if has_part or "next" in moves else None


def ask(session: Session, path: str, token: str = "", **body: object) -> dict:
    """Ask as any device does; a refusal is an error."""
    headers = {"Authorization": f"Bearer {token}"}
    request = urllib.request.Request(session.base + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


@contextmanager
def run_session(
    browser: Browser,
    data: Path,
    lang: str,
    *,
    lesson: str = "teens-3",
    axe: bool = True,
    is_open: bool = False,
    within: tuple[str, ...] = (),
) -> Iterator[Session]:
    """Start a session as a teacher does, within another command if one is given, and stop it."""
    command = [
        *within,
        sys.executable,
        "-m",
        "quizengine",
        "class",
        lesson,
        "--json",
        "--lang",
        lang,
        "--data",
        str(data),
        *(["--open-room"] if is_open else []),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        session = None
        try:
            assert server.stdout is not None
            session = Session(browser, json.loads(server.stdout.readline()), axe=axe)
            session.pid = server.pid
            yield session
        finally:
            for page in session.watches if session else ():
                page.context.close()
            os.killpg(server.pid, signal.SIGINT)
            server.wait(20)
