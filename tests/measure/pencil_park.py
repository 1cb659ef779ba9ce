"""A made-up park of two hectares in which every figure of land can be worked out with a pencil.

Terrain 200 × 100 m. From south to north: road (10 m), verge (2 m), plots (83 m), ditch (5 m).
Plots from west to east, with their parcels:

- P1 and P2, each 40 × 83, joined by a hall of 40 × 30; along the verge a metre of green;
- P3, 30 × 83, grass, nothing on it;
- P4, a strip of 6 × 83, grass;
- P5, 34 × 83, for sale: a shed of 20 × 20, parking, and 10 × 83 that no surface covers;
- P6, 40 × 83, bare: building has started;
- P7, 40 × 83, of which 10 × 83 in the terrain; a hall of 20 × 20, of which 5 × 20 in it,
  drawn on top of a yard that covers all of the plot.

A kiosk of 3 × 3 stands where there is no parcel; the last 5 m of the road has none.
"""

import math

import pandas as pd

from tests.measure.parks import buildings, point, terrains, units
from tests.shapes import square, table

PARCELS = {
    "P1": square(0, 12, 40, 83), "P2": square(40, 12, 40, 83), "P3": square(80, 12, 30, 83),
    "P4": square(110, 12, 6, 83), "P5": square(116, 12, 34, 83), "P6": square(150, 12, 40, 83),
    "P7": square(190, 12, 40, 83), "R": square(0, 0, 195, 10), "V": square(0, 10, 200, 2),
    "W": square(0, 95, 200, 5),
}  # fmt: skip
HALL, SHED, FAR_HALL = square(20, 30, 40, 30), square(120, 20, 20), square(195, 20, 20)
SURFACES = [
    ("road", square(0, 0, 200, 10)),
    ("green", square(0, 10, 116, 2)),
    ("parking", square(116, 10, 34, 2)),
    ("green", square(150, 10, 50, 2)),
    ("water", square(0, 95, 200, 5)),
    ("green", square(0, 12, 80, 1)),
    ("building", HALL),
    ("yard", square(0, 13, 80, 82).difference(HALL)),
    ("field", square(80, 12, 36, 83)),
    ("building", SHED),
    ("parking", square(116, 12, 24, 83).difference(SHED)),
    ("bare", square(150, 12, 40, 83)),
    ("yard", PARCELS["P7"]),
    ("building", FAR_HALL),
]


def pencil_park() -> dict:
    """Return the tables of the park, made up."""
    ids = list(PARCELS)
    availability = ["for_sale" if one == "P5" else None for one in ids]
    return {
        "terrains": terrains(square(0, 0, 200, 100), name=["Potloodpark (verzonnen)"]),
        "parcels": table(
            *PARCELS.values(),
            parcel_id=ids,
            availability=pd.Series(availability, dtype="str"),
            registered_area_m2=[3300.0, 3350.0] + [None] * 8,
        ),
        "surfaces": table(
            *[shape for _, shape in SURFACES],
            surface_id=[f"s{number:02}" for number in range(len(SURFACES))],
            cover=[cover for cover, _ in SURFACES],
        ),
        "buildings": buildings(
            HALL, SHED, square(160, 40, 20), FAR_HALL, square(196, 2, 3),
            status=["Pand in gebruik", "Pand in gebruik", "Bouw gestart", "Pand in gebruik",
                    "Pand in gebruik"],
        ),
        "units": units(
            point(25, 35), point(55, 35), point(210, 30),
            floor_area_m2=[600.0, 500.0, 800.0],
            uses=[["industriefunctie"], ["kantoorfunctie"], ["industriefunctie"]],
        ),
    }  # fmt: skip


LAND = {
    "gross_area_m2": 20_000,
    "cover_building_m2": 1200 + 400 + 100, "cover_road_m2": 2000,
    "cover_green_m2": 400 - 68 + 80, "cover_water_m2": 1000, "cover_field_m2": 2490 + 498,
    "cover_yard_m2": 80 * 82 - 1200 + 830, "cover_parking_m2": 68 + 24 * 83 - 400,
    "cover_bare_m2": 3320, "cover_rail_m2": 0, "cover_paved_m2": 0, "cover_other_m2": 0,
    "uncovered_m2": 830, "overlap_m2": 100,
    "net_area_m2": 6640 + 2490 + 2822 + 3320 + 830,
    "net_gross_ratio": 16_102 / 20_000,
    "tare_road_m2": 2000, "tare_rail_m2": 0, "tare_water_m2": 1000, "tare_green_m2": 332 + 498,
    "tare_other_m2": 68,
    "net_area_by_cover_m2": 20_000 - 2000 - 1000 - 412,
    "plot_count": 5, "plots_lt_1000": 0, "plots_1000_2000": 0, "plots_2000_5000": 4,
    "plots_5000_10000": 1, "plots_ge_10000": 0,
    "mean_plot_area_m2": (6640 + 2490 + 2822 + 3320 + 3320) / 5,
    "footprint_m2": 1709, "off_plot_footprint_m2": 9, "gsi_net": 1700 / 16_102,
    "gfa_m2": math.nan, "gfa_low_m2": 1100 + 800 / 4, "gfa_high_m2": math.nan,
    "gfa_known_share": 1309 / 1709, "off_plot_gfa_m2": 0, "off_plot_gfa_low_m2": 0,
    "off_plot_gfa_high_m2": 9, "fsi_net": math.nan, "osr_net": math.nan,
    "unbuilt_plot_count": 1, "unbuilt_area_m2": 2490, "largest_unbuilt_plot_m2": 2490,
    "vacant_area_m2": 2822,
}  # fmt: skip
"""Worked out by hand from the sizes above. The shed of P5 has 400 m² and no unit: its floor area
is unknown. The kiosk, 9 m², is an annex: 0, at most one storey."""

PLOTS = {
    "P1": (True, "building", "built", "building", 6640, 6640, 1200),
    "P3": (True, "unbuilt_field", "unbuilt", "no_building", 2490, 2490, 0),
    "P4": (False, "public_strip", "public", "public", 498, 498, 0),
    "P5": (True, "availability", "built", "building", 2822, 2822, 400),
    "P6": (True, "unbuilt_field", "under_construction", "started", 3320, 3320, 0),
    "P7": (True, "building", "built", "building", 3320, 830, 100),
    "R": (False, "public_cover", "public", "public", 1950, 1950, 0),
    "V": (False, "public_cover", "public", "public", 400, 400, 0),
    "W": (False, "public_cover", "public", "public", 1000, 1000, 0),
}
"""counts_as_net, why, use, use_why, area, area in the terrain, footprint."""

EDGE_LENGTHS = {
    ("P1", "road"): 80, ("P1", "side"): 83, ("P1", "rear"): 80, ("P1", "unknown"): 83,
    ("P3", "road"): 30, ("P3", "side"): 2 * 83, ("P3", "rear"): 30,
    ("P5", "road"): 34, ("P5", "side"): 2 * 83, ("P5", "rear"): 34,
    ("P6", "road"): 40, ("P6", "side"): 2 * 83, ("P6", "rear"): 40,
    ("P7", "road"): 10, ("P7", "side"): 83, ("P7", "rear"): 10, ("P7", "unknown"): 30 + 83 + 30,
}  # fmt: skip
"""Metres. The road lies 2 m off, past the verge and parcel V; behind lies the ditch. West of P1
and east of the terrain nothing is drawn; P7's own yard fills it, so its outer edges see nothing."""

SPACES = {
    "P1": (18, 20, 35, 80 * (95 - 60), True),
    "P3": (None, None, None, 30 * 83, True),
    "P5": (8, 4, 55, 34 * 55, True),
    "P6": (None, None, None, 40 * 83, True),
    "P7": (8, 5, 55, 10 * 55, True),
}
"""Setbacks at road, side and rear; the largest free rectangle in the terrain; road access.

P1: hall at 30–60 north, 20–60 east: 30 − 12 to the road, 80 − 60 to P3 (the west is unknown),
95 − 60 to the ditch; free is all of the 80 m behind it. P5: shed at 20–40, 120–140: 8, 120 − 116,
55.
P7: hall at 20–40, 195–215: 8, 195 − 190, 55; in the terrain it is 10 m wide."""

SETBACK_MEDIANS = {"setback_road_p50_m": 8, "setback_side_p50_m": 5, "setback_rear_p50_m": 55}
"""Of 18, 8, 8; of 20, 4, 5; of 35, 55, 55."""
