import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.errors import CrsError, TableError
from geo_ser.tables import (
    INDICATORS,
    INPUTS,
    hilbert_order,
    require_area_crs,
    require_columns,
    require_positive_area,
    require_unique,
)
from tests.shapes import square, table


def test_degrees_are_refused_with_the_way_out():
    with pytest.raises(CrsError, match=r"`buildings` has EPSG:4326.*to_crs\(28992\)"):
        require_area_crs(buildings=table(square(0, 0, 1), crs=4326))
    with pytest.raises(CrsError, match="has no CRS"):
        require_area_crs(plots=gpd.GeoDataFrame(geometry=[square(0, 0, 1)]))


def test_guards_name_table_rows_and_what_to_do():
    two = table(square(0, 0, 1), square(0, 0, 0), plot_id=["A", "A"])
    with pytest.raises(TableError, match=r"`plots`: 1 of 2 features have no area \(first: '1'\)"):
        require_positive_area(plots=two)
    with pytest.raises(TableError, match=r"1 of 2 rows repeat a plot_id \(first: 'A'\)"):
        require_unique(two, "plots", "plot_id")
    with pytest.raises(TableError, match=r"no column 'use'; it has plot_id, geometry"):
        require_columns(two, "plots", "use", "plot_id")


@given(st.permutations(range(6)))
def test_hilbert_order_is_blind_to_the_order_of_rows(order):
    squares = table(*[square(7 * n % 50, n * n, 3) for n in range(6)], id=list("abcdef"))
    assert hilbert_order(squares.iloc[list(order)], "id").id.tolist() == (
        hilbert_order(squares, "id").id.tolist()
    )


def test_hilbert_order_takes_empty_and_null_geometry():
    some = table(square(0, 0, 1), None, id=["b", "a"])
    assert hilbert_order(some, "id").id.tolist() == ["a", "b"]
    assert len(hilbert_order(some.iloc[:0], "id")) == 0


def test_contracts_name_each_column_once():
    for columns in [*INDICATORS.values(), *(contract.columns for contract in INPUTS.values())]:
        names = [column.name for column in columns]
        assert len(names) == len(set(names))
        assert all(column.unit for column in columns if column.kind == "number")


def test_every_indicator_has_a_dutch_label():
    for columns in INDICATORS.values():
        assert [c.name for c in columns if not c.nl and c.name != "geometry"] == []
