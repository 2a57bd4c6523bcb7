"""A disk that is full, read-only or locked: nothing is acknowledged that is not on it, nothing is lost."""

import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, suppress

import pytest

from quizengine.classroom import writer
from quizengine.classroom.store import Store
from quizengine.content.bank import LANGUAGES, kit_bank


@pytest.fixture(autouse=True)
def _is_in_a_hurry(monkeypatch):
    monkeypatch.setattr(writer, "RETRY", 0.02)
    monkeypatch.setattr(writer, "PATIENCE", 0.1)


@contextmanager
def full(store, path):
    """SQLite's own limit of pages stands for the end of the disk."""
    connection = store._writer._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with suppress(sqlite3.ProgrammingError):  # the store was closed
        connection.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def read_only(store, path):
    connection = store._writer._connection
    connection.execute("PRAGMA query_only = ON")
    yield
    with suppress(sqlite3.ProgrammingError):
        connection.execute("PRAGMA query_only = OFF")


@contextmanager
def locked(store, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


TROUBLES = [(full, "full"), (read_only, "read-only"), (locked, "locked")]
LONG = "é" * 2_000


@pytest.mark.parametrize(("trouble", "name"), TROUBLES)
def test_votes_are_held_and_saved_when_the_disk_takes_them_again(
    store, path, items, make_attempt, wait_until, trouble, name
):
    item = items["first-step"]
    assert store.submit(make_attempt("before"), item).result()
    with trouble(store, path):
        futures = [store.submit(make_attempt(f"a{number}", LONG), item) for number in range(50)]
        wait_until(lambda: store.trouble)
        assert store.trouble == name
        assert store.waiting == 50
        assert not any(future.done() for future in futures)
        assert list(store.read().attempts) == ["before"]
    assert all(future.result(timeout=20) for future in futures)
    assert (store.trouble, store.waiting) == ("", 0)
    assert len(store.read().attempts) == 51


def test_answers_wait_for_a_disk_that_was_unplugged_or_a_file_that_was_moved(
    store, path, items, make_attempt, wait_until
):
    """What SQLite writes on into a file without a name, nobody would find again."""
    path.rename(path.with_name("elsewhere"))
    future = store.submit(make_attempt("a1"), items["first-step"])
    wait_until(lambda: store.trouble)
    assert (store.trouble, future.done()) == ("other", False)
    path.with_name("elsewhere").rename(path)
    assert future.result(timeout=20)
    assert list(store.read().attempts) == ["a1"]


@pytest.mark.parametrize("trouble", [full, read_only, locked])
def test_closing_on_a_disk_that_takes_nothing_ends_and_says_how_many_are_not_saved(
    path, items, make_attempt, trouble
):
    store = Store.open(path)
    item = items["first-step"]
    assert store.submit(make_attempt("before"), item).result()
    with trouble(store, path):
        futures = [store.submit(make_attempt(f"a{number}", LONG), item) for number in range(1200)]
        assert store.close(timeout=0.1) == 1200
        assert {type(future.exception(timeout=0)) for future in futures} == {OSError}
    again = Store.open(path)
    assert list(again.read().attempts) == ["before"]
    again.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_trouble_is_told_in_words(lang):
    words = kit_bank().speak("classroom", lang)
    assert all(words[f"problem-{trouble}"] for trouble in writer.TROUBLES)


def test_a_disk_that_is_mended_while_closing_gets_everything(path, items, make_attempt, wait_until):
    store = Store.open(path)
    with locked(store, path):
        future = store.submit(make_attempt("a1"), items["first-step"])
        wait_until(lambda: store.trouble)
    assert store.close() == 0
    assert future.result(timeout=0)


SYSTEM_LIMIT = """
import resource, sys, time
from pathlib import Path
from quizengine.classroom import writer
from quizengine.classroom.store import Store
from quizengine.content.bank import kit_bank
from quizengine.content.item_data import find_version
from quizengine.scoring.attempt import Attempt

writer.RETRY = 0.02
path = Path(sys.argv[1])
item = next(iter(kit_bank().items.values()))
store = Store.open(path)
def submit(name):
    return store.submit(Attempt(name, "c1", item.id, find_version(item), name * 500), item)
assert submit("before").result()
size = path.with_name(path.name + "-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
futures = [submit(f"answer-{number}") for number in range(100)]
while not store.trouble:
    time.sleep(0.005)
assert store.trouble == "other", store.trouble
acknowledged = {"before"} | {f"answer-{number}" for number, one in enumerate(futures) if one.done()}
assert not futures[-1].done()
assert acknowledged <= set(store.read().attempts)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert all(future.result(timeout=20) for future in futures)
assert store.trouble == "" and len(store.read().attempts) == 101
assert store.close() == 0
"""


def test_a_write_that_the_system_refuses_is_tried_again(path):
    done = subprocess.run(
        [sys.executable, "-c", SYSTEM_LIMIT, path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
