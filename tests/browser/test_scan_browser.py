"""The desk in Chromium: what a camera sees of cards and of pupils' pages is in the class's file."""

from __future__ import annotations

from collections import Counter
from contextlib import closing, contextmanager
from io import BytesIO

import numpy as np
import play
import pytest
from lab import PATIENCE, run_axe
from PIL import Image
from playwright.sync_api import expect
from room import IS_WIDE, run_session
from room_photo import draw_panel, lay, rotation

from quizengine.classroom.exits import find_exit
from quizengine.classroom.onefile import write_page
from quizengine.classroom.play import read_play
from quizengine.classroom.store import Store
from quizengine.cli import main
from quizengine.content.bank import kit_bank
from quizengine.content.vote_cards import LETTERS, letter_up

expect.set_options(timeout=PATIENCE)
BANK = kit_bank()
ITEMS = find_exit(BANK.lessons["teens-3"], BANK.items)
SIZE = (640, 480)


def play_page(browser, folder, lang, *, is_right):
    """Play a pupil's page from its file; return its code, and its end as a camera would see it on a phone."""
    path = folder / "lesson.html"
    path.write_text(write_page(read_play(BANK, "teens-3", lang), BANK, lang), "utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_default_timeout(PATIENCE)
    page.goto(path.as_uri())
    hand, forth = play.Pointer(page), page.locator("nav > .qe-forth")
    page.locator("h1").wait_for()
    while forth.count():
        quiz = page.locator(".qe-quiz")
        if quiz.count():
            stem = quiz.locator(".qe-stem").inner_text().strip()
            for item in (one for one in ITEMS if one.stem[lang] == stem):
                play.answer(hand, quiz, item, item.key if is_right else play.wrong_answer(item))
        forth.click()
    code = page.locator(".qe-code").inner_text()
    shot = Image.open(BytesIO(page.locator(".qe-qr").screenshot())).convert("L")
    page.close()
    room = Image.new("L", SIZE, 80)
    room.paste(shot.rotate(7, expand=True, fillcolor=80, resample=Image.Resampling.BICUBIC), (120, 50))
    return code, room


def write_video(path, pictures):
    """Write what the camera sees, each picture for a second, as YUV4MPEG2 in grey."""
    with path.open("wb") as out:
        out.write(b"YUV4MPEG2 W%d H%d F5:1 Ip A1:1 C420jpeg\n" % SIZE)
        for picture in pictures:
            out.write((b"FRAME\n" + picture.tobytes() + bytes([128]) * (SIZE[0] * SIZE[1] // 2)) * 5)


@contextmanager
def camera(browser, chromium, path):
    """Chromium with a camera that sees a video, over and over."""
    flags = ["--disable-gpu", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    flags.append(f"--use-file-for-fake-video-capture={path}")
    seeing = browser.browser_type.launch(executable_path=chromium, args=flags)
    yield seeing
    seeing.close()


def open_desk(session, lang):
    """Open the desk from the presenter's page."""
    words = BANK.speak("scan", lang)
    with session.teach.context.expect_page() as opened:
        session.teach.get_by_role("button", name=words["scan-open"]).click()
    desk = opened.value
    desk.set_default_timeout(PATIENCE)
    desk.get_by_role("heading", name=words["scan-title"]).wait_for()
    return desk, words


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_the_camera_reads_is_reported_as_what_is_typed(browser, chromium, tmp_path, lang):
    codes, pictures = zip(
        *(play_page(browser, tmp_path, lang, is_right=one) for one in (True, False)), strict=True
    )
    video, seen, typed = tmp_path / "camera.y4m", tmp_path / "seen.sqlite", tmp_path / "typed.sqlite"
    write_video(video, [*pictures, Image.new("L", SIZE, 80)])
    with camera(browser, chromium, video) as seeing, run_session(seeing, seen, lang, axe=False) as session:
        desk, words = open_desk(session, lang)
        assert run_axe(desk, "html") == []
        desk.get_by_role("button", name=words["scan-on"]).click()
        expect(desk.get_by_text(words["scan-count"].format(count=2))).to_be_visible()
        expect(desk.get_by_role("status")).to_contain_text(
            words["code-twice"].split(" : ")[-1].split(": ")[-1]
        )
        assert run_axe(desk, "html") == []
        desk.get_by_role("button", name=words["scan-off"]).click()
        expect(desk.locator("video")).to_be_hidden()
    with closing(Store.open(seen)) as store:
        time = store.last_session().time
    with closing(Store.open(typed)) as store:
        store.new_session("teens-3", lang, {}, time)
    lines = tmp_path / "typed.csv"
    assert main(["page", "--read", *codes, "--out", str(lines)]) == 0
    assert main(["score", str(lines), "--journal", str(typed), "--out", str(tmp_path / "out.jsonl")]) == 0
    pages = []
    for path in (seen, typed):
        assert main(["report", str(path), "--out", str(path.with_suffix(".html"))]) == 0
        pages.append(path.with_suffix(".html").read_text("utf-8"))
    assert pages[0] == pages[1]


def test_codes_are_typed_by_keyboard_on_a_narrow_screen_and_a_mistake_is_named(browser, tmp_path):
    code, _ = play_page(browser, tmp_path, "en", is_right=True)
    with run_session(browser, tmp_path / "class.sqlite", "en", axe=False) as session:
        desk, words = open_desk(session, "en")
        desk.set_viewport_size({"width": 360, "height": 740})
        desk.get_by_label(words["scan-label"]).focus()
        status = desk.get_by_role("status")
        for typed, told in ((code[:-1] + "3", "mistyped"), (code.lower(), "read."), (code, "already")):
            desk.keyboard.press("Control+A")
            desk.keyboard.type(typed)
            desk.keyboard.press("Enter")
            expect(status).to_contain_text(told)
        expect(desk.get_by_text("1 code read")).to_be_visible()
        assert not desk.evaluate(IS_WIDE)
        assert run_axe(desk, "html") == []
        desk.get_by_role("button", name=words["scan-on"]).click()  # this machine has none
        expect(status).to_contain_text(words["scan-no-camera"])


def test_the_desk_shows_nothing_without_the_address_of_the_presenter(browser, tmp_path):
    with run_session(browser, tmp_path / "class.sqlite", "en", axe=False) as session:
        stranger = session.open(f"{session.base}/scan", 800, 600)
        expect(stranger.get_by_text("This page opens from the teacher’s page.")).to_be_visible()
        assert stranger.locator("button, video").count() == 0


def draw_class(held):
    """What a camera sees of cards in a small room, each a number and its quarter turns clockwise."""
    room = np.full((SIZE[1], SIZE[0]), 110, np.uint8)
    for place, (number, turns) in enumerate(held):
        lay(room, draw_panel(number), (100 + 150 * place, 240), 64, rotation(90 * turns + 8, 10, -15))
    return Image.fromarray(room)


def choose_photo(desk, words, path):
    """Choose a photo by its button, as a teacher does."""
    with desk.expect_file_chooser() as chooser:
        desk.get_by_role("button", name=words["scan-photo"]).click()
    chooser.value.set_files(path)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_class_votes_by_cards_before_the_camera_and_by_a_photo(browser, chromium, tmp_path, lang):
    video, photo, data = tmp_path / "camera.y4m", tmp_path / "class.jpg", tmp_path / "class.sqlite"
    write_video(video, [draw_class([(1, 0), (2, 1), (5, 2)])])
    draw_class([(3, 0), (4, 0)]).save(photo, quality=90)
    with camera(browser, chromium, video) as seeing, run_session(seeing, data, lang, axe=False) as session:
        desk, words = open_desk(session, lang)
        expect(desk.get_by_text(words["cards-none"])).to_be_visible()
        session.teach.bring_to_front()
        while session.state()["screen"]["kind"] != "quiz":
            session.press("ArrowRight")
        session.press("o")
        desk.bring_to_front()
        desk.get_by_role("button", name=words["scan-on"]).click()
        expect(desk.get_by_text(words["cards-count"].format(count=3))).to_be_visible()
        expect(desk.get_by_text(words["cards-missing"].format(numbers="3, 4"))).to_be_visible()
        choose_photo(desk, words, photo)
        expect(desk.get_by_text(words["cards-count"].format(count=5))).to_be_visible()
        expect(desk.get_by_text(words["cards-all"])).to_be_visible()
        desk.set_viewport_size({"width": 360, "height": 740})
        assert run_axe(desk, "html") == []
        assert not desk.evaluate(IS_WIDE)
        view = session.state()
        shown = [one["id"] for one in view["screen"]["item"]["choices"]]
        held = {1: 0, 2: 1, 5: 2, 3: 0, 4: 0}
        letters = [letter_up(number, turns) for number, turns in held.items()]
        wanted = Counter(shown[LETTERS.index(one)] for one in letters if LETTERS.index(one) < len(shown))
        assert (view["counts"], view["voters"]) == (wanted, 5)
        session.teach.bring_to_front()
        session.press("c")
        expect(desk.get_by_text(words["cards-closed"])).to_be_visible()
        assert session.state()["voters"] == 5
        expect(session.board.get_by_text("5").first).to_be_visible()


def test_what_is_no_photo_is_told_calmly(browser, tmp_path):
    bad = tmp_path / "text.jpg"
    bad.write_text("no photo")
    with run_session(browser, tmp_path / "class.sqlite", "en", axe=False) as session:
        desk, words = open_desk(session, "en")
        choose_photo(desk, words, bad)
        expect(desk.get_by_role("status")).to_contain_text(words["scan-bad-photo"])
