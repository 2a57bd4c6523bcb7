"""`quizengine class` and `erase`: one line tells where, a stop loses nothing, a class is forgotten."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager
from datetime import datetime

import pytest

from quizengine.classroom.network import listen
from quizengine.classroom.run import find_earlier
from quizengine.classroom.store import Store
from quizengine.cli import main
from quizengine.content.bank import kit_bank
from quizengine.content.kit import kit_root

VOTE = "proof-or-block-first"
LESSON = kit_bank().lessons["teens-3"]
KEY = kit_bank().items[VOTE].key[0]


@contextmanager
def running(*arguments, lesson="teens-3", stop=signal.SIGINT):
    """A class in a process of its own; yields the addresses it tells."""
    command = [sys.executable, "-m", "quizengine", "class", str(lesson), "--json", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            yield json.loads(process.stdout.readline())
        finally:
            os.killpg(process.pid, stop)
            try:
                process.wait(20)
            finally:
                process.kill()


def ask(address, path, token="", **body):
    base = address.split("/teach")[0]
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(base + path, data, {"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def answer_the_first_vote(told):
    while ask(told["presenter"], "/api/teach", told["token"])["screen"]["id"] != VOTE:
        ask(told["presenter"], "/api/teach", told["token"], do="next")
    ask(told["presenter"], "/api/teach", told["token"], do="open")
    pupil = ask(told["presenter"], "/api/join", code=told["code"])
    body = {"item": VOTE, "response": KEY, "attempt_id": "1"}
    assert ask(told["presenter"], "/api/respond", pupil["token"], **body) == {"saved": True}
    return pupil


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_a_class_that_was_stopped_is_resumed_on_the_same_step_with_all_answers(tmp_path, stop):
    data = tmp_path / "a.class.sqlite"
    with running("--data", data, stop=stop) as told:
        pupil = answer_the_first_vote(told)
    with running("--data", data, "--resume") as again:
        assert (again["code"], again["token"]) == (told["code"], told["token"])
        view = ask(again["presenter"], "/api/teach", again["token"])
        assert (view["screen"]["id"], view["phase"], view["counts"]) == (VOTE, "open", {KEY: 1})
        assert ask(again["presenter"], "/api/state", pupil["token"])["mine"] == KEY


def ask_for_the_report(told, token):
    form = urllib.parse.urlencode({"token": token}).encode()
    with urllib.request.urlopen(told["presenter"].split("/teach")[0] + "/report", form, timeout=10) as answer:
        return answer.read().decode(), answer.headers["Content-Security-Policy"]


def test_the_presenter_alone_opens_the_report_which_is_that_of_the_command(tmp_path):
    data = tmp_path / "a.class.sqlite"
    with running("--data", data) as told:
        with pytest.raises(urllib.error.HTTPError, match="409"):  # nobody has answered
            ask_for_the_report(told, told["token"])
        pupil = answer_the_first_vote(told)
        page, policy = ask_for_the_report(told, told["token"])
        for token in (pupil["token"], told["projector"].partition("#")[2], ""):
            with pytest.raises(urllib.error.HTTPError, match="401"):
                ask_for_the_report(told, token)
    assert policy.startswith("default-src 'none'; style-src")
    assert main(["report", str(data)]) == 0
    assert page == (tmp_path / "a.report.html").read_text("utf-8")


@pytest.fixture
def terminal():
    """A terminal that can be closed, even where the tests were started to outlive theirs."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("terminal")
def test_a_terminal_that_is_closed_leaves_one_whole_file(tmp_path):
    data = tmp_path / "a.class.sqlite"
    with running("--data", data, stop=signal.SIGHUP) as told:
        answer_the_first_vote(told)
    assert list(tmp_path.iterdir()) == [data]


def test_it_listens_to_this_computer_only_unless_the_room_is_opened(tmp_path):
    with running("--data", tmp_path / "a.class.sqlite") as told:
        assert all(told[name].startswith("http://127.0.0.1:") for name in ("presenter", "projector", "join"))
        assert set(told) == {"presenter", "projector", "join", "code", "token"}


@pytest.mark.parametrize(
    ("lang", "lead", "stop"),
    [("fr", "À ouvrir pour animer", "Ctrl+C arrête"), ("en", "Open this to lead", "Ctrl+C stops")],
)
def test_the_terminal_says_in_the_lessons_language_what_to_open_and_how_to_stop(tmp_path, lang, lead, stop):
    data = tmp_path / "a.class.sqlite"
    command = [sys.executable, "-m", "quizengine", "class", "teens-3", "--lang", lang, "--no-browser"]
    with subprocess.Popen(
        [*command, "--data", str(data)], stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as process:
        told = "".join(process.stdout.readline() for _ in range(4))
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stdout.read()
    assert re.match(rf"{lead}\s?: http://127\.0\.0\.1:\d+/teach#", told)
    assert str(data) in told
    assert stop in told
    assert "token" not in told
    assert rest == ""  # no code to join by: the room is not open


def test_an_earlier_class_of_the_day_is_found_and_none_of_another_day_or_lesson(tmp_path):
    day = datetime.now().strftime("%Y-%m-%d")
    names = (f"teens-3-fr-{day}-080500", f"teens-3-fr-{day}-080600", f"teens-4-fr-{day}-080500")
    first, again, other = (tmp_path / f"{name}.class.sqlite" for name in names)
    old = tmp_path / "teens-4-fr-2001-01-01-080000.class.sqlite"
    for one in (first, again, other, old):
        one.touch()
    assert find_earlier(again) == first
    assert (find_earlier(first), find_earlier(other), find_earlier(tmp_path / "a.class.sqlite")) == (
        None,
    ) * 3


def test_a_class_that_cannot_begin_leaves_no_file_to_resume(tmp_path, capsys):
    data = tmp_path / "a.class.sqlite"
    assert main(["class", "teens-33", "--data", str(data)]) == 1
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = str(busy.getsockname()[1])
        assert main(["class", "teens-3", "--data", str(data), "--port", port]) == 1
    assert "cannot be used" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("is_open", "address"), [(False, "127.0.0.1"), (True, "0.0.0.0")])
def test_only_an_open_room_is_reached_from_the_network(is_open, address):
    with listen(0, is_open=is_open) as listener:
        assert listener.getsockname()[0] == address


def make_copies(folder):
    """A teacher's copy of the English lesson, and four that cannot be played."""
    book = json.loads((kit_root() / "lessons" / LESSON.notebook["en"]).read_text("utf-8"))
    (folder / "mine.ipynb").write_text(json.dumps(book, indent=1), "utf-8")
    (folder / "plain.ipynb").write_text(json.dumps(book | {"metadata": {}}), "utf-8")
    (folder / "empty.ipynb").write_text(json.dumps(book | {"cells": []}), "utf-8")
    setup = next(cell for cell in book["cells"] if cell["id"] == "setup")
    setup["metadata"], setup["source"] = {}, ["print(1)"]
    (folder / "code.ipynb").write_text(json.dumps(book, indent=1), "utf-8")


def test_a_teachers_copy_is_played_as_they_edited_it_in_its_own_language(tmp_path):
    book = json.loads((kit_root() / "lessons" / LESSON.notebook["en"]).read_text("utf-8"))
    book["cells"][0]["source"] = ["# Our own lesson"]
    (tmp_path / "mine.ipynb").write_text(json.dumps(book), "utf-8")
    with running("--data", tmp_path / "a.class.sqlite", lesson=tmp_path / "mine.ipynb") as told:
        view = ask(told["presenter"], "/api/teach", told["token"])
        assert view["lesson"] == LESSON.title["en"]
        assert "Our own lesson" in json.dumps(view)


def test_a_class_may_end_with_the_input_of_whoever_started_it(tmp_path):
    command = [sys.executable, "-m", "quizengine", "class", "teens-3", "--json", "--end-with-input"]
    command += ["--data", str(tmp_path / "a.class.sqlite")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        told = json.loads(process.stdout.readline())
        assert ask(told["presenter"], "/api/teach", told["token"])["phase"] == "showing"
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["class", "teens-9"], 'lesson "teens-9" cannot be played. Name one of teens-1, teens-2, '),
        (["class", "teens-3", "--resume", "--data", "nosuch"], "there is no class to resume."),
        (
            ["class", "teens-3", "--data", "old"],
            "old is there already. Resume it with --resume, or name another",
        ),
        (["erase", "nosuch"], "nosuch"),
        (
            ["class", "teens-3", "--data", "nosuch/a.sqlite"],
            "nosuch/a.sqlite: cannot be used (No such file or directory). Check that its folder is there",
        ),
        (["class", "nosuch.ipynb"], "nosuch.ipynb is not there. Correct the name"),
        (["class", "plain.ipynb"], "plain.ipynb: it is not a lesson of the kit. Name a copy of one"),
        (["class", "mine.ipynb", "--lang", "fr"], "mine.ipynb: it is in en. Leave out --lang"),
        (["class", "code.ipynb"], 'code.ipynb: line 30: cell "setup": "print(1)" is not a call of the kit'),
        (["class", "empty.ipynb"], "empty.ipynb: nothing in it can be shown. Copy the lesson anew."),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(tmp_path, monkeypatch, capsys, arguments, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").write_text("x", "utf-8")
    make_copies(tmp_path)
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1


def test_a_class_is_forgotten_by_one_command(tmp_path, capsys):
    data = tmp_path / "a.class.sqlite"
    with running("--data", data) as told:
        answer_the_first_vote(told)
    with closing(Store.open(data)) as store:
        assert len(store.read().attempts) == 1
    assert main(["erase", str(data)]) == 0
    assert capsys.readouterr().out == f"{data}: 1 response forgotten.\n"
    assert list(tmp_path.iterdir()) == []


def read_event(stream):
    """The next event of a stream as JSON."""
    while not (line := stream.readline()).startswith(b"data: "):
        assert line, "the stream ended"
    return json.loads(line[6:])


def test_a_new_step_is_sent_to_who_listens_and_each_gets_the_own_view(tmp_path):
    with running("--data", tmp_path / "a.class.sqlite") as told:
        pupil = answer_the_first_vote(told)
        base = told["join"].rstrip("/")
        streams = []
        for token in (pupil["token"], told["projector"].split("#")[1], told["token"]):
            request = urllib.request.Request(
                f"{base}/api/events", headers={"Authorization": f"Bearer {token}"}
            )
            streams.append(urllib.request.urlopen(request, timeout=10))
        before = [read_event(stream) for stream in streams]
        ask(told["presenter"], "/api/teach", told["token"], do="close")
        after = [read_event(stream) for stream in streams]
        for stream in streams:
            stream.close()
    assert {view["phase"] for view in before} == {"open"}
    assert {view["phase"] for view in after} == {"closed"}
    assert [view.get("counts") for view in after] == [None, {KEY: 1}, {KEY: 1}]


def test_a_resumed_class_is_found_at_the_same_address(tmp_path):
    data = tmp_path / "a.class.sqlite"
    with running("--data", data) as told:
        pass
    with running("--data", data, "--resume") as again:
        assert again == told


def test_a_class_that_is_running_is_not_started_twice_at_any_port(tmp_path, capsys):
    data = tmp_path / "a.class.sqlite"
    with running("--data", data) as told:
        assert main(["class", "teens-3", "--json", "--data", str(data), "--resume", "--port", "0"]) == 1
        assert ask(told["presenter"], "/api/teach", told["token"])["place"] == 1
    assert "another class or program is using this file. End it first." in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(tmp_path, capsys):
    with running("--data", tmp_path / "a.class.sqlite") as told:
        port = told["join"].rsplit(":", 1)[1].strip("/")
        data = str(tmp_path / "b.class.sqlite")
        assert main(["class", "teens-3", "--json", "--data", data, "--port", port]) == 1
    assert f"port {port} cannot be used" in capsys.readouterr().err


def test_no_traceback_is_shown_whatever_strangers_send_and_whoever_still_waits_at_the_end(tmp_path):
    data = tmp_path / "a.class.sqlite"
    command = [sys.executable, "-m", "quizengine", "class", "teens-3", "--json", "--end-with-input"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([*command, "--data", str(data)], **pipes) as process:
        told = json.loads(process.stdout.readline())
        where = ("127.0.0.1", int(told["join"].rsplit(":", 1)[1].strip("/")))
        body = json.dumps({"code": told["code"]})
        head = f"POST /api/join HTTP/1.1\r\nHost: 127.0.0.1:{where[1]}\r\nContent-Length: {len(body)}\r\n\r\n"
        with (
            closing(sqlite3.connect(data, isolation_level=None)) as other,
            socket.create_connection(where, timeout=20) as stranger,
            socket.create_connection(where, timeout=20) as waiting,
        ):
            stranger.sendall(b"nonsense\r\n\r\n")
            assert stranger.recv(100).startswith(b"HTTP/1.1 400")
            other.execute("BEGIN IMMEDIATE")
            waiting.sendall((head + body).encode())
            while not ask(told["presenter"], "/api/teach", told["token"])["problem"]:
                pass
            process.stdin.close()
            said = process.stderr.read()
    assert said == "Records that could not be saved, for the disk did not answer until the end: 1\n"


def test_a_class_is_resumed_in_its_own_language(tmp_path):
    data = tmp_path / "a.class.sqlite"
    with running("--data", data, "--lang", "en"):
        pass
    with running("--data", data, "--resume") as told:
        assert ask(told["presenter"], "/api/teach", told["token"])["lesson"] == "Mute, block, report"


def test_an_empty_file_is_not_erased(tmp_path, capsys):
    note = tmp_path / "note.txt"
    note.touch()
    assert main(["erase", str(note)]) == 1
    assert note.exists()
