"""Numbers that a later edition uses for another terrain, and the mergers behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from geo_ser.qa.editions import Edition
from geo_ser.qa.match import SAME_AREA
from geo_ser.qa.names import name_key

__all__ = ["MERGE_GAP_M", "Renumbered", "merged_terrains", "renumbered"]

MERGE_GAP_M = 250.0
"""Terrains that adjoin within this distance may have been merged into one."""


@dataclass(frozen=True)
class Renumbered:
    """One number that two editions give to rows of another name, and of which area."""

    number: str
    earlier: int
    later: int
    same_area: bool


def renumbered(
    earlier: Edition,
    later: Edition,
    together: Sequence[tuple[Sequence[int], Sequence[int]]],
) -> list[Renumbered]:
    """Return the numbers both editions use for rows that are not about the same area.

    `together` are the groups of `geo_ser.qa.editions.groups`.
    """
    group = {
        (side, row): number
        for number, sides in enumerate(together)
        for side, rows in enumerate(sides)
        for row in rows
    }
    both = (
        earlier.rows.reset_index(names="row")
        .dropna(subset="id")
        .merge(later.rows.reset_index(names="row").dropna(subset="id"), on="id")
    )
    found = []
    for one in both.to_dict("records"):
        if group[0, one["row_x"]] == group[1, one["row_y"]]:
            continue
        if name_key(one["name_x"] or "") == name_key(one["name_y"] or ""):
            continue
        near = abs(one["gross_x"] - one["gross_y"]) <= SAME_AREA * one["gross_x"]
        found.append(Renumbered(one["id"], one["row_x"], one["row_y"], near))
    return found


def merged_terrains(
    start: Sequence[str], vanished: Sequence[str], terrains: gpd.GeoDataFrame
) -> list[str]:
    """Return the vanished terrains that lie in one chain with the first, gaps ≤ `MERGE_GAP_M`.

    Parameters
    ----------
    start
        Terrain ids whose number went on to the merged terrain.
    vanished
        Terrain ids that the later edition does not have; `start` among them.
    terrains
        `terrain_id`, `geometry`, EPSG:28992.

    Returns
    -------
    members : list of str
        Sorted; `start` itself included where it vanished.
    """
    there = terrains[terrains["terrain_id"].astype("str").isin(list(vanished))]
    ids = there["terrain_id"].astype("str").to_numpy()
    left, right = there.sindex.query(there.geometry, predicate="dwithin", distance=MERGE_GAP_M)
    near = pd.Series(ids[right]).groupby(ids[left]).agg(set)
    chain, fresh = set(), set(start) & set(ids)
    while fresh:
        chain |= fresh
        fresh = set().union(*near[sorted(fresh)]) - chain
    return sorted(chain)
