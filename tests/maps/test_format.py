import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.maps.format import clean, is_unknown, number, shown_date, span, value_text
from geo_ser.tables import INDICATORS, Column


@pytest.mark.parametrize("value", [None, pd.NA, math.nan, math.inf, "", "  ", pd.NaT])
def test_unknown_is_empty_and_never_a_zero(value):
    assert is_unknown(value)
    assert number(value, 1, "nl") == ""
    assert all(value_text(value, one, "nl") == "" for one in INDICATORS["terrains"])


def test_zero_is_a_value():
    assert not is_unknown(0.0)
    assert value_text(0.0, Column("gfa_m2", "number", "m2"), "nl") == "0 m²"


def test_dutch_numbers_have_a_decimal_comma_and_no_minus_zero():
    assert number(-1234.56, 1, "nl") == "−1.234,6"
    assert number(-0.001, 2, "nl", sign=True) == "0,00"
    assert span(13.4, 16.65, 1, "en") == "13.4–16.6"


def test_floor_area_stays_in_square_metres_and_land_becomes_hectares():
    columns = {column.name: column for column in INDICATORS["terrains"]}
    assert value_text(408_975, columns["gfa_m2"], "nl") == "408.975 m²"
    assert value_text(310_700, columns["footprint_m2"], "nl") == "31,07 ha"


def test_dates_turn_round_and_other_text_stays():
    assert shown_date("2022-06-01T10:00:00") == "01-06-2022"
    assert shown_date("rond 2004") == "rond 2004"


@settings(deadline=None, max_examples=12)
@given(st.text(max_size=400), st.integers(2, 60))
def test_cleaned_text_is_short_printable_and_can_be_written(text, limit):
    shown = clean(text, limit=limit)
    assert len(shown) <= limit
    assert shown.encode("utf-8").decode() == shown
    assert not any(ord(one) < 32 or one in "\u202a\u202e\u2066\u2069\u200f" for one in shown)


def test_half_a_surrogate_pair_and_a_null_byte_are_dropped():
    assert clean("a\ud800b\x00c") == "abc"
