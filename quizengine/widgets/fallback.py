"""A face as plain text and plain HTML, for where no widget can live: an untrusted notebook, a code host."""

from __future__ import annotations

from html import escape

from quizengine.content.face import Face
from quizengine.content.face_cards import shown_cards

BLANK = "…" * 20
"""Where a typed answer would go."""


def as_lines(face: Face) -> list[str]:
    """Return what a face says, line by line, without interaction."""
    lines = [face.get("title", ""), face.get("intro", "")]
    for item in face.get("items", []):
        lines += _item_lines(item)
    if node := face.get("node"):
        lines += [node["text"], node["stem"], *(f"☐ {choice['text']}" for choice in node["choices"])]
    lines += [post["text"] for post in face.get("posts", [])]
    for partner in face.get("partners", []):
        if partner["country"] == face["country"]:
            lines.append(" – ".join(filter(None, (partner["name"], partner["phone"], partner["hours"]))))
    for network in face.get("networks", []):
        lines += [network["name"], *(f"{n}. {step}" for n, step in enumerate(network["steps"], start=1))]
    if "cards" in face:
        lines += [line for card in shown_cards(face) for line in _card_lines(card)] or [face["none"]]
    return [line for line in lines if line]


def _card_lines(card: Face) -> list[str]:
    """Return a card: its heading with its mark, what it says, its lists and tables, its source and day."""
    mark = f" ({card['mark']['word']})" if card["mark"] else ""
    lines = [card["name"] + mark, *card["texts"]]
    for one in card["lists"]:
        sign = "☐" if one["look"] == "tick" else "–"
        lines += [one["label"], *(f"{sign} {line}" for line in one["lines"])]
    for table in card["tables"]:
        lines += [" – ".join(cell["text"] for cell in row if cell["text"]) for row in table["rows"]]
    lines += [f"{note['label']} – {note['text']}" for note in card["notes"]]
    source = card["source"]["name"] if card["source"] else ""
    return [*lines, ", ".join(filter(None, (source, card["checked"])))]


def _item_lines(item: Face) -> list[str]:
    """Return an item: its stem, then what it can be answered with, or a line to write on."""
    targets = [target["text"] for target in item.get("targets", [])]
    answers = [f"☐ {one['text']}" for one in (*item["choices"], *item.get("reasons", []))]
    return [item["stem"], *answers, " / ".join(targets)] if answers else [item["stem"], BLANK]


def as_text(face: Face) -> str:
    """Return a face as plain text."""
    return "\n".join(as_lines(face))


def as_html(face: Face) -> str:
    """Return a face as HTML paragraphs; every text is escaped."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in as_lines(face))
    return f'<div lang="{escape(face.get("lang", ""))}">{paragraphs}</div>'
