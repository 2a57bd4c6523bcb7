"""Faces of the facts: help lines (only open and confirmed ones get here) and tutorials."""

from __future__ import annotations

from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.partners import Partner
from quizengine.content.tutorials import Tutorial


def partners_face(bank: Bank, lang: str, audience: str) -> Face:
    """Return the help lines by country: ``countries [{id, name}], country, partners``.

    Countries without a partner for the audience are left out; "" is everybody.
    Where the country shown first has no help line, one whose laws hold there too comes first.
    """
    shown = [
        one for one in bank.partners.values() if one.is_shown and (not audience or audience in one.audiences)
    ]
    shown.sort(key=lambda one: one.first)
    used = {one.country for one in shown}
    home = bank.home(lang)
    near = (home, *(bank.countries[home].laws_of if home in bank.countries else ()))
    return {
        "countries": [
            {"id": one.id, "name": one.name[lang]} for one in bank.countries.values() if one.id in used
        ],
        "country": next((one for one in near if one in used), near[0]),
        "partners": [_partner_face(one, lang) for one in shown],
    }


def help_lines(bank: Bank, lang: str, audience: str, count: int = 3) -> list[Face]:
    """Return the first help lines of a country that can be called: name, phone, hours, cost."""
    face = partners_face(bank, lang, audience)
    called = [one for one in face["partners"] if one["country"] == face["country"] and one["phone"]]
    return [{key: one[key] for key in ("name", "phone", "hours", "cost")} for one in called[:count]]


def tutorial_face(bank: Bank, action: str, lang: str) -> Face:
    """Return how to do one action on each network: ``action, networks``.

    Raises:
        KeyError: no tutorial shows that action.
    """
    shown = [one for one in bank.tutorials.values() if one.action == action]
    shown.sort(key=lambda one: (one.confidence != "confirmed", one.network))
    if not shown:
        raise KeyError(action)
    return {"action": action, "networks": [_network_face(one, lang) for one in shown]}


def _partner_face(partner: Partner, lang: str) -> Face:
    return {
        "id": partner.id,
        "country": partner.country,
        "name": partner.name[lang],
        "does": partner.does[lang],
        "phone": partner.phone,
        "sms": partner.sms,
        "chat": partner.chat,
        "url": partner.url,
        "hours": partner.hours.get(lang, ""),
        "cost": partner.cost.get(lang, ""),
        "not_for": partner.not_for.get(lang, ""),
        "checked": partner.checked.isoformat(),
    }


def _network_face(tutorial: Tutorial, lang: str) -> Face:
    return {
        "id": tutorial.id,
        "name": f"{tutorial.network} – {tutorial.title[lang]}",
        "steps": list(tutorial.steps[lang]),
        "sees": tutorial.sees[lang],
        "does_not": tutorial.does_not[lang],
        "checked": tutorial.checked.isoformat(),
        "to_check": tutorial.confidence != "confirmed",
    }
