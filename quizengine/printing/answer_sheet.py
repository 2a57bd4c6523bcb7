"""A sheet that is read back from a photo: rings for each item, and four corners that say which sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quizengine.content.face import Face, item_face
from quizengine.content.layout import Layout, read_layout
from quizengine.content.marks import find_seed, list_marks
from quizengine.content.sheet_code import KINDS, SheetCode, find_digest, write_markers
from quizengine.printing.copies import Copy
from quizengine.printing.typst import Markup, Value, call, query_values, show
from quizengine.scoring.item import PAIRED, TYPED, VERDICTS, Item, Kind

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TABLES = (*PAIRED, Kind.ORDER)
"""Kinds with a row of rings for each choice."""
ANY_CORNERS = (0, 1, 2, 3)
"""Markers of a page whose places are asked for before its code is known."""


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """A sheet of rings before it is printed; which items it shows is all that its reader must know of it.

    Attributes:
        kind: one of `KINDS`; a ticket shows the items whole, an answer sheet their numbers.
        lesson: place of the lesson in the course, from 0.
        items: number on the lesson's sheets, and item; typed ones get no ring.
        lang: ``fr`` or ``en``.
        words: what handouts print, in that language.
        title: of the lesson.
        name: of the kind of sheet.
        foot: lesson, kit and licence.
    """

    kind: str
    lesson: int
    items: tuple[tuple[str, Item], ...]
    lang: str
    words: Mapping[str, str]
    title: str
    name: str
    foot: tuple[str, ...] = ()

    def read_layout(self, seed: int = 0) -> Layout:
        """Return where the rings of a version are, as the set page itself tells.

        Raises:
            ValueError: they need more than one page.
        """
        return _query_layout(self.set_pages([self.set_page(Copy(seed), ANY_CORNERS)]))

    def code(self, seed: int = 0) -> SheetCode:
        """Return the code of a version."""
        digest = find_digest(self.read_layout(seed), (item for _, item in self.items))
        return SheetCode(self.lesson, KINDS.index(self.kind), seed, digest)

    def set_copies(self, copies: Iterable[Copy]) -> Markup:
        """Return copies as the pages of a document."""
        return self.set_pages([self.set_page(one, write_markers(self.code(one.seed))) for one in copies])

    def set_pages(self, pages: Iterable[Markup]) -> Markup:
        """Return pages as a document."""
        frame = show("answer-pages", self.lang, lang=self.lang)
        return Markup("\n".join(['#import "/answer.typ": *', frame, *pages]))

    def set_page(self, copy: Copy, markers: Iterable[int]) -> Markup:
        """Return one page."""
        words = self.words
        told = [words["sheet-version"].format(seed=copy.seed)] if copy.seed else []
        is_ticket = self.kind != KINDS[0]
        return call(
            "answer-page",
            self.lang,
            title=self.title,
            kind=self.name,
            meta=told,
            foot=[*self.foot, *told],
            ids=list(markers),
            number=copy.candidate or None,
            how=[words[name] for name in ("ring-cross", "ring-mend", "ring-keep")],
            labels={name: words[f"sheet-{name}"] for name in ("number", "tens", "units")},
            typed=self._say_typed(),
            items=[
                self._set_item(number, item, copy.seed) for number, item in self.items if _has_rings(item)
            ],
            look="ticket" if is_ticket else "sheet",
        )

    def _say_typed(self) -> str:
        numbers = [number for number, item in self.items if not _has_rings(item)]
        return self.words["sheet-typed"].format(numbers=", ".join(numbers)) if numbers else ""

    def _set_item(self, number: str, item: Item, seed: int) -> dict[str, Value]:
        face = item_face(item, self.lang, seed=find_seed(seed))
        texts = {one["id"]: one["text"] for one in (*face["choices"], *face["reasons"], *face["targets"])}
        rows = [_set_row(face, part, options, texts) for part, options in list_marks(item, seed)]
        look = "table" if item.kind in TABLES else "words" if item.kind is Kind.HOT_TEXT else "line"
        return {
            "id": item.id,
            "number": number,
            "stem": face["stem"],
            "hint": self.words[f"ring-hint-{item.kind}"],
            "because": self.words["because"],
            "look": look,
            "legend": rows[0]["options"] if item.kind in PAIRED else [],
            "rows": rows,
        }


def _has_rings(item: Item) -> bool:
    return item.kind not in TYPED


def _set_row(face: Face, part: str, options: Iterable[str], texts: Mapping[str, str]) -> dict[str, Any]:
    """Return a row of rings; a place is its own letter, and a verdict is written out."""
    shown = []
    for letter, option in zip(LETTERS, options, strict=False):
        text = texts.get(option, option)
        is_said = option not in texts or (option in VERDICTS and face["kind"] == Kind.TRUE_FALSE)
        shown.append({"id": option, "letter": text if is_said else letter, "text": "" if is_said else text})
    return {"part": part, "text": texts.get(part, ""), "options": shown}


@lru_cache(maxsize=256)
def _query_layout(source: str) -> Layout:
    """Return where the rings of a page are.

    Raises:
        ValueError: they need more than one page.
    """
    told = query_values(source, "told")
    layout = read_layout(told)
    foot = layout.corners[-1][1] - layout.marker / 2 - layout.ring
    if any(one.get("page", 1) > 1 or ("option" in one and one["y"] > foot) for one in told):
        raise ValueError("an answer sheet has one page, and these items need more. Leave some out.")
    return layout
