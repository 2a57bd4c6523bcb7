"""The one-file page in Chromium, from file:// with the network off: it answers as Python does, to the end."""

from __future__ import annotations

import importlib.util
import random
import re
import unicodedata
from dataclasses import replace
from io import BytesIO
from itertools import combinations, product
from pathlib import Path

import play
import pytest
import segno
from lab import PATIENCE, run_axe, watch
from PIL import Image, ImageOps
from playwright.sync_api import expect

from quizengine.classroom.exits import find_exit
from quizengine.classroom.onefile import write_page
from quizengine.classroom.oracle import Oracle
from quizengine.classroom.pack import pack
from quizengine.classroom.play import read_play
from quizengine.classroom.player import PLAYER
from quizengine.classroom.source import read_code
from quizengine.classroom.tables import MOST, compile_item, count_responses, list_responses
from quizengine.classroom.tables_story import compile_feed, compile_story, list_paths
from quizengine.classroom.tables_typed import KNOWN, write_folding
from quizengine.classroom.ticket import (
    ALPHABET,
    CANDIDATES,
    VERSION,
    Ticket,
    count_symbols,
    find_plan,
    write_code,
)
from quizengine.classroom.ticket import read_code as read_exit_code
from quizengine.content.bank import LANGUAGES, kit_bank, read_items_below
from quizengine.content.face import item_face, item_feedback
from quizengine.content.face_feed import play_face
from quizengine.content.face_scenario import walk_face
from quizengine.content.screens import Screen, Script
from quizengine.scanning.codes import read_codes
from quizengine.scoring import score
from quizengine.scoring.item import PAIRED, TYPED, Kind
from quizengine.scoring.response import parse_response
from quizengine.scoring.typed import FOLDS, fold

expect.set_options(timeout=PATIENCE)
TESTS = Path(__file__).parents[1]
KINDS = read_items_below(TESTS / "kinds", languages=LANGUAGES).items
BANK = replace(kit_bank(), items=kit_bank().items | KINDS)
CODE = read_code()
FEEDBACK = {lang: BANK.speak("feedback", lang) for lang in LANGUAGES}
STORY, FEED = BANK.scenarios["class-group"], BANK.feeds["school-feed"]
MADE = ("Commencer", "Suite", "Start", "Next")
LONGEST = {"short-text": 200, "numeric": 60, "open": 4000}
"""Characters that a field of the player takes."""


def read_cases():
    """The hand-made cases of the scoring core, with their items."""
    spec = importlib.util.spec_from_file_location("cases", TESTS / "scoring" / "test_cases.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [(write_texts(module.read(group["item"])), group["cases"]) for group in module.GROUPS]


def write_texts(item):
    """The item with a text and a reason of its own for each choice: the cases have none."""
    passage = {"en": " ".join(f"{{{one}}}" for one in item.choice_ids)} if item.kind == "hot-text" else {}
    return replace(
        item,
        choices=tuple(replace(one, text={"en": one.id}, why={"en": f"why {one.id}"}) for one in item.choices),
        targets=tuple(replace(one, text={"en": f"to {one.id}"}) for one in item.targets),
        rubric=tuple(replace(one, text={"en": f"point {one.id}"}) for one in item.rubric),
        why={"en": "why"} if item.kind in TYPED else {},
        passage=passage,
    )


def as_sent(item, raw):
    """A response as the player sends it, or None when the item cannot show it."""
    if item.kind in TYPED:
        return raw if isinstance(raw, str) and len(raw) <= LONGEST[item.kind] else None
    if not isinstance(raw, str | list | dict) or not all(isinstance(one, str) for one in raw):
        return None
    found = parse_response(item, raw)
    if found.earlier:
        return None
    parts = list(found.parts) or (raw.split() if isinstance(raw, str) else list(raw))
    if item.kind not in PAIRED:
        return parts
    pairs = [one.partition("=") for one in parts]
    sent = {left: right for left, _, right in pairs}
    return sent if len(sent) == len(pairs) and all(sign for _, sign, _ in pairs) else None


def write_pairs(parts):
    return dict(pair.split("=") for pair in parts)


@pytest.fixture(scope="module")
def script(browser):
    """Call a function of the page's script, on a page that has nothing else."""
    page = browser.new_page()
    yield lambda expression, given: page.evaluate(f"(given) => {{ {CODE} return {expression}; }}", given)
    page.close()


LOOK_UP = """given.map(([face, table, sent]) => sent.map((one) => [false, true].map((reveal) => {
  return lookUp(face, table, one, reveal);
})))"""


def look_up(script, item, lang, sent):
    told = script(LOOK_UP, [[item_face(item, lang), compile_item(item, lang, FEEDBACK[lang]), sent]])
    return told[0]


def expected(item, raw, lang):
    """What Python says of a response: status, points, and feedback before and after all is revealed."""
    outcome = score(item, raw)
    return [
        {
            "status": outcome.status.value,
            "points": None if outcome.points is None else str(outcome.points),
            "feedback": item_feedback(item, raw, lang, FEEDBACK[lang], reveal=reveal),
        }
        for reveal in (False, True)
    ]


def test_all_cases_that_an_item_can_show_are_answered_as_python_does(script):
    compared = left_out = 0
    for item, cases in read_cases():
        shown = [(case["response"], as_sent(item, case["response"])) for case in cases if "mark" not in case]
        can_show = [(raw, sent) for raw, sent in shown if sent is not None and "certainty=" not in str(raw)]
        if item.scoring.has_tries:
            can_show = [(raw, sent) for raw, sent in can_show if "|" not in str(raw)]
        told = look_up(script, item, "en", [sent for _, sent in can_show])
        for (raw, _), found in zip(can_show, told, strict=True):
            assert found == expected(item, raw, "en"), (item, raw)
        compared += len(can_show)
        left_out += len(cases) - len(can_show)
    assert compared > 3 * left_out


SHOWN = [one for one in BANK.items.values() if one.kind in TYPED or count_responses(one) <= MOST]
TURNS = [pytest.param(one, LANGUAGES[n % 2], id=one.id) for n, one in enumerate(SHOWN)]
"""Every item that a page can hold, in the languages by turns: what is looked up is the same in both."""


@pytest.mark.parametrize(("item", "lang"), TURNS)
def test_every_response_of_every_item_is_answered_as_python_does(script, item, lang):
    if item.kind in TYPED:
        texts = ["", " \u202f", "x", "9999", "-1e9", "œuf", *item.key, *(one.upper() for one in item.key)]
        given = [(text, text) for text in texts]
    else:
        parts = list(list_responses(item))
        few = parts if len(parts) < 200 else random.Random(1).sample(parts, 200)
        write = write_pairs if item.kind in PAIRED else list
        given = [(list(one), write(one)) for one in few]
    told = look_up(script, item, lang, [sent for _, sent in given])
    assert told == [expected(item, raw, lang) for raw, _ in given]


@pytest.mark.parametrize("name", ["joke-conflict-harassment", "which-tool-when"])
def test_every_response_of_the_largest_items_has_its_status_and_points(script, name):
    item = BANK.items[name]
    oracle = Oracle(item, "fr", FEEDBACK["fr"])
    parts = list(list_responses(item))
    sent = [write_pairs(one) for one in parts]
    face, table = item_face(item, "fr"), compile_item(item, "fr", FEEDBACK["fr"])
    told = script(
        "given.sent.map((one) => { const { status, points } = lookUp(given.face, given.table, one, false);"
        " return [status, points]; })",
        {"face": face, "table": table, "sent": sent},
    )
    assert told == [oracle.outcome(one)[:2] for one in parts]


FOLDINGS = [few for size in range(len(FOLDS) + 1) for few in combinations(FOLDS, size)]


@pytest.mark.parametrize("folds", FOLDINGS, ids="+".join)
def test_the_page_folds_each_letter_it_knows_as_python_does(script, folds):
    letters = [chr(one) for first, last in KNOWN for one in range(first, last + 1)]
    letters = [
        one for one in letters if unicodedata.category(one) != "Cn"
    ]  # else it depends on Unicode's version
    texts = [text for one in letters for text in (one, f"A{one}e\u0301", f" E{one}  {one}")]
    told = script(
        "given.texts.map((text) => foldText(text, given.folds, given.folding))",
        {"texts": texts, "folds": folds, "folding": write_folding()},
    )
    wrong = [(one, theirs, fold(one, folds)) for one, theirs in zip(texts, told, strict=True)]
    assert [one for one in wrong if one[1] != one[2]] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_path_of_the_story_is_told_as_python_does(script, lang):
    words = BANK.speak("profile", lang)
    whole = list(list_paths(STORY))
    paths = {path[:end] for path in whole for end in range(len(path) + 1)}
    strange = [("first-laughs=nothing",), (*whole[0][:1], "the-photo=ask-noe"), (*whole[0], "x=y")]
    given = [list(one) for one in (*sorted(paths), *strange)]
    told = script(
        "given.paths.map((path) => walkStory(given.table, path))",
        {"table": compile_story(STORY, lang, words), "paths": given},
    )
    assert told == [walk_face(STORY, one, lang, words) for one in given]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_any_acts_in_the_feed_bring_what_python_says(script, lang):
    words = BANK.speak("profile", lang)
    table = compile_feed(FEED, lang, words)
    every = [":".join((kind, *one)) for kind, places in table["parts"].items() for one in product(*places)]
    chance = random.Random(4)
    runs = [[one] for one in every] + [chance.choices([*every, "dance"], k=9) for _ in range(300)]
    told = script(
        "given.runs.map((acts) => playFeed(given.table, acts, true, { sorry: 'Sorry.', profile: null }))",
        {"table": table, "runs": runs},
    )
    for acts, found in zip(runs, told, strict=True):
        assert found == play_face(FEED, acts, lang, words, "Sorry.", done=True) | {"profile": None}


def test_the_page_writes_the_codes_that_python_writes(script):
    lesson = BANK.lessons["teens-3"]
    items = find_exit(lesson, BANK.items)
    sizes = [count_responses(item) for item in items]
    chance = random.Random(5)
    tickets = [Ticket(chance.randrange(CANDIDATES), tuple(map(chance.randrange, sizes))) for _ in range(300)]
    head = ALPHABET[VERSION] + find_plan(lesson.id, items)
    shape = {"alphabet": ALPHABET, "head": head, "symbols": count_symbols(items), "sizes": sizes}
    told = script(
        "given.tickets.map(([candidate, ranks]) => writeCode(given.shape, candidate, ranks))",
        {"shape": shape, "tickets": [[one.candidate, one.ranks] for one in tickets]},
    )
    assert told == [write_code(one, lesson.id, items) for one in tickets]


def write_png(rows):
    """A picture of the rows of a QR code, with the margin that it needs."""
    picture = Image.new("L", (len(rows), len(rows)))
    picture.putdata([255 * (module == "0") for row in rows for module in row])
    out = BytesIO()
    ImageOps.expand(picture, 4, 255).resize((290, 290), Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()


def test_the_page_draws_codes_of_every_length_as_squares_that_a_camera_reads(script):
    chance = random.Random(7)
    texts = ["".join(chance.choices(ALPHABET, k=size)) for size in range(1, 26) for _ in range(8)]
    drawn = script("given.map(qrRows)", texts)
    assert [read_codes(write_png(rows)) for rows in drawn] == [[text] for text in texts]


@pytest.mark.parametrize(("size", "level"), [(12, "q"), (17, "m"), (22, "l")])
def test_the_page_draws_the_squares_that_segno_draws(script, size, level):
    text = "".join(random.Random(size).choices(ALPHABET, k=size))
    code = segno.make(text, version=1, error=level, mode="alphanumeric", mask=0, boost_error=False)
    assert script("given.map(qrRows)", [text]) == [["".join(map(str, row)) for row in code.matrix]]


def test_the_page_unpacks_what_python_packs(browser):
    chance = random.Random(6)
    texts = [
        "",
        "a",
        "é…\u202f?",
        "ab" * 5000,
        CODE,
        "".join(map(chr, chance.choices(range(32, 2000), k=9000))),
    ]
    page = browser.new_page()
    unpacker = (PLAYER / "unpack.js").read_text("utf-8")
    told = page.evaluate(
        f"(given) => {{ {unpacker}\n return given.map(([packed, size]) => "
        "new TextDecoder().decode(unpack(readBytes(packed), size))); }",
        [pack(text) for text in texts],
    )
    page.close()
    assert told == texts


# ---- The file itself


@pytest.fixture
def opened(browser, tmp_path):
    """Open a lesson from its file, with the network off; at the end nothing was fetched, said or stored."""
    seen, requests, contexts = [], [], []

    def open_file(played, lang, width=360):
        path = tmp_path / f"{lang}.html"
        path.write_text(write_page(played, BANK, lang), "utf-8")
        context = browser.new_context(offline=True, viewport={"width": width, "height": 740})
        context.on("request", lambda request: requests.append(request.url))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        seen.append((watch(page), page))
        page.goto(path.as_uri())
        page.locator("h1").wait_for()
        return page

    yield open_file
    for watched, page in seen:
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
        assert (watched.errors, watched.strangers) == ([], [])
    assert {url.partition(":")[0] for url in requests} == {"file"}
    for context in contexts:
        context.close()


def go_on(page):
    """Go to the next screen; False at the end."""
    buttons = page.locator("nav > .qe-button").filter(has_text=re.compile(f"^({'|'.join(MADE)})$"))
    if not buttons.count():
        return False
    buttons.click()
    return True


def check_whys(quiz, told, item):
    """Compare what a quiz shows with the feedback of Python."""
    whys = [one for one in (*(one["why"] for one in told["choices"]), told["why"]) if one]
    word = BANK.speak("player", "fr").get(f"place_{item.kind}", "")
    places = [
        word.format(place=one["place"])
        for one in told["choices"]
        if one["verdict"] != "right" and one["place"]
    ]
    for name, texts in (("why", whys), ("place", places)):
        expect(quiz.locator(f".qe-{name}")).to_have_count(len(texts))
        assert sorted(quiz.locator(f".qe-{name}").all_text_contents()) == sorted(texts)


def play_to_code(page, lang):
    """Answer the exit questions with their keys, and go to the end."""
    hand = play.Keyboard(page)
    for item in find_exit(BANK.lessons["teens-3"], BANK.items):
        while page.locator(".qe-stem", has_text=item.stem[lang]).count() == 0:
            assert go_on(page)
        play.answer(hand, page.locator(".qe-quiz"), item, item.key)
    while go_on(page):
        pass


EVERY_KIND = {item.kind: item for item in reversed(BANK.items.values())}
EVERY_KIND |= {"interval": BANK.items["an-interval"]}


@pytest.mark.parametrize("way", ["keyboard", "pointer"])
def test_every_kind_of_item_is_played_from_the_file(opened, way):
    items = list(EVERY_KIND.values())
    base = read_play(BANK, "teens-3", "fr")
    screens = tuple(Screen(item.id, "opening", "quiz", ref=item.id) for item in items)
    page = opened(replace(base, script=Script(screens, {}), items=BANK.items), "fr")
    hand = {"keyboard": play.Keyboard, "pointer": play.Pointer}[way](page)
    for item in items:
        assert go_on(page)
        quiz = page.locator(".qe-quiz")
        raw = item.key[::-1] if item.kind is Kind.ORDER else play.wrong_answer(item)
        play.answer(hand, quiz, item, raw)
        given = raw[0] if item.kind in TYPED else list(raw)
        told = item_feedback(item, given, "fr", FEEDBACK["fr"], reveal=False)
        expect(quiz.locator(f".qe-status-{told['status']}")).to_contain_text(told["message"])
        check_whys(quiz, told, item)
        if not told["revealed"]:
            hand.push(quiz.get_by_role("button", name="Voir l’explication"))
            check_whys(quiz, item_feedback(item, given, "fr", FEEDBACK["fr"], reveal=True), item)
        assert run_axe(page, "html") == []


def play_screen(page, hand, lang):
    """Play what a screen of teens-3 asks, with the key where there is one."""
    if page.locator(".qe-quiz").count():
        quiz = page.locator(".qe-quiz")
        stem = quiz.locator(".qe-stem").inner_text()
        item = next(one for one in BANK.items.values() if one.stem[lang] == stem.strip())
        play.answer(hand, quiz, item, item.key)
        expect(quiz.locator(".qe-status-correct")).to_have_count(1)
    elif page.locator(".qe-scenario").count():
        story = page.locator(".qe-scenario")
        hand.push(story.locator(".qe-content button"))
        while not story.locator(".qe-profile").count():
            play.decide(hand, story, 0)
    elif page.locator(".qe-feed").count():
        network = page.locator(".qe-feed")
        bad = FEED.harassing[0]
        play.act(hand, network, FEED, f"keep-proof:{bad.id}", lang)
        play.act(hand, network, FEED, f"block:{bad.account}", lang)
        hand.push(network.locator(".qe-side .qe-primary"))
        expect(network.locator(".qe-review > li")).to_have_count(len(FEED.posts))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colors", ["none", "active"])
def test_a_camera_reads_the_code_from_the_screen(opened, scheme, colors):
    page = opened(read_play(BANK, "teens-3", "en"), "en")
    page.emulate_media(color_scheme=scheme, forced_colors=colors)
    play_to_code(page, "en")
    code = page.locator(".qe-code").inner_text()
    square = page.get_by_role("img", name="QR code: the same code")
    assert square.bounding_box()["width"] >= 250
    for shot in (square.screenshot(), page.screenshot(full_page=True)):
        assert read_codes(shot) == [code.replace("-", "")]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lesson_is_played_to_its_code_and_starts_afresh(opened, lang, width):
    page = opened(read_play(BANK, "teens-3", lang), lang, width)
    hand = play.Pointer(page)
    count = 0
    while True:
        assert run_axe(page, "html") == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        play_screen(page, hand, lang)
        assert run_axe(page, "html") == []
        if not go_on(page):
            break
        assert page.evaluate("document.activeElement.localName") == "h2"
        count += 1
    assert count >= 25
    code = page.locator(".qe-code").inner_text()
    assert read_codes(page.screenshot(full_page=True)) == [code.replace("-", "")]
    lesson = BANK.lessons["teens-3"]
    items = find_exit(lesson, BANK.items)
    ticket, _ = read_exit_code(code, [(lesson.id, items)])
    for item, rank in zip(items, ticket.ranks, strict=True):
        assert score(item, list(list(list_responses(item))[rank])).status == "correct"
    page.get_by_role("button", name=BANK.speak("page", lang)["restart"]).click()
    while go_on(page):
        assert page.locator(".qe-message, .qe-profile, .qe-after, :checked:not(option)").count() == 0
    assert page.locator(".qe-code").count() == 0


def test_the_code_holds_the_first_answer_and_a_restart_asks_first(opened):
    lesson = BANK.lessons["teens-3"]
    items = find_exit(lesson, BANK.items)
    page = opened(read_play(BANK, "teens-3", "fr"), "fr")
    hand = play.Keyboard(page)
    while page.locator(".qe-stem", has_text=items[0].stem["fr"]).count() == 0:
        go_on(page)
    quiz = page.locator(".qe-quiz")
    wrong = play.wrong_answer(items[0])
    play.answer(hand, quiz, items[0], wrong)
    hand.push(quiz.get_by_role("button", name="Réessayer"))
    for one in (wrong, items[0].key):
        hand.pick(quiz.locator(f'input[value="{one[0]}"]'))
    hand.push(quiz.locator("button[type=submit]"))
    expect(quiz.locator(".qe-status-correct")).to_have_count(1)
    hand.push(page.get_by_role("button", name="Recommencer"))
    hand.push(page.get_by_role("button", name="Non, continuer"))
    expect(quiz.locator(".qe-status-correct")).to_have_count(1)
    while go_on(page):
        pass
    ticket, _ = read_exit_code(page.locator(".qe-code").inner_text(), [(lesson.id, items)])
    assert list(list_responses(items[0]))[ticket.ranks[0]] == wrong
    assert ticket.ranks[1:] == (0, 0)
