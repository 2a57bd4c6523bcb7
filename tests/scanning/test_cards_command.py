"""`quizengine scan --item`: photos of cards held up become the responses that phones would have sent."""

import csv
from pathlib import Path

import pytest
from PIL import Image
from room_photo import take_photo

from quizengine.cli import main
from quizengine.content.bank import kit_bank
from quizengine.content.vote_cards import find_choices
from quizengine.scanning.cards import read_cards

ITEM = "proof-or-block-first"
BANK = kit_bank()
CHOICES = find_choices(BANK.items[ITEM])


@pytest.fixture
def photo(tmp_path):
    """A photo of a class, and the choice of each card in it."""
    shot = take_photo(1, count=12)
    (tmp_path / "class.jpg").write_bytes(shot.data)
    told = dict(read_cards(shot.data))
    return tmp_path / "class.jpg", {
        f"card-{number:02}": CHOICES[one] for number, one in told.items() if one in CHOICES
    }


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["candidate"]: row["response"] for row in csv.DictReader(file) if row["item"] == ITEM}


def test_each_card_is_a_candidate_that_score_takes(photo, tmp_path):
    path, held = photo
    out, scored = tmp_path / "responses.csv", tmp_path / "scored.jsonl"
    assert main(["scan", str(path), "--item", ITEM, "--out", str(out)]) == 0
    assert len(held) >= 8
    assert read(out) == held
    assert main(["score", str(out), "--out", str(scored)]) == 0
    assert len(scored.read_text("utf-8").splitlines()) == len(held)


def test_they_go_into_a_journal_once(photo, tmp_path, capsys):
    path, held = photo
    journal = tmp_path / "class.jsonl"
    for _ in range(2):
        assert main(["scan", str(path), "--item", ITEM, "--journal", str(journal)]) == 0
    capsys.readouterr()
    assert main(["score", "--journal", str(journal)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(held)


def test_a_card_that_changes_between_two_photos_counts_for_nothing(photo, tmp_path, capsys):
    path, _ = photo
    other = take_photo(2, count=12)
    (tmp_path / "again.jpg").write_bytes(other.data)
    before, after = dict(read_cards(path.read_bytes())), dict(read_cards(other.data))
    changed = {number for number in before.keys() & after.keys() if before[number] != after[number]}
    assert changed
    assert main(["scan", str(path), str(tmp_path / "again.jpg"), "--item", ITEM, "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert not any(f"card-{number:02}" in out for number in changed)
    assert len(err.splitlines()) == len(changed)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("proof-or-block", 'item "proof-or-block" is not in the bank. Did you mean "proof-or-block-first"?'),
        (next(one.id for one in BANK.items.values() if not find_choices(one)), "is not for cards"),
    ],
)
def test_an_item_that_cards_cannot_answer_is_told(photo, capsys, item, told):
    assert main(["scan", str(photo[0]), "--item", item]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_picture_without_cards_or_no_picture_is_one_calm_line_and_the_rest_goes_on(photo, capsys, lang):
    path, held = photo
    (path.parent / "a.jpg").write_text("not a picture", "utf-8")
    (path.parent / "wall.png").write_bytes(draw_wall())
    assert main(["scan", str(path.parent), "--item", ITEM, "--lang", lang]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1 + len(held)
    wrong = err.splitlines()
    assert [line.partition(": ")[0].rpartition("/")[2] for line in wrong] == ["a.jpg", "wall.png"]
    assert wrong[1].endswith(BANK.speak("sheets", lang)["no-cards"])


def test_cards_in_a_pdf_and_a_phones_heic_are_read_as_sheets_are(photo, tmp_path, capsys):
    path, held = photo
    Image.open(path).save(tmp_path / "class.pdf", resolution=200)
    heic = Path(__file__).with_name("square.heic")
    assert main(["scan", str(tmp_path / "class.pdf"), str(heic), "--item", ITEM, "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) >= len(held)
    assert err.splitlines() == [f"{heic}: {BANK.speak('sheets', 'en')['no-cards']}"]


def draw_wall():
    """A grey picture."""
    import cv2
    import numpy as np

    return cv2.imencode(".png", np.full((720, 1280), 128, np.uint8))[1].tobytes()


def test_a_journal_is_never_written_over_with_cards(photo, tmp_path, capsys):
    journal = tmp_path / "class.jsonl"
    journal.write_text("", "utf-8")
    both = ["--journal", str(journal), "--out", str(journal)]
    assert main(["scan", str(photo[0]), "--item", ITEM, *both]) == 1
    assert "Name another file" in capsys.readouterr().err
    assert journal.read_text("utf-8") == ""
