"""The house rules: imports go down only, floors 0 and 1 stand alone, nothing of this machine is named."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizengine.content.kit import kit_root

ROOT = kit_root()


def run(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


BUILT = {".venv", ".git", "build", "dist", "out", ".ipynb_checkpoints"}


def written(*endings):
    """The project's own files, also in a copy without git; bad cases may hold anything."""
    files = (path for path in ROOT.rglob("*") if path.is_file() and path.name.endswith(endings))
    ours = (path for path in files if not BUILT & set(path.relative_to(ROOT).parts))
    return [path for path in ours if (ROOT / "tests" / "cases" / "bad") not in path.parents]


@pytest.mark.parametrize("floor", ["scoring", "content"])
def test_floors_0_and_1_import_with_the_standard_library_alone(floor):
    modules = [f"quizengine.{floor}.{path.stem}" for path in (ROOT / "quizengine" / floor).glob("[a-z]*.py")]
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); " + "; ".join(
        f"import {name}" for name in modules
    )
    run(sys.executable, "-I", "-S", "-c", code)


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, quizengine; assert not {'ipywidgets', 'nbconvert', 'typst', 'json'} & set(sys.modules)"
    )
    run(sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}")


def test_imports_go_down_only():
    run(sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")


def test_code_is_formatted_and_clean():
    run(sys.executable, "-m", "ruff", "format", "--check", ".")
    run(sys.executable, "-m", "ruff", "check", ".")


def test_the_core_is_typed_strictly():
    run(sys.executable, "-m", "mypy")


def test_notebooks_keep_no_output():
    for path in written(".ipynb"):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            assert not cell.get("outputs"), (path.name, cell["id"])


def test_nothing_names_a_registry_or_a_path_of_this_machine():
    hosts = re.compile(r"https?://[^ \"]*(pypi|npmjs|registry|pythonhosted)[^ \"]*|--(extra-)?index-url")
    for path in written(".py", ".toml", ".txt", ".md", ".js", ".ipynb", ".yaml", "run"):
        text = path.read_text("utf-8")
        if path.name == "test_house.py":
            continue
        assert not hosts.search(text), path
        assert str(ROOT) + "/" not in text, path
        assert str(Path.home()) + "/" not in text, path


def test_every_command_is_documented():
    from quizengine.cli import _parser

    readme = (ROOT / "README.md").read_text("utf-8")
    commands = next(action for action in _parser()._actions if action.choices).choices
    assert not [name for name in commands if f"quizengine {name}" not in readme]
