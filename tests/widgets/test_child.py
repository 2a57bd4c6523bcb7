"""The session that a notebook starts: one at a time, apart from the kernel, and gone with it."""

import json
import os
import queue
import signal
import subprocess
import sys
import urllib.request

import psutil
import pytest

from quizengine.content.bank import kit_bank
from quizengine.widgets.child import COMMAND, Child
from quizengine.widgets.classroom import ClassButton

PATIENCE = 30
TELLS = 'import sys; print(\'{"presenter": "here"}\', flush=True); '


@pytest.fixture
def follow():
    """Start nothing yet: return a child and what waits for its next phase."""
    made = []

    def follow(*command, patience=PATIENCE):
        child, states = Child(command or COMMAND, patience=patience), queue.Queue()
        child.attach(states.put)
        made.append(child)
        assert states.get_nowait()["phase"] == "idle"
        return child, lambda: states.get(timeout=PATIENCE)

    yield follow
    for child in made:
        child.stop()


@pytest.fixture(autouse=True)
def _own_place(tmp_path, monkeypatch):
    """Class files of a test stay in its own folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


def python(code):
    return sys.executable, "-c", code


def test_a_session_starts_tells_where_it_is_and_stops_with_its_answers_kept(follow, tmp_path):
    child, get_next = follow()
    child.start("teens-3", "--lang", "en")
    assert get_next()["phase"] == "starting"
    told = get_next()
    assert (told["phase"], told["options"]) == ("running", ("teens-3", "--lang", "en"))
    with urllib.request.urlopen(told["join"], timeout=10) as answer:
        assert answer.status == 200
    child.stop()
    assert [get_next()["phase"] for _ in range(2)] == ["stopping", "ended"]
    if sys.platform == "linux":
        assert [path.name for path in tmp_path.rglob("*.class.sqlite")]


def test_asked_twice_it_starts_once_and_after_its_end_again(follow):
    child, get_next = follow(*python(TELLS + "sys.stdin.read()"))
    for _ in range(2):
        child.start()
        child.start()
        assert [get_next()["phase"] for _ in range(2)] == ["starting", "running"]
        child.start()
        child.stop()
        child.stop()
        assert [get_next()["phase"] for _ in range(2)] == ["stopping", "ended"]


@pytest.mark.parametrize(
    "command",
    [
        python("pass"),
        python("print('nonsense', flush=True)"),
        python("print('[]', flush=True)"),
        ("no-such-program-anywhere",),
    ],
    ids=["silent", "nonsense", "no-record", "no-program"],
)
def test_a_session_that_does_not_start_is_told_as_failed(follow, command):
    child, get_next = follow(*command)
    child.start("a")
    assert get_next()["phase"] == "starting"
    assert get_next() == {"phase": "failed", "options": ("a",)}


def test_a_session_that_says_nothing_is_given_up(follow):
    child, get_next = follow(*python("import time; time.sleep(600)"), patience=0.1)
    child.start()
    assert [get_next()["phase"] for _ in range(2)] == ["starting", "failed"]


def test_a_session_that_does_not_stop_is_ended(follow):
    child, get_next = follow(*python(TELLS + "import time; time.sleep(600)"))
    child.start()
    assert [get_next()["phase"] for _ in range(2)] == ["starting", "running"]
    child._patience = 0.1
    child.stop()
    assert [get_next()["phase"] for _ in range(2)] == ["stopping", "ended"]


def test_a_session_that_ends_by_itself_is_told(follow):
    child, get_next = follow(*python(TELLS))
    child.start()
    assert [get_next()["phase"] for _ in range(3)] == ["starting", "running", "ended"]


def test_a_listener_that_fails_does_not_keep_a_session_from_being_followed():
    child, states = Child(python(TELLS)), queue.Queue()

    def hear(state):
        states.put(state["phase"])
        if state["phase"] != "idle":
            raise RuntimeError("the page went away")

    child.attach(hear)
    child.start()
    told = [states.get(timeout=PATIENCE) for _ in range(4)]
    assert told == ["idle", "starting", "running", "ended"]


def test_a_kernel_that_is_killed_takes_its_session_along():
    code = (
        "import queue; from quizengine.widgets.child import Child\n"
        "child, states = Child(), queue.Queue(); child.attach(states.put); child.start('teens-3')\n"
        "while states.get()['phase'] != 'running': pass\n"
        "print(child._process.pid, flush=True); states.get()"
    )
    with subprocess.Popen(python(code), stdout=subprocess.PIPE, text=True) as kernel:
        session = psutil.Process(int(kernel.stdout.readline()))
        os.kill(kernel.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    session.wait(PATIENCE)
    assert not session.is_running()


def button(child, lang="fr"):
    return ClassButton("teens-3", lang, kit_bank(), child)


def asked(follow, **response):
    """The options that a press of the button starts a session with."""
    child, _ = follow(*python(TELLS))
    button(child).response = {"n": 1, **response}
    child.attach(lambda _: None)
    return child.state["options"]


def test_the_page_is_told_the_presenters_address_and_no_other_secret():
    child = Child(python("import json, sys; print(json.dumps({n: n for n in sys.argv[1:]}))"))
    shown = button(child)
    phases = queue.Queue()
    shown.observe(lambda change: phases.put(change["new"]["phase"]), names="session")
    child.start("presenter", "projector", "join", "code", "token")
    assert [phases.get(timeout=PATIENCE) for _ in range(3)] == ["starting", "running", "ended"]
    child.state |= {"phase": "running", "token": "secret", "projector": "secret", "presenter": "here"}
    shown._show(child.state)
    assert set(shown.session) == {"phase", "presenter", "join", "code", "devices", "resumes"}
    assert "secret" not in json.dumps(shown.get_state()["session"])
    assert "here" not in json.dumps(shown._repr_mimebundle_()[0])


@pytest.mark.parametrize(
    ("response", "options"),
    [
        ({"do": "start"}, ("teens-3", "--lang", "fr")),
        ({"do": "start", "devices": True}, ("teens-3", "--lang", "fr", "--open-room")),
        ({"do": "start", "devices": "--data"}, ("teens-3", "--lang", "fr")),
        ({"do": "resume", "devices": True}, ("teens-3", "--lang", "fr", "--open-room", "--resume")),
        ({"do": "stop"}, ()),
        ({"do": "anything else"}, ()),
        ({}, ()),
    ],
)
def test_the_button_asks_for_what_the_teacher_chose_and_for_nothing_else(follow, response, options):
    assert asked(follow, **response) == options


def test_a_cell_that_is_run_again_shows_the_session_that_runs(follow):
    child, _ = follow(*python(TELLS + "sys.stdin.read()"))
    child.start()
    states = queue.Queue()
    child.attach(states.put)
    while states.get(timeout=PATIENCE)["phase"] != "running":
        pass
    assert button(child).session["phase"] == "running"


def test_the_copy_that_is_open_is_played_and_another_notebook_is_not(follow, tmp_path, monkeypatch):
    lessons = kit_bank().folder.parent
    copy, other = tmp_path / "mine.ipynb", tmp_path / "other.ipynb"
    copy.write_bytes((lessons / kit_bank().lessons["teens-3"].notebook["fr"]).read_bytes())
    other.write_bytes((lessons / kit_bank().lessons["teens-3"].notebook["en"]).read_bytes())
    for path, played in ((copy, str(copy)), (other, "teens-3"), (tmp_path / "moved.ipynb", "teens-3")):
        monkeypatch.setenv("JPY_SESSION_NAME", str(path))
        assert asked(follow, do="start")[0] == played
