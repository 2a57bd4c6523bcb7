"""The house rules: imports go down only, floors 0 and 1 stand alone, nothing of this machine is named."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizengine.content.kit import kit_root

ROOT = kit_root()
FLOORS = ("scoring", "content")
"""Floors 0 and 1."""


def run(*command, **settings):
    env = os.environ | settings
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


BUILT = {".venv", ".git", "build", "dist", "out", ".ipynb_checkpoints"}


def written(*endings):
    """The project's own files, also in a copy without git; bad cases may hold anything."""
    files = (path for path in ROOT.rglob("*") if path.is_file() and path.name.endswith(endings))
    ours = (path for path in files if not BUILT & set(path.relative_to(ROOT).parts))
    return [path for path in ours if (ROOT / "tests" / "cases" / "bad") not in path.parents]


@pytest.mark.parametrize("floor", FLOORS)
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


def count_lines(function):
    """Lines of a function from its ``def``, without its docstring."""
    first = function.body[0]
    is_docstring = ast.get_docstring(function, clean=False) is not None
    told = first.end_lineno - first.lineno + 1 if is_docstring else 0
    return function.end_lineno - function.lineno + 1 - told


@pytest.mark.parametrize("floor", [*FLOORS, "classroom", "analysis"])
def test_no_function_is_longer_than_40_lines(floor):
    long = []
    for path in sorted((ROOT / "quizengine" / floor).glob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        long += [
            f"{path.name}: {one.name} has {count_lines(one)} lines"
            for one in functions
            if count_lines(one) > 40
        ]
    assert not long


def test_floors_0_and_1_are_covered_by_their_own_tests_branch_by_branch(tmp_path):
    """Without hypothesis, which is slow to trace: what reaches a branch is a case that somebody chose."""
    coverage = (sys.executable, "-m", "coverage")
    traced = (*coverage, "run", "-m", "pytest", "-q", "-p", "no:cacheprovider")
    kept = {"COVERAGE_FILE": str(tmp_path / "coverage")}
    run(*traced, "-m", "not hypothesis", *(f"tests/{floor}" for floor in FLOORS), **kept)
    run(*coverage, "report", "--fail-under=100", "--show-missing", "--skip-covered", **kept)


def test_notebooks_keep_no_output():
    for path in written(".ipynb"):
        if path.is_relative_to(ROOT / "tests" / "cases"):  # some are there for what they keep
            continue
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
