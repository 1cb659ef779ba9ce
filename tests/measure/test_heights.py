import pytest

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
