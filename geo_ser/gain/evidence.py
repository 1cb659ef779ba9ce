"""Where the gain's figures come from, how sure they are, and why cells are null."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from geo_ser.gain.best import Choice
from geo_ser.gain.capacity import Capacity
from geo_ser.gain.rows import Site
from geo_ser.gain.whatif import INSTRUMENTS, LIMITS, Instrument

__all__ = ["GRADES", "gain_nulls", "gain_provenance", "row_grades"]

GRADES = "ABCD"
_SETBACKS = LIMITS[2:]
_NEEDS: Mapping[Instrument, tuple[str, ...]] = {
    "fill_unbuilt": ("max_coverage", *_SETBACKS),
    "split_off": ("setback_side_m",),
    "larger_footprint": ("max_coverage", *_SETBACKS),
    "office_on_top": ("max_height_m",),
    "second_storey": ("max_height_m",),
    "linking": ("max_coverage",),
    "shared_parking": ("max_coverage",),
    "demolish_rebuild": LIMITS,
}
"""The limits each what-if rests on."""

_MEASURED: Mapping[Instrument, tuple[str, ...]] = {
    **dict.fromkeys(INSTRUMENTS, ("area_in_terrain_m2", "use", "footprint_m2")),
    **dict.fromkeys(
        ("office_on_top", "second_storey", "demolish_rebuild"),
        ("use", "footprint_m2", "height_max_m"),
    ),
}  # fmt: skip
"""The columns of plots whose grade each what-if cannot better."""


def row_grades(land: Site, made: Choice, provenance: pd.DataFrame | None) -> pd.DataFrame:
    """Return the grade of each what-if on each row (docs/gain.md).

    The worst grade of the columns of plots it is made from, in the terrain; B at best, since it
    says what could be; one step lower where a limit it rests on was not given, and one where a
    norm stands in for something that was not measured. Without provenance: D.
    """
    marks = _measured_marks(land, provenance)
    grades = {}
    for name in INSTRUMENTS:
        lacking = [~land.rows[f"{one}_given"].to_numpy(dtype="bool") for one in _NEEDS[name]]
        no_limit = np.any(lacking, axis=0) if lacking else np.zeros(len(land.rows), dtype="bool")
        steps = np.maximum(marks[name], 1) + no_limit + made.alone[name].assumed
        grades[name] = np.array(list(GRADES))[np.minimum(steps, len(GRADES) - 1)]
    return pd.DataFrame(grades, index=land.rows.index).astype("str")


def _measured_marks(land: Site, provenance: pd.DataFrame | None) -> dict[Instrument, np.ndarray]:
    """Return the worst grade of what each what-if is measured from, as steps below A."""
    worst = len(GRADES) - 1
    terrain = land.rows["terrain_id"].astype("str")
    if provenance is None:
        return {name: np.full(len(terrain), worst) for name in INSTRUMENTS}
    ours = provenance[provenance["table"] == "plots"]
    step = ours["grade"].map({grade: place for place, grade in enumerate(GRADES)})
    marks = {}
    for name in INSTRUMENTS:
        used = ours["column"].isin(_MEASURED[name])
        by = step[used].groupby(ours.loc[used, "terrain_id"]).max()
        marks[name] = terrain.map(by).fillna(worst).to_numpy(dtype="int64")
    return marks


def gain_provenance(
    tables: Mapping[str, pd.DataFrame], provenance: pd.DataFrame | None, edition: date
) -> pd.DataFrame:
    """Return one row for each figure column of each table and terrain that has a value.

    Returns
    -------
    provenance : pandas.DataFrame
        The columns of the indicators' provenance; `source` names the files the plots come from
        and whatif.toml, `grade` the worst of the rows behind the figures.
    """
    marks = tables["gain_plots"].groupby("terrain_id")["grade"].max()
    sources, editions = _sources(provenance)
    rows = []
    for table, method in (
        ("gain_plots", "what_if"), ("gain_terrains", "sum_over_plots"),
        ("gain_envelopes", "zone_less_setbacks"), ("candidates", "sum_over_best_set"),
    ):  # fmt: skip
        frame = tables[table]
        for column in frame.columns[[str(one).endswith(("_m2", "_ha")) for one in frame.columns]]:
            there = sorted(set(frame.loc[frame[column].notna(), "terrain_id"].astype("str")))
            rows += [
                (table, one, column, method, sources.get(one), editions.get(one,
                 edition.isoformat()), marks.get(one, "D"))
                for one in there
            ]  # fmt: skip
    names = ["table", "terrain_id", "column", "method", "source", "edition", "grade"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def _sources(provenance: pd.DataFrame | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return per terrain the files behind its plots, with whatif.toml, and the oldest edition."""
    if provenance is None:
        return {}, {}
    ours = provenance[provenance["table"].isin(["plots", "buildings"])]
    files: dict[str, set[str]] = {}
    for terrain, source in zip(ours["terrain_id"], ours["source"], strict=True):
        if isinstance(source, str):
            files.setdefault(str(terrain), {"whatif.toml"}).update(source.split("; "))
    known = ours[ours["edition"].notna()]
    oldest = known.groupby("terrain_id")["edition"].min()
    editions = {str(one): str(day) for one, day in oldest.items()}
    return {one: "; ".join(sorted(names)) for one, names in files.items()}, editions


def gain_nulls(land: Site, may: Capacity, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return why cells are null: `table`, `id`, `column`, `reason`.

    Returns
    -------
    nulls : pandas.DataFrame
        Of gain_plots one row per plot and what-if (`column` is the what-if); of gain_envelopes
        one per null cell; of gain_terrains one per terrain whose net plots are unknown, else one
        per null cell.
    """
    plots = tables["gain_plots"]
    unknown = plots[plots["unknown_reason"].notna()]
    rows = [
        ("gain_plots", plot, instrument, why)
        for plot, instrument, why in zip(
            unknown["plot_id"], unknown["instrument"], unknown["unknown_reason"], strict=True
        )
    ]
    rows += _envelope_nulls(land, may, tables["gain_envelopes"])
    terrains = tables["gain_terrains"]
    blind = terrains["unknown_count"] > 0
    rows += [
        ("gain_terrains", one, "gain_theoretical_ha", "no_net_plots_known")
        for one in terrains.loc[terrains["gain_theoretical_ha"].isna() & ~blind, "terrain_id"]
    ]
    for column in terrains.columns[terrains[blind].isna().any()]:
        empty = blind & terrains[column].isna()
        rows += [
            ("gain_terrains", one, column, "no_gain_known")
            for one in terrains.loc[empty, "terrain_id"]
        ]
    nulls = pd.DataFrame(rows, columns=["table", "id", "column", "reason"], dtype="str")
    return nulls.drop_duplicates().sort_values(list(nulls.columns), ignore_index=True)


def _envelope_nulls(
    land: Site, may: Capacity, envelopes: pd.DataFrame
) -> list[tuple[str, str, str, str]]:
    """Return why what may be built is unknown, cell by cell."""
    contradicts = land.rows["limits_reason"].to_numpy(dtype="object")
    told = np.array([one if isinstance(one, str) else "not_given" for one in contradicts])
    failed = np.isin(np.arange(len(told)), [one.row for one in may.failures])
    net = ~land.rows["unclassed"].to_numpy(dtype="bool")
    rows = []
    for column in envelopes.columns.drop(["plot_id", "terrain_id", "geometry"]):
        why = np.where(may.bounded, "height_limit_unknown", "limits_unknown")
        if column in (*LIMITS, "limits_source"):
            why = told
        elif column in ("footprint_m2", "gfa_m2"):
            why = np.full(len(told), "not_measured")
        elif column.startswith("headroom"):
            stands = land.rows[column.removeprefix("headroom_")].isna().to_numpy()
            why = np.where(stands, "not_measured", why)
        if column.startswith(("envelope", "permitted", "headroom")):
            why = np.where(failed, "could_not_be_measured", why)
        empty = envelopes[column].isna().to_numpy() & net
        ids = land.rows["plot_id"].astype("str").to_numpy()[empty]
        rows += [("gain_envelopes", one, column, str(w))
                 for one, w in zip(ids, why[empty], strict=True)]  # fmt: skip
    return rows
