"""The system's Chromium and the kit running in it; without a browser these tests are left out, save in CI."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for the helpers in lab.py
sys.path.insert(0, str(Path(__file__).parents[1] / "scanning"))  # and those in room_photo.py

from lab import Lab, serve
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
HOW = "no Chromium: install one (Debian: apt-get install chromium) or name it in the variable CHROMIUM"


def find_chromium() -> str | None:
    """Return the path of a Chromium: the one named, one on the path, or one in a usual place."""
    named = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    return next((path for path in [*named, *PLACES] if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def chromium(need: Callable[[object, str], None]) -> str:
    """The path of the system's Chromium."""
    path = find_chromium()
    need(path, HOW)
    return str(path)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The kit in French, as a teacher starts it: no kernel of another file's tests is left in it."""
    with serve("fr", tmp_path_factory.mktemp("fr")) as lab:
        yield lab


@pytest.fixture(scope="module")
def english_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The kit in English."""
    with serve("en", tmp_path_factory.mktemp("en")) as lab:
        yield lab
