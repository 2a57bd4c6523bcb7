"""One picture made fit to print: looked at before it is unpacked, no larger than print shows."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 40_000_000
MOST_PIXELS = 50_000_000
"""Pixels of the largest picture: those of a good phone."""
ENOUGH = (2000, 2000)
"""Pixels across and down that print shows: 300 an inch over the width of the page."""
_WIDEST, _HIGHEST = 170, 190
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_UNITS = {"": 25.4 / 96, "px": 25.4 / 96, "pt": 25.4 / 72, "pc": 25.4 / 6, "mm": 1, "cm": 10, "in": 25.4}
_LENGTH = re.compile(r"\s*([\d.]+)\s*([a-z]*)\s*")
_INSIDE = re.compile(r"data:image/[a-z+]+;base64,([A-Za-z0-9+/=\s]+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to print, as SVG, whatever it was: `width` is in millimetres."""

    svg: bytes
    width: int


def read_picture(data: bytes) -> Picture:
    """Return a PNG, JPEG, GIF (its first frame), WebP or SVG picture as it is printed.

    A photo is turned upright and loses what its camera noted, such as the place.

    Raises:
        ValueError: it is none of these, it is damaged, or it is too large; the message says how to mend it.
    """
    if len(data) > MOST_BYTES:
        raise ValueError(f"it has {len(data):,} bytes, and {MOST_BYTES:,} are read at most. Make it smaller.")
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _read_svg(data) if head.startswith((b"<?xml", b"<svg", b"<!")) else _read_pixels(data)


def _read_pixels(data: bytes) -> Picture:
    from PIL import ImageOps

    with _open(data) as opened:
        try:
            kind = opened.format
            opened.draft("RGB", ENOUGH)
            picture: Image = ImageOps.exif_transpose(opened)
            width = _fit(*(one * _UNITS["px"] for one in picture.size))
            picture.thumbnail(ENOUGH)
            saved = BytesIO()
            if kind == "JPEG":
                picture.convert("L" if picture.mode == "L" else "RGB").save(saved, "JPEG", quality=88)
            else:
                _flatten(picture).save(saved, "PNG")
        except Exception as error:  # a decoder fails in as many ways as a file can be broken
            raise ValueError("it is damaged. Save it again.") from error
    return Picture(_wrap(saved.getvalue(), "jpeg" if kind == "JPEG" else "png", picture.size), width)


def _wrap(data: bytes, kind: str, size: tuple[int, int]) -> bytes:
    """Return pixels inside an SVG: the compiler is given files of text only."""
    box = 'width="{}" height="{}"'.format(*size)
    link = f"data:image/{kind};base64,{b64encode(data).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><image {box} href="{link}"/></svg>'.encode()


def _open(data: bytes) -> Image:
    """Return a picture of which no pixel is read yet."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # that limit only warns, on the terminal of a teacher; ours refuses
    try:
        picture = Image.open(BytesIO(data), formats=_FORMATS)
    except Exception as error:
        raise ValueError("it is no PNG, JPEG, GIF, WebP or SVG picture. Save it as one.") from error
    count = picture.width * picture.height
    if count > MOST_PIXELS:
        raise ValueError(f"it has {count:,} pixels, and {MOST_PIXELS:,} are read at most. Make it smaller.")
    return picture


def _flatten(picture: Image) -> Image:
    """Return a picture as PNG stores it, without its palette's tricks."""
    if picture.mode in ("1", "L", "RGB", "RGBA"):
        return picture
    if picture.mode.startswith("I"):  # sixteen bits, which a plain conversion would turn white
        return picture.convert("I").point(lambda one: one / 256).convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _read_svg(data: bytes) -> Picture:
    if b"<!ENTITY" in data:
        raise ValueError("it defines entities, which are not read. Save it as PNG.")
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise ValueError(f"it is no whole SVG picture ({error}). Save it again.") from error
    if _name(root) != "svg":
        raise ValueError(f"it is a <{_name(root)}>, no SVG picture. Save it as one.")
    for one in root.iter():
        _check_element(one)
    return Picture(ElementTree.tostring(root), _fit(*_measure(root)))


def _check_element(element: ElementTree.Element) -> None:
    """Refuse what would be left out of the page without a word, and pictures inside that are too large."""
    if _name(element) in ("foreignObject", "script"):
        raise ValueError(f"it has a <{_name(element)}>, which is not printed. Save it as PNG.")
    if _name(element) != "image":
        return
    link = next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == "href"), "")
    inside = _INSIDE.fullmatch(link.strip())
    if inside is None:
        raise ValueError("it shows another file, which is not printed. Save it as PNG.")
    _open(b64decode(inside[1])).close()


def _measure(root: ElementTree.Element) -> tuple[float, float]:
    """Return a drawing's width and height in millimetres."""
    found = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    sizes = [float(one[1]) * _UNITS[one[2]] for one in found if one and one[2] in _UNITS]
    if len(sizes) == 2 and min(sizes) > 0:
        return sizes[0], sizes[1]
    try:
        _, _, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        raise ValueError("it says neither its size nor a viewBox. Save it again.") from None
    return width * _UNITS[""], max(height * _UNITS[""], 1)


def _fit(width: float, height: float) -> int:
    """Return the width in millimetres at which a picture of that size stands on a page."""
    return max(1, round(min(width, _WIDEST, width * _HIGHEST / height)))


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
