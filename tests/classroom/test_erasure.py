"""What is erased is gone from the files, byte by byte."""

import shutil
import sqlite3
from contextlib import closing
from fractions import Fraction

import pytest

from quizengine.classroom.rows import candidate_job
from quizengine.classroom.store import Store, erase

TIME = "2026-12-01"


def find(folder, text):
    """Names of the files below a folder that hold a text."""
    return sorted(one.name for one in folder.glob("*") if one.is_file() and text.encode() in one.read_bytes())


@pytest.fixture
def folder(path, items, make_attempt):
    """A class that ended without closing: its answers stand in the file and in the write-ahead log."""
    store = Store.open(path)
    session = store.new_session("teens-3", "fr", {"token": "SECRET-TOKEN"}, TIME)
    for candidate in ("otter", "heron"):
        names = (f"{kind}-{candidate}" for kind in ("CODE", "HASH", "NAME"))
        store.put(candidate_job(session, *names, TIME)).result()
    for number in range(400):
        for candidate in ("otter", "heron"):
            raw = f"SAID-{candidate} " * (1 + number % 60)
            given = {"candidate": f"CODE-{candidate}"}
            attempt = make_attempt(f"ID-{candidate}-{number}", raw, "message", **given)
            store.submit(attempt, items["message"], session=session)
    store.mark("ID-otter-7", {"calm": Fraction(1)}, time=TIME)
    store.put(lambda connection: None).result()
    left = path.parent / "left"
    left.mkdir()
    for one in path.parent.glob("class.db*"):
        shutil.copy(one, left)
    store.close()
    assert find(left, "SAID-otter")
    return left


def test_a_candidate_who_is_erased_is_in_no_file_any_more(folder):
    path = folder / "class.db"
    assert erase(path, candidate="CODE-otter", time=TIME) == 400
    for text in ("CODE-otter", "ID-otter", "SAID-otter", "HASH-otter", "NAME-otter"):
        assert find(folder, text) == []
    store = Store.open(path)
    assert {one.candidate for one in store.read().attempts.values()} == {"CODE-heron"}
    assert len(store.read().attempts) == 400
    assert store.read().marks == {}
    store.close()


def test_an_erased_candidate_leaves_when_and_how_many_and_nothing_else(folder):
    erase(folder / "class.db", candidate="CODE-otter", time=TIME)
    with closing(sqlite3.connect(folder / "class.db")) as connection:
        assert connection.execute("SELECT attempts, time FROM erasures").fetchall() == [(400, TIME)]


def test_a_class_that_is_erased_leaves_no_file(folder):
    assert erase(folder / "class.db", time=TIME) == 800
    assert list(folder.iterdir()) == []


def test_the_bytes_of_an_erased_class_are_overwritten_before_its_files_go(folder, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    for one in folder.iterdir():
        (kept / one.name).hardlink_to(one)
    assert find(kept, "SAID-heron")
    erase(folder / "class.db", time=TIME)
    for text in ("CODE-", "ID-", "SAID-", "HASH-", "NAME-", "SECRET-TOKEN"):
        assert find(kept, text) == []


def test_a_class_that_is_running_is_not_erased(store, path, items, make_attempt):
    store.append([make_attempt("a1")], items)
    for candidate in ("", "c1"):
        with pytest.raises(ValueError, match="another class or program is using this file"):
            erase(path, candidate=candidate, time=TIME)
    assert list(store.read().attempts) == ["a1"]


def test_an_unknown_candidate_is_told_and_nothing_changes(folder):
    with pytest.raises(ValueError, match='there is no candidate "nobody"'):
        erase(folder / "class.db", candidate="nobody", time=TIME)
    store = Store.open(folder / "class.db")
    assert len(store.read().attempts) == 800
    store.close()


def test_only_a_class_is_erased(tmp_path):
    text, other, gone = tmp_path / "notes.txt", tmp_path / "other.db", tmp_path / "gone.db"
    text.write_text("notes " * 1000)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE things (name)")
    before = other.read_bytes()
    for path, message in ((text, "not a class file"), (other, "another program"), (gone, "no such file")):
        with pytest.raises(ValueError, match=message):
            erase(path, time=TIME)
    assert (text.read_text(), other.read_bytes()) == ("notes " * 1000, before)
    assert not gone.exists()
