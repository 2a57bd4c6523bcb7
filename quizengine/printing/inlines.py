"""The running text of a cell as Typst: every word a string literal, so that none can act as markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizengine.printing.formula import draw_formula
from quizengine.printing.gallery import Gallery
from quizengine.printing.tokens import Token, plain_text
from quizengine.printing.typography import set_spaces, short_address
from quizengine.printing.typst import Markup, Verbatim, call, literal

COMMENT = re.compile(r"\s*(<!--.*?-->\s*)*", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>")
_BLANK = re.compile(r"_{4,}")
_LONG_BLANK = 15
"""A blank of that many underscores runs to the end of its line."""


@dataclass(slots=True)
class InlineRenderer:
    """Renders running text.

    Attributes:
        lang: ``fr`` or ``en``.
        where: file and cell, for messages.
        attachments: pictures pasted into the cell, by name, as nbformat has them.
        gallery: the document's pictures.
    """

    lang: str
    where: str = ""
    attachments: Mapping[str, Any] = field(default_factory=dict)
    gallery: Gallery = field(default_factory=Gallery)

    def _inline(self, tokens: Sequence[Token]) -> str:
        parts = []
        for token in tokens:
            method = getattr(self, f"_inline_{token['type']}", None)
            if method is None:
                raise self._unknown(token)
            parts.append(method(token))
        return "".join(parts)

    def _unknown(self, token: Token) -> ValueError:
        seen = token.get("raw") or token.get("attrs", {}).get("url") or ""
        return ValueError(
            f'{self.where}: "{token["type"]}" is not printed ({seen.strip()[:60]!r}). '
            "Write it in plain Markdown, or tag the cell screen-only."
        )

    def _wrap(self, name: str, token: Token) -> str:
        return f"#{name}[{self._inline(token['children'])}];"

    def _inline_text(self, token: Token) -> str:
        return "".join(self._text_or_blank(token["raw"]))

    def _text_or_blank(self, raw: str) -> Iterator[str]:
        """Return a text, its runs of underscores as lines to write on."""
        place = 0
        for blank in _BLANK.finditer(raw):
            yield self._text(raw[place : blank.start()])
            length = len(blank[0])
            is_long = length >= _LONG_BLANK
            yield call("blank", self.lang, None if is_long else length, lines=max(1, length // 20))
            place = blank.end()
        yield self._text(raw[place:])

    def _text(self, raw: str) -> str:
        return f"#{literal(set_spaces(html.unescape(raw), self.lang))};" if raw else ""

    def _inline_softbreak(self, token: Token) -> str:
        return '#" ";'

    def _inline_linebreak(self, token: Token) -> str:
        return "#linebreak();"

    def _inline_emphasis(self, token: Token) -> str:
        return self._wrap("emph", token)

    def _inline_strong(self, token: Token) -> str:
        return self._wrap("strong", token)

    def _inline_strikethrough(self, token: Token) -> str:
        return self._wrap("strike", token)

    def _inline_codespan(self, token: Token) -> str:
        return f"#raw({literal(html.unescape(token['raw']))});"

    def _inline_link(self, token: Token) -> str:
        url, text = token["attrs"]["url"], self._inline(token["children"])
        if not url.startswith(("https://", "http://", "tel:", "mailto:")):
            return text
        is_said = plain_text(token).strip() in (url, short_address(url))
        shown = "" if is_said else short_address(url)
        return call("web-link", self.lang, Verbatim(url), Markup(text), Verbatim(shown))

    def _inline_image(self, token: Token) -> str:
        return self._picture(token, is_inline=True)

    def _picture(self, token: Token, *, is_inline: bool) -> str:
        """Return a picture; one without words would be nothing to those who do not see it."""
        address, alt = token["attrs"]["url"], plain_text(token).strip()
        try:
            if not alt:
                raise ValueError(
                    "it has no description. Write ![what it shows](address), or tag the cell screen-only."
                )
            return self.gallery.show(self.gallery.find(address, self.attachments), alt, is_inline=is_inline)
        except ValueError as error:
            raise ValueError(
                f'{self.where}: the picture "{address[:60]}" cannot be printed: {error}'
            ) from error

    def _inline_inline_math(self, token: Token) -> str:
        return self._formula(token, is_display=False)

    def _inline_block_math(self, token: Token) -> str:
        return self._formula(token, is_display=True)

    def _formula(self, token: Token, *, is_display: bool) -> str:
        try:
            return draw_formula(token["raw"], is_display=is_display)
        except ValueError as error:
            raise ValueError(f"{self.where}: {error}") from error

    def _inline_inline_html(self, token: Token) -> str:
        if _BREAK.fullmatch(token["raw"]):
            return "#linebreak();"
        if COMMENT.fullmatch(token["raw"]):
            return ""
        raise self._unknown(token)
