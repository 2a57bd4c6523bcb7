"""The pictures in files and folders, as grey pixels: photos, and scans in a PDF.

Whatever a file holds, little memory and time is spent on it, and what cannot be read is one sentence.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quizengine.scanning.markers import Grey
from quizengine.scanning.picture import read_picture, refuse_many, refuse_strip

if TYPE_CHECKING:
    import pypdfium2

MOST_BYTES = 100_000_000
"""Length of the largest file."""
MOST_PAGES = 100
"""Pages of a PDF that are read: three classes."""
MOST_FILES = 500
"""Files of a folder that are read."""
PDF = b"%PDF-"

Found = tuple[str, "Grey | ValueError"]
"""Where a picture stands, and its pixels or what keeps it from being read."""


def list_pictures(paths: list[Path], *, enough: int) -> Iterator[Found]:
    """Yield the pictures of files and folders, one after the other; a folder's by name.

    Args:
        paths: the files and folders.
        enough: pixels that show all there is to read; a picture of more is made smaller.
    """
    for path in paths:
        if not path.is_dir():
            yield from _read_file(path, enough)
            continue
        shown = sorted(one for one in path.iterdir() if not one.name.startswith("."))
        names = [one for one in shown if one.is_file()]
        for one in shown:
            if one.is_dir():
                yield str(one), ValueError("it is a folder in a folder, which is not read. Name it too.")
        for one in names[:MOST_FILES]:
            yield from _read_file(one, enough)
        if not shown:
            yield str(path), ValueError("it is an empty folder. Name one that holds pictures.")
        if len(names) > MOST_FILES:
            told = f"it holds {len(names)} files, and the first {MOST_FILES} are read. Name the others."
            yield str(path), ValueError(told)


def _read_file(path: Path, enough: int) -> Iterator[Found]:
    place = str(path)
    try:
        size = path.stat().st_size
        if size == 0:
            raise ValueError("it is empty. Copy it again.")
        if size > MOST_BYTES:
            raise ValueError(f"it has more than {MOST_BYTES // 1_000_000} MB. Make it smaller.")
        data = path.read_bytes()
        if data.startswith(PDF):
            yield from _read_pdf(place, data, enough)
        else:
            yield place, np.asarray(read_picture(data, enough=enough), np.uint8)
    except ValueError as error:
        yield place, error
    except OSError as error:
        yield place, ValueError(f"{error.strerror or error}. Check the name and the rights.")
    except MemoryError:
        yield place, ValueError("it needs too much memory. Make it smaller.")


def _read_pdf(place: str, data: bytes, enough: int) -> Iterator[Found]:
    """Yield the pages of a PDF of scans."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise ValueError("it is no whole PDF, or it is locked by a password.") from None
    try:
        count = len(document)
        for number in range(min(count, MOST_PAGES)):
            where = f"{place}, page {number + 1}"
            try:
                yield where, _draw_page(document[number], enough)
            except ValueError as error:
                yield where, error
            except pypdfium2.PdfiumError:
                yield where, ValueError("the page cannot be drawn. Scan it again.")
        if count > MOST_PAGES:
            told = f"it has {count} pages, and the first {MOST_PAGES} are read. Split it."
            yield place, ValueError(told)
    finally:
        document.close()


def _draw_page(page: pypdfium2.PdfPage, enough: int) -> Grey:
    """Return a page as grey pixels.

    Raises:
        ValueError: it is a strip, or a picture on it has too many pixels.
    """
    import pypdfium2.raw as raw

    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        refuse_many(*one.get_px_size())
    wide, high = page.get_size()
    refuse_strip(wide, high)
    drawn = page.render(scale=math.sqrt(enough / max(wide * high, 1)), grayscale=True)
    return np.ascontiguousarray(drawn.to_numpy().reshape(drawn.height, -1)[:, : drawn.width])
