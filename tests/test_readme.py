"""What the README shows is what happens."""

import re
import shlex
import shutil

import pytest

from quizengine.cli import main
from quizengine.content.kit import kit_root
from quizengine.scoring.item import Kind
from quizengine.scoring.methods import METHODS

README = (kit_root() / "README.md").read_text("utf-8")


def shown():
    """Each command of the README's console blocks with the lines that follow it, in order."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for block in blocks:
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = piece.partition("\n")
            yield shlex.split(command), output


def test_the_regrade_of_the_readme_runs_as_shown(tmp_path, monkeypatch, capsys):
    cases = "tests/cases/regrade"
    shutil.copytree(kit_root() / cases, tmp_path / cases)
    monkeypatch.chdir(tmp_path)
    commands = list(shown())
    assert len(commands) == 3
    for (program, *arguments), output in commands:
        assert (program, main(arguments), capsys.readouterr().out) == ("quizengine", 0, output)


@pytest.mark.parametrize("name", [*METHODS, *Kind])
def test_each_method_and_each_kind_is_explained(name):
    rows = [line for line in README.splitlines() if line.startswith("|")]
    assert any(f"`{name}`" in row for row in rows)
