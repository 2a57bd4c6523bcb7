"""A lesson's pack: a file for each handout and one that holds them all; a batch that stops goes on later."""

import io
import json
from itertools import pairwise

import pikepdf
import pytest

from quizengine.cli import main
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.printing import document as documents_module
from quizengine.printing.ledger import NAME, Ledger
from quizengine.printing.lesson import print_lesson
from quizengine.printing.look import Look

KINDS = ["pupil", "recall", "gestures"]


def print_some(out, **options):
    return print_lesson("teens-3", **{"lang": "fr", "out": out, "bank": kit_bank(), "kinds": KINDS} | options)


def count_pages(path):
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        return len(pdf.pages)


@pytest.fixture(scope="module", params=LANGUAGES)
def pack(request, tmp_path_factory):
    out = tmp_path_factory.mktemp(request.param)
    return out, print_lesson("teens-3", lang=request.param, out=out, bank=kit_bank())


def test_a_lesson_has_a_folder_of_its_own_and_one_file_that_holds_all(pack):
    out, (*each, whole) = pack
    assert {path.parent for path in each} == {whole.with_suffix("")}
    assert whole.parent.parent == out
    assert all(path.name.startswith(f"{whole.stem}-") for path in each)
    assert len(each) == len(set(each)) >= 8


def test_the_one_file_has_every_page_of_each(pack):
    _, (*each, whole) = pack
    assert count_pages(whole) == sum(map(count_pages, each))


def test_the_one_file_is_tagged_and_its_headings_leave_no_gap(pack):
    _, (*_, whole) = pack
    with pikepdf.open(whole) as pdf:
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        found = [str(one["/S"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
    levels = [int(name[2:]) for name in found if name[:2] == "/H" and name[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_was_printed_is_not_printed_again(tmp_path, monkeypatch):
    paths = print_some(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in paths}
    monkeypatch.setattr(documents_module, "compile_pdf", lambda *_, **__: pytest.fail("printed again"))
    assert print_some(tmp_path) == paths
    assert {path: path.stat().st_mtime_ns for path in paths} == before


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"%PDF half")])
def test_a_file_that_is_gone_or_was_spoilt_is_made_again_and_the_same(tmp_path, spoil):
    paths = print_some(tmp_path)
    before = {path: path.read_bytes() for path in paths}
    spoil(paths[1])
    assert {path: path.read_bytes() for path in print_some(tmp_path)} == before


def test_a_batch_that_was_stopped_goes_on_where_it_stood(tmp_path, monkeypatch):
    made = []
    real = documents_module.compile_pdf

    def stop_at_second(*args, **options):
        made.append(1)
        if len(made) == 2:
            raise KeyboardInterrupt
        return real(*args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(documents_module, "compile_pdf", stop_at_second)
        with pytest.raises(KeyboardInterrupt):
            print_some(tmp_path)
    assert len(list(tmp_path.rglob("*.pdf"))) == 1
    assert len(print_some(tmp_path)) == 3
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("told", ["", "[]", "{", '{"x": 3}'])
def test_a_ledger_that_cannot_be_read_only_costs_time(tmp_path, told):
    paths = print_some(tmp_path)
    (tmp_path / NAME).write_text(told, "utf-8")
    assert print_some(tmp_path) == paths
    assert json.loads((tmp_path / NAME).read_bytes())


def test_two_who_print_into_one_folder_remember_the_files_of_both(tmp_path):
    one, other = Ledger(tmp_path), Ledger(tmp_path)
    one.keep(tmp_path / "a.pdf", "a", b"a")
    other.keep(tmp_path / "b.pdf", "b", b"b")
    after = Ledger(tmp_path)
    assert after.has(tmp_path / "a.pdf", "a")
    assert after.has(tmp_path / "b.pdf", "b")


def test_the_same_batch_gives_the_same_bytes_in_another_folder(tmp_path):
    first, second = (print_some(tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_another_look_stands_beside_the_plain_one(tmp_path):
    plain = print_some(tmp_path, kinds=["recall"])
    (large,) = print_some(tmp_path, kinds=["recall"], look=Look("letter", ("ink", "large")))
    assert large.name == plain[0].name.replace(".pdf", "-letter-large-ink.pdf")
    assert large.read_bytes() != plain[0].read_bytes()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--variant", "big"], 'variant "big" is not one of large, dyslexia, ink, no-qr.'),
        (["--paper", "a5"], 'paper "a5" is not one of a4, letter.'),
    ],
)
def test_an_unknown_look_is_told_in_one_line(tmp_path, capsys, asked, told):
    assert main(["print", "teens-3", "--out", str(tmp_path), *asked]) == 1
    assert capsys.readouterr().err == f"{told}\n"
    assert not list(tmp_path.rglob("*.pdf"))


def test_all_lessons_are_printed_where_they_have_the_kind_and_told_one_a_line(tmp_path, capsys):
    assert main(["print", "--all", "--kind", "feed", "--lang", "en", "--out", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert sorted(out.splitlines()) == sorted(map(str, tmp_path.rglob("*.pdf")))
    with_feed = [one for one in kit_bank().lessons.values() if one.feed]
    assert len(out.splitlines()) == len(with_feed)
    assert err == ""


def test_lessons_and_all_of_them_cannot_both_be_asked_for(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["print", "teens-3", "--all"])
    assert stop.value.code == 2


@pytest.fixture
def copy(tmp_path):
    """A teacher's copy of the English lesson, with a sentence and a picture of theirs."""
    bank = kit_bank()
    notebook = json.loads((bank.folder.parent / bank.lessons["teens-3"].notebook["en"]).read_bytes())
    mine = "Our own sentence.\n\n![our school](school.svg)"
    notebook["cells"].insert(1, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": mine})
    path = tmp_path / "my-copy.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    (tmp_path / "school.svg").write_text(drawing, "utf-8")
    return path


def test_a_teachers_copy_is_printed_as_it_was_edited_in_its_own_language(copy, tmp_path, capsys):
    assert main(["print", str(copy), "--kind", "pupil", "--out", str(tmp_path / "out")]) == 0
    path = tmp_path / "out" / "my-copy" / "my-copy-pupil-sheet.pdf"
    assert capsys.readouterr().out == f"{path}\n"
    with pikepdf.open(path) as pdf:
        told = [str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert "our school" in told


def test_a_copy_without_its_picture_is_told_with_its_cell(copy, tmp_path, capsys):
    (tmp_path / "school.svg").unlink()
    assert main(["print", str(copy), "--kind", "pupil", "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "my-copy.ipynb:" in told
    assert 'cell "mine": the picture "school.svg" cannot be printed: there is no such file' in told
    assert told.count("\n") == 1


def test_a_copy_whose_sheet_no_photo_could_be_read_of_is_told_before_it_is_printed(copy, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["print", str(copy), "--kind", "ticket-a", "--out", str(out)]) == 0
    (made,) = out.rglob("*.pdf")
    made.unlink()
    notebook = json.loads(copy.read_bytes())
    (cell,) = (one for one in notebook["cells"] if one["id"] == "baseline-items")
    cell["source"] = 'lesson.quiz("proof-or-block-first", "who-may-report", "block-and-proof")'
    copy.write_text(json.dumps(notebook), "utf-8")
    capsys.readouterr()
    assert main(["print", str(copy), "--kind", "ticket-a", "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert 'kind "ticket-a" asks other items than the kit\'s own, so no photo of it could be read' in told
    assert not list(out.rglob("*.pdf"))
