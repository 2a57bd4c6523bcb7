"""The player's files as one script and one style for a page of one file, without what only people read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_letters

from quizengine.classroom.player import PLAYER

SHARED = ("common", "lookup", "tales", "ticket", "qr")
PARTS = {
    "quiz": ("choices", "typed", "kinds", "quiz"),
    "scenario": ("scenario",),
    "feed": ("feed",),
    "facts": ("choosing", "facts"),
    "cards": ("choosing", "drawing", "cards"),
}
"""Module → the files it is made of; each keeps its names to itself."""
SHOWS = {
    "quiz": "quiz",
    "scenario": "scenario",
    "feed": "feed",
    "partners": "facts",
    "tutorial": "facts",
    "cards": "cards",
}
"""Kind of screen → the module that shows it; a text needs none."""
STYLES = ("player.css", "page.css")
EXPORT = "export default{render};"
LITERAL = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?:(?<=\()|(?<== ))/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+/)"""
)
"""A text, a template or a regular expression in JavaScript as the player writes it."""
NEEDLESS = re.compile(r"\s*([=({\[\],;:?<>&|*])\s*|\s+(?=[)}])|(?<=\))[ \t]+(?=\W)")
"""Spaces beside what parts words by itself; a line may end with a brace and nothing else."""
DECLARED = re.compile(
    r"(?:const|let|function) *(?:(\w+)|\[([^\]]*)\])|\(?\b(\w+(?:,\w+)*)\)?=>|function *\w+\(([^)]*)\)"
)
"""Where a name is made: it stands for something, or it is what a function is given."""
NAME = re.compile(r"(?<![\w.])[A-Za-z]\w*")
LOADER = """const packed = document.getElementById("lesson");
const bytes = unpack(readBytes(packed.textContent), +packed.dataset.size);
const parts = new TextDecoder().decode(bytes).split("\\0");
["style", "script"].forEach((name, i) => {
const made = document.createElement(name);
made.textContent = parts[i];
document.head.append(made);
});
document.getElementById("old").remove();"""


def read_code(kinds: Iterable[str] = tuple(SHOWS)) -> str:
    """Return the player as one script, without its comments; it defines ``start(lesson)``.

    Args:
        kinds: of the screens that it shows; what only others need is left out.
    """
    of_kind = {kind: name for kind, name in SHOWS.items() if kind in set(kinds)}
    modules = [
        f"const {name}=(()=>{{\n{_read(PARTS[name]).replace(EXPORT, 'return{render};')}}})();\n"
        for name in dict.fromkeys(of_kind.values())
    ]
    players = "const PLAYERS={" + ",".join(f"{kind}:{name}" for kind, name in of_kind.items()) + "};\n"
    return _read(SHARED) + "".join(modules) + players + _read(("page",))


def read_loader() -> str:
    """Return the script that unpacks the others from the element ``lesson``, and puts them into the page."""
    return f"(()=>{{\n{_shorten(_read(['unpack']) + _strip_code(LOADER))}}})();"


def read_style() -> str:
    """Return the styles as one."""
    return "".join(_strip_style((PLAYER / name).read_text("utf-8")) for name in STYLES)


def _read(names: Iterable[str]) -> str:
    return "".join(_strip_code((PLAYER / f"{name}.js").read_text("utf-8")) for name in names)


def _shorten(code: str) -> str:
    """Return a script with short names; it has no object of its own whose fields could be taken for them."""
    found = [name for groups in DECLARED.findall(code) for name in re.findall(r"\w+", "".join(groups))]
    fresh = (first + second for first in ["", *ascii_letters] for second in ascii_letters)
    short = dict(zip(dict.fromkeys(found), fresh, strict=False))
    pieces = re.split(LITERAL, code)
    pieces[::2] = [NAME.sub(lambda one: short.get(one[0], one[0]), piece) for piece in pieces[::2]]
    return "".join(pieces)


def _strip_code(code: str) -> str:
    """Return JavaScript without comments and needless spaces; no name is changed."""
    code = re.sub(r"^\s*/\*\*.*?\*/", "", code, flags=re.DOTALL | re.MULTILINE)
    code = re.sub(r"(^|\s)// .*$", "", code, flags=re.MULTILINE)
    pieces = re.split(LITERAL, code)  # every second one is a literal
    pieces[::2] = [NEEDLESS.sub(lambda found: found[1] or "", one) for one in pieces[::2]]
    return re.sub(r"\n\s*", "\n", "".join(pieces).strip()) + "\n"


def _strip_style(style: str) -> str:
    """Return CSS without comments and needless spaces."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", style)).replace(": ", ":").strip()
