"""The loop closes: printed by seed, filled in, photographed, read and scored as what a phone sends."""

import csv
import json
from dataclasses import replace

import numpy as np
import pytest
from paper import list_strokes, make_printed, set_pixels
from photo import TUNING, draw_shot, fill_in, take_photo
from starlette.testclient import TestClient

from quizengine.classroom.guard import Gate
from quizengine.classroom.play import read_play
from quizengine.classroom.room import Room
from quizengine.classroom.server import Server
from quizengine.classroom.store import Store
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views
from quizengine.cli import main
from quizengine.content.bank import kit_bank
from quizengine.content.notebook import read_notebook
from quizengine.printing.copies import Copy
from quizengine.printing.document import build_document, open_sheet
from quizengine.printing.recipes import read_recipes
from quizengine.printing.rings import plan_answers
from quizengine.scoring.item import PAIRED, Kind

BANK = kit_bank()
LESSON = "teens-3"
HOST = "127.0.0.1:8000"
KEYS = {"code": "123456", "presenter": "presenter-token", "projector": "projector-token"}


def print_sheet(kind, seed, lang="fr"):
    """Return the sheet as the command prints it: what its reader knows, and its pixels."""
    notebook = read_notebook(BANK.folder.parent / BANK.lessons[LESSON].notebook[lang])
    recipe = read_recipes()[kind]
    sheet = plan_answers(open_sheet(notebook, recipe, bank=BANK, where="", seed=seed))
    made = build_document(notebook, recipe, bank=BANK, where="", copies=[Copy(seed)])
    return make_printed(sheet, seed), set_pixels(made.source)[0]


def answer(item, rng):
    """Return a response as somebody gives it who half knows."""
    if rng.random() < 0.5:
        return " ".join(item.key or item.choice_ids[:1])
    if item.kind in PAIRED:
        return " ".join(f"{one}={rng.choice(item.target_ids)}" for one in item.choice_ids)
    if item.kind is Kind.ORDER:
        return " ".join(rng.permutation(item.choice_ids))
    if item.kind is Kind.TRUE_FALSE:
        return f"{rng.choice(['true', 'false'])} {rng.choice(item.choice_ids[2:])}"
    return str(rng.choice(item.choice_ids))


def photograph(path, kind, seed, candidate):
    """Fill in a sheet and take its photo; return the responses."""
    printed, page = print_sheet(kind, seed)
    rng = np.random.default_rng(TUNING + seed)
    answered = {row.item for row in printed.layout.rows if row.item}
    responses = {name: answer(item, rng) for name, item in printed.items.items() if name in answered}
    strokes = list_strokes(printed, responses, rng, candidate=candidate, kinds=["cross"])
    shot = replace(draw_shot(rng), upside_down=True)
    path.write_bytes(take_photo(fill_in(page, strokes, rng), shot, rng))
    return responses


def read_rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["item"]: row["response"] for row in csv.DictReader(file)}


def outcomes(path):
    """Return item → status and points as `quizengine score` tells them."""
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return {one["item"]: (one["status"], one["points"], one["max_points"]) for one in lines}


@pytest.fixture
def pupil(tmp_path):
    """Sends responses to a class, item by item, and returns the class's file."""
    path = tmp_path / "class.sqlite"

    def send(responses):
        store = Store.open(path)
        session = store.new_session(LESSON, "fr", KEYS, "10:00")
        room = Room(read_play(BANK, LESSON, "fr"), store, session, "fr", lambda: "10:00")
        app = Server(room, Views(room, BANK), KEYS, Gate((HOST,), f"http://{HOST}/"), Tools()).app()
        client = TestClient(app, base_url=f"http://{HOST}")
        token = client.post("/api/join", json={"code": "123456"}).json()["token"]

        def ask(path, token, **body):
            found = client.post(path, json=body, headers={"Authorization": f"Bearer {token}"})
            assert found.status_code == 200, found.text

        screens = [one.id for one in room.play.script.screens]
        for name in sorted(responses, key=screens.index):
            ask(
                "/api/teach",
                KEYS["presenter"],
                do="skip",
                option=room.play.script.screens[screens.index(name)].step,
            )
            while room.state.place < screens.index(name):
                ask("/api/teach", KEYS["presenter"], do="next", option="")
            ask("/api/teach", KEYS["presenter"], do="open", option="")
            ask("/api/respond", token, item=name, response=responses[name], attempt_id="1")
            ask("/api/teach", KEYS["presenter"], do="close", option="")
        store.close()
        return path

    return send


@pytest.mark.parametrize(("kind", "seed"), [("answer-sheet", 3), ("ticket-b", 7)])
def test_paper_scores_as_a_phone_does(tmp_path, pupil, kind, seed):
    given = photograph(tmp_path / "photo.jpg", kind, seed, candidate=17)
    read, scored, phone = tmp_path / "read.csv", tmp_path / "paper.jsonl", tmp_path / "phone.jsonl"
    assert main(["scan", str(tmp_path / "photo.jpg"), "--out", str(read)]) == 0
    assert set(read_rows(read)) == set(given)
    assert main(["score", str(read), "--out", str(scored)]) == 0
    in_class = {one.id for one in read_play(BANK, LESSON, "fr").script.screens}
    sent = {name: text for name, text in given.items() if name in in_class}
    assert len(sent) >= 3
    assert main(["score", "--journal", str(pupil(sent)), "--out", str(phone)]) == 0
    paper = outcomes(scored)
    assert outcomes(phone) == {name: paper[name] for name in sent}
    at_home = tmp_path / "typed.csv"
    with at_home.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("candidate", "item", "response"), *(("x", *one) for one in given.items())]
        )
    assert main(["score", str(at_home), "--out", str(phone)]) == 0
    assert outcomes(phone) == paper


def test_every_kind_that_is_read_stands_on_the_answer_sheet():
    printed, _ = print_sheet("answer-sheet", 3)
    kinds = {printed.items[row.item].kind for row in printed.layout.rows if row.item}
    assert kinds == set(Kind) - {Kind.SHORT_TEXT, Kind.NUMERIC, Kind.OPEN}


def test_a_journal_keeps_the_version_that_was_seen(tmp_path, capsys):
    photograph(tmp_path / "photo.jpg", "ticket-a", 2, candidate=5)
    journal = tmp_path / "class.jsonl"
    for _ in range(2):  # the same photo twice is one response
        assert main(["scan", str(tmp_path / "photo.jpg"), "--journal", str(journal)]) == 0
    records = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
    attempts = [one for one in records if "attempt" in one]
    assert len(attempts) == 3
    assert {(one["candidate"], one["seed"]) for one in attempts} == {("sheet-05", "2")}
    assert capsys.readouterr().out.startswith("candidate,item,response\nsheet-05,")


def test_what_is_in_doubt_is_cut_out_for_the_teacher(tmp_path, capsys):
    printed, page = print_sheet("ticket-b", 0)
    rng = np.random.default_rng(TUNING)
    first = next(row for row in printed.layout.rows if row.item)
    strokes = [(one.x, one.y, "cross") for one in first.marks[:2]]
    shot = draw_shot(rng)
    (tmp_path / "photo.jpg").write_bytes(take_photo(fill_in(page, strokes, rng), shot, rng))
    (tmp_path / "letter.jpg").write_text("Dear all", "utf-8")
    doubts = tmp_path / "doubts"
    command = ["scan", str(tmp_path / "letter.jpg"), str(tmp_path / "photo.jpg"), "--lang", "en"]
    journal = ["--journal", str(tmp_path / "class.jsonl")]
    assert main([*command, *journal, "--doubts", str(doubts)]) == 1
    told = capsys.readouterr()
    assert "no whole PNG, JPEG or HEIC picture" in told.err
    assert f"{first.item}: two marks where one is asked for. It is for you to decide." in told.err
    assert first.item not in told.out
    assert [path.suffix for path in sorted(doubts.iterdir())] == [".png", ".png", ".csv", ".html"]
    rows = read_rows(doubts / "doubts.csv")
    assert rows == {first.item: " ".join(one.option for one in first.marks[:2])}
    page = (doubts / "doubts.html").read_text("utf-8")
    assert "For you to decide" in page
    assert "Names to write: " + " · ".join(one.option for one in first.marks) in page
    assert f"quizengine score {doubts / 'doubts.csv'} --journal {tmp_path / 'class.jsonl'}" in page
    assert "<script" not in page


def test_the_same_number_twice_counts_once(tmp_path, capsys):
    for name in ("a.jpg", "b.jpg"):
        photograph(tmp_path / name, "ticket-b", 4, candidate=9)
    assert main(["scan", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 4
    assert told.err.count("\n") == 1


def test_what_a_teacher_decided_is_never_written_over(tmp_path, capsys):
    photograph(tmp_path / "photo.jpg", "ticket-b", 4, candidate=9)
    (tmp_path / "doubts.csv").write_text("candidate,item,response\n", "utf-8")
    assert main(["scan", str(tmp_path / "photo.jpg"), "--doubts", str(tmp_path)]) == 1
    assert capsys.readouterr().err.endswith("may hold what you decided. Name another folder.\n")
    assert (tmp_path / "doubts.csv").read_text("utf-8") == "candidate,item,response\n"


def test_a_journal_is_never_written_over_with_responses(tmp_path, capsys):
    photograph(tmp_path / "photo.jpg", "ticket-b", 4, candidate=9)
    journal = tmp_path / "class.jsonl"
    journal.write_text("", "utf-8")
    both = ["--journal", str(journal), "--out", str(journal)]
    assert main(["scan", str(tmp_path / "photo.jpg"), *both]) == 1
    assert "Name another file" in capsys.readouterr().err
    assert journal.read_text("utf-8") == ""


def test_a_name_that_is_not_there_is_told(tmp_path, capsys):
    assert main(["scan", str(tmp_path / "none.jpg")]) == 1
    assert "is not there" in capsys.readouterr().err
