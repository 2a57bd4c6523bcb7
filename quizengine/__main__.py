"""Run the commands as `python -m quizengine`."""

from quizengine.cli import main

raise SystemExit(main())
