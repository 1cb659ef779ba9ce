"""What grows beyond measure while it is unpacked, and what hides that it is packed."""

import gzip
import io
import struct
import zipfile

import pandas as pd
import pyogrio
import pytest

from geo_ser.errors import SourceError
from geo_ser.layers import archive
from geo_ser.layers.read import layer_list
from geo_ser.layers.sheets import require_safe_sheet
from tests.layers.studies import parks, written


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, content in members.items():
            target.writestr(name.replace("_", "."), content)
    return stream.getvalue()


def unpacked(path):
    with archive.opened(path, what="`terrains` (t.zip)") as found:
        return [name for name, _ in found]


@pytest.fixture
def on_disk(monkeypatch):
    """Remember how many bytes were written while unpacking."""
    written_bytes = [0]
    spend = archive._Budget.spend

    def counted(budget, size, what):
        spend(budget, size, what)
        written_bytes[0] += size

    monkeypatch.setattr(archive._Budget, "spend", counted)
    return written_bytes


def test_zips_in_a_zip_count_together_against_the_outer_file(tmp_path, monkeypatch, on_disk):
    # The attack: each inner zip grows little more than a thousand times and stays under the free
    # 64 MiB; together a file of 19.6 kB wrote 1 890 MB. Here a hundred times smaller.
    inner = {f"b{number}_zip": packed(a_gpkg=bytes(600_000)) for number in range(30)}
    (tmp_path / "t.zip").write_bytes(packed(**inner))
    assert (tmp_path / "t.zip").stat().st_size < 30_000
    monkeypatch.setattr(archive, "FREE_UNZIPPED_BYTES", 640_000)
    with pytest.raises(SourceError, match=r"zip bomb\. If it is right, unpack it yourself"):
        unpacked(tmp_path / "t.zip")
    most = archive.MAX_ZIP_RATIO * (tmp_path / "t.zip").stat().st_size
    assert on_disk[0] <= most < 30 * 600_000
    monkeypatch.setattr(archive, "MAX_ZIP_RATIO", 20_000)
    assert len(unpacked(tmp_path / "t.zip")) == 30
    assert on_disk[0] > 30 * 600_000


def test_what_is_written_counts_not_what_the_headers_say(tmp_path, monkeypatch):
    (tmp_path / "t.zip").write_bytes(packed(a_gpkg=bytes(500_000)))
    monkeypatch.setattr(archive, "FREE_UNZIPPED_BYTES", 100_000)
    monkeypatch.setattr(archive, "MAX_ZIP_RATIO", 1)
    monkeypatch.setattr(archive, "require_harmless", lambda *_: None)  # the headers look well
    with pytest.raises(SourceError, match="t.zip unpacks to more than 100000 bytes"):
        unpacked(tmp_path / "t.zip")


def test_members_of_all_zips_are_counted(tmp_path, monkeypatch):
    inner = {f"b{number}_zip": packed(a_gpkg=b"x", b_txt=b"x") for number in range(4)}
    (tmp_path / "t.zip").write_bytes(packed(**inner))
    monkeypatch.setattr(archive, "MAX_ZIP_MEMBERS", 12)
    assert len(unpacked(tmp_path / "t.zip")) == 4
    monkeypatch.setattr(archive, "MAX_ZIP_MEMBERS", 11)
    with pytest.raises(SourceError, match="t.zip holds more than 11 files"):
        unpacked(tmp_path / "t.zip")


@pytest.fixture
def sheet(tmp_path):
    """A workbook whose sheet is far longer than its header says; GDAL reads all of it."""
    path = tmp_path / "a.xlsx"
    pyogrio.write_dataframe(pd.DataFrame({"terrain_id": ["1"], "n": [1]}), path, driver="XLSX")
    with zipfile.ZipFile(path) as source:
        members = {one.filename: source.read(one) for one in source.infolist()}
    name = "xl/worksheets/sheet1.xml"
    short = len(members[name])
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>7</v></c></row>' % (n, n) for n in range(5, 3000))
    members[name] = members[name].replace(b"</sheetData>", rows + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for one, content in members.items():
            target.writestr(one, content)
    return path, short, len(members[name])


def test_a_sheet_that_holds_more_than_it_says_is_refused(sheet):
    path, short, true = sheet
    require_safe_sheet(path, what="x")
    lying = path.read_bytes().replace(struct.pack("<I", true), struct.pack("<I", short))
    path.write_bytes(lying)
    assert len(pyogrio.read_dataframe(path)) > 2990
    with pytest.raises(SourceError, match=f"holds {true} bytes, not {short} as its header says"):
        require_safe_sheet(path, what="x")


def test_a_sheet_that_grows_beyond_measure_is_refused(sheet, monkeypatch):
    path, _, true = sheet
    monkeypatch.setattr(archive, "FREE_UNZIPPED_BYTES", true)
    monkeypatch.setattr(archive, "MAX_ZIP_RATIO", 1)
    with pytest.raises(SourceError, match="zip bomb"):
        require_safe_sheet(path, what="x")


@pytest.mark.parametrize("suffix", ["kmz", "shz"])
def test_zips_under_a_gis_name_are_unpacked_by_us(tmp_path, suffix, monkeypatch):
    names = {"kmz": ["doc.kml"], "shz": ["a.shp", "a.dbf", "a.shx", "a.prj"]}[suffix]
    written(tmp_path, parks(), "a.shp")
    pyogrio.write_dataframe(parks().to_crs(4326), tmp_path / "doc.kml", driver="KML")
    path = tmp_path / f"a.{suffix}"
    with zipfile.ZipFile(path, "w") as target:
        for name in names:
            target.write(tmp_path / name, name)
    assert unpacked(path) == names[:1]
    monkeypatch.setattr(archive, "MAX_UNZIPPED_BYTES", 10)
    with pytest.raises(SourceError, match="zip bomb"):
        unpacked(path)


@pytest.mark.parametrize("name", ["a.gml", "a.kml", "a.gpkg", "a.json", "a.csv"])
def test_what_is_packed_under_another_name_is_refused(tmp_path, name):
    for content in (gzip.compress(b"<kml/>"), packed(doc_kml=b"<kml/>")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SourceError, match=f"{name} is packed"):
            layer_list(tmp_path / name, what="x")


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.zip"])
def test_a_member_without_a_name_is_refused(name, tmp_path):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("Qx", b"1")
    path.write_bytes(path.read_bytes().replace(b"Qx", b"\0x"))  # a name ends at its first null
    with pytest.raises(SourceError, match=f"{name} is damaged: a file in it has no name"):
        unpacked(path) if name == "a.zip" else require_safe_sheet(path, what="x")
