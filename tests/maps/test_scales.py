import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.maps.building_kinds import status_kinds, use_kinds
from geo_ser.maps.scales import (
    ATLAS_SCALES,
    BUILDING_SCALES,
    YEAR_SCALE,
    Categories,
    category_codes,
    class_codes,
    class_labels,
)
from geo_ser.maps.text import words


def codes(key, *values):
    return class_codes(pd.Series(values, dtype="float64"), ATLAS_SCALES[key])


def test_the_tolerance_of_one_per_cent_belongs_to_the_middle_class():
    shares = (-0.05, -0.0499, -0.0101, -0.01, 0.0, 0.01, 0.0101, 0.0499, 0.05)
    assert codes("difference", *shares) == [0, 1, 1, 2, 2, 2, 3, 3, 4]


def test_a_share_that_is_one_per_cent_but_for_the_last_bit_is_within():
    assert codes("difference", (1.01 - 1.0) / 1.0) == [2]


def test_unknown_has_no_class_and_zero_the_lowest():
    assert codes("coverage", math.nan, 0.0, 0.1, 0.9) == [None, 0, 1, 5]


def test_years_fall_in_their_decade():
    years = pd.Series([1929, 1959, 1960, 1999, 2000, 2022, None], dtype="Float64")
    assert class_codes(years, YEAR_SCALE) == [0, 0, 1, 4, 5, 7, None]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_class_has_a_label_and_a_colour_of_its_own(language):
    for scale in [*ATLAS_SCALES.values(), YEAR_SCALE]:
        labels = class_labels(scale, language)
        assert len(labels) == len(set(labels)) == len(scale.colours) == len(scale.bounds) + 1
        assert len(set(scale.colours)) == len(scale.colours)
    for scale in BUILDING_SCALES.values():
        if isinstance(scale, Categories):
            assert len(set(scale.kinds.values())) == len(scale.kinds)
            assert all(kind in words(language) for kind in scale.kinds)


@settings(deadline=None, max_examples=12)
@given(st.lists(st.floats(-2, 2), min_size=2, max_size=30))
def test_a_larger_value_never_has_a_lower_class(shares):
    for key in ATLAS_SCALES:
        found = codes(key, *sorted(shares))
        assert found == sorted(found)


def test_uses_in_both_spellings_and_why_there_are_none():
    uses = pd.Series([["industry"], ["kantoorfunctie"], ["retail", "other"], None, None, None])
    reasons = ["", "", "", "no_unit_in_use", "not_standing", "no_units"]
    assert use_kinds(uses, reasons) == [
        "use_industry", "use_office", "use_mixed", "use_none", "use_absent", None,
    ]  # fmt: skip


def test_status_of_the_bag_is_known_and_another_is_not_called_standing():
    statuses = pd.Series(["Pand in gebruik", "Bouwvergunning verleend", "iets nieuws", None])
    kinds = status_kinds(statuses)
    assert kinds == ["status_standing", "status_permit", "status_other", None]
    scale = BUILDING_SCALES["status"]
    assert isinstance(scale, Categories)
    assert category_codes(kinds, scale) == [0, 2, 5, None]
