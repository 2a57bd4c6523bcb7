"""Markdown cells as Typst, block by block, with a loud stop at anything that is not known."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizengine.printing.inlines import COMMENT, InlineRenderer
from quizengine.printing.outline import Outline
from quizengine.printing.tokens import Token, is_blank, join_minutes, parse, plain_text, weigh
from quizengine.printing.typography import set_spaces
from quizengine.printing.typst import Markup, call, literal

_CALLOUT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$")
_FOLD = re.compile(r"\s*<details>\s*<summary>(?P<title>.*?)</summary>\s*", re.DOTALL)


@dataclass(slots=True)
class Renderer(InlineRenderer):
    """Renders the cells of one document.

    Attributes:
        outline: the document's headings, shared with what is not Markdown.
        has_title: whether the document's title was met: the first heading of the first level.
        top: the level of its sections.
    """

    outline: Outline = field(default_factory=Outline)
    has_title: bool = False
    top: int = 2

    def render(self, source: str) -> Markup:
        """Return a cell's Markdown as Typst markup.

        The first heading of the first level is left out: it is the document's title.

        Raises:
            ValueError: something that is not printed, such as HTML or a remote picture; names file and cell.
        """
        return Markup("\n\n".join(self._blocks(parse(source))))

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[str]:
        for token in join_minutes(tokens):
            method = getattr(self, f"_block_{token['type']}", None)
            if method is None:
                raise self._unknown(token)
            if block := method(token):
                yield block

    def _inside(self, token: Token) -> str:
        return "\n\n".join(self._blocks(token["children"]))

    def _block_heading(self, token: Token) -> str:
        level = token["attrs"]["level"]
        if level == 1 and not self.has_title:
            self.has_title = True
            return ""
        heading = (
            f"#heading(level: {self.outline.enter(level - self.top + 1)})[{self._inline(token['children'])}]"
        )
        minutes = token.get("minutes", "")
        return heading + (call("beside", self.lang, minutes) if minutes else "")

    def _block_paragraph(self, token: Token) -> str:
        text = self._inline_or_picture(token["children"])
        return f"#announce[{text}]" if plain_text(token).endswith(":") else text

    def _inline_or_picture(self, tokens: Sequence[Token]) -> str:
        """Return running text; a picture that stands alone is as wide as it can be."""
        if [one["type"] for one in tokens] == ["image"]:
            return self._picture(tokens[0], is_inline=False)
        return self._inline(tokens)

    def _block_block_math(self, token: Token) -> str:
        return self._inline_block_math(token)

    def _block_block_text(self, token: Token) -> str:
        return self._inline(token["children"])

    def _block_block_quote(self, token: Token) -> str:
        first = token["children"][0] if token["children"] else {}
        opening = first.get("children") or [{}]
        found = _CALLOUT.match(opening[0].get("raw", ""))
        if first.get("type") != "paragraph" or found is None:
            return f"#quotation[{self._inside(token)}]"
        opening[:2] = []
        return f"#callout({literal(found[1].lower())})[{self._inside(token)}]"

    def _block_list(self, token: Token) -> str:
        items = token["children"]
        if any(one["type"] == "task_list_item" for one in items):
            name, options = "tick-list", ""
        elif token["attrs"].get("ordered"):
            name, options = "enum", f"start: {token['attrs'].get('start', 1)}, "
        else:
            name, options = "list", ""
        cells = ", ".join(f"[{self._inside(one)}]" for one in items)
        return f"#{name}({options}{cells})"

    def _block_table(self, token: Token) -> str:
        head, *bodies = token["children"]
        rows = [row["children"] for body in bodies for row in body["children"]]
        header = "".join(f"[{self._inline(cell['children'])}], " for cell in head["children"])
        cells = "".join(f"[{self._cell(cell)}], " for row in rows for cell in row)
        widths = "".join(f"{weigh(column)}fr, " for column in zip(head["children"], *rows, strict=True))
        sides = "".join(f"{cell['attrs'].get('align') or 'left'}, " for cell in head["children"])
        return f"#data-table(({header}), ({cells}), columns: ({widths}), align: ({sides}))"

    def _cell(self, cell: Token) -> str:
        return call("blank", self.lang, None) if is_blank(cell) else self._inline_or_picture(cell["children"])

    def _block_block_code(self, token: Token) -> str:
        return f"#raw({literal(token['raw'].rstrip())}, block: true)"

    def _block_thematic_break(self, token: Token) -> str:
        return "#writing-line()"

    def _block_block_html(self, token: Token) -> str:
        if fold := _FOLD.fullmatch(token["raw"]):
            return self._fold_title(html.unescape(fold["title"]))
        if COMMENT.fullmatch(token["raw"]) or token["raw"].strip() == "</details>":
            return ""
        raise self._unknown(token)

    def _fold_title(self, title: str) -> str:
        """Return what a fold's summary says on paper: the minutes of its section, or a section's heading."""
        own = title.rpartition(" · ")[2]
        if own[:1].isdigit():
            return call("duration", self.lang, own)
        text = literal(set_spaces(own[:1].upper() + own[1:], self.lang))
        return f"#heading(level: {self.outline.enter(1)})[#{text};]"
