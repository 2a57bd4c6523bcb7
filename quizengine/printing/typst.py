"""Typst for this package: text as string literals, calls, and a compiler that insists on PDF/UA-1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import typst

from quizengine.content.kit import kit_root
from quizengine.printing.look import PLAIN, Look
from quizengine.printing.typography import set_spaces

Value: TypeAlias = "str | int | bool | Sequence[Value] | Mapping[str, Value] | None"
"""What a call of the theme can be given; mapping keys are Typst names."""


FORGET = 3
"""Empty pages compiled after each document: Typst forgets what its last ten compilations did not use, so a
batch forgets sooner. It costs two hundredths of the time and keeps a batch under 250 MiB."""
_MISSING = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')


class Markup(str):
    """Typst markup made by this package, never by an author; a call gets it as content."""

    __slots__ = ()


class Verbatim(str):
    """Text printed exactly as it stands, such as an address or a telephone number."""

    __slots__ = ()


def literal(text: str) -> str:
    r"""Return a Typst string literal; nothing in the text can act as markup.

    Args:
        text: any text; control characters other than line breaks are left out.
    """
    clean = "".join(sign for sign in text if sign.isprintable() or sign in "\n\u00a0\u00ad\u202f\u200d")
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def value(thing: Value, lang: str) -> str:
    """Return a thing as Typst code, its texts set as the language prints them."""
    match thing:
        case None:
            return "none"
        case bool():
            return "true" if thing else "false"
        case int():
            return str(thing)
        case Markup():
            return f"[{thing}]"
        case Verbatim():
            return literal(thing)
        case str():
            return literal(set_spaces(thing, lang))
        case Mapping():
            pairs = ", ".join(f"{literal(key)}: {value(one, lang)}" for key, one in thing.items())
            return f"({pairs or ':'})"
    return "(" + "".join(f"{value(one, lang)}, " for one in thing) + ")"


def call(name: str, lang: str, /, *args: Value, **named: Value) -> Markup:
    """Return a call of a theme function, as markup; an underscore in a name becomes a hyphen."""
    parts = [value(one, lang) for one in args]
    parts += [f"{key.replace('_', '-')}: {value(one, lang)}" for key, one in named.items()]
    return Markup(f"#{name}({', '.join(parts)});")


def show(name: str, lang: str, /, **named: Value) -> Markup:
    """Return a function of the theme as the frame of all that follows it, as markup."""
    framed = call(f"{name}.with", lang, **named)
    return Markup(f"#show: {framed.removeprefix('#').removesuffix(';')}")


@cache
def theme_root() -> Path:
    """Return the folder of ``kit.typ``, fonts and icons."""
    return kit_root() / "handouts" / "theme"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(theme_root() / "fonts")])


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=theme_root(), font_paths=_fonts())


def query_values(source: str, label: str) -> list[Any]:
    """Return the values of the metadata under a label of a document, in the order of its pages."""
    found = typst.query(  # type: ignore[type-var]  # its stub wants source and folder of one type
        source.encode(), f"<{label}>", field="value", root=theme_root(), font_paths=_fonts()
    )
    values: list[Any] = json.loads(found)
    return values


def compile_pdf(
    source: str,
    *,
    day: date | None,
    find: Callable[[str], str],
    look: Look = PLAIN,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Compile Typst source to a tagged PDF/UA-1; the same source gives the same bytes.

    No font of the system is used. Not for several threads at once: one compiler, kept warm, serves all.

    Args:
        source: the document; it may import ``/kit.typ``.
        day: the date written into the file, if the source leaves it to be written.
        find: gives the place a text comes from, for messages.
        look: paper and variants, which the theme reads.
        files: name → pictures that the source shows; they touch no disk.

    Raises:
        ValueError: Typst refused the source: a sign that no font has, or a fault of the theme; the
            message says where and why.
    """
    stamp = datetime.combine(day or date(1970, 1, 1), time(), tzinfo=UTC)
    try:
        pdf = _compiler().compile(  # type: ignore[type-var]  # its stub knows no pictures beside a source
            {"main.typ": source.encode(), **(files or {})},
            format="pdf",
            pdf_standards="ua-1",
            timestamp=stamp,
            sys_inputs=look.inputs,
        )
    except typst.TypstError as error:
        raise ValueError(_explain(error, find)) from error
    for _ in range(FORGET):
        _compiler().compile(b"", format="pdf")
    assert isinstance(pdf, bytes)
    return pdf


def _explain(error: typst.TypstError, find: Callable[[str], str]) -> str:
    missing = _MISSING.search(error.message)
    if missing is None:
        hints = "; ".join(error.hints)
        return f"{find('')}: the page cannot be set: {error.message}" + (f" ({hints})" if hints else "")
    sign = missing["text"]
    return f'{find(sign)}: "{sign}" is in no font here. Write it in words, or tag the cell screen-only.'
