"""Read the blueprints: plans by which forms are drawn from the item bank."""

from __future__ import annotations

from quizengine.content.items import KINDS
from quizengine.content.table import Table
from quizengine.scoring.form import LETTERS, PRACTICE, Blueprint, Draw
from quizengine.scoring.item import STEPS, Kind


def read_blueprints(root: Table) -> dict[str, Blueprint]:
    """Return the sound blueprints of a file by id, in its order."""
    return root.records("blueprint", _read_blueprint)


def _read_blueprint(table: Table) -> Blueprint:
    draws = tuple(_read_draw(one) for one in table.tables("draw"))
    blueprint = Blueprint(table.slug(), table.text("title"), draws)
    if not draws:
        table.tell("it draws nothing. Add [[blueprint.draw]].")
    table.close()
    return blueprint


def _read_draw(table: Table) -> Draw:
    kinds = table.some_of("kinds", KINDS, each="kind")
    draw = Draw(
        count=table.integer("count"),
        rules=table.strings("rules"),
        step=table.one_of("step", STEPS, ""),
        kinds=tuple(Kind(name) for name in kinds if name in KINDS),
        pool=table.one_of("pool", (LETTERS[0], PRACTICE), LETTERS[0]),
    )
    if draw.count < 1:
        table.tell('"count" must be 1 or more.', "count")
    table.close()
    return draw
