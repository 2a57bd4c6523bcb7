"""JupyterLab as the kit sets it up: settings, looks, what runs by itself, the teacher's copies."""

import sys

# Jupyter checks its own events with jsonschema, which compiles a grammar of international web addresses
# whenever it is loaded: four of the six seconds a start took. It does without where that module is missing,
# and so does the kit.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
