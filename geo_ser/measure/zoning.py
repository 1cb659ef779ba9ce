"""Zoning in force: which plan holds where plans that do not agree lie over each other.

A municipality hands out the plans of decades together, and a later plan often lies over an
earlier one. Counting both moves net area without a word. So each place gets one plan: the newest,
by `plan_date`, where one without a date gives way to one with a date; of equal dates or none, the
stricter. Strict for the main group is what allows least business; of one group, the lower maximum.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import NOISE_M2, difference_of, intersection_of, union
from geo_ser.geometry.overlay import overlapping_pairs, shares, without_earlier
from geo_ser.measure.inputs import given

__all__ = [
    "MIN_OVERLAP_M2",
    "PRECEDENCES",
    "ZONING_REASONS",
    "ZoningInForce",
    "zoning_group",
    "zoning_in_force",
]

MIN_OVERLAP_M2 = 1.0
"""Zones that share less are neighbours drawn by hand: their land is divided without a finding."""

PRECEDENCES = ("newest", "stricter")
"""Why a zone holds on land that another plan claims too."""

_NET_GROUPS = ("business", "office", "retail", "mixed")
_PUBLIC_GROUPS = ("traffic", "green", "water", "nature")

ZONING_REASONS = {
    f"zoning_{group}{suffix}": group in _NET_GROUPS
    for suffix in ("", *(f"_{name}" for name in PRECEDENCES))
    for group in (*_NET_GROUPS, *_PUBLIC_GROUPS)
}
"""The codes of `why` that zoning gives a parcel, and whether it makes the parcel net. A code ends
in ``_newest`` or ``_stricter`` where the group covers more than half of the parcel only with land
that another plan claims too."""

_STRICT_FIRST = (
    "nature", "water", "green", "traffic", "dwelling", "other", "retail", "office", "mixed",
    "business",
)  # fmt: skip
_LOW_FIRST = ("max_height_m", "max_coverage")
_MORE_THAN = 0.5
"""A group decides on a parcel of which it covers more than half (design §4)."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class ZoningInForce:
    """Zones that share no land with a zone of another plan, and what was taken from others."""

    zones: gpd.GeoDataFrame
    """(n,) the columns of the table, geometry without the land that another plan holds, and
    `precedence`: one of `PRECEDENCES` on land that another plan claims too, else null. A zone
    with such land has a row for it and a row for the rest."""

    findings: list[Finding]


def zoning_in_force(zoning: gpd.GeoDataFrame) -> ZoningInForce:
    """Return the zones with each place in one plan: the newest, else the stricter.

    Two zones compete where both state a `main_group` and they differ in it or in `plan_id`.
    Zones of one plan and group lie over each other on purpose (build zones) and stay.

    Parameters
    ----------
    zoning
        (n,) polygons in EPSG:28992 with `zone_id`; `main_group`, `plan_id`, `plan_date` (ISO
        text) and limits optional.

    Returns
    -------
    in_force : ZoningInForce
        The zones unchanged, with `precedence` null, where no two compete.

    Examples
    --------
    >>> from shapely import box
    >>> plans = gpd.GeoDataFrame(
    ...     {
    ...         "zone_id": ["a", "b"],
    ...         "main_group": ["business", "traffic"],
    ...         "plan_date": ["2010-01-01", "2020-01-01"],
    ...     },
    ...     geometry=[box(0, 0, 10, 10), box(6, 0, 10, 10)],
    ...     crs=28992,
    ... )
    >>> zones = zoning_in_force(plans).zones
    >>> zones.assign(area_m2=zones.area)[["zone_id", "precedence", "area_m2"]].values.tolist()
    [['b', 'newest', 40.0], ['a', nan, 60.0]]
    """
    ordered = zoning.iloc[_precedence(zoning)].reset_index(drop=True)
    later, earlier = overlapping_pairs(ordered.geometry)
    compete = _compete(ordered, later, earlier)
    later, earlier = later[compete], earlier[compete]
    land = ordered.geometry.to_numpy().copy()
    contested: dict[int, list[tuple[shapely.Geometry, str]]] = {}
    findings: list[Finding] = []
    why = _why(ordered, later, earlier)
    for row, holder, reason in zip(later.tolist(), earlier.tolist(), why, strict=True):
        shared = intersection_of(land[row], land[holder])
        if shapely.area(shared) <= NOISE_M2:
            continue
        land[row] = difference_of(land[row], shared)
        contested.setdefault(holder, []).append((shared, reason))
        if shapely.area(shared) > MIN_OVERLAP_M2:
            findings.append(_finding(ordered, row, holder, shared, reason))
    zones = _divided(ordered.set_geometry(gpd.GeoSeries(land, crs=zoning.crs)), contested)
    return ZoningInForce(zones, findings)


def zoning_group(parcels: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> pd.Series:
    """Return the main group of zoning that covers more than half of each parcel.

    Parameters
    ----------
    parcels
        (n,) polygons in EPSG:28992.
    zones
        (m,) `ZoningInForce.zones`; zones without `main_group` are left out.

    Returns
    -------
    zoning_group : pandas.Series
        (n,) text, null where no group covers more than half: the group, with ``_newest`` or
        ``_stricter`` behind it where it does so only with land that another plan claims too.
    """
    parts = {
        str(group): _parts(parcels, zones[given(zones, "main_group") == group])
        for group in sorted(given(zones, "main_group").dropna().unique())
    }
    total = pd.DataFrame({group: part.sum(axis=1) for group, part in parts.items()})
    if total.columns.empty:
        return pd.Series(None, index=parcels.index, name="zoning_group", dtype="str")
    most = total.idxmax(axis=1).where(total.max(axis=1) > _MORE_THAN)
    suffix = np.full(len(most), "", dtype="object")
    for group, part in parts.items():
        contested = (most == group) & (part["undisputed"] <= _MORE_THAN)
        chief = "_" + part[list(PRECEDENCES)].idxmax(axis=1).astype("str")
        suffix = np.where(contested, chief, suffix)
    codes = most.astype("str").str.cat(pd.Series(suffix, index=most.index, dtype="str"))
    return codes.set_axis(parcels.index).rename("zoning_group")


def _parts(parcels: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the share of each parcel that zones of one group cover, each place once.

    Returns
    -------
    parts : pandas.DataFrame
        (parcels, 3) 0–1: `undisputed`, and each of `PRECEDENCES`; index 0 … n−1.
    """
    table = shares(parcels.geometry, without_earlier(zones.geometry))
    kinds = pd.Index(["undisputed", *PRECEDENCES])
    kind = kinds.get_indexer(pd.Index(given(zones, "precedence").fillna("undisputed")))
    cells = table["area"].to_numpy() * len(kinds) + kind[table["shape"]]
    area = np.bincount(cells, table["area_m2"], minlength=len(parcels) * len(kinds))
    part = area.reshape(len(parcels), len(kinds)) / parcels.geometry.area.to_numpy()[:, None]
    return pd.DataFrame(part, columns=kinds)


def _precedence(zoning: gpd.GeoDataFrame) -> Rows:
    """Return the rows in the order in which zones take their land."""
    group = given(zoning, "main_group").astype("object")
    strict = pd.Index(_STRICT_FIRST).get_indexer(pd.Index(group))
    strict[strict < 0] = len(_STRICT_FIRST)
    limits = [pd.to_numeric(given(zoning, name)).fillna(np.inf) for name in reversed(_LOW_FIRST)]
    ids = zoning["zone_id"].rank(method="dense").to_numpy()
    return np.lexsort([ids, *limits, strict, -_days(zoning)])


def _days(zoning: gpd.GeoDataFrame) -> npt.NDArray[np.float64]:
    """Return the date of each zone's plan as a number of days, 0 where it is unknown."""
    stated = given(zoning, "plan_date").astype("object")
    dates = pd.to_datetime(stated, errors="coerce", format="ISO8601", utc=True)
    first = pd.Timestamp("1800-01-01", tz="UTC")
    days = (dates - first) / pd.Timedelta(days=1)
    return np.asarray(days.fillna(0.0).clip(lower=0.0), dtype="float64")


def _compete(zones: gpd.GeoDataFrame, later: Rows, earlier: Rows) -> npt.NDArray[np.bool_]:
    """Return which pairs of overlapping zones do not agree on what holds."""
    group = given(zones, "main_group").astype("object").to_numpy()
    plan = given(zones, "plan_id").astype("object").to_numpy()
    grouped = pd.notna(group[later]) & pd.notna(group[earlier])
    planned = pd.notna(plan[later]) & pd.notna(plan[earlier])
    differs = (group[later] != group[earlier]) | (planned & (plan[later] != plan[earlier]))
    return np.asarray(grouped & differs, dtype="bool")


def _why(zones: gpd.GeoDataFrame, later: Rows, earlier: Rows) -> npt.NDArray[np.str_]:
    """Return by which of `PRECEDENCES` the earlier zone of each pair holds."""
    days = _days(zones)
    newest, stricter = PRECEDENCES
    return np.array([newest if is_newer else stricter for is_newer in days[earlier] > days[later]])


def _divided(
    zones: gpd.GeoDataFrame, contested: dict[int, list[tuple[shapely.Geometry, str]]]
) -> gpd.GeoDataFrame:
    """Return the zones with a row for land that no other plan claims, and one per precedence."""
    parts: list[tuple[int, shapely.Geometry, str | None]] = []
    for row, land in enumerate(zones.geometry):
        rest = land
        for name in PRECEDENCES:
            disputed = [shape for shape, why in contested.get(row, []) if why == name]
            if disputed:
                part = intersection_of(rest, union(np.array(disputed, dtype="object")))
                rest = difference_of(rest, part)
                parts.append((row, part, name))
        parts.append((row, rest, None))
    rows, shapes, precedence = ([one[at] for one in parts] for at in range(3))
    table = zones.iloc[rows].reset_index(drop=True)
    table["precedence"] = pd.Series(precedence, dtype="str")
    table = table.set_geometry(gpd.GeoSeries(shapes, crs=zones.crs))
    return table[table.geometry.area > NOISE_M2].reset_index(drop=True)


def _finding(
    zones: gpd.GeoDataFrame, row: int, holder: int, shared: shapely.Geometry, why: str
) -> Finding:
    """Return the finding on land that one zone gives up to another."""
    area = float(shapely.area(shared))
    taken, holds = zones.iloc[row], zones.iloc[holder]
    same = taken["main_group"] == holds["main_group"]
    rule = {
        "newest": Words("het nieuwste plan geldt", "the newest plan holds"),
        "stricter": Words("het strengste plan geldt", "the stricter plan holds"),
    }[why]
    who = f"{holds['zone_id']!r} ({holds['main_group']})"
    return Finding(
        rule="measure.zoning_overlap",
        severity="info" if same else "warning",
        table="zoning",
        id=taken["zone_id"],
        column="main_group",
        difference=area,
        unit="m2",
        tolerance=MIN_OVERLAP_M2,
        reason=Words(
            f"{area:.0f} m² van deze bestemming ({taken['main_group']}) ligt ook in {who}; "
            f"{rule.nl}, dus {who}.",
            f"{area:.0f} m² of this zone ({taken['main_group']}) lies in {who} too; {rule.en}, "
            f"so {who}.",
        ),
        action=Words(
            "Laat alleen het plan staan dat geldt, of geef plan_date.",
            "Keep only the plan that is in force, or give plan_date.",
        ),
        geometry=shared,
    )
