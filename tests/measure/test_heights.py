import pandas as pd
import pytest

from geo_ser.elevations import HEIGHT_REASONS
from geo_ser.maps.codes import REASONS
from geo_ser.measure.heights import height_missing_reason, known_height_m
from tests.measure.parks import PARK, buildings, measured, only_row, terrains, why
from tests.shapes import square

SHEDS = [square(10 * number, 0, 5) for number in range(5)]


def test_highest_median_and_known_share_of_what_stands():
    some = buildings(
        *SHEDS, height_m=[4.0, 6.0, 12.0, None, 99.0],
        status=["Pand in gebruik"] * 4 + ["Bouw gestart"],
    )  # fmt: skip
    row = only_row(measured(terrains=PARK, buildings=some).terrains)
    assert (row["height_max_m"], row["height_p50_m"]) == (12, 6)
    assert row["height_known_share"] == pytest.approx(3 / 4)


def test_heights_that_cannot_be_are_unknown_with_the_reason():
    some = buildings(*SHEDS, height_m=[8.0, 0.0, -3.0, 3.4e38, None])
    assert known_height_m(some).notna().to_list() == [True, False, False, False, False]
    reasons = height_missing_reason(some)
    assert reasons.isna().to_list() == [True, False, False, False, False]
    assert reasons.to_list()[1:] == ["impossible"] * 3 + ["not_given"]
    assert set(height_missing_reason(buildings(*SHEDS))) == {"no_heights"}


def test_no_known_height_and_no_building_are_two_things():
    parks = terrains(square(0, 0, 100), square(200, 0, 10))
    result = measured(terrains=parks, buildings=buildings(square(0, 0, 5), height_m=[None]))
    row = result.terrains.set_index("terrain_id").loc["T1"]
    assert row["height_known_share"] == 0
    assert why(result, "terrains", "height_max_m", "T1") == "no_height_known"
    assert why(result, "terrains", "height_max_m", "T2") == "no_standing_building"
    assert why(result, "terrains", "height_known_share", "T2") == "no_standing_building"


def test_the_source_of_a_height_is_kept():
    some = buildings(*SHEDS[:2], height_m=[8.0, None], height_source=["3dbag", None])
    result = measured(terrains=PARK, buildings=some)
    rows = result.buildings.set_index("building_id")
    assert rows.loc["B1", "height_source"] == "3dbag"
    assert why(result, "buildings", "height_source", "B2") == "not_given"
    assert why(result, "buildings", "height_missing_reason", "B1") == "height_known"
    assert rows.loc["B2", "height_missing_reason"] == "not_given"


def test_every_reason_has_words_for_people():
    assert set(HEIGHT_REASONS) <= set(REASONS)


def test_a_building_newer_than_its_survey_has_no_height():
    some = buildings(
        *SHEDS[:3],
        height_m=[8.0, 8.0, 8.0],
        construction_year=[2019, 2020, 2021],
        survey_date=pd.to_datetime(["2020-06-01"] * 3),
    )
    result = measured(terrains=PARK, buildings=some)
    rows = result.buildings.set_index("building_id")
    assert rows["height_m"].notna().to_dict() == {"B1": True, "B2": True, "B3": False}
    assert rows.loc["B3", "height_missing_reason"] == "newer_than_survey"
    assert result.terrains["height_known_share"].item() == pytest.approx(2 / 3)


def test_what_the_source_said_of_a_missing_height_is_kept():
    some = buildings(
        *SHEDS[:3],
        height_m=[None, None, 8.0],
        height_missing_reason=["low_coverage", None, None],
        height_coverage=[0.3, None, 1.0],
        ground_m=[1.2, None, -0.5],
        survey_date=pd.to_datetime(["2020-06-01", None, "2020-06-01"]),
    )
    result = measured(terrains=PARK, buildings=some)
    rows = result.buildings.set_index("building_id")
    reasons = rows["height_missing_reason"].dropna().to_dict()
    assert reasons == {"B1": "low_coverage", "B2": "not_given"}
    assert rows.loc["B1", "height_coverage"] == 0.3
    assert rows.loc["B3", "ground_m"] == -0.5
    assert rows.loc["B3", "survey_date"] == pd.Timestamp("2020-06-01")
    assert why(result, "buildings", "ground_m", "B2") == "not_given"
    assert why(result, "buildings", "height_m", "B1") == "low_coverage"
