"""Every record of the kit's own bank proves itself."""

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.face_scenario import count_decisions
from quizengine.scoring import Kind, Status, score
from quizengine.scoring.scenario import score_scenario

BANK = kit_bank()
items = pytest.mark.parametrize("item", BANK.items.values(), ids=BANK.items)
scenarios = pytest.mark.parametrize("scenario", BANK.scenarios.values(), ids=BANK.scenarios)
feeds = pytest.mark.parametrize("feed", BANK.feeds.values(), ids=BANK.feeds)


@items
def test_the_key_scores_full(item):
    outcome = score(item, list(item.key))
    assert (outcome.status, outcome.points) == (Status.CORRECT, item.max_points)


@items
def test_a_lone_distractor_scores_less(item):
    if item.kind is Kind.ORDER:
        wrong = [list(reversed(item.key))]
    elif item.kind is Kind.CATEGORISE:
        pairs = [f"{left}={right}" for left in item.choice_ids for right in item.target_ids]
        wrong = [[pair] for pair in pairs if pair not in item.key]
    else:
        wrong = [[one] for one in item.choice_ids if one not in item.key]
    assert wrong
    assert all(score(item, response).points < item.max_points for response in wrong)


@items
def test_blank_is_unanswered_and_nonsense_invalid(item):
    assert score(item, "").status is Status.UNANSWERED
    assert score(item, "no-such-choice").status is Status.INVALID


@pytest.mark.parametrize("name", [one.id for one in BANK.items.values() if one.kind is Kind.SINGLE_CHOICE])
def test_a_right_answer_cannot_be_told_by_its_length(name):
    item = BANK.items[name]
    for lang in LANGUAGES:
        lengths = {choice.id: len(choice.text[lang]) for choice in item.choices}
        others = [length for name, length in lengths.items() if name not in item.key]
        assert lengths[item.key[0]] <= 1.6 * max(others)


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
    kinds = [post.kind for post in feed.posts.values()]
    assert 10 <= len(kinds) <= 14
    assert [kinds.count(kind) for kind in ("harassment", "banter", "conflict")] == [3, 2, 1]


@feeds
def test_the_network_answers_reports_in_three_honest_ways(feed):
    assert {post.report.outcome for post in feed.harassing} == {"removed", "no-breach", "no-answer"}


@feeds
def test_a_post_seen_by_thirty_four_is_there(feed):
    assert 34 in {post.seen_by for post in feed.harassing}
