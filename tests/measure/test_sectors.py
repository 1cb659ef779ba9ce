"""Establishments by sector: the mapping, the count, what is unknown."""

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

from geo_ser.errors import CrsError
from geo_ser.measure import sector_of, terrain_sectors

TERRAINS = gpd.GeoDataFrame(
    {"terrain_id": ["1", "2", "3"]},
    geometry=[box(0, 0, 10, 10), box(20, 0, 30, 10), box(40, 0, 50, 10)],
    crs=28992,
)


def firms(*places, crs=28992):
    """Return establishments from (x, sbi) pairs."""
    table = {
        "establishment_id": [str(n) for n in range(len(places))],
        "sbi": [s for _, s in places],
    }
    return gpd.GeoDataFrame(table, geometry=[Point(x, 5) for x, _ in places], crs=crs)


@pytest.mark.parametrize(
    ("sbi", "sector"),
    [
        ("0111", "other"), ("10", "industry"), ("2562", "industry"), ("38.11", "industry"),
        ("4120", "construction"), ("45112", "trade_and_repair"), ("4941", "logistics"),
        ("5610", "other_services"), ("6201", "business_services"), ("7820", "business_services"),
        ("8411", "other_services"), ("9601", "other_services"), ("g", "trade_and_repair"),
        ("C 25", "industry"), ("4941;5210", "logistics"), ("04", None), ("7", None), ("", None),
        ("onbekend", None), (None, None), (float("nan"), None),
    ],
)  # fmt: skip
def test_the_sector_of_a_code(sbi, sector):
    assert sector_of(sbi) == sector


def test_every_division_belongs_to_one_sector():
    # The divisions of SBI 2008: 88 of the numbers 1 to 99.
    none = {4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89}
    known = {number for number in range(1, 100) if sector_of(f"{number:02d}")}
    assert known == set(range(1, 100)) - none
    assert len(known) == 88


def test_establishments_count_where_they_lie():
    table = terrain_sectors(
        TERRAINS, firms((1, "25"), (2, "2562"), (3, "41"), (4, None), (25, "49"), (99, "49"))
    )
    rows = [tuple(None if pd.isna(one) else one for one in row) for row in table.to_numpy()]
    assert rows == [
        ("1", "construction", 1), ("1", "industry", 2), ("1", None, 1), ("2", "logistics", 1),
    ]  # fmt: skip


def test_without_establishments_or_codes_nothing_is_made_up():
    assert len(terrain_sectors(TERRAINS, firms())) == 0
    table = terrain_sectors(TERRAINS, firms((1, "25")).drop(columns="sbi"))
    assert table["sector"].isna().all()
    assert table["establishments"].to_list() == [1]


@given(st.permutations([(1, "25"), (2, "41"), (25, "49"), (25, None), (26, "49")]))
def test_the_order_of_the_rows_changes_nothing(places):
    wanted = terrain_sectors(
        TERRAINS, firms((1, "25"), (2, "41"), (25, "49"), (26, "49"), (25, None))
    )
    pd.testing.assert_frame_equal(terrain_sectors(TERRAINS, firms(*places)), wanted)


def test_degrees_are_refused():
    with pytest.raises(CrsError, match="establishments"):
        terrain_sectors(TERRAINS, firms((1, "25"), crs=4326))
