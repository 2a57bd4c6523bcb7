"""A lesson's prose as plain JSON blocks: the pages build elements from it, and never read HTML."""

from __future__ import annotations

from typing import Any

import mistune

Block = dict[str, Any]
"""``{"kind": "heading" | "paragraph" | "item", "level", "runs": [{"text", "style"}]}``."""
STYLES = {"strong": "strong", "emphasis": "em", "link": "em", "codespan": "code"}
parse = mistune.create_markdown(renderer="ast", plugins=["table"])


def read_blocks(markdown: str) -> list[Block]:
    """Return the blocks of a text.

    Args:
        markdown: headings, paragraphs, lists and tables; HTML is left out, links keep their words.

    Returns:
        Flat blocks in order. ``level`` is that of a heading, or the number of an item in a numbered list (0
        in one without numbers, and for a paragraph); a table gives an ``item`` for each row.
    """
    tokens = parse(markdown)
    return [block for token in tokens if isinstance(token, dict) for block in _blocks(token)]


def _blocks(token: dict[str, Any]) -> list[Block]:
    kind = token["type"]
    children = token.get("children", [])
    if kind == "heading":
        return [_block("heading", token["attrs"]["level"], children)]
    if kind in ("paragraph", "block_text"):
        return [_block("paragraph", 0, children)]
    if kind == "list":
        first = token["attrs"].get("start", 1) if token["attrs"].get("ordered") else None
        return [_item(one, 0 if first is None else first + place) for place, one in enumerate(children)]
    if kind == "table_row":
        cells = [_runs(cell["children"], "") for cell in children]
        runs = [run for cell in cells for run in (*cell, {"text": " · ", "style": ""})]
        return [{"kind": "item", "level": 0, "runs": runs[:-1]}]
    return [block for one in children for block in _blocks(one)]


def _item(token: dict[str, Any], number: int) -> Block:
    runs = [run for child in token["children"] for run in _runs(child.get("children", []), "")]
    return {"kind": "item", "level": number, "runs": runs}


def _block(kind: str, level: int, children: list[dict[str, Any]]) -> Block:
    return {"kind": kind, "level": level, "runs": _runs(children, "")}


def _runs(tokens: list[dict[str, Any]], style: str) -> list[dict[str, str]]:
    """Return the runs of text, each with its innermost style."""
    runs: list[dict[str, str]] = []
    for token in tokens:
        if token["type"] in ("softbreak", "linebreak"):
            runs.append({"text": " ", "style": style})
        elif "children" in token:
            runs += _runs(token["children"], STYLES.get(token["type"], style))
        elif token["type"] in ("text", "codespan"):
            runs.append({"text": token["raw"], "style": STYLES.get(token["type"], style)})
    return runs
