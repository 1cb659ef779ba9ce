"""Space gain by plot geometry: every what-if on every plot, the best set, terrains, a ledger."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.findings import Finding, failure_finding
from geo_ser.gain.best import Choice, choice
from geo_ser.gain.candidates import at_least, candidates
from geo_ser.gain.capacity import capacity, envelope_table
from geo_ser.gain.evidence import gain_nulls, gain_provenance, row_grades
from geo_ser.gain.reasons import obstacle_shares, obstacles, realisation_shares, reason_of
from geo_ser.gain.rows import KEYS, GainInputs, Site, site
from geo_ser.gain.whatif import INSTRUMENTS, KIND_NAMES, KINDS, LEVELS, WhatIf
from geo_ser.gain.won import Won

__all__ = ["SpaceGain", "space_gain"]

_SUMMED = (
    *(f"theoretical_{end}" for end in ("ha", "low_ha", "high_ha", "gfa_m2", "footprint_m2")),
    *(f"realistic_{level}_{end}" for level in LEVELS[1:]
      for end in ("ha", "low_ha", "high_ha", "gfa_m2")),
)  # fmt: skip
"""Columns of gain_plots that are added up."""


@dataclass(frozen=True)
class SpaceGain:
    """The tables of 3_gain that come from plots; amounts m² or ha, null = unknown."""

    gain_plots: pd.DataFrame
    """One row per (plot_id, terrain_id, instrument) with a gain, or one that is unknown."""

    gain_ledger: pd.DataFrame
    """Which m² of each plot, and of the roofs on it, serve which what-if."""

    gain_terrains: pd.DataFrame
    """One row per terrain: the best sets together, at each ambition level."""

    gain_envelopes: gpd.GeoDataFrame
    """What may be built on each plot against what stands."""

    candidates: gpd.GeoDataFrame
    """The plots with a gain, ranked."""

    gain_provenance: pd.DataFrame
    gain_nulls: pd.DataFrame
    findings: tuple[Finding, ...] = ()
    """The plots on which something could not be worked out."""

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by the name of their file."""
        return {name: table for name, table in self.__dict__.items() if name != "findings"}


def space_gain(inputs: GainInputs, settings: WhatIf) -> SpaceGain:
    """Return what could be won on each net plot, without counting a square metre twice.

    A plot of which nobody knows whether it is net wins between 0 and what it would if it were.

    Parameters
    ----------
    inputs
        What earlier stages measured.
    settings
        `what_if()`, or a study's own.

    Returns
    -------
    gain : SpaceGain
        Tables in order of their ids; the same for every order of the input rows.

    Raises
    ------
    CrsError, TableError
        If a table is not in EPSG:28992 or lacks a column.
    """
    land = site(inputs, settings)
    may = capacity(land, settings)
    made = choice(land, may, settings)
    grades = row_grades(land, made, inputs.provenance)
    met = obstacles(land, may, made, settings, inputs.edition)
    plots = gain_plots(land, made, settings, grades, met)
    envelopes = envelope_table(land, may)
    ranked = candidates(land, plots, met, may.bounded, settings)
    terrains = gain_terrains(inputs.terrains, land, plots)
    tables = {
        "gain_plots": plots, "gain_terrains": terrains,
        "gain_envelopes": _of_net_plots(envelopes, land),
        "candidates": ranked,
    }  # fmt: skip
    return SpaceGain(
        **tables,
        gain_ledger=gain_ledger(land, made),
        gain_provenance=gain_provenance(tables, inputs.provenance, inputs.edition),
        gain_nulls=gain_nulls(land, may, {**tables, "gain_envelopes": envelopes}),
        findings=_failed(land, made),
    )


def _failed(land: Site, made: Choice) -> tuple[Finding, ...]:
    """Return a finding for each plot on which something could not be worked out."""
    first = {one.row: one for one in reversed(made.failures)}
    rows = land.rows
    return tuple(
        failure_finding(
            failure, room="gain", table="gain_plots", row_id=str(rows["plot_id"].iloc[row]),
            geometry=rows.geometry.iloc[row],
        )
        for row, failure in sorted(first.items())
    )  # fmt: skip


def gain_plots(
    land: Site, made: Choice, settings: WhatIf, grades: pd.DataFrame, against: pd.DataFrame
) -> pd.DataFrame:
    """Return a row for each what-if that wins something on a plot, or whose gain is unknown.

    Returns
    -------
    gain_plots : pandas.DataFrame
        `plot_id`, `terrain_id`, `instrument`, `kind` (`whatif.KINDS`: whether its hectares are
        plots or floor space), `reason`, `with_plot_id` (linking), the gain
        alone (`gain_footprint_m2`, `gain_gfa_m2`, `gain_ha`, each with `_low` and `_high`),
        `chosen` (in the plot's best set), what counts there (`theoretical_footprint_m2`,
        `theoretical_gfa_m2`, `theoretical_ha` with `_low`, `_high`; 0 when not chosen; null with
        bounds where only those are known, which is never chosen), what is realistic at the
        study's level (`realistic_…`) and at each (`realistic_1_ha` …),
        `unknown_reason`, `grade`. In order of plot, terrain, instrument.
    """
    tables = []
    for place, name in enumerate(INSTRUMENTS):
        table = _instrument_rows(land, made, settings, grades, against, place)
        won = made.alone[name]
        high = np.maximum.reduce([won.footprint_m2[2], won.gfa_m2[2], won.ha[2]])
        told = np.array([one is not None for one in won.unknown], dtype="bool")
        tables.append(table[told | (np.nan_to_num(high) > 0)])
    every = pd.concat(tables, ignore_index=True)
    order = [*KEYS, "place"]
    return pd.DataFrame(every.sort_values(order, ignore_index=True).drop(columns="place"))


def _instrument_rows(
    land: Site,
    made: Choice,
    settings: WhatIf,
    grades: pd.DataFrame,
    against: pd.DataFrame,
    place: int,
) -> pd.DataFrame:
    """Return all rows for one what-if."""
    name, rows = INSTRUMENTS[place], land.rows
    won, counted, chosen = made.alone[name], made.counted[name], made.chosen[name]
    reason = reason_of(land, name)
    planned = rows["terrain_id"].astype("str").isin(settings.planned_terrains).to_numpy("bool")
    area = rows["area_m2"].to_numpy(dtype="float64")
    shares = realisation_shares(settings, reason, area, planned)
    shares *= obstacle_shares(settings, against, name)
    at = shares[:, settings.level]
    table = pd.DataFrame(
        {
            **{key: rows[key].astype("str") for key in KEYS},
            "place": place,
            "instrument": name,
            "kind": KINDS[name],
            "reason": None if name == "demolish_rebuild" else reason,
            "with_plot_id": _partner_ids(won, rows),
            **_named("gain", won),
            "chosen": chosen,
            **_named("theoretical", counted),
            "realistic_footprint_m2": _realised(counted.footprint_m2[1], at),
            "realistic_gfa_m2": _realised(counted.gfa_m2[1], at),
            "realistic_ha": _realised(counted.ha[1], at),
        }
    )
    for level in LEVELS[1:]:
        share = shares[:, level]
        for bound, amount in zip(("_low", "", "_high"), counted.ha, strict=True):
            table[f"realistic_{level}{bound}_ha"] = _realised(amount, share)
        table[f"realistic_{level}_gfa_m2"] = _realised(counted.gfa_m2[1], share)
    table["unknown_reason"] = won.unknown
    table["grade"] = grades[name].to_numpy()
    texts = ["instrument", "kind", "reason", "with_plot_id", "unknown_reason", "grade"]
    return table.astype(dict.fromkeys(texts, "str"))


def _realised(
    amount: npt.NDArray[np.float64], share: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the share of a gain that is made; of none of it 0, however much there is."""
    return np.where(share == 0, 0.0, amount * share)


def _named(prefix: str, won: Won) -> dict[str, npt.NDArray[np.float64]]:
    """Return the amounts under their column names, low and high beside each."""
    columns: dict[str, npt.NDArray[np.float64]] = {}
    for kind in ("footprint_m2", "gfa_m2", "ha"):
        low, value, high = getattr(won, kind)
        stem, _, unit = kind.rpartition("_")
        start = f"{prefix}_{stem}_" if stem else f"{prefix}_"
        columns |= {
            f"{start}{unit}": value, f"{start}low_{unit}": low, f"{start}high_{unit}": high
        }  # fmt: skip
    return columns


def _partner_ids(won: Won, rows: pd.DataFrame) -> npt.NDArray[np.object_]:
    ids = np.full(len(rows), None, dtype="object")
    if won.partner is not None:
        there = won.partner >= 0
        ids[there] = rows["plot_id"].astype("str").to_numpy(dtype="object")[won.partner[there]]
    return ids


def gain_ledger(land: Site, made: Choice) -> pd.DataFrame:
    """Return which m² serve what: the land of each plot once, and the roofs above it.

    Returns
    -------
    ledger : pandas.DataFrame
        `plot_id`, `terrain_id`, `kind` (land or roof), `serves` (standing, a what-if, or rest),
        `area_m2` (above 0). Over the land of a plot it adds up to its area in the terrain.
        A plot of which nobody knows what stands has all its land under rest. Unclassed plots are
        left out.
    """
    rows = land.rows
    area = rows["area_in_terrain_m2"].to_numpy(dtype="float64")
    stands = np.minimum(rows["footprint_m2"].fillna(0.0).to_numpy(dtype="float64"), area)
    accounts = {("land", "standing"): stands}
    for name, won in made.counted.items():
        accounts["land", name] = np.nan_to_num(won.land_m2)
        accounts["roof", name] = np.nan_to_num(won.roof_m2)
    used = sum(one for (kind, _), one in accounts.items() if kind == "land")
    accounts["land", "rest"] = area - used
    net = ~rows["unclassed"].to_numpy(dtype="bool")
    tables = [
        pd.DataFrame(
            {**{key: rows[key].astype("str") for key in KEYS}, "kind": kind, "serves": serves,
             "area_m2": amount}
        )[(amount > 1e-6) & net]
        for (kind, serves), amount in accounts.items()
    ]  # fmt: skip
    order = [*KEYS, "kind", "serves"]
    ledger = pd.concat(tables, ignore_index=True).sort_values(order, ignore_index=True)
    return pd.DataFrame(ledger.astype({"kind": "str", "serves": "str"}))


def _of_net_plots(envelopes: gpd.GeoDataFrame, land: Site) -> gpd.GeoDataFrame:
    """Return the envelopes without those of unclassed plots."""
    return envelopes[~land.rows["unclassed"].to_numpy(dtype="bool")].reset_index(drop=True)


def gain_terrains(terrains: pd.DataFrame, land: Site, plots: pd.DataFrame) -> pd.DataFrame:
    """Return the gain of each terrain: the sum of its plots, in theory and at each level.

    Returns
    -------
    gain_terrains : pandas.DataFrame
        (t,) the columns of `tables.GAIN_FIGURES` after `terrain_id`: the gain in theory and at
        each level as hectares of plots (`…_plot_ha`), of floor space (`…_floor_ha`) and of both,
        each with low and high, as floor area and footprint; `gain_<instrument>_ha` (in theory),
        `candidate_count`, `unknown_count` (gains that are unknown). Null where the net plots are
        unknown, and where no plot is known to win anything (of that kind) and of some it is
        unknown: 0 is not known then; a level (but for 0, the baseline) also where it would be 0
        and the use of some plot is unknown.
        What is not null is the sum of what is known, and of what is certain where only bounds are:
        at least so much where `unknown_count` is above 0. Low and high are null with the value only
        where some gain has no bounds either.
    """
    ids = pd.Index(sorted(terrains["terrain_id"].astype("str")), name="terrain_id")
    certain = at_least(plots, _SUMMED).assign(instrument=plots["instrument"], kind=plots["kind"])
    by_kind = {kind: _sums(_of_kind(certain, kind), ids) for kind in (*KIND_NAMES, "")}
    table = pd.DataFrame(_gains(by_kind, "theoretical", "gain_theoretical"), index=ids)
    table["gain_theoretical_footprint_m2"] = by_kind[""]["theoretical_footprint_m2"]
    table["gain_level_0_ha"] = 0.0
    for level in LEVELS[1:]:
        table = table.assign(**_gains(by_kind, f"realistic_{level}", f"gain_level_{level}"))
    by_instrument = certain.pivot_table(
        index="terrain_id", columns="instrument", values="theoretical_ha", aggfunc="sum"
    ).reindex(index=ids, columns=INSTRUMENTS[:-1], fill_value=0.0)
    for name in INSTRUMENTS[:-1]:
        table[f"gain_{name}_ha"] = by_instrument[name].fillna(0.0)
    chosen = plots[plots["chosen"]].drop_duplicates(KEYS)
    table["candidate_count"] = chosen.groupby("terrain_id").size().reindex(ids, fill_value=0)
    unknown = plots[plots["unknown_reason"].notna()]
    table["unknown_count"] = unknown.groupby("terrain_id").size().reindex(ids, fill_value=0)
    known = _net_known(terrains, land, ids)
    numbers = [column for column in table if str(column).startswith("gain_")]
    table.loc[~known, numbers] = np.nan
    table = _null_where_none_is_known(table, unknown)
    return table.reset_index().astype({"terrain_id": "str"})


def _of_kind(plots: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the rows of one kind of hectares, "" for both."""
    return plots[plots["kind"].eq(kind)] if kind else plots


def _sums(plots: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """Return the sums of `_SUMMED` per terrain, 0 without rows."""
    sums = plots.groupby("terrain_id")[list(_SUMMED)].sum()
    return pd.DataFrame(sums.reindex(ids, fill_value=0.0))


def _gains(by_kind: Mapping[str, pd.DataFrame], source: str, name: str) -> dict[str, pd.Series]:
    """Return the columns of a gain per terrain: plots and floor space apart, then together."""
    columns = {
        f"{name}_{kind}_{bound}ha" if kind else f"{name}_{bound}ha": sums[f"{source}_{bound}ha"]
        for kind, sums in by_kind.items()
        for bound in ("", "low_", "high_")
    }
    return {**columns, f"{name}_gfa_m2": by_kind[""][f"{source}_gfa_m2"]}


def _null_where_none_is_known(table: pd.DataFrame, unknown: pd.DataFrame) -> pd.DataFrame:
    """Return the sums, null where one is 0 because nobody knows: of one what-if, kind, or all.

    Low and high stay where all that is unknown has its bounds.
    """
    ours = unknown[unknown["instrument"] != "demolish_rebuild"]
    flags = {kind: _unknown_flags(_of_kind(ours, kind), table.index) for kind in (*KIND_NAMES, "")}
    blind = {
        column: _blind(table, flags[kind], column, kind)
        for column in map(str, table.columns)
        if (kind := _kind_of(column)) is not None
    }
    for name in INSTRUMENTS[:-1]:
        column, lacking = f"gain_{name}_ha", ours.loc[ours["instrument"].eq(name), "terrain_id"]
        blind[column] = table[column].eq(0) & table.index.isin(lacking)
    return table.assign(**{name: table[name].mask(where) for name, where in blind.items()})


def _unknown_flags(ours: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """Return of each terrain whether any gain there is unknown, and in which way.

    Returns
    -------
    flags : pandas.DataFrame
        (t,) bool: `any`, `no_use` (the use of a plot is unknown), `unbounded` (nor is the high
        known), and the columns of gain_plots that are null.
    """
    levels = [f"realistic_{level}_{end}" for level in LEVELS[1:] for end in ("ha", "gfa_m2")]
    flags = (
        ours[levels]
        .isna()
        .assign(
            any=True,
            no_use=ours["unknown_reason"].eq("use_unknown"),
            unbounded=ours["gain_high_ha"].isna(),
        )
    )
    return flags.groupby(ours["terrain_id"]).any().reindex(ids, fill_value=False).astype("bool")


def _blind(table: pd.DataFrame, flags: pd.DataFrame, column: str, kind: str) -> pd.Series:
    """Return of which terrains a sum of one kind ("": of both) is 0 because nobody knows."""
    in_theory = f"gain_theoretical_{kind}_ha" if kind else "gain_theoretical_ha"
    nothing_won = table[in_theory].eq(0) & flags["any"]
    nothing, is_level = table[column].eq(0), column.startswith("gain_level")
    no_use = is_level & nothing & flags["no_use"]
    if column.endswith(("_low_ha", "_high_ha")):
        return (nothing_won | no_use) & flags["unbounded"]
    if not is_level:
        return nothing_won
    made = column.replace("gain_level_", "realistic_").replace(f"_{kind}_ha", "_ha")
    return nothing_won | no_use | (nothing & flags[made])


def _kind_of(column: str) -> str | None:
    """Return the kind whose gain a column sums up, "" for both; None for no such sum."""
    if not column.startswith(("gain_theoretical", "gain_level_1", "gain_level_2", "gain_level_3")):
        return None
    return next((kind for kind in KIND_NAMES if f"_{kind}_" in column), "")


def _net_known(terrains: pd.DataFrame, land: Site, ids: pd.Index) -> pd.Series:
    """Return of which terrains the net plots are known, be there any or not."""
    keyed = terrains.set_index(terrains["terrain_id"].astype("str"))
    known = pd.Series(False, keyed.index)
    if "net_area_m2" in keyed:
        known = keyed["net_area_m2"].notna()
    with_rows = ids.isin(land.rows["terrain_id"].astype("str"))
    return known.groupby(level=0).any().reindex(ids, fill_value=False) | with_rows
