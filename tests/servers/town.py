"""A small municipality for whole fetches: real BGT of Otterlo below, the rest made up (verzonnen).

Every layer lies in the 160 m square of the excerpt. One business park of 150 x 150 m holds
sixteen parcels of 37.5 x 37.5 m; each building is 20 x 20 m, 8 m high, with one unit of 380 m2.
3DBAG knows the first three of them, the elevations of AHN know all.
"""

import gzip
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import rasterio
from affine import Affine
from rasterio.features import rasterize
from shapely import box
from shapely.geometry.base import BaseGeometry

from tests.servers.data import write_geojson, write_gpkg
from tests.servers.process import ROOT

CODE = "GM9999"
WEST, SOUTH = 181_545.0, 456_005.0
MUNICIPALITY = box(181_500, 455_960, 181_740, 456_200)
PARK = box(WEST, SOUTH, WEST + 150, SOUTH + 150)
PARCEL_M, BUILDING_M, HEIGHT_M, GROUND_M, FLOOR_M2 = 37.5, 20, 8.0, 30.0, 380
BUILDINGS = (0, 1, 2, 5, 6, 9)
"""The parcels that are built on in the first year."""

ZONE = """<?xml version="1.0" encoding="UTF-8"?>
<imro:FeatureCollectionIMRO gml:id="verzonnen" xmlns:imro="http://www.geonovum.nl/imro/2012/1.1"
 xmlns:gml="http://www.opengis.net/gml/3.2"><imro:featureMember>
<imro:Enkelbestemming gml:id="verzonnen1">
<imro:identificatie><imro:NEN3610ID><imro:namespace>NL.IMRO</imro:namespace>
<imro:lokaalID>verzonnen1</imro:lokaalID></imro:NEN3610ID></imro:identificatie>
<imro:typePlanobject>enkelbestemming</imro:typePlanobject><imro:naam>Verzonnen</imro:naam>
<imro:bestemmingshoofdgroep>bedrijventerrein</imro:bestemmingshoofdgroep>
<imro:geometrie><gml:Polygon gml:id="p1" srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior>
<gml:LinearRing><gml:posList>{corners}</gml:posList></gml:LinearRing>
</gml:exterior></gml:Polygon></imro:geometrie>
</imro:Enkelbestemming></imro:featureMember></imro:FeatureCollectionIMRO>
"""


@dataclass(frozen=True)
class Town:
    """The folders that the servers serve, and which parcels are built on."""

    stub: Path
    mapserver: Path

    def write(self, built: Sequence[int] = BUILDINGS) -> None:
        """Write every layer anew."""
        (self.stub / "bgt").mkdir(parents=True, exist_ok=True)
        self.mapserver.mkdir(parents=True, exist_ok=True)
        self._registers(built)
        with zipfile.ZipFile(ROOT / "tests/data/registries/bgt_otterlo.zip") as real:
            real.extractall(self.stub / "bgt")
        self._heights(built)
        corners = " ".join(f"{x:.1f} {y:.1f}" for x, y in PARK.exterior.coords)
        plans = self.stub / "files" / "plannen"
        plans.mkdir(parents=True, exist_ok=True)
        text = ZONE.format(corners=corners).encode()
        (plans / "Enkelbestemming.gml.gz").write_bytes(gzip.compress(text, mtime=0))

    def _registers(self, built: Sequence[int]) -> None:
        for name, table, key in (
            ("gemeentegebied", _row(MUNICIPALITY, code="9999", naam="Verzonnen"), "code"),
            ("ibis", _park(), "RIN_NUMMER"),
            ("pand", panden(built), "identificatie"),
            ("verblijfsobject", units(built), "identificatie"),
            ("3dbag", _threedbag(built[:3]), "identificatie"),
        ):
            write_geojson(table, self.stub / f"{name}.geojson", key=key)
        write_gpkg(parcels(), self.mapserver / "perceel.gpkg", key="identificatie_lokaal_id")

    def _heights(self, built: Sequence[int]) -> None:
        ground = np.full((480, 480), GROUND_M, dtype="float32")
        surface = rasterize(
            [(shape, GROUND_M + HEIGHT_M) for shape in panden(built).geometry],
            out=ground.copy(), transform=_cells(),
        )  # fmt: skip
        _sheet(self.mapserver / "dsm_05m.tif", surface)
        sheets = self.stub / "files" / "dtm_05m"
        sheets.mkdir(parents=True, exist_ok=True)
        _sheet(sheets / "M_verzonnen1.tif", ground)
        (sheets / "M_verzonnen1.bounds").write_text(json.dumps(MUNICIPALITY.bounds))


def _row(shape: BaseGeometry, **values: object) -> gpd.GeoDataFrame:
    columns = {key: [value] for key, value in values.items()}
    return gpd.GeoDataFrame(columns, geometry=[shape], crs=28992)


def _park() -> gpd.GeoDataFrame:
    return _row(
        PARK, RIN_NUMMER="VERZONNEN1", PLAN_NAAM="Verzonnen park", GEM_CODES=CODE, JAAR=2025,
        HA_BRUTO=2.25,
    )  # fmt: skip


def _corner(number: int) -> tuple[float, float]:
    return WEST + PARCEL_M * (number % 4), SOUTH + PARCEL_M * (number // 4)


def parcels() -> gpd.GeoDataFrame:
    """Return the sixteen parcels, which tile the park."""
    corners = [_corner(number) for number in range(16)]
    return gpd.GeoDataFrame(
        {
            "identificatie_lokaal_id": [f"verzonnen-{number:02d}" for number in range(16)],
            "kadastrale_grootte_waarde": 1406.0,
        },
        geometry=[box(x, y, x + PARCEL_M, y + PARCEL_M) for x, y in corners],
        crs=28992,
    )


def panden(built: Sequence[int]) -> gpd.GeoDataFrame:
    """Return a building on each of the parcels that are built on."""
    corners = [_corner(number) for number in built]
    return gpd.GeoDataFrame(
        {
            "identificatie": [f"9999100000000{number:03d}" for number in built],
            "bouwjaar": 1990,
            "status": "Pand in gebruik",
        },
        geometry=[box(x + 5, y + 5, x + 5 + BUILDING_M, y + 5 + BUILDING_M) for x, y in corners],
        crs=28992,
    )


def units(built: Sequence[int]) -> gpd.GeoDataFrame:
    """Return one unit in each building."""
    table = panden(built)
    return gpd.GeoDataFrame(
        {
            "identificatie": [f"9999010000000{number:03d}" for number in built],
            "oppervlakte": FLOOR_M2,
            "gebruiksdoel": "industriefunctie",
            "status": "Verblijfsobject in gebruik",
            "pandidentificatie": table["identificatie"],
        },
        geometry=table.centroid,
        crs=28992,
    )


def _threedbag(built: Sequence[int]) -> gpd.GeoDataFrame:
    table = panden(built)
    return table.assign(
        b3_h_dak_70p=GROUND_M + HEIGHT_M, b3_h_dak_max=GROUND_M + HEIGHT_M,
        b3_h_maaiveld=GROUND_M, b3_pw_bron="ahn4", b3_pw_datum="2020-03-01",
    )  # fmt: skip


def _cells() -> Affine:
    west, _, _, north = MUNICIPALITY.bounds
    return Affine(0.5, 0, west, 0, -0.5, north)


def _sheet(path: Path, cells: np.ndarray) -> None:
    with rasterio.open(
        path, "w", driver="COG", height=480, width=480, count=1, dtype="float32", crs=28992,
        transform=_cells(), nodata=np.float32(3.4028235e38), compress="deflate",
    ) as sheet:  # fmt: skip
        sheet.write(cells, 1)
