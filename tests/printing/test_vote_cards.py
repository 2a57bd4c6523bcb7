"""The deck of vote cards: a page a card, PDF/UA, and the camera's side shows what the camera reads."""

import io
import re
import shutil
import subprocess

import pikepdf
import pytest
from PIL import Image

from quizengine.cli import main
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.vote_cards import MOST_CARDS, letter_up
from quizengine.printing.vote_cards import KIND, print_cards, set_cards
from quizengine.scanning.cards import read_cards

BANK = kit_bank()


def test_every_deck_is_a_tagged_pdf_of_one_a4_page_a_card(tmp_path):
    for lang in LANGUAGES:
        with pikepdf.open(print_cards(BANK, lang=lang, out=tmp_path, count=3)) as pdf:
            assert str(pdf.Root.Lang) == lang
            assert pdf.Root.MarkInfo.Marked
            with pdf.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"
            assert [[round(float(one)) for one in page.mediabox[2:]] for page in pdf.pages] == [
                [595, 842]
            ] * 3


def test_the_same_deck_gives_the_same_bytes(tmp_path):
    first, second = (print_cards(BANK, lang="fr", out=tmp_path / one, count=2) for one in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_a_printed_page_is_read_as_its_pupil_holds_it(tmp_path, need):
    """The camera sees the lower half; the pupil, from behind, the upper half, whose head is at the fold."""
    need(shutil.which("pdftoppm"), "no pdftoppm: install poppler (Debian: apt-get install poppler-utils)")
    path = print_cards(BANK, lang="en", out=tmp_path, count=MOST_CARDS)
    for number in (1, 6, 40):
        page = ["-f", str(number), "-l", str(number), "-r", "50", "-gray", "-singlefile", "-png"]
        done = subprocess.run(["pdftoppm", *page, path], capture_output=True, check=True)
        sheet = Image.open(io.BytesIO(done.stdout)).convert("L")
        panel = sheet.crop((0, sheet.height // 2, sheet.width, sheet.height))
        for turns in range(4):
            room = Image.new("L", (900, 900), 90)
            room.paste(panel.rotate(-90 * turns, expand=True), (200, 200))
            out = io.BytesIO()
            room.save(out, "PNG")
            assert read_cards(out.getvalue()) == [(number, letter_up(number, turns))]


def test_the_letters_of_the_source_stand_clockwise_from_the_edge_that_is_up():
    letters = re.findall(r'"letters": \(([^)]*)\)', set_cards(BANK, lang="fr", count=4))
    assert [re.findall(r"[A-D]", one) for one in letters] == [
        list("BCDA"),
        list("CDAB"),
        list("DABC"),
        list("ABCD"),
    ]


def test_the_camera_side_tells_no_letter(tmp_path, need):
    need(shutil.which("pdftotext"), "no pdftotext: install poppler (Debian: apt-get install poppler-utils)")
    path = print_cards(BANK, lang="fr", out=tmp_path, count=1)
    half = ["-x", "0", "-y", "425", "-W", "595", "-H", "417", "-r", "72"]
    done = subprocess.run(["pdftotext", *half, path, "-"], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["1"]


def test_the_command_prints_the_deck_once_and_no_lesson(tmp_path, capsys):
    arguments = ["print", "teens-1", "teens-3", "--kind", KIND, "--cards", "2", "--out", str(tmp_path)]
    assert main([*arguments, "--lang", "en"]) == 0
    assert [one.name for one in tmp_path.iterdir()] == ["vote-cards.pdf"]
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / "vote-cards.pdf")]


def test_a_deck_asked_for_without_a_language_is_french(tmp_path, capsys):
    assert main(["print", "--kind", KIND, "--cards", "1", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / "cartes-de-vote.pdf")]


@pytest.mark.parametrize("count", [0, -1, MOST_CARDS + 1])
def test_a_deck_that_a_camera_could_not_tell_apart_is_refused(count):
    with pytest.raises(ValueError, match="Ask for 1 to 40"):
        set_cards(BANK, lang="fr", count=count)
