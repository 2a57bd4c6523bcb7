"""The command ``print``: handouts of one lesson or of all, with a progress bar where somebody looks on."""

from __future__ import annotations

import argparse

from tqdm import tqdm

from quizengine.content.bank import LANGUAGES, in_country, kit_bank
from quizengine.printing import vote_cards
from quizengine.printing.copies import list_copies
from quizengine.printing.lesson import plan_pack, print_pack
from quizengine.printing.look import Look

FIRST = "teens-3"
"""The lesson printed when none is named."""


def run_print(arguments: argparse.Namespace) -> int:
    """Print what the command line asks for; return the exit status.

    A batch that was stopped goes on where it stood: a file that is as it should be is not made again.
    With ``--all``, a kind is printed of the lessons that have it; the deck of vote cards is one for all.

    Raises:
        ValueError: a lesson, kind, paper or variant is not known, or something cannot be printed.
        OSError: a file cannot be written.
    """
    if arguments.all and arguments.lesson:
        arguments.usage("name lessons, or ask for --all")
    bank = in_country(kit_bank(), arguments.country)
    kinds = [one for one in arguments.kind if one != vote_cards.KIND]
    copies = list_copies(seeds=arguments.seeds, sheets=arguments.sheets)
    look = Look(arguments.paper, tuple(arguments.variant))
    ready = [one.id for one in bank.lessons.values() if one.is_ready]
    names = ready if arguments.all else dict.fromkeys(arguments.lesson or [FIRST])
    packs = [
        plan_pack(name, lang=arguments.lang, kinds=kinds, bank=bank, copies=copies, is_lenient=arguments.all)
        for name in (names if kinds or not arguments.kind else ())
    ]
    if vote_cards.KIND in arguments.kind or (arguments.all and not arguments.kind):
        lang = arguments.lang or LANGUAGES[0]
        print(vote_cards.print_cards(bank, lang=lang, out=arguments.out, count=arguments.cards))
    with tqdm(total=sum(pack.count for pack in packs), disable=None, leave=False, unit="file") as bar:
        for pack in packs:
            for path in print_pack(pack, out=arguments.out, bank=bank, look=look):
                bar.update()
                tqdm.write(str(path))
    return 0
