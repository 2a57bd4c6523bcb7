"""Faces of stories, networks and tutorials: what was done is told, what was not stays unsaid."""

from itertools import product

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.face_facts import help_lines, tutorial_face
from quizengine.content.face_feed import feed_face, feed_key, play_face
from quizengine.content.face_scenario import scenario_face, walk_face
from quizengine.content.kit import kit_root
from quizengine.content.notebook import read_notebook
from quizengine.content.screens import read_script

BANK = kit_bank()
SCENARIO = BANK.scenarios["class-group"]
FEED = BANK.feeds["school-feed"]
LESSON = BANK.lessons["teens-3"]
HARASSING = FEED.harassing[0]
HARMLESS = next(post for post in FEED.posts.values() if post.kind == "banter")


def walk(*options, lang="en"):
    """The story after these options, the numbers of those taken in turn."""
    node, path = SCENARIO.nodes[SCENARIO.start], []
    for number in options:
        option = node.options[number]
        path.append(f"{node.id}={option.id}")
        node = SCENARIO.nodes[option.next]
    return walk_face(SCENARIO, path, lang, BANK.speak("profile", lang))


def play(*acts, done=False, lang="en"):
    return play_face(FEED, list(acts), lang, BANK.speak("profile", lang), "Sorry.", done=done)


def test_a_story_begins_with_its_first_decision_and_says_who_is_targeted():
    face = scenario_face(SCENARIO, "en")
    assert (face["target"], face["decisions"], face["node"]["number"]) == ("Lina", 4, 1)
    assert [one["id"] for one in face["node"]["choices"]]


def test_a_decision_taken_is_told_with_its_consequence_and_the_next_one_follows():
    told = walk(0)
    assert [step["choice"] for step in told["steps"]] == [SCENARIO.nodes[SCENARIO.start].options[0].id]
    assert told["steps"][0]["consequence"]
    assert (told["node"]["number"], told["ending"], told["profile"]) == (2, None, None)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("options", list(product(range(2), repeat=4)))
def test_every_way_to_the_end_tells_a_profile(options, lang):
    told = walk(*options, lang=lang)
    assert told["node"] is None
    assert told["ending"]["text"]
    assert all(step["evidence"] for step in told["profile"]["steps"])


def test_a_network_says_nothing_of_what_its_posts_are():
    face = feed_face(FEED, "en", BANK.speak("profile", "en"))
    assert [one["id"] for one in face["posts"]] == list(FEED.posts)
    assert not {"kind", "why", "report"} & {key for one in face["posts"] for key in one}


def test_what_was_done_in_a_network_is_told_act_by_act():
    told = play(f"keep-proof:{HARASSING.id}", f"mute:{HARASSING.account}", f"block:{HARASSING.account}")
    assert (told["proof"], told["muted"], told["blocked"]) == (
        [HARASSING.id],
        [HARASSING.account],
        [HARASSING.account],
    )
    assert [one["act"] for one in told["reactions"]] == ["keep-proof", "mute", "block"]
    assert (told["profile"], told["posts"], told["problem"]) == (None, [], "")


def test_a_report_brings_the_networks_own_answer_and_what_next():
    fitting = next(one.id for one in FEED.reasons.values() if set(one.rules) & set(HARASSING.rules))
    told = play(f"report:{HARASSING.id}:somebody-else:{fitting}")
    assert told["reported"] == [HARASSING.id]
    assert told["reactions"][0]["report"]["outcome"] == HARASSING.report.outcome
    assert told["reactions"][0]["report"]["next"]


def test_a_report_whose_reason_does_not_fit_is_not_done_and_may_be_sent_again():
    other = next(one.id for one in FEED.reasons.values() if not set(one.rules) & set(HARASSING.rules))
    told = play(f"report:{HARASSING.id}:somebody-else:{other}")
    assert told["reported"] == []
    assert told["reactions"][0]["report"]["text"] == FEED.misfit.text["en"]


def test_an_act_that_cannot_be_used_is_one_calm_sentence():
    assert play("fly:p1")["problem"] == "Sorry."


def test_when_it_is_done_each_post_is_told_the_harassing_ones_first():
    block = f"block:{HARASSING.account}"
    told = play(f"report:{HARMLESS.id}:everyone:harassment", block, f"keep-proof:{HARASSING.id}", done=True)
    kinds = [post["kind"] for post in told["posts"]]
    assert kinds == sorted(kinds, key=lambda kind: kind != "harassment")
    slip = next(step for step in told["profile"]["steps"] if step["id"] == "know-how")
    assert FEED.acts["block"].text["en"] in slip["evidence"][0]


def test_the_key_of_a_network_tells_every_post_and_the_order_of_acts():
    key = feed_key(FEED, "en", BANK.speak("profile", "en"))
    assert all(post["why"] and post["report"]["next"] for post in key["posts"])
    assert len(key["order"]) == len(FEED.before)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_lines_can_be_called_and_a_tutorial_says_what_it_does_not_do(lang):
    assert all(line["phone"] for line in help_lines(BANK, lang, "teens"))
    assert all(one["does_not"] for one in tutorial_face(BANK, "mute", lang)["networks"])


def test_an_act_without_tutorial_is_an_error_of_the_author():
    with pytest.raises(KeyError):
        tutorial_face(BANK, "fly", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_screens_of_a_class_are_what_the_course_shows_and_no_note_of_the_teacher(lang):
    notebook = read_notebook(kit_root() / "lessons" / LESSON.notebook[lang])
    script = read_script(LESSON, notebook)
    assert len({one.id for one in script.screens}) == len(script.screens)
    shown = {one.ref for one in script.screens if one.kind in ("quiz", "scenario", "feed")}
    assert shown == {name for step in LESSON.steps for name in step.shows}
    teachers = {cell.source for cell in notebook.cells if "teacher-only" in cell.tags}
    assert not teachers & {one.text for one in script.screens}
    assert "<" not in "".join(script.notes.values())


def test_a_message_is_answered_unless_who_would_answer_was_blocked():
    message = next(one for one in FEED.messages.values() if one.act == "reply" and one.lines)
    reply = f"reply:{HARASSING.id}:{message.id}"
    lines = play(reply)["reactions"][0]["lines"]
    assert [line["text"] for line in lines] == [line.text["en"] for line in message.lines]
    blocked = [f"block:{account}" for account in FEED.accounts]
    assert play(*blocked, reply)["reactions"][-1]["lines"] == []
