"""A small bank, and a class that is built vote by vote: devices one candidate each, hands as a tally."""

import pytest

from quizengine.analysis.data import ClassData, Tally
from quizengine.content.bank import kit_bank, read_items_below
from quizengine.content.item_data import find_version
from quizengine.content.journal import Records
from quizengine.scoring.attempt import Attempt
from quizengine.scoring.scenario import decision_item

ITEMS_TOML = """
[[item]]
id = "first-act"
kind = "single-choice"
form = "A"
rules = ["harassment"]
step = "know-how"
key = ["proof"]
stem = { fr = "Que fais-tu ?", en = "What do you do?" }
[[item.choice]]
id = "block"
text = { fr = "Je bloque.", en = "I block." }
why = { fr = "La preuve peut partir avec.", en = "The proof may go with it." }
[[item.choice]]
id = "proof"
text = { fr = "Je garde une preuve.", en = "I keep proof." }
why = { fr = "La preuve d’abord.", en = "Proof first." }
[[item.choice]]
id = "delete"
text = { fr = "J’efface.", en = "I delete." }
why = { fr = "Il ne reste rien.", en = "Nothing is left." }

[[item]]
id = "first-act-again"
kind = "single-choice"
form = "B"
parallel = "first-act"
rules = ["harassment"]
step = "know-how"
key = ["capture"]
stem = { fr = "Et ici ?", en = "And here?" }
[[item.choice]]
id = "capture"
text = { fr = "Je fais une capture.", en = "I take a screenshot." }
why = { fr = "Elle reste.", en = "It stays." }
[[item.choice]]
id = "warn"
text = { fr = "Je préviens.", en = "I warn them." }
why = { fr = "Le temps d’effacer.", en = "Time to delete." }

[[item]]
id = "what-is-true"
kind = "multiple-choice"
form = "practice"
rules = ["raid"]
step = "serious"
key = ["a", "b"]
stem = { fr = "Qu’est-ce qui est vrai ?", en = "What is true?" }
[[item.choice]]
id = "a"
text = { fr = "Un", en = "One" }
why = { fr = "Oui.", en = "Yes." }
[[item.choice]]
id = "b"
text = { fr = "Deux", en = "Two" }
why = { fr = "Oui.", en = "Yes." }
[[item.choice]]
id = "c"
text = { fr = "Trois", en = "Three" }
why = { fr = "Non.", en = "No." }
[[item.choice]]
id = "d"
text = { fr = "Quatre", en = "Four" }
why = { fr = "Non.", en = "No." }

[[item]]
id = "some-words"
kind = "short-text"
form = "practice"
key = ["proof"]
stem = { fr = "Quel mot ?", en = "Which word?" }
why = { fr = "Celui-là.", en = "That one." }
"""


class Class:
    """A class that answers; its candidates are ``zq01x``, ``zq02x`` and so on."""

    def __init__(self):
        self.records, self.tallies = Records(), []

    def vote(self, item, answers, number=1, start=1):
        """Devices: response → how many candidates, in this order."""
        version = self._see(item)
        given = [raw for raw, count in answers.items() for _ in range(count)]
        for place, raw in enumerate(given, start=start):
            self.answer(item, f"zq{place:02}x", raw, number, version)
        return self

    def answer(self, item, candidate, raw, number=1, version=None):
        """One response of one candidate."""
        name = f"{candidate}/{item.id}/{len(self.records.attempts)}"
        version = version or self._see(item)
        self.records.attempts[name] = Attempt(
            id=name, candidate=candidate, item=item.id, version=version, raw=raw, round=str(number or "")
        )
        return self

    def hands(self, item, counts, voters, number=1):
        """Hands or cards that the teacher counted."""
        self.tallies.append(Tally(item.id, self._see(item), number, counts, voters))
        return self

    def data(self, **more):
        given = {"lesson": "teens-3", "lang": "fr", "time": "2026-11-19T10:05+01:00"} | more
        return ClassData(self.records, tuple(self.tallies), **given)

    def _see(self, item):
        version = find_version(item)
        self.records.seen[version] = item
        return version


@pytest.fixture(scope="session")
def items(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank")
    (folder / "items.toml").write_text(ITEMS_TOML, "utf-8")
    bank = read_items_below(folder)
    assert not bank.problems
    return bank.items


@pytest.fixture(scope="session")
def bank():
    return kit_bank()


@pytest.fixture(scope="session")
def decisions(bank):
    """The decisions of the kit's story, as a class votes on them."""
    story = bank.scenarios["class-group"]
    return {name: decision_item(story, node) for name, node in story.nodes.items() if node.options}


@pytest.fixture
def classroom():
    return Class()


@pytest.fixture
def class_of_27(bank, decisions):
    """Teens-3 with 20 devices and 7 hands; figures worked out by hand stand in the tests that use them."""
    told, items = Class(), bank.items
    told.vote(items["proof-or-block-first"], {"block-at-once": 9, "keep-a-capture": 8, "delete-messages": 3})
    told.hands(items["proof-or-block-first"], {"block-at-once": 2, "keep-a-capture": 5}, 7)
    told.vote(items["who-may-report"], {"awa-only": 8, "anyone-who-saw": 12})
    told.hands(items["who-may-report"], {"awa-only": 1, "anyone-who-saw": 6}, 7)
    photo = decisions["the-photo"]
    told.vote(photo, {"block-first": 10, "proof-report-block": 6, "ask-noe": 4})
    told.hands(photo, {"block-first": 1, "proof-report-block": 4, "name-someone": 2}, 7)
    told.vote(photo, {"block-first": 3, "proof-report-block": 17}, 2)
    told.hands(photo, {"block-first": 1, "proof-report-block": 6}, 7, 2)
    told.vote(items["before-you-block"], {"save-the-messages": 17, "warn-him": 3})
    told.hands(items["before-you-block"], {"save-the-messages": 6, "warn-him": 1}, 7)
    told.vote(items["report-for-a-friend"], {"we-can-for-him": 16, "we-need-ten": 4})
    told.hands(items["report-for-a-friend"], {"we-can-for-him": 5, "only-his-counts": 2}, 7)
    return told


@pytest.fixture
def class_of_7(bank, decisions):
    """The same lesson with 7 pupils: 4 devices, 3 hands."""
    told, items = Class(), bank.items
    told.vote(items["proof-or-block-first"], {"block-at-once": 3, "keep-a-capture": 1})
    told.hands(items["proof-or-block-first"], {"block-at-once": 3}, 3)
    told.vote(decisions["the-photo"], {"block-first": 4}).hands(decisions["the-photo"], {"block-first": 3}, 3)
    told.vote(items["before-you-block"], {"warn-him": 4}).hands(items["before-you-block"], {"warn-him": 3}, 3)
    return told
