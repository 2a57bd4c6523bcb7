"""What tests of several folders need: tools that may be missing, and the text of a PDF."""

import os
import shutil
import signal
import subprocess

import pytest

# What a shell runs in the background is deaf to Ctrl+C, and so would be the servers that tests stop by it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items):
    """Begin with the house: no file takes longer, and the other processors need not wait for it."""
    items.sort(key=lambda item: item.path.name != "test_house.py")


@pytest.fixture(scope="session")
def need():
    """Leaves a test out for want of a tool, and says how to get it; in CI it fails."""

    def need(found, how):
        if not found:
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(how)

    return need


@pytest.fixture
def text_of(tmp_path, need):
    """What can be copied out of a PDF, without spaces."""
    need(shutil.which("pdftotext"), "no pdftotext: install poppler (Debian: apt-get install poppler-utils)")

    def extract(pdf):
        (tmp_path / "page.pdf").write_bytes(pdf)
        done = subprocess.run(
            ["pdftotext", "-raw", tmp_path / "page.pdf", "-"], capture_output=True, check=True
        )
        return "".join(done.stdout.decode().split())

    return extract
