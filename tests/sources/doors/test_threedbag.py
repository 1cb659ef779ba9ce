"""The 3DBAG API, against a stub made from its published description."""

import json

import pytest
import shapely

from geo_ser.layers.cityjson import read_cityjson
from tests.servers.data import real
from tests.sources.doors.rig import Rig

AREA = "195000,471500,197500,474000"


def rig(folder, stub, fault="none", **changes):
    door = {"page_size": 50, "tile_m": 5000, **changes.pop("door", {})}
    return Rig(
        folder, "threedbag", stub.url("3dbag", fault), "pand", ("identificatie",),
        changes.pop("area", AREA), door, **changes,
    )  # fmt: skip


def outlines(whole, outcome):
    return read_cityjson(whole.file(outcome), what="proef")


def test_every_building_comes_once_where_it_stands(tmp_path, stub):
    whole = rig(tmp_path, stub)
    outcome = whole.whole()
    assert (outcome.features, outcome.distinct_ids) == (130, 130)
    rows = outlines(whole, outcome)
    assert rows.crs.to_epsg() in (28992, 7415)
    true = real("pand").head(130).set_index("identificatie")
    names = rows.attributes["identificatie"].str.removeprefix("NL.IMBAG.Pand.")
    assert sorted(names) == sorted(true.index)
    for name, shape in zip(names, rows.geometry.all(), strict=True):
        outer = shapely.get_parts(true.geometry[name])[0].exterior
        # Corners are whole millimetres, so an outline moves less than one.
        assert shapely.hausdorff_distance(shape.exterior, outer) < 0.001


def test_tile_edges_double_nothing_and_lose_nothing(tmp_path, stub):
    one, many = rig(tmp_path / "a", stub), rig(tmp_path / "b", stub, door={"tile_m": 400})
    few = outlines(one, one.whole())
    rows = outlines(many, many.whole())
    assert sorted(rows.attributes["identificatie"]) == sorted(few.attributes["identificatie"])
    assert len(rows.geometry) == 130
    areas = [shapely.area(one.geometry.all()).sum() for one in (rows, few)]
    assert areas[0] == pytest.approx(areas[1])


def test_attributes_and_parts_are_kept(tmp_path, stub):
    whole = rig(tmp_path, stub)
    model = json.loads(whole.file(whole.whole()).read_text(encoding="utf-8"))
    buildings = [one for one in model["CityObjects"].values() if one["type"] == "Building"]
    assert {one["attributes"]["b3_h_maaiveld"] for one in buildings} == {10.0}
    assert len(model["CityObjects"]) == 260
    corners = [
        corner
        for one in buildings
        for surface in one["geometry"][0]["boundaries"]
        for ring in surface if isinstance(ring, list)
        for corner in ring
    ]  # fmt: skip
    assert len(model["vertices"]) == max(corners, default=0) + 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("next_missing;at=2", "100 of 130 buildings came"),
        ("next_loop;at=2", "leads back"),
        ("next_foreign;at=2", "another host"),
        ("short;at=2;times=1", "129 of 130"),
        ("doubled;untold=1", "has 50 buildings and has 51"),
        ("doubled", "came twice for one square"),
        ("html", "a page for people"),
        ("redirect", "no host of the catalogue"),
        ("cut", "breaks off"),
        ("huge", "over the limit"),
    ],
)
def test_what_is_not_whole_is_refused(tmp_path, stub, fault, words):
    assert words in rig(tmp_path, stub, fault).refused()


@pytest.mark.parametrize("fault", ["status;code=502", "cut", "too_many;seconds=0"])
def test_what_passes_is_asked_again(tmp_path, stub, fault):
    assert rig(tmp_path, stub, f"{fault};at=2;times=1").whole().features == 130


def test_a_refresh_between_pages_is_noticed_and_begun_anew(tmp_path, stub):
    assert rig(tmp_path, stub, "refresh;at=2").whole().features == 129


def test_the_size_is_told_without_fetching(tmp_path, stub):
    outcome = rig(tmp_path, stub).size()
    assert (outcome.features, outcome.pages) == (130, 3)


def test_two_fetches_give_the_same_bytes(tmp_path, stub):
    first, second = rig(tmp_path / "a", stub), rig(tmp_path / "b", stub)
    assert first.file(first.whole()).read_bytes() == second.file(second.whole()).read_bytes()
