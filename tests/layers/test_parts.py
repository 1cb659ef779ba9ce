"""How many rows are taken at a time changes nothing: a law, and one table that is large."""

import gzip
import json
from contextlib import contextmanager

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser import tables
from geo_ser.errors import CrsError, SourceError
from geo_ser.findings import findings_table
from geo_ser.layers import cells, clean_tables, overlaps, packed
from geo_ser.layers import read as reading
from geo_ser.layers.read import read_rows
from geo_ser.pipeline.run import run_stage
from geo_ser.tables import hilbert_order
from tests.layers.studies import block, parks, study, written
from tests.shapes import X, Y, square, table


@contextmanager
def at_once(rows):
    """Take so many rows at a time, in every place where rows are taken in parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "AT_ONCE", rows)
        patch.setattr(packed, "AT_ONCE", rows)
        patch.setattr(cells, "_AT_ONCE", rows)
        patch.setattr(overlaps, "_AT_ONCE", rows)
        patch.setattr(tables, "_POINTS_AT_ONCE", rows)
        yield


place = st.integers(0, 8).map(lambda value: value * 7.0)
lands = st.builds(lambda x, y, size: square(x, y, size), place, place, st.integers(3, 12))
odd = st.sampled_from(
    [
        None,
        shapely.Point(X, Y),
        shapely.force_3d(square(0, 0, 10), 1.0),
        shapely.box(900_000, 0, 900_010, 10),
        shapely.from_wkt(f"POLYGON(({X} {Y},{X + 9} {Y + 9},{X + 9} {Y},{X} {Y + 9},{X} {Y}))"),
    ]
)
ids = st.sampled_from([*"123456789", None])
row = st.fixed_dictionaries(
    {
        "geometry": st.one_of(lands, lands, lands, odd),
        "terrain_id": ids,
        "building_id": ids,
        "surface_id": ids,
        "cover": st.sampled_from(["road", "water", "moes", None]),
        "claimed_gross_ha": st.sampled_from(["1", "1,5", "n.v.t.", "veel", None]),
        "construction_year": st.sampled_from([1990, 9999, None]),
        "whole": st.sampled_from([1, 2, None]),
        "yes": st.sampled_from([True, False, None]),
        "text": st.sampled_from(["a", None]),
        "nothing": st.none(),
        "day": st.sampled_from([pd.Timestamp("2020-01-02"), None]),
    }
)
good = {
    "geometry": square(0, 0, 10), "terrain_id": "0", "building_id": "0", "surface_id": "0",
    "cover": "road", "claimed_gross_ha": "1", "construction_year": 1990, "whole": 1, "yes": True,
    "text": "a", "nothing": None, "day": pd.Timestamp("2020-01-02"),
}  # fmt: skip
KINDS = {"construction_year": "Int32", "whole": "Int64", "yes": "boolean", "day": "datetime64[ms]"}


def frame_of(rows):
    frame = pd.DataFrame(rows, columns=list(good))
    columns = frame.drop(columns="geometry").astype(KINDS)
    return gpd.GeoDataFrame(columns, geometry=list(frame["geometry"]), crs=28992)


def cleaned(folder, name, file):
    """Return what comes of a file, in a form that can be compared."""
    layers = clean_tables(study(folder, block(name, file)))
    frames = [layers.tables[name], layers.quarantine, findings_table(layers.findings)]
    frames += [] if layers.surface_overlaps is None else [layers.surface_overlaps]
    return [frame.to_wkb() for frame in frames], layers.counts, layers.findings


@settings(max_examples=15, deadline=None)
@given(
    rows=st.lists(row, min_size=2, max_size=9),
    size=st.integers(1, 6),
    name=st.sampled_from(["terrains", "buildings", "surfaces"]),
    data=st.data(),
)
def test_any_number_at_a_time_gives_the_same(tmp_path_factory, rows, size, name, data):
    folder = tmp_path_factory.mktemp("law")
    rows = data.draw(st.permutations([good, *rows]))
    file = written(folder, frame_of(rows), "t.gpkg")
    whole, counts, findings = cleaned(folder, name, file)
    with at_once(size):
        parts, counts_of_parts, findings_of_parts = cleaned(folder, name, file)
    assert counts_of_parts == counts
    assert findings_of_parts == findings
    for one, other in zip(parts, whole, strict=True):
        pd.testing.assert_frame_equal(one, other, check_exact=True)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 7])
def test_rows_read_in_parts_keep_their_numbers_and_types(tmp_path, size):
    columns = {"whole": [1, 2, None, 4, 5, 6], "yes": [True, None, True, True, False, True],
             "text": [None, None, None, "d", None, "f"], "nothing": [None] * 6,
             "day": [None, None, None, pd.Timestamp("2020-01-02"), None, None]}  # fmt: skip
    kinds = {"whole": "Int64", "yes": "boolean", "day": "datetime64[ms]"}
    frame = table(*(square(10 * at, 0, 5) for at in range(6)))
    frame = frame.assign(**pd.DataFrame(columns).astype(kinds))[[*columns, "geometry"]]
    written(tmp_path, frame, "t.gpkg")
    whole = read_rows(tmp_path / "t.gpkg", what="x", spatial=True)
    with at_once(size):
        parts = read_rows(tmp_path / "t.gpkg", what="x", spatial=True)
    assert parts.numbers.tolist() == whole.numbers.tolist() == [1, 2, 3, 4, 5, 6]
    pd.testing.assert_frame_equal(parts.attributes, whole.attributes)
    assert parts.crs == whole.crs
    assert shapely.equals_exact(parts.geometry.all(), frame.geometry.to_numpy()).all()


def test_deleted_records_of_a_shapefile_are_no_rows(tmp_path):
    # editors flag a record and leave it in the file; GDAL counts those when it skips rows
    frame = parks(*(square(20 * at, 0, 9) for at in range(9)))
    frame.to_file(tmp_path / "t.shp")
    records = bytearray((tmp_path / "t.dbf").read_bytes())
    start, size = (int.from_bytes(records[at : at + 2], "little") for at in (8, 10))
    for deleted in (1, 4):
        records[start + deleted * size : start + deleted * size + 1] = b"*"
    (tmp_path / "t.dbf").write_bytes(records)
    with at_once(3):
        rows = read_rows(tmp_path / "t.shp", what="x", spatial=True)
    assert rows.numbers.tolist() == [0, 2, 3, 5, 6, 7, 8]


def test_a_packed_file_held_open_elsewhere_is_refused_by_name(tmp_path, monkeypatch):
    (tmp_path / "t.gpkg.gz").write_bytes(gzip.compress(b"x"))

    def held(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(gzip, "open", held)
    with pytest.raises(SourceError, match=r"t\.gpkg\.gz cannot be opened \(Permission denied\)"):
        clean_tables(study(tmp_path, block("terrains", "t.gpkg.gz")))


def test_coordinates_are_judged_by_the_whole_layer(tmp_path):
    # Three of eight rows lie in degrees: no part decides for itself what it is in.
    shapes = [square(20 * at, 0, 9) for at in range(5)]
    degrees = gpd.GeoSeries(shapes[:3], crs=28992).to_crs(4326).to_list()
    file = written(tmp_path, parks(*shapes, *degrees), "t.gpkg")
    with at_once(2):
        layers = clean_tables(study(tmp_path, block("terrains", file)))
    assert layers.counts["terrains"]["quarantined"] == 3
    assert set(layers.quarantine["reason"]) == {"outside_netherlands"}
    file = written(tmp_path, parks(*shapes[:3], *degrees, *degrees[:1]), "t.gpkg")
    with at_once(2), pytest.raises(CrsError, match="look like Dutch longitudes"):
        clean_tables(study(tmp_path, block("terrains", file)))


def test_a_large_table_lies_in_one_order_with_its_box_and_its_overlaps(tmp_path):
    """25 000 squares of 10 m in random order; each 500th has another half over it."""
    across, count, doubled = 160, 25_000, 50
    at = np.arange(count)
    x, y = X - 20_000 + 10.0 * (at % across), Y + 10.0 * (at // across)
    x = np.concatenate([x, x[: doubled * 500 : 500] + 5])
    y = np.concatenate([y, y[: doubled * 500 : 500]])
    shuffled = np.random.default_rng(7).permutation(len(x))
    names = pd.Series(np.arange(len(x))).astype("str").str.zfill(6)
    columns = {"surface_id": names, "cover": "road"}
    squares = shapely.box(x, y, x + 10, y + 10)
    rows = gpd.GeoDataFrame(columns, geometry=squares, crs=28992).iloc[shuffled]
    rows.to_file(tmp_path / "s.gpkg")
    made = block("terrains", written(tmp_path, parks(), "t.parquet")) + block("surfaces", "s.gpkg")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "AT_ONCE", 7_000)
        run_stage(study(tmp_path, made), "layers")
    folder = tmp_path / "data" / "processed" / "1_layers"
    file = folder / "surfaces.parquet"
    found = gpd.read_parquet(file)
    expected = hilbert_order(rows, "surface_id")[["surface_id", "cover", "geometry"]]
    assert found.equals(expected)
    metadata = pq.read_metadata(file)
    assert metadata.num_row_groups == 2
    geo = json.loads(metadata.metadata[b"geo"])["columns"]["geometry"]
    assert geo["bbox"] == rows.total_bounds.tolist()
    near = (x[777], y[777], x[777] + 25, y[777] + 15)
    assert set(gpd.read_parquet(file, bbox=near)["surface_id"]) == set(
        rows[rows.intersects(shapely.box(*near))]["surface_id"]
    )
    # Of a square in the last column only the half over itself is shared, else both halves.
    double = gpd.read_parquet(folder / "surface_overlaps.parquet")
    assert double["surface_id"].to_list() == names[count:].to_list()
    ends = (at[: doubled * 500 : 500] % across) == across - 1
    assert double.area.to_list() == np.where(ends, 50.0, 100.0).tolist()
