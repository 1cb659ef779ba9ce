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
    "buildings_on",
    "built_share",
    "is_narrow",
    "parcel_classes",
    "plot_ids",
    "stood_on",
]

NET_REASONS: dict[str, bool | None] = {
    "availability": True,
    "plan": True,
    **ZONING_REASONS,
    "public_cover": False,
    "building": True,
    "unknown_cover": None,
    "public_strip": False,
    "unbuilt_field": True,
    "unbuilt": True,
}
"""Every code of `why`, in the order of the rules, and whether it makes a parcel net, public
(False) or leaves it unclassed (None)."""

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


def built_share(lying: pd.DataFrame, count: int) -> np.ndarray:
    """Return the share of each parcel, 0–1, that buildings cover.

    Parameters
    ----------
    lying
        Rows of `buildings_on`, of the buildings that stand.
    count
        The number of parcels.
    """
    part = lying.groupby("parcel")["part"].sum()
    return part.reindex(range(count), fill_value=0.0).to_numpy(dtype="float64")


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
    return found | (built_share(lying, count) > thresholds.unbuilt_max_coverage)


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


def parcel_classes(
    parcels: gpd.GeoDataFrame,
    cover_m2: pd.DataFrame,
    lying: pd.DataFrame,
    zoning: pd.Series,
    thresholds: Thresholds,
) -> pd.DataFrame:
    """Return whether each parcel is net, public or unclassed: the first rule that applies.

    The order is that of design §4 (`NET_REASONS`). A building that covers no more than
    `unbuilt_max_coverage` of the parcel, such as a transformer house on a street, decides only
    where the surfaces leave no doubt that the parcel is not public.

    Parameters
    ----------
    parcels
        (n,) polygons in EPSG:28992; `availability` and `plan` optional. `plan` counts as given
        when it is true.
    cover_m2
        (n, covers) m² of each class in the whole parcel, overlap once.
    lying
        Rows of `buildings_on`, of the buildings that stand.
    zoning
        (n,) what `zoning_group` returned.
    thresholds
        `public_min_share`, `unbuilt_max_coverage`, `join_min_share` and `min_plot_width_m`.

    Returns
    -------
    classes : pandas.DataFrame
        (n,) index of `parcels`: `why` (a key of `NET_REASONS`), `counts_as_net` (boolean; null
        where unclassed) and `unsure` (bool: net for want of anything better, on land that
        field, bare or no cover at all makes up most of; graded down).
    """
    count, share = len(parcels), cover_m2.div(parcels.geometry.area.to_numpy(), axis=0)
    public = share[list(PUBLIC_COVERS)].sum(axis=1).to_numpy()
    open_land = share[["field", "bare"]].sum(axis=1).to_numpy()
    uncovered = np.clip(1.0 - share.sum(axis=1).to_numpy(), 0.0, None)
    much_built = built_share(lying, count) > thresholds.unbuilt_max_coverage
    unknown = _cover_unknown(public, uncovered, thresholds.public_min_share)
    group = zoning.to_numpy(dtype="object")
    rules: dict[str, np.ndarray] = {
        "availability": _given(parcels, "availability"),
        "plan": _given(parcels, "plan"),
        **{code: group == code.removeprefix("zoning_") for code in ZONING_REASONS},
        "public_cover": (public >= thresholds.public_min_share - _SAME_SHARE) & ~much_built,
        "building": stood_on(lying, count, thresholds) & (much_built | ~unknown),
        "unknown_cover": unknown,
    }
    decided = np.any(list(rules.values()), axis=0)
    rules["public_strip"] = np.zeros(count, dtype="bool")
    rules["public_strip"][~decided] = is_narrow(
        parcels.geometry[~decided], thresholds.min_plot_width_m
    )
    rules["unbuilt_field"] = open_land > 0.5
    why = np.select(list(rules.values()), list(rules), default="unbuilt")
    classes = pd.DataFrame({"why": why}, index=parcels.index).astype("str")
    unsure = np.isin(why, ("unbuilt_field", "unbuilt")) & (open_land + uncovered > 0.5)
    net = classes["why"].map(NET_REASONS).astype("boolean")
    return classes.assign(counts_as_net=net, unsure=unsure)


def _cover_unknown(
    public: np.ndarray, uncovered: np.ndarray, public_min_share: float
) -> np.ndarray:
    """Return where surfaces cover at most half, or what they leave open may make it public."""
    return np.asarray(
        (uncovered >= 0.5 - _SAME_SHARE)
        | (
            (public < public_min_share - _SAME_SHARE)
            & (public + uncovered >= public_min_share - _SAME_SHARE)
        )
    )


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
