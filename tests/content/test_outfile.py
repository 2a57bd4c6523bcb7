"""A file takes its name only when it is whole; what fails leaves nothing behind."""

import pytest

from quizengine.content.outfile import open_part


def test_a_file_that_fails_leaves_the_old_one_and_nothing_else(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("old", "utf-8")
    with pytest.raises(UnicodeEncodeError), open_part(path) as part:
        part.write_text("half of it \ud800", "utf-8")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_two_who_write_at_once_do_not_disturb_each_other(tmp_path):
    path = tmp_path / "class.csv"
    with open_part(path) as one, open_part(path) as other:
        one.write_text("one", "utf-8")
        other.write_text("other", "utf-8")
    assert path.read_text("utf-8") == "one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told_by_the_name_that_was_asked_for(tmp_path):
    path = tmp_path / "none" / "class.csv"
    with pytest.raises(FileNotFoundError) as told, open_part(path) as part:
        part.write_text("new", "utf-8")
    assert told.value.filename == str(path)


def test_a_file_that_cannot_be_read_meanwhile_keeps_its_name(tmp_path):
    with pytest.raises(FileNotFoundError) as told, open_part(tmp_path / "class.csv"):
        (tmp_path / "none.csv").read_bytes()
    assert told.value.filename == str(tmp_path / "none.csv")
