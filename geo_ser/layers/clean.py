"""A study's files to clean tables in EPSG:28992, with everything that was left out and why."""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.errors import TableError
from geo_ser.findings import Finding, Words
from geo_ser.layers.columns import refusal_findings
from geo_ser.layers.duplicates import Deduplicated, merge_duplicates
from geo_ser.layers.heights import preferred_heights, refused_height_findings, with_heights
from geo_ser.layers.imro import KIND
from geo_ser.layers.links import with_building_numbers
from geo_ser.layers.overlaps import surface_overlaps
from geo_ser.layers.pieces import Piece, Progress, pieces
from geo_ser.layers.profile import load_profile
from geo_ser.layers.quarantine import quarantine_table, row_texts
from geo_ser.layers.rasters import RasterPair, raster_heights
from geo_ser.layers.zoning import CutZones, cut_zones
from geo_ser.sources import raster_survey_date
from geo_ser.study import Study, TableSource
from geo_ser.tables import INPUTS, TableContract, hilbert_order

__all__ = ["Layers", "clean_tables"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Layers:
    """What the stage makes.

    Attributes
    ----------
    tables
        Table name to its rows: polygons or points in EPSG:28992, `heights` without geometry.
        Columns in contract order, then the source's others by name; Hilbert order, then id.
    quarantine
        (n,) rows that were left out: `QUARANTINE_COLUMNS`; `row` is the number in the file,
        `reason` a key of `REASONS`, `attributes` the source row as JSON, geometry in EPSG:28992
        or null where it could not be brought there.
    findings
        What was refused, assumed or contradictory.
    counts
        Per table rows_in = rows_out + merged + quarantined, and repaired: {kind: n}. Zoning plans
        are cut: rows_in + split = rows_out + merged + quarantined. Where the
        profile's filters left rows out (`FILTERED`: of another moment, planned, on another
        level), also rows_read = rows_in + Σ filtered: {reason: n}.
    surface_overlaps
        (k,) `surface_id` and the part of that surface already covered by one with a lower id;
        None without surfaces.
    """

    tables: dict[str, gpd.GeoDataFrame | pd.DataFrame]
    quarantine: gpd.GeoDataFrame
    findings: list[Finding]
    counts: dict[str, dict[str, Any]]
    surface_overlaps: gpd.GeoDataFrame | None = None


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


def clean_tables(study: Study, *, progress: Progress | None = None) -> Layers:
    """Return the clean tables of a study, and everything that was left out.

    Parameters
    ----------
    study
        Its [tables.X] blocks say what to read; a study without them gives no tables.
    progress
        Called with one line of text before each file.

    Returns
    -------
    layers : Layers
        The same for every order of the rows in the files, but for the row numbers in
        `quarantine`.

    Raises
    ------
    SourceError
        If a file is missing, empty, damaged, has no such layer, or several to choose from.
    TableError
        If there is no geometry, no column for the id, no terrain, or no row that can be used.
    CrsError
        If coordinates are not where they are said to be.
    StudyError
        If a profile is not in this version.
    """
    tables: dict[str, pd.DataFrame] = {}
    counts: dict[str, dict[str, Any]] = {}
    left_out: list[pd.DataFrame] = []
    findings: list[Finding] = []
    blocks: dict[str, tuple[TableSource, ...]] = {
        str(name): sources for name, sources in study.settings.tables.items()
    }
    for name, contract in INPUTS.items():
        sources = blocks.get(name, ())
        if name == "heights":
            result = _heights(study, sources, tables.get("buildings"), progress)
        elif sources:
            read = [piece for one in sources for piece in pieces(study, one, contract, progress)]
            result = _cleaned(_Table(contract, read))
        else:
            result = None
        if result is not None:
            tables[name], counts[name] = result.table, result.counts
            left_out.append(result.left_out)
            findings += result.findings
    if "heights" in tables and "buildings" in tables:
        joined, said = with_heights(tables["buildings"], tables["heights"])
        tables["buildings"] = _arranged(joined, INPUTS["buildings"])
        findings += said
    if "units" in tables and "buildings" in tables:
        tables["units"], said = with_building_numbers(tables["units"], tables["buildings"])
        findings += said
    overlaps = surface_overlaps(tables["surfaces"]) if "surfaces" in tables else None
    return Layers(tables, quarantine_table(left_out), findings, counts, overlaps)


@dataclass(frozen=True)
class _Result:
    """One clean table and what became of its other rows."""

    table: pd.DataFrame
    counts: dict[str, Any]
    left_out: pd.DataFrame
    findings: list[Finding]


def _heights(
    study: Study,
    blocks: Iterable[TableSource],
    buildings: gpd.GeoDataFrame | None,
    progress: Progress | None,
) -> _Result | None:
    """Return the heights of the study; None where it has no source of them.

    Each source is cleaned by itself, for they have an order: what one knows of a building is
    merged into what an earlier one knows.
    """
    contract = INPUTS["heights"]
    results = [
        _cleaned(_Table(contract, list(pieces(study, one, contract, progress)))) for one in blocks
    ]
    if study.settings.rasters.files and buildings is not None:
        results.append(_from_rasters(study, buildings, progress))
    if not results:
        return None
    table = preferred_heights([one.table for one in results], buildings)
    return _Result(
        _arranged(table, contract),
        _summed_counts([one.counts for one in results], len(table)),
        pd.concat([one.left_out for one in results]),
        [*(said for one in results for said in one.findings), *refused_height_findings(table)],
    )


def _summed_counts(counts: Iterable[dict[str, Any]], rows_out: int) -> dict[str, Any]:
    """Return the counts of several sources as one: what did not come out went up in another."""
    total: dict[str, Any] = {}
    for one in counts:
        for key, value in one.items():
            if isinstance(value, int):
                total[key] = total.get(key, 0) + value
            else:
                total[key] = dict(Counter(total.get(key, {})) + Counter(value))
    merged = total["merged"] + total["rows_out"] - rows_out
    return {**total, "rows_out": rows_out, "merged": merged}


def _from_rasters(study: Study, buildings: gpd.GeoDataFrame, progress: Progress | None) -> _Result:
    """Return the heights that the study's rasters give, one row per building."""
    settings, limits = study.settings.rasters, study.settings.thresholds
    dsm, dtm = settings.files
    if progress is not None:
        progress(f"heights: {dsm}, {dtm}")
    heights = raster_heights(
        buildings,
        RasterPair(study.path(dsm), study.path(dtm), raster_survey_date(study)),
        roof_percentile=limits.roof_percentile,
        ring_m=limits.ground_ring_m,
        min_coverage=limits.min_height_coverage,
    )
    rows = dict.fromkeys(("rows_read", "rows_in", "rows_out"), len(heights))
    counts = {**rows, "filtered": {}, "merged": 0, "quarantined": 0, "repaired": {}}
    return _Result(heights, counts, pd.DataFrame(), [])


def _cleaned(state: _Table) -> _Result:
    """Return one table with bad rows taken out, duplicates merged, in its order."""
    contract = state.contract
    rows = _joined(state.pieces)
    reason = pd.Series(np.concatenate([one.reason for one in state.pieces]), index=rows.index)
    reason = reason.mask((reason == "") & rows[contract.id].isna().to_numpy(), "no_id")
    single = merge_duplicates(rows[reason == ""], contract, state.source_text)
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
    if KIND in table:
        known = load_profile("imro", contract.name).imro
        assert known is not None, "profiles/imro.toml says how plans are written"
        cut = cut_zones(table, known, what=f"`{contract.name}` ({state.files})")
        table, counts = cut.table, _cut_counts(counts, cut)
        findings += cut.findings
    return _Result(_arranged(table, contract), counts, left_out, findings)


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


def _arranged(table: pd.DataFrame, contract: TableContract) -> pd.DataFrame:
    """Return the table with its columns and rows in their fixed order."""
    known = [one.name for one in contract.columns if one.name in table]
    extras = sorted(set(table.columns.astype("str")) - set(known))
    last = ["geometry"] if "geometry" in known else []
    table = table[[*(name for name in known if name not in last), *extras, *last]]
    if isinstance(table, gpd.GeoDataFrame):
        table = hilbert_order(table, contract.id)
    else:
        table = table.sort_values(contract.id, kind="stable").reset_index(drop=True)
    return table


def _left_out(state: _Table, rows: pd.DataFrame, reason: pd.Series) -> pd.DataFrame:
    """Return the rows that have a reason, as the quarantine shows them."""
    bad = reason.index[reason != ""]
    return state.source_rows(bad).assign(
        table=state.contract.name,
        id=rows.loc[bad, state.contract.id],
        reason=reason[bad],
        geometry=rows.loc[bad, "geometry"].astype("object") if "geometry" in rows else None,
    )
