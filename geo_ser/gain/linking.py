"""Linking: which neighbours can move their buildings up to the line between them."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.gain.facing import facing
from geo_ser.gain.land import freed_land, is_built, spare_m2, use_unknown
from geo_ser.gain.rows import Site, category_number
from geo_ser.gain.whatif import WhatIf
from geo_ser.gain.won import Numbers, Three, Won, three
from geo_ser.geometry.cuts import Shapes, united
from geo_ser.geometry.halves import Failure, by_halves
from geo_ser.geometry.shared_area import shared_area_m2

__all__ = ["best_pairs", "linkable_pairs", "linked"]

_TOUCH_M = 0.1
"""Plots this near to each other share a line."""
_RAGGED_M = _TOUCH_M / 2
_APART_M = 2 * _TOUCH_M + 2 * _RAGGED_M
"""The two sides of a common line lie within this of each other, each made straight."""
_UNITS_PER_HA = 1_000_000
"""The matching counts in whole hundredths of a square metre, so that ties are ties."""
_STRIPS = ("low_m2", "value_m2", "high_m2")
_NO_SIDES = pd.DataFrame(columns=["one", "other", "good", *_STRIPS]).astype(
    {"one": "int64", "other": "int64", "good": "bool", **dict.fromkeys(_STRIPS, "float64")}
)


def linkable_pairs(site: Site, settings: WhatIf) -> tuple[pd.DataFrame, list[Failure]]:
    """Return the pairs of neighbours that can be linked, with the strip each of them frees.

    Both are built, in one terrain, no larger than `link_max_plot_m2`, not zoned for heavy
    industry alone; along `link_min_shared_m` of a common side or rear line a building of either
    stands within `link_reach_m` of it. Along that stretch a plot frees the strip between its
    building and the line, at most `link_strip_m` wide, and no more than its coverage can spare.

    Returns
    -------
    pairs : pandas.DataFrame
        (k,) `one` < `other` (rows), and for each the strips `one_low_m2`, `one_value_m2`,
        `one_high_m2`, `other_low_m2` …; in order of the rows.
    failures : list of Failure
        The fewest rows that are in every pair that could not be worked out; those pairs are not
        among `pairs`.
    """
    rows = site.rows
    fit = _may_link(site, settings)
    plots = rows.geometry.to_numpy()
    places = np.flatnonzero(fit)
    near = rows.iloc[places].sindex.query(plots[places], predicate="dwithin", distance=_TOUCH_M)
    one, other = places[near[0]], places[near[1]]
    terrain = rows["terrain_id"].to_numpy()
    same = (one < other) & (terrain[one] == terrain[other])
    one, other = one[same], other[same]
    results, failures = by_halves(
        lambda some: _strips(
            site, np.r_[one[some], other[some]], np.r_[other[some], one[some]], settings
        ),
        np.arange(len(one)),
    )
    sides = pd.concat([_NO_SIDES, *(sides for _, sides in results)], ignore_index=True)
    by = sides.set_index(["one", "other"])
    pairs = by[by.index.get_level_values(0) < by.index.get_level_values(1)]
    turned = pd.MultiIndex.from_arrays([pairs.index.get_level_values(n) for n in (1, 0)])
    back = by.reindex(turned).set_axis(pairs.index)
    joined = pairs.add_prefix("one_").join(back.add_prefix("other_"))
    good = (
        joined["one_good"].astype("bool")
        & joined["other_good"].astype("boolean").fillna(False).astype("bool")
        & (joined["one_high_m2"] + joined["other_high_m2"] > 0)
    )
    kept = joined[good].drop(columns=["one_good", "other_good"])
    return kept.sort_index().reset_index(), _to_blame(one, other, failures)


def _to_blame(
    one: npt.NDArray[np.int64], other: npt.NDArray[np.int64], failures: list[Failure]
) -> list[Failure]:
    """Return the rows of pairs that failed, first those that are in most of them."""
    left, blamed = list(failures), []
    while left:
        rows = np.array([[one[pair.row], other[pair.row]] for pair in left])
        names, times = np.unique(rows, return_counts=True)
        row = int(names[times.argmax()])
        ours = (rows == row).any(axis=1)
        blamed.append(Failure(row, left[int(ours.argmax())].error))
        left = [pair for pair, is_ours in zip(left, ours, strict=True) if not is_ours]
    return blamed


def best_pairs(pairs: pd.DataFrame, gain_ha: Numbers) -> npt.NDArray[np.bool_]:
    """Return which pairs are linked: no plot twice, the best total gain.

    Parameters
    ----------
    pairs
        What `linkable_pairs` returned.
    gain_ha
        (k,) what linking each pair adds to the total; pairs that add nothing are left.

    Returns
    -------
    chosen : numpy.ndarray
        (k,) bool. Exact: a maximum-weight matching (Galil, 1986) of each group of neighbours.
    """
    import networkx as nx  # only where there is something to match

    chosen = np.zeros(len(pairs), dtype="bool")
    weight = np.rint(gain_ha * _UNITS_PER_HA).astype("int64")
    graph: nx.Graph[int] = nx.Graph()
    for place in np.flatnonzero(weight > 0):
        edge = int(pairs["one"].iloc[place]), int(pairs["other"].iloc[place])
        graph.add_edge(*edge, weight=int(weight[place]), place=int(place))
    for group in nx.connected_components(graph):
        for one, other in nx.max_weight_matching(graph.subgraph(sorted(group))):
            chosen[graph.edges[one, other]["place"]] = True
    return chosen


def linked(site: Site, pairs: pd.DataFrame, chosen: npt.NDArray[np.bool_], settings: WhatIf) -> Won:
    """Return what linking wins on each row: with its partner, or else with its best neighbour.

    Parameters
    ----------
    site
        The net plots.
    pairs, chosen
        What `linkable_pairs` and `best_pairs` returned.
    settings
        `ha_coverage` is used.
    """
    count = len(site.rows)
    sides = [
        pd.DataFrame(
            {"row": pairs[a], "partner": pairs[b], "chosen": chosen,
             **{name: pairs[f"{a}_{name}"] for name in _STRIPS}}
        )
        for a, b in (("one", "other"), ("other", "one"))
    ]  # fmt: skip
    both = pd.concat(sides, ignore_index=True)
    order = np.lexsort((both["partner"], -both["value_m2"].round(2), ~both["chosen"], both["row"]))
    best = both.iloc[order].drop_duplicates("row")
    row = best["row"].to_numpy(dtype="int64")
    strips = []
    for name in _STRIPS:
        strip = np.zeros(count)
        strip[row] = best[name].to_numpy(dtype="float64")
        strips.append(strip)
    partner = np.full(count, -1, dtype="int64")
    partner[row] = best["partner"].to_numpy(dtype="int64")
    freed: Three = three(*strips)
    why = use_unknown(site.rows)
    known = np.isin(np.arange(count), site.edges["row"][site.edges["edge"] != "unknown"])
    why[is_built(site.rows) & ~known] = "edges_unknown"
    return replace(freed_land(site.rows, freed, settings), partner=partner).unless(why)


def _may_link(site: Site, settings: WhatIf) -> npt.NDArray[np.bool_]:
    rows = site.rows
    heavy = category_number(rows["min_environmental_category"]) > settings.link_max_category.value
    small = rows["area_m2"].to_numpy() <= settings.link_max_plot_m2.value
    stands = ~shapely.is_empty(site.built)
    known = ~rows["unclassed"].to_numpy(dtype="bool")
    return np.asarray(is_built(rows) & known & small & stands & ~heavy)


def _strips(
    site: Site, one: npt.NDArray[np.int64], other: npt.NDArray[np.int64], settings: WhatIf
) -> pd.DataFrame:
    """Return for each pair, seen from `one`, the strip it frees and whether it can be linked."""
    plots = site.rows.geometry.to_numpy()
    line = _between(site, one, other, settings.link_reach_m.value)
    gap = np.nan_to_num(shapely.distance(site.built[one], line), nan=np.inf)
    good = shapely.length(line) >= settings.link_min_shared_m.value - _TOUCH_M
    spare = spare_m2(site.rows)[one]
    table = pd.DataFrame({"one": one, "other": other, "good": good})
    for name, most in zip(_STRIPS, settings.link_strip_m.three, strict=True):
        width = np.minimum(np.where(good, gap, 0.0), most)
        wide = width > 0
        strip = shapely.buffer(line[wide], width[wide], cap_style="flat", join_style="mitre")
        area = np.zeros(len(table))
        area[wide] = shared_area_m2(plots, strip, one[wide], np.arange(len(strip)))
        table[name] = np.minimum(area, spare)
    return table


def _between(
    site: Site, one: npt.NDArray[np.int64], other: npt.NDArray[np.int64], reach_m: float
) -> Shapes:
    """Return the stretch of their common line, on the side of `one`, that both have built at."""
    plots = site.rows.geometry.to_numpy()
    theirs, again = np.unique(other, return_inverse=True)
    near = shapely.buffer(plots[theirs], _TOUCH_M, join_style="mitre")
    line = _straight(shapely.intersection(_boundary_lines(site)[one], near[again]))
    ours = facing(line, one, site.parts, reach_m)
    pairs = pd.MultiIndex.from_arrays([one, other])
    back = pairs.get_indexer(pd.MultiIndex.from_arrays([other, one]))
    across = shapely.buffer(ours[back], _APART_M, cap_style="flat", join_style="mitre")
    return np.asarray(shapely.line_merge(shapely.intersection(ours, across)))


def _straight(lines: Shapes) -> Shapes:
    """Return the lines without what lies within `_RAGGED_M` of a straight one.

    A common line is not known better, and a strip along a ragged one has holes.
    """
    parts, at = shapely.get_parts(lines, return_index=True)
    straight = shapely.get_dimensions(parts) == 1
    whole = shapely.line_merge(united(parts[straight], at[straight], len(lines)))
    return np.asarray(shapely.simplify(whole, _RAGGED_M))


def _boundary_lines(site: Site) -> Shapes:
    """Return the side and rear edges of each row as one geometry."""
    ours = site.edges[site.edges["edge"].isin(["side", "rear"])]
    row = ours["row"].to_numpy(dtype="int64")
    return united(ours.geometry.to_numpy(), row, len(site.rows))
