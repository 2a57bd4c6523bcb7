"""Every record of the kit's own bank proves itself."""

from collections import Counter
from itertools import pairwise, product

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.face_scenario import count_decisions
from quizengine.scoring import Kind, Status, score
from quizengine.scoring.feed import parse_acts
from quizengine.scoring.feed_score import score_feed
from quizengine.scoring.item import PAIRED, STEPS, VERDICTS
from quizengine.scoring.scenario import score_scenario
from quizengine.scoring.typed import parse_interval

BANK = kit_bank()
NOBODY_KNOWS = (Kind.LIKERT, Kind.OPEN)
"""Kinds without a key."""


def by_kind(*kinds):
    chosen = {item.id: item for item in BANK.items.values() if item.kind in kinds}
    return pytest.mark.parametrize("item", chosen.values(), ids=chosen)


items = by_kind(*Kind)
keyed_items = by_kind(*(kind for kind in Kind if kind not in NOBODY_KNOWS))
scenarios = pytest.mark.parametrize("scenario", BANK.scenarios.values(), ids=BANK.scenarios)
feeds = pytest.mark.parametrize("feed", BANK.feeds.values(), ids=BANK.feeds)


def answer(item, *parts):
    """The outcome of a response given with all certainty, where that is asked."""
    return score(item, [*parts, "certainty=3"] if item.scoring.method == "certainty" else list(parts))


def list_right(item):
    """Every response that the key calls right."""
    if item.kind is Kind.NUMERIC:
        ranges = [parse_interval(one) for one in item.key]
        middles = [str(float((one.low + one.high) / 2)) for one in ranges if one]
        return [[one] for one, range_ in zip(item.key, ranges, strict=True) if not range_] + [
            [one] for one in middles
        ]
    return [[one] for one in item.key] if item.kind is Kind.SHORT_TEXT else [list(item.key)]


def list_wrong(item):
    """Each lone distractor: one wrong choice, pair, exchange, verdict with its reason, or text."""
    if item.kind in PAIRED:
        pairs = [f"{left}={right}" for left, right in product(item.choice_ids, item.target_ids)]
        return [[pair] for pair in pairs if pair not in item.key]
    if item.kind is Kind.ORDER:
        swaps = [{first: second, second: first} for first, second in pairwise(item.key)]
        return [[swap.get(one, one) for one in item.key] for swap in swaps]
    if item.kind is Kind.TRUE_FALSE:
        reasons = item.choice_ids[2:]
        full = product(VERDICTS, reasons) if reasons else [(one,) for one in VERDICTS]
        return [list(one) for one in full if set(one) != set(item.key)] + [
            [one] for one in VERDICTS if reasons
        ]
    if item.kind in (Kind.SHORT_TEXT, Kind.NUMERIC):
        return [["987654321"]]
    return [[one] for one in item.choice_ids if one not in item.key]


@keyed_items
def test_the_key_scores_full(item):
    for response in list_right(item):
        outcome = answer(item, *response)
        assert (outcome.status, outcome.points) == (Status.CORRECT, item.max_points)


@keyed_items
def test_a_lone_distractor_scores_less(item):
    assert list_wrong(item)
    for response in list_wrong(item):
        outcome = answer(item, *response)
        assert outcome.status in (Status.INCORRECT, Status.PARTIAL)
        assert outcome.points < item.max_points


@by_kind(Kind.OPEN)
def test_an_open_item_waits_for_its_marker_whose_every_criterion_counts(item):
    full = {one.id: one.points for one in item.rubric}
    assert score(item, "Courage.").status is Status.PENDING
    assert score(item, "Courage.", mark=full).points == item.max_points
    for name in full:
        assert score(item, "Courage.", mark=full | {name: 0}).points < item.max_points


@by_kind(Kind.LIKERT)
def test_no_choice_of_a_likert_item_is_worth_more_than_another(item):
    outcomes = [score(item, one) for one in item.choice_ids]
    assert {(one.status, one.points) for one in outcomes} == {(Status.UNSCORED, None)}


@items
@pytest.mark.parametrize("blank", ["", " ", None, []])
def test_blank_is_unanswered(item, blank):
    assert score(item, blank).status is Status.UNANSWERED


WORDS = {Kind.SHORT_TEXT: Status.INCORRECT, Kind.OPEN: Status.PENDING}
"""Where any text is a response, no text is nonsense."""


@items
def test_nonsense_is_invalid_and_never_wrong(item):
    assert score(item, "no-such-choice").status is WORDS.get(item.kind, Status.INVALID)
    assert score(item, {"no": 1}).status is Status.INVALID


def list_texts(item):
    yield item.stem
    yield from (choice.text for choice in item.choices)
    yield from (choice.why for choice in item.choices)
    yield from (one.text for one in (*item.targets, *item.rubric))
    yield from filter(None, [item.passage, item.why])


@items
def test_every_text_is_there_in_each_language(item):
    for text in list_texts(item):
        assert sorted(text) == sorted(LANGUAGES)
        assert all(one.strip() for one in text.values())


@items
def test_an_item_is_used_by_a_lesson_or_a_blueprint(item):
    named = {name for lesson in BANK.lessons.values() for name in lesson.item_ids}
    drawn = [draw for blueprint in BANK.blueprints.values() for draw in blueprint.draws if draw.fits(item)]
    assert item.id in named or drawn


@items
def test_an_item_tests_a_rule_that_the_bank_states(item):
    assert item.rules
    assert set(item.rules) <= set(BANK.rules)


@pytest.mark.parametrize("name", [one.id for one in BANK.items.values() if one.kind is Kind.SINGLE_CHOICE])
def test_a_right_answer_cannot_be_told_by_its_length(name):
    item = BANK.items[name]
    for lang in LANGUAGES:
        lengths = {choice.id: len(choice.text[lang]) for choice in item.choices}
        others = [length for name, length in lengths.items() if name not in item.key]
        assert lengths[item.key[0]] <= 1.6 * max(others)


def longest(choices, lang):
    """The ids of the longest choices, as the reader counts them."""
    most = max(len(one.text[lang]) for one in choices)
    return {one.id for one in choices if len(one.text[lang]) == most}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_picking_the_longest_choice_is_right_at_most_every_second_time(lang):
    single = [item for item in BANK.items.values() if item.kind is Kind.SINGLE_CHOICE]
    told = [item.id for item in single if longest(item.choices, lang) & set(item.key)]
    assert single
    assert 2 * len(told) <= len(single), told


@pytest.mark.parametrize("lang", LANGUAGES)
@scenarios
def test_nobody_can_pick_the_strong_way_of_a_story_by_its_length(scenario, lang):
    decisions = [node for node in scenario.nodes.values() if node.options]
    strong = {node.id: {one.id for one in node.options if one.quality == "strong"} for node in decisions}
    told = [node.id for node in decisions if longest(node.options, lang) & strong[node.id]]
    assert decisions
    assert 2 * len(told) <= len(decisions), told


def walk_all(scenario, path=()):
    walk = score_scenario(scenario, path)
    if walk.node.is_ending:
        yield walk
    for option in walk.node.options:
        yield from walk_all(scenario, (*path, f"{walk.node.id}={option.id}"))


@scenarios
def test_every_path_takes_four_decisions_and_ends(scenario):
    assert count_decisions(scenario) == 4
    assert {len(walk.steps) for walk in walk_all(scenario)} == {4}


@scenarios
def test_each_decision_offers_a_strong_a_weak_and_a_tempting_wrong_way(scenario):
    for node in scenario.nodes.values():
        if node.options:
            assert {one.quality for one in node.options} == {"strong", "fine", "harmful"}
            assert 3 <= len(node.options) <= 4


@scenarios
def test_harm_never_earns_points_on_acting(scenario):
    for node in scenario.nodes.values():
        assert all(one.evidence.get("act", 0) == 0 for one in node.options if one.quality == "harmful")


@feeds
def test_a_feed_mixes_harassment_banter_conflict_and_ordinary_posts(feed):
    kinds = Counter(post.kind for post in feed.posts.values())
    assert 10 <= kinds.total() <= 14
    assert 2 <= kinds["harassment"] <= 4
    assert min(kinds["banter"], kinds["conflict"]) >= 1
    assert kinds["neutral"] >= 3


def levels_of(feed, *acts):
    played = parse_acts(feed, acts)
    assert (len(played.acts), played.problem) == (len(acts), "")
    return {found.step: found.level for found in score_feed(feed, played.acts).steps}


def list_reports(feed, audience):
    """A report of each harassing post, with a reason that fits it."""
    for post in feed.harassing:
        reason = next(one.id for one in feed.reasons.values() if set(one.rules) & set(post.rules))
        yield f"report:{post.id}:{audience}:{reason}"


def list_messages(feed, quality):
    """Each message of a quality; a reply is made to the first post that harasses."""
    for one in feed.messages.values():
        if one.quality == quality:
            yield f"reply:{feed.harassing[0].id}:{one.id}" if one.act == "reply" else f"{one.act}:{one.id}"


@feeds
def test_the_best_way_through_a_feed_reaches_every_step(feed):
    proofs = [f"keep-proof:{post.id}" for post in feed.harassing]
    blocks = [f"block:{name}" for name in dict.fromkeys(post.account for post in feed.harassing)]
    best = [*proofs, *list_reports(feed, "somebody-else"), *blocks, *list_messages(feed, "strong")]
    assert levels_of(feed, *best) == dict.fromkeys(STEPS, 2)


@feeds
def test_a_weak_way_protects_oneself_alone_and_in_the_wrong_order(feed):
    first = feed.harassing[0]
    weak = [f"block:{first.account}", f"keep-proof:{first.id}"]
    expected = {"notice": 1, "serious": 0, "responsible": 1, "know-how": 1, "act": 0}
    assert levels_of(feed, *weak) == expected


@feeds
def test_a_harmful_way_earns_nothing(feed):
    shared = [f"{act}:{post.id}" for post in feed.harassing for act in ("share", "like")]
    replies = [one for one in list_messages(feed, "harmful") if one.startswith("reply:")]
    assert replies
    assert levels_of(feed, *shared, *list_messages(feed, "harmful")) == dict.fromkeys(STEPS, 0)


@feeds
def test_fun_and_quarrels_are_not_to_be_reported(feed):
    alarms = [f"keep-proof:{post.id}" for post in feed.posts.values() if post.kind != "harassment"]
    assert levels_of(feed, *alarms)["notice"] == 0


@feeds
def test_a_target_can_be_written_to_and_an_adult_told_in_a_good_way(feed):
    assert {one.split(":")[0] for one in list_messages(feed, "strong")} >= {"write-to-target", "tell-adult"}


@feeds
def test_the_network_answers_reports_in_three_honest_ways(feed):
    assert {post.report.outcome for post in feed.harassing} == {"removed", "no-breach", "no-answer"}


@feeds
def test_a_post_seen_by_thirty_four_is_there(feed):
    assert 34 in {post.seen_by for post in feed.harassing}


def test_each_version_of_a_lesson_takes_the_minutes_that_name_it():
    lesson = BANK.lessons["teens-3"]
    versions = {0: 50, 40: 40, 25: 25, 15: 15}
    assert {of: sum(step.minutes(of) for step in lesson.steps) for of in versions} == versions
