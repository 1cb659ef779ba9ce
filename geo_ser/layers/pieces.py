"""The files of one [tables.X] block, each as rows in the contract's columns and in RD."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.findings import Finding, Words
from geo_ser.layers.archive import opened
from geo_ser.layers.columns import Refused, canonical_columns
from geo_ser.layers.crs import to_rd
from geo_ser.layers.profile import load_profile, match_columns
from geo_ser.layers.read import SourceRows, read_rows
from geo_ser.layers.repair import drop_heights, repair_points, repair_polygons
from geo_ser.sources import source_files
from geo_ser.study import Study, TableSource
from geo_ser.tables import RD, TableContract

__all__ = ["Piece", "Progress", "pieces"]

Progress = Callable[[str], None]
Texts = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Piece:
    """The rows of one file on their way: canonical rows beside the rows as they were."""

    file: str
    rows: SourceRows
    table: pd.DataFrame
    kind: Texts
    reason: Texts
    refused: list[Refused]
    findings: list[Finding]


def pieces(
    study: Study, source: TableSource, contract: TableContract, progress: Progress | None
) -> Iterator[Piece]:
    """Give the rows of every file of one [tables.X] block."""
    for path in source_files(study, source, table=contract.name):
        shown = study.shown(path)
        if progress is not None:
            progress(f"{contract.name}: {shown}")
        with opened(path, what=f"`{contract.name}` ({shown})") as files:
            for inside, file in files:
                shown_file = f"{shown}/{inside}" if inside else shown
                rows = read_rows(
                    file,
                    what=f"`{contract.name}` ({shown_file})",
                    spatial=contract.shapes != "none",
                    layer=source.layer,
                    where=source.where,
                )
                yield _piece(study, source, contract, shown_file, rows)


def _piece(
    study: Study, source: TableSource, contract: TableContract, file: str, rows: SourceRows
) -> Piece:
    """Return one file's rows in the contract's columns and in EPSG:28992."""
    what = f"`{contract.name}` ({file})"
    profile = load_profile(source.profile, contract.name)
    mapping = match_columns(
        profile, contract, list(rows.attributes.columns), source.columns, what=what
    )
    table, refused = canonical_columns(
        rows.attributes, contract, mapping, profile, edition=study.edition
    )
    if rows.geometry is None or contract.shapes == "none":
        blank = np.full(len(table), "", dtype="object")
        return Piece(file, rows, table, blank, blank.copy(), refused, [])
    flat, tall = drop_heights(rows.geometry)
    located = to_rd(
        flat, rows.crs, what=what, override=source.crs, format_default=rows.format_default
    )
    repair = repair_polygons if contract.shapes == "polygon" else repair_points
    repaired = repair(located.geometry)
    reason = np.where(located.outside, "outside_netherlands", repaired.reason)
    kind = np.where((repaired.kind == "") & tall & (reason == ""), "z_dropped", repaired.kind)
    table = gpd.GeoDataFrame(table, geometry=repaired.geometry, crs=RD)
    said = [_crs_finding(contract.name, located.assumed)] if located.assumed else []
    return Piece(file, rows, table, kind, reason, refused, said)


def _crs_finding(table: str, assumed: Words) -> Finding:
    return Finding(
        rule="layers.crs",
        severity="warning",
        table=table,
        column="geometry",
        reason=assumed,
        action=Words(
            f"Klopt dat, zet het dan als `crs` bij [tables.{table}] in atlas.toml.",
            f"If that is right, write it as `crs` in [tables.{table}] of atlas.toml.",
        ),
    )
