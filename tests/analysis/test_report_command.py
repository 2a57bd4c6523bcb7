"""`quizengine report`: a class's file or a journal in, a page or a sheet out."""

import pytest

from quizengine.classroom.rows import candidate_job, tally_job
from quizengine.classroom.store import Store
from quizengine.cli import main
from quizengine.content.journal import JournalFile


@pytest.fixture
def class_file(class_of_27, tmp_path):
    """The class of 27 as `quizengine class` leaves it, after an earlier session of another class."""
    path, time = tmp_path / "3b.class.sqlite", "2026-11-19T10:05+01:00"
    seen, tallies = class_of_27.records.seen, class_of_27.tallies
    store = Store.open(path)
    session = store.new_session("teens-3", "fr", {"code": "123456"}, time)
    for attempt in class_of_27.records.attempts.values():
        store.submit(attempt, seen[attempt.version], session=session)
    for one in tallies:
        store.put(tally_job(session, seen[one.version], one.round, one.counts, one.voters))
    store.close()
    return path


def test_a_class_file_gives_a_page_beside_it(class_file, capsys):
    assert main(["report", str(class_file)]) == 0
    page = class_file.with_name("3b.report.html")
    assert capsys.readouterr().out == f"{page}\n"
    assert "11 sur 27" in page.read_text("utf-8")


def test_out_may_be_a_pdf_in_another_language(class_file, tmp_path, text_of):
    out = tmp_path / "report.pdf"
    assert main(["report", str(class_file), "--lang", "en", "--out", str(out)]) == 0
    assert "11of27" in text_of(out.read_bytes())


def test_a_journal_in_json_lines_gives_a_report_too(class_of_27, bank, tmp_path):
    path = tmp_path / "class.jsonl"
    by_name = {item.id: item for item in class_of_27.records.seen.values()}
    JournalFile(path).append(class_of_27.records.attempts.values(), by_name)
    assert main(["report", str(path)]) == 0
    assert "Jusqu’à 20 réponses par vote" in path.with_name("class.report.html").read_text("utf-8")


def test_an_earlier_session_in_the_file_is_left_out(class_file, bank):
    """The candidates of the first session joined it; the second one has nine answers of its own."""
    store = Store.open(class_file)
    item = bank.items["who-may-report"]
    codes = {attempt.candidate for attempt in store.read().attempts.values()}
    for code in sorted(codes):
        store.put(candidate_job(1, code, "hash", "renard bleu", ""))
    session = store.new_session("teens-3", "en", {}, "")
    store.put(tally_job(session, item, 1, {"awa-only": 9}, 9))
    store.close()
    assert main(["report", str(class_file)]) == 0
    page = class_file.with_name("3b.report.html").read_text("utf-8")
    assert "Up to 9 answers a vote" in page


def test_another_ending_is_bad_use(class_file, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["report", str(class_file), "--out", "report.doc"])
    assert stop.value.code == 2
    assert "ends in .html or .pdf" in capsys.readouterr().err


def test_a_missing_file_is_told_and_not_made(tmp_path, capsys):
    assert main(["report", str(tmp_path / "none.class.sqlite")]) == 1
    assert "is not a file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_read_is_never_written_over(tmp_path, capsys):
    path = tmp_path / "journal.html"
    path.write_text("{}\n", "utf-8")
    assert main(["report", str(path), "--out", str(path)]) == 1
    assert path.read_text("utf-8") == "{}\n"


def test_lines_that_cannot_be_read_are_told_and_the_others_count(class_of_27, tmp_path, capsys):
    path = tmp_path / "class.jsonl"
    by_name = {item.id: item for item in class_of_27.records.seen.values()}
    JournalFile(path).append(class_of_27.records.attempts.values(), by_name)
    with path.open("a") as lines:
        lines.write('{"attempt": "cut')
    assert main(["report", str(path)]) == 1
    assert "was cut short" in capsys.readouterr().err
    assert path.with_name("class.report.html").is_file()


def test_a_file_without_answers_is_told_in_one_line(tmp_path, capsys):
    path = tmp_path / "empty.jsonl"
    path.write_text("", "utf-8")
    assert main(["report", str(path)]) == 1
    assert capsys.readouterr().err == "nobody has answered yet. Play a vote, or name another file.\n"
