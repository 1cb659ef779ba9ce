"""What is fast and how we know: our job against a peer, in turns, in the same run.

Prints CPU seconds of both, the ratio, and how far the two results lie apart. The data are made
up (seeded); the peer is the job as a competent user of geopandas writes it: overlay, then
dissolve so that overlapping footprints count once.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import geopandas as gpd
import numpy as np
import shapely

from geo_ser.measure import footprint_m2

SCALES = {"municipality": (25, 3_000), "province": (400, 50_000)}


def made_up(terrain_count: int, building_count: int) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return made-up terrains (500 m squares on a grid) and rotated buildings over them."""
    rng = np.random.default_rng(20261121)
    side = int(np.ceil(np.sqrt(terrain_count)))
    corner = np.array([(200_000 + 600 * (n % side), 470_000 + 600 * (n // side))
                       for n in range(terrain_count)], dtype=float)  # fmt: skip
    terrains = gpd.GeoDataFrame(
        {"terrain_id": [f"t{n}" for n in range(terrain_count)]},
        geometry=shapely.box(*corner.T, *(corner + 500).T),
        crs=28992,
    )
    centre = corner[rng.integers(terrain_count, size=building_count)] + rng.uniform(
        -20, 520, (building_count, 2)
    )
    half = rng.uniform(4, 25, (building_count, 2))
    boxes = shapely.box(-half[:, 0], -half[:, 1], half[:, 0], half[:, 1])
    angle = rng.uniform(0, np.pi, building_count)
    turned = [
        shapely.affinity.affine_transform(
            box, [np.cos(a), -np.sin(a), np.sin(a), np.cos(a), *place]
        )
        for box, a, place in zip(boxes, angle, centre, strict=True)
    ]
    buildings = gpd.GeoDataFrame(
        {"building_id": [f"{n:016d}" for n in range(building_count)]}, geometry=turned, crs=28992
    )
    return terrains, buildings


def peer(terrains: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> np.ndarray:
    """Return the footprint per terrain by `geopandas.overlay` and dissolve."""
    pieces = gpd.overlay(buildings, terrains, how="intersection", keep_geom_type=True)
    areas = pieces.dissolve("terrain_id").area
    return areas.reindex(terrains["terrain_id"], fill_value=0.0).to_numpy()


def ours(terrains: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> np.ndarray:
    """Return the footprint per terrain by geo_ser."""
    return footprint_m2(terrains, buildings).to_numpy()


def cpu_seconds(job: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    """Return the CPU seconds of one run and its result."""
    start = time.process_time()
    result = job()
    return time.process_time() - start, result


def compare(scale: str, runs: int) -> None:
    """Print both jobs' CPU seconds, their ratio and their agreement."""
    terrains, buildings = made_up(*SCALES[scale])
    seconds: dict[str, list[float]] = {"geo_ser": [], "geopandas.overlay": []}
    gap = 0.0
    for _turn in range(runs + 1):  # the first turn warms up
        first, mine = cpu_seconds(lambda: ours(terrains, buildings))
        second, theirs = cpu_seconds(lambda: peer(terrains, buildings))
        seconds["geo_ser"].append(first)
        seconds["geopandas.overlay"].append(second)
        gap = max(gap, float(np.abs(mine - theirs).max()))
    median = {name: statistics.median(values[1:]) for name, values in seconds.items()}
    print(f"footprint per terrain, {scale}: {len(terrains)} terrains, {len(buildings)} buildings")
    for name, values in seconds.items():
        print(f"  {name:<18} {median[name]:8.2f} s CPU  ({min(values[1:]):.2f}–{max(values):.2f})")
    ratio = median["geopandas.overlay"] / median["geo_ser"]
    print(f"  overlay / geo_ser  {ratio:8.2f}      largest difference {gap:.1e} m²")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=SCALES, default="municipality")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    compare(arguments.scale, arguments.runs)
