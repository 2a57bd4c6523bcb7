"""The pictures of one handout: found beside the notebook or inside it, each kept once."""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from quizengine.printing.picture import MOST_BYTES, read_picture
from quizengine.printing.typst import Markup, Verbatim, call, value

INLINE = 60
"""Millimetres of the widest picture in a line of text."""


@dataclass(slots=True)
class Gallery:
    """Pictures to print.

    Attributes:
        folder: of the notebook; None where it stands in no file.
        place: the folder of the files, as the source names it.
        files: name → picture, as the compiler reads them beside the source.
    """

    folder: Path | None = None
    place: str = "pictures"
    files: dict[str, bytes] = field(default_factory=dict)

    def show(self, data: bytes, alt: str, *, is_inline: bool = False) -> Markup:
        """Return a picture as Typst, with its words for those who do not see it.

        Raises:
            ValueError: it cannot be printed.
        """
        picture = read_picture(data)
        name = f"{self.place}/{hashlib.sha256(picture.svg).hexdigest()[:16]}.svg"
        self.files[name] = picture.svg
        drawn = f"#image({value(Verbatim(name), '')}, alt: {value(Verbatim(alt), '')}, width: 100%);"
        if is_inline:
            return Markup(f"#box(width: {min(picture.width, INLINE)}mm)[{drawn}];")
        return call("picture", "", Markup(drawn), picture.width)

    def find(self, address: str, attachments: Mapping[str, Any]) -> bytes:
        """Return the picture that Markdown names.

        Args:
            address: a file beside the notebook, ``attachment:NAME`` or a ``data:`` address.
            attachments: of the cell, by name, as nbformat has them.

        Raises:
            ValueError: there is no such picture, or it is elsewhere.
        """
        scheme, _, rest = address.partition(":")
        if scheme == "attachment":
            return _find_attached(unquote(rest), attachments)
        if scheme == "data":
            return _read_data(rest)
        if "//" in address or (len(scheme) > 1 and rest):
            raise ValueError(
                "it is not fetched from the network. Save it beside the notebook and name that file."
            )
        return self._read_file(unquote(address))

    def _read_file(self, name: str) -> bytes:
        if self.folder is None:
            raise ValueError("the notebook stands in no folder here. Paste the picture into the cell.")
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise ValueError("it is outside the notebook’s folder. Put it beside the notebook.")
        if not path.is_file():
            raise ValueError("there is no such file beside the notebook. Put it there, or correct the name.")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)


def _find_attached(name: str, attachments: Mapping[str, Any]) -> bytes:
    bundle = attachments.get(name)
    if not bundle:
        raise ValueError("the cell has no such attachment. Paste the picture into the cell again.")
    return decode(next(iter(bundle.values())))


def _read_data(rest: str) -> bytes:
    head, _, body = rest.partition(",")
    return decode(unquote(body)) if head.endswith(";base64") else unquote_to_bytes(body)


def decode(text: str | list[str]) -> bytes:
    """Return bytes that a notebook keeps as base64, in one text or by lines.

    Raises:
        ValueError: it is no base64.
    """
    try:
        return b64decode("".join("".join(text).split()), validate=True)
    except ValueError:
        raise ValueError("it is damaged inside the notebook. Make it again.") from None
