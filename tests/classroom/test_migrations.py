"""A class's file of any version opens, or says in one line why not; an upgrade survives a kill."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import pytest

from quizengine.classroom import migrations
from quizengine.classroom.store import Store

OLD = sorted(Path(__file__).parent.glob("version-*.sql"))
LATEST = len(migrations.STEPS)
KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from quizengine.classroom import migrations

path, number = Path(sys.argv[1]), int(sys.argv[2])
path.touch()
connection = migrations.connect(path)
connection.execute("PRAGMA journal_mode = WAL")
left = iter(range(number))
def count(statement):
    if next(left, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)
connection.set_trace_callback(count)
migrations.migrate(connection)
print("done")
"""


def write_old(path, script):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text("utf-8"))
    return path


def describe(path):
    """Version and schema of a file, which must be sound."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, sorted(
            connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall(), key=str
        )


def open_and_close(path):
    store = Store.open(path)
    records = store.read()
    store.close()
    return records


def test_every_old_version_has_its_file_here():
    assert [path.name for path in OLD] == [f"version-{number}.sql" for number in range(1, LATEST)]


@pytest.mark.parametrize("script", OLD, ids=lambda path: path.stem)
def test_a_file_of_an_old_version_opens_with_all_it_holds(path, items, script):
    records = open_and_close(write_old(path, script))
    assert not records.problems
    assert {name: (one.raw, one.time, one.round) for name, one in records.attempts.items()} == {
        "a1": ("reply", "2026-11-22T10:05", ""),
        "a2": ("I am here.", "", ""),
    }
    assert records.marks == {"a2": {"calm": Fraction(3, 2)}}
    assert {one.id: one for one in records.seen.values()} == items


@pytest.mark.parametrize("script", OLD, ids=lambda path: path.stem)
def test_an_upgraded_file_is_built_like_a_new_one(path, tmp_path, script):
    open_and_close(write_old(path, script))
    open_and_close(tmp_path / "new.db")
    assert describe(path) == describe(tmp_path / "new.db")


@pytest.mark.parametrize("start", [None, *OLD], ids=lambda path: path.stem if path else "new")
def test_an_upgrade_killed_before_any_of_its_statements_is_the_old_or_the_new_and_is_finished_next_time(
    tmp_path, start
):
    number, is_done, versions = 0, False, []
    while not is_done:
        path = tmp_path / f"{number}.db"
        if start is not None:
            write_old(path, start)
        child = subprocess.run(
            [sys.executable, "-c", KILLED, path, str(number)], capture_output=True, text=True
        )
        is_done = child.stdout == "done\n"
        assert is_done or child.returncode == -signal.SIGKILL, child.stderr
        with closing(sqlite3.connect(path)) as connection:
            versions.append(connection.execute("PRAGMA user_version").fetchone()[0])
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        assert [name in tables for name in ("attempts", "sessions", "erasures")] == [
            versions[-1] >= needed for needed in (1, 2, 2)
        ]
        records = open_and_close(path)
        assert len(records.attempts) == (0 if start is None else 2)
        assert describe(path)[0] == LATEST
        number += 1
    assert number > len(migrations.STEPS[-1])
    assert versions == sorted(versions)
    assert set(versions) == set(range(0 if start is None else 1, LATEST + 1))


def test_a_step_that_fails_leaves_the_file_as_it_was(path, monkeypatch):
    write_old(path, OLD[0])
    before = describe(path)
    monkeypatch.setattr(migrations, "STEPS", (migrations.STEPS[0], ("CREATE TABLE more (name)", "nonsense")))
    with pytest.raises(ValueError, match="cannot be used"):
        Store.open(path)
    assert describe(path) == before


def make_newer(path):
    open_and_close(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {LATEST + 1}")


def make_other(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE things (name)")


def make_text(path):
    path.write_text("a,b\n" * 1000)


def make_damaged(path):
    open_and_close(path)
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


NOT_OURS = [
    (
        make_newer,
        f"a newer quizengine wrote this file (version {LATEST + 1}; this one reads {LATEST})."
        " Update quizengine, or name another file for the class.",
    ),
    (make_other, "this is the database of another program. Name another file for the class."),
    (make_text, "this is not a class file, or it is damaged. Name another file, or restore a copy."),
    (make_damaged, "this is not a class file, or it is damaged. Name another file, or restore a copy."),
    (
        Path.mkdir,
        "cannot be used (unable to open database file)."
        " Check that its folder is there, can be written to and has room.",
    ),
]


@pytest.mark.parametrize(("make", "message"), NOT_OURS)
def test_what_is_no_class_file_of_ours_is_refused_in_one_line_and_left_alone(path, make, message):
    make(path)
    before = path.is_file() and path.read_bytes()
    with pytest.raises(ValueError, match=r"class\.db: ") as refused:
        Store.open(path)
    assert str(refused.value) == f"{path}: {message}"
    assert before == (path.is_file() and path.read_bytes())


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(
        ValueError, match=r"nosuch.class\.db: cannot be used .*Check that its folder is there"
    ):
        Store.open(tmp_path / "nosuch" / "class.db")


def test_a_file_that_another_program_locks_is_told(path, monkeypatch):
    open_and_close(path)
    monkeypatch.setattr(migrations, "connect", lambda path, wait: sqlite3.connect(path, timeout=0.05))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ValueError, match=r"another class or program is using this file\. End it first\."):
            Store.open(path)


@pytest.mark.parametrize("name", ["a b?#%é.db", "file:x?mode=memory", ":memory:"])
def test_a_file_may_have_any_name(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    open_and_close(Path(name))
    assert (tmp_path / name).stat().st_size > 0


def test_an_empty_file_becomes_a_class_file(path):
    path.touch()
    open_and_close(path)
    assert describe(path)[0] == LATEST
