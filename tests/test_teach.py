"""The teacher's copies, the messages, the way from a fresh checkout to the lessons; no network."""

import ast
import json
import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from quizengine import start
from quizengine import teach as teaching
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.countries import VARIABLE
from quizengine.content.kit import kit_root
from quizengine.lab.copies import MANIFEST, Copied, copy_lessons
from quizengine.lab.sheets import print_sheets
from quizengine.printing.lesson import print_lesson
from quizengine.teach import find_start, teach, tell_copies
from quizengine.widgets import open_lesson

LESSON = Path("teens") / "03.ipynb"
BESIDE = Path("teens") / "03 (new version).ipynb"


def notebook(text: str, *, whole: object = None, **cell: object) -> str:
    cells = [{"cell_type": "markdown", "source": [text], "metadata": {}, **cell}]
    return json.dumps({"cells": cells, "metadata": whole or {}})


@pytest.fixture
def kit(tmp_path):
    return write(tmp_path / "kit" / LESSON, notebook("One")).parent.parent


@pytest.fixture
def folder(tmp_path, kit):
    bring(kit, tmp_path / "home")
    return tmp_path / "home"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def bring(kit: Path, folder: Path) -> list[Copied]:
    return copy_lessons(kit, folder, new_version="new version")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_lessons_are_copied_once(kit, tmp_path):
    assert bring(kit, tmp_path / "home") == [Copied("new", LESSON, LESSON)]
    assert read(tmp_path / "home" / LESSON) == read(kit / LESSON)
    assert bring(kit, tmp_path / "home") == []


def test_an_edited_lesson_is_never_overwritten(kit, folder):
    write(folder / LESSON, notebook("Mine"))
    write(kit / LESSON, notebook("Two"))
    assert bring(kit, folder) == [Copied("beside", LESSON, BESIDE)]
    assert read(folder / LESSON) == notebook("Mine")
    assert read(folder / BESIDE) == notebook("Two")


def test_an_edited_lesson_stays_alone_while_the_kit_is_the_same(kit, folder):
    write(folder / LESSON, notebook("Mine"))
    assert bring(kit, folder) == []
    assert sorted(path.name for path in (folder / "teens").iterdir()) == ["03.ipynb"]


def test_a_lesson_nobody_edited_is_brought_up_to_date(kit, folder):
    write(kit / LESSON, notebook("Two"))
    assert bring(kit, folder) == [Copied("refreshed", LESSON, LESSON)]
    assert read(folder / LESSON) == notebook("Two")


def test_a_lesson_that_was_only_run_counts_as_unedited(kit, folder):
    left = {"execution": {"iopub.status.idle": "x"}, "trusted": True, "collapsed": False, "scrolled": True}
    whole = {"widgets": {"state": {}}, "language_info": {"version": "3"}, "kernelspec": {"name": "python3"}}
    ran = notebook("One", outputs=["what a run left"], execution_count=3, metadata=left, whole=whole)
    write(folder / LESSON, ran)
    write(kit / LESSON, notebook("Two"))
    assert bring(kit, folder) == [Copied("refreshed", LESSON, LESSON)]


def test_a_text_saved_in_one_piece_counts_as_unedited(kit, folder):
    write(folder / LESSON, notebook("One", source="One"))
    write(kit / LESSON, notebook("Two"))
    assert bring(kit, folder) == [Copied("refreshed", LESSON, LESSON)]


@pytest.mark.parametrize(
    "edit",
    [{"metadata": {"slideshow": {"slide_type": "slide"}}}, {"metadata": {"tags": ["teacher-only"]}},
     {"metadata": {"jupyter": {"source_hidden": False}}}, {"metadata": {"editable": False}},
     {"attachments": {"a.png": {"image/png": "eA=="}}}, {"cell_type": "raw"},
     {"whole": {"title": "Mine"}}, {"whole": {"quizengine": {"lesson": "mine"}}}],
    ids=str,
)  # fmt: skip
def test_whatever_a_teacher_can_edit_is_never_refreshed_away(kit, folder, edit):
    write(folder / LESSON, notebook("One", **edit))
    write(kit / LESSON, notebook("Two"))
    assert bring(kit, folder) == [Copied("beside", LESSON, BESIDE)]
    assert read(folder / LESSON) == notebook("One", **edit)


def test_the_new_version_comes_beside_only_once(kit, folder):
    write(folder / LESSON, notebook("Mine"))
    write(kit / LESSON, notebook("Two"))
    bring(kit, folder)
    (folder / BESIDE).unlink()
    assert bring(kit, folder) == []


def test_an_edited_new_version_is_not_overwritten_either(kit, folder):
    write(folder / LESSON, notebook("Mine"))
    write(kit / LESSON, notebook("Two"))
    bring(kit, folder)
    write(folder / BESIDE, notebook("Mine too"))
    write(kit / LESSON, notebook("Three"))
    assert bring(kit, folder) == [Copied("beside", LESSON, LESSON.with_name("03 (new version 2).ipynb"))]
    assert read(folder / BESIDE) == notebook("Mine too")


def test_a_teachers_own_file_of_the_same_name_is_kept(kit, tmp_path):
    home = tmp_path / "home"
    write(home / LESSON, notebook("Mine"))
    assert bring(kit, home) == [Copied("beside", LESSON, BESIDE)]
    assert read(home / LESSON) == notebook("Mine")


@pytest.mark.parametrize("manifest", ["", "[]", '{"teens/03.ipynb": 1}'])
def test_a_broken_manifest_overwrites_nothing(kit, folder, manifest):
    write(folder / LESSON, notebook("Mine"))
    write(folder / MANIFEST, manifest)
    bring(kit, folder)
    assert read(folder / LESSON) == notebook("Mine")


def test_a_lesson_the_teacher_deleted_comes_back(kit, folder):
    (folder / LESSON).unlink()
    assert bring(kit, folder) == [Copied("new", LESSON, LESSON)]


def test_what_jupyter_leaves_in_the_kit_is_not_copied(kit, tmp_path):
    write(kit / ".ipynb_checkpoints" / "03.ipynb", "{}")
    assert bring(kit, tmp_path / "home") == [Copied("new", LESSON, LESSON)]


@pytest.mark.parametrize(
    ("lang", "line"),
    [("fr", "a.ipynb\u00a0: votre version est gardée. La nouvelle est à côté\u00a0: b.ipynb."),
     ("en", "a.ipynb: your version is kept. The new one is beside it: b.ipynb.")],
)  # fmt: skip
def test_what_happened_is_told_in_the_language_chosen(lang, line):
    copied = [Copied("beside", Path("a.ipynb"), Path("b.ipynb"))]
    assert tell_copies(copied, kit_bank().speak("teach", lang)) == [line]


@pytest.mark.parametrize("what", ["new", "refreshed", "beside"])
def test_everything_that_may_happen_has_its_words(what):
    assert f"file-{what}" in kit_bank().speak("teach", "fr")


@pytest.mark.parametrize(("lang", "name"), [("fr", "Accueil.ipynb"), ("en", "Start here.ipynb")])
def test_each_language_has_one_start_page(lang, name):
    assert find_start(lang) == name


def test_a_folder_that_cannot_be_written_gives_one_calm_sentence(tmp_path, capsys):
    write(tmp_path / "file", "")
    assert teach(lang="en", folder=tmp_path / "file", open_browser=False) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'file'} is not a folder to write in.")


def test_no_message_about_a_folder_speaks_the_systems_english(tmp_path, capsys):
    write(tmp_path / "file", "")
    assert teach(lang="fr", folder=tmp_path / "file", open_browser=False) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path / 'file'} n’est pas un dossier où écrire. Choisissez-en un autre avec --dir.\n"
    )


def test_a_home_that_nobody_has_gives_one_calm_sentence(capsys):
    assert teach(lang="en", folder=Path("~nosuchuser"), open_browser=False) == 1
    told = capsys.readouterr().err
    assert told == "~nosuchuser is not a folder to write in. Choose another one with --dir.\n"


@pytest.fixture
def served(monkeypatch, tmp_path):
    """Teach without a server and without printing: ``served("en", open_browser=False)``."""
    from quizengine.lab import server

    def run(lang, **options):
        asked = {"with_sheets": False} | options
        return teach(lang=lang, folder=tmp_path / "home", state=tmp_path / "state", **asked)

    monkeypatch.setattr(server, "start_server", lambda **_: SimpleNamespace())
    monkeypatch.setattr(server, "address", lambda _: "http://here")
    for name in ("trust", "run"):
        monkeypatch.setattr(server, name, lambda _: None)
    return run


@pytest.fixture
def printing(tmp_path):
    """Print beside the lessons, and return what was said once nothing more is printed."""

    def run(lang="en", country=""):
        told, over = [], threading.Event()

        def fail():
            told.append("not all")
            over.set()

        out = tmp_path / "To print"
        with print_sheets(out, lang=lang, country=country, tell_failure=fail):
            deadline = time.monotonic() + 300
            while not (over.is_set() or list(out.glob("teens/*.pdf"))) and time.monotonic() < deadline:
                time.sleep(0.1)
        return out, told

    return run


def test_the_sheets_are_printed_while_the_lessons_are_open(printing):
    out, told = printing()
    assert told == []
    assert list(out.glob("teens/01-*/01-*-pupil-sheet.pdf"))
    assert list(out.glob("teens/01-*.pdf"))


def test_sheets_that_cannot_be_made_are_told_and_never_stop_the_lesson(printing, tmp_path):
    (tmp_path / "To print").write_text("a file where the folder should be", "utf-8")
    assert printing()[1] == ["not all"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to look at")
def test_the_end_of_the_lessons_by_ctrl_c_is_no_failure_of_the_sheets(tmp_path):
    told = []
    fail = partial(told.append, "not all")
    with print_sheets(tmp_path / "To print", lang="en", country="", tell_failure=fail):
        (printer,) = (one for one in psutil.Process().children() if str(tmp_path) in " ".join(one.cmdline()))
        assert os.getpgid(printer.pid) != os.getpgrp()  # Ctrl+C goes to the group in front
    assert not printer.is_running()
    assert told == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_teacher_hears_where_the_sheets_are_and_that_some_are_missing(served, monkeypatch, capsys, lang):
    @contextmanager
    def fail(out, *, tell_failure, **_):
        tell_failure()
        yield

    monkeypatch.setattr(teaching, "print_sheets", fail)
    assert served(lang, with_sheets=True) == 0
    words = kit_bank().speak("teach", lang)
    out, err = capsys.readouterr()
    assert err == words["no-handouts"] + "\n"
    assert words["handouts"] in out


def test_the_start_page_links_to_sheets_that_will_be_there(tmp_path):
    for lang in LANGUAGES:
        book = json.loads((kit_root() / "lessons" / lang / find_start(lang)).read_text("utf-8"))
        text = "".join(line for cell in book["cells"] for line in cell["source"])
        folder = kit_bank().speak("teach", lang)["handouts"]
        linked = re.findall(rf"<{folder}/([^>]*)>", text)
        made = print_lesson("teens-3", lang=lang, out=tmp_path, bank=kit_bank())
        assert len(linked) >= 8
        assert {tmp_path / one for one in linked} <= set(made)


def test_without_a_browser_none_is_announced(served, capsys):
    served("en", open_browser=False)
    told = capsys.readouterr().out
    assert "opens" not in told
    assert "Copy this address into a browser: http://here" in told


def test_with_a_browser_it_is_announced(served, capsys):
    served("en")
    assert "The kit opens in the browser" in capsys.readouterr().out


def test_jupyter_keeps_out_of_the_teachers_own_settings(tmp_path):
    ask = (
        "import sys; from pathlib import Path; from quizengine.lab.server import set_environment;"
        "set_environment(Path(sys.argv[1]));"
        "from jupyter_core import paths; print(paths.jupyter_data_dir(), *paths.jupyter_config_path())"
    )
    out = subprocess.run(
        [sys.executable, "-c", ask, str(tmp_path)], cwd=kit_root(), capture_output=True, text=True, check=True
    ).stdout
    assert str(tmp_path / "data") in out
    assert str(Path.home() / ".jupyter") not in out


@pytest.mark.parametrize(("lang", "locale"), [("fr", "fr_FR"), ("en", "en")])
def test_settings_carry_the_language_and_forget_last_times_tabs(tmp_path, lang, locale):
    from quizengine.lab.server import write_settings

    write(tmp_path / "workspaces" / "old", "")
    overrides = json.loads(read(write_settings(tmp_path, lang) / "overrides.json"))
    assert overrides["@jupyterlab/translation-extension:plugin"] == {"locale": locale}
    assert overrides["@jupyter-widgets/jupyterlab-manager:plugin"] == {"saveState": False}
    assert not (tmp_path / "workspaces").exists()


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """What `start` would run, in order; its environment is in a folder of the test."""
    seen: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        seen.append(command)
        if command[1:3] == ["-m", "venv"]:
            write(start.python_of(tmp_path / ".venv"), "")
        return subprocess.CompletedProcess(command, 0)

    for name in ("pyproject.toml", "constraints.txt"):
        write(tmp_path / name, name)
    words = kit_root() / "lessons" / "bank" / "words" / "start.toml"
    write(tmp_path / "lessons" / "bank" / "words" / "start.toml", read(words))
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start.subprocess, "run", run)
    monkeypatch.setattr(start, "hand_over", lambda command: seen.append(command) or 0)
    return seen


def test_a_fresh_checkout_is_prepared_then_teaches(commands, tmp_path):
    assert start.main(["teach", "--lang", "en"]) == 0
    python = str(start.python_of(tmp_path / ".venv"))
    pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-c", "constraints.txt"]
    assert commands == [
        [sys.executable, "-m", "venv", str(tmp_path / ".venv")],
        [*pip, "-e", "."],
        [python, "-m", "quizengine", "teach", "--lang", "en"],
    ]


def test_tests_install_what_they_need(commands):
    start.main(["test", "-k", "quiz"])
    assert commands[1][-2:] == ["-e", ".[dev]"]
    assert commands[2][1:] == [
        "-m",
        "pytest",
        "-n",
        "logical",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        "-k",
        "quiz",
    ]


def test_nothing_is_installed_twice(commands):
    for job in ("test", "teach"):
        start.main([job])
    assert [command[2] for command in commands] == ["venv", "pip", "pytest", "quizengine"]


def test_what_comes_after_the_lesson_is_started_likewise_and_photos_bring_what_they_need(commands):
    for job in (["report", "FILE"], ["scan", "PHOTO"], ["erase", "FILE"]):
        start.main(job)
    did = [command[2] for command in commands]
    assert did == ["venv", "pip", "quizengine", "pip", "quizengine", "quizengine"]
    assert [command[-1] for command in commands if command[2] == "pip"] == [".", ".[scan]"]
    assert commands[2][1:] == ["-m", "quizengine", "report", "FILE"]


def test_new_requirements_are_installed(commands, tmp_path):
    start.main(["teach"])
    write(tmp_path / "pyproject.toml", "changed")
    start.main(["teach"])
    assert [command[2] for command in commands] == ["venv", "pip", "quizengine", "pip", "quizengine"]


@pytest.mark.parametrize(("system", "end"), [("nt", "Scripts/python.exe"), ("posix", "bin/python")])
def test_each_system_finds_its_python(system, end):
    assert start.python_of(Path("x"), system).as_posix() == f"x/{end}"


def test_an_old_python_is_told_what_is_missing(monkeypatch, capsys):
    monkeypatch.setattr(start, "OLDEST", (99, 0))
    assert start.main(["teach"]) == 1
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err


def test_a_python_without_ensurepip_is_told_how_to_get_it(commands, monkeypatch, capsys):
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    assert start.main(["teach", "--lang=en"]) == 1
    assert "sudo apt install python3-venv" in capsys.readouterr().err
    assert commands == []


def test_start_can_be_read_by_an_old_python():
    tree = ast.parse(read(Path(start.__file__)), feature_version=(3, 7))
    first = next(one for one in tree.body if isinstance(one, ast.ImportFrom))
    assert (first.module, first.names[0].name) == ("__future__", "annotations")


def test_ctrl_c_lets_a_child_end_and_leaves_no_traceback(monkeypatch):
    class Child:
        ended = False

        def __init__(self, command):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            Child.ended = True

        def wait(self):
            raise KeyboardInterrupt

    monkeypatch.setattr(start.subprocess, "Popen", Child)
    monkeypatch.setattr(start, "os", SimpleNamespace(name="nt"))
    assert start.hand_over(["python"]) == 130
    assert Child.ended


def test_ctrl_c_while_the_kit_is_installed_leaves_no_traceback(commands, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(start.subprocess, "run", interrupt)
    assert start.main(["teach"]) == 130


def test_an_unknown_job_is_bad_use(capsys):
    assert start.main(["teech"]) == 2
    assert "python -m quizengine.start teach" in capsys.readouterr().err


def test_start_needs_the_standard_library_only():
    ask = "import quizengine.start"
    subprocess.run([sys.executable, "-S", "-c", ask], cwd=kit_root(), check=True)


def test_the_notebooks_are_told_the_teachers_country(served, monkeypatch):
    monkeypatch.setenv(VARIABLE, "")
    assert served("fr", country="BE") == 0
    assert open_lesson("teens-3", "fr").partners().face["country"] == "BE"


def test_a_country_that_is_not_known_starts_nothing(served):
    with pytest.raises(ValueError, match='country "GB" is not one of'):
        served("en", country="GB")
