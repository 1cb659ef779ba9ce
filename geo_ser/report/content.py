"""What there is to report, and its tables in one fixed order and with plain cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import SEVERITIES
from geo_ser.report.labels import COLUMNS, Language, extra_column
from geo_ser.tables import INDICATORS, Column, hilbert_order

__all__ = ["SHAPED", "TABLES", "ReportContent", "columns_of", "flat", "in_order", "plain_text"]

TABLES: tuple[str, ...] = (
    "terrains", "plots", "buildings", "candidates", "gain_terrains", "findings", "provenance",
    "nulls", "quarantine",
)  # fmt: skip
"""The tables of a report in the order of layers and sheets."""

SHAPED = frozenset({*INDICATORS, "candidates"})
"""Those that are layers of polygons; findings may be."""

_NOT_TEXT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class ReportContent:
    """Everything a report is made from; a table is None where the study does not have it.

    Tables are as in design §4: `terrains`, `plots` and `buildings` are indicators in EPSG:28992
    (areas m², lengths m, ratios fractions, null = unknown); extra columns, such as
    `claimed_gross_ha` on terrains, are kept.
    """

    name: str
    """The study's name."""
    edition: date
    """The moment the atlas describes; every date inside the files."""
    language: Language = "nl"
    caveat: str | None = None
    """A sentence that every file shows."""
    terrains: gpd.GeoDataFrame | None = None
    plots: gpd.GeoDataFrame | None = None
    buildings: gpd.GeoDataFrame | None = None
    candidates: gpd.GeoDataFrame | None = None
    """The plots with a gain, as `gain.candidates` ranks them; `why` in words."""
    gain_terrains: pd.DataFrame | None = None
    """The gain of each terrain (`tables.GAIN_FIGURES`)."""
    provenance: pd.DataFrame | None = None
    nulls: pd.DataFrame | None = None
    findings: pd.DataFrame | None = None
    """A table as `geo_ser.findings.findings_table` gives it."""
    quarantine: pd.DataFrame | None = None
    """Refused rows; at least a reason for each."""
    counts: Mapping[str, Mapping[str, Any]] | None = None
    """Per table `rows_in, rows_out, merged, quarantined`, and `repaired`: {kind: n}."""
    sources: Sequence[Mapping[str, Any]] = ()
    """Per source `file, layer, sha256, edition, licence, attribution, note, listed` (bool: in
    the manifest)."""
    ladder: Mapping[str, Any] | None = None
    """`ladder.json` (design §6)."""

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables there are, by name, rows in order and cells plain."""
        present = {name: getattr(self, name) for name in TABLES}
        return {
            name: in_order(name, flat(name, table))
            for name, table in present.items()
            if table is not None
        }


def columns_of(name: str, table: pd.DataFrame) -> tuple[Column, ...]:
    """Return the columns to report of a table, the contract's first, geometry left out.

    Columns of the contract that the table lacks are there too (unknown throughout), so that a
    layer always has the same schema. The kind of an extra column is seen from its dtype.
    """
    contract = COLUMNS.get(name, ())
    known = {column.name for column in contract}
    shapes = set(table.columns[table.dtypes == "geometry"])
    return (
        *(column for column in contract if column.name != "geometry"),
        *(
            extra_column(str(one), table[one])
            for one in table.columns
            if one not in known and one not in shapes
        ),
    )


def flat(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with plain cells: text, float64, Int64 and boolean, lists joined.

    Parameters
    ----------
    name
        One of `TABLES`.
    table
        (n,) rows; not changed.

    Returns
    -------
    flat : pandas.DataFrame
        (n,) columns as `columns_of`, then `geometry` where the table has one (then a
        GeoDataFrame); a fresh index. Null stays null. Text loses what no XML file can hold.

    Examples
    --------
    >>> flat("nulls", pd.DataFrame({"table": ["plots"], "id": [None]}))["table"].to_list()
    ['plots']
    """
    table = table.reset_index(drop=True)
    cells = {
        column.name: _cells(table[column.name], column.kind)
        if column.name in table
        else _unknown(len(table), column.kind)
        for column in columns_of(name, table)
    }
    plain = pd.DataFrame(cells, index=table.index)
    if isinstance(table, gpd.GeoDataFrame):
        plain = gpd.GeoDataFrame(plain, geometry=table.geometry.array, crs=table.crs)
    return plain


def in_order(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return a flat table in one order, whatever the order of its rows.

    Indicators lie in Hilbert order, then by id, as their Parquet does; candidates by rank;
    findings by severity; the rest by its columns from left to right.
    """
    if name == "candidates":
        ranked: pd.DataFrame = table.sort_values("rank", kind="stable", ignore_index=True)
        return ranked
    if name in INDICATORS:
        ids = [column for column in table.columns if column.endswith("_id")]
        by_id = table.sort_values(ids, kind="stable", ignore_index=True)
        in_hilbert_order: pd.DataFrame = hilbert_order(gpd.GeoDataFrame(by_id), ids[0])
        return in_hilbert_order
    keys = table.drop(columns="geometry", errors="ignore").astype("str")
    if name == "findings":
        rank = {severity: place for place, severity in enumerate(SEVERITIES)}
        keys.insert(0, "_rank", keys["severity"].map(rank))
    if isinstance(table, gpd.GeoDataFrame):
        keys["_wkb"] = table.geometry.to_wkb(hex=True).astype("str")
    order = keys.sort_values(list(keys.columns), kind="stable").index
    ordered: pd.DataFrame = table.loc[order].reset_index(drop=True)
    return ordered


def plain_text(text: str) -> str:
    r"""Return text that every format can hold: plain line ends, no control characters.

    XML (so XLSX and QML) holds no control characters but tab and line feed, no halves of a
    surrogate pair and neither U+FFFE nor U+FFFF; GDAL ends text at U+0000.

    Examples
    --------
    >>> plain_text("een\r\ntwee\x00\x0b")
    'een\ntwee'
    """
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _cells(values: pd.Series, kind: str) -> pd.Series:
    """Return one column with plain cells of its kind."""
    if kind == "number":
        floats = values.astype("Float64").to_numpy("float64", na_value=np.nan)
        return pd.Series(floats, index=values.index)
    if kind == "year":
        return values.astype("Int64")
    if kind == "bool":
        return values.astype("boolean")
    if kind == "date":
        return pd.to_datetime(values).dt.strftime("%Y-%m-%d").astype("str")
    return pd.Series([_text(value) for value in values], index=values.index, dtype="str")


def _unknown(length: int, kind: str) -> pd.Series:
    """Return a column of its kind in which nothing is known."""
    return _cells(pd.Series([None] * length, dtype="object"), kind)


def _text(value: object) -> str | None:
    """Return a cell as plain text, a list joined by commas, unknown as None."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, Mapping):
        value = [f"{key} {one}" for key, one in value.items()]
    if isinstance(value, Iterable):
        return plain_text(", ".join(str(one) for one in value))
    return None if pd.isna(value) else plain_text(str(value))  # type: ignore[call-overload]
