"""The countries whose help lines and laws the kit knows, and which of them is shown first."""

from __future__ import annotations

from dataclasses import dataclass

from quizengine.content.table import Table
from quizengine.scoring.item import Text

HOME = {"fr": "FR", "en": "UK"}
"""Country shown first, by language."""
EVERYWHERE = "ALL"
"""Country of a record that holds in each."""
VARIABLE = "QUIZENGINE_COUNTRY"
"""Where the command that opens the notebooks leaves the teacher's country for them."""


@dataclass(frozen=True, slots=True)
class Country:
    """One country; `laws_of` are places whose laws hold there too, such as the European Union."""

    id: str
    name: Text
    laws_of: tuple[str, ...] = ()


def read_countries(root: Table) -> dict[str, Country]:
    """Return the countries of the file of partners by id; the partners are left to their own reader."""
    countries: dict[str, Country] = {}
    for table in root.tables("country"):
        country = Country(table.string("id"), table.text("name"), table.strings("laws-of"))
        table.close()
        table.keep(countries, country.id, country)
    return countries
