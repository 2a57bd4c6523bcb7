"""What is maths in Markdown: ``$…$`` in a line and ``$$…$$`` on its own, told from a price in dollars."""

from __future__ import annotations

import re

import mistune
from mistune import BlockParser, BlockState, InlineParser, InlineState

_BODY = r"(?:[^$\\]|\\[\s\S])+?"
_BLOCK = (
    rf"^ {{0,3}}\$\$(?P<display_tex>{_BODY})\$\$[ \t]*(?:\n|$)"
    r"|^ {0,3}(?P<environment>\\begin\{(?P<kind>equation|align|gather|eqnarray)\*?\}"
    r"[\s\S]+?\\end\{(?P=kind)\*?\})[ \t]*(?:\n|$)"
)
_INLINE = (
    rf"\$\$(?P<inner_tex>{_BODY})\$\$"
    r"|(?<![\w$])\$(?=[^\s$])(?P<inline_tex>(?:[^$\\\n]|\\.)+?)(?<=\S)\$(?![\w$])"
)
_SIGN = re.compile(r"[\\^_=+<>{}|*/≤≥≠≈×÷→∈]")
_WORD = re.compile(r"[^\W\d_]{2}|[^\x00-\x7f]")


def add_maths(md: mistune.Markdown) -> None:
    """Teach the parser maths, as a plugin of mistune; tokens ``inline_math`` and ``block_math``."""
    md.block.register("block_math", _BLOCK, _parse_block, before="list")
    for rules in (md.block.list_rules, md.block.block_quote_rules):
        md.block.insert_rule(rules, "block_math", before="list")
    md.inline.register("inline_math", _INLINE, _parse_inline, before="codespan")


def is_maths(text: str) -> bool:
    """Whether what stands between two dollar signs is maths: it has a sign, no space, or no word."""
    return bool(_SIGN.search(text) or not re.search(r"\s", text) or not _WORD.search(text))


def _parse_block(block: BlockParser, found: re.Match[str], state: BlockState) -> int:
    state.append_token({"type": "block_math", "raw": found["display_tex"] or _bare(found["environment"])})
    return found.end()


def _bare(environment: str) -> str:
    """Return an environment of LaTeX without numbers at its lines."""
    return re.sub(
        r"\\(begin|end)\{(\w+)\*?\}",
        lambda one: "" if one[2] == "equation" else rf"\{one[1]}{{{_INSIDE.get(one[2], one[2])}}}",
        environment,
    )


_INSIDE = {"align": "aligned", "gather": "gathered", "eqnarray": "aligned"}


def _parse_inline(inline: InlineParser, found: re.Match[str], state: InlineState) -> int | None:
    if found["inner_tex"] is not None:
        state.append_token({"type": "block_math", "raw": found["inner_tex"]})
    elif is_maths(found["inline_tex"]):
        state.append_token({"type": "inline_math", "raw": found["inline_tex"]})
    else:
        return None
    return found.end()
