"""A report's content that can be checked with a pencil, with hostile text in every text cell."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding, findings_table
from geo_ser.report import ReportContent
from geo_ser.tables import INDICATORS, RD
from tests.shapes import square

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@x",
    "{=1+1}",
    "<b>vet</b>",
    "<r><t>rijk</t></r>",
    "</script>",
    "https://example.org",
    "\U0001f3ed\u202eomgekeerd",
    "een\r\ntwee\rdrie",
    "nul\x00verticaal\x0bhalfeinde\ufffe",
    "'; DROP TABLE terrains; --",
    "0042",
    "x" * 40_000,
)
EDITION = date(2026, 1, 1)


def indicator_table(table: str, shapes: list, /, **given: list) -> gpd.GeoDataFrame:
    """Return an indicator table: ids and other text hostile, numbers by place, the rest given."""
    count = len(shapes)
    cells: dict[str, list] = {}
    for place, column in enumerate(INDICATORS[table]):
        if column.kind == "text":
            cells[column.name] = [HOSTILE[(place + row) % len(HOSTILE)] for row in range(count)]
        elif column.kind == "list":
            cells[column.name] = [["b", "=a"] for _ in range(count)]
        elif column.kind == "number":
            cells[column.name] = [place + row / 3 for row in range(count)]
        elif column.kind == "year":
            cells[column.name] = [1990 + row for row in range(count)]
        elif column.kind == "bool":
            cells[column.name] = [row % 2 == 0 for row in range(count)]
    return gpd.GeoDataFrame({**cells, **given}, geometry=shapes, crs=RD)


def terrains() -> gpd.GeoDataFrame:
    """Return a terrain for each hostile text, in a row of squares of 1 ha."""
    count = len(HOSTILE)
    return indicator_table(
        "terrains",
        [square(200 * place, 0, 100) for place in range(count)],
        terrain_id=[f"{place:04d}" for place in range(count)],
        name=list(HOSTILE),
        gross_area_m2=[10_000.0] * count,
        net_area_m2=[np.nan] * count,
        net_gross_ratio=[0.7] * count,
        claimed_gross_ha=[0.94, 0.95, 0.96, 0.99, 1.0, 1.01, 1.04, 1.05, *[np.nan] * (count - 8)],
    )


def buildings() -> gpd.GeoDataFrame:
    """Return one building on land that two terrains claim, and one in one terrain."""
    return indicator_table(
        "buildings",
        [square(0, 0, 10), square(0, 0, 10), square(20, 0, 10, 20)],
        building_id=["0200100000001882", "0200100000001882", "0200100000001883"],
        terrain_id=["0000", "0001", "0000"],
        gfa_method=["units", "none", "single_storey"],
    )


def candidates() -> gpd.GeoDataFrame:
    """Return eleven candidates, the last first, one per class of gain and more."""
    gains = [2.0, 1.0, 0.9, 0.5, 0.3, 0.25, 0.1, 0.06, 0.05, 0.04, 0.0]
    count = len(gains)
    table = gpd.GeoDataFrame(
        {
            "rank": range(1, count + 1), "plot_id": [f"{n:03d}" for n in range(count)],
            "terrain_id": ["0000"] * count, "gain_ha": gains, "why": list(HOSTILE[:count]),
            "reasons": [["unbuilt", "=a"]] * count, "obstacles": [[]] * count, "grade": "C",
        },
        geometry=[square(8 * place, 0, 8) for place in range(count)], crs=RD,
    )  # fmt: skip
    return table.iloc[::-1].reset_index(drop=True)


def findings() -> gpd.GeoDataFrame:
    """Return findings with a polygon, a point and no place."""
    text = {"table": "terrains", "reason": HOSTILE[0], "action": HOSTILE[10]}
    return findings_table(
        [
            Finding(rule="claims.polygon", severity="info", id="0001", claimed=0.1 + 0.2,
                    unit="ha", geometry=square(200, 0, 100), name=HOSTILE[4], **text),
            Finding(rule="layers.x", severity="warning", geometry=square(5, 5, 1).centroid, **text),
            Finding(rule="claims.total", severity="error", name="-", difference=-0.3, **text),
        ]
    )  # fmt: skip


def content(**given: object) -> ReportContent:
    """Return content with every table, and a ladder."""
    frames = {
        "terrains": terrains(),
        "plots": indicator_table("plots", []),
        "buildings": buildings(),
        "candidates": candidates(),
        "gain_terrains": pd.DataFrame(
            {"terrain_id": ["0001", "0000"], "gain_theoretical_ha": [None, 5.2]}
        ),
        "findings": findings(),
        "provenance": pd.DataFrame(
            [["terrains", one, "gross_area_m2", "area", "ibis.geojson", "2017-08-23", "B"]
             for one in ("0001", "0000")],
            columns=["table", "terrain_id", "column", "method", "source", "edition", "grade"],
        ),
        "nulls": pd.DataFrame(
            [["terrains", "*", "net_area_m2", "not_requested"], ["plots", "1", "why", HOSTILE[3]]],
            columns=["table", "id", "column", "reason"],
        ),
        "quarantine": gpd.GeoDataFrame(
            {"table": ["terrains"], "file": ["a.gpkg"], "row": [7], "id": [None],
             "reason": ["no_geometry"], "attributes": ['{"a": 1}']},
            geometry=[None], crs=RD,
        ),
    }  # fmt: skip
    rest = {
        "name": HOSTILE[0],
        "edition": EDITION,
        "caveat": HOSTILE[6],
        "counts": {
            "terrains": {"rows_in": 17, "rows_out": 15, "merged": 1, "quarantined": 1,
                         "repaired": {"bow_tie": 2, "spike": 1}}
        },
        "sources": [
            {"file": "a.gpkg", "layer": None, "sha256": "0123456789abcdef", "edition": EDITION,
             "licence": "CC0", "attribution": HOSTILE[5], "note": None, "listed": True}
        ],
        "ladder": LADDER,
    }  # fmt: skip
    return ReportContent(**{**frames, **rest, **given})


def shuffled(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the rows in another order, under another index."""
    mixed = table.sample(frac=1, random_state=seed)
    return mixed.set_axis(range(7, 7 + len(mixed)))


LADDER = {
    "title": "Proef",
    "unit": "ha net",
    "variants": [
        {
            "name": "minimum",
            "demand": {"low": 90.0, "high": 100.0},
            "components": [{"name": HOSTILE[0], "low": 90.0, "high": 100.0, "source": "given"}],
            "steps": [
                {"step": 1, "low": 1.5, "high": 2.5,
                 "items": [{"name": "=1", "low": 1.5, "high": 2.5, "source": "[existing]"}]}
            ],
            "remaining": {"low": 87.5, "high": 98.5},
            "surplus": 0.0,
        }
    ],
    "iron_stock_ha": 12.0,
    "matrix": [
        {"existing": 0, "planned": 0, "new": 1, "variant": "minimum", "remaining_net_ha": 7.0,
         "remaining_gross_ha": None, "surplus_ha": 0.0}
    ],
    "planned_levels": [
        {"level": 2, "gfa_m2": 1000.0, "rest_gfa_m2": 10.0, "extra_gfa_m2": 250.0,
         "extra_ha": 0.04, "gain_share": 0.25, "by_instrument": {"linking": 0.05}}
    ],
    "existing": [{"terrain": "De Haar", "level": 1, "gain_ha": 0.6}],
    "deviations": [
        {"table": "matrix", "cell": "=A1", "published": 1.0, "computed": 1.06,
         "difference": -0.06}
    ],
    "remarks": [{"code": "x", "text_nl": "Zie de bijlage.", "text_en": "See the annex."}],
    "parameters": [{"key": "existing.reuse_share", "value": 0.8, "source": None}],
}  # fmt: skip
