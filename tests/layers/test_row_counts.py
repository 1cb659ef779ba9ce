"""Rows that GDAL leaves out without a word are counted at the source, and the file is refused."""

import json
import sqlite3
import struct
import zipfile
from contextlib import closing

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.errors import SourceError
from geo_ser.layers import json_outline, row_counts
from geo_ser.layers.archive import opened
from geo_ser.layers.read import read_rows
from tests.layers.studies import parks
from tests.shapes import square

WHAT = "`terrains` (file)"
SQUARES = [square(200 * number, 0, 100) for number in range(4)]


def rows_of(path, **options):
    return len(read_rows(path, what=WHAT, **{"spatial": True, **options}).numbers)


def refused(path, said, **options):
    with pytest.raises(SourceError, match=said) as error:
        rows_of(path, **options)
    assert WHAT in str(error.value)


def patched(path, place, data):
    content = bytearray(path.read_bytes())
    content[place : place + len(data)] = data
    path.write_bytes(content)


CSV = {
    "a cell of 11 MB": ("1;a\n2;" + "x" * 11 * 2**20 + "\n3;c\n4;d\n", "1 rows .* holds 4"),
    "an open quotation mark": ('1;a\n2;"b\n3;c\n4;d\n', "line 3 is never closed"),
}


@pytest.mark.parametrize("case", CSV)
def test_csv_that_loses_rows(tmp_path, case):
    text, said = CSV[case]
    (tmp_path / "a.csv").write_text("building_id;note\n" + text)
    refused(tmp_path / "a.csv", said, spatial=False)
    if "MB" in case:
        refused(tmp_path / "a.csv", "Maximum number", spatial=False, where="note = 'a'")


@pytest.mark.parametrize(
    "text",
    [
        'id;note\n1;"a\nb"\n2;"c ""q"" d"\n\n3;"x\n\ny"\n  \n;',
        'id;note\n1;5" pijp\n2;6" pijp\n3;\n4;x\n5;"y"',
        "id,note\r1,a\r2,b\r3,c\r4,d\r5,e\r",
        "1;2\n1;3\n2;4\n3;5\n4;6\n",
    ],
)
def test_csv_as_people_write_it_has_five_rows(tmp_path, text):
    (tmp_path / "a.csv").write_text(text, newline="")
    assert rows_of(tmp_path / "a.csv", spatial=False) == 5


def features(folder, name):
    parks(*SQUARES).to_crs(4326).to_file(
        folder / name, driver="GeoJSONSeq" if name.endswith("l") else "GeoJSON"
    )
    return folder / name


def test_a_broken_or_cut_line_of_a_sequence(tmp_path):
    path = features(tmp_path, "a.geojsonl")
    text = path.read_text()
    assert rows_of(path) == 4
    lines = text.splitlines()
    path.write_text("\n".join([lines[0], lines[1][:60], *lines[2:]]))
    refused(path, "3 rows can be read, but the file holds 4")
    path.write_text(text[:-40])
    refused(path, "3 rows can be read, but the file holds 4")
    path.write_text("".join(f"\x1e{json.dumps(json.loads(one), indent=1)}\n" for one in lines))
    assert rows_of(path) == 4


@pytest.mark.parametrize("element", [None, 3, "x", [], {"type": "Featur"}, {"type": "Point"}])
def test_an_element_that_is_no_feature(tmp_path, element):
    path = features(tmp_path, "a.geojson")
    value = json.loads(path.read_text())
    value["features"][1] = element
    path.write_text(json.dumps(value))
    refused(path, "rows can be read, but the file holds 4|cannot be read")


PARTIAL = {
    "numberMatched": {"numberMatched": 5},
    "next page": {"links": [{"rel": "self"}, {"rel": "next", "href": "x"}]},
    "exceededTransferLimit": {"properties": {"exceededTransferLimit": True}},
}


@pytest.mark.parametrize("says", PARTIAL)
def test_a_file_that_says_it_is_a_part(tmp_path, says):
    path = features(tmp_path, "a.geojson")
    value = json.loads(path.read_text())
    whole = {"numberMatched": 4, "numberReturned": 4, "links": [{"rel": "self"}]}
    path.write_text(json.dumps({**whole, **value}))
    assert rows_of(path) == 4
    path.write_text(json.dumps({**value, **PARTIAL[says]}))
    refused(path, says)


def test_a_part_of_an_esri_layer_and_of_a_wfs(tmp_path):
    ring = [[0, 0], [0, 100], [100, 100], [0, 0]]
    one = {"attributes": {"terrain_id": "T1"}, "geometry": {"rings": [ring]}}
    field = {"name": "terrain_id", "type": "esriFieldTypeString"}
    value = {"geometryType": "esriGeometryPolygon", "fields": [field], "features": [one]}
    (tmp_path / "a.json").write_text(json.dumps(value))
    assert rows_of(tmp_path / "a.json") == 1
    (tmp_path / "a.json").write_text(json.dumps({**value, "exceededTransferLimit": True}))
    refused(tmp_path / "a.json", "exceededTransferLimit")
    parks(*SQUARES).to_file(tmp_path / "a.gml")
    text = (tmp_path / "a.gml").read_text()
    (tmp_path / "a.gml").write_text(text.replace("gml:id=", 'numberMatched="9" gml:id=', 1))
    refused(tmp_path / "a.gml", "numberMatched 9")
    (tmp_path / "a.gml").write_text(text[: text.index("</ogr:featureMember>") + 30])
    refused(tmp_path / "a.gml", "cut off or no XML|cannot be read")


@pytest.fixture
def shapefile(tmp_path):
    parks(*SQUARES).to_file(tmp_path / "a.shp")
    assert rows_of(tmp_path / "a.shp") == 4
    return tmp_path / "a.shp"


def test_a_dbf_that_says_less_than_it_holds(shapefile):
    patched(shapefile.with_suffix(".dbf"), 4, struct.pack("<I", 2))
    refused(shapefile, "a.dbf says 2 rows and holds 4")
    refused(shapefile.with_suffix(".dbf"), "says 2 rows and holds 4", spatial=False)


@pytest.mark.parametrize("table", [True, False])
def test_an_index_of_shapes_that_says_less_than_there_is(shapefile, table):
    index = shapefile.with_suffix(".shx")
    index.write_bytes(index.read_bytes()[:-16])
    patched(index, 24, struct.pack(">I", index.stat().st_size // 2))
    if not table:
        shapefile.with_suffix(".dbf").unlink()
    refused(shapefile, "2 shapes, a.dbf 4 rows" if table else "a.shp holds more after them")


def test_a_row_deleted_from_a_shapefile_is_no_row(shapefile):
    table = shapefile.with_suffix(".dbf")
    start = struct.unpack_from("<H", table.read_bytes(), 8)[0]
    patched(table, start, b"*")
    assert rows_of(shapefile) == 3


def test_a_mif_cut_between_two_shapes(tmp_path):
    path = tmp_path / "a.mif"
    parks(*SQUARES).to_file(path, driver="MapInfo File")
    assert rows_of(path) == 4
    text = path.read_text()
    path.write_text("Region".join(text.split("Region")[:3]))
    refused(path, "a.mif holds 2 shapes, a.mid 4 rows")


def test_a_file_geodatabase_whose_index_lost_rows(tmp_path):
    path = tmp_path / "a.gdb"
    parks(*SQUARES).to_file(path, driver="OpenFileGDB", layer="t")
    assert rows_of(path) == 4
    index = max(path.glob("*.gdbtablx"))
    patched(index, 16, bytes(10))
    refused(path, f"says 4 rows, its index {index.name} has 2")
    index.write_bytes(b"")
    refused(path, "cannot be read|has 0")


@pytest.mark.parametrize("options", [{}, {"SPATIAL_INDEX": "NO"}])
@pytest.mark.parametrize("count", [1, 40])
def test_flatgeobuf_is_walked(tmp_path, count, options):
    path = tmp_path / "a.fgb"
    parks(*(square(200 * number, 0, 100) for number in range(count))).to_file(path, **options)
    assert rows_of(path) == count
    path.write_bytes(path.read_bytes()[:-30])
    refused(path, "cannot be read|cut off")


def test_a_geopackage_is_counted_by_another_sqlite(tmp_path, monkeypatch):
    path = tmp_path / "a.gpkg"
    parks(*SQUARES).to_file(path)
    assert rows_of(path) == rows_of(path, where="terrain_id = 'T1'") + 3 == 4
    monkeypatch.setattr("geo_ser.layers.read._parts", parts_without_the_last)
    refused(path, "3 rows can be read, but the file holds 4")


def parts_without_the_last(path, *_about):
    from geo_ser.layers.read import _packed

    yield _packed(gpd.read_file(path, rows=3))


def test_two_members_of_one_name_in_a_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "building_id\n1\n2\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.csv", "building_id\n3\n")
    with (
        pytest.raises(SourceError, match=r"two members of one name \('a.csv'\)"),
        opened(tmp_path / "a.zip", what=WHAT),
    ):
        pass


JSON = st.recursive(
    st.none() | st.integers() | st.sampled_from(["features", 'a"', "\\", '"features":[', "[1,2"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["features", '\\"features', "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["a", "links", 'x"features', "\\"]), JSON, max_size=3),
    st.none() | st.lists(JSON, max_size=4),
    st.integers(1, 60),
    st.sampled_from([None, 1]),
)
def test_law_the_outline_is_what_a_json_parser_says(tmp_path_factory, around, elements, block, gap):
    path = tmp_path_factory.getbasetemp() / "outline.json"
    value = around if elements is None else {**around, "features": elements}
    path.write_text(json.dumps({**value, "z": 1}, indent=gap))
    before, json_outline._BLOCK = json_outline._BLOCK, block
    try:
        outline = json_outline.json_outline(path)
        path.write_text(json.dumps(value, indent=gap)[:-1])
        assert not json_outline.json_outline(path).whole
    finally:
        json_outline._BLOCK = before
    kept = {"features": []} if elements is not None else {}
    assert outline.whole
    assert outline.elements == (None if elements is None else len(elements))
    assert outline.around == {**around, **kept, "z": 1}


def with_view(path, query):
    """Return a GeoPackage with the parks as a table and a view over them beside it."""
    parks().to_file(path, layer="parks", driver="GPKG")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"CREATE VIEW endless AS {query}")
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
            "SELECT 'endless', data_type, 'endless', srs_id FROM gpkg_contents LIMIT 1"
        )
        database.execute(
            "INSERT INTO gpkg_geometry_columns SELECT 'endless', column_name, "
            "geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns LIMIT 1"
        )
    return path


def test_a_view_without_end_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(row_counts, "MAX_VIEW_STEPS", 10_000_000)
    query = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i AS fid, (SELECT geom FROM parks LIMIT 1) AS geom FROM n"
    )
    path = with_view(tmp_path / "endless.gpkg", query)
    refused(path, "the view 'endless' works out rows without end", layer="endless")
    assert rows_of(path, layer="parks") == len(parks())


def test_a_view_with_an_end_is_read(tmp_path):
    path = with_view(tmp_path / "view.gpkg", "SELECT fid, geom FROM parks")
    assert rows_of(path, layer="endless") == len(parks())
