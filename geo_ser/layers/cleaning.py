"""One table out of its files: bad rows taken out, duplicates merged, in a fixed order."""

import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.errors import TableError
from geo_ser.findings import Finding, Words
from geo_ser.layers.columns import refusal_findings
from geo_ser.layers.duplicates import Deduplicated, merge_duplicates
from geo_ser.layers.imro import KIND
from geo_ser.layers.packed import PackedTable, Shapes
from geo_ser.layers.pieces import Piece
from geo_ser.layers.profile import load_profile
from geo_ser.layers.quarantine import row_texts
from geo_ser.layers.zoning import CutZones, cut_zones
from geo_ser.tables import TableContract, hilbert_places

__all__ = ["Cleaned", "arranged", "cleaned"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Cleaned:
    """One clean table and what became of its other rows (`Layers` says of what form)."""

    table: PackedTable
    counts: dict[str, Any]
    left_out: pd.DataFrame
    findings: list[Finding]


@dataclass
class _Table:
    """One table on its way; `pieces` are the files it comes from, rows numbered through."""

    contract: TableContract
    pieces: list[Piece]
    starts: npt.NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        sizes = [len(piece.table) for piece in self.pieces]
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype("int64")

    @property
    def files(self) -> str:
        """The files it comes from, for messages."""
        return ", ".join(piece.file for piece in self.pieces)

    @property
    def shapes(self) -> Shapes | None:
        """The shapes of all rows; None where the table has none."""
        shapes = [piece.shapes for piece in self.pieces if piece.shapes is not None]
        return Shapes.joined(shapes) if shapes else None

    def source_rows(self, labels: pd.Index) -> pd.DataFrame:
        """Return of rows their file, number in it, and attributes as JSON text."""
        piece_of = np.searchsorted(self.starts, labels.to_numpy(), side="right") - 1
        found = []
        for number in np.unique(piece_of):
            piece, own = self.pieces[number], labels[piece_of == number]
            place = own.to_numpy() - self.starts[number]
            texts = row_texts(piece.rows.attributes.iloc[place])
            numbers = piece.rows.numbers[place]
            columns = {"file": piece.file, "row": numbers, "attributes": texts}
            found.append(pd.DataFrame(columns, index=own))
        empty = pd.DataFrame(columns=["file", "row", "attributes"], index=labels[:0])
        return pd.concat(found).loc[labels] if found else empty

    def source_text(self, labels: pd.Index) -> pd.Series:
        """Return the attributes of rows as JSON text."""
        return self.source_rows(labels)["attributes"]


def cleaned(contract: TableContract, pieces: list[Piece]) -> Cleaned:
    """Return one table with bad rows taken out, duplicates merged, in its order.

    Raises
    ------
    TableError
        If no row can be used.
    """
    state = _Table(contract, pieces)
    rows = _joined(state.pieces)
    reason = pd.Series(np.concatenate([one.reason for one in state.pieces]), index=rows.index)
    reason = reason.mask((reason == "") & rows[contract.id].isna().to_numpy(), "no_id")
    usable = PackedTable(rows[reason == ""], state.shapes)
    single = merge_duplicates(usable, contract, state.source_text)
    reason[single.dropped] = "duplicate_id"
    _require_rows(state, rows, reason)
    counts = _counts(state, reason, single)
    log.info("%s: %s", contract.name, counts)
    refused = [one for piece in state.pieces for one in piece.refused]
    findings = [one for piece in state.pieces for one in piece.findings]
    findings += single.findings
    findings += refusal_findings(refused, table=contract.name, rows=len(rows))
    findings += _empty_finding(state, rows)
    left_out = _left_out(state, rows, reason)
    table = single.table
    if KIND in table.attributes:
        known = load_profile("imro", contract.name).imro
        assert known is not None, "profiles/imro.toml says how plans are written"
        cut = cut_zones(table.frame(), known, what=f"`{contract.name}` ({state.files})")
        table, counts = PackedTable.of(cut.table), _cut_counts(counts, cut)
        findings += cut.findings
    return Cleaned(arranged(table, contract), counts, left_out, findings)


def _cut_counts(counts: dict[str, Any], cut: CutZones) -> dict[str, Any]:
    """Return the counts of plan objects: rows_in + split = rows_out + merged + quarantined."""
    rows_in, left = counts["rows_in"] - cut.other_version, dict(counts.get("filtered", {}))
    if cut.other_version:
        left["other_version"] = cut.other_version
    before = {"rows_read": rows_in + sum(left.values()), "filtered": dict(sorted(left.items()))}
    out = {
        **(before if left else {}),
        "rows_in": rows_in,
        "rows_out": len(cut.table),
        "merged": counts["merged"] + cut.merged,
        "quarantined": counts["quarantined"],
        "split": cut.split,
        "repaired": counts["repaired"],
    }
    if rows_in + cut.split != out["rows_out"] + out["merged"] + out["quarantined"]:
        raise AssertionError("`zoning`: plan objects disappeared")
    return out


def _counts(state: _Table, reason: pd.Series, single: Deduplicated) -> dict[str, Any]:
    """Return what became of the rows; a row that disappeared is our mistake, never the data's."""
    kind = np.concatenate([piece.kind for piece in state.pieces])
    kinds, times = np.unique(kind[(kind != "") & (reason == "").to_numpy()], return_counts=True)
    rows_in, rows_out = len(reason), len(single.table)
    quarantined = int((reason != "").sum())
    if rows_in != rows_out + single.merged + quarantined:
        raise AssertionError(f"`{state.contract.name}`: rows disappeared")
    filtered = sum((Counter(piece.filtered) for piece in state.pieces), Counter[str]())
    before = {"rows_read": rows_in + filtered.total(), "filtered": dict(sorted(filtered.items()))}
    return {
        **(before if filtered else {}),
        "rows_in": rows_in,
        "rows_out": rows_out,
        "merged": single.merged,
        "quarantined": quarantined,
        "repaired": dict(zip(map(str, kinds), map(int, times), strict=True)),
    }


def _joined(parts: list[Piece]) -> pd.DataFrame:
    """Return the rows of all files under one index 0…n-1; unlike extra columns become text."""
    kinds: dict[str, set[str]] = {}
    for piece in parts:
        for name, dtype in piece.table.dtypes.items():
            kinds.setdefault(str(name), set()).add(_kind(dtype))
    unlike = [name for name, found in kinds.items() if len(found) > 1]
    tables = [
        piece.table.astype({name: "str" for name in unlike if name in piece.table})
        for piece in parts
    ]
    if len(tables) == 1:
        return tables[0].reset_index(drop=True)
    return pd.concat(tables, ignore_index=True)


def _kind(dtype: Any) -> str:
    """Return what columns must share to be put under each other; numbers of any size do."""
    number = pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)
    return "number" if number else str(dtype)


def _require_rows(state: _Table, rows: pd.DataFrame, reason: pd.Series) -> None:
    """Refuse a table of which no row can be used: it would count as a known zero."""
    if (reason == "").any() or (rows.empty and state.contract.name != "terrains"):
        return
    why = ", ".join(f"{n} {one}" for one, n in sorted(reason.value_counts().items()))
    said = f"all {len(rows)} rows are unusable ({why})" if len(rows) else "there are no rows"
    raise TableError(
        f"`{state.contract.name}` ({state.files}): {said}. Give a file with at least one "
        f"{state.contract.shapes.replace('none', 'row')}, or change `layer` or `where`."
    )


def _empty_finding(state: _Table, rows: pd.DataFrame) -> list[Finding]:
    """Say that a table has no rows at all: what is counted from it will be zero."""
    if len(rows):
        return []
    return [
        Finding(
            rule="layers.empty",
            severity="warning",
            table=state.contract.name,
            reason=Words(
                f"Geen rijen in {state.files}: dat telt als: er zijn er geen.",
                f"No rows in {state.files}: it counts as none.",
            ),
            action=Words(
                f"Is het onbekend, laat dan [tables.{state.contract.name}] weg uit atlas.toml.",
                f"Where unknown, leave [tables.{state.contract.name}] out of atlas.toml.",
            ),
        )
    ]


def arranged(table: PackedTable, contract: TableContract) -> PackedTable:
    """Return the table with its columns and rows in their fixed order."""
    names = list(table.attributes.columns.astype("str"))
    known = [one.name for one in contract.columns if one.name in names]
    attributes = table.attributes[[*known, *sorted(set(names) - set(known))]]
    if table.shapes is None:
        ordered = attributes.sort_values(contract.id, kind="stable").reset_index(drop=True)
        return PackedTable(ordered, None)
    places = hilbert_places(table.bounds, attributes[contract.id])
    return PackedTable(attributes.iloc[places], table.shapes)


def _left_out(state: _Table, rows: pd.DataFrame, reason: pd.Series) -> pd.DataFrame:
    """Return the rows that have a reason, as the quarantine shows them."""
    bad = reason.index[reason != ""]
    shapes = state.shapes
    return state.source_rows(bad).assign(
        table=state.contract.name,
        id=rows.loc[bad, state.contract.id],
        reason=reason[bad],
        geometry=None if shapes is None else pd.Series(shapes.at(bad.to_numpy()), bad, "object"),
    )
