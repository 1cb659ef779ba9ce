"""Where coordinates say they are, and where they look to be."""

from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from geo_ser.errors import CrsError
from geo_ser.layers.crs import coordinates_look, way_to_rd
from tests.shapes import square

RD, DEGREES, MERCATOR = CRS.from_epsg(28992), CRS.from_epsg(4326), CRS.from_epsg(3857)
HERE = square(0, 0, 100)


def array(*shapes):
    out = np.empty(len(shapes), dtype="object")
    out[:] = shapes
    return out


def moved(shape, epsg):
    there = Transformer.from_crs(28992, epsg, always_xy=True).transform
    return shapely.transform(shape, there, interleaved=False)


def locate(*shapes, stated=None, **options):
    """Bring shapes to RD one by one, after a look at all of them."""
    alone = [array(shape) for shape in shapes]
    way = way_to_rd(shapely.bounds(array(*shapes)), stated, what="`terrains` (t.shp)", **options)
    located = [way.located(one) for one in alone]
    outside = np.concatenate([one.outside for one in located])
    way.require_inside(outside.sum(), sum(one.usable.sum() for one in located))
    geometry = np.concatenate([one.geometry for one in located])
    return SimpleNamespace(geometry=geometry, outside=outside, assumed=way.assumed)


def test_rd_is_never_transformed():
    located = locate(HERE, stated=RD)
    assert located.geometry[0] is HERE
    assert located.assumed is None
    esri = CRS.from_wkt(RD.to_wkt("WKT1_ESRI"))
    assert locate(HERE, stated=esri).geometry[0] is HERE
    assert locate(HERE, stated=CRS.from_epsg(7415)).geometry[0] is HERE


@pytest.mark.parametrize("epsg", [4326, 4258, 3857, 25831])
def test_other_systems_come_home_within_a_quarter_of_a_metre(epsg):
    located = locate(moved(HERE, epsg), stated=CRS.from_epsg(epsg))
    assert located.geometry[0].hausdorff_distance(HERE) < 0.25
    assert located.geometry[0].area == pytest.approx(10_000, rel=1e-4)


def test_missing_crs_is_read_from_the_coordinates_and_said():
    metres, degrees = locate(HERE), locate(moved(HERE, 4326))
    assert metres.geometry[0] is HERE
    assert "look like metres in RD New; read as EPSG:28992" in metres.assumed.en
    assert degrees.geometry[0].area == pytest.approx(10_000, rel=1e-4)
    assert "look like Dutch longitudes and latitudes in degrees" in degrees.assumed.en


@pytest.mark.parametrize(
    ("shape", "says"),
    [
        (shapely.box(0, 0, 10, 10), "no place in the Netherlands.*EPSG:…"),
        (moved(HERE, 3857), r"metres in Web Mercator\. .*crs = \"EPSG:3857\""),
        (shapely.transform(moved(HERE, 4326), lambda xy: xy[:, ::-1]), "swapped.*Swap x and y"),
    ],
)
def test_missing_crs_that_cannot_be_seen_is_refused(shape, says):
    with pytest.raises(CrsError, match=rf"`terrains` \(t\.shp\).*names no coordinate.*{says}"):
        locate(shape)


@pytest.mark.parametrize(
    ("shape", "stated", "says"),
    [
        (HERE, DEGREES, r"EPSG:4326.*metres in RD New.*crs = \"EPSG:28992\""),
        (moved(HERE, 4326), RD, r"EPSG:28992.*degrees\. .*crs = \"EPSG:4326\""),
        (moved(HERE, 3857), RD, r"Web Mercator.*crs = \"EPSG:3857\""),
        (moved(HERE, 4326), MERCATOR, r"crs = \"EPSG:4326\""),
        (shapely.box(2.3, 48.8, 2.4, 48.9), DEGREES, "outside the Netherlands"),
    ],
)
def test_a_crs_that_the_coordinates_contradict_is_refused(shape, stated, says):
    with pytest.raises(CrsError, match=says):
        locate(shape, stated=stated)


def test_the_setting_goes_before_the_file_and_is_checked_too():
    assert locate(HERE, stated=DEGREES, override="EPSG:28992").geometry[0] is HERE
    with pytest.raises(CrsError, match=r'crs = "EPSG:4326", but its coordinates look like metres'):
        locate(HERE, stated=RD, override="EPSG:4326")
    with pytest.raises(CrsError, match=r'crs = "RD" is no coordinate system'):
        locate(HERE, override="RD")


def test_geojson_in_metres_without_crs_is_rd_and_said():
    located = locate(HERE, stated=DEGREES, format_default=True)
    assert located.geometry[0] is HERE
    assert "GeoJSON then means degrees" in located.assumed.en


def test_an_undefined_crs_is_no_crs():
    local = CRS.from_wkt('LOCAL_CS["Undefined",UNIT["metre",1]]')
    assert "names no coordinate system" in locate(HERE, stated=local).assumed.en


def test_single_rows_outside_the_netherlands_are_marked():
    paris = shapely.box(2.3, 48.8, 2.4, 48.9)
    located = locate(moved(HERE, 4326), paris, moved(HERE, 4326), stated=DEGREES)
    assert located.outside.tolist() == [False, True, False]
    assert located.geometry[1] is None


def test_a_majority_that_contradicts_the_crs_is_refused_even_when_some_rows_fit():
    with pytest.raises(CrsError, match="look like metres in RD New"):
        locate(HERE, HERE, HERE, moved(HERE, 4326), stated=DEGREES)


def test_shapes_without_coordinates_stay_as_they_are():
    empty = shapely.from_wkt("POLYGON EMPTY")
    located = locate(None, empty, HERE, stated=RD)
    assert located.geometry.tolist() == [None, empty, HERE]
    assert not located.outside.any()
    assert not locate(None, empty).outside.any()
    assert coordinates_look(shapely.bounds(array(None, empty))) is None
