"""What is typed: numbers, intervals, significant figures and folded text."""

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizengine.scoring.typed import (
    FOLDS,
    LONGEST_NUMBER,
    Interval,
    fold,
    parse_interval,
    parse_number,
    round_to_figures,
)

steady = settings(derandomize=True, deadline=None, max_examples=300, database=None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("007", "7"),
        ("1.", "1"),
        (".5", "1/2"),
        ("-,25", "-1/4"),
        ("1 234 567,89", "123456789/100"),
        ("1\u2009234", "1234"),
        ("\u2212\u202f5", None),
        ("1\t234", None),
        ("1234 567", None),
        (" 12 ", "12"),
        ("2E-2", "1/50"),
        ("1e1000", None),
        ("e5", None),
        ("-", None),
        ("", None),
        ("1/2", None),
        ("0x10", None),
        ("１２", None),
        ("١٢", None),
        ("--1", None),
        ("1-1", None),
    ],
)
def test_a_number_is_read_exactly_or_not_at_all(text, value):
    assert parse_number(text) == (None if value is None else Fraction(value))


def test_a_number_longer_than_anybody_types_is_not_read():
    assert parse_number("9" * LONGEST_NUMBER) == 10**LONGEST_NUMBER - 1
    assert parse_number("9" * (LONGEST_NUMBER + 1)) is None


@steady
@given(st.decimals(-(10**9), 10**9, places=4))
def test_comma_and_point_and_minus_signs_read_the_same(decimal):
    text = f"{decimal:f}"
    assert parse_number(text) == Fraction(decimal)
    assert parse_number(text.replace(".", ",").replace("-", "\u2212")) == Fraction(decimal)


@steady
@given(st.integers(0, 10**12), st.sampled_from(" \u00a0\u2009\u202f"))
def test_thousands_may_be_set_apart_by_any_space(number, space):
    assert parse_number(f"{number:,}".replace(",", space)) == number


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("[1, 2]", Interval(Fraction(1), Fraction(2))),
        ("[1; 2[", Interval(Fraction(1), Fraction(2), is_high_open=True)),
        ("[1, 2)", Interval(Fraction(1), Fraction(2), is_high_open=True)),
        ("]1;2]", Interval(Fraction(1), Fraction(2), is_low_open=True)),
        (" (−1.5 , 2) ", Interval(Fraction(-3, 2), Fraction(2), is_low_open=True, is_high_open=True)),
        ("[5, 5]", Interval(Fraction(5), Fraction(5))),
    ],
)
def test_an_interval_says_which_ends_belong_to_it(text, interval):
    assert parse_interval(text) == interval


@pytest.mark.parametrize(
    "text",
    ["", "12", "[1]", "[1, 2", "1, 2]", ")1, 2]", "[1, 2(", "[a, 2]", "[1, b]", "[2, 1]", "[1,5; 2,5]"],
)
def test_what_is_no_interval_is_not_read(text):
    assert parse_interval(text) is None


@pytest.mark.parametrize("text", ["(5, 5]", "[5, 5)", "(5, 5)", "]5; 5["])
def test_an_interval_that_holds_no_number_is_none(text):
    assert parse_interval(text) is None


@pytest.mark.parametrize(
    ("number", "figures", "rounded"),
    [
        ("0", 3, "0"),
        ("1234", 2, "1200"),
        ("1250", 2, "1300"),
        ("-1250", 2, "-1300"),
        ("0.00125", 2, "0.0013"),
        ("-0.00125", 2, "-0.0013"),
        ("999.5", 3, "1000"),
        ("999.4", 3, "999"),
        ("10", 1, "10"),
        ("1/3", 4, "0.3333"),
        ("2/3", 4, "0.6667"),
        ("1", 15, "1"),
    ],
)
def test_half_a_figure_rounds_away_from_zero(number, figures, rounded):
    assert round_to_figures(Fraction(number), figures) == Fraction(rounded)


@steady
@given(st.fractions().filter(bool), st.integers(1, 15))
def test_rounding_twice_is_rounding_once_and_keeps_the_sign(number, figures):
    once = round_to_figures(number, figures)
    assert round_to_figures(once, figures) == once == -round_to_figures(-number, figures)
    assert once * number > 0


@pytest.mark.parametrize(
    ("text", "folds", "folded"),
    [
        ("  a \u00a0 b\n", (), "a b"),
        ("Œuvre", ("accents",), "OEuvre"),
        ("Æquo æ", ("accents",), "AEquo ae"),
        ("Œuvre", ("case",), "œuvre"),
        ("É", ("case",), "é"),
        ("É", ("accents",), "E"),
        ("É", ("accents", "case"), "e"),
        ("ñ ç Å ü", ("accents",), "n c A u"),
        ("l\u2018l\u2019l\u02bcl\u2032l\u00b4l\u0060", ("apostrophes",), "l'l'l'l'l'l'"),
        ("l’", ("case", "accents"), "l’"),
        ("ẞß", ("case",), "ssss"),
    ],
)
def test_only_what_the_item_says_is_folded(text, folds, folded):
    assert fold(text, folds) == folded


letters = st.text("eéèEÉœŒcçßaàâ'’ ñ", max_size=12)
any_folds = st.lists(st.sampled_from(FOLDS), unique=True).map(tuple)


@steady
@given(letters, any_folds)
def test_composed_and_decomposed_are_always_the_same(text, folds):
    forms = {fold(unicodedata.normalize(form, text), folds) for form in ("NFC", "NFD")}
    assert len(forms) == 1


@steady
@given(letters | st.text(max_size=12), any_folds)
def test_folding_twice_is_folding_once(text, folds):
    once = fold(text, folds)
    assert fold(once, folds) == once
