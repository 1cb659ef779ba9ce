"""Tables in which everything lies over everything are refused by name, and ordinary ones pass."""

import re

import numpy as np
import pytest
import shapely

from geo_ser.errors import TableError
from geo_ser.layers import crowding
from geo_ser.layers.crowding import require_uncrowded
from geo_ser.layers.packed import PackedTable
from geo_ser.measure.gross import MOST_NAMED, terrain_overlaps
from tests.shapes import square, table


@pytest.fixture
def few_pairs_allowed(monkeypatch):
    monkeypatch.setattr(crowding, "ALWAYS_ALLOWED_PAIRS", 100)


def packed(shapes) -> PackedTable:
    ids = [f"T{number:03d}" for number in range(len(shapes))]
    return PackedTable.of(table(*shapes, terrain_id=ids))


def test_a_thousand_outlines_of_one_park_are_refused_with_the_rows_that_meet_most():
    outlines = packed([square(0, 0, 100)] * 1_500)
    with pytest.raises(TableError) as error:
        require_uncrowded(outlines, "terrains", "terrain_id", 200)
    said = str(error.value)
    assert "`terrains`: 1500 rows" in said
    assert re.search(r"most: T000 \(1499\), T001 \(1499\), T002 \(1499\)", said)
    assert "max_rows_met" in said


def test_small_tables_pass_however_crowded():
    require_uncrowded(packed([square(0, 0, 100)] * 1_000), "terrains", "terrain_id", 200)


@pytest.mark.usefixtures("few_pairs_allowed")
def test_the_limit_grows_with_the_rows():
    stacked = [square(0, 0, 10)] * 30
    with pytest.raises(TableError):
        require_uncrowded(packed(stacked), "surfaces", "terrain_id", 10)
    apart = [square(20.0 * number, 100, 10) for number in range(100)]
    require_uncrowded(packed(stacked + apart), "surfaces", "terrain_id", 10)


@pytest.mark.usefixtures("few_pairs_allowed")
def test_neighbours_that_touch_are_an_ordinary_table():
    grid = [square(10 * column, 10 * row, 10) for column in range(40) for row in range(40)]
    require_uncrowded(packed(grid), "parcels", "terrain_id", 200)


@pytest.mark.usefixtures("few_pairs_allowed")
def test_rows_without_a_place_do_not_count():
    empty = [shapely.Polygon()] * 60
    require_uncrowded(packed([*empty, square(0, 0, 1)]), "parcels", "terrain_id", 1)


def test_overlaps_of_one_terrain_with_many_are_one_finding():
    many = table(*[square(0, 0, 100)] * 30, terrain_id=[f"T{number:02d}" for number in range(30)])
    findings = terrain_overlaps(many)
    alone = MOST_NAMED * (MOST_NAMED + 1) // 2
    assert len(findings) == 29 - MOST_NAMED + alone
    first = findings[0]
    assert "29 terreinen ('T01', 'T02', 'T03', …)" in first.reason.nl
    assert first.difference == pytest.approx(10_000.0)
    assert np.isclose(first.geometry.area, 10_000.0)
