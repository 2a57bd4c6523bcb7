"""Lets the tests import the photographs that they draw."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for the drawn photos
