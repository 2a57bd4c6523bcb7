"""The teacher's copies, the messages, the way from a fresh checkout to the lessons; no network."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from quizengine import start
from quizengine.content.bank import kit_bank
from quizengine.content.kit import kit_root
from quizengine.lab.copies import MANIFEST, Copied, copy_lessons
from quizengine.teach import find_start, teach, tell_copies

LESSON = Path("teens") / "03.ipynb"
BESIDE = Path("teens") / "03 (new version).ipynb"


def notebook(text: str, **cell: object) -> str:
    return json.dumps({"cells": [{"cell_type": "markdown", "source": [text], "metadata": {}, **cell}]})


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
    write(folder / LESSON, notebook("One", outputs=["what a run left"], execution_count=3))
    write(kit / LESSON, notebook("Two"))
    assert bring(kit, folder) == [Copied("refreshed", LESSON, LESSON)]


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
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'file'} is not a folder to write in (")


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
    assert commands[2][1:] == ["-m", "pytest", "-k", "quiz"]


def test_nothing_is_installed_twice(commands):
    for job in ("test", "teach"):
        start.main([job])
    assert [command[2] for command in commands] == ["venv", "pip", "pytest", "quizengine"]


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


def test_an_unknown_job_is_bad_use(capsys):
    assert start.main(["teech"]) == 2
    assert "python -m quizengine.start teach" in capsys.readouterr().err


def test_start_needs_the_standard_library_only():
    ask = "import quizengine.start"
    subprocess.run([sys.executable, "-S", "-c", ask], cwd=kit_root(), check=True)
