"""Gross floor area (GFA, bvo): per building with its method, then per terrain.

The usable floor area (GBO) that the BAG states for a unit goes to the standing buildings it lies
in; a factor with a range turns it into gross floor area. A building without such units has its
storeys times its land, when storeys are known. Heights are never turned into storeys: a hall
of 12 m has one.
"""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding, Words
from geo_ser.measure.measured import Measured
from geo_ser.measure.ratios import fsi, layers, mxi
from geo_ser.measure.reliability import INCOMPLETE_SHARE, Grade
from geo_ser.measure.sums import sums_by
from geo_ser.measure.units import USES, HousedUnits, area_refused, known_area_m2, use_shares
from geo_ser.study import LowValueHigh, Thresholds

__all__ = [
    "GFA_COLUMNS",
    "USE_COLUMNS",
    "building_floor_area",
    "factor_finding",
    "terrain_floor_area",
]

GFA_COLUMNS = ("gfa_m2", "gfa_low_m2", "gfa_high_m2")
USE_COLUMNS = tuple(f"gfa_{use}_m2" for use in USES)
_METHODS = ("units", "storeys", "single_storey", "none")
_DEFAULT_FACTOR = Thresholds().gbo_to_gfa


def building_floor_area(
    buildings: gpd.GeoDataFrame,
    standing: pd.Series,
    land_m2: pd.Series,
    housed: HousedUnits | None,
    factor: LowValueHigh,
) -> pd.DataFrame:
    """Return the gross floor area of each whole building, and how it was found.

    The first method that applies: ``units`` (Σ GBO of its units in use × `factor`),
    ``storeys`` (`storeys` × land), ``none`` (a units table exists: 0 when no unit in use lies
    here, null when the areas of those that do are all unknown), ``single_storey`` (1 × land).

    Parameters
    ----------
    buildings
        (n,) footprints with `building_id` and optionally `storeys`, in order of id.
    standing
        (n,) boolean; null where the status is not understood.
    land_m2
        (n,) area of the land each building holds (`coverage.building_land`).
    housed
        The units in use and where they lie; None without a table that states floor areas.
    factor
        GBO to GFA; applies to units only.

    Returns
    -------
    floor : pandas.DataFrame
        (n,) index of `buildings`: `GFA_COLUMNS` and `USE_COLUMNS` (float64, m²), `gfa_method`,
        `uses` (list of `USES`), and the codes `gfa_reason` and `uses_reason` of why they are null.
    """
    certain = standing.fillna(False).astype("bool")
    lots = _unit_lots(buildings.index, housed)
    method, flat = _method(buildings, land_m2, lots, has_units=housed is not None)
    floor = pd.DataFrame(index=buildings.index)
    for column, times in zip(GFA_COLUMNS, (factor.value, factor.low, factor.high), strict=True):
        floor[column] = (lots["gbo_m2"] * times).fillna(flat).where(certain)
    for use, column in zip(USES, USE_COLUMNS, strict=True):
        floor[column] = floor["gfa_m2"] * lots[use]
    floor["gfa_method"] = method.where(certain, None)
    floor["uses"] = lots["uses"].where(certain, None)
    absent = pd.Series(np.where(standing.isna(), "status_unknown", "not_standing"), floor.index)
    refused = pd.Series(np.where(lots["refused"], "unit_area_refused", "unit_area_unknown"))
    floor["gfa_reason"] = absent.mask(certain, refused.set_axis(floor.index))
    floor["uses_reason"] = absent.mask(certain, _uses_reason(housed))
    return floor


def terrain_floor_area(
    parts: pd.DataFrame, floor: pd.DataFrame, land: pd.DataFrame, factor: LowValueHigh
) -> Measured:
    """Return the floor-area indicators of each terrain.

    Totals add up what is known; they are null only where nothing is: where some building's
    floor area is unknown and no other has any but the 0 of a building without units.

    Parameters
    ----------
    parts
        What `coverage.building_parts` returned.
    floor
        What `building_floor_area` returned; a building without a method does not stand.
    land
        (n,) `gross_area_m2` and `footprint_m2` of each terrain, index `terrain_id`.
    factor
        The factor that was used, for the grade.

    Returns
    -------
    measured : Measured
        (n,) index of `land`: `GFA_COLUMNS`, `USE_COLUMNS`, `fsi_gross`, `layers`, `mxi`.
    """
    here = parts[["terrain", "building", "share", "land_m2"]].join(floor, on="building")
    here = here[here["gfa_method"].notna()]
    here["terrain"] = land.index[here["terrain"]]
    columns = [*GFA_COLUMNS, *USE_COLUMNS]
    amounts = here[columns].mul(here["share"], axis="index")
    values = sums_by(amounts, here["terrain"]).reindex(land.index, fill_value=0.0)
    why = _nothing_known(here).astype("str").reindex(land.index)
    values = values.mask(why.notna())
    if floor["uses_reason"].isin(["no_units", "no_uses"]).any():
        values[list(USE_COLUMNS)] = np.nan
    values["fsi_gross"] = fsi(values["gfa_m2"], land["gross_area_m2"])
    values["layers"] = layers(values["gfa_m2"], land["footprint_m2"])
    values["mxi"] = mxi(values["gfa_dwelling_m2"], values["gfa_m2"])
    return Measured(
        values,
        methods=_methods(here, land.index),
        reasons=_reasons(why, floor, land),
        incomplete=_incomplete(here, land.index),
        at_best=_at_best(here, land.index, factor),
    )


def factor_finding(floor: pd.DataFrame, factor: LowValueHigh) -> list[Finding]:
    """Return one finding when floor area rests on the default factor from GBO to GFA."""
    count = int(floor["gfa_method"].eq("units").sum())
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


def _unit_lots(buildings: pd.Index, housed: HousedUnits | None) -> pd.DataFrame:
    """Return per building its units: count, whether one is refused, Σ GBO, shares and list of uses.

    `gbo_m2` is NaN where no unit has a known area; the shares of use are NaN where there is no
    table of units, or it states no uses.
    """
    every = range(len(buildings))
    if housed is None:
        lots = pd.DataFrame({"unit_count": 0, "refused": False, "gbo_m2": np.nan}, index=every)
        return lots.join(_no_uses(every)).set_axis(buildings)
    links = housed.links[housed.links["standing"]].copy()
    links["gbo_m2"] = known_area_m2(housed.units).to_numpy()[links["unit"]] * links["share"]
    links["refused"] = area_refused(housed.units).to_numpy()[links["unit"]]
    grouped = links.groupby("building")
    lots = pd.DataFrame(
        {
            "unit_count": grouped.size().reindex(every, fill_value=0),
            "refused": grouped["refused"].any().reindex(every, fill_value=False),
            "gbo_m2": grouped["gbo_m2"].sum(min_count=1).reindex(every),
        }
    )
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


def _method(
    buildings: pd.DataFrame, land_m2: pd.Series, lots: pd.DataFrame, *, has_units: bool
) -> tuple[pd.Series, pd.Series]:
    """Return each building's method, and its floor area where that is not from units."""
    storeys = pd.Series(np.nan, index=buildings.index)
    if "storeys" in buildings.columns:
        storeys = buildings["storeys"].astype("float64")
    by_units, by_storeys = lots["gbo_m2"].notna(), storeys > 0
    rest = "none" if has_units else "single_storey"
    method = np.select([by_units, by_storeys], ["units", "storeys"], rest)
    empty = lots["unit_count"].eq(0) & has_units
    flat = np.select([by_storeys, empty, lots["unit_count"].gt(0)],
                     [storeys * land_m2, 0.0, np.nan], land_m2)  # fmt: skip
    return pd.Series(method, buildings.index), pd.Series(flat, buildings.index)


def _uses_reason(housed: HousedUnits | None) -> str:
    if housed is None:
        return "no_units"
    return "no_unit_in_use" if "uses" in housed.units.columns else "no_uses"


def _nothing_known(here: pd.DataFrame) -> pd.Series:
    """Return, for the terrains of which no floor area is known, the code of why."""
    unknown = here["gfa_m2"].isna()
    reason = here.loc[unknown].groupby("terrain")["gfa_reason"].min()
    known = here.loc[~unknown & here["gfa_method"].ne("none"), "terrain"]
    return reason[~reason.index.isin(known)]


def _methods(here: pd.DataFrame, terrains: pd.Index) -> dict[str, str | pd.Series]:
    """Return how each column was found; for floor area all methods used, joined by +."""
    used = here[["terrain", "gfa_method"]].drop_duplicates()
    used = used.sort_values("gfa_method", key=lambda column: column.map(_METHODS.index))
    joined = used.groupby("terrain")["gfa_method"].agg("+".join).reindex(terrains)
    joined = joined.fillna("no_standing_building")
    return {
        **dict.fromkeys([*GFA_COLUMNS, *USE_COLUMNS], joined),
        "fsi_gross": "gfa_over_gross_area",
        "layers": "gfa_over_footprint",
        "mxi": "dwelling_over_gfa",
    }


def _reasons(why: pd.Series, floor: pd.DataFrame, land: pd.DataFrame) -> dict[str, str | pd.Series]:
    """Return why each column is null where it is."""
    without = floor.loc[floor["uses_reason"].isin(["no_units", "no_uses"]), "uses_reason"]
    by_use = why if without.empty else pd.Series(without.iloc[0], index=why.index)
    return {
        **dict.fromkeys([*GFA_COLUMNS, "fsi_gross"], why),
        **dict.fromkeys(USE_COLUMNS, by_use),
        "layers": why.mask(~(land["footprint_m2"] > 0), "no_footprint"),
        "mxi": by_use.fillna("no_floor_area"),
    }


def _incomplete(here: pd.DataFrame, terrains: pd.Index) -> pd.Series:
    """Return whether too much of the footprint has its floor area from anything but units."""
    land = here["land_m2"].groupby(here["terrain"]).sum().reindex(terrains, fill_value=0.0)
    other = here["land_m2"].where(here["gfa_method"] != "units", 0.0)
    return other.groupby(here["terrain"]).sum().reindex(terrains, fill_value=0.0) > (
        INCOMPLETE_SHARE * land
    )


def _at_best(here: pd.DataFrame, terrains: pd.Index, factor: LowValueHigh) -> pd.Series:
    """Return D where a storey was assumed, C where the factor is only our default, else A."""
    best = pd.Series("A", index=terrains)
    caps: list[tuple[str, Grade]] = [("single_storey", "D")]
    if factor == _DEFAULT_FACTOR:
        caps.insert(0, ("units", "C"))
    for method, grade in caps:
        best[terrains.isin(here.loc[here["gfa_method"] == method, "terrain"])] = grade
    return best
