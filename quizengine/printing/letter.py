"""The letter to families: both languages side by side, and key words in the languages of homes."""

from __future__ import annotations

from dataclasses import replace

from quizengine.content.bank import LANGUAGES, in_country
from quizengine.content.papers import Letter
from quizengine.printing.facts import find_help
from quizengine.printing.papers import find_paper
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typst import Markup, Verbatim

MOST = 6
"""Words in other languages that the page has room for."""


def print_letter(sheet: Sheet) -> Markup:
    """Return the letter, the sheet's own language first; each column says its language."""
    others = [lang for lang in LANGUAGES if lang != sheet.lang]
    sides = [sheet, *(_speak(sheet, lang) for lang in others)]
    words = sheet.words
    return stack(
        sheet.call("letter-date", words["on-the"]),
        sheet.call("letter-sides", [_print_side(one) for one in sides]),
        sheet.call("letter-end", words["letter-sign"]),
        *(_print_words(sheet, lang) for lang in others),
    )


def _speak(sheet: Sheet, lang: str) -> Sheet:
    """Return the same sheet in another language, for the same country."""
    bank = in_country(sheet.bank, sheet.bank.home(sheet.lang))
    return replace(sheet, lang=lang, bank=bank, words=bank.speak("print", lang))


def _print_side(sheet: Sheet) -> Markup:
    paper, lang, words = find_paper(sheet, Letter), sheet.lang, sheet.words
    return sheet.call(
        "letter-side",
        sheet.head(paper.title[lang]),
        paper.body[lang],
        lang=lang,
        ask=[words["letter-ask"], paper.ask[lang]],
        tonight=[words["letter-tonight"], paper.tonight[lang]],
        help=[words["help"], find_help(sheet)],
    )


def _print_words(sheet: Sheet, other: str) -> Markup:
    """Return the lesson's key words, in both languages of the letter and in those of homes."""
    home = sheet.bank.home_words
    own = [one for one in sheet.lesson.glossary if one in home.words and one not in home.always]
    terms = [sheet.bank.terms[one] for one in (*own[: MOST - len(home.always)], *home.always)]
    if not terms:
        return Markup()
    return sheet.call(
        "letter-words",
        sheet.words["home-words"],
        [sheet.words["language"], *([one.word[sheet.lang], one.word[other]] for one in terms)],
        [
            {
                "lang": lang,
                "name": Verbatim(name),
                "words": [Verbatim(home.words[one.id][lang]) for one in terms],
            }
            for lang, name in home.languages.items()
        ],
        lang=other,
    )
