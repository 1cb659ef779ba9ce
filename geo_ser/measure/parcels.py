"""Parcels: which of them one building joins, and whether each is net or public, and why."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.geometry.overlay import shares
from geo_ser.measure.cover import PUBLIC_COVERS
from geo_ser.measure.zoning import ZONING_REASONS
from geo_ser.study import Thresholds

__all__ = [
    "NET_REASONS",
    "UNSURE_REASONS",
    "buildings_on",
    "is_narrow",
    "parcel_classes",
    "plot_ids",
    "stood_on",
    "under_public_cover",
]

NET_REASONS: dict[str, bool] = {
    "availability": True,
    "plan": True,
    **ZONING_REASONS,
    "building": True,
    "public_cover": False,
    "public_strip": False,
    "unknown_cover": True,
    "unbuilt_field": True,
    "unbuilt": True,
}
"""Every code of `why`, in the order of the rules, and whether it makes a parcel net."""

UNSURE_REASONS = ("unknown_cover", "unbuilt_field")
"""Net for want of anything better: what lies there may as well be public; grade C."""

_MM = 1e-3
_SAME_SHARE = 1e-9


def buildings_on(parcels: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return how much of each building lies on each parcel.

    Parameters
    ----------
    parcels, buildings
        (n,) and (m,) polygons in EPSG:28992.

    Returns
    -------
    lying : pandas.DataFrame
        (k,) `parcel` and `building` (positions), `share` (of the building's own footprint) and
        `part` (of the parcel's area).
    """
    parts = shares(parcels.geometry, buildings.geometry)
    parcel, building = parts["area"].to_numpy(), parts["shape"].to_numpy()
    area = parts["area_m2"].to_numpy()
    return pd.DataFrame(
        {
            "parcel": parcel,
            "building": building,
            "share": area / buildings.geometry.area.to_numpy()[building],
            "part": area / parcels.geometry.area.to_numpy()[parcel],
        }
    )


def stood_on(lying: pd.DataFrame, count: int, thresholds: Thresholds) -> np.ndarray:
    """Return whether a building stands on each parcel.

    One does when the parcel holds at least `join_min_share` of it, or when buildings cover more
    than `unbuilt_max_coverage` of the parcel. Outlines of buildings and parcels never fit to
    the decimetre: the eaves of a hall must not turn the road beside it into a plot.

    Parameters
    ----------
    lying
        Rows of `buildings_on`, of the buildings that stand.
    count
        The number of parcels.
    """
    found = np.zeros(count, dtype="bool")
    found[lying.loc[_holds(lying, thresholds.join_min_share), "parcel"]] = True
    part = lying.groupby("parcel")["part"].sum()
    found[part.index[part > thresholds.unbuilt_max_coverage]] = True
    return found


def plot_ids(parcel_ids: pd.Series, lying: pd.DataFrame, join_min_share: float) -> pd.Series:
    """Return the plot of each parcel: parcels are one plot where one building joins them.

    A building joins all parcels that hold at least `join_min_share` of its footprint; what
    several buildings join, they join together.

    Parameters
    ----------
    parcel_ids
        (n,) text, in order.
    lying
        Rows of `buildings_on`, of the buildings that stand.
    join_min_share
        Share of a building's footprint, 0–1.

    Returns
    -------
    plot_ids : pandas.Series
        (n,) the lowest parcel id of the plot, index of `parcel_ids`.

    Examples
    --------
    >>> hall = pd.DataFrame(
    ...     {"parcel": [0, 1, 2], "building": [0, 0, 0], "share": [0.6, 0.35, 0.05]}
    ... )
    >>> plot_ids(pd.Series(["P1", "P2", "P3"]), hall, 0.10).to_list()
    ['P1', 'P1', 'P3']
    """
    held = lying[_holds(lying, join_min_share)]
    first = held.groupby("building")["parcel"].transform("min")
    chief = np.arange(len(parcel_ids))
    for parcel, other in zip(held["parcel"], first, strict=True):
        if parcel != other:
            low, high = sorted((_root(chief, parcel), _root(chief, other)))
            chief[high] = low
    roots = [_root(chief, parcel) for parcel in range(len(chief))]
    return pd.Series(parcel_ids.to_numpy()[roots], index=parcel_ids.index, name="plot_ids")


def is_narrow(shapes: gpd.GeoSeries, width_m: float) -> pd.Series:
    """Return whether no circle of this diameter fits in a shape (to the millimetre).

    Parameters
    ----------
    shapes
        (n,) polygons in EPSG:28992.
    width_m
        The diameter, m.

    Returns
    -------
    is_narrow : pandas.Series
        (n,) bool. Shrinking by half the width leaves nothing exactly where no such circle
        fits, and costs far less than the largest circle of a long verge.
    """
    inset = max(width_m / 2 - _MM, 0.0)
    left = shapely.buffer(shapes.to_numpy(), -inset, quad_segs=2)
    return pd.Series(shapely.is_empty(left), index=shapes.index, name="is_narrow")


def under_public_cover(
    parcels: gpd.GeoDataFrame, cover_m2: pd.DataFrame, public_min_share: float
) -> np.ndarray:
    """Return where road, rail, water and green cover at least a share of a parcel."""
    public = cover_m2[list(PUBLIC_COVERS)].sum(axis=1).to_numpy()
    return np.asarray(public / parcels.geometry.area.to_numpy() >= public_min_share - _SAME_SHARE)


def parcel_classes(
    parcels: gpd.GeoDataFrame,
    cover_m2: pd.DataFrame,
    built: np.ndarray,
    zoning: pd.Series,
    thresholds: Thresholds,
) -> pd.DataFrame:
    """Return whether each parcel is net or public: the first rule of design §4 that applies.

    Parameters
    ----------
    parcels
        (n,) polygons in EPSG:28992; `availability` and `plan` optional. `plan` counts as given
        when it is true.
    cover_m2
        (n, covers) m² of each class in the whole parcel, overlap once.
    built
        (n,) whether a standing building is on it (`stood_on`).
    zoning
        (n,) what `zoning_group` returned.
    thresholds
        `public_min_share` and `min_plot_width_m` are used.

    Returns
    -------
    classes : pandas.DataFrame
        (n,) `counts_as_net` (bool) and `why` (a key of `NET_REASONS`), index of `parcels`.
    """
    area = parcels.geometry.area.to_numpy()
    share = cover_m2.div(area, axis=0)
    group = zoning.to_numpy(dtype="object")
    rules: dict[str, np.ndarray] = {
        "availability": _given(parcels, "availability"),
        "plan": _given(parcels, "plan"),
        **{code: group == code.removeprefix("zoning_") for code in ZONING_REASONS},
        "building": built,
        "public_cover": under_public_cover(parcels, cover_m2, thresholds.public_min_share),
    }
    decided = np.any(list(rules.values()), axis=0)
    rules["public_strip"] = np.zeros(len(parcels), dtype="bool")
    open_land = parcels.geometry[~decided]
    rules["public_strip"][~decided] = is_narrow(open_land, thresholds.min_plot_width_m)
    rules["unknown_cover"] = share.sum(axis=1).to_numpy() <= 0.5
    rules["unbuilt_field"] = share[["field", "bare"]].sum(axis=1).to_numpy() > 0.5
    why = np.select(list(rules.values()), list(rules), default="unbuilt")
    classes = pd.DataFrame({"why": why}, index=parcels.index).astype("str")
    return classes.assign(counts_as_net=classes["why"].map(NET_REASONS).astype("bool"))


def _holds(lying: pd.DataFrame, join_min_share: float) -> pd.Series:
    return lying["share"] >= join_min_share - _SAME_SHARE


def _root(chief: np.ndarray, parcel: int) -> int:
    """Return the first parcel of the plot that a parcel is in so far."""
    while chief[parcel] != parcel:
        chief[parcel] = chief[chief[parcel]]
        parcel = int(chief[parcel])
    return int(parcel)


def _given(parcels: pd.DataFrame, column: str) -> np.ndarray:
    """Return where a parcel has an availability, or is said to have a plan."""
    if column not in parcels.columns:
        return np.zeros(len(parcels), dtype="bool")
    values = parcels[column]
    if column == "plan":
        return values.astype("boolean").fillna(False).to_numpy(dtype="bool")
    return values.notna().to_numpy(dtype="bool")
