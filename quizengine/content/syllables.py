"""Count the syllables of a word as it is spoken, in French and in English: rules, and exceptions as data.

French is counted in standard speech, without a mute e: at the end of a word (-e, -es, -ent of verbs) and,
after the first syllable, between two single consonants (``sam(e)di``, ``signal(e)ment``, but
``au-tre-ment``). ``ier``, ``ion``, ``ui`` are one syllable, but two after a consonant with l or r
(``ou-bli-er``). What is elided belongs to the word that follows: ``l’élève`` has two.

In both languages a number in figures is read at a glance and has one syllable; capitals that are spelled out
(``CPE``) have one each.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

MOST_SPELLED = 5
"""Capitals in a row, at most, that are taken for spelled letters."""

_VOWELS = "aeiouyàâäéèêëîïôöùûü"
_GROUP = re.compile(f"[{_VOWELS}]+")
_SPLIT = re.compile(r"[-–/]")

_FRENCH_SOUNDS = (
    (re.compile("œu?"), "eu"),
    (re.compile("x"), "ks"),
    (re.compile(f"qu(?=[{_VOWELS}])"), "q"),
    (re.compile("gu(?=[eéèêiîy])"), "g"),
    (re.compile("ge(?=[aoâô])"), "j"),
    (re.compile(f"y(?=[{_VOWELS}])"), "j"),
    (re.compile("aient$"), "ai"),
)
_FRENCH_APART = (
    re.compile(f"(?<=é)(?=[{_VOWELS}])"),
    re.compile("(?<=[ao])(?=[éèê])"),
    re.compile("(?<=[aeiouéy])(?=[ïëü])"),
    re.compile("(?<=a)(?=o)|(?<=o)(?=[ao])"),
    re.compile(f"(?<=[bcdfgptv][lr]i)(?=[{_VOWELS}])|(?<=[bcdfgptv][lr]u)(?=[aeéèêo])"),
)
"""Where two vowels in a row are two syllables."""
_ONE_SOUND = re.compile(r"ch|ph|th|gn|([b-df-hj-np-tv-z])\1")
_NASAL = re.compile("^[mn](?=[^mn])")
_OPEN = re.compile(r"(?:ch|ph|th|gn|[bcdfgptv][lr]|[b-df-hj-np-tv-z])$")

_ENGLISH_SILENT = (
    re.compile(
        r"(?<=[aeiouy][^aeiouyl])e(?=(?:ly|ful|fully|ments?|less|ness|thing|times|where|work|guard(?:ing|ed)?|"
        r"ty|side|self|selves)$)"
    ),
    re.compile(r"(?<![^aeiouyl]l)e$"),
    re.compile(r"(?<=[^sxzcg])(?<!ch)(?<!sh)(?<![^aeiouyl]l)e(?=s$)"),
    re.compile(r"(?<=[^td])(?<![^aeiouyl]l)e(?=d$)"),
)
_ENGLISH_APART = (
    re.compile(r"(?<=[aeiouy])(?=ing)|(?<=[a-z]y)(?=[aou])"),
    re.compile(r"(?<=[^ctgsx]i)(?=a)|(?<=[^ctgsxn]i)(?=ou)|(?<=[^ctgsxnl]i)(?=o)|(?<=i)(?=um|us$)"),
    re.compile(r"(?<=[a-z][dpslnfmvrtz]i)(?=ers?$|est$)|(?<=[rd]i)(?=en[ct])|(?<=[eo])(?=ity)"),
)
_HEARD_AFTER = {"s": ("s", "x", "z", "ch", "sh", "ce", "ge"), "ve": ("d",), "ll": ("t",), "d": ("t",)}
"""What follows an apostrophe → ends of words after which it is a syllable: ``coach’s``, ``it’ll``."""
_SPOKEN_M = re.compile("sms?$")


def count_syllables(word: str, lang: str) -> int:
    """Return how many syllables a word has when it is spoken.

    Args:
        word: what stands between two spaces, without punctuation at its ends; it may hold hyphens and
            apostrophes.
        lang: ``fr`` or ``en``.

    Returns:
        1 or more.
    """
    return max(1, sum(_count_part(part, lang) for part in _SPLIT.split(word)))


def _count_part(part: str, lang: str) -> int:
    if part.isupper() and part.isalpha() and 1 < len(part) <= MOST_SPELLED:
        return len(part)
    letters = part.lower().replace("'", "’")
    if not any(sign.isalpha() for sign in letters):
        return 1 if letters else 0
    odd: dict[str, int] = _exceptions()[lang]["odd"]
    for known in (letters, letters.removesuffix("s")):
        if known in odd:
            return odd[known]
    return (_count_french if lang == "fr" else _count_english)(letters)


@cache
def _exceptions() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _count_french(word: str) -> int:
    word = word.replace("’", "")
    ending = "ent" if _is_mute_ent(word) else "es" if word.endswith("es") else "e"
    for pattern, sound in _FRENCH_SOUNDS:
        word = pattern.sub(sound, word)
    if word.endswith(ending) and _GROUP.search(word.removesuffix(ending)):
        word = word.removesuffix(ending)
    for pattern in _FRENCH_APART:
        word = pattern.sub("-", word)
    return max(1, len(_GROUP.findall(word)) - _count_mute(word))


def _is_mute_ent(word: str) -> bool:
    """Whether -ent is the mute ending of a verb, as in ``parlent``."""
    if word.endswith("ment"):
        return word in _exceptions()["fr"]["mute-ment"].split()
    if not word.endswith("ent") or re.search("[vt]ient$", word):
        return False
    return word not in _exceptions()["fr"]["heard-ent"].split()


def _count_mute(word: str) -> int:
    """Return how many e inside a word are mute: between two single consonants, after the first syllable."""
    groups = list(_GROUP.finditer(word))
    mute, was_mute = 0, False
    for before, here, after in zip(groups, groups[1:], groups[2:], strict=False):
        left, right = word[before.end() : here.start()], word[here.end() : after.start()]
        is_single = len(_ONE_SOUND.sub("x", _NASAL.sub("", left))) == 1
        was_mute = here[0] == "e" and not was_mute and is_single and _OPEN.match(right) is not None
        mute += was_mute
    return mute


def _count_english(word: str) -> int:
    stem, apostrophe, ending = word.partition("’")
    if apostrophe:
        return _count_contraction(stem, ending)
    extra = bool(_SPOKEN_M.search(word))
    for pattern in _ENGLISH_SILENT:
        word = pattern.sub("", word)
    for pattern in _ENGLISH_APART:
        word = pattern.sub("-", word)
    return max(1, len(_GROUP.findall(word)) + extra)


def _count_contraction(stem: str, ending: str) -> int:
    """Count a word with an apostrophe, such as ``didn’t`` or ``coach’s``."""
    if ending == "t" and stem.endswith("n"):
        return _count_part(stem[:-1], "en") + stem[:-1].endswith(("d", "s", "t"))
    is_heard = stem.endswith(_HEARD_AFTER.get(ending, ()))
    return (_count_part(stem, "en") if stem else 0) + is_heard
