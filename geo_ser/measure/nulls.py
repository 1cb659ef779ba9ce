"""Why a cell is null: a code for every one of them (design §5, promise 8)."""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from geo_ser.findings import Finding, Words
from geo_ser.measure.units import USES
from geo_ser.tables import Column

__all__ = ["NULL_COLUMNS", "absence_reason", "not_measured_yet_finding", "null_rows"]

NULL_COLUMNS = ("table", "id", "column", "reason")
_NOT_YET = "not_measured_yet"

_GROUP_NEEDS: Mapping[str, tuple[str, ...]] = {
    "": (),
    "cover": ("surfaces",),
    "plots": ("parcels", "surfaces"),
    "coverage": ("buildings",),
    "floor_area": ("buildings",),
    "heights": ("buildings", "heights"),
    "setbacks": ("parcels", "surfaces", "buildings"),
    "unbuilt": ("parcels", "surfaces", "buildings"),
    "jobs": ("establishments",),
}
_TERRAIN_NEEDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("net_area_m2", "net_area_low_m2", "net_area_high_m2", "unclassed_area_m2",
         "net_gross_ratio", *(f"tare_{tare}_m2" for tare in
         ("road", "rail", "water", "green", "other"))),
        ("parcels", "surfaces"),
    ),
    **dict.fromkeys(("off_plot_footprint_m2", "off_plot_gfa_m2", "off_plot_gfa_low_m2",
                     "off_plot_gfa_high_m2"), ("parcels", "buildings")),
    **dict.fromkeys(("gsi_net", "fsi_net", "osr_net"), ("parcels", "surfaces", "buildings")),
    **dict.fromkeys(("mxi", *(f"gfa_{use}_m2" for use in USES)), ("buildings", "units")),
    "vacant_area_m2": ("parcels", "availability"),
    "jobs_per_net_ha": ("establishments", "parcels", "surfaces"),
}  # fmt: skip
_PLOT_NEEDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("area_m2", "area_in_terrain_m2", "registered_area_m2", "size_class"),
                    ("parcels",)),
    **dict.fromkeys(("free_area_m2", "largest_free_rectangle_m2", "largest_free_circle_m"),
                    ("parcels", "buildings")),
    "road_access": ("parcels", "surfaces"),
    "vacant": ("parcels", "availability"),
}  # fmt: skip
"""Columns of plots that need less than their group: a plot has an area without surfaces."""


def absence_reason(
    table: str, column: Column, *, available: Collection[str], groups: Collection[str]
) -> str:
    """Return why a whole column was not measured.

    Parameters
    ----------
    table
        The indicator table.
    column
        The column, of `tables.INDICATORS`.
    available
        The tables that are there; ``heights`` when buildings have heights.
    groups
        The measuring groups that were asked for.

    Returns
    -------
    reason : str
        ``not_requested``; ``no_<table>`` for the first table it needs that is absent; or
        ``not_measured_yet``: everything is there, this version has no method.
    """
    if column.group and column.group not in groups:
        return "not_requested"
    missing = [name for name in _needs(table, column) if name not in available]
    return f"no_{missing[0]}" if missing else _NOT_YET


def null_rows(
    name: str, table: pd.DataFrame, id_column: str, reasons: Mapping[str, str | pd.Series]
) -> pd.DataFrame:
    """Return one row per null cell of an indicator table, or one per wholly null column.

    Parameters
    ----------
    name
        The indicator table's name.
    table
        (n,) its rows. Of an empty table every column with one reason gets a row.
    id_column
        The column whose value names a row.
    reasons
        Per column that has nulls one code, or (n,) codes on the index of `table`.

    Returns
    -------
    nulls : pandas.DataFrame
        (k,) text columns `NULL_COLUMNS`; `id` is ``*`` for a whole column with one reason.

    Raises
    ------
    KeyError
        If a column has nulls that nobody explains: a mistake in this package.
    """
    cells: list[tuple[str, str, str, str]] = []
    for column in map(str, table.columns):
        wholly_absent = table.empty and isinstance(reasons.get(column), str)
        if wholly_absent or table[column].isna().any():
            pairs = _column_nulls(table[column], table[id_column], reasons[column])
            cells += [(name, row, column, reason) for row, reason in pairs]
    nulls = pd.DataFrame(cells, columns=list(NULL_COLUMNS), dtype="str")
    if nulls["reason"].isna().any():
        raise KeyError(f"{name}: null without a reason: {set(nulls['column'])}")
    return nulls.drop_duplicates().reset_index(drop=True)


def not_measured_yet_finding(nulls: pd.DataFrame) -> list[Finding]:
    """Return one finding that names the columns which this version cannot measure yet."""
    columns = nulls.loc[nulls["reason"] == _NOT_YET, ["table", "column"]].drop_duplicates()
    if columns.empty:
        return []
    names = [f"{table}: {', '.join(rows['column'])}" for table, rows in columns.groupby("table")]
    return [
        Finding(
            rule="measure.not_measured_yet",
            severity="warning",
            table="*",
            claimed=float(len(columns)),
            unit="count",
            reason=Words(
                f"De tabellen zijn er, maar deze versie meet dit nog niet: {'; '.join(names)}.",
                f"The tables are there, this version has no method: {'; '.join(names)}.",
            ),
            action=Words(
                "Niets te doen: deze kolommen blijven onbekend tot een latere versie ze meet.",
                "Nothing to do: these columns stay null until a later version measures them.",
            ),
        )
    ]


def _needs(table: str, column: Column) -> tuple[str, ...]:
    """Return the tables that a column is measured from, most telling absence first."""
    needs = _GROUP_NEEDS[column.group]
    if table == "terrains":
        return _TERRAIN_NEEDS.get(column.name, needs)
    if table == "plots":
        return _PLOT_NEEDS.get(column.name, ("parcels", *needs))
    return ("buildings", "parcels") if column.name == "plot_id" else ("buildings", *needs)


def _column_nulls(
    column: pd.Series, ids: pd.Series, reason: str | pd.Series
) -> Iterable[tuple[str, str]]:
    """Return the id and reason of each null cell, or one pair when all share one reason."""
    empty = column.isna()
    if isinstance(reason, str):
        return [("*", reason)] if empty.all() else [(row, reason) for row in ids[empty]]
    if empty.all() and len(set(reason)) == 1:
        return [("*", reason.iloc[0])]
    return zip(ids[empty], reason[empty], strict=True)
