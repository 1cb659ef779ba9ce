"""GDAL kept to the file it is given: pointers are refused, and nobody is called."""

import json
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import warnings
import zipfile
from contextlib import closing

import pandas as pd
import pyogrio
import pytest
import rasterio

from geo_ser import cli, gdal
from geo_ser.errors import SourceError
from geo_ser.layers.read import layer_list, read_rows
from geo_ser.sources.area import area_of_file
from tests.conftest import ROOT
from tests.layers.grids import flat, grid
from tests.shapes import square, table

RING = "200000 470000 200100 470000 200100 470100 200000 470000"
FEATURE = {
    "type": "Feature",
    "properties": {"terrain_id": "1"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[2e5, 4.7e5], [200100, 4.7e5], [200100, 470100], [2e5, 4.7e5]]],
    },
}
FORMATS = {
    "a.gpkg": "GPKG", "a.geojson": "GeoJSON", "a.json": "GeoJSON", "a.shp": "ESRI Shapefile",
    "a.fgb": "FlatGeobuf", "a.gml": "GML", "a.kml": "KML", "a.tab": "MapInfo File",
    "a.mif": "MapInfo File", "a.sqlite": "SQLite", "a.gdb": "OpenFileGDB", "a.csv": "CSV",
    "a.xlsx": "XLSX", "a.ods": "ODS", "a.geojsonl": "GeoJSONSeq", "a.dxf": "DXF",
}  # fmt: skip


class Ear:
    """A port of this machine that remembers who called."""

    def __init__(self):
        self.calls = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/x"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with closing(caller):
                caller.settimeout(5)
                self.calls.append(caller.recv(100))

    def close(self):
        self._socket.close()


@pytest.fixture
def ear():
    listener = Ear()
    yield listener
    listener.close()
    assert listener.calls == []


def collection(**members):
    return json.dumps({"type": "FeatureCollection", **members, "features": [FEATURE]})


def capabilities(url):
    get = f'<ows:DCP><ows:HTTP><ows:Get xlink:href="{url}"/></ows:HTTP></ows:DCP>'
    names = ("GetFeature", "DescribeFeatureType")
    operations = "".join(f'<ows:Operation name="{one}">{get}</ows:Operation>' for one in names)
    return (
        '<?xml version="1.0"?><wfs:WFS_Capabilities version="1.1.0" '
        'xmlns:wfs="http://www.opengis.net/wfs" xmlns:ows="http://www.opengis.net/ows" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><ows:OperationsMetadata>'
        f"{operations}</ows:OperationsMetadata>"
        '<FeatureTypeList xmlns="http://www.opengis.net/wfs"><FeatureType><Name>a:b</Name>'
        "<DefaultSRS>EPSG:28992</DefaultSRS></FeatureType></FeatureTypeList></wfs:WFS_Capabilities>"
    )


def vector_vrt(source, pad=""):
    return (
        f"{pad}<OGRVRTDataSource><OGRVRTLayer name='outside'>"
        f"<SrcDataSource>{source}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )


def raster_vrt(source):
    return (
        '<VRTDataset rasterXSize="64" rasterYSize="64"><SRS>EPSG:28992</SRS>'
        "<GeoTransform>200000,1,0,470000,0,-1</GeoTransform>"
        '<VRTRasterBand dataType="Float32" band="1"><SimpleSource>'
        f"<SourceFilename>{source}</SourceFilename><SourceBand>1</SourceBand></SimpleSource>"
        "</VRTRasterBand></VRTDataset>"
    )


def wms(url):
    return (
        f'<GDAL_WMS><Service name="TMS"><ServerUrl>{url}/${{z}}/${{x}}/${{y}}.png</ServerUrl>'
        "</Service><DataWindow><UpperLeftX>200000</UpperLeftX><UpperLeftY>470000</UpperLeftY>"
        "<LowerRightX>200064</LowerRightX><LowerRightY>469936</LowerRightY><SizeX>64</SizeX>"
        "<SizeY>64</SizeY></DataWindow><Projection>EPSG:28992</Projection><BandsCount>1</BandsCount>"
        "<DataType>Float32</DataType></GDAL_WMS>"
    )


def pipeline(url):
    command = f"gdal vector pipeline ! read {url} ! select --fields=terrain_id"
    return json.dumps({"type": "gdal_streamed_alg", "command_line": command})


def pointers(url, outside):
    """Give the pointer files of the attack by name: all of them open something today."""
    comment = f"<!-- {'x' * 900} -->"
    linked = {"href": url, "type": "ogcwkt"}
    return {
        "pipeline.json": pipeline(url),
        "pipeline.geojson": pipeline(url),
        "pipeline.gpkg": pipeline(url),
        "local_pipeline.json": pipeline(outside),
        "capabilities.xml": capabilities(url),
        "capabilities.gml": capabilities(url),
        "server.vrt": vector_vrt(f"/vsicurl/{url}"),
        "local.vrt": vector_vrt(outside),
        "local.geojson": vector_vrt(outside),
        "padded.vrt": vector_vrt(outside, comment),
        "raster.xml": wms(url),
        "linked.geojson": collection(crs={"type": "link", "properties": linked}),
        "url.json": collection(crs={"type": "URL", "properties": {"url": url}}),
        "address.txt": url,
    }


NAMES = list(pointers("", ""))


@pytest.fixture
def outside(tmp_path):
    """A file that lies on this machine, and in no study."""
    path = tmp_path / "elsewhere" / "outside.geojson"
    path.parent.mkdir()
    path.write_text(collection())
    return path


def study(folder, file, extra=""):
    folder.mkdir(exist_ok=True)
    (folder / "atlas.toml").write_text(
        f'[study]\nname = "X"\nedition = 2026-01-01\n[tables.terrains]\nfile = "{file}"\n{extra}',
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def geo_ser(monkeypatch, capsys):
    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["geo-ser", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        err = capsys.readouterr().err
        assert "Traceback" not in err
        return code, " ".join(err.split())

    return call


ZIPPED = ["pipeline.json", "capabilities.gml", "local.geojson", "linked.geojson"]


@pytest.mark.parametrize(
    ("name", "zipped"), [*((name, False) for name in NAMES), *((name, True) for name in ZIPPED)]
)
def test_a_pointer_is_refused_by_every_command_that_reads(
    name, zipped, ear, outside, geo_ser, tmp_path
):
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / name).write_text(pointers(ear.url, outside)[name])
    file = name
    if zipped:
        with zipfile.ZipFile(folder / "a.zip", "w") as archive:
            archive.write(folder / name, name)
        (folder / name).unlink()
        file = "a.zip"
    code, said = geo_ser("init", tmp_path / "new", "--terrains", folder / file)
    assert (code, name in said) == (1, True), said
    study(folder, file)
    for command in ("layers", "run"):
        code, said = geo_ser(command, folder)
        assert (code, name in said) == (1, True), said
        assert "name that data's" in said or "coordinate system by a link" in said or "Name" in said
    assert not list((folder / "data").rglob("*.parquet"))


@pytest.mark.parametrize("name", NAMES)
def test_a_pointer_that_is_not_looked_at_beforehand_still_reaches_nothing(
    name, ear, outside, tmp_path, monkeypatch
):
    # The register and the network are closed by themselves; the look at the file only explains.
    monkeypatch.setenv("NO_PROXY", "*")
    (tmp_path / name).write_text(pointers(ear.url, outside)[name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if name in ("linked.geojson", "url.json"):
            assert len(gdal.read_table(tmp_path / name)) == 1
        else:
            with pytest.raises((pyogrio.errors.DataSourceError, ValueError)):
                gdal.layer_names(tmp_path / name)


@pytest.mark.parametrize("name", ["pipeline.json", "linked.geojson", "local.vrt"])
def test_the_area_of_a_fetch_is_no_pointer(name, ear, outside, tmp_path):
    (tmp_path / name).write_text(pointers(ear.url, outside)[name])
    with pytest.raises(SourceError, match=name):
        area_of_file(tmp_path / name, name)


def test_only_allowed_drivers_are_left_and_they_suffice(tmp_path):
    assert gdal.layer_names(saved(tmp_path, "a.gpkg"))
    assert set(pyogrio.list_drivers()) <= gdal.VECTOR_DRIVERS
    assert not {"WFS", "OAPIF", "OGR_VRT", "GDALG", "HTTP", "ADBC"} & gdal.VECTOR_DRIVERS
    pyogrio._ogr._register_drivers()  # someone puts them all back
    assert "OGR_VRT" in pyogrio.list_drivers()
    assert gdal.layer_names(tmp_path / "a.gpkg")
    assert set(pyogrio.list_drivers()) <= gdal.VECTOR_DRIVERS


def test_every_file_is_opened_through_the_closed_door():
    # Another door would open a file with all drivers, where nothing went through this one before.
    for path in (ROOT / "geo_ser").rglob("*.py"):
        text = path.read_text(encoding="utf-8") if path.name != "gdal.py" else ""
        other = r"read_file\(|pyogrio\.(read|list|open)_|\bfiona\b|\bosgeo\b"
        assert not re.search(other, text), path
        for call in re.findall(r"(?:rasterio|held)\.open\(.*?\)", text, re.DOTALL):
            assert "driver=" in call, path


def test_nothing_is_read_where_a_driver_stays(tmp_path, monkeypatch):
    path = saved(tmp_path, "a.gpkg")
    monkeypatch.setattr(gdal, "VECTOR_DRIVERS", gdal.VECTOR_DRIVERS - {"CSV"})
    monkeypatch.setattr(pyogrio._ogr, "_register_drivers", lambda: None)
    with pytest.raises(RuntimeError, match="keeps drivers that are not allowed: CSV"):
        gdal.layer_names(path)


def saved(folder, name):
    rows = table(square(0, 0, 100), square(200, 0, 100), terrain_id=["1", "2"], n=[1, 2])
    driver = FORMATS[name]
    if driver in ("XLSX", "ODS", "CSV"):
        rows = pd.DataFrame(rows.assign(WKT=rows.geometry.to_wkt()).drop(columns="geometry"))
    if driver == "DXF":
        rows = rows[["geometry"]]
    if driver == "KML":
        rows = rows.to_crs(4326)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.write_dataframe(rows, folder / name, driver=driver)
    return folder / name


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("folder", ["plain", "a! b;c?d#e"])
def test_every_format_is_read_from_every_path(name, folder, tmp_path):
    place = tmp_path / folder
    place.mkdir()
    plain = tmp_path / "written"
    plain.mkdir()
    saved(plain, name)
    for one in plain.iterdir():
        shutil.move(one, place / one.name)
    (layer,) = [one.name for one in layer_list(place / name, what="x")][:1]
    rows = read_rows(place / name, what="x", spatial=False, layer=layer)
    assert len(rows.numbers) == 2


@pytest.mark.parametrize("name", ["b!.gpkg", "b;c.geojson", "http:!x.gpkg"])
def test_a_name_is_only_a_name(name, tmp_path):
    path = saved(tmp_path, f"a.{name.rpartition('.')[2]}")
    path.rename(tmp_path / name)
    assert len(read_rows(tmp_path / name, what="x", spatial=True).numbers) == 2


def database(path, module, kind="VIRTUAL TABLE v USING"):
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE IF NOT EXISTS rows (a INTEGER)")
        base.execute("PRAGMA writable_schema = ON")
        base.execute(
            "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) "
            "VALUES ('table', 'v', 'v', 0, ?)",
            [f"CREATE {kind} {module}"],
        )
        base.commit()
    return path


@pytest.mark.parametrize("name", ["a.sqlite", "a.gpkg"])
@pytest.mark.parametrize(
    "module",
    ["VirtualOGR('{outside}')", "VirtualOGR('/vsicurl/{url}.geojson')", "\"VirtualShape\"('x')",
     "VirtualText('{outside}')"],
)  # fmt: skip
def test_a_database_that_reads_other_files_is_refused(name, module, ear, outside, tmp_path):
    if name == "a.gpkg":
        saved(tmp_path, name)
    database(tmp_path / name, module.format(url=ear.url, outside=outside))
    with pytest.raises(SourceError, match=rf"{name} has a virtual table 'v' \(Virtual"):
        layer_list(tmp_path / name, what="`terrains`")


def test_a_database_that_waits_in_its_journal_is_refused_too(outside, tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("CREATE TABLE rows (a INTEGER)")
        base.commit()
        database(tmp_path / "a.sqlite", f"VirtualOGR('{outside}')")
        with pytest.raises(SourceError, match="virtual table 'v'"):
            layer_list(tmp_path / "a.sqlite", what="x")


def test_the_indexes_of_a_database_are_its_own(tmp_path):
    path = saved(tmp_path, "a.gpkg")  # it has an rtree
    with closing(sqlite3.connect(path)) as base:
        tables = base.execute("SELECT sql FROM sqlite_master WHERE name LIKE 'rtree%geom'")
        assert "USING rtree" in str(tables.fetchall())
    assert layer_list(path, what="x")


@pytest.mark.parametrize("text", ['"\\IsSeamless" = "TRUE"', 'open table "../elsewhere/x.tab"'])
def test_a_mapinfo_table_of_tables_is_refused(text, tmp_path):
    path = saved(tmp_path, "a.tab")
    path.write_text(path.read_text() + f"begin_metadata\n{text}\nend_metadata\n")
    with pytest.raises(SourceError, match="a.tab is a MapInfo view or seamless table"):
        layer_list(path, what="x")


def test_gml_asks_nobody_for_its_schema_or_its_parts(ear, tmp_path):
    (tmp_path / "a.gml").write_text(
        '<?xml version="1.0"?><f:FeatureCollection xmlns:f="http://ogr.maptools.org/" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml/3.2" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="http://ogr.maptools.org/ {ear.url}?SERVICE=WFS&amp;'
        f'REQUEST=DescribeFeatureType"><f:featureMember><f:t gml:id="t.1"><f:g>'
        f'<gml:Polygon gml:id="p" srsName="{ear.url}"><gml:exterior xlink:href="{ear.url}#1">'
        f"<gml:LinearRing><gml:posList>{RING}</gml:posList></gml:LinearRing></gml:exterior>"
        f'</gml:Polygon></f:g><f:a>1</f:a><f:b xlink:href="{ear.url}#2"/></f:t></f:featureMember>'
        "</f:FeatureCollection>"
    )
    rows = read_rows(tmp_path / "a.gml", what="x", spatial=True)
    assert len(rows.numbers) == 1
    assert [one.name for one in tmp_path.glob("a.*")] == ["a.gml"]


def _gml(place):
    return (
        '<?xml version="1.0"?><f:FeatureCollection xmlns:f="http://ogr.maptools.org/" '
        'xmlns:gml="http://www.opengis.net/gml/3.2"><f:featureMember><f:t gml:id="t.1"><f:g>'
        '<gml:Polygon gml:id="p"><gml:exterior><gml:LinearRing>'
        f"<gml:posList>{RING}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></f:g>"
        f"<f:place>{place}</f:place></f:t></f:featureMember></f:FeatureCollection>"
    )


@pytest.mark.parametrize("name", ["a.gml", "a.xml"])
def test_gml_is_not_read_from_the_resolved_copy_beside_it(name, tmp_path):
    (tmp_path / name).write_text(_gml("Assen"))
    copy = tmp_path / "a.resolved.gml"
    copy.write_text(_gml("Rijssen"))
    with pytest.raises(SourceError, match=r"a\.resolved\.gml, which lies beside"):
        read_rows(tmp_path / name, what="x", spatial=True)
    assert list(read_rows(copy, what="x", spatial=True).attributes["place"]) == ["Rijssen"]
    copy.unlink()
    assert list(read_rows(tmp_path / name, what="x", spatial=True).attributes["place"]) == ["Assen"]
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["dsm.tif", "dsm.vrt", "dsm.xml"])
@pytest.mark.parametrize("kind", ["server", "web map", "local"])
def test_a_raster_is_a_geotiff_whatever_it_is_called(name, kind, ear, geo_ser, tmp_path):
    local = grid(tmp_path / "outside.tif", flat(1.0))
    text = {"server": raster_vrt(f"/vsicurl/{ear.url}.tif"), "web map": wms(ear.url),
            "local": raster_vrt(local)}[kind]  # fmt: skip
    folder = tmp_path / "study"
    rasters = f'[tables.buildings]\nfile = "b.gpkg"\n[rasters]\ndsm = "{name}"\ndtm = "{name}"\n'
    study(folder, "a.gpkg", rasters)
    saved(folder, "a.gpkg")
    table(square(0, 0, 20), building_id=["1"]).to_file(folder / "b.gpkg")
    (folder / name).write_text(text)
    code, said = geo_ser("run", folder)
    assert code == 1
    assert f"{name} is no GeoTIFF" in said
    with (
        gdal.closed_rasters(),
        pytest.raises(rasterio.errors.RasterioIOError, match="not recognized"),
    ):
        rasterio.open(folder / name, driver=gdal.RASTER_DRIVER)


@pytest.mark.parametrize("suffix", ["ovr", "msk", "aux.xml"])
def test_no_file_beside_a_raster_is_looked_at(suffix, ear, tmp_path):
    path = grid(tmp_path / "a!.tif", flat(1.0))
    pam = (
        '<PAMDataset><Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">'
        f"/vsicurl/{ear.url}</MDI></Metadata></PAMDataset>"
    )
    beside = pam if suffix == "aux.xml" else raster_vrt(f"/vsicurl/{ear.url}.tif")
    (tmp_path / f"a!.tif.{suffix}").write_text(beside)
    with gdal.closed_rasters(), gdal.open_raster(path, what="dsm") as file:
        assert file.read(1).sum() == 40 * 40
        assert file.overviews(1) == []
        assert file.files == [str(path)]


def test_no_grid_is_fetched_for_a_transformation():
    from pyproj import network

    network.set_network_enabled(active=True)
    gdal.transformer(4326, 28992).transform(5.4, 52.2)
    assert not network.is_network_enabled()


def test_both_gdals_are_in_the_version(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["geo-ser", "--version"])
    with pytest.raises(SystemExit):
        cli.main()
    said = capsys.readouterr().out
    assert f"GDAL {pyogrio.__gdal_version_string__} (pyogrio {pyogrio.__version__})" in said
    assert f"GDAL {rasterio.__gdal_version__} (rasterio {rasterio.__version__})" in said


COMMANDS = [
    ["sources"], ["layers"], ["measure"], ["gain"], ["candidates"], ["ladder"], ["instruments"],
    ["qa"], ["map"], ["report"], ["run"], ["fetch", "--offline"],
]  # fmt: skip


def may_unshare():
    tool = shutil.which("unshare")
    return bool(tool) and subprocess.run([tool, "-n", "true"], capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not may_unshare(), reason="no network namespace of one's own is permitted")
def test_every_command_but_fetch_and_sources_check_works_without_any_interface(tmp_path):
    # One process, so that the libraries load once.
    folder = tmp_path / "study"
    shutil.copytree(ROOT / "studies/voorbeeldpark", folder)
    code = (
        "import socket, sys\n"
        "calls = []\n"
        "sys.addaudithook(lambda name, args: calls.append((name, args)) if name in "
        "('socket.connect', 'socket.getaddrinfo') else None)\n"
        "from geo_ser import cli\n"
        "def call(*arguments):\n"
        "    sys.argv = ['geo-ser', *arguments]\n"
        "    try:\n        cli.main()\n"
        "    except SystemExit as ended:\n        return ended.code or 0\n"
        "    return 0\n"
        f"folder = {str(folder)!r}\n"
        "codes = {'init': call('init', folder + '/new', '--terrains', "
        "folder + '/data/raw/verzonnen_terreinen.geojson')}\n"
        f"for command in {COMMANDS!r}:\n"
        "    study = [] if command[0] in ('sources', 'instruments') else [folder]\n"
        "    codes[' '.join(command)] = call(*command, *study)\n"
        "print('END', codes, calls)\n"
    )
    ended = subprocess.run(
        ["unshare", "-n", sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    last = ended.stdout.strip().splitlines()[-1]
    assert last.startswith("END"), ended.stderr
    codes, calls = last.removeprefix("END ").split("}")
    assert calls.strip() == "[]"
    assert codes.count(": 0") == len(COMMANDS), last  # init too; of `fetch` nothing is kept
    assert "'fetch --offline': 1" in codes
    assert "Traceback" not in ended.stderr
