"""Made-up neighbourhoods as surveys draw them: plots, walls and surfaces that touch, overlap and
miss each other by nanometres to centimetres. Seeded: the same number is the same neighbourhood.
"""

from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely import Polygon, affinity, box
from shapely.geometry.base import BaseGeometry

from tests.shapes import OFFSETS, with_empty_ring

__all__ = ["neighbourhood", "write_study"]

APART_M = 200.0
_PER_ROW = 40
_SMALL = [one for one in OFFSETS if abs(one) < 1]
_COVERS = ("paved", "yard", "field", "green", "parking", "bare")

Rows = dict[str, list[dict[str, object]]]


def neighbourhood(number: int) -> Rows:
    """Return the rows of each table of one neighbourhood, some 100 by 70 m."""
    rng = np.random.default_rng(number)
    columns = np.cumsum(rng.uniform(15, 35, int(rng.integers(2, 5))))
    ends = [0.0, *columns]
    deep = rng.uniform(25, 40)
    rows: Rows = {name: [] for name in ("terrains", "parcels", "buildings", "surfaces", "units")}
    place = 0
    for row in (0, 1):
        for left, right in pairwise(ends):
            place += 1
            _plot(rows, rng, f"{number:04}-{place:02}", (left, right, row * deep, (row + 1) * deep))
    _around(rows, rng, f"{number:04}", ends[-1], 2 * deep)
    turn = rng.choice([0.0, rng.uniform(0, 360)])
    east, north = APART_M * (number % _PER_ROW), APART_M * (number // _PER_ROW % _PER_ROW)
    shift = np.array([180_000 + east, 450_000 + north]) + rng.choice([0.0, 1.0]) * rng.random(2)
    for table in rows.values():
        for one in table:
            turned = affinity.rotate(one["geometry"], turn, origin=(50, 30))
            one["geometry"] = shapely.transform(turned, lambda points: points + shift)
            if one.pop("empty_ring", False):
                one["geometry"] = with_empty_ring(one["geometry"])
    return rows


def _near(rng: np.random.Generator) -> float:
    return float(rng.choice(_SMALL)) if rng.random() < 0.5 else 0.0


def _plot(rows: Rows, rng: np.random.Generator, name: str, at: tuple[float, ...]) -> None:
    """Add a plot with its walls and its ground; corners lie a little off those of others."""
    left, right, low, high = at
    corners = [(left, low), (right, low), (right, high), (left, high)]
    outline = [(x + _near(rng), y + _near(rng)) for x, y in corners]
    shape = _needled(rng, Polygon(outline))
    empty_ring = bool(rng.random() < 0.1)
    parcel = {"parcel_id": name, "geometry": shape, "empty_ring": empty_ring}
    parcel["availability"] = rng.choice(["issuable", "for_sale", ""], p=[0.2, 0.1, 0.7]) or None
    rows["parcels"].append(parcel)
    if rng.random() < 0.15:  # delivered twice, a hair apart
        twin = affinity.translate(shape, _near(rng), _near(rng))
        rows["parcels"].append({"parcel_id": f"{name}b", "geometry": twin, "availability": None})
    for number in range(int(rng.integers(0, 3))):
        wall = _wall(rng, at)
        building = f"{name}-{number}"
        rows["buildings"].append(
            {"building_id": building, "geometry": wall, "construction_year": 1990,
             "height_m": float(rng.choice([7.0, 12.0])), "ground_m": 0.0}
        )  # fmt: skip
        point = wall.representative_point()
        rows["units"].append(
            {"unit_id": building, "geometry": point, "floor_area_m2": float(round(wall.area)),
             "uses": "industry"}
        )  # fmt: skip
    ground = Polygon([(x + _near(rng), y + _near(rng)) for x, y in corners])
    rows["surfaces"].append(
        {"surface_id": name, "geometry": ground, "cover": str(rng.choice(_COVERS)),
         "empty_ring": bool(rng.random() < 0.1)}
    )  # fmt: skip


def _needled(rng: np.random.Generator, shape: Polygon) -> Polygon:
    """Return a shape with, one time in six, a hole as thin as rounding."""
    if rng.random() > 1 / 6:
        return shape
    low_x, low_y, high_x, high_y = shape.bounds
    start, end = low_x + 0.2 * (high_x - low_x), high_x - 0.1 * (high_x - low_x)
    y, thin = (low_y + high_y) / 2, 10 ** rng.uniform(-9.5, -4)
    needle = [(start, y), (end, y + thin / 3), ((start + end) / 2, y + thin)]
    holed = Polygon(shape.exterior, [needle])
    return holed if holed.is_valid else shape


def _wall(rng: np.random.Generator, at: tuple[float, ...]) -> Polygon:
    """Return a hall whose right wall lies on the plot line: over it, at it, off it, in turns."""
    left, right, low, high = at
    stations = np.sort(rng.uniform(low, high, int(rng.integers(2, 6))))
    stations[0], stations[-1] = stations[0] + _near(rng), stations[-1] + _near(rng)
    reach = [right + float(rng.choice(OFFSETS)) for _ in stations]
    back = left + (right - left) * float(rng.choice([0.0, 0.3, 0.6])) + _near(rng)
    points = [*zip(reach, stations, strict=True), (back, stations[-1]), (back, stations[0])]
    wall = Polygon(points)
    return wall if wall.is_valid and wall.area > 1 else box(left + 2, low + 2, right - 2, high - 2)


def _around(rows: Rows, rng: np.random.Generator, name: str, wide: float, deep: float) -> None:
    """Add the street in front, in pieces, the green behind, the outline of the terrain."""
    cuts = [-5.0, *np.sort(rng.uniform(0, wide, 3)), wide + 5]
    for number, (start, end) in enumerate(pairwise(cuts)):
        street = box(start + _near(rng), -8, end + _near(rng), _near(rng))
        rows["surfaces"].append(
            {"surface_id": f"{name}-r{number}", "geometry": street, "cover": "road"}
        )
    behind = box(-5, deep + _near(rng), wide + 5, deep + 6)
    rows["surfaces"].append({"surface_id": f"{name}-g", "geometry": behind, "cover": "green"})
    edge = float(rng.choice([0.0, 1e-9, -1e-9, 1e-6, -1e-3, 4.0]))
    outline: BaseGeometry = box(-edge, -8 * (edge == 4.0) - edge, wide + edge, deep + edge)
    rows["terrains"].append({"terrain_id": name, "geometry": outline, "name": f"Buurt {name}"})


def write_study(folder: Path, numbers: range) -> Path:
    """Write a study of some neighbourhoods, each a terrain, and return its folder."""
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    rows: Rows = {}
    for number in numbers:
        for name, table in neighbourhood(number).items():
            rows.setdefault(name, []).extend(table)
    blocks = ["[study]", 'name = "Verzonnen buurten"', "edition = 2026-01-01", 'language = "nl"']
    for name, table in rows.items():
        gpd.GeoDataFrame(table, geometry="geometry", crs=28992).to_parquet(raw / f"{name}.parquet")
        blocks += [f"[tables.{name}]", f'file = "data/raw/{name}.parquet"', 'profile = "canonical"']
    (folder / "atlas.toml").write_text("\n".join(blocks), encoding="utf-8")
    return folder
