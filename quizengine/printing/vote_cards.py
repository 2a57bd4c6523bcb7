"""The deck of vote cards as PDF: the same for every lesson, so it is printed once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from quizengine import __version__
from quizengine.content.bank import LANGUAGES, Bank
from quizengine.content.vote_cards import LETTERS, MOST_CARDS, letter_up, marker_rows
from quizengine.printing.ledger import Ledger, digest_source
from quizengine.printing.typst import Verbatim, call, compile_pdf

KIND = "vote-cards"
"""What ``--kind`` calls the deck."""
DECK = 30
DRAWN = date(2026, 11, 22)
"""Day that the cards were drawn; it dates the file: a deck holds no fact that ages."""


def set_cards(bank: Bank, *, lang: str, count: int = DECK) -> str:
    """Return a deck as Typst source, one card a page; how to hold it stands there in both languages.

    Args:
        bank: its words.
        lang: language of the deck; it comes first.
        count: number of cards, 1 to `MOST_CARDS`.

    Raises:
        ValueError: another count.
    """
    if not 1 <= count <= MOST_CARDS:
        raise ValueError(f"{count} cards cannot be told apart by a camera. Ask for 1 to {MOST_CARDS}.")
    words = {one: bank.speak("cards", one) for one in sorted(LANGUAGES, key=lambda one: one != lang)}
    own = words[lang]
    cards = [
        {
            "number": Verbatim(str(number)),
            "name": own["card"].format(number=number),
            "told": own["marker"].format(number=number),
            "rows": [Verbatim(row) for row in marker_rows(number)],
            "letters": [letter_up(number, turns) for turns in range(len(LETTERS))],
        }
        for number in range(1, count + 1)
    ]
    sheet = call(
        "vote-cards",
        lang,
        lang=lang,
        title=own["title"],
        cards=cards,
        how=[[name, [one["how-top"], one["how-square"]]] for name, one in words.items()],
        fold="  ·  ".join(one["fold"] for one in words.values()),
        foot=Verbatim(f"Kit {__version__}  ·  CC BY-SA 4.0"),
    )
    return f'#import "/cards.typ": vote-cards\n{sheet}\n'


def print_cards(bank: Bank, *, lang: str, out: Path, count: int = DECK) -> Path:
    """Print the deck as a tagged PDF/UA-1; return its file, in the folder `out`, made if it is missing.

    A deck that stands there as it should is left as it is.

    Raises:
        ValueError: `count` is not 1 to `MOST_CARDS`.
        OSError: the file cannot be written.
    """
    source = set_cards(bank, lang=lang, count=count)
    words = bank.speak("cards", lang)
    ledger, path = Ledger(out), out / f"{words['file']}.pdf"
    made_from = digest_source(source, str(DRAWN))
    if not ledger.has(path, made_from):
        pdf = compile_pdf(source, day=DRAWN, find=lambda text: words["title"])
        ledger.keep(path, made_from, pdf)
    return path
