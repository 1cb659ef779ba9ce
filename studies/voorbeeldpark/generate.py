"""Write the raw files of the made-up park: `python studies/voorbeeldpark/generate.py`.

The park does not exist. It is drawn where no business park can be: in the Markermeer, on the
Markerwaard, the polder that was planned and never made. All shapes are rectangles with whole
metres, so that every indicator can be worked out with a pencil: docs/voorbeeldpark.md does.

Coordinates below are metres east and north of `ORIGIN`; heights are metres above `GROUND`.
"""

import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.features import geometry_mask
from shapely import MultiPolygon, Point, Polygon, box, unary_union
from shapely.affinity import translate
from shapely.geometry import mapping

HERE = Path(__file__).parent
ORIGIN = (140_000, 510_000)  # EPSG:28992, in the Markermeer
GROUND = -4.0  # m NAP, as a polder there would lie
NODATA = 3.4e38  # AHN's own
CELL = 0.5
NOTE = "VERZONNEN: made up by studies/voorbeeldpark/generate.py; describes no place that exists"


def _parcel(
    west: int, south: int, east: int, north: int, cover: str | None, **more: Any
) -> dict[str, Any]:
    """Return a parcel; its registered size is its area unless `more` says otherwise."""
    shape = box(west, south, east, north)
    return {"shape": shape, "cover": cover, "registered": int(shape.area), **more}


def _building(
    west: int, south: int, east: int, north: int, year: int | None, roof: float, **more: Any
) -> dict[str, Any]:
    """Return a building, in use unless `more` says otherwise."""
    shape = box(west, south, east, north)
    return {"shape": shape, "year": year, "roof": roof, "status": IN_USE, **more}


IN_USE, UNMEASURED = "Pand in gebruik", "Pand in gebruik (niet ingemeten)"
PERMIT, STARTED, GONE = "Bouwvergunning verleend", "Bouw gestart", "Pand gesloopt"
EMPTY = "Pand buiten gebruik"

TERRAINS: dict[str, dict[str, Any]] = {
    "VP1": {
        "name": "Verzonnen Noord", "shape": box(0, 100, 400, 300), "claimed_gross_ha": 8.0,
        "start_year": 1998, "max_coverage": 0.7, "setback_road_m": 7, "setback_side_m": 3,
        "setback_rear_m": 3, "max_environmental_category": "4.2",
    },
    "VP2": {
        "name": "Verzonnen Zuid", "shape": box(0, 0, 400, 104), "claimed_gross_ha": 4.16,
        "start_year": 2004, "max_height_m": 12, "max_coverage": 0.7, "min_coverage": 0.3,
        "min_fsi": 0.3, "setback_road_m": 7, "setback_side_m": 3, "setback_rear_m": 3,
        "min_environmental_category": "2", "max_environmental_category": "4.1",
    },
    "VP3": {  # its claim is wrong on purpose: 2.2048 ha
        "name": "Verzonnen Hoek", "shape": box(400, 0, 612, 104), "claimed_gross_ha": 2.0,
        "start_year": 2015,
    },
}  # fmt: skip
"""VP1 and VP2 share 4 m of the main road, VP2 and VP3 touch."""

PARCELS: dict[str, dict[str, Any]] = {
    # along the main road, fronts south: three equal plots to link, one to split, one joined, ...
    "A01": _parcel(0, 112, 40, 172, "yard"),
    "A02": _parcel(40, 112, 80, 172, "yard"),
    "A03": _parcel(80, 112, 120, 172, "yard", registered=2405),
    "A04": _parcel(120, 112, 220, 172, "yard"),
    "A05": _parcel(220, 112, 260, 172, "yard", owner="A05"),
    "A06": _parcel(260, 112, 300, 172, "yard", registered=2390, owner="A05"),
    "A07": _parcel(300, 112, 400, 172, "yard"),
    # back to back with them, fronts north
    "B01": _parcel(0, 172, 50, 232, "yard"),
    "B02": _parcel(50, 172, 100, 232, "field", availability="for_sale", owner="gemeente"),
    "B03": _parcel(100, 172, 150, 232, "bare"),
    "B04": _parcel(150, 172, 200, 232, "field"),
    "B05": _parcel(200, 172, 250, 232, "bare"),
    "B06": _parcel(250, 172, 300, 232, "field", availability="option", owner="gemeente"),
    "B07": _parcel(300, 172, 350, 232, "field", availability="reserve", owner="A07"),
    "B08": _parcel(350, 172, 400, 232, "yard", availability="to_let"),
    # small plots over the second road, fronts south; then water, green and a zoned meadow
    "C01": _parcel(0, 244, 30, 274, "parking"),
    "C02": _parcel(30, 244, 60, 274, "paved"),
    "C03": _parcel(60, 244, 90, 274, "field", availability="issuable", owner="gemeente"),
    "C04": _parcel(90, 244, 120, 274, "yard"),
    "C05": _parcel(120, 244, 126, 274, "paved", owner="gemeente"),
    "C06": _parcel(126, 244, 166, 274, "other", registered=None),
    "C07": _parcel(166, 244, 200, 274, "field", plan=True),
    "C08": _parcel(200, 244, 400, 254, "water", owner="gemeente"),
    "C09": _parcel(200, 254, 300, 274, "green", owner="gemeente"),
    "C10": _parcel(300, 254, 400, 274, "field", owner="gemeente"),
    # south of the main road, fronts north; D01 lies over the terrain's edge
    "D01": _parcel(-20, 40, 40, 100, "yard"),
    "D02": _parcel(40, 40, 140, 100, "yard"),
    "D03": _parcel(140, 40, 180, 100, "yard"),
    "D04": _parcel(180, 40, 220, 100, "yard", owner="D04"),
    "D05": _parcel(220, 40, 260, 100, "yard", owner="D04"),
    "D06": _parcel(260, 40, 320, 100, "yard"),
    "D07": _parcel(320, 40, 400, 100, "yard"),
    # behind them: no road, a park, land no surface covers, a plot for sale, the ditch
    "E01": _parcel(0, 10, 100, 40, "field"),
    "E02": _parcel(100, 10, 300, 40, "green", owner="gemeente"),
    "E03": _parcel(300, 10, 310, 40, None),
    "E04": _parcel(310, 10, 400, 40, "field", availability="for_sale", owner="gemeente"),
    "E05": _parcel(0, 0, 400, 10, "water", owner="gemeente"),
    "X1": _parcel(-20, 0, 0, 40, "field"),  # outside every terrain
    # the corner: mixed, office, water storage, one plot of exactly a hectare
    "H01": _parcel(412, 60, 512, 100, "yard"),
    "H02": _parcel(412, 20, 512, 60, "yard"),
    "H03": _parcel(412, 0, 512, 20, "field", owner="gemeente"),
    "H04": _parcel(512, 0, 612, 100, "yard"),
    # main road, second road, side road, railway; between y 274 and 280 lies no parcel at all
    "W1": _parcel(-20, 100, 632, 112, None, owner="gemeente"),
    "W2": _parcel(-20, 232, 420, 244, None, owner="gemeente"),
    "W3": _parcel(400, 0, 412, 100, "road", owner="gemeente"),
    "W4": _parcel(-20, 280, 420, 300, "rail", owner="spoor"),
}  # fmt: skip

BUILDINGS: dict[str, dict[str, Any]] = {
    "K01": _building(5, 119, 35, 159, 1999, 8),
    "K02": _building(45, 119, 75, 159, 1999, 8),
    "K03": _building(85, 119, 115, 159, 2000, 8),
    "K04": _building(125, 119, 165, 164, 2001, 10),
    "K05": _building(230, 119, 290, 169, 2003, 9),  # a part is 12 m: PATCHES
    "K06": _building(310, 122, 360, 162, 2005, 8),
    "K07": _building(370, 122, 390, 142, 2005, 7),
    "K08": _building(5, 213, 15, 225, 1998, 6),
    "K09": _building(10, 177, 40, 207, 1998, 6),
    "K10": _building(110, 182, 140, 222, 2025, 2, status=STARTED),
    "K11": _building(160, 182, 190, 222, None, 0, status=PERMIT),
    "K12": _building(210, 182, 240, 222, 1985, 6, status=GONE),
    "K13": _building(355, 177, 395, 225, 2007, 9),
    "K14": _building(95, 254, 115, 269, 2024, 3, status=UNMEASURED),
    "K15": _building(131, 249, 161, 269, 2010, 7),  # a hole in the DSM: HOLES
    "K16": _building(100, 275, 110, 279, None, 3),
    "K17": _building(150, 110, 155, 112, 1995, 2.5),
    "K18": _building(-10, 50, 30, 90, 2006, 10),
    "K19": _building(45, 63, 75, 93, 2006, 7),
    "K20": _building(143, 43, 177, 93, 2007, 5),
    "K21": _building(183, 43, 217, 83, 2008, 8),
    "K22": _building(223, 43, 257, 83, 2008, 8),
    "K23": _building(270, 50, 310, 90, 2009, 11),
    "K24": _building(330, 53, 380, 93, 2012, 9, older=9.0),  # a hole: HOLES
    "K25": _building(422, 70, 462, 90, 2016, 10, storeys=3),
    "K26": _building(480, 70, 500, 90, 2016, 6, storeys=2),
    "K27": _building(422, 28, 462, 52, 2017, 15),
    "K28": _building(480, 30, 500, 50, 1970, 4, status=EMPTY),
    "K29": _building(522, 10, 602, 85, 2019, 12),
}
"""Outline, year, roof above ground in the DSM; `older` is a height from an older source."""

PATCHES = {
    "dsm": [(box(230, 119, 254, 169), 12.0), (box(140, 140, 141, 141), 40.0)],  # K05, mast on K04
    "dtm": [(box(290, 140, 294, 160), -1.0)],  # loading dock beside K05
}
HOLES = {
    "dsm": [box(131, 249, 149, 269), box(330, 53, 380, 93)],  # 60 % of K15, all of K24
    "dtm": [box(0, 0, 400, 10), box(200, 244, 400, 254)],  # water; buildings are added
}
MODEL_3D = {  # building: (roof, ground) m above GROUND, as a 3DBAG-like source has them
    "K01": (8, 0), "K02": (8, 0), "K03": (8.2, 0), "K04": (10, 0), "K05": (12, -1), "K06": (8, 0),
    "K07": (7, 0), "K08": (5.6, 0), "K09": (6, 0), "K13": (9, 0), "K15": (7, 0), "K18": (10, 0),
    "K19": (7, 0), "K20": (5, 0), "K21": (8, 0), "K22": (8, 0), "K23": (11, 0), "K24": (9, 0),
    "K25": (10, 0), "K26": (6, 0), "K27": (15, 0), "K28": (4, 0), "K29": (12, 0),
}  # fmt: skip

FACTORY, OFFICE, SHOP, HOME = "industriefunctie", "kantoorfunctie", "winkelfunctie", "woonfunctie"
UNIT_IN_USE = "Verblijfsobject in gebruik"
UNIT_UNMEASURED = "Verblijfsobject in gebruik (niet ingemeten)"
UNIT_EMPTY = "Verblijfsobject buiten gebruik"

UNITS: list[tuple[str, tuple[float, float], float, str, str, str]] = [
    # unit, point, GBO in m², buildings, functions, status
    ("U01", (20, 140), 1000, "K01", FACTORY, UNIT_IN_USE),
    ("U02", (60, 140), 1000, "K02", FACTORY, UNIT_IN_USE),
    ("U03", (100, 140), 1000, "K03", FACTORY, UNIT_IN_USE),
    ("U04", (145, 140), 1600, "K04", FACTORY, UNIT_IN_USE),
    ("U05", (240, 140), 2500, "K05", FACTORY, UNIT_IN_USE),
    ("U06", (335, 140), 2400, "K06;K07", f"{FACTORY};{OFFICE}", UNIT_IN_USE),
    ("U07", (380, 130), 500, "K07", OFFICE, UNIT_IN_USE),
    ("U08", (10, 220), 200, "K08", HOME, UNIT_IN_USE),
    ("U09", (25, 190), 800, "K09", FACTORY, UNIT_IN_USE),
    ("U10", (375, 200), 1500, "K13", f"{FACTORY};{OFFICE};{SHOP}", UNIT_IN_USE),
    ("U11", (380, 210), 300, "K13", OFFICE, UNIT_EMPTY),
    ("U12", (105, 260), 280, "K14", FACTORY, UNIT_UNMEASURED),
    ("U13", (140, 260), 1, "K15", FACTORY, UNIT_IN_USE),
    ("U14", (150, 260), 500, "K15", FACTORY, UNIT_IN_USE),
    ("U15", (10, 70), 1500, "K18", FACTORY, UNIT_IN_USE),
    ("U16", (60, 80), 800, "K19", FACTORY, UNIT_IN_USE),
    ("U17", (160, 70), 1600, "K20", FACTORY, UNIT_IN_USE),
    ("U18", (200, 60), 1300, "K21", FACTORY, UNIT_IN_USE),
    ("U19", (240, 60), 1300, "K22", FACTORY, UNIT_IN_USE),
    ("U20", (290, 70), 999999, "K23", FACTORY, UNIT_IN_USE),
    ("U21", (350, 70), 1800, "", FACTORY, UNIT_IN_USE),  # only its point says K24
    ("U22", (370, 80), 200, "K24", OFFICE, UNIT_IN_USE),
    ("U23", (440, 80), 600, "K25", SHOP, UNIT_IN_USE),
    ("U24", (430, 75), 100, "K25", HOME, UNIT_IN_USE),
    ("U25", (450, 75), 100, "K25", HOME, UNIT_IN_USE),
    ("U26", (440, 40), 3000, "K27", OFFICE, UNIT_IN_USE),
    ("U27", (490, 40), 380, "K28", OFFICE, UNIT_EMPTY),
    ("U28", (225, 200), 400, "K12", FACTORY, UNIT_IN_USE),  # its building is demolished
    ("U29", (560, 50), 5500, "K29", FACTORY, UNIT_IN_USE),
]

ESTABLISHMENTS: list[tuple[str, tuple[float, float], int | None, str, str]] = [
    # establishment, point, jobs, SBI, category
    ("V01", (20, 130), 12, "2511", "3.1"),
    ("V02", (60, 130), 18, "2562", "3.2"),
    ("V03", (100, 130), 20, "4520", "3.1"),
    ("V04", (145, 130), 30, "1623", "4.1"),
    ("V05", (240, 130), 50, "2361", "4.2"),
    ("V06", (335, 130), 70, "4690", "3.1"),
    ("V07", (25, 195), 3, "4332", "2"),
    ("V08", (375, 190), 27, "5210", "3.1"),
    ("V09", (10, 60), 40, "2410", "4.1"),
    ("V10", (60, 70), 15, "3832", "4.1"),
    ("V11", (160, 60), 20, "4941", "3.2"),
    ("V12", (350, 60), None, "5210", "3.1"),
    ("V13", (440, 85), 15, "4711", "1"),
    ("V14", (440, 35), 60, "6202", "1"),
    ("V15", (560, 40), 45, "5210", "3.2"),
]

PLAN = {"max_height_m": 12, "max_coverage": 0.8, "setback_road_m": 7, "setback_side_m": 3,
        "setback_rear_m": 3, "max_environmental_category": "4.2"}  # fmt: skip
OFFICE_PLAN = {"max_height_m": 20, "max_coverage": 0.5}
ZONES: list[tuple[str, Polygon | MultiPolygon, str, bool | None, Mapping[str, Any]]] = [
    # zone, shape, main group, inside a bouwvlak, limits
    ("Z1", box(0, 119, 400, 169), "business", True, PLAN),
    ("Z2", box(0, 112, 400, 172) - box(0, 119, 400, 169), "business", False, PLAN),
    ("Z3", box(0, 172, 200, 232), "business", None, {"max_height_m": 8, "max_coverage": 0.6}),
    ("Z4", box(-20, 100, 632, 112), "traffic", None, {}),
    ("Z5", box(300, 254, 400, 274), "green", None, {}),
    ("Z6", box(412, 60, 512, 100), "mixed", True, {"max_height_m": 15}),
    ("Z7", box(417, 25, 507, 55), "office", True, OFFICE_PLAN),
    ("Z8", box(412, 20, 512, 60) - box(417, 25, 507, 55), "office", False, OFFICE_PLAN),
    ("Z9", box(412, 0, 512, 20), "water", None, {}),
]
"""The rest of the park has no zoning: there cover and buildings decide."""

EXTRA_SURFACES: dict[str, tuple[str, Polygon | MultiPolygon]] = {
    "A07-parkeren": ("parking", box(300, 112, 400, 122)),
    "D02-gras": ("field", box(90, 40, 140, 100)),
    "D04-parkeren": ("parking", box(180, 83, 220, 100)),
    "D05-parkeren": ("parking", box(220, 83, 260, 100)),
    "H02-parkeren": ("parking", box(412, 20, 512, 28)),
    "S1-berm": ("green", box(0, 274, 400, 280)),
    "W1-1-weg": ("road", box(-20, 100, 632, 110)),
    "W1-2-berm": ("green", unary_union([box(-20, 110, 632, 112), box(0, 109, 50, 110)])),
    "W2-1-weg": ("road", box(-20, 234, 420, 242)),
    "W2-2-berm": ("green", unary_union([box(-20, 232, 420, 234), box(-20, 242, 420, 244)])),
}
"""What does not follow a parcel. W1-2-berm lies over 50 m² of the road: a surface overlap."""

OVERHANG = box(48, 172, 50, 232)  # the grass of B02 lies over 120 m² of the yard of B01
BARE_SPOT = box(390, 264, 400, 274)  # 100 m² of C10 that no surface covers


def terrains() -> list[dict[str, Any]]:
    """Return the terrains."""
    return [
        {"terrain_id": key, "kind": "verzonnen", **row, "status": "verzonnen"}
        for key, row in TERRAINS.items()
    ]


def parcels() -> list[dict[str, Any]]:
    """Return the parcels with registered size, availability, plan and owner."""
    return [
        {
            "parcel_id": key,
            "registered_area_m2": row["registered"],
            "availability": row.get("availability"),
            "plan": row.get("plan"),
            "owner_group": f"verzonnen eigenaar {row.get('owner', key)}",
            "shape": row["shape"],
        }
        for key, row in PARCELS.items()
    ]


def buildings() -> list[dict[str, Any]]:
    """Return the buildings; one has a height from an older survey."""
    return [
        {
            "building_id": key,
            "status": row["status"],
            "construction_year": row["year"],
            "storeys": row.get("storeys"),
            "height_m": row.get("older"),
            "ground_m": GROUND if "older" in row else None,
            "height_source": "verzonnen, oudere vlucht" if "older" in row else None,
            "survey_date": "2018-03-01" if "older" in row else None,
            "shape": row["shape"],
        }
        for key, row in BUILDINGS.items()
    ]


def units() -> list[dict[str, Any]]:
    """Return the units; lists are text, split on ``;``."""
    keys = ("unit_id", "shape", "floor_area_m2", "building_ids", "uses", "status")
    return [dict(zip(keys, (one, Point(at), *rest), strict=True)) for one, at, *rest in UNITS]


def establishments() -> list[dict[str, Any]]:
    """Return the establishments."""
    keys = ("establishment_id", "shape", "jobs", "sbi", "environmental_category")
    rows = ((one, Point(at), *rest) for one, at, *rest in ESTABLISHMENTS)
    return [dict(zip(keys, row, strict=True)) for row in rows]


def zoning() -> list[dict[str, Any]]:
    """Return the zones; every limit is a column of all of them."""
    keys = ("zone_id", "shape", "main_group", "build_zone")
    none = dict.fromkeys(PLAN)
    return [dict(zip(keys, row, strict=True)) | none | limits for *row, limits in ZONES]


def surfaces() -> list[dict[str, Any]]:
    """Return the cover: buildings, what follows no parcel, and the rest of each parcel."""
    standing = {key: row["shape"] for key, row in BUILDINGS.items() if _stands(row)}
    on_top = unary_union([*standing.values(), BARE_SPOT])
    extra = {key: (cover, shape - on_top) for key, (cover, shape) in EXTRA_SURFACES.items()}
    taken = unary_union([on_top, *(shape for _, shape in extra.values())])
    rest = {f"{key}-grond": (row["cover"], row["shape"] - taken)
            for key, row in PARCELS.items() if row["cover"]}  # fmt: skip
    cover, shape = rest["B02-grond"]
    rest["B02-grond"] = (cover, shape | OVERHANG)
    every = {**{key: ("building", shape) for key, shape in standing.items()}, **extra, **rest}
    return [{"surface_id": f"verzonnen-{key}", "cover": cover, "level": 0, "shape": shape}
            for key, (cover, shape) in every.items()]  # fmt: skip


def elevations(name: str) -> np.ndarray:
    """Return the `dsm` or `dtm`, m NAP, of the whole park with a margin."""
    cells = np.full(_inside(box(*_BOUNDS)).shape, GROUND, dtype="float32")
    holes = list(HOLES[name])
    for row in BUILDINGS.values():
        if name == "dsm":
            cells[_inside(row["shape"])] = GROUND + row["roof"]
        elif _stands(row):
            holes.append(row["shape"])
    for shape, above in PATCHES[name]:
        cells[_inside(shape)] = GROUND + above
    for shape in holes:
        cells[_inside(shape)] = NODATA
    return cells


def model_3d() -> list[dict[str, Any]]:
    """Return the second source of heights, with the columns of 3DBAG: elevations, not heights."""
    return [
        {
            "identificatie": key,
            "b3_h_dak_70p": GROUND + roof,
            "b3_h_maaiveld": GROUND + ground,
            "b3_pw_datum": 2023,
        }
        for key, (roof, ground) in MODEL_3D.items()
    ]


def write(folder: Path) -> None:
    """Write every raw file and the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "terreinen": (terrains(), "2026-01-01"), "percelen": (parcels(), "2026-01-01"),
        "panden": (buildings(), "2026-01-01"), "eenheden": (units(), "2026-01-01"),
        "bodem": (surfaces(), "2025-06-01"), "vestigingen": (establishments(), "2025-04-01"),
        "bestemmingen": (zoning(), "2024-01-01"),
    }  # fmt: skip
    editions = {}
    for name, (rows, edition) in tables.items():
        file = folder / f"verzonnen_{name}.geojson"
        file.write_text(_geojson(rows), encoding="utf-8")
        editions[file] = (edition, len(rows))
    for name in ("dsm", "dtm"):
        file = folder / f"verzonnen_{name}.tif"
        _write_raster(file, elevations(name))
        editions[file] = ("2023-03-01", "")
    file = folder / "verzonnen_3dbag.csv"
    file.write_text(_csv(model_3d()), encoding="utf-8", newline="")
    editions[file] = ("2023-03-01", len(MODEL_3D))
    manifest = [_manifest_row(file, *about) for file, about in editions.items()]
    (folder / "manifest.csv").write_text(_csv(manifest), encoding="utf-8", newline="")


_BOUNDS = (-24, -4, 640, 304)


def _stands(row: Mapping[str, Any]) -> bool:
    return row["status"] in (IN_USE, UNMEASURED, EMPTY)


def _transform() -> rasterio.Affine:
    return rasterio.Affine(CELL, 0, ORIGIN[0] + _BOUNDS[0], 0, -CELL, ORIGIN[1] + _BOUNDS[3])


def _inside(shape: Polygon) -> np.ndarray:
    """Return which cells lie in a shape; whole metres, so no cell is cut."""
    size = (int((_BOUNDS[3] - _BOUNDS[1]) / CELL), int((_BOUNDS[2] - _BOUNDS[0]) / CELL))
    return geometry_mask([translate(shape, *ORIGIN)], size, _transform(), invert=True)


def _write_raster(file: Path, cells: np.ndarray) -> None:
    height, width = cells.shape
    with rasterio.open(
        file, "w", driver="GTiff", dtype="float32", count=1, height=height, width=width,
        crs="EPSG:28992", transform=_transform(), nodata=NODATA, compress="deflate",
    ) as raster:  # fmt: skip
        raster.write(cells, 1)
        raster.update_tags(note=NOTE)


def _geojson(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as GeoJSON in RD, one feature per line."""
    columns = list(dict.fromkeys(key for row in rows for key in row if key != "shape"))
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {column: row.get(column) for column in columns},
                "geometry": mapping(translate(row["shape"].normalize(), *ORIGIN)),
            },
            ensure_ascii=False,
        )
        for row in rows
    ]
    crs = '{"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}'
    head = f'{{"type": "FeatureCollection", "note": "{NOTE}", "crs": {crs}, "features": [\n'
    return head + ",\n".join(lines) + "\n]}\n"


def _csv(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _manifest_row(file: Path, edition: str, features: int | str) -> dict[str, Any]:
    data = file.read_bytes()
    return {
        "file": f"data/raw/{file.name}", "layer": "", "url": "", "time": "",
        "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "features": features,
        "distinct_ids": features, "pages": "", "edition": edition, "licence": "CC0 1.0",
        "attribution": "verzonnen voorbeeld van geo_ser", "note": NOTE,
    }  # fmt: skip


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "data" / "raw")
