"""Rows that share an id: terrains and units are merged, of the rest one stays (design §4).

What is kept never depends on the order of the rows: rows with one id are put in the order of
their geometry's WKB and then of what the source says about them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo_ser.errors import first_three
from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import union
from geo_ser.layers.packed import PackedTable
from geo_ser.tables import TableContract

__all__ = ["Deduplicated", "merge_duplicates"]

_LISTS = ("building_ids", "uses")
_AREA = "floor_area_m2"
_FILLER_M2 = 200.0
"""Beside another area of the same unit this is what a registrar typed when there was none."""


@dataclass(frozen=True)
class Deduplicated:
    """A table with one row per id, what became of the others, and what there is to say.

    `merged` counts rows that went up in another, `dropped` holds the index labels of rows that
    are left out.
    """

    table: PackedTable
    merged: int
    dropped: pd.Index
    findings: list[Finding]


def merge_duplicates(
    table: PackedTable,
    contract: TableContract,
    source_text: Callable[[pd.Index], pd.Series],
) -> Deduplicated:
    """Return a table with one row per id.

    Terrains with one id become one multipolygon; their claims count once, and where they
    disagree the claim is null with a finding. Units with one id are one unit: `building_ids`
    and `uses` united, of unequal areas the largest that is no filler (200 m²), with a finding.
    Other columns come from the leading row (terrains: the largest polygon, units: that of the
    area taken), its blanks filled from the next. Of any other rows with one id the one with the
    lowest WKB stays.

    Parameters
    ----------
    table
        (n,) rows with an id.
    source_text
        Gives for index labels what the source says of those rows, as text: the tie-break.
    """
    repeated = table.attributes[contract.id].duplicated(keep=False).to_numpy()
    if not repeated.any():
        return Deduplicated(table, 0, table.attributes.index[:0], [])
    rows = _ordered(table.rows(np.flatnonzero(repeated)), contract, source_text)
    if contract.name not in ("terrains", "units"):
        dropped = rows.index[rows[contract.id].duplicated()]
        return Deduplicated(table.without(dropped), 0, dropped, [])
    findings = list(_differences(rows, contract))
    unsettled = {(one.id, one.column) for one in findings if one.rule == "layers.duplicate_claims"}
    united = _united_rows(rows, contract)
    for terrain, claim in unsettled:
        united.loc[united[contract.id] == terrain, claim] = np.nan
    both = table.without(rows.index).and_also(united)
    return Deduplicated(both, len(table) - len(both), rows.index[:0], findings)


def _ordered(
    rows: pd.DataFrame, contract: TableContract, source_text: Callable[[pd.Index], pd.Series]
) -> pd.DataFrame:
    """Return rows by id, then WKB, then what the source says."""
    keys = pd.DataFrame({"id": rows[contract.id], "wkb": "", "text": source_text(rows.index)})
    if contract.shapes != "none":
        keys["wkb"] = shapely.to_wkb(rows.geometry.to_numpy(), hex=True)
    return rows.loc[keys.sort_values(["id", "wkb", "text"]).index]


def _leading_first(rows: pd.DataFrame, contract: TableContract) -> pd.DataFrame:
    """Return rows by id, the one that others fill up first."""
    land = contract.name == "terrains"
    size = -(rows.geometry.area if land else _areas_taken(rows, contract))
    keys = pd.DataFrame({"id": rows[contract.id], "size": size, "place": np.arange(len(rows))})
    return rows.loc[keys.sort_values(["id", "size", "place"], na_position="last").index]


def _areas_taken(rows: pd.DataFrame, contract: TableContract) -> pd.Series:
    """Return the floor areas as they compete, m²: a filler of 200 m² only with its equals."""
    if _AREA not in rows:
        return pd.Series(0.0, index=rows.index)
    area = rows[_AREA].astype("float64")
    filler = area == _FILLER_M2
    other = (area.notna() & ~filler).groupby(rows[contract.id]).transform("any")
    return area.mask(filler & other, 0.0)


def _united_rows(rows: pd.DataFrame, contract: TableContract) -> gpd.GeoDataFrame:
    """Return one row per id: plain cells from the leading row, lists and land united."""
    lists = [name for name in _LISTS if name in rows]
    leading = _leading_first(rows, contract).drop(columns=["geometry", *lists])
    united = pd.DataFrame(leading.groupby(contract.id, sort=True).first())
    groups = rows.groupby(contract.id, sort=True)
    for name in lists:
        parts = [_joined_lists(cells) for _, cells in groups[name]]
        united[name] = pd.Series(parts, index=united.index, dtype="object")
    if contract.name == "terrains":
        shapes = [_united_land(list(cells)) for _, cells in groups["geometry"]]
    else:
        shapes = list(rows.drop_duplicates(contract.id)["geometry"])
    united["geometry"] = gpd.GeoSeries(shapes, index=united.index, crs=rows["geometry"].crs)
    return united.reset_index()[list(rows.columns)]


def _joined_lists(cells: pd.Series) -> list[str] | None:
    return sorted({part for cell in cells if isinstance(cell, list) for part in cell}) or None


def _united_land(polygons: list[BaseGeometry]) -> BaseGeometry:
    """Return polygons as one multipolygon, their coordinates kept where they do not meet."""
    parts = shapely.get_parts(np.array(polygons, dtype="object"))
    both = shapely.multipolygons(parts)
    if shapely.is_valid(both):
        return both
    land = shapely.normalize(union(parts))
    return shapely.multipolygons(shapely.get_parts(land))


def _differences(rows: pd.DataFrame, contract: TableContract) -> Iterator[Finding]:
    """Give a finding for each id and contract column in which its rows disagree."""
    leading = _leading_first(rows, contract)
    columns = [one.name for one in contract.columns if one.name in rows]
    for column in (one for one in columns if one not in (contract.id, "geometry", *_LISTS)):
        values = leading[[contract.id, column]].dropna().drop_duplicates()
        unlike = values.loc[values[contract.id].duplicated(), contract.id]
        some = leading[leading[contract.id].isin(unlike)]
        for own, same in some.groupby(contract.id, sort=True):
            yield _difference(contract, str(own), column, same)


def _difference(contract: TableContract, own: str, column: str, same: pd.DataFrame) -> Finding:
    names = same["name"].dropna() if "name" in same else same[contract.id].iloc[:0]
    cells = same[column].dropna()
    plain = Finding(
        rule="layers.duplicate_values",
        severity="info",
        table=contract.name,
        id=own,
        name=str(names.iloc[0]) if len(names) else None,
        column=column,
        reason=_unlike(
            len(same), first_three(sorted(set(cells.astype("str")))), str(cells.iloc[0])
        ),
        action=_ONE_NUMBER,
    )
    if column.startswith("claimed_"):
        said = _claims_unlike(len(same), _figures(cells))
        rule = "layers.duplicate_claims"
        return replace(
            plain, rule=rule, severity="warning", unit="ha", reason=said, action=_WHICH_CLAIM
        )
    if column == _AREA:
        taken = float(cells.iloc[0])
        said = _areas_unlike(len(same), cells, taken)
        return replace(
            plain, rule="layers.duplicate_areas", severity="warning", unit="m2", claimed=taken,
            reason=said, action=_WHICH_AREA,
        )  # fmt: skip
    return plain


_ONE_NUMBER = Words(
    "Ga na of één nummer aan twee dingen gegeven is.",
    "Check whether one id was given to two things.",
)
_WHICH_CLAIM = Words(
    "Zoek uit welk cijfer bedoeld is en geef elk deel dat cijfer.",
    "Find out which figure is meant, and give each part that one.",
)
_WHICH_AREA = Words(
    "Zoek de eenheid op in de bron en houd de juiste rij.",
    "Look the unit up in the source and keep the right row.",
)


def _unlike(count: int, values: str, used: str) -> Words:
    return Words(
        f"{count} rijen met dit nummer verschillen: {values}; {used!r} is gebruikt.",
        f"{count} rows with this id differ: {values}; {used!r} is used.",
    )


def _claims_unlike(count: int, figures: str) -> Words:
    return Words(
        f"{count} delen van één terrein noemen verschillende cijfers: {figures} ha; het telt als "
        "onbekend.",
        f"{count} parts of one terrain state different figures: {figures} ha; it counts as "
        "unknown.",
    )


def _areas_unlike(count: int, cells: pd.Series, taken: float) -> Words:
    figures = _figures(cells)
    filler = bool((cells == _FILLER_M2).any()) and taken != _FILLER_M2
    nl = f"200 m² is een opvulgetal; {taken:g} m² telt" if filler else "de grootste telt"
    en = f"200 m² is a filler; {taken:g} m² counts" if filler else "the largest counts"
    return Words(
        f"{count} rijen van één eenheid noemen verschillende oppervlakten: {figures} m²; {nl}.",
        f"{count} rows of one unit state different areas: {figures} m²; {en}.",
    )


def _figures(cells: pd.Series) -> str:
    return ", ".join(f"{value:g}" for value in sorted(set(cells)))
