"""A small whole file of each format, and how many rows somebody else counts in a damaged one.

Every file is made up: four terrains, or what a registry would say of some buildings.
"""

import csv
import io
import json
import shutil
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pyarrow.parquet as pq

from tests.layers.cities import SQUARE, building, city
from tests.layers.registries import EXCERPTS
from tests.layers.studies import block, parks
from tests.shapes import square

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True)
class Format:
    """How a format is written, read in a study, and counted by another program.

    Attributes
    ----------
    write
        Writes the whole file, and what belongs to it, into a folder; returns the file to read.
    damaged
        The suffixes of the files that are damaged, one of them each time.
    count
        Rows in a damaged file; None, or an error of any kind, where it cannot tell.
    """

    table: str
    write: Callable[[Path], Path]
    count: Callable[[Path], int | None]
    damaged: tuple[str, ...] = ()
    profile: str = "canonical"

    def block(self, file: str) -> str:
        """Return the block of atlas.toml that reads the file."""
        return block(self.table, file, profile=f'"{self.profile}"')


def _frame():
    shapes = [square(200 * number, 0, 100) for number in range(4)]
    return parks(*shapes, name=["De Haar", 'Het "Veld"', "Oost; West", "Zuid, Noord"])


def _written(name: str, **options: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        frame = _frame()
        if "json" in name:
            frame = frame.to_crs(4326)
        if name.endswith("parquet"):
            frame.to_parquet(folder / name)
        else:
            frame.to_file(folder / name, **options)
        return folder / name

    return write


def _csv(folder: Path) -> Path:
    frame = _frame()
    table = pd.DataFrame(frame.drop(columns="geometry")).assign(WKT=frame.geometry.to_wkt())
    table.to_csv(folder / "a.csv", index=False, sep=";", quoting=csv.QUOTE_NONNUMERIC)
    return folder / "a.csv"


def _sheet(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        if name.endswith("ods"):
            _ods(folder / name)
        else:
            _heights().to_excel(folder / name, index=False)
        return folder / name

    return write


def _heights() -> pd.DataFrame:
    return pd.DataFrame({"building_id": ["1", "2", "3", "4"], "height_m": [3.5, 12.0, 8.25, 9.0]})


def _ods(path: Path) -> None:
    import pyogrio

    pyogrio.write_dataframe(_heights(), path, driver="ODS")


def _zip(folder: Path) -> Path:
    inner = _csv(folder)
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inner, "a.csv")
    inner.unlink()
    return folder / "a.zip"


def _city(folder: Path) -> Path:
    heights = {"b3_h_dak_70p": 9.0, "b3_h_dak_50p": 8.0, "b3_h_maaiveld": 1.0}
    names = [f"NL.IMBAG.Pand.020010000000188{number}" for number in range(4)]
    model = city(**{name: building(SQUARE, **heights) for name in names})
    (folder / "a.city.json").write_text(json.dumps(model))
    return folder / "a.city.json"


def _member(archive: str, wanted: str, elements: int) -> Callable[[Path], Path]:
    """Write a registry's own file cut down to its first elements, still whole XML."""

    def write(folder: Path) -> Path:
        if archive.endswith(".gml"):
            shutil.copy(EXCERPTS / archive, folder / "a.gml")
            return folder / "a.gml"
        name, data = _inside((EXCERPTS / archive).read_bytes(), wanted)
        tree = ElementTree.fromstring(data)
        holder = tree if len(tree) > 3 else next(one for one in tree.iter() if len(one) > 3)
        for one in list(holder)[elements:]:
            holder.remove(one)
        (folder / f"a{Path(name).suffix}").write_bytes(ElementTree.tostring(tree))
        return folder / f"a{Path(name).suffix}"

    return write


def _inside(data: bytes, wanted: str) -> tuple[str, bytes]:
    """Return the first XML in a zip, or in a zip in it, of which the name holds a word."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".zip"):
                return _inside(archive.read(name), wanted)
            if name.lower().endswith((".xml", ".gml")) and wanted in name:
                return name, archive.read(name)
    raise ValueError(f"no {wanted} in the zip")


def _elements(*names: str) -> Callable[[Path], int]:
    def count(path: Path) -> int:
        tree = ElementTree.fromstring(path.read_bytes())
        return sum(one.tag.rpartition("}")[2] in names for one in tree.iter())

    return count


def _json_count(path: Path) -> int:
    return len(json.loads(path.read_bytes())["features"])


def _line_count(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_bytes().split(b"\n"))


def _csv_count(path: Path) -> int:
    text = path.read_bytes().decode("utf-8")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    return sum(bool(row) for row in rows) - 1


def _zip_count(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        (name,) = archive.namelist()
        (path.parent / "counted").write_bytes(archive.read(name))
    return _csv_count(path.parent / "counted")


def _gpkg_count(path: Path) -> int:
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
        return int(database.execute("SELECT count(*) FROM a").fetchone()[0])


def _shapefile_count(path: Path) -> int | None:
    """Walk the shapes of a .shp, whose records say how long they are."""
    data, place, rows = path.read_bytes(), 100, 0
    while place < len(data):
        number, words = struct.unpack_from(">ii", data, place)
        if number != rows + 1 or words <= 0:
            return None
        place, rows = place + 8 + 2 * words, rows + 1
    return rows


def _mif_count(path: Path) -> int:
    lines = path.read_bytes().replace(b"\0", b" ").splitlines()
    return sum(line.split()[:1] == [b"Region"] for line in lines)


def _city_count(path: Path) -> int:
    objects = json.loads(path.read_bytes())["CityObjects"].values()
    return sum(one["type"] == "Building" for one in objects)


def _xlsx_count(path: Path) -> int:
    sheet = openpyxl.load_workbook(path).active
    return (
        sum(any(cell is not None for cell in row) for row in sheet.iter_rows(values_only=True)) - 1
    )


def _ods_count(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        tree = ElementTree.fromstring(archive.read("content.xml"))
    rows = [one for one in tree.iter() if one.tag.endswith("}table-row")]
    return sum(any((text.text or "") for text in row.iter()) for row in rows) - 1


FORMATS = {
    "GeoJSON": Format("terrains", _written("a.geojson"), _json_count),
    "GeoJSONSeq": Format("terrains", _written("a.geojsonl", driver="GeoJSONSeq"), _line_count),
    "GeoPackage": Format("terrains", _written("a.gpkg"), _gpkg_count),
    "shapefile": Format("terrains", _written("a.shp"), _shapefile_count, (".shp", ".shx", ".dbf")),
    "CSV": Format("terrains", _csv, _csv_count),
    "GML": Format("terrains", _written("a.gml"), _elements("a")),
    "FlatGeobuf": Format("terrains", _written("a.fgb"), lambda _path: 4),
    "Parquet": Format(
        "terrains", _written("a.parquet"), lambda path: pq.read_metadata(path).num_rows
    ),
    "MIF": Format(
        "terrains", _written("a.mif", driver="MapInfo File"), _mif_count, (".mif", ".mid")
    ),
    "XLSX": Format("heights", _sheet("a.xlsx"), _xlsx_count),
    "ODS": Format("heights", _sheet("a.ods"), _ods_count),
    "zip": Format("terrains", _zip, _zip_count),
    "CityJSON": Format("buildings", _city, _city_count, profile="3dbag"),
    "BRK": Format(
        "parcels", _member("brk_v5_perceel.gml", "", 4), _elements("Perceel"), profile="brk"
    ),
    "BGT": Format(
        "buildings",
        _member("bgt_otterlo.zip", "pand", 5),
        _elements("BuildingPart", "Pand"),
        profile="bgt",
    ),
    "BAG": Format(
        "buildings", _member("bag_lv_doesburg.zip", "", 4), _elements("Pand"), profile="bag"
    ),
}
"""Every format by its name."""
