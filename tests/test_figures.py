import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.figures import UNKNOWN_WORDS, id_text, numbers, parse_figure


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("12.19", 12.19, 2),
        ("12,190", 12.19, 3),
        ("1.234,5", 1234.5, 1),
        ("1,234.5", 1234.5, 1),
        ("1.234.567", 1234567.0, 0),
        ("82,41 %", 82.41, 2),
        ("112", 112.0, 0),
        ("-0,5 ha", -0.5, 1),
        ("1e3", 1000.0, 0),
        (" 7 \u00a0", 7.0, 0),
    ],
)
def test_figures_are_read_as_people_print_them(text, value, decimals):
    figure = parse_figure(text)
    assert (figure.value, figure.decimals) == (value, decimals)


def test_half_a_unit_of_the_last_decimal():
    assert parse_figure("12.19").half_unit == pytest.approx(0.005)
    assert parse_figure("112").half_unit == pytest.approx(0.5)


@pytest.mark.parametrize("word", sorted(UNKNOWN_WORDS))
def test_unknown_words_are_unknown_and_not_zero(word):
    assert parse_figure(word) is None
    assert parse_figure(f" {word.upper()} ") is None


@pytest.mark.parametrize(
    "text", ["v1900", "\ufffd1950", "12,3,4", "1.23.456", "0x10", "inf", "2 à 3"]
)
def test_what_is_no_number_is_refused_and_not_guessed(text):
    with pytest.raises(ValueError, match="not a number"):
        parse_figure(text)


@given(st.decimals(min_value=-(10**7), max_value=10**7, places=3))
def test_point_and_comma_say_the_same(decimal):
    assert parse_figure(str(decimal)) == parse_figure(str(decimal).replace(".", ","))


def test_numbers_keeps_unknown_apart_from_unreadable():
    values, unreadable = numbers(pd.Series(["1,5", "n.v.t.", "v1900", None], index=[4, 5, 6, 7]))
    assert values.iloc[0] == 1.5
    assert values.isna().tolist() == [False, True, True, True]
    assert unreadable.tolist() == [False, False, True, False]
    assert list(values.index) == [4, 5, 6, 7]


def test_infinite_numbers_are_unreadable():
    values, unreadable = numbers(pd.Series([1.0, math.inf, math.nan]))
    assert values.isna().tolist() == [False, True, True]
    assert unreadable.tolist() == [False, True, False]


def test_ids_lose_decimals_and_keep_zeros():
    assert id_text(pd.Series([691.0, 692.0])).tolist() == ["691", "692"]
    assert id_text(pd.Series(["00691", " 5 ", ""])).tolist() == ["00691", "5", None]
    assert id_text(pd.Series([200100000001882]), width=16).tolist() == ["0200100000001882"]
    assert id_text(pd.Series(["628.0", "BU0200"]), width=0).tolist() == ["628", "BU0200"]
