"""Where on a plot cars may stand, and for how much floor there is room to park."""

from collections.abc import Iterable
from dataclasses import replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geo_ser.gain.whatif import WhatIf
from geo_ser.gain.won import M2_PER_HA, Won
from geo_ser.geometry.cuts import NOISE_M2, Shapes, intersection, united
from geo_ser.geometry.shared_area import shared_area_m2

__all__ = [
    "lacks_parking",
    "low_within_spare",
    "lows_with_parking",
    "needed_per_m2",
    "open_land_m2",
    "parking_m2",
]

Numbers = npt.NDArray[np.float64]

_PAVED = ("parking", "paved")
_NO_CARS = ("road", "rail", "green", "field", "water")
"""Cover on which a firm does not park; on its yard, on bare land and where nothing is mapped it
may."""


def parking_m2(
    rows: gpd.GeoDataFrame, built: Shapes, surfaces: gpd.GeoDataFrame | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return the open land of each plot on which cars may stand, and whether surfaces show it.

    Parameters
    ----------
    rows
        (n,) plots, with `area_in_terrain_m2`.
    built
        (n,) the buildings on each.
    surfaces
        The clean surfaces, or None.

    Returns
    -------
    area, shown : numpy.ndarray
        (n,) m²: what surfaces show as parking or paved; where they show none, what they do not
        show as something else; NaN without surfaces. (n,) whether they show any.
    """
    if surfaces is None or "cover" not in surfaces:
        return np.full(len(rows), np.nan), np.zeros(len(rows), dtype="bool")
    paved = _less_built(_covered(rows, surfaces, _PAVED), built)
    taken = _less_built(_covered(rows, surfaces, _NO_CARS), built) + shapely.area(built)
    shown = paved > NOISE_M2
    other = rows["area_in_terrain_m2"].to_numpy() - taken
    other = np.where(other > NOISE_M2, other, 0.0)
    return np.where(shown, paved, other), np.asarray(shown)


def needed_per_m2(
    office: npt.NDArray[np.bool_], settings: WhatIf
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the land that each m² of floor needs to park: low, value and high, m²/m².

    Parameters
    ----------
    office
        (n,) on which plots mostly offices stand (`Capacity.office`).
    settings
        `parking_norm`, `parking_norm_office` and `parking_place_m2`.
    """
    norms = zip(settings.parking_norm.three, settings.parking_norm_office.three, strict=True)
    low, value, high = (
        np.where(office, of_office, of_business) / 100 * place
        for (of_business, of_office), place in zip(
            norms, settings.parking_place_m2.three, strict=True
        )
    )
    return low, value, high


def open_land_m2(
    area_m2: Numbers, stands_m2: Numbers, gfa_high_m2: Numbers, needed: Numbers
) -> Numbers:
    """Return the open land of plots that the floor which stands does not need to park.

    Parameters
    ----------
    area_m2, stands_m2
        (n,) land and footprint.
    gfa_high_m2
        (n,) the most floor that may stand; NaN where nothing bounds it.
    needed
        (n,) what `needed_per_m2` returned.

    Returns
    -------
    open_land : numpy.ndarray
        (n,) m², 0 or more; 0 where the floor that stands is not bounded: nothing is certain then.
    """
    gfa = np.where(stands_m2 > NOISE_M2, gfa_high_m2, 0.0)
    return np.asarray(np.nan_to_num(np.maximum(area_m2 - stands_m2 - needed * gfa, 0.0)))


def lows_with_parking(gains: Iterable[Won], open_m2: Numbers, needed: Numbers) -> list[Won]:
    """Return gains that add floor to a plot, each low no more than can park beside it.

    What is built takes open land, and its floor needs land to park. The gains stand on the same
    plot: each takes what those before it leave.

    Parameters
    ----------
    gains
        On n plots each, the most certain first.
    open_m2, needed
        (n,) what `open_land_m2` and `needed_per_m2` (its high) returned.
    """
    capped = []
    left = open_m2.copy()
    for gain in gains:
        takes = np.nan_to_num(gain.footprint_m2[0] + needed * gain.gfa_m2[0])
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(takes > left, left / takes, 1.0)
        capped.append(_with_low(gain, share))
        left = np.maximum(left - takes * share, 0.0)
    return capped


def low_within_spare(piece: Won, open_m2: Numbers, least_m2: float) -> Won:
    """Return a piece of land that a plot gives up, at its low no more than it can spare.

    Parameters
    ----------
    piece
        On n plots, with its land as hectares.
    open_m2
        (n,) what `open_land_m2` returned.
    least_m2
        A smaller piece is none.
    """
    asked = piece.ha[0] * M2_PER_HA
    spared = np.minimum(asked, open_m2)
    spared = np.where(spared >= least_m2 - NOISE_M2, spared, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(asked > 0, spared / asked, np.where(np.isnan(asked), np.nan, 1.0))
    return _with_low(piece, share)


def _with_low(gain: Won, share: Numbers) -> Won:
    """Return a gain with a share of its low."""
    return replace(
        gain,
        footprint_m2=(gain.footprint_m2[0] * share, *gain.footprint_m2[1:]),
        gfa_m2=(gain.gfa_m2[0] * share, *gain.gfa_m2[1:]),
        ha=(gain.ha[0] * share, *gain.ha[1:]),
    )


def lacks_parking(
    open_m2: Numbers, gfa_m2: Numbers, added: Iterable[Won], given_m2: Numbers, needed: Numbers
) -> npt.NDArray[np.bool_]:
    """Return on which plots the floor of the best set cannot park on the open land that is left.

    Parameters
    ----------
    open_m2
        (n,) land without building.
    gfa_m2
        (n,) floor that stands; where it is unknown the least it can be, so that what lacks does so
        for certain.
    added
        Gains of the best set that add floor to the plot.
    given_m2
        (n,) land of the plot that the best set gives up.
    needed
        (n,) what `needed_per_m2` returned (its value).
    """
    gains = list(added)
    footprint = sum((np.nan_to_num(gain.footprint_m2[1]) for gain in gains), np.zeros(len(needed)))
    floor = sum((np.nan_to_num(gain.gfa_m2[1]) for gain in gains), np.zeros(len(needed)))
    need = needed * (np.nan_to_num(gfa_m2) + floor)
    lacking = need > open_m2 - footprint - given_m2 + NOISE_M2
    return np.asarray((floor > 0) & lacking)


def _less_built(land: Shapes, built: Shapes) -> npt.NDArray[np.float64]:
    """Return the area of land on which no building of its row stands, m²."""
    row = np.arange(len(land))
    return np.asarray(shapely.area(land) - shared_area_m2(land, built, row, row))


def _covered(rows: gpd.GeoDataFrame, surfaces: gpd.GeoDataFrame, covers: tuple[str, ...]) -> Shapes:
    """Return the land of each row that some covers take, each place once."""
    ours = surfaces[surfaces["cover"].isin(covers)]
    row, surface = ours.sindex.query(rows.geometry, predicate="intersects", sort=True)
    cut = intersection(rows.geometry.to_numpy()[row], ours.geometry.to_numpy()[surface])
    return united(cut, row.astype("int64"), len(rows))
