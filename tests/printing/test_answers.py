"""No answer stands on a page that a pupil gets."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank, read_items_below
from quizengine.content.face import item_face
from quizengine.content.kit import kit_root
from quizengine.content.notebook import read_notebook
from quizengine.content.sheet_code import KINDS as READ_BACK
from quizengine.printing.document import build_document, is_for
from quizengine.printing.recipes import read_recipes
from quizengine.printing.typst import value

KINDS = read_items_below(Path(__file__).parents[1] / "kinds", languages=LANGUAGES).items
BANK = kit_bank()
TYPED = [one for one in (*BANK.items.values(), *KINDS.values()) if one.kind in ("short-text", "numeric")]
FOR_PUPILS = [name for name, recipe in read_recipes().items() if not recipe.answers and name != "plan"]
pages = pytest.mark.parametrize("kind", FOR_PUPILS)
languages = pytest.mark.parametrize("lang", LANGUAGES)


READY = [lesson for lesson in BANK.lessons.values() if lesson.is_ready]
LESSON = BANK.lessons["teens-3"]


def items_of(lesson):
    return [BANK.items[name] for name in lesson.item_ids]


def reasons(lang, lesson=LESSON):
    """Yield every text of a lesson that explains, judges or tells what a network answers."""
    for item in items_of(lesson):
        yield from (choice.why[lang] for choice in item.choices)
        yield from (one.text[lang] for one in item.rubric)
        yield from filter(None, [item.why.get(lang)])
    for scenario in (BANK.scenarios[lesson.scenario],):
        yield from (option.why[lang] for node in scenario.nodes.values() for option in node.options)
    for feed in filter(None, [BANK.feeds.get(lesson.feed)]):
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
    assert "☐" in text or kind in ("scenario", "gestures", *READ_BACK)
    assert "☒" not in text
    assert [why for why in reasons(lang) if "".join(as_printed(why, lang).split()) in text] == []


@languages
@pytest.mark.parametrize("lesson", READY, ids=lambda lesson: lesson.id)
def test_each_lesson_gives_its_reasons_on_the_key_and_on_no_pupils_page(lesson, lang):
    path = kit_root() / "lessons" / lesson.notebook[lang]
    notebook = read_notebook(path)
    for name, recipe in read_recipes().items():
        if name == "plan" or not is_for(recipe, notebook, where=path.name):
            continue
        source = build_document(notebook, recipe, bank=BANK, where=path.name).source
        told = [text for text in reasons(lang, lesson) if as_printed(text, lang) in source]
        assert len(told) == (len(list(reasons(lang, lesson))) if recipe.answers else 0)


@languages
def test_an_order_is_not_printed_in_the_right_order(documents, lang):
    for item in items_of(LESSON):
        if item.kind == "order":
            texts = {choice.id: as_printed(choice.text[lang], lang) for choice in item.choices}
            source = documents["practice", lang].source
            places = [source.index(texts[name]) for name in item.key]
            assert places != sorted(places)


@pages
@languages
def test_nobody_is_asked_for_a_name(documents, kind, lang):
    asked = ("Prénom", "Nom :", "Nom\u00a0:", "First name", "Name:")
    assert [word for word in asked if word in documents[kind, lang].source] == []


def printed(make_notebook, name, lang, kind):
    """One item alone, on a pupil's sheet or with its key."""
    notebook = make_notebook(("code", f'lesson.quiz("{name}")'), lang=lang)
    bank = replace(BANK, items=BANK.items | KINDS)
    return build_document(notebook, read_recipes()[kind], bank=bank, where="my.ipynb")


@languages
@pytest.mark.parametrize("name", [*KINDS, *(one.id for one in BANK.items.values())])
def test_an_item_of_any_kind_prints_without_its_answer_and_with_its_key(make_notebook, name, lang):
    item = (BANK.items | KINDS)[name]
    pupil, key = (printed(make_notebook, name, lang, kind).source for kind in ("pupil", "key"))
    whys = [as_printed(one[lang], lang) for one in all_whys(item)]
    assert [why for why in whys if why in pupil] == []
    assert [why for why in whys if why not in key] == []
    asked = [one["text"] for part in ("choices", "reasons", "targets") for one in item_face(item, lang)[part]]
    assert [text for text in asked if as_printed(text, lang) not in pupil] == []


def all_whys(item):
    return [one.why for one in item.choices] + [one for one in (item.why,) if one]


@languages
@pytest.mark.parametrize("item", TYPED, ids=lambda one: one.id)
def test_what_may_be_typed_stands_on_the_key_alone(make_notebook, item, lang):
    pupil, key = (printed(make_notebook, item.id, lang, kind).source for kind in ("pupil", "key"))
    assert '"accepted"' not in pupil
    assert '"accepted": ("' in key
    if item.kind == "short-text":
        assert [form for form in item.key if as_printed(form, lang) not in key] == []
        assert [form for form in item.key if as_printed(form, lang) in pupil] == []


@languages
def test_a_likert_and_an_open_item_say_why_they_have_no_key(documents, lang):
    words = BANK.speak("print", lang)
    for note in ("note-likert", "note-open"):
        assert as_printed(words[note], lang) in documents["key", lang].source
    for one in next(one for one in items_of(LESSON) if one.rubric).rubric:
        assert as_printed(one.text[lang], lang) in documents["key", lang].source


def test_a_pupil_has_room_to_write_and_a_box_for_each_choice(make_notebook, text_of):
    boxes = {"block-and-proof": 5, "act-and-effect": 4, "would-know-what-to-do": 4, "plain-true-false": 2}
    for name, count in (boxes | {"own-words-to-lina": 0, "word-for-proof": 0, "a-number": 0}).items():
        text = text_of(printed(make_notebook, name, "fr", "pupil").to_pdf())
        assert text.count("☐") == count, name
