"""A small bank and a class's file for the tests of the store, and a class that is served."""

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for the class in served.py

from served import Class

from quizengine.classroom.store import Store
from quizengine.content.bank import read_items_below
from quizengine.content.item_data import find_version
from quizengine.scoring.attempt import Attempt

ITEMS_TOML = """
[[item]]
id = "first-step"
kind = "single-choice"
key = ["reply"]
[[item.choice]]
id = "keep-proof"
[[item.choice]]
id = "reply"

[[item]]
id = "message"
kind = "open"
[[item.criterion]]
id = "calm"
points = 2
"""


@pytest.fixture
def items(tmp_path):
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "items.toml").write_text(ITEMS_TOML, "utf-8")
    return read_items_below(tmp_path / "bank").items


@pytest.fixture
def path(tmp_path):
    return tmp_path / "class.db"


@pytest.fixture
def store(path):
    store = Store.open(path)
    yield store
    store.close()


@pytest.fixture
def make_attempt(items):
    """Makes an attempt at the first item, or at another."""

    def make(name, raw="reply", item="first-step", **given):
        given = {"candidate": "c1", "round": "1"} | given
        return Attempt(id=name, item=item, version=find_version(items[item]), raw=raw, **given)

    return make


@pytest.fixture
def wait_until():
    """Waits for what another thread does, and fails after a while."""

    def wait(is_true):
        end = time.monotonic() + 20
        while not is_true():
            assert time.monotonic() < end
            time.sleep(0.005)

    return wait


@pytest.fixture
def room(tmp_path):
    """A class that is served."""
    made = Class(tmp_path / "class.sqlite")
    yield made
    made.store.close()
