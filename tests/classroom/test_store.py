"""The class's journal in SQLite says what the one in a file says, and tells only of what is on the disk."""

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import replace
from fractions import Fraction

import pytest

from quizengine.classroom.rows import candidate_job, move_job, tally_job
from quizengine.classroom.store import CandidateRecord, SessionRecord, Store, TallyRecord
from quizengine.content.item_data import find_version
from quizengine.content.journal import Journal, JournalFile

TIME = "2026-11-22T10:05"


def count(path, table="attempts"):
    """What a second connection sees."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


# ---- the same protocol ------------------------------------------------------------------------------


def append_twice(journal: Journal, items, make):
    every = [make("a1"), make("a2", None), make("a3", ["keep-proof"], time=TIME), make("a4", True)]
    return [journal.append(every[:3], items), journal.append(every, items)]


def change_a_response(journal: Journal, items, make):
    journal.append([make("a1")], items)
    return journal.append([make("a1", "keep-proof"), make("a2")], items)


def answer_a_changed_item(journal: Journal, items, make):
    now = replace(items["first-step"], key=("keep-proof",))
    later = replace(make("a2"), version=find_version(now))
    return [journal.append([make("a1")], items), journal.append([later], {"first-step": now})]


def mark_twice(journal: Journal, items, make):
    journal.append([make("a1", "Je suis là. 🙂", "message", form="A", seed="7", bank="b")], items)
    journal.mark("a1", {"calm": Fraction(1, 3)}, time=TIME)
    journal.mark("a1", {"calm": Fraction(2)}, time=TIME)


def mark_nothing(journal: Journal, items, make):
    with pytest.raises(ValueError, match=r'class: there is no attempt "a9"\. Name one that was recorded\.'):
        journal.mark("a9", {}, time=TIME)


def mark_beyond_the_rubric(journal: Journal, items, make):
    journal.append([make("a1", "text", "message")], items)
    with pytest.raises(ValueError, match="needs points from 0 to 2"):
        journal.mark("a1", {"calm": Fraction(3)}, time=TIME)


def give_numbers_and_objects(journal: Journal, items, make):
    raws = [0, 1.5, "", "\udc80 \x00", {"b": ["c", None], "a": {}}, [["x"], ["y"]], False]
    every = [make(f"a{number}", raw) for number, raw in enumerate(raws)]
    return [journal.append(every, items), journal.append(every, items)]


OPERATIONS = [
    append_twice,
    change_a_response,
    answer_a_changed_item,
    mark_twice,
    mark_nothing,
    mark_beyond_the_rubric,
    give_numbers_and_objects,
]


@pytest.mark.parametrize("operate", OPERATIONS)
def test_a_store_and_a_journal_file_record_the_same(
    operate, tmp_path, monkeypatch, items, make_attempt, request
):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    file = JournalFile(tmp_path / "one" / "class")
    store = Store.open(tmp_path / "other" / "class")
    request.addfinalizer(store.close)
    assert operate(file, items, make_attempt) == operate(store, items, make_attempt)
    assert file.read() == store.read()
    assert list(file.read().attempts.items()) == list(store.read().attempts.items())
    assert not store.read().problems


# ---- one answer -------------------------------------------------------------------------------------


def test_an_answer_sent_twice_is_one_answer(store, items, make_attempt):
    attempt = make_attempt("a1")
    assert [store.submit(attempt, items["first-step"]).result() for _ in range(3)] == [True, True, True]
    assert list(store.read().attempts.values()) == [attempt]


@pytest.mark.parametrize("other", [{"raw": "keep-proof"}, {"candidate": "c2"}, {"raw": None}])
def test_another_answer_under_the_same_id_is_refused_and_the_first_stays(store, items, make_attempt, other):
    first = make_attempt("a1")
    assert store.submit(first, items["first-step"]).result()
    assert not store.submit(replace(first, **other), items["first-step"]).result()
    assert list(store.read().attempts.values()) == [first]


def test_an_item_is_kept_once_as_it_was_seen(store, path, items, make_attempt):
    for number in range(3):
        store.submit(make_attempt(f"a{number}"), items["first-step"]).result()
    assert count(path, "items") == 1
    assert store.read().seen == {find_version(items["first-step"]): items["first-step"]}


def test_an_answer_to_an_item_that_is_not_the_one_seen_is_not_recorded(store, path, items, make_attempt):
    changed = replace(items["first-step"], key=("keep-proof",))
    for item in (changed, items["message"]):
        with pytest.raises(ValueError, match="is not that of the item given"):
            store.submit(make_attempt("a1"), item).result()
    with pytest.raises(ValueError, match="is not that of the item given"):
        store.append([make_attempt("a1")], {})
    assert count(path) == count(path, "items") == 0


def test_an_item_that_was_tampered_with_is_told_and_its_attempts_left_out(store, path, items, make_attempt):
    store.append([make_attempt("a1"), make_attempt("a2", "x", "message")], items)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE items SET data = replace(data, '[\"reply\"]', '[\"keep-proof\"]')")
    records = store.read()
    assert list(records.attempts) == ["a2"]
    assert [one.message for one in records.problems] == [
        'item "first-step" was changed after it was recorded. Restore a copy.',
        'attempt "a1": its item cannot be read. It is left out.',
    ]


# ---- commits ----------------------------------------------------------------------------------------


def hold(store):
    """Keep the writer busy until the event is set, so that what follows is one batch."""
    is_begun, go_on = threading.Event(), threading.Event()

    def wait_for_it(connection):
        is_begun.set()
        assert go_on.wait(20)

    store.put(wait_for_it)
    assert is_begun.wait(20)
    return go_on


def test_an_answer_is_acknowledged_only_when_another_connection_can_read_it(store, path, items, make_attempt):
    seen = []
    for number in range(50):
        future = store.submit(make_attempt(f"a{number}"), items["first-step"])
        future.add_done_callback(lambda future, number=number: seen.append((number, count(path))))
        future.result()
    store.close()
    assert len(seen) == 50
    assert all(rows > number for number, rows in seen)


def test_no_answer_of_a_batch_is_acknowledged_before_its_commit(store, path, items, make_attempt):
    counts = []
    go_on = hold(store)
    futures = [store.submit(make_attempt(f"a{number}"), items["first-step"]) for number in range(20)]
    last = store.put(lambda connection: counts.append((count(path), [one.done() for one in futures])))
    go_on.set()
    last.result()
    assert counts == [(0, [False] * 20)]
    assert count(path) == 20


def test_answers_that_come_together_are_one_transaction(store, items, make_attempt):
    commits = []
    store.put(
        lambda connection: connection.set_trace_callback(lambda text: commits.append(text == "COMMIT"))
    ).result()
    go_on = hold(store)
    before = sum(commits)
    futures = [store.submit(make_attempt(f"a{number}"), items["first-step"]) for number in range(300)]
    go_on.set()
    assert all(future.result() for future in futures)
    assert sum(commits) - before == 2  # the one that was held, and the batch


BAD = [{"candidate": None}, {"time": None}, {"item": "\udc80"}, {"raw": object()}, {"version": "0"}]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: next(iter(bad)))
def test_one_bad_row_does_not_sink_its_batch(store, path, items, make_attempt, bad):
    go_on = hold(store)
    every = [make_attempt(f"a{number}") for number in range(20)]
    every[7] = replace(every[7], **bad)
    futures = [store.submit(one, items["first-step"]) for one in every]
    go_on.set()
    wait(futures)
    assert [one for one in futures if one.exception() is not None] == [futures[7]]
    assert isinstance(futures[7].exception(), ValueError)
    assert list(store.read().attempts) == [one.id for one in every if one is not every[7]]


def test_an_append_is_recorded_whole_or_not_at_all(store, path, items, make_attempt):
    with pytest.raises(ValueError, match="cannot be recorded"):
        store.append([make_attempt("a1"), make_attempt("a2", candidate=None)], items)
    assert count(path) == count(path, "items") == 0


def test_a_client_that_no_longer_waits_harms_nobody(store, items, make_attempt):
    async def leave():
        future = asyncio.wrap_future(store.submit(make_attempt("a1"), items["first-step"]))
        future.cancel()
        return await asyncio.wrap_future(store.submit(make_attempt("a2"), items["first-step"]))

    with ThreadPoolExecutor(1) as pool:  # beside the loop of browser tests, which holds this thread
        assert pool.submit(lambda: asyncio.run(leave())).result()
    assert set(store.read().attempts) == {"a1", "a2"}


def test_a_commit_is_synced_to_the_disk(store):
    def read_settings(connection):
        names = ("synchronous", "journal_mode", "secure_delete", "foreign_keys")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert store.put(read_settings).result() == [2, "wal", 1, 1]  # of the connection that writes


def test_closing_writes_all_that_was_taken(path, items, make_attempt):
    store = Store.open(path)
    go_on = hold(store)
    futures = [store.submit(make_attempt(f"a{number}"), items["first-step"]) for number in range(1200)]
    threading.Timer(0.05, go_on.set).start()
    assert store.close() == 0
    assert all(future.result(timeout=0) for future in futures)
    assert count(path) == 1200
    assert store.close() == 0
    with pytest.raises(ValueError, match="closed"):
        store.submit(make_attempt("late"), items["first-step"])


# ---- the session ------------------------------------------------------------------------------------


def test_a_session_is_taken_up_again_with_its_addresses(store, path):
    assert store.last_session() is None
    store.new_session("teens-2", "en", {}, "2026-11-21")
    secrets = {"code": "123456", "token": "t"}
    number = store.new_session("teens-3", "fr", secrets, TIME)
    store.close()
    again = Store.open(path)
    assert again.last_session() == SessionRecord(number, "teens-3", "fr", TIME, secrets)
    again.close()


def test_moves_candidates_and_counts_come_back_in_order_and_by_session(store, items):
    one, other = (store.new_session("teens-3", "fr", {}, TIME) for _ in range(2))
    moves = [{"do": "next"}, {"do": "open", "option": "é"}, {"do": "close", "by": [1, None, True]}]
    for move in moves:
        store.put(move_job(one, move, TIME)).result()
    store.put(candidate_job(one, "c2", "hash", "loutre bleue", TIME)).result()
    store.put(candidate_job(one, "c1", "other hash", "renard vert", TIME)).result()
    item = items["first-step"]
    for number, counts, voters in [
        (1, {"reply": 20}, 20),
        (2, {}, 0),
        (1, {"reply": 7, "keep-proof": 4}, 11),
    ]:
        store.put(tally_job(one, item, number, counts, voters)).result()
    assert store.moves(one) == moves
    assert [found.candidate for found in store.candidates(one)] == ["c2", "c1"]
    assert store.candidates(one)[0] == CandidateRecord("c2", "hash", "loutre bleue", TIME)
    version = find_version(item)
    assert store.tallies(one) == [
        TallyRecord("first-step", version, 1, {"reply": 7, "keep-proof": 4}, 11),
        TallyRecord("first-step", version, 2, {}, 0),
    ]
    assert store.read().seen == {version: item}
    assert store.moves(other) == store.candidates(other) == store.tallies(other) == []


def test_what_belongs_to_no_session_or_is_there_already_is_refused(store, items, make_attempt):
    number = store.new_session("teens-3", "fr", {}, TIME)
    store.put(candidate_job(number, "c1", "hash", "", TIME)).result()
    with pytest.raises(ValueError, match="cannot be recorded: UNIQUE"):
        store.put(candidate_job(number, "c1", "hash", "", TIME)).result()
    with pytest.raises(ValueError, match="cannot be recorded: FOREIGN KEY"):
        store.put(move_job(9, {}, TIME)).result()
    with pytest.raises(ValueError, match="cannot be recorded: FOREIGN KEY"):
        store.submit(make_attempt("a1"), items["first-step"], session=9).result()


def test_an_attempt_is_kept_with_its_session(store, path, items, make_attempt):
    number = store.new_session("teens-3", "fr", {}, TIME)
    store.submit(make_attempt("a1"), items["first-step"], session=number).result()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT session FROM attempts").fetchall() == [(number,)]


def test_the_round_of_a_vote_is_kept(store, items, make_attempt):
    store.append([make_attempt("a1", round="1"), make_attempt("a2", round="2")], items)
    assert [one.round for one in store.read().attempts.values()] == ["1", "2"]


def test_a_file_of_a_class_can_be_read_by_its_owner_only(store, path):
    assert {one.stat().st_mode & 0o077 for one in path.parent.glob("class.db*")} == {0}


def test_what_is_recorded_names_nobody_and_no_device(store, path):
    """A list of all columns: whoever adds one has to think of it here."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        columns = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in tables
        }
    assert columns == {
        "items": ["version", "data"],
        "attempts": [
            *("seq", "id", "candidate", "item", "version", "response", "bank", "form", "seed", "time"),
            *("round", "session"),
        ],
        "marks": ["seq", "attempt", "points", "time"],
        "sessions": ["id", "lesson", "lang", "secrets", "time"],
        "moves": ["seq", "session", "move", "time"],
        "candidates": ["seq", "session", "candidate", "token_hash", "name", "time"],
        "tallies": ["seq", "session", "item", "version", "round", "counts", "voters"],
        "erasures": ["seq", "attempts", "time"],
    }
