import pandas as pd
import pytest

from geo_ser.errors import CrsError, TableError, UsageError
from geo_ser.measure.inputs import available, ready
from tests.measure.parks import PARK, buildings, measured, point, terrains, units
from tests.shapes import square, table


def test_rows_come_in_order_of_their_text_ids():
    parks = terrains(square(0, 0, 1), square(2, 0, 1), square(4, 0, 1), terrain_id=[10, 9, 100])
    assert ready({"terrains": parks})["terrains"]["terrain_id"].to_list() == ["10", "100", "9"]


def test_units_count_with_areas_and_heights_with_a_column():
    shed = buildings(square(0, 0, 1))
    assert available({"terrains": PARK, "buildings": shed, "units": units(point(0, 0))}) == {
        "terrains", "buildings",
    }  # fmt: skip
    high = {
        "buildings": shed.assign(height_m=3.0),
        "units": units(point(0, 0), floor_area_m2=[5.0]),
    }
    assert available(high) == {"buildings", "units", "heights"}
    assert available({"buildings": shed, "heights": pd.DataFrame()}) == {"buildings"}


@pytest.mark.parametrize(
    ("tables", "error", "message"),
    [
        ({}, TableError, "no `terrains` table.*geo-ser layers"),
        ({"terrains": PARK, "buildings": table(square(0, 0, 1))}, TableError,
         "`buildings` has no column 'building_id'"),
        ({"terrains": terrains(square(0, 0, 1), square(1, 0, 1), terrain_id=["a", "a"])},
         TableError, "1 of 2 rows repeat a terrain_id"),
        ({"terrains": PARK.set_crs(4326, allow_override=True)}, CrsError, "has EPSG:4326"),
        ({"terrains": terrains(square(0, 0, 0))}, TableError, "1 of 1 features have no area"),
    ],
)  # fmt: skip
def test_tables_that_break_their_contract_are_refused(tables, error, message):
    with pytest.raises(error, match=message):
        measured(**tables)


def test_an_unknown_group_is_refused_with_those_known():
    with pytest.raises(UsageError, match=r"no group 'covers'.*cover, plots"):
        measured(terrains=PARK, groups=["covers"])


def test_other_tables_of_the_stage_are_left_alone():
    overlaps = table(square(0, 0, 1), surface_id=["s"])
    assert set(ready({"terrains": PARK, "surface_overlaps": overlaps})) == {"terrains"}
