"""A command is asked for a lesson by its id, or by a teacher's copy of its notebook."""

import json

import pytest

from quizengine.content.asked import find_lesson


@pytest.fixture
def copy(tmp_path):
    path = tmp_path / "mine.ipynb"
    own = {"quizengine": {"lesson": "teens-3", "lang": "en"}}
    path.write_text(json.dumps({"metadata": own, "cells": []}), "utf-8")
    return path


def test_an_id_is_taken_as_it_stands():
    assert find_lesson("teens-3", "") == ("teens-3", "", None)


def test_a_copy_says_its_lesson_and_its_language(copy):
    assert find_lesson(str(copy), "") == ("teens-3", "en", copy)
    assert find_lesson(str(copy), "en") == ("teens-3", "en", copy)


def test_a_copy_in_another_language_is_told(copy):
    with pytest.raises(ValueError, match=r"mine.ipynb: it is in en\. Leave out --lang"):
        find_lesson(str(copy), "fr")


def test_a_notebook_without_a_lesson_is_told(copy):
    copy.write_text('{"cells": []}', "utf-8")
    with pytest.raises(ValueError, match=r"mine.ipynb: it is not a lesson of the kit"):
        find_lesson(str(copy), "")


def test_a_file_that_is_no_notebook_is_told(copy):
    copy.write_text("[", "utf-8")
    with pytest.raises(ValueError, match=r"mine.ipynb: this notebook cannot be read"):
        find_lesson(str(copy), "")


def test_a_notebook_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ValueError, match=r"none\.ipynb is not there\. Correct the name"):
        find_lesson(str(tmp_path / "none.ipynb"), "")
