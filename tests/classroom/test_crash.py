"""What was acknowledged survives `kill -9`, of the store or of the whole server; losses would be found."""

import re
import subprocess
import sys

import pytest

from quizengine.content.kit import kit_root

BENCHMARKS = kit_root() / "tests" / "benchmarks"


def kill(*arguments, harness="crash.py"):
    command = [sys.executable, str(BENCHMARKS / harness), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found = re.fullmatch(r"(\d+) kills, ([\d,]+) acknowledged: (\d+) lost, (\d+) doubled\n", done.stdout)
    assert found, done.stdout + done.stderr
    return done.returncode, [int(number.replace(",", "")) for number in found.groups()]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_an_answer_acknowledged_survives_a_kill_and_is_never_doubled(seed):
    status, (kills, acknowledged, lost, doubled) = kill("--kills", "6", "--seed", seed)
    assert (status, kills, lost, doubled) == (0, 6, 0, 0)
    assert acknowledged > 100


def test_acknowledging_before_the_commit_would_be_found_out():
    status, (_, _, lost, _) = kill("--kills", "6", "--seed", "3", "--ack-before-commit")
    assert status == 1
    assert lost > 0


def test_a_class_whose_server_is_killed_goes_on_at_its_step_with_every_acknowledged_answer_once():
    status, (kills, acknowledged, lost, doubled) = kill("--kills", "6", harness="crash_server.py")
    assert (status, kills, lost, doubled) == (0, 6, 0, 0)
    assert acknowledged > 100


def test_a_server_that_acknowledges_before_the_commit_would_be_found_out():
    arguments = ("--kills", "4", "--seed", "3", "--ack-before-commit")
    status, (_, _, lost, _) = kill(*arguments, harness="crash_server.py")
    assert status == 1
    assert lost > 0
