"""What a pupil sees before any answer does not depend on what is secret: another secret, the same face."""

from collections import Counter
from dataclasses import replace
from itertools import permutations, product
from pathlib import Path

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank, read_items_below
from quizengine.content.face import item_face
from quizengine.content.face_feed import feed_face
from quizengine.content.face_scenario import scenario_face
from quizengine.scoring.feed import POST_KINDS, Report
from quizengine.scoring.item import PAIRED, TYPED, VERDICTS, Criterion, Kind, Tolerance
from quizengine.scoring.outcome import QUALITIES
from quizengine.scoring.scenario import Line, Node, Option
from quizengine.widgets import open_lesson

KINDS = read_items_below(Path(__file__).parents[1] / "kinds", languages=LANGUAGES).items
BANK = replace(kit_bank(), items=kit_bank().items | KINDS)
OTHER = {"fr": "Tout autre chose.", "en": "Something else."}
items = pytest.mark.parametrize("item", BANK.items.values(), ids=BANK.items)
unordered = [one for one in BANK.items.values() if one.kind is not Kind.ORDER]
ordered = [one for one in BANK.items.values() if one.kind is Kind.ORDER]
scenarios = pytest.mark.parametrize("scenario", BANK.scenarios.values(), ids=BANK.scenarios)
feeds = pytest.mark.parametrize("feed", BANK.feeds.values(), ids=BANK.feeds)
langs = pytest.mark.parametrize("lang", LANGUAGES)


def lesson(lang, bank=BANK):
    return open_lesson("teens-3", lang, bank=bank)


def following(names, name):
    """The name after a name, going round."""
    return names[(names.index(name) + 1) % len(names)]


def fields(value, path=""):
    """Every place in a face, such as ``choices[].id``."""
    if isinstance(value, dict):
        return {one for key, below in value.items() for one in fields(below, f"{path}.{key}".lstrip("."))}
    if isinstance(value, list) and value:
        return {one for below in value for one in fields(below, f"{path}[]")}
    return {f"{path}[]" if isinstance(value, list) else path}


def with_other_reasons(item):
    choices = tuple(replace(one, why=OTHER) for one in item.choices)
    typed = {"why": OTHER, "fold": (), "tolerance": Tolerance(figures=2)}
    rubric = (Criterion("other", OTHER, 2 * item.max_points),)
    told = {"rules": ("another-rule",), "step": "notice", "scoring": "all-or-nothing"}
    return replace(item, choices=choices, rubric=rubric, max_points=7, **typed, **told)


def other_keys(item):
    if item.kind in (*TYPED, Kind.LIKERT):
        return [("9999",)]
    if item.kind is Kind.TRUE_FALSE:
        pairs = product(VERDICTS, item.choice_ids[2:] or [""])
        return [tuple(filter(None, pair)) for pair in pairs if set(filter(None, pair)) != set(item.key)]
    if item.kind in PAIRED:
        pairs = [one.split("=") for one in item.key]
        return [tuple(f"{left}={following(item.target_ids, right)}" for left, right in pairs)]
    if item.kind is Kind.SINGLE_CHOICE:
        return [(one,) for one in item.choice_ids if one not in item.key]
    return [tuple(one for one in item.choice_ids if one not in item.key)]


def with_other_secrets(item):
    return replace(with_other_reasons(item), key=other_keys(item)[0])


@langs
@pytest.mark.parametrize("item", unordered, ids=[one.id for one in unordered])
def test_the_face_of_an_item_does_not_depend_on_its_key(item, lang):
    for key in other_keys(item):
        assert item_face(replace(item, key=key), lang) == item_face(item, lang)


@langs
@items
def test_the_face_of_an_item_does_not_depend_on_its_reasons(item, lang):
    assert item_face(with_other_reasons(item), lang) == item_face(item, lang)


@pytest.mark.parametrize("item", ordered, ids=[one.id for one in ordered])
def test_an_order_is_displayed_alike_for_every_key_but_the_one_it_would_give_away(item):
    keys = list(permutations(item.choice_ids))
    shown = [tuple(one["id"] for one in item_face(replace(item, key=key), "fr")["choices"]) for key in keys]
    usual, times = Counter(shown).most_common(1)[0]
    assert times == len(keys) - 1
    assert [key for key, face in zip(keys, shown, strict=True) if face != usual] == [usual]


def with_another_story(scenario):
    """The same first decision with the same options, before another story as long as the real one."""
    start, length = scenario.nodes[scenario.start], scenario_face(scenario, "fr")["decisions"]
    other = Option("on", OTHER, OTHER, OTHER, OTHER, "fine", {"act": 1}, "")
    chain = [
        Node(f"other-{n}", OTHER, OTHER, options=(replace(other, next=f"other-{n + 1}"),))
        for n in range(1, length)
    ]
    options = tuple(with_other_outcome(one, scenario.target) for one in start.options)
    nodes = [replace(start, options=options), *chain, Node(f"other-{length}", OTHER)]
    return replace(scenario, rules=("another-rule",), nodes={one.id: one for one in nodes})


def with_other_outcome(option, who):
    return replace(
        option,
        consequence=OTHER,
        feels=OTHER,
        why=OTHER,
        quality=following(tuple(QUALITIES), option.quality),
        evidence={"notice": 2 - max(option.evidence.values(), default=0)},
        lines=(Line(who, OTHER),),
        rules=("another-rule",),
        next="other-1",
    )


@langs
@scenarios
def test_the_face_of_a_scenario_does_not_depend_on_what_follows_the_first_decision(scenario, lang):
    assert scenario_face(with_another_story(scenario), lang) == scenario_face(scenario, lang)


def with_other_truth(feed):
    """The same posts, acts and messages to look at, each of them meaning something else."""
    report = Report("no-answer", OTHER, OTHER)
    posts = {
        name: replace(
            one, kind=following(POST_KINDS, one.kind), rules=("another-rule",), why=OTHER, report=report
        )
        for name, one in feed.posts.items()
    }
    messages = {
        name: replace(one, quality=following(tuple(QUALITIES), one.quality), why=OTHER, lines=())
        for name, one in feed.messages.items()
    }
    acts = {name: replace(one, reaction=OTHER, why=OTHER) for name, one in feed.acts.items()}
    reasons = {name: replace(one, rules=("another-rule",)) for name, one in feed.reasons.items()}
    truth = {"posts": posts, "messages": messages, "acts": acts, "reasons": reasons}
    return replace(feed, **truth, misfit=report, reactions=(), before=())


@langs
@feeds
def test_the_face_of_a_feed_does_not_depend_on_what_is_true_of_it(feed, lang):
    words = BANK.speak("profile", lang)
    assert feed_face(with_other_truth(feed), lang, words) == feed_face(feed, lang, words)


ITEM = {
    *("id", "kind", "stem", "choices[]", "choices[].id", "choices[].text"),
    *("reasons[]", "reasons[].id", "reasons[].text"),
    *("targets[]", "targets[].id", "targets[].text", "passage[]", "passage[].text", "passage[].choice"),
}
SCENARIO = {
    *("id", "title", "intro", "target", "characters[].id", "characters[].name", "characters[].role"),
    *("decisions", "node.id", "node.kind", "node.number", "node.text", "node.stem"),
    *(
        "node.lines[].who",
        "node.lines[].name",
        "node.lines[].text",
        "node.choices[].id",
        "node.choices[].text",
    ),
}
FEED = {
    *("id", "title", "intro", "you", "target.id", "target.name"),
    *("accounts[].id", "accounts[].name", "accounts[].handle", "accounts[].about"),
    *("posts[].id", "posts[].account", "posts[].text", "posts[].when", "posts[].seen_by", "posts[].seen"),
    *("posts[].reply_to", "acts[].id", "acts[].on", "acts[].text"),
    *("reasons[].id", "reasons[].text", "audiences[].id", "audiences[].text"),
    *("messages[].id", "messages[].act", "messages[].text"),
}


def test_an_item_shows_these_fields_and_no_others():
    assert set().union(*(fields(item_face(one, "fr")) for one in BANK.items.values())) == ITEM


@scenarios
def test_a_scenario_shows_these_fields_and_no_others(scenario):
    assert fields(scenario_face(scenario, "fr")) == SCENARIO


@feeds
def test_a_feed_shows_these_fields_and_no_others(feed):
    assert fields(feed_face(feed, "fr", BANK.speak("profile", "fr"))) == FEED


def synced(widget):
    """All that reaches the page or the saved notebook; the layout's number is new for every widget."""
    told, _ = widget._repr_mimebundle_()
    texts = {name: told[name] for name in ("text/plain", "text/html")}
    return {name: value for name, value in widget.get_state().items() if name != "layout"} | texts


def is_alike(real, other):
    """Whether two widgets sync the same, and nothing of an answer."""
    return synced(real) == synced(other) and synced(real)["feedback"] == {}


@langs
@pytest.mark.parametrize("item", unordered, ids=[one.id for one in unordered])
def test_a_quiz_syncs_nothing_that_depends_on_its_key_or_reasons(item, lang):
    other = replace(BANK, items={item.id: with_other_secrets(item)})
    assert is_alike(lesson(lang, BANK).quiz(item.id), lesson(lang, other).quiz(item.id))


@langs
@scenarios
def test_a_story_syncs_nothing_that_depends_on_what_follows(scenario, lang):
    other = replace(BANK, scenarios={scenario.id: with_another_story(scenario)})
    assert is_alike(lesson(lang, BANK).scenario(scenario.id), lesson(lang, other).scenario(scenario.id))


@langs
@feeds
def test_a_network_syncs_nothing_that_depends_on_what_is_true_of_it(feed, lang):
    other = replace(BANK, feeds={feed.id: with_other_truth(feed)})
    assert is_alike(lesson(lang, BANK).feed(feed.id), lesson(lang, other).feed(feed.id))


def test_a_quiz_syncs_the_face_and_words_alone():
    face = lesson("fr").quiz(unordered[0].id).face
    assert set(face) == {"kind", "lang", "title", "notice", "words", "items"}
    assert set(face["words"]) == set(BANK.words["player"])


def test_a_story_and_a_network_sync_the_face_words_and_help_alone():
    shared = {"kind", "lang", "words", "help"}
    story, network = lesson("fr").scenario().face, lesson("fr").feed().face
    assert set(story) == {name.split(".")[0].split("[")[0] for name in SCENARIO} | shared
    assert set(network) == {name.split(".")[0].split("[")[0] for name in FEED} | shared
