"""Find wording that the kit never uses: blame, labels, promises, signs that cannot be read, typography."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizengine.content.passages import Passage
from quizengine.content.problem import Problem
from quizengine.content.sentences import split_words
from quizengine.content.standards import Wording

MOST_MENTIONED = 3
"""Words, at most, of a quote that speaks about a word and does not use it."""
_QUOTES = {
    "fr": re.compile("«[^«»]*»|“[^“”]*”"),
    "en": re.compile(r"‘(?:[^‘’]|(?<=\w)’(?=\w)|‘[^‘’]*’)*’(?!\w)|“[^“”]*”"),
}
_BLANK = "\0"


def check_wording(passages: Iterable[Passage], wordings: Iterable[Wording]) -> Iterator[Problem]:
    """Yield a problem for every passage that says what a wording forbids its voice to say to its reader."""
    every = tuple(wordings)
    for passage in passages:
        for wording in every:
            if _is_about(wording, passage):
                yield from _check(passage, wording)


def _is_about(wording: Wording, passage: Passage) -> bool:
    return (
        passage.voice in wording.voices
        and (not wording.langs or passage.lang in wording.langs)
        and (not wording.audiences or passage.audience in wording.audiences)
    )


def _check(passage: Passage, wording: Wording) -> Iterator[Problem]:
    text = _blank_allowed(passage, wording)
    for pattern in wording.never:
        for found in pattern.finditer(text):
            words = _show(passage.text, found.start(), found.end())
            message = f"“{words}” {wording.fault}. {wording.instead}"
            yield Problem(passage.file, passage.line, message)


def _blank_allowed(passage: Passage, wording: Wording) -> str:
    """Return a text in which everything that is right all the same is blank."""
    text = passage.text
    for words in wording.exceptions:
        text = text.replace(words, _BLANK * len(words))
    if wording.quotes == "checked":
        return text

    def blank(found: re.Match[str]) -> str:
        is_free = wording.quotes == "free" or len(split_words(found[0])) <= MOST_MENTIONED
        return _BLANK * len(found[0]) if is_free else found[0]

    return _QUOTES[passage.lang].sub(blank, text)


def _show(text: str, start: int, end: int) -> str:
    """Return what was found with the whole words around it."""
    first, last = text.rfind(" ", 0, start) + 1, text.find(" ", end)
    return text[first : last if last >= 0 else None].strip(" ")
