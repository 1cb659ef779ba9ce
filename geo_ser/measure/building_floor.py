"""Gross floor area (GFA, bvo) of each building: what is known of it, and its certain bounds.

The usable floor area (GBO) that the BAG states for a unit goes to the standing buildings it lies
in; a factor with a range turns it into gross floor area. Where units do not tell all of it, the
storeys of the table do, or the range that the BAG itself states for the building. What is left
has bounds only. A height never becomes floor area; it does bound it from above.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import NOISE_M2
from geo_ser.measure.heights import known_height_m
from geo_ser.measure.inputs import given
from geo_ser.measure.reliability import Grade
from geo_ser.measure.units import USES, HousedUnits, known_area_m2, refused_m2, use_shares
from geo_ser.study import LowValueHigh, Thresholds

__all__ = [
    "FLOOR_METHODS",
    "GFA_COLUMNS",
    "USE_COLUMNS",
    "building_floor_area",
    "factor_finding",
]

GFA_COLUMNS = ("gfa_m2", "gfa_low_m2", "gfa_high_m2")
USE_COLUMNS = tuple(f"gfa_{use}_m2" for use in USES)
FLOOR_METHODS = ("units", "storeys", "unit_bounds", "single_storey", "annex", "none")
"""How the floor area of a building was found, the best first."""

_DEFAULT_FACTOR = Thresholds().gbo_to_gfa
_HALL = ["industry"]

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def building_floor_area(
    buildings: gpd.GeoDataFrame,
    standing: pd.Series,
    land_m2: pd.Series,
    housed: HousedUnits | None,
    thresholds: Thresholds,
) -> pd.DataFrame:
    """Return the gross floor area of each whole building with its bounds, and how it was found.

    The first that applies (docs/indicators.md):

    ===============  ======================================================================
    `gfa_method`     `gfa_low_m2`, `gfa_m2`, `gfa_high_m2`
    ===============  ======================================================================
    `units`          Σ GBO of its units in use × factor; 0 where all its units are idle
    `storeys`        `storeys` × land
    `unit_bounds`    `unit_count` × the smallest and the largest unit that the BAG states
    `units`, `none`  some of its units have no known area: what is known, null, the height bound
    `annex`          no unit, under `annex_max_m2`: 0, 0, one storey
    `none`           no unit: 0, null, the height bound
    `single_storey`  no table of units: one storey, null, the height bound
    ===============  ======================================================================

    The height bound is the footprint times the storeys of `least_storey_m` that fit in its
    height, one for a hall (only industry); null where no height is known, or where what is known
    exceeds it. `unit_count` × the largest unit is such a bound too; the lower one counts.

    Parameters
    ----------
    buildings
        (n,) footprints in EPSG:28992 with `building_id`, in order of it; optionally `storeys`,
        `height_m`, `unit_count`, `unit_area_min_m2` and `unit_area_max_m2`.
    standing
        (n,) boolean; null where the status is not understood.
    land_m2
        (n,) area of the land each building holds (`coverage.building_land`).
    housed
        The units in use and where units lie; None without a table that states floor areas.
    thresholds
        `gbo_to_gfa` (for units and their bounds only), `annex_max_m2` and `least_storey_m`.

    Returns
    -------
    floor : pandas.DataFrame
        (n,) index of `buildings`: `GFA_COLUMNS` (float64, m², each null where unknown; all null
        for what does not stand), `counted_m2` (the value, else the low bound: what totals add up)
        and its parts `USE_COLUMNS`, `gfa_method`, `uses` (list of `USES`), `gfa_at_best` (the
        grade it can have at most), and the codes `gfa_reason`, `gfa_high_reason` and
        `uses_reason` of why they are null.
    """
    lots = _unit_lots(buildings.index, housed)
    facts = _facts(buildings, land_m2, lots, thresholds, has_units=housed is not None)
    method, why = _method(facts), _reason(facts)
    low, value, high = (pd.Series(one, buildings.index) for one in _amounts(facts, method))
    certain = standing.fillna(False).astype("bool")
    absent = pd.Series(np.where(standing.isna(), "status_unknown", "not_standing"), low.index)
    floor = pd.DataFrame(
        {
            "gfa_m2": value.where(certain),
            "gfa_low_m2": low.where(certain),
            "gfa_high_m2": high.where(certain),
            "counted_m2": value.fillna(low).where(certain),
            "gfa_method": pd.Series(method, low.index, dtype="str").where(certain, None),
            "uses": lots["uses"].where(certain, None),
            "gfa_at_best": _at_best(thresholds.gbo_to_gfa, has_units=housed is not None),
            "gfa_reason": absent.mask(certain, pd.Series(why, low.index)),
            "gfa_high_reason": absent.mask(certain, "no_upper_bound"),
            "uses_reason": absent.mask(certain, _uses_reason(housed)),
        }
    )
    for use, column in zip(USES, USE_COLUMNS, strict=True):
        floor[column] = floor["counted_m2"] * lots[use]
    return floor


def factor_finding(floor: pd.DataFrame, factor: LowValueHigh) -> list[Finding]:
    """Return one finding when floor area rests on the default factor from GBO to GFA."""
    count = int(floor["gfa_method"].isin(["units", "unit_bounds"]).sum())
    if factor != _DEFAULT_FACTOR or not count:
        return []
    return [
        Finding(
            rule="measure.default_factor",
            severity="warning",
            table="buildings",
            column="gfa_m2",
            claimed=factor.value,
            unit="ratio",
            reason=Words(
                f"Het bvo van {count} panden is gbo maal de standaardfactor "
                f"{factor.value} ({factor.low} tot {factor.high}); voor industrie is geen open "
                "factor bekend.",
                f"The floor area of {count} buildings is usable area times the default factor "
                f"{factor.value} ({factor.low} to {factor.high}); no open factor is known for "
                "industry.",
            ),
            action=Words(
                "Zet in atlas.toml onder [thresholds] bij gbo_to_gfa een factor die te verdedigen "
                "is.",
                "Set [thresholds] gbo_to_gfa in atlas.toml to a factor you can defend.",
            ),
        )
    ]


@dataclass(frozen=True)
class _Facts:
    """What is known of each building, (n,) arrays; NaN where unknown."""

    has_units: bool
    """Whether there is a table of units that states floor areas."""

    factor: LowValueHigh
    footprint_m2: Numbers
    land_m2: Numbers
    storeys: Numbers
    gbo_m2: Numbers
    """Σ known areas of its units in use; 0 where none is known."""

    in_use: Numbers
    """Units in use."""

    all_units: Numbers
    """Units that exist, in use or not."""

    unjudged: Numbers
    """Units of which nobody knows whether they are in use."""

    refused: Flags
    unknown: Flags
    """Whether a unit in use has an area that is refused; that is missing."""

    unit_count: Numbers
    """As the building itself states it; NaN below 1."""

    unit_min_m2: Numbers
    unit_max_m2: Numbers
    """Smallest and largest unit as the building states them; NaN where not believed."""

    height_bound_m2: Numbers
    annex_max_m2: float

    @property
    def lacking(self) -> Flags:
        """Whether the building states more units than there are."""
        return np.asarray(self.unit_count > self.all_units, dtype="bool") & self.has_units

    @property
    def incomplete(self) -> Flags:
        """Whether the floor area of a unit in it is not known."""
        return self.refused | self.unknown | (self.unjudged > 0) | self.lacking

    @property
    def told(self) -> Flags:
        """Whether its units tell all of its floor area in use."""
        return (self.all_units > 0) & ~self.incomplete

    @property
    def bounded(self) -> Flags:
        """Whether the building states the range of its units."""
        return np.asarray(self.unit_min_m2 <= self.unit_max_m2, dtype="bool") & np.isfinite(
            self.unit_count
        )


def _facts(
    buildings: gpd.GeoDataFrame,
    land_m2: pd.Series,
    lots: pd.DataFrame,
    thresholds: Thresholds,
    *,
    has_units: bool,
) -> _Facts:
    """Return what the tables know of each building."""
    footprint, count = buildings.geometry.area.to_numpy(), _numbers(buildings, "unit_count")
    count = np.where(count >= 1, count, np.nan)
    least, most = (_believed_m2(buildings, f"unit_area_{end}_m2") for end in ("min", "max"))
    single = count == 1
    least, most = (
        np.where(single & np.isnan(one), other, one)
        for one, other in ((least, most), (most, least))
    )
    fitting = np.floor(known_height_m(buildings).to_numpy() / thresholds.least_storey_m + 1e-9)
    hall = np.array([uses == _HALL for uses in lots["uses"]], dtype="bool")
    return _Facts(
        has_units=has_units,
        factor=thresholds.gbo_to_gfa,
        footprint_m2=footprint,
        land_m2=land_m2.to_numpy(dtype="float64"),
        storeys=_numbers(buildings, "storeys"),
        gbo_m2=lots["gbo_m2"].to_numpy(dtype="float64"),
        in_use=lots["in_use_count"].to_numpy(dtype="float64"),
        all_units=(lots["in_use_count"] + lots["idle_count"] + lots["unjudged_count"]).to_numpy(
            dtype="float64"
        ),
        unjudged=lots["unjudged_count"].to_numpy(dtype="float64"),
        refused=lots["refused"].to_numpy(dtype="bool"),
        unknown=lots["unknown"].to_numpy(dtype="bool"),
        unit_count=count,
        unit_min_m2=least,
        unit_max_m2=most,
        height_bound_m2=footprint * np.where(hall, 1.0, np.maximum(fitting, 1.0)),
        annex_max_m2=thresholds.annex_max_m2,
    )


def _numbers(buildings: pd.DataFrame, column: str) -> Numbers:
    """Return an optional column as float64, NaN where it is unknown or not there."""
    values = given(buildings, column).astype("Float64")
    return np.asarray(values.to_numpy(dtype="float64", na_value=np.nan))


def _believed_m2(buildings: pd.DataFrame, column: str) -> Numbers:
    area = pd.Series(_numbers(buildings, column))
    return np.asarray(area.mask(refused_m2(area)).to_numpy(dtype="float64"))


def _method(facts: _Facts) -> npt.NDArray[np.str_]:
    """Return the first method that applies to each building."""
    unhoused = (facts.all_units == 0) & np.isnan(facts.unit_count) & facts.has_units
    return np.select(
        [
            facts.told,
            facts.storeys > 0,
            facts.bounded,
            facts.gbo_m2 > 0,
            unhoused & (facts.footprint_m2 < facts.annex_max_m2),
            np.full(len(facts.storeys), not facts.has_units),
        ],
        ["units", "storeys", "unit_bounds", "units", "annex", "single_storey"],
        "none",
    )


def _amounts(facts: _Facts, method: npt.NDArray[np.str_]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the low bound, the value and the high bound of each building, m²."""
    factor, known_low = facts.factor, facts.gbo_m2 * facts.factor.low
    known_high = facts.gbo_m2 * factor.high
    storeys = np.maximum(facts.storeys * facts.land_m2, known_low)
    least, most = facts.unit_count * facts.unit_min_m2, facts.unit_count * facts.unit_max_m2
    stated_low = np.maximum(least * factor.low, known_low)
    stated_high = np.maximum(most * factor.high, stated_low)
    stated = np.where(least == most, np.maximum(least * factor.value, stated_low), np.nan)
    bound = np.fmin(facts.height_bound_m2, most * factor.high)
    # A footprint that is turned differs in its last digits: that contradicts no unit.
    rounded = np.where(bound < known_high, known_high, bound)
    bound = np.where(bound < known_high - NOISE_M2, np.nan, rounded)
    single_low = np.fmin(facts.land_m2, bound)
    nothing = np.zeros(len(bound))
    told = [facts.told, *(method == one for one in ("storeys", "unit_bounds", "annex"))]
    low = np.select([*told, method == "single_storey"],
                    [known_low, storeys, stated_low, nothing, single_low], known_low)  # fmt: skip
    value = np.select(
        told, [facts.gbo_m2 * factor.value, storeys, stated, nothing], np.full(len(bound), np.nan)
    )
    high = np.select(told, [known_high, storeys, stated_high, facts.footprint_m2], bound)
    return low, value, high


def _reason(facts: _Facts) -> npt.NDArray[np.str_]:
    """Return why the floor area of each building is null, where it is."""
    return np.select(
        [facts.bounded, facts.refused, facts.unknown, facts.unjudged > 0, facts.lacking],
        ["unit_sizes_differ", "unit_area_refused", "unit_area_unknown", "unit_status_unknown",
         "units_lacking"],
        "no_unit" if facts.has_units else "no_units",
    )  # fmt: skip


def _at_best(factor: LowValueHigh, *, has_units: bool) -> Grade:
    """Return D without a table of units, C by the default factor, else A.

    The same for every method, so that no grade rises where units or storeys are left out.
    """
    if not has_units:
        return "D"
    return "C" if factor == _DEFAULT_FACTOR else "A"


def _unit_lots(buildings: pd.Index, housed: HousedUnits | None) -> pd.DataFrame:
    """Return per building its units: counts, what is wrong with them, Σ GBO, shares of use.

    `gbo_m2` is what is known, 0 where nothing is; the shares of use are NaN where there is no
    table of units, or it states no uses.
    """
    every = range(len(buildings))
    if housed is None:
        none = {"in_use_count": 0, "idle_count": 0, "unjudged_count": 0, "refused": False,
                "unknown": False, "gbo_m2": 0.0}  # fmt: skip
        return pd.DataFrame(none, index=every).join(_no_uses(every)).set_axis(buildings)
    links = housed.links[housed.links["standing"]].copy()
    area = known_area_m2(housed.units)
    links["gbo_m2"] = area.to_numpy()[links["unit"]] * links["share"]
    refused = refused_m2(housed.units["floor_area_m2"].astype("float64")).to_numpy()
    links["refused"] = refused[links["unit"]]
    links["unknown"] = (area.isna().to_numpy() & ~refused)[links["unit"]]
    grouped = links.groupby("building")
    lots = pd.DataFrame(
        {
            "in_use_count": grouped.size().reindex(every, fill_value=0),
            "refused": grouped["refused"].any().reindex(every, fill_value=False),
            "unknown": grouped["unknown"].any().reindex(every, fill_value=False),
            "gbo_m2": grouped["gbo_m2"].sum().reindex(every, fill_value=0.0),
        }
    )
    lots = lots.join(housed.present)
    return lots.join(_lot_uses(housed.units, links, every)).set_axis(buildings)


def _no_uses(every: range) -> pd.DataFrame:
    return pd.DataFrame(np.nan, index=every, columns=list(USES)).assign(uses=None)


def _lot_uses(units: pd.DataFrame, links: pd.DataFrame, every: range) -> pd.DataFrame:
    """Return per building the shares of its floor area by use, and the list of its uses.

    By known floor area; where none is known each unit counts alike; without units: other.
    """
    if "uses" not in units.columns:
        return _no_uses(every)
    building = links["building"]
    shares = use_shares(units).iloc[links["unit"]].set_axis(links.index)
    by_area = shares.mul(links["gbo_m2"], axis="index").groupby(building).sum()
    total = by_area.sum(axis="columns")
    by_area = by_area.div(total.where(total > 0), axis="index")
    mixed = by_area.fillna(shares.groupby(building).mean()).reindex(every)
    mixed.loc[mixed.isna().all(axis="columns")] = [float(use == "other") for use in USES]
    there = shares.gt(0).groupby(building).any()
    names = [[use for use, has in zip(USES, row, strict=True) if has] for row in there.to_numpy()]
    return mixed.assign(uses=pd.Series(names, index=there.index, dtype="object").reindex(every))


def _uses_reason(housed: HousedUnits | None) -> str:
    if housed is None:
        return "no_units"
    return "no_unit_in_use" if "uses" in housed.units.columns else "no_uses"
