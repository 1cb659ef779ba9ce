"""The make-up of the businesses by sector: counted, else stated, beside reference figures."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from geo_ser.ladder.baseline_benchmarks import load_benchmarks
from geo_ser.ladder.baseline_stated import SECTORS, Stated, Terrain
from geo_ser.parameters import BaselineParameters

__all__ = ["sector_records"]


@dataclass(frozen=True)
class _MakeUp:
    """The businesses of one terrain: the share of each sector, and how many there are."""

    shares: Mapping[str, float | None]
    basis: Literal["measured", "stated"]
    companies: float | None
    unknown: int | None = None
    """Of those counted, how many have no known sector; they stand in no share."""


def sector_records(
    parameters: BaselineParameters,
    given: Stated,
    ours: Sequence[str],
    rows: Mapping[str, pd.DataFrame],
    sectors: pd.DataFrame | None,
) -> list[dict[str, Any]]:
    """Return the make-up of the businesses: terrains, all together, reference figures.

    Parameters
    ----------
    parameters, given
        The choices, and what the study states.
    ours
        The terrains that take part.
    rows
        The measured terrains behind each name.
    sectors
        Establishments by `terrain_id` and `sector` (null: unknown); None without any.

    Returns
    -------
    records : list of dict
        `of` (a terrain, `total`, a set of reference figures), `shares`, `basis`, `companies` and
        `unknown` (counted without a known sector). Establishments that were counted go before
        what is stated. All together is the mean weighted with the number of businesses, None
        where a terrain has no known number or a sector is unknown; it is measured when each
        terrain is.
    """
    found = {name: _make_up(name, given, rows.get(name), sectors) for name in ours}
    known = {name: one for name, one in found.items() if one is not None}
    records = [_record(name, one) for name, one in known.items()]
    if known:
        records.append(_record("total", _together(list(known.values()))))
    for one in load_benchmarks().sectors:
        if one.set in parameters.benchmarks:
            shares = {sector: getattr(one, sector) for sector in SECTORS}
            nothing = {"companies": None, "unknown": None}
            records.append({"of": one.set, "shares": shares, "basis": "benchmark", **nothing})
    return records


def _record(name: str, one: _MakeUp) -> dict[str, Any]:
    return {
        "of": name,
        "shares": dict(one.shares),
        "basis": one.basis,
        "companies": one.companies,
        "unknown": one.unknown,
    }


def _make_up(
    name: str, given: Stated, rows: pd.DataFrame | None, sectors: pd.DataFrame | None
) -> _MakeUp | None:
    """Return the businesses of a terrain as counted, else as stated; None where neither is."""
    if rows is not None and sectors is not None:
        here = sectors[sectors["terrain_id"].isin(rows["terrain_id"].astype("str"))]
        counts = here.dropna(subset="sector").groupby("sector")["establishments"].sum()
        if total := int(counts.sum()):
            shares = {sector: int(counts.get(sector, 0)) / total for sector in SECTORS}
            unknown = int(here["establishments"].sum()) - total
            return _MakeUp(shares, "measured", total, unknown)
    if name not in given.sectors:
        return None
    stated = {sector: given.sectors[name].get(sector) for sector in SECTORS}
    return _MakeUp(stated, "stated", given.terrains.get(name, Terrain()).companies)


def _together(parts: Sequence[_MakeUp]) -> _MakeUp:
    """Return all terrains together."""
    measured = all(one.basis == "measured" for one in parts)
    weights = [one.companies for one in parts]
    companies = None if None in weights else math.fsum(one for one in weights if one is not None)
    return _MakeUp(
        {sector: _weighted(parts, sector) for sector in SECTORS},
        "measured" if measured else "stated",
        companies,
        sum(one.unknown or 0 for one in parts) if measured else None,
    )


def _weighted(parts: Sequence[_MakeUp], sector: str) -> float | None:
    """Return the share of a sector among all businesses."""
    pairs = [(one.companies, one.shares[sector]) for one in parts]
    known = [(weight, share) for weight, share in pairs if weight is not None and share is not None]
    total = math.fsum(weight for weight, _share in known)
    if len(known) < len(pairs) or total == 0:
        return None
    return math.fsum(weight * share for weight, share in known) / total
