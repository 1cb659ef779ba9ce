"""A study's files to clean tables: the shipped studies, broken input, and the laws."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity

from geo_ser.errors import CrsError, SourceError, TableError
from geo_ser.findings import findings_table
from geo_ser.layers import QUARANTINE_COLUMNS, REASONS, clean_tables
from geo_ser.study import load_study
from geo_ser.tables import INPUTS
from tests.layers.studies import block, cleaned, parks, study, written
from tests.shapes import X, Y, square, table

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def rijssen_holten():
    return clean_tables(load_study(ROOT))


@pytest.fixture(scope="module")
def apeldoorn():
    return clean_tables(load_study(ROOT / "studies" / "apeldoorn-noord"))


def test_rijssen_holten_has_twenty_terrains(rijssen_holten):
    terrains = rijssen_holten.tables["terrains"]
    assert rijssen_holten.counts["terrains"] == {
        "rows_in": 22,
        "rows_out": 20,
        "merged": 2,
        "quarantined": 0,
        "repaired": {},
    }
    assert terrains.crs.to_epsg() == 28992
    measured = (terrains.set_index("name").area / 1e4).round(4)
    assert measured["Noord Deel Oost"] == pytest.approx(75.08, abs=0.01)
    assert measured["Plaagslagen"] == pytest.approx(52.11, abs=0.01)
    assert measured[["De Haar I", "De Haar II"]].sum() == pytest.approx(13.93, abs=0.01)


def test_rijssen_holtens_claims_are_hectares_and_count_once(rijssen_holten):
    terrains = rijssen_holten.tables["terrains"].set_index("terrain_id")
    assert terrains.loc["692", "claimed_gross_ha"] == pytest.approx(75.08)
    assert terrains.loc["130060", "claimed_gross_ha"] == pytest.approx(0.7923)
    assert terrains.loc["130060"].geometry.geom_type == "MultiPolygon"
    (finding,) = rijssen_holten.findings
    assert (finding.rule, finding.column) == ("layers.unreadable", "start_year")
    assert finding.reason.en.startswith("5 of 22 cells")
    assert terrains.loc["4719", "JAAR"] == "v1900"


def test_apeldoorn_has_one_terrain_and_all_its_buildings(apeldoorn):
    tables = apeldoorn.tables
    assert tables["terrains"].area.sum() / 1e4 == pytest.approx(209.15, abs=0.01)
    assert {name: len(rows) for name, rows in tables.items()} == {
        "terrains": 1,
        "buildings": 382,
        "units": 490,
    }
    assert tables["buildings"]["building_id"].str.fullmatch(r"\d{16}").all()
    named = {one for ids in tables["units"]["building_ids"].dropna() for one in ids}
    assert named <= set(tables["buildings"]["building_id"])
    assert apeldoorn.findings == []


def test_rd_coordinates_are_bit_for_bit_those_of_the_file(apeldoorn):
    file = ROOT / "studies" / "apeldoorn-noord" / "data" / "raw" / "apeldoorn_noord_bag.gpkg"
    raw = gpd.read_file(file, layer="pand").set_index("identificatie").geometry
    clean = apeldoorn.tables["buildings"].set_index("building_id").geometry
    assert raw.sort_index().to_wkb().to_list() == clean.sort_index().to_wkb().to_list()


def test_a_ladder_alone_has_no_tables():
    layers = clean_tables(load_study(ROOT / "studies" / "assen"))
    assert layers.tables == {}
    assert list(layers.quarantine) == list(QUARANTINE_COLUMNS)
    assert layers.quarantine.crs.to_epsg() == 28992


def test_columns_stand_in_contract_order_and_extras_by_name(tmp_path):
    frame = parks(zz=[1, 2], name=["a", "b"], aa=[1, 2], claimed_net_ha=[1.0, 2.0])
    (terrains,) = cleaned(tmp_path, frame).tables.values()
    assert list(terrains) == ["terrain_id", "name", "claimed_net_ha", "aa", "zz", "geometry"]


def test_every_table_of_the_contract_can_be_read(tmp_path):
    blocks = []
    for name, contract in INPUTS.items():
        shape = shapely.Point(X, Y) if contract.shapes == "point" else square(0, 0, 10)
        frame = table(shape, **{contract.id: ["1"]}, cover=["road"])
        if contract.shapes == "none":
            pd.DataFrame({contract.id: ["1"]}).to_csv(tmp_path / "h.csv", index=False)
            blocks.append(block(name, "h.csv"))
        else:
            blocks.append(block(name, written(tmp_path, frame, f"{name}.gpkg")))
    layers = clean_tables(study(tmp_path, "".join(blocks)))
    assert list(layers.tables) == list(INPUTS)
    assert {len(rows) for rows in layers.tables.values()} == {1}
    assert not isinstance(layers.tables["heights"], gpd.GeoDataFrame)


def test_files_of_one_table_are_put_under_each_other(tmp_path):
    (tmp_path / "in").mkdir()
    written(tmp_path / "in", parks(square(0, 0, 10), x=[1]), "a.gpkg")
    other = table(square(50, 0, 10), RIN_NUMMER=["T2"], HA_BRUTO=["0,01"], x=["een"])
    written(tmp_path / "in", other.to_crs(4326), "b.geojson")
    seen = []
    loaded = study(tmp_path, block("terrains", "in", profile='"ibis"'))
    layers = clean_tables(loaded, progress=seen.append)
    terrains = layers.tables["terrains"].set_index("terrain_id")
    assert terrains["claimed_gross_ha"].to_dict() == pytest.approx(
        {"T1": np.nan, "T2": 0.01}, nan_ok=True
    )
    assert terrains["x"].to_dict() == {"T1": "1", "T2": "een"}
    assert seen == ["terrains: in/a.gpkg", "terrains: in/b.geojson"]


def test_tables_are_handed_out_one_by_one_as_they_are_held_together(rijssen_holten, apeldoorn):
    for folder, held in ((ROOT, rijssen_holten), (ROOT / "studies" / "apeldoorn-noord", apeldoorn)):
        taken = {}
        layers = clean_tables(load_study(folder), take=taken.__setitem__)
        assert layers.tables == {}
        assert set(taken) == set(held.tables)
        assert all(taken[name].frame().equals(rows) for name, rows in held.tables.items())
        assert layers.counts == held.counts
        assert list(layers.counts) == list(held.counts)


BOW = affinity.translate(shapely.from_wkt("POLYGON((0 0,10 10,10 0,0 10,0 0))"), X + 500, Y)


def test_bad_rows_are_left_out_one_by_one_with_a_reason(tmp_path):
    far = shapely.box(900_000, 0, 900_010, 10)
    line = shapely.LineString([(X, Y), (X + 1, Y)])
    shapes = [square(0, 0, 10), far, line, None, BOW, square(90, 0, 10)]
    frame = parks(*shapes, terrain_id=["a", "far", "line", "none", "bow", None], note=["é"] * 6)
    layers = cleaned(tmp_path, frame)
    left = layers.quarantine.set_index("row")
    assert left["reason"].to_dict() == {
        1: "outside_netherlands",
        2: "not_polygon",
        3: "no_geometry",
        5: "no_id",
    }
    assert set(left["reason"]) <= set(REASONS)
    assert left["file"].unique().tolist() == ["t.parquet"]
    assert left.loc[5, "attributes"] == '{"note": "é", "terrain_id": null}'
    assert left.geometry.isna().to_dict() == {1: True, 2: False, 3: True, 5: False}
    assert layers.counts["terrains"]["repaired"] == {"self_intersection": 1}
    assert layers.tables["terrains"].area.sum() == pytest.approx(150)


def test_heights_of_coordinates_are_dropped_and_counted(tmp_path):
    layers = cleaned(tmp_path, parks(shapely.force_3d(square(0, 0, 10), 5.0)))
    assert layers.counts["terrains"]["repaired"] == {"z_dropped": 1}
    assert not layers.tables["terrains"].has_z.any()


def test_a_shapefile_without_prj_is_read_as_rd_and_said(tmp_path):
    file = written(tmp_path, parks(), "t.shp")
    (tmp_path / "t.prj").unlink()
    layers = clean_tables(study(tmp_path, block("terrains", file)))
    (finding,) = layers.findings
    assert (finding.rule, finding.severity) == ("layers.crs", "warning")
    assert "(t.shp) names no coordinate system" in finding.reason.en
    assert layers.tables["terrains"].area.sum() == pytest.approx(20_000)
    quiet = clean_tables(study(tmp_path, block("terrains", file, crs='"EPSG:28992"')))
    assert quiet.findings == []


def test_geojson_in_metres_without_crs_is_read_as_rd_and_said(tmp_path):
    features = json.loads(parks().to_json())
    features.pop("crs", None)
    (tmp_path / "t.geojson").write_text(json.dumps(features))
    layers = clean_tables(study(tmp_path, block("terrains", "t.geojson")))
    assert [one.rule for one in layers.findings] == ["layers.crs"]
    assert layers.tables["terrains"].area.sum() == pytest.approx(20_000)


def test_degrees_called_metres_are_refused(tmp_path):
    frame = parks().to_crs(4326).set_crs(28992, allow_override=True)
    with pytest.raises(CrsError, match=r"`terrains` \(t\.parquet\).*crs = \"EPSG:4326\""):
        cleaned(tmp_path, frame)


def test_a_table_without_terrains_is_refused(tmp_path):
    with pytest.raises(TableError, match=r"`terrains` \(t\.parquet\): there are no rows"):
        cleaned(tmp_path, parks().iloc[:0])
    line = shapely.LineString([(X, Y), (X + 1, Y)])
    with pytest.raises(TableError, match=r"all 1 rows are unusable \(1 not_polygon\)"):
        cleaned(tmp_path, parks(line))
    with pytest.raises(TableError, match="there are no rows.*change `layer` or `where`"):
        file = written(tmp_path, parks())
        clean_tables(study(tmp_path, block("terrains", file, where="\"terrain_id = 'Q'\"")))


def test_a_table_of_which_nothing_can_be_used_is_refused(tmp_path):
    line = table(shapely.LineString([(X, Y), (X + 1, Y)]), unit_id=["1"])
    with pytest.raises(TableError, match=r"`units`.*\(1 not_point\)\. Give .* one point"):
        cleaned(tmp_path, line, "units")


def test_no_buildings_is_a_known_zero_and_said(tmp_path):
    layers = cleaned(tmp_path, table(building_id=[]), "buildings")
    assert len(layers.tables["buildings"]) == 0
    assert [one.rule for one in layers.findings] == ["layers.empty"]


def test_a_missing_file_is_refused_with_what_lies_there(tmp_path):
    with pytest.raises(SourceError, match=r"no file .*weg\.gpkg.*holds: atlas\.toml"):
        clean_tables(study(tmp_path, block("terrains", "weg.gpkg")))


# The laws.

number = st.integers(0, 6).map(lambda value: value * 10.0)
corners = st.lists(st.tuples(number, number), min_size=4, max_size=6)
lands = corners.map(lambda ring: shapely.Polygon([(X + x, Y + y) for x, y in ring]))
oddities = st.sampled_from(
    [
        None,
        shapely.Point(X, Y),
        shapely.from_wkt("POLYGON EMPTY"),
        shapely.force_3d(square(0, 0, 10), 1.0),
        shapely.box(900_000, 0, 900_010, 10),
        shapely.from_wkt("GEOMETRYCOLLECTION(POINT(1 1))"),
    ]
)
row = st.fixed_dictionaries(
    {
        "geometry": st.one_of(lands, lands, lands, oddities),
        "terrain_id": st.sampled_from(["1", "2", "3", "4", "5", None]),
        "building_id": st.sampled_from(["1", "2", "3", "4", "5", None]),
        "claimed_gross_ha": st.sampled_from(["1", "1,5", "n.v.t.", "veel", "-3", None]),
        "construction_year": st.sampled_from(["1990", "9999", "v1900", None]),
        "note": st.sampled_from(["a", "b", None]),
    }
)
good = {
    "geometry": square(0, 0, 10),
    "terrain_id": "0",
    "building_id": "0",
    "claimed_gross_ha": "1",
    "construction_year": "1990",
    "note": "a",
}
tables = st.lists(row, max_size=8).map(lambda rows: [good, good, *rows])


def frame_of(rows):
    frame = pd.DataFrame(rows, columns=list(good))
    texts = frame.drop(columns="geometry").astype("str")
    return gpd.GeoDataFrame(texts, geometry=list(frame["geometry"]), crs=28992)


def bytes_of(layers, folder):
    found = []
    for rows in layers.tables.values():
        rows.to_parquet(folder / "out.parquet")
        found.append((folder / "out.parquet").read_bytes())
    layers.quarantine.drop(columns="row").to_parquet(folder / "out.parquet")
    findings_table(layers.findings).to_parquet(folder / "findings.parquet")
    names = ("out.parquet", "findings.parquet")
    return [*found, *((folder / name).read_bytes() for name in names), layers.counts]


@settings(max_examples=12, deadline=None)
@given(rows=tables, data=st.data(), name=st.sampled_from(["terrains", "buildings"]))
def test_rows_are_kept_track_of_and_their_order_says_nothing(tmp_path_factory, rows, data, name):
    folder = tmp_path_factory.mktemp("law")
    layers = cleaned(folder, frame_of(rows), name)
    counts = layers.counts[name]
    assert counts["rows_in"] == len(rows)
    assert counts["rows_in"] == counts["rows_out"] + counts["merged"] + counts["quarantined"]
    assert counts["rows_out"] == len(layers.tables[name])
    assert counts["quarantined"] == len(layers.quarantine)
    assert layers.tables[name][INPUTS[name].id].is_unique
    assert layers.tables[name].is_valid.all()
    turned = cleaned(folder, frame_of(data.draw(st.permutations(rows))), name)
    assert bytes_of(turned, folder) == bytes_of(layers, folder)


@settings(max_examples=8, deadline=None)
@given(shapes=st.lists(st.one_of(lands, oddities), max_size=5))
def test_a_bad_polygon_never_changes_its_neighbours(tmp_path_factory, shapes):
    folder = tmp_path_factory.mktemp("law")
    neighbour = square(3, 3, 50)
    layers = cleaned(folder, parks(neighbour, *shapes))
    mine = layers.tables["terrains"].set_index("terrain_id").geometry["T1"]
    assert mine.wkb == neighbour.wkb
