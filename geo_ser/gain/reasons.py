"""Why a plot is a candidate, and what stands in its way, as codes."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.gain.best import ADD_FLOOR, Choice
from geo_ser.gain.capacity import Capacity
from geo_ser.gain.parking import lacks_parking, needed_per_m2
from geo_ser.gain.rows import Site, floats
from geo_ser.gain.whatif import LEVELS, OBSTACLES, Instrument, Reason, WhatIf

__all__ = ["obstacle_shares", "obstacles", "realisation_shares", "reason_of"]

_FIXED: Mapping[Instrument, Reason] = {
    "split_off": "splittable",
    "larger_footprint": "below_coverage",
    "office_on_top": "below_height",
    "second_storey": "below_height",
    "linking": "linkable",
    "shared_parking": "own_parking",
}


def reason_of(site: Site, instrument: Instrument) -> npt.NDArray[np.object_]:
    """Return the reason for which a what-if wins on each row; the first that applies."""
    if instrument != "fill_unbuilt":
        reason = _FIXED.get(instrument, "below_coverage")
        return np.full(len(site.rows), reason, dtype="object")
    rows, told = site.rows, site.parcels
    vacant = rows["vacant"] if "vacant" in rows else pd.Series(False, rows.index)
    offered = vacant.astype("boolean").fillna(False).to_numpy(dtype="bool")
    planned = told["with_plan"].to_numpy() | rows["use_why"].eq("permitted").to_numpy(dtype="bool")
    reserve = rows["use"].eq("reserve").to_numpy(dtype="bool")
    conditions = [offered, told["issuable"].to_numpy(), planned, reserve]
    names = ["offered", "issuable", "with_plan", "reserve"]
    return np.select(conditions, names, default="unbuilt").astype("object")


def realisation_shares(
    settings: WhatIf,
    reason: npt.NDArray[np.object_],
    area_m2: npt.NDArray[np.float64],
    planned: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float64]:
    """Return which share of a gain is made at each ambition level.

    Parameters
    ----------
    settings
        The first of its `[[realisation]]` blocks that fits a row counts.
    reason, area_m2
        (n,) why it is won, and the whole plot's area.
    planned
        (n,) whether the plot lies on one of `planned_terrains`.

    Returns
    -------
    shares : numpy.ndarray
        (n, 4) for levels 0 to 3; 0 at level 0 and where no block fits.
    """
    shares = np.zeros((len(reason), len(LEVELS)))
    open_ = np.ones(len(reason), dtype="bool")
    for one in settings.realisation:
        most = np.inf if one.max_plot_m2 is None else one.max_plot_m2
        fits = open_ & (reason == one.reason) & (area_m2 >= one.min_plot_m2) & (area_m2 < most)
        if one.land is not None:
            fits &= planned == (one.land == "planned")
        shares[fits] = [one.levels.get(str(level), 0.0) for level in LEVELS]  # type: ignore[call-overload]
        open_ &= ~fits
    return shares


def obstacle_shares(
    settings: WhatIf, obstacles: pd.DataFrame, instrument: Instrument
) -> npt.NDArray[np.float64]:
    """Return which share of the realistic gain obstacles leave: (n, 4) for levels 0 to 3.

    Parameters
    ----------
    settings
        Its `[[obstacle]]` blocks; their shares are multiplied.
    obstacles
        (n,) what `obstacles` returned. Nothing is left where a parcel is blocked.
    instrument
        The what-if.
    """
    shares = np.ones((len(obstacles), len(LEVELS)))
    for one in settings.obstacle:
        if one.instruments is None or instrument in one.instruments:
            left = [one.levels.get(str(level), 1.0) for level in LEVELS]  # type: ignore[call-overload]
            shares[obstacles[one.obstacle].to_numpy(dtype="bool")] *= left
    shares[obstacles["blocked"].to_numpy(dtype="bool")] = 0.0
    return shares


def obstacles(
    site: Site, may: Capacity, made: Choice, settings: WhatIf, edition: date
) -> pd.DataFrame:
    """Return which obstacles each row meets: (n,) bool columns in order of `OBSTACLES`."""
    rows, parts = site.rows, site.parts
    count = len(rows)
    access = rows["road_access"] if "road_access" in rows else pd.Series(None, rows.index)
    year = floats(parts, "construction_year")
    recent = year > edition.year - settings.recent_years.value
    row = parts["row"].to_numpy(dtype="int64")
    stands, area = rows["footprint_m2"].to_numpy(), rows["area_in_terrain_m2"].to_numpy()
    room = area - stands >= settings.min_plot_m2.value
    no_split = made.alone["split_off"].ha[1] == 0  # known to be none
    built = rows["use"].eq("built").to_numpy(dtype="bool")
    found = {
        "no_road_access": access.astype("boolean").eq(False).fillna(False).to_numpy(dtype="bool"),
        "split_ownership": site.parcels["owners"].to_numpy() > 1,
        "small_rest": built & room & no_split,
        "plan_unknown": ~rows["limits_source"].isin(["zoning", "terrain", "both"]).to_numpy(),
        "category": site.firm_category > settings.link_max_category.value,
        "recently_built": np.bincount(row[recent], minlength=count) > 0,
        "no_grid_capacity": site.parcels["no_grid_capacity"].to_numpy(),
        "in_use": rows["use_why"].isin(["parking", "storage"]).to_numpy(dtype="bool"),
        "parking": _parking(site, may, made, settings),
        "blocked": site.parcels["blocked"].to_numpy(),
    }
    return pd.DataFrame({name: found[name] for name in OBSTACLES}).astype("bool")


def _parking(site: Site, may: Capacity, made: Choice, settings: WhatIf) -> npt.NDArray[np.bool_]:
    """Return on which rows the floor of the best set cannot park."""
    rows = site.rows
    open_m2 = rows["area_in_terrain_m2"].to_numpy() - rows["footprint_m2"].fillna(0.0).to_numpy()
    least = rows["gfa_m2"].fillna(rows["gfa_low_m2"]).to_numpy(dtype="float64")
    given = made.counted["split_off"].land_m2 + made.counted["linking"].land_m2
    return lacks_parking(
        open_m2, least, [made.counted[name] for name in ADD_FLOOR], np.nan_to_num(given),
        needed_per_m2(may.office, settings)[1],
    )  # fmt: skip
