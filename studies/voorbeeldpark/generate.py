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

TERRAINS = {
    "VP1": dict(
        name="Verzonnen Noord", shape=box(0, 100, 400, 300), claimed_gross_ha=8.0, start_year=1998,
        max_coverage=0.7, setback_road_m=7, setback_side_m=3, setback_rear_m=3,
        max_environmental_category="4.2",
    ),
    "VP2": dict(
        name="Verzonnen Zuid", shape=box(0, 0, 400, 104), claimed_gross_ha=4.16, start_year=2004,
        max_height_m=12, max_coverage=0.7, min_coverage=0.3, min_fsi=0.3,
        setback_road_m=7, setback_side_m=3, setback_rear_m=3,
        min_environmental_category="2", max_environmental_category="4.1",
    ),
    "VP3": dict(  # its claim is wrong on purpose: 2.2048 ha
        name="Verzonnen Hoek", shape=box(400, 0, 612, 104), claimed_gross_ha=2.0, start_year=2015,
    ),
}  # fmt: skip
"""VP1 and VP2 share 4 m of the main road, VP2 and VP3 touch."""

PARCELS: dict[str, dict[str, Any]] = {
    # along the main road, fronts south: three equal plots to link, one to split, one joined, ...
    "A01": dict(shape=box(0, 112, 40, 172), registered=2400, cover="yard"),
    "A02": dict(shape=box(40, 112, 80, 172), registered=2400, cover="yard"),
    "A03": dict(shape=box(80, 112, 120, 172), registered=2405, cover="yard"),
    "A04": dict(shape=box(120, 112, 220, 172), registered=6000, cover="yard"),
    "A05": dict(shape=box(220, 112, 260, 172), registered=2400, cover="yard", owner="A05"),
    "A06": dict(shape=box(260, 112, 300, 172), registered=2390, cover="yard", owner="A05"),
    "A07": dict(shape=box(300, 112, 400, 172), registered=6000, cover="yard"),
    # back to back with them, fronts north
    "B01": dict(shape=box(0, 172, 50, 232), registered=3000, cover="yard"),
    "B02": dict(shape=box(50, 172, 100, 232), registered=3000, cover="field",
                availability="for_sale", owner="gemeente"),
    "B03": dict(shape=box(100, 172, 150, 232), registered=3000, cover="bare"),
    "B04": dict(shape=box(150, 172, 200, 232), registered=3000, cover="field"),
    "B05": dict(shape=box(200, 172, 250, 232), registered=3000, cover="bare"),
    "B06": dict(shape=box(250, 172, 300, 232), registered=3000, cover="field",
                availability="option", owner="gemeente"),
    "B07": dict(shape=box(300, 172, 350, 232), registered=3000, cover="field",
                availability="reserve", owner="A07"),
    "B08": dict(shape=box(350, 172, 400, 232), registered=3000, cover="yard",
                availability="to_let"),
    # small plots over the second road, fronts south; then water, green and a zoned meadow
    "C01": dict(shape=box(0, 244, 30, 274), registered=900, cover="parking"),
    "C02": dict(shape=box(30, 244, 60, 274), registered=900, cover="paved"),
    "C03": dict(shape=box(60, 244, 90, 274), registered=900, cover="field",
                availability="issuable", owner="gemeente"),
    "C04": dict(shape=box(90, 244, 120, 274), registered=900, cover="yard"),
    "C05": dict(shape=box(120, 244, 126, 274), registered=180, cover="paved", owner="gemeente"),
    "C06": dict(shape=box(126, 244, 166, 274), registered=None, cover="other"),
    "C07": dict(shape=box(166, 244, 200, 274), registered=1020, cover="field", plan=True),
    "C08": dict(shape=box(200, 244, 400, 254), registered=2000, cover="water", owner="gemeente"),
    "C09": dict(shape=box(200, 254, 300, 274), registered=2000, cover="green", owner="gemeente"),
    "C10": dict(shape=box(300, 254, 400, 274), registered=2000, cover="field", owner="gemeente"),
    # south of the main road, fronts north; D01 lies over the terrain's edge
    "D01": dict(shape=box(-20, 40, 40, 100), registered=3600, cover="yard"),
    "D02": dict(shape=box(40, 40, 140, 100), registered=6000, cover="yard"),
    "D03": dict(shape=box(140, 40, 180, 100), registered=2400, cover="yard"),
    "D04": dict(shape=box(180, 40, 220, 100), registered=2400, cover="yard", owner="D04"),
    "D05": dict(shape=box(220, 40, 260, 100), registered=2400, cover="yard", owner="D04"),
    "D06": dict(shape=box(260, 40, 320, 100), registered=3600, cover="yard"),
    "D07": dict(shape=box(320, 40, 400, 100), registered=4800, cover="yard"),
    # behind them: no road, a park, land no surface covers, a plot for sale, the ditch
    "E01": dict(shape=box(0, 10, 100, 40), registered=3000, cover="field"),
    "E02": dict(shape=box(100, 10, 300, 40), registered=6000, cover="green", owner="gemeente"),
    "E03": dict(shape=box(300, 10, 310, 40), registered=300, cover=None),
    "E04": dict(shape=box(310, 10, 400, 40), registered=2700, cover="field",
                availability="for_sale", owner="gemeente"),
    "E05": dict(shape=box(0, 0, 400, 10), registered=4000, cover="water", owner="gemeente"),
    # the corner: mixed, office, water storage, one plot of exactly a hectare
    "H01": dict(shape=box(412, 60, 512, 100), registered=4000, cover="yard"),
    "H02": dict(shape=box(412, 20, 512, 60), registered=4000, cover="yard"),
    "H03": dict(shape=box(412, 0, 512, 20), registered=2000, cover="field", owner="gemeente"),
    "H04": dict(shape=box(512, 0, 612, 100), registered=10000, cover="yard"),
    # main road, second road, side road, railway; between y 274 and 280 lies no parcel at all
    "W1": dict(shape=box(-20, 100, 632, 112), registered=7824, cover=None, owner="gemeente"),
    "W2": dict(shape=box(-20, 232, 420, 244), registered=5280, cover=None, owner="gemeente"),
    "W3": dict(shape=box(400, 0, 412, 100), registered=1200, cover="road", owner="gemeente"),
    "W4": dict(shape=box(-20, 280, 420, 300), registered=8800, cover="rail", owner="spoor"),
}  # fmt: skip

IN_USE, UNMEASURED = "Pand in gebruik", "Pand in gebruik (niet ingemeten)"
PERMIT, STARTED, GONE = "Bouwvergunning verleend", "Bouw gestart", "Pand gesloopt"
EMPTY = "Pand buiten gebruik"

BUILDINGS: dict[str, dict[str, Any]] = {
    "K01": dict(shape=box(5, 119, 35, 159), year=1999, roof=8),
    "K02": dict(shape=box(45, 119, 75, 159), year=1999, roof=8),
    "K03": dict(shape=box(85, 119, 115, 159), year=2000, roof=8),
    "K04": dict(shape=box(125, 119, 165, 164), year=2001, roof=10),
    "K05": dict(shape=box(230, 119, 290, 169), year=2003, roof=9),  # a part is 12 m: PATCHES
    "K06": dict(shape=box(310, 122, 360, 162), year=2005, roof=8),
    "K07": dict(shape=box(370, 122, 390, 142), year=2005, roof=7),
    "K08": dict(shape=box(5, 213, 15, 225), year=1998, roof=6),
    "K09": dict(shape=box(10, 177, 40, 207), year=1998, roof=6),
    "K10": dict(shape=box(110, 182, 140, 222), year=2025, roof=2, status=STARTED),
    "K11": dict(shape=box(160, 182, 190, 222), year=None, roof=0, status=PERMIT),
    "K12": dict(shape=box(210, 182, 240, 222), year=1985, roof=6, status=GONE),
    "K13": dict(shape=box(355, 177, 395, 225), year=2007, roof=9),
    "K14": dict(shape=box(95, 254, 115, 269), year=2024, roof=3, status=UNMEASURED),
    "K15": dict(shape=box(131, 249, 161, 269), year=2010, roof=7),  # a hole in the DSM: HOLES
    "K16": dict(shape=box(100, 275, 110, 279), year=None, roof=3),
    "K17": dict(shape=box(150, 110, 155, 112), year=1995, roof=2.5),
    "K18": dict(shape=box(-10, 50, 30, 90), year=2006, roof=10),
    "K19": dict(shape=box(45, 63, 75, 93), year=2006, roof=7),
    "K20": dict(shape=box(143, 43, 177, 93), year=2007, roof=5),
    "K21": dict(shape=box(183, 43, 217, 83), year=2008, roof=8),
    "K22": dict(shape=box(223, 43, 257, 83), year=2008, roof=8),
    "K23": dict(shape=box(270, 50, 310, 90), year=2009, roof=11),
    "K24": dict(shape=box(330, 53, 380, 93), year=2012, roof=9, older=9.0),  # a hole: HOLES
    "K25": dict(shape=box(422, 70, 462, 90), year=2016, roof=10, storeys=3),
    "K26": dict(shape=box(480, 70, 500, 90), year=2016, roof=6, storeys=2),
    "K27": dict(shape=box(422, 28, 462, 52), year=2017, roof=15),
    "K28": dict(shape=box(480, 30, 500, 50), year=1970, roof=4, status=EMPTY),
    "K29": dict(shape=box(522, 10, 602, 85), year=2019, roof=12),
}
"""Status "Pand in gebruik" where none is given; `roof` is the DSM, `older` an older source."""

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

PLAN = dict(max_height_m=12, max_coverage=0.8, setback_road_m=7, setback_side_m=3,
            setback_rear_m=3, max_environmental_category="4.2")  # fmt: skip
ZONES: dict[str, dict[str, Any]] = {
    "Z1": dict(shape=box(0, 119, 400, 169), main_group="business", build_zone=True, **PLAN),
    "Z2": dict(shape=unary_union([box(0, 112, 400, 119), box(0, 169, 400, 172)]),
               main_group="business", build_zone=False, **PLAN),
    "Z3": dict(shape=box(0, 172, 200, 232), main_group="business", max_height_m=8,
               max_coverage=0.6),
    "Z4": dict(shape=box(-20, 100, 632, 112), main_group="traffic"),
    "Z5": dict(shape=box(300, 254, 400, 274), main_group="green"),
    "Z6": dict(shape=box(412, 60, 512, 100), main_group="mixed", build_zone=True, max_height_m=15),
    "Z7": dict(shape=box(417, 25, 507, 55), main_group="office", build_zone=True, max_height_m=20,
               max_coverage=0.5),
    "Z8": dict(shape=box(412, 20, 512, 60) - box(417, 25, 507, 55), main_group="office",
               build_zone=False, max_height_m=20, max_coverage=0.5),
    "Z9": dict(shape=box(412, 0, 512, 20), main_group="water"),
}  # fmt: skip
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
            "status": row.get("status", IN_USE),
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
    limits = dict.fromkeys(("build_zone", "max_height_m", "max_coverage", "setback_road_m",
                            "setback_side_m", "setback_rear_m",
                            "max_environmental_category"))  # fmt: skip
    return [{"zone_id": key, **limits, **row} for key, row in ZONES.items()]


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
    return row.get("status", IN_USE) in (IN_USE, UNMEASURED, EMPTY)


def _transform() -> rasterio.Affine:
    return rasterio.transform.from_origin(
        ORIGIN[0] + _BOUNDS[0], ORIGIN[1] + _BOUNDS[3], CELL, CELL
    )


def _inside(shape: Polygon) -> np.ndarray:
    """Return which cells lie in a shape; whole metres, so no cell is cut."""
    size = (int((_BOUNDS[3] - _BOUNDS[1]) / CELL), int((_BOUNDS[2] - _BOUNDS[0]) / CELL))
    return geometry_mask([translate(shape, *ORIGIN)], size, _transform(), invert=True)


def _write_raster(file: Path, cells: np.ndarray) -> None:
    about = dict(driver="GTiff", dtype="float32", count=1, crs="EPSG:28992", nodata=NODATA,
                 height=cells.shape[0], width=cells.shape[1], transform=_transform(),
                 compress="deflate")  # fmt: skip
    with rasterio.open(file, "w", **about) as raster:
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
