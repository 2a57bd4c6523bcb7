"""Measure how each lesson reads, by language and audience, and name the sentences to mend.

Kandel–Moles = 207 − 1.015 × words a sentence − 73.6 × spoken syllables a word. Flesch–Kincaid grade = 0.39 ×
words a sentence + 11.8 × syllables a word − 15.59. LIX = words a sentence + per cent of words over six
letters (the longest part counts in ``l’histoire``), taught words apart. What stands twice for the same reader
counts once; what has fewer than three words is a label and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from quizengine.content.passages import Passage
from quizengine.content.problem import Problem
from quizengine.content.sentences import LEAST_WORDS, split_sentences, split_words
from quizengine.content.standards import LEAST, Standards
from quizengine.content.syllables import count_syllables

LONG = 6
"""Letters; a word with more is long."""
LEAST_TEXT = 50
"""Words; the formulas are made for samples of a hundred, and on less than half of that they mean nothing."""
WORST = 3
"""Sentences to name where a whole lesson is out of its band."""
_PARTS = re.compile(r"[-–’'/]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its counts; `taught` is how many of its long words the lessons teach."""

    file: str
    line: int
    text: str
    words: int
    syllables: int
    long: int
    taught: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How one lesson reads to one audience in one language.

    Attributes:
        values: measure → value; ``lix-all`` is LIX with the taught words counted as any other.
        sentences: the sentences that were counted, each once.
    """

    lesson: str
    lang: str
    audience: str
    values: Mapping[str, float]
    sentences: tuple[Sentence, ...]

    @property
    def is_judged(self) -> bool:
        """Whether there is enough text for its averages to mean something."""
        return sum(one.words for one in self.sentences) >= LEAST_TEXT


def measure(passages: Iterable[Passage], taught: Mapping[str, Collection[str]]) -> list[Figures]:
    """Return the figures of every language and audience that has a sentence, lesson by lesson as they appear.

    Args:
        passages: what readers see.
        taught: language → words that are not long for LIX, lower case; their plurals in -s neither.
    """
    found: dict[tuple[str, str, str], dict[str, Sentence]] = {}
    for passage in passages:
        if passage.is_prose:
            group = found.setdefault((passage.lesson, passage.lang, passage.audience), {})
            for text in split_sentences(passage.text):
                if len(split_words(text)) >= LEAST_WORDS:
                    group.setdefault(text, _count(passage, text, taught.get(passage.lang, ())))
    order = list(dict.fromkeys(lesson for lesson, _, _ in found))
    return [
        Figures(*key, _calculate(group.values(), key[1]), tuple(group.values()))
        for key, group in sorted(found.items(), key=lambda one: order.index(one[0][0]))
        if group
    ]


def _count(passage: Passage, text: str, taught: Collection[str]) -> Sentence:
    words = split_words(text)
    long = [parts for parts in map(_PARTS.split, words) if max(map(len, parts)) > LONG]
    known = [parts for parts in long if _is_taught(max(parts, key=len).lower(), taught)]
    syllables = sum(count_syllables(word, passage.lang) for word in words)
    return Sentence(passage.file, passage.line, text, len(words), syllables, len(long), len(known))


def _is_taught(word: str, taught: Collection[str]) -> bool:
    return word in taught or word.removesuffix("s") in taught


def _calculate(sentences: Collection[Sentence], lang: str) -> dict[str, float]:
    words = sum(one.words for one in sentences)
    mean = words / len(sentences)
    weight = sum(one.syllables for one in sentences) / words
    long, taught = sum(one.long for one in sentences), sum(one.taught for one in sentences)
    readability = {"kandel-moles": 207 - 1.015 * mean - 73.6 * weight}
    if lang != "fr":
        readability = {"grade": 0.39 * mean + 11.8 * weight - 15.59}
    return readability | {
        "lix": mean + 100 * (long - taught) / words,
        "lix-all": mean + 100 * long / words,
        "mean": mean,
        "longest": max(one.words for one in sentences),
    }


def check_tone(figures: Iterable[Figures], standards: Standards) -> Iterator[Problem]:
    """Yield a problem for every sentence that is too long, and one for every measure out of its band."""
    for one in figures:
        band = standards.bands.get((one.audience, one.lang), {})
        for name, limit in band.items():
            if name == "longest":
                yield from _tell_long(one, limit)
            elif one.is_judged and _is_outside(name, one.values[name], limit):
                yield _tell_band(one, name, limit)


def _is_outside(name: str, value: float, limit: int) -> bool:
    return value < limit if name in LEAST else value > limit


def _tell_long(figures: Figures, limit: int) -> Iterator[Problem]:
    for one in sorted(figures.sentences, key=lambda sentence: -sentence.words):
        if one.words > limit:
            message = (
                f"a sentence of {one.words} words, for {figures.audience} at most {limit}: “{one.text}” "
                "Make two of it, or cut what the reader can do without."
            )
            yield Problem(one.file, one.line, message)


def _tell_band(figures: Figures, name: str, limit: int) -> Problem:
    excess = {one: _excess(one, name, limit, figures.lang) for one in figures.sentences}
    worst = sorted((one for one in excess if excess[one] > 0), key=lambda one: -excess[one])[:WORST]
    side = "at least" if name in LEAST else "at most"
    told = " · ".join(f"{one.file}:{one.line} “{one.text}”" for one in worst)
    where = f'lesson "{figures.lesson}", {figures.lang}, {figures.audience}'
    return Problem(
        worst[0].file,
        worst[0].line,
        f"{where}: {NAMES[name]} {figures.values[name]:.1f}, {side} {limit}. {MENDS[name]} "
        f"Begin with: {told}",
    )


def _excess(sentence: Sentence, name: str, limit: int, lang: str) -> float:
    """Return how much one sentence, by its weight in words, pushes its lesson out of the band."""
    value = _calculate([sentence], lang)[name]
    return (limit - value if name in LEAST else value - limit) * sentence.words


NAMES = {
    "kandel-moles": "Kandel–Moles",
    "grade": "Flesch–Kincaid grade",
    "lix": "LIX",
    "mean": "words a sentence",
}
MENDS = {
    "kandel-moles": "Say it in shorter words and shorter sentences.",
    "grade": "Say it in shorter words and shorter sentences.",
    "lix": "Say it with fewer words over six letters.",
    "mean": "Make two sentences of long ones.",
}
