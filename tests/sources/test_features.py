"""Features into one file: each row once, nothing changed, columns united."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import IncompleteError, RefreshedError
from geo_ser.layers.read import read_rows
from geo_ser.sources.features import FeatureFile
from tests.sources.fakes import building

ID = ("identificatie",)


def file_of(path, *pages, id=ID):  # noqa: A002
    """Write pages as (tile, features) and return the tally."""
    with FeatureFile(path, id=id, what="bag/pand") as file:
        for tile, features in pages:
            file.add(features, tile=tile)
        return file.tally


def read(path):
    return read_rows(path, what="x", spatial=True)


def test_the_file_opens_in_rd_with_the_columns_of_all_pages(tmp_path):
    path = tmp_path / "a.geojson"
    one, other = building(1, 200_000, 470_000, hoogte=3.5), building(2, 200_100, 470_000, naam="é")
    tally = file_of(path, (0, [one]), (0, [other]))
    rows = read(path)
    assert rows.crs.to_epsg() == 28992
    assert not rows.format_default
    assert rows.attributes["identificatie"].to_list() == ["0000000000000001", "0000000000000002"]
    assert rows.attributes["hoogte"].to_list()[0] == 3.5
    assert rows.attributes["naam"].to_list()[1] == "é"
    assert (tally.features, tally.distinct_ids) == (2, 2)


def test_features_stand_as_the_service_gave_them(tmp_path):
    path = tmp_path / "a.geojson"
    one = building(1, 200_000.123, 470_000.1, lijst=["a", "b"], leeg=None, diep={"x": 1})
    file_of(path, (0, [one]))
    assert json.loads(path.read_text())["features"] == [one]


def test_an_empty_file_is_a_file_without_rows(tmp_path):
    tally = file_of(tmp_path / "a.geojson")
    assert tally.features == 0
    assert json.loads((tmp_path / "a.geojson").read_text())["features"] == []


def test_an_object_on_an_edge_is_kept_once(tmp_path):
    one, other = building(1, 200_000, 470_000), building(2, 200_100, 470_000)
    tally = file_of(tmp_path / "a.geojson", (0, [one]), (1, [one, other]))
    assert (tally.features, tally.distinct_ids, tally.on_edges) == (2, 2, 1)


def test_a_row_twice_in_one_tile_or_page_is_a_refresh(tmp_path):
    one = building(1, 200_000, 470_000)
    with pytest.raises(RefreshedError, match=r"1 rows came twice for one tile .*0000000000000001"):
        file_of(tmp_path / "a.geojson", (0, [one]), (0, [one]))
    with pytest.raises(RefreshedError, match="one page holds a row twice"):
        file_of(tmp_path / "a.geojson", (0, [one, one]))


def test_a_row_that_changed_between_tiles_is_a_refresh(tmp_path):
    one, changed = building(1, 200_000, 470_000), building(1, 200_000, 470_000, status="gesloopt")
    with pytest.raises(RefreshedError, match="1 rows changed between two requests"):
        file_of(tmp_path / "a.geojson", (0, [one]), (1, [changed]))


def test_a_double_of_the_registry_is_one_and_two_states_are_two(tmp_path):
    one, double = building(1, 200_000, 470_000), building(1, 200_000, 470_000)
    state = building(1, 200_000, 470_000, eind_registratie="2020-01-01")
    double["id"], state["id"] = "u1b", "u1c"
    tally = file_of(tmp_path / "a.geojson", (0, [one, double, state]))
    assert (tally.features, tally.distinct_ids, tally.copies) == (2, 1, 1)


def test_without_feature_id_the_own_number_tells_rows_apart(tmp_path):
    one = building(1, 200_000, 470_000)
    del one["id"]
    assert file_of(tmp_path / "a.geojson", (0, [one]), (1, [one])).features == 1
    two = {**one, "properties": {"naam": "x"}}
    tally = file_of(tmp_path / "a.geojson", (0, [one, two]), (1, [two]))
    assert (tally.features, tally.without_id) == (2, 1)


def test_several_columns_may_number_an_object_together(tmp_path):
    year = [building(n, 200_000, 470_000, rin="1", jaar=2022 + n) for n in (0, 1)]
    tally = file_of(tmp_path / "a.geojson", (0, year), id=("rin+jaar",))
    assert tally.distinct_ids == 2


def test_a_null_geometry_is_kept_and_counted(tmp_path):
    one = {**building(1, 0, 0), "geometry": None}
    tally = file_of(tmp_path / "a.geojson", (0, [one]))
    assert (tally.features, tally.without_geometry) == (1, 1)


@pytest.mark.parametrize(
    ("x", "y", "why"),
    [(470_000, 200_000, "x and y are swapped"), (6.5, 52.3, "degrees"), (3e6, 1e6, "elsewhere")],
)
def test_coordinates_that_are_no_rd_are_refused(tmp_path, x, y, why):
    with pytest.raises(IncompleteError, match=rf"are not RD New .*\({why}\)"):
        file_of(tmp_path / "a.geojson", (0, [building(1, x, y)]))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sets(st.integers(0, 30)), max_size=6))
def test_every_row_is_there_once_however_tiles_overlap(tmp_path_factory, tiles):
    path = tmp_path_factory.mktemp("f") / "a.geojson"
    pages = [
        (tile, [building(n, 200_000 + 20 * n, 470_000) for n in sorted(rows)])
        for tile, rows in enumerate(tiles)
    ]
    tally = file_of(path, *pages)
    found = [one["id"] for one in json.loads(path.read_text())["features"]]
    assert sorted(found) == sorted({f"u{n}" for rows in tiles for n in rows})
    assert tally.features == tally.distinct_ids == len(found)
    assert tally.on_edges == sum(map(len, tiles)) - len(found)
