"""The best set of what-ifs on each plot, so that no square metre counts twice.

Land serves one what-if: a built plot is split, or built on, or its neighbours are linked and its
parking shared; an unbuilt plot is filled. Above what stands, offices and a second storey go
together as far as both fit. Demolition is only a bound, never below the best set. The linked
pairs and the sets are chosen together, for the most hectares in all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.gain.capacity import Capacity
from geo_ser.gain.land import (
    fill_unbuilt,
    freed_land,
    is_built,
    larger_footprint,
    shared_parking,
    spare_m2,
    split_off,
)
from geo_ser.gain.linking import best_pairs, linkable_pairs, linked
from geo_ser.gain.parking import (
    low_within_spare,
    lows_with_parking,
    needed_per_m2,
    open_land_m2,
)
from geo_ser.gain.rows import Site
from geo_ser.gain.stack import Stacked, demolish_rebuild, stacked
from geo_ser.gain.whatif import Instrument, WhatIf
from geo_ser.gain.won import M2_PER_HA, Numbers, Three, Won, codes, not_none, nothing, spread
from geo_ser.geometry.halves import Failure, by_halves

__all__ = ["ADD_FLOOR", "Choice", "choice"]

ADD_FLOOR: tuple[Instrument, ...] = (
    "fill_unbuilt", "larger_footprint", "second_storey", "office_on_top",
)  # fmt: skip
"""The what-ifs that add floor to a plot, the ground first."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Choice:
    """What each what-if wins alone, and what of it counts in the best set."""

    alone: Mapping[Instrument, Won]
    counted: Mapping[Instrument, Won]
    """0 where the what-if is not chosen; at most what it wins alone. NaN between its bounds where
    only those are known: it would be chosen if its high is what is won."""

    chosen: Mapping[Instrument, Flags]
    failures: tuple[Failure, ...] = ()
    """The rows on which something could not be worked out: every what-if is unknown there."""


def choice(site: Site, may: Capacity, settings: WhatIf) -> Choice:
    """Return every what-if on every plot, and the set of them that wins the most hectares.

    Parameters
    ----------
    site
        The net plots.
    may
        What `capacity` returned.
    settings
        The parameters.
    """
    pairs, apart = linkable_pairs(site, settings)
    failures = [*site.failures, *may.failures, *apart]

    def each(win: Callable[[Site, Capacity], Won]) -> Won:
        won, failed = _by_rows(win, site, may)
        failures.extend(failed)
        return won

    floors = stacked(site, settings)
    alone: dict[Instrument, Won] = {
        "fill_unbuilt": each(lambda some, its: fill_unbuilt(some, its, settings)),
        "split_off": each(lambda some, its: split_off(some, settings, its)),
        "larger_footprint": each(lambda some, its: larger_footprint(some, its, settings)),
        "office_on_top": floors.office,
        "second_storey": floors.second,
        "shared_parking": each(lambda some, _: shared_parking(some, settings)),
    }
    land = [_ha(alone[name]) for name in ("split_off", "larger_footprint", "shared_parking")]
    most = np.maximum.reduce(land)
    taken = best_pairs(pairs, _added_ha(site, pairs, alone["shared_parking"], most))
    alone["linking"] = linked(site, pairs, taken, settings)
    is_linked = np.isin(np.arange(len(most)), pairs.loc[taken, ["one", "other"]].to_numpy())
    counted = _counted(site, alone, floors, is_linked, settings)
    alone, counted = _with_parking(site, may, settings, alone, counted)
    unclassed = codes(site.rows["unclassed"].to_numpy(dtype="bool"), "unknown_cover")
    alone = {name: won.bounded(unclassed) for name, won in alone.items()}
    counted = {name: won.bounded(unclassed) for name, won in counted.items()}
    rebuilt = demolish_rebuild(site, may, settings)
    rebuilt = rebuilt.bounded(unclassed)
    alone["demolish_rebuild"] = _outer_bound(rebuilt, counted, is_built(site.rows))
    counted["demolish_rebuild"] = nothing(len(site.rows))
    return _without_failures(alone, counted, tuple(failures))


def _with_parking(
    site: Site,
    may: Capacity,
    settings: WhatIf,
    alone: dict[Instrument, Won],
    counted: dict[Instrument, Won],
) -> tuple[dict[Instrument, Won], dict[Instrument, Won]]:
    """Return the gains, their lows no more than leaves all floor on the plot room to park.

    In the best set the piece that is split off comes first, then what grows on the ground, then
    what is stacked. What stands keeps its open land: a piece that cannot be spared is smaller, or
    none where it would be under `min_plot_m2`.
    """
    rows = site.rows
    needed = needed_per_m2(may.office, settings)[2]
    area, stands = rows["area_in_terrain_m2"].to_numpy(), rows["footprint_m2"].to_numpy()
    open_m2 = open_land_m2(area, stands, _most_floor_m2(rows), needed)
    for name in ADD_FLOOR:
        [alone[name]] = lows_with_parking([alone[name]], open_m2, needed)
    least_m2 = settings.min_plot_m2.value
    alone["split_off"] = low_within_spare(alone["split_off"], open_m2, least_m2)
    piece = low_within_spare(counted["split_off"], open_m2, least_m2)
    left_m2 = np.maximum(open_m2 - np.nan_to_num(piece.ha[0]) * M2_PER_HA, 0.0)
    together = lows_with_parking([counted[name] for name in ADD_FLOOR], left_m2, needed)
    return alone, counted | {"split_off": piece, **dict(zip(ADD_FLOOR, together, strict=True))}


def _most_floor_m2(rows: pd.DataFrame) -> Numbers:
    """Return the most floor that may stand on each plot; NaN where nothing bounds it."""
    return np.asarray(rows["gfa_high_m2"].fillna(rows["gfa_m2"]).to_numpy(dtype="float64"))


def _without_failures(
    alone: Mapping[Instrument, Won],
    counted: Mapping[Instrument, Won],
    failures: tuple[Failure, ...],
) -> Choice:
    """Return the choice with nothing known of the rows that failed."""
    if failures:
        failed = np.zeros(len(counted["linking"].land_m2), dtype="bool")
        failed[[one.row for one in failures]] = True
        why = codes(failed, "could_not_be_measured")
        alone = {name: won.unless(why) for name, won in alone.items()}
        counted = {name: won.where(~failed) for name, won in counted.items()}
    return Choice(alone, counted, {name: _any(won) for name, won in counted.items()}, failures)


def _by_rows(
    win: Callable[[Site, Capacity], Won], site: Site, may: Capacity
) -> tuple[Won, list[Failure]]:
    """Return what a what-if wins on each row, nothing on the rows on which it fails."""
    count = len(site.rows)
    results, failures = by_halves(
        lambda rows: win(site.part(rows), may.part(rows)), np.arange(count)
    )
    if len(results) == 1 and not failures:
        return results[0][1], failures
    return spread(results, count), failures


def _added_ha(site: Site, pairs: pd.DataFrame, parking: Won, other_ha: Numbers) -> Numbers:
    """Return what linking each pair adds, over the best other use of the land of both plots."""
    added = np.zeros(len(pairs))
    for side in ("one", "other"):
        row = pairs[side].to_numpy(dtype="int64")
        strip = pairs[f"{side}_value_m2"].to_numpy(dtype="float64")
        beside = np.minimum(_ha(parking)[row] * M2_PER_HA, spare_m2(site.rows)[row] - strip)
        added += (strip + np.maximum(beside, 0.0)) / M2_PER_HA - other_ha[row]
    return added


def _counted(
    site: Site, alone: Mapping[Instrument, Won], floors: Stacked, is_linked: Flags, settings: WhatIf
) -> dict[Instrument, Won]:
    """Return what counts of each what-if; of equals the first of the land what-ifs is taken."""
    land: tuple[Instrument, ...] = ("split_off", "larger_footprint", "shared_parking")
    amounts = np.stack([_ha(alone[name]) for name in land])
    first = amounts.argmax(axis=0)
    counted = {
        name: alone[name].where((first == place) & (amounts[place] > 0) & ~is_linked)
        for place, name in enumerate(land)
    }
    linking, parking = _linked_and_parked(site, alone, settings)
    counted["shared_parking"] = _joined(counted["shared_parking"], parking.where(is_linked))
    second, office = _ha(alone["second_storey"]), _ha(alone["office_on_top"])
    together = second + _ha(floors.office_beside)
    high = together >= office
    return {
        "fill_unbuilt": alone["fill_unbuilt"].where(_any(alone["fill_unbuilt"])),
        **counted,
        "linking": linking.where(is_linked),
        "second_storey": alone["second_storey"].where(high & _any(alone["second_storey"])),
        "office_on_top": _joined(
            floors.office_beside.where(high & _any(floors.office_beside)),
            floors.office.where(~high & _any(floors.office)),
        ),
    }


def _linked_and_parked(
    site: Site, alone: Mapping[Instrument, Won], settings: WhatIf
) -> tuple[Won, Won]:
    """Return linking, and shared parking on the land that it leaves: low, value and high.

    Where there is not enough for both, the high of linking leaves what parking is worth.
    """
    strips, places = (
        [np.nan_to_num(one) * M2_PER_HA for one in alone[name].ha]
        for name in ("linking", "shared_parking")
    )
    spare = spare_m2(site.rows)
    parked = np.minimum(places[1], np.maximum(spare - strips[1], 0.0))
    linked = (strips[0], strips[1], np.minimum(strips[2], np.maximum(spare - parked, strips[1])))
    beside = (
        np.minimum(places[0], parked),
        parked,
        np.minimum(places[2], np.maximum(spare - linked[2], parked)),
    )
    known, assumed = alone["linking"], alone["shared_parking"].assumed
    linking = replace(
        freed_land(site.rows, linked, settings), partner=known.partner, assumed=known.assumed
    )
    parking = replace(freed_land(site.rows, beside, settings), assumed=assumed)
    return linking.unless(known.unknown), parking


def _outer_bound(rebuilt: Won, counted: Mapping[Instrument, Won], built: Flags) -> Won:
    """Return what demolition wins on built plots, at least what the best set wins without it."""

    def least(kind: str) -> Three:
        low, value, high = (
            np.maximum(
                one, built * sum(_at_least(getattr(won, kind))[end] for won in counted.values())
            )
            for end, one in enumerate(getattr(rebuilt, kind))
        )
        return low, value, high

    return replace(
        rebuilt, footprint_m2=least("footprint_m2"), gfa_m2=least("gfa_m2"), ha=least("ha")
    )


def _at_least(amounts: Three) -> Three:
    """Return amounts with what is certain where the value is unknown, else 0."""
    low, value, high = (np.nan_to_num(one) for one in amounts)
    return low, np.where(np.isnan(amounts[1]), low, value), high


def _joined(one: Won, other: Won) -> Won:
    """Return two gains together of which at most one is above 0 on each plot."""

    def both(a: Three, b: Three) -> Three:
        low, value, high = (x + y for x, y in zip(a, b, strict=True))
        return low, value, high

    return replace(
        one,
        footprint_m2=both(one.footprint_m2, other.footprint_m2),
        gfa_m2=both(one.gfa_m2, other.gfa_m2),
        ha=both(one.ha, other.ha),
        land_m2=one.land_m2 + other.land_m2,
        roof_m2=one.roof_m2 + other.roof_m2,
        assumed=one.assumed | other.assumed,
        doubt=_first(one.doubt, other.doubt),
    )


def _first(
    one: npt.NDArray[np.object_] | None, other: npt.NDArray[np.object_] | None
) -> npt.NDArray[np.object_] | None:
    """Return the first of two reasons on each row."""
    if one is None or other is None:
        return other if one is None else one
    return np.where(not_none(one, len(one)), one, other)


def _ha(won: Won) -> Numbers:
    """Return the hectares, 0 where they are unknown: what is unknown is not chosen."""
    return np.nan_to_num(won.ha[1])


def _any(won: Won) -> Flags:
    return np.asarray(_ha(won) > 0)
