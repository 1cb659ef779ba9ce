"""Made-up business parks of rectangles, as the indicators would describe them."""

from datetime import date

import geopandas as gpd
import pandas as pd
from shapely import LineString, MultiLineString, affinity, box

from geo_ser.gain import GainInputs, space_gain, what_if
from tests.shapes import X, Y

EDITION = date(2026, 1, 1)
LIMITS = {
    "max_height_m": 12.0, "max_coverage": 0.8, "min_coverage": None, "min_fsi": None,
    "setback_road_m": 7.0, "setback_side_m": 3.0, "setback_rear_m": 3.0,
    "min_environmental_category": None, "max_environmental_category": None,
    "main_group": "business", "limits_source": "zoning", "geometry": None,
}  # fmt: skip
"""Annex A's baseline as if a plan gave it."""


def plot(x, width, depth=50.0, *, use="built", halls=(), road=True, y=0.0, **more):
    """Return a rectangular plot with its front at y: road in front, sides, rear.

    `halls` are (left, front, width, depth) seen from the plot's corner, or dicts with `at` and
    what is known of the building. `more`: limits, `terrain`, columns of plots.
    """
    return {"x": x, "y": y, "width": width, "depth": depth, "use": use, "halls": halls,
            "road": road, **more}  # fmt: skip


def inputs(*plots, turn=0.0, shift=(0.0, 0.0), **tables):
    """Return the plots as GainInputs; `turn` (degrees) and `shift` move everything."""

    def moved(shape):
        turned = affinity.rotate(shape, turn, origin=(X, Y))
        return affinity.translate(turned, *shift)

    rows, edges, limits, buildings = [], [], [], []
    for number, one in enumerate(plots, 1):
        terrain = one.get("terrain", "t1")
        key = {"plot_id": one.get("id", f"p{number:02d}"), "terrain_id": terrain}
        left, low = X + one["x"], Y + one["y"]
        right, high = left + one["width"], low + one["depth"]
        shape = one.get("shape") or box(left, low, right, high)
        halls = [h if isinstance(h, dict) else {"at": h} for h in one["halls"]]
        built = [
            box(left + h["at"][0], low + h["at"][1], left + h["at"][0] + h["at"][2],
                low + h["at"][1] + h["at"][3])
            for h in halls
        ]  # fmt: skip
        area = sum(hall.intersection(shape).area for hall in built)
        rows.append(
            {**key, "parcel_ids": one.get("parcels", [key["plot_id"]]), "area_m2": shape.area,
             "area_in_terrain_m2": shape.area, "counts_as_net": one.get("net", True),
             "why": "building",
             "footprint_m2": area, "coverage": area / shape.area, "gfa_m2": area,
             "use": one["use"], "use_why": "building", "vacant": one.get("vacant"),
             "road_access": one["road"], "geometry": moved(shape)}
        )  # fmt: skip
        front = LineString([(left, low), (right, low)])
        sides = MultiLineString([[(left, low), (left, high)], [(right, low), (right, high)]])
        rear = LineString([(left, high), (right, high)])
        classes = ("road" if one["road"] else "rear", "side", "rear")
        for edge, line in zip(classes, (front, sides, rear), strict=True):
            edges.append({"plot_id": key["plot_id"], "edge": edge, "geometry": moved(line)})
        own = {**LIMITS, **one.get("limits", {})}
        own["geometry"] = None if own["geometry"] is None else moved(own["geometry"])
        limits.append({**key, **own})
        for place, (h, footprint) in enumerate(zip(halls, built, strict=True)):
            told = {key: value for key, value in h.items() if key != "at"}
            known = {"height_m": 7.0, "storeys": 1.0, "uses": ["industry"],
                     "construction_year": 1990, **told}  # fmt: skip
            buildings.append(
                {"building_id": f"{key['plot_id']}-{place}", "terrain_id": terrain,
                 "footprint_m2": footprint.area, "gfa_m2": footprint.area,
                 "gfa_method": "single_storey", **known, "geometry": moved(footprint)}
            )  # fmt: skip
    table = frame(rows)
    terrains = pd.DataFrame({"terrain_id": sorted(set(table["terrain_id"]))})
    terrains["net_area_m2"] = 1.0
    return GainInputs(
        **{
            "plots": table, "terrains": terrains, "plot_edges": frame(edges),
            "plot_limits": frame(limits), "edition": EDITION,
            "buildings": frame(buildings) if buildings else None, **tables,
        }
    )  # fmt: skip


def frame(rows):
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=28992)


def gain(*plots, settings=None, **more):
    return space_gain(inputs(*plots, **more), settings or what_if())


def row(result, plot_id, instrument):
    """Return the row of one what-if on one plot; None where nothing is won."""
    table = result.gain_plots
    found = table[(table["plot_id"] == plot_id) & (table["instrument"] == instrument)]
    return found.iloc[0] if len(found) else None
