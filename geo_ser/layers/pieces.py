"""The files of one [tables.X] block, each as rows in the contract's columns and in RD."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from operator import is_
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.errors import SourceError
from geo_ser.findings import Finding, Words
from geo_ser.layers.archive import opened
from geo_ser.layers.columns import Refused, canonical_columns, renamed_findings
from geo_ser.layers.crs import way_to_rd
from geo_ser.layers.derived import with_derived
from geo_ser.layers.filters import filtered_rows, require_filtered
from geo_ser.layers.imro import imro_rows
from geo_ser.layers.packed import Shapes
from geo_ser.layers.places import with_points
from geo_ser.layers.profile import (
    Profile,
    is_own_name,
    load_profile,
    match_columns,
    own_names,
)
from geo_ser.layers.read import PARQUET, PLAIN_TABLES, SourceRows, layer_list, read_rows
from geo_ser.layers.readable import openable
from geo_ser.layers.registry import is_registry_xml, read_xml
from geo_ser.layers.repair import drop_heights, repair_points, repair_polygons
from geo_ser.layers.sheets import require_safe_sheet
from geo_ser.layers.threedbag import read_threedbag, with_threedbag_heights
from geo_ser.sources import source_files
from geo_ser.study import Study, TableSource
from geo_ser.tables import TableContract

__all__ = ["Piece", "Progress", "pieces"]

THREEDBAG = "3dbag"

Progress = Callable[[str], None]
Texts = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Piece:
    """The rows of one file on their way: canonical rows beside the rows as they were.

    `shapes` are those of the canonical rows, repaired in EPSG:28992 (None where the table has no
    geometry), `kind` and `reason` those of `Repaired`. `filtered` counts the rows of the file
    that its profile's filters left out, by reason; they are in none of the others.
    """

    file: str
    rows: SourceRows
    table: pd.DataFrame
    shapes: Shapes | None
    kind: Texts
    reason: Texts
    refused: list[Refused]
    findings: list[Finding]
    filtered: Mapping[str, int]


def pieces(
    study: Study, source: TableSource, contract: TableContract, progress: Progress | None
) -> Iterator[Piece]:
    """Give the rows of every file and layer of one [tables.X] block."""
    profile = load_profile(source.profile, contract.name)
    own = partial(own_names, profile)
    for path in _own_files(study, source, contract, profile):
        shown = study.shown(path)
        if progress is not None:
            progress(f"{contract.name}: {shown}")
        what = f"`{contract.name}` ({shown})"
        with openable(path, what), opened(path, what=what, own=own) as files:
            for inside, file in files:
                shown_file = f"{shown}/{inside}" if inside else shown
                for layer, rows in _layers(file, shown_file, source, contract, profile):
                    yield _piece(study, source, contract, profile, (shown_file, layer), rows)


def _own_files(
    study: Study, source: TableSource, contract: TableContract, profile: Profile
) -> list[Path]:
    """Return the files to read: those named, and of folders those that are this table's."""
    paths = source_files(study, source, table=contract.name)
    named = {study.path(file) for file in source.file}
    found = {path.as_posix() for path in paths if path not in named}
    kept = set(own_names(profile, sorted(found)))
    return [path for path in paths if path in named or path.as_posix() in kept]


def _layers(
    file: Path, shown: str, source: TableSource, contract: TableContract, profile: Profile
) -> Iterator[tuple[str, SourceRows]]:
    """Give the rows of a file per layer: the one named, else those that are this table's."""
    what, spatial = f"`{contract.name}` ({shown})", contract.shapes != "none"
    require_safe_sheet(file, what=what)
    if contract.shapes == "point" and file.suffix.lower() in (*PLAIN_TABLES, *PARQUET):
        spatial = False
    if source.profile == THREEDBAG:
        yield (
            "",
            read_threedbag(
                file, what=what, layer=source.layer, where=source.where, spatial=spatial
            ),
        )
        return
    if profile.xml is not None and is_registry_xml(file, profile.xml):
        if source.where is not None or source.layer is not None:
            raise SourceError(
                f"{what}: `where` and `layer` do not work on a registry's own XML; the profile "
                "knows which rows are meant. Leave them out."
            )
        yield "", read_xml(file, profile.xml, what=what)
        return
    names: list[str | None] = [source.layer]
    if source.layer is None and file.suffix.lower() not in PARQUET:
        layers = [one.name for one in layer_list(file, what=what) if one.geometry or not spatial]
        own = [one for one in layers if is_own_name(profile, one)]
        names = [*own] if own or profile.covers is None else [*layers]
    for name in names or [None]:
        yield (
            name or "",
            read_rows(file, what=what, spatial=spatial, layer=name, where=source.where),
        )


def _piece(
    study: Study,
    source: TableSource,
    contract: TableContract,
    profile: Profile,
    place: tuple[str, str],
    rows: SourceRows,
) -> Piece:
    """Return one layer's rows in the contract's columns and in EPSG:28992."""
    file, layer = place
    what = f"`{contract.name}` ({file})"
    require_filtered(rows, profile.filters, what=what)
    if contract.shapes == "point":
        rows = with_points(rows, profile, what=what)
    rows, filtered = filtered_rows(rows, profile.filters, source.edition or study.edition)
    if source.profile == THREEDBAG and contract.name in ("buildings", "heights"):
        percentile = study.settings.thresholds.roof_percentile
        rows = with_threedbag_heights(
            rows, roof_percentile=percentile, mapped=source.columns, what=what
        )
    attributes = rows.attributes
    if not len(attributes) and not len(attributes.columns):
        needed = [one.name for one in contract.required if one.kind != "geometry"]
        attributes = pd.DataFrame({name: [] for name in needed}, dtype="str")
    if profile.imro is not None:
        attributes = imro_rows(attributes, profile.imro, (layer, file), what=what)
    attributes = with_derived(
        attributes,
        profile,
        (layer, file),
        mapped="cover" in source.columns,
        what=what,
        geometry=rows.geometry,
    )
    mapping = match_columns(profile, contract, list(attributes.columns), source.columns, what=what)
    table, refused = canonical_columns(
        attributes, contract, mapping, profile, edition=study.edition
    )
    placed = _placed(rows, source, contract, what)
    said = [_crs_finding(contract.name, placed.assumed)] if placed.assumed else []
    said += renamed_findings(attributes.columns, table, contract)
    bare = replace(rows, geometry=None)
    return Piece(
        file, bare, table, placed.shapes, placed.kind, placed.reason, refused, said, filtered
    )


@dataclass(frozen=True)
class _Placed:
    """The shapes of one layer in EPSG:28992, as in `Piece`, and what was assumed about them."""

    shapes: Shapes | None
    kind: Texts
    reason: Texts
    assumed: Words | None


def _placed(rows: SourceRows, source: TableSource, contract: TableContract, what: str) -> _Placed:
    """Return the shapes of one layer repaired in EPSG:28992; of `rows` no shape is left."""
    if rows.geometry is None or contract.shapes == "none":
        blank = np.full(len(rows.numbers), "", dtype="object")
        return _Placed(None, blank, blank.copy(), None)
    way = way_to_rd(
        rows.geometry.bounds,
        rows.crs,
        what=what,
        override=source.crs,
        format_default=rows.format_default,
    )
    repair = repair_polygons if contract.shapes == "polygon" else repair_points
    none = np.empty(0, dtype="object")
    shapes, kinds, reasons, usable = [], [none], [none], 0
    for packed, batch in rows.geometry.poured():
        flat, tall = drop_heights(batch)
        located = way.located(flat)
        repaired = repair(located.geometry)
        reason = np.where(located.outside, "outside_netherlands", repaired.reason)
        dropped = (repaired.kind == "") & tall & (reason == "")
        unchanged = all(map(is_, batch, repaired.geometry))
        shapes.append(packed if unchanged else Shapes.of(repaired.geometry))
        kinds.append(np.where(dropped, "z_dropped", repaired.kind))
        reasons.append(reason)
        usable += int(located.usable.sum())
    reason = np.concatenate(reasons)
    damaged = np.isin(rows.numbers, list(rows.unreadable)) & (reason == "no_geometry")
    reason[damaged] = "unreadable_geometry"
    way.require_inside(int((reason == "outside_netherlands").sum()), usable)
    return _Placed(Shapes.joined(shapes), np.concatenate(kinds), reason, way.assumed)


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
