"""The editions of an atlas made comparable: what each of them claims about which terrains."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.qa.claims import Claims, ClaimsTable
from geo_ser.qa.match import Matches, terrain_names
from geo_ser.qa.names import name_keys

__all__ = ["Edition", "claims_edition", "groups", "in_order", "own_edition", "sums"]


@dataclass(frozen=True)
class Edition:
    """One edition's claims.

    `rows` has columns `name`, `id` (text or None), `gross`, `net` (ha, NaN where unknown),
    `gross_half`, `net_half` (half a unit), `start_year`. `ids` gives each row's terrain ids,
    `tokens` what it is about: those ids, or its name where it found none. `columns` are the
    columns of gross and net, `rest` names the rows that deliberately stand for no terrain.
    """

    label: str
    table: str
    when: date | None
    rows: pd.DataFrame
    ids: Mapping[int, tuple[str, ...]]
    tokens: Mapping[int, frozenset[str]]
    columns: tuple[str, str]
    rest: tuple[str, ...] = ()


def claims_edition(table: ClaimsTable, claims: Claims, matches: Matches) -> Edition | None:
    """Return a claims table as an edition, or None when it states neither gross nor net."""
    if not {"gross_ha", "net_ha"} & set(claims.roles):
        return None
    rows = [row for row in claims.labels.index[~claims.total] if row not in matches.nowhere]
    ids = [matches.ids.get(row, ()) for row in rows]
    names = [claims.label(row) for row in rows]
    frame = pd.DataFrame(
        {
            "name": names,
            "id": [claims.row_id(row) for row in rows],
            **{part: claims.role(f"{part}_ha").loc[rows].to_numpy() for part in ("gross", "net")},
            **{
                f"{part}_half": claims.role_half_units(f"{part}_ha").loc[rows].to_numpy()
                for part in ("gross", "net")
            },
            "start_year": np.nan,
        }
    )
    return Edition(
        label=table.name if table.edition is None else str(table.edition.year),
        table=table.name,
        when=table.edition,
        rows=frame.astype({"name": "object", "id": "object"}),
        ids=dict(enumerate(ids)),
        tokens={row: _tokens(*pair) for row, pair in enumerate(zip(ids, names, strict=True))},
        columns=(claims.roles.get("gross_ha", "gross_ha"), claims.roles.get("net_ha", "net_ha")),
        rest=tuple(sorted(claims.label(row) or "" for row in matches.nowhere)),
    )


def _tokens(ids: Sequence[str], name: str | None) -> frozenset[str]:
    if ids:
        return frozenset(ids)
    return frozenset(f"name:{key}" for key in name_keys(name or "") if key)


def own_edition(terrains: gpd.GeoDataFrame, when: date | None) -> Edition | None:
    """Return the terrains' own claims as an edition, or None when they claim nothing."""
    columns = ("claimed_gross_ha", "claimed_net_ha")
    unknown = pd.Series(np.nan, index=terrains.index)
    gross, net = (terrains.get(column, unknown).astype("float64") for column in columns)
    if gross.isna().all() and net.isna().all():
        return None
    ids = terrains["terrain_id"].astype("str").to_list()
    names = terrain_names(terrains)
    frame = pd.DataFrame(
        {
            "name": [names[one] or None for one in ids],
            "id": ids,
            "gross": gross.to_numpy(),
            "net": net.to_numpy(),
            "gross_half": 0.0,
            "net_half": 0.0,
            "start_year": terrains.get("start_year", unknown).astype("float64").to_numpy(),
        }
    )
    return Edition(
        label="terrains" if when is None else str(when.year),
        table="terrains",
        when=when,
        rows=frame.astype({"name": "object", "id": "object"}),
        ids={row: (one,) for row, one in enumerate(ids)},
        tokens={row: frozenset([one]) for row, one in enumerate(ids)},
        columns=columns,
    )


def in_order(editions: Iterable[Edition]) -> list[Edition]:
    """Return editions from old to new; one without a date is how things are now: the last."""
    return sorted(editions, key=lambda one: (one.when or date.max, one.table))


def groups(earlier: Edition, later: Edition) -> list[tuple[list[int], list[int]]]:
    """Return the rows of two editions that are about the same area, group by group.

    Rows that share a token belong together, and so do rows joined through others: one row "De
    Haar I en II" and two rows "De Haar I", "De Haar II" are one group.
    """
    members: dict[int, list[tuple[int, int]]] = {}
    group_of: dict[str, int] = {}
    fresh = count()
    for side, edition in enumerate((earlier, later)):
        for row, tokens in edition.tokens.items():
            joined = sorted({group_of[token] for token in tokens if token in group_of})
            group = joined[0] if joined else next(fresh)
            for other in joined[1:]:
                members[group] += members.pop(other)
                group_of |= {token: group for token, old in group_of.items() if old == other}
            members.setdefault(group, []).append((side, row))
            group_of |= dict.fromkeys(tokens, group)
    return [
        ([row for side, row in group if side == 0], [row for side, row in group if side == 1])
        for group in members.values()
    ]


def sums(edition: Edition, rows: Sequence[int], part: str) -> tuple[float, float]:
    """Return the sum of gross or net over rows, and its rounding; NaN where one is unknown."""
    chosen = edition.rows.loc[list(rows)]
    return math.fsum(chosen[part]), math.fsum(chosen[f"{part}_half"])
