"""What was acknowledged survives `kill -9`; the same harness finds what a wrong store loses."""

import re
import subprocess
import sys

import pytest

from quizengine.content.kit import kit_root

CRASH = kit_root() / "tests" / "benchmarks" / "crash.py"


def kill(*arguments):
    command = [sys.executable, str(CRASH), *arguments]
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
