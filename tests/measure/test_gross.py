import pytest
from shapely import MultiPolygon, Polygon

from geo_ser.errors import CrsError, TableError
from geo_ser.measure.gross import gross_area_m2, terrain_overlaps
from tests.measure.parks import terrains
from tests.shapes import square


def test_all_of_the_polygon_without_its_holes_and_with_all_its_parts():
    hole = Polygon(square(0, 0, 10).exterior, [square(2, 2, 3).exterior])
    two = MultiPolygon([square(20, 0, 10), square(40, 0, 5)])
    found = gross_area_m2(terrains(hole, two))
    assert found.to_list() == pytest.approx([91, 125])
    assert found.name == "gross_area_m2"


def test_degrees_and_flat_terrains_are_refused():
    with pytest.raises(CrsError, match="`terrains` has EPSG:4326"):
        gross_area_m2(terrains(square(0, 0, 10)).set_crs(4326, allow_override=True))
    with pytest.raises(TableError, match="1 of 1 features have no area"):
        gross_area_m2(terrains(Polygon()))


def test_two_terrains_on_the_same_land_are_found_with_the_place():
    found = terrain_overlaps(terrains(square(0, 0, 10), square(8, 0, 10), square(18, 0, 10)))
    assert [(one.rule, one.severity, one.id) for one in found] == [
        ("measure.terrain_overlap", "warning", "T1")
    ]
    assert found[0].difference == pytest.approx(20)
    assert found[0].geometry.equals(square(8, 0, 2, 10))
    assert "'T2'" in found[0].reason.nl


def test_neighbours_and_slips_of_the_pen_are_no_overlap():
    assert terrain_overlaps(terrains(square(0, 0, 10), square(10, 0, 10))) == []
    assert terrain_overlaps(terrains(square(0, 0, 10), square(9.95, 0, 10))) == []
