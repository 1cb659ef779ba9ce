"""Storeys: given, or estimated by use only where that is asked for; a hall stays a hall."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import StudyError
from geo_ser.measure.storeys import building_storeys
from geo_ser.study import StoreyHeights, Thresholds
from tests.layers.studies import study
from tests.measure.parks import PARK, buildings, measured, point, units, why
from tests.shapes import square

ASKED = StoreyHeights(office=3.5, dwelling=3.0)


def storeys(uses, height, asked=ASKED, **columns):
    table = pd.DataFrame({name: [cell] for name, cell in columns.items()}, index=[0])
    height = pd.Series([height], dtype="float64")
    return building_storeys(table, height, pd.Series([uses], dtype="object"), asked).loc[0]


@pytest.mark.parametrize(
    ("uses", "height", "count"),
    [
        (["office"], 10.5, 3),
        (["office"], 12.2, 3),
        (["office"], 12.3, 4),
        (["office"], 1.0, 1),
        (["dwelling"], 9.0, 3),
        (["dwelling", "office"], 13.0, 4),
    ],
)
def test_offices_and_dwellings_are_their_height_by_their_storey(uses, height, count):
    found = storeys(uses, height)
    assert (found["storeys"], found["storeys_method"]) == (count, "height")


@pytest.mark.parametrize("height", [4.0, 12.0, 35.0, None])
def test_a_hall_has_one_storey_whatever_its_height(height):
    found = storeys(["industry"], height)
    assert (found["storeys"], found["storeys_method"]) == (1, "hall")


def test_nothing_is_estimated_unless_asked():
    for uses in (["industry"], ["office"], None):
        found = storeys(uses, 12.0, StoreyHeights())
        assert pd.isna(found["storeys"])
        assert found["storeys_reason"] == "no_storey_height"


def test_given_storeys_are_not_touched():
    found = storeys(["industry"], 12.0, storeys=2)
    assert (found["storeys"], found["storeys_method"]) == (2, "given")
    assert storeys(["office"], 7.0, storeys=0)["storeys"] == 2


@pytest.mark.parametrize(
    ("uses", "height", "reason"),
    [
        (["industry", "office"], 12.0, "no_storey_height"),
        (["retail"], 12.0, "no_storey_height"),
        (None, 12.0, "no_uses"),
        ([], 12.0, "no_uses"),
        (["office"], None, "no_height_known"),
    ],
)
def test_what_cannot_be_estimated_is_null_with_its_reason(uses, height, reason):
    found = storeys(uses, height)
    assert pd.isna(found["storeys"])
    assert pd.isna(found["storeys_method"])
    assert found["storeys_reason"] == reason


@settings(max_examples=12, deadline=None)
@given(
    height=st.floats(0.1, 400),
    uses=st.lists(st.sampled_from(["dwelling", "office", "retail", "other", "industry"]),
                  unique=True, min_size=1),
    storey=st.floats(2, 10),
)  # fmt: skip
def test_an_estimate_is_whole_at_least_one_and_never_for_a_part_of_a_hall(height, uses, storey):
    asked = StoreyHeights(dwelling=storey, office=storey, retail=storey, other=storey)
    found = storeys(sorted(uses), height, asked)
    if "industry" in uses:
        assert found["storeys"] == 1 if uses == ["industry"] else pd.isna(found["storeys"])
    else:
        assert found["storeys"] == max(1, int(height / storey + 0.5))


def test_industry_cannot_be_asked_for(tmp_path):
    with pytest.raises(StudyError, match="industry: unknown key"):
        study(tmp_path, "[thresholds]\nstorey_height_m = { industry = 3.0 }\n")


def test_estimated_storeys_are_shown_and_make_no_floor_area():
    park = {
        "terrains": PARK,
        "buildings": buildings(square(0, 0, 10), square(20, 0, 10), height_m=[12.0, 10.5]),
        "units": units(
            point(5, 5), point(25, 5), floor_area_m2=[90.0, 250.0],
            uses=[["industriefunctie"], ["kantoorfunctie"]],
        ),
    }  # fmt: skip
    plain = measured(**park)
    asked = measured(Thresholds(storey_height_m=ASKED), **park)
    rows = asked.buildings.set_index("building_id")
    assert rows["storeys"].to_dict() == {"B1": 1, "B2": 3}
    assert rows["storeys_method"].to_dict() == {"B1": "hall", "B2": "height"}
    assert why(plain, "buildings", "storeys") == "no_storey_height"
    assert set(rows["gfa_method"]) == {"units"}
    default = measured(Thresholds(), **park)
    assert (
        rows["gfa_m2"].to_dict() == default.buildings.set_index("building_id")["gfa_m2"].to_dict()
    )
