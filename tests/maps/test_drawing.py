"""The map as a picture: what is drawn, where, and that it needs nothing else."""

import re
from xml.etree import ElementTree as Xml

import geopandas as gpd
import pytest
import shapely

from geo_ser.maps import terrain_page
from geo_ser.maps.drawing import Drawn, drawing, scale_bar_m
from tests.maps.views import apeldoorn, rijssen_holten
from tests.shapes import square


def shapes(*found):
    return gpd.GeoSeries(list(found), crs=28992)


def paths(svg):
    return [one for one in Xml.fromstring(svg).iter("path") if one.get("fill-rule")]


def test_a_square_with_a_hole_is_two_rings_north_up():
    whole = square(0, 0, 100).difference(square(20, 20, 10))
    [path] = paths(drawing([Drawn(shapes(whole), ["#fff"])], "nl"))
    rings = [
        {tuple(map(float, point.split())) for point in ring.split("L")}
        for ring in re.findall(r"M([^MZ]+)Z", path.get("d"))
    ]
    # a margin of 4 m; the south side of the square is the lower one, so the larger y
    assert rings == [
        {(4.0, 4.0), (104.0, 4.0), (104.0, 104.0), (4.0, 104.0)},
        {(24.0, 84.0), (34.0, 84.0), (34.0, 74.0), (24.0, 74.0)},
    ]


def test_unknown_is_grey_and_what_has_no_shape_is_left_out():
    svg = drawing(
        [Drawn(shapes(square(0, 0, 9), None, shapely.Polygon()), [None, "red", "red"])], "nl"
    )
    assert [one.get("fill") for one in paths(svg)] == ["#b9c1c9"]
    assert drawing([Drawn(shapes(None), [None])], "nl") == ""


@pytest.mark.parametrize(("width", "length"), [(10, 2), (49, 5), (500, 100), (26_000, 5000)])
def test_the_scale_bar_is_round_and_at_most_a_fifth(width, length):
    assert scale_bar_m(width) == length


@pytest.mark.parametrize("view", [apeldoorn(), rijssen_holten()], ids=lambda view: view.name)
def test_the_sheet_for_paper_has_the_picture_and_no_script(view):
    page = terrain_page(view, view.terrains["terrain_id"].iloc[0], still=True)
    assert 'class="still"' in page
    assert not re.search(r"<script(?! type=\"application/json\")", page)
    buildings = 0 if view.buildings is None else len(view.buildings)
    picture = page[page.index('<svg class="still"') :]
    assert len(paths(picture[: picture.index("</svg>") + 6])) == buildings + 1
