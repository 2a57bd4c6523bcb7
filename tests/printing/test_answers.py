"""No answer stands on a page that a pupil gets."""

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.face import answer_key
from quizengine.printing.recipes import read_recipes
from quizengine.printing.typst import value

BANK = kit_bank()
FOR_PUPILS = [name for name, recipe in read_recipes().items() if not recipe.answers and name != "plan"]
pages = pytest.mark.parametrize("kind", FOR_PUPILS)
languages = pytest.mark.parametrize("lang", LANGUAGES)


def reasons(lang):
    """Yield every text that explains, judges or tells what a network answers."""
    for item in BANK.items.values():
        yield from (choice.why[lang] for choice in item.choices)
    for scenario in BANK.scenarios.values():
        yield from (option.why[lang] for node in scenario.nodes.values() for option in node.options)
    for feed in BANK.feeds.values():
        for told in (feed.posts, feed.acts, feed.messages):
            yield from (one.why[lang] for one in told.values())
        for post in feed.posts.values():
            yield from (post.report.text[lang], post.report.next[lang])


def as_printed(text, lang):
    return value(text, lang).strip('"')


@pages
@languages
def test_no_reason_is_on_a_pupils_page(documents, kind, lang):
    source = documents[kind, lang].source
    assert [text for text in reasons(lang) if as_printed(text, lang) in source] == []


@pages
@languages
def test_no_key_mark_is_on_a_pupils_page(documents, kind, lang):
    source = documents[kind, lang].source
    assert [
        sign for sign in ("☒", "item-key", '"right"', '"place"', '"why"', "quality") if sign in source
    ] == []


@pages
@languages
def test_no_answer_can_be_copied_out_of_a_pupils_pdf(pdfs, kind, lang, text_of):
    text = text_of(pdfs[kind, lang])
    assert "☐" in text or kind in ("scenario", "gestures")
    assert "☒" not in text
    assert [why for why in reasons(lang) if "".join(as_printed(why, lang).split()) in text] == []


@languages
def test_the_key_shows_every_reason(documents, lang):
    source = documents["key", lang].source
    assert [text for text in reasons(lang) if as_printed(text, lang) not in source] == []


@languages
def test_an_order_is_not_printed_in_the_right_order(documents, lang):
    for item in BANK.items.values():
        if item.kind == "order":
            texts = [as_printed(one["text"], lang) for one in answer_key(item, lang)["choices"]]
            source = documents["practice", lang].source
            places = [source.index(text) for text in texts]
            assert places != sorted(places)


@pages
@languages
def test_nobody_is_asked_for_a_name(documents, kind, lang):
    asked = ("Prénom", "Nom :", "Nom\u00a0:", "First name", "Name:")
    assert [word for word in asked if word in documents[kind, lang].source] == []
