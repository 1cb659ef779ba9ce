"""The manifest: which file came from where and when, with its hash and its licence."""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from geo_ser.errors import SourceError
from geo_ser.files import read_text, require_file, sha256
from geo_ser.study import ClaimsSource, Study, TableSource

__all__ = [
    "DATA_SUFFIXES",
    "MANIFEST",
    "Source",
    "changes_beside",
    "claims_source",
    "companions",
    "folder_contents",
    "raster_survey_date",
    "read_manifest",
    "source_files",
    "table_sources",
]

MANIFEST = "data/raw/manifest.csv"
"""Where a study keeps its manifest; the columns are those of design §3."""

DATA_SUFFIXES = frozenset(
    [
        ".csv", ".fgb", ".gdb", ".geojson", ".geoparquet", ".gml", ".gpkg", ".json", ".kml",
        ".mif", ".parquet", ".shp", ".sqlite", ".tab", ".xlsx", ".zip",
    ]
)  # fmt: skip
"""What counts as a data file when a folder or a zip is given; the rest are companions."""

_OWNERS: Mapping[str, tuple[str, str]] = {
    "osm": ("ODbL 1.0 (share-alike)", "© OpenStreetMap contributors"),
    "top10nl": ("CC BY 4.0", "Kadaster, TOP10NL"),
}
"""Licence and attribution by profile, where the manifest gives none and the source wants them."""

_COMPANIONS: Mapping[str, frozenset[str]] = {
    ".shp": frozenset([".dbf", ".shx", ".prj", ".cpg"]),
    ".dbf": frozenset([".cpg", ".prj", ".shp", ".shx"]),
    ".csv": frozenset([".csvt", ".prj"]),
    ".gml": frozenset([".gfs", ".xsd"]),
    ".mif": frozenset([".mid"]),
    ".tab": frozenset([".dat", ".id", ".ind", ".map"]),
    ".tif": frozenset([".prj", ".tfw", ".tifw", ".wld"]),
    ".xml": frozenset([".gfs", ".xsd"]),
}
"""Endings of files with the same stem that are read along with a file …"""

_BEHIND = ("-journal", "-wal", ".aux.xml", ".msk", ".ovr")
"""… and of those with its whole name before: SQLite's changes to come, GDAL's notes."""

MAX_FILES = 100_000
"""A folder with more than this is no folder of sources (a whole disk, say)."""


@dataclass(frozen=True)
class Source:
    """One file that figures come from.

    `edition` is the date the rows describe, None when nobody says; `listed` is False for a file
    the manifest does not know; `stand_in` is True where atlas.toml says that the rows stand in
    for what is meant.
    """

    file: str
    layer: str | None
    sha256: str
    bytes: int
    url: str
    edition: date | None
    licence: str
    attribution: str
    note: str
    listed: bool
    stand_in: bool = False


def read_manifest(study: Study) -> list[dict[str, str]]:
    """Return the rows of a study's manifest as text, in file order; none without a manifest.

    Raises
    ------
    SourceError
        If the manifest has rows but no column `file`.
    """
    path = study.folder / MANIFEST
    if not path.is_file() or path.stat().st_size == 0:
        return []
    reader = csv.DictReader(io.StringIO(read_text(path, what="manifest"), newline=""))
    rows = [{str(key): value or "" for key, value in row.items() if key} for row in reader]
    if rows and "file" not in rows[0]:
        raise SourceError(
            f"{MANIFEST}: has no column 'file', only {', '.join(map(repr, rows[0]))}. "
            "Restore its header, or delete it."
        )
    return rows


def source_files(study: Study, source: TableSource, *, table: str) -> list[Path]:
    """Return the data files of one [tables.X] block: a list and folders opened, zips left whole.

    Folders are searched in depth and sorted; a File Geodatabase (`.gdb`) is one file.

    Raises
    ------
    SourceError
        If a file is missing or empty, or a folder holds nothing that is read as data.
    """
    what = f"[tables.{table}]"
    return [
        path for file in source.file for path in _opened(study.path(file), study.folder, what=what)
    ]


def _opened(path: Path, study: Path, *, what: str) -> list[Path]:
    everything = folder_contents(path, study, what=what)
    if everything is None:
        return [require_file(path, what=what)]
    if path.suffix.lower() == ".gdb":
        return [path]
    inside = sorted(one for one in everything if _is_data(one))
    if not inside:
        raise SourceError(
            f"{what}: folder {path} holds no data file "
            f"(known: {' '.join(sorted(DATA_SUFFIXES))}). Name a file, or another folder."
        )
    return [require_file(one, what=what) if one.is_file() else one for one in inside]


def folder_contents(path: Path, study: Path, *, what: str) -> list[Path] | None:
    """Return all files and folders in a folder that settings name, in depth; None for no folder.

    Parameters
    ----------
    path
        What is named.
    study
        The folder of the study.
    what
        Who names it, for messages.

    Raises
    ------
    SourceError
        If the folder holds the study, a link that leads out of it, or more than `MAX_FILES`, or
        it or a folder in it cannot be read.
    """
    try:
        if not path.is_dir():
            return None
    except OSError as error:
        raise SourceError(f"{what}: {path} cannot be looked at ({error.strerror}).") from error
    if study.resolve().is_relative_to(path.resolve()):
        raise SourceError(
            f"{what}: folder {path} holds the study itself, with what was made from it. Name the "
            "folder of its files, such as data/raw."
        )
    return _searched(path, what)


def _searched(folder: Path, what: str) -> list[Path]:
    everything: list[Path] = []
    try:
        for place, folders, names in os.walk(folder, onerror=_raised):
            everything += [Path(place, name) for name in (*folders, *names)]
            if len(everything) > MAX_FILES:
                raise SourceError(
                    f"{what}: folder {folder} holds more than {MAX_FILES} files. Name the files, "
                    "or a folder of what is meant only."
                )
    except PermissionError as error:
        raise SourceError(
            f"{what}: {error.filename} cannot be read ({error.strerror}), so nobody knows what is "
            "in it. Check the rights on that folder."
        ) from error
    for one in everything:
        if one.is_symlink() and not one.resolve().is_relative_to(folder.resolve()):
            raise SourceError(
                f"{what}: {one} is a link to {one.resolve()}, outside the folder that is named. "
                "Name that file in atlas.toml, or take the link away."
            )
    return everything


def _raised(error: OSError) -> None:
    """Raise what `os.walk` would pass over without a word."""
    raise error


def _is_data(path: Path) -> bool:
    known = path.suffix.lower() in DATA_SUFFIXES
    hidden = any(part.startswith(".") for part in path.parts[-2:])
    return known and not hidden and path.name != PurePosixPath(MANIFEST).name


def table_sources(study: Study) -> dict[str, tuple[Source, ...]]:
    """Return what is known of every file behind each table of a study.

    The edition is the block's own, else that of the manifest row for file and layer, else that
    of a row for the file. A shapefile's companions and the files of a File Geodatabase are
    sources too, with what the manifest says of the whole.

    Returns
    -------
    sources : dict
        Table name to its sources, in the order of the settings.

    Raises
    ------
    SourceError
        If a file is missing, or its hash differs from the manifest's.
    """
    rows, hashes = read_manifest(study), dict[Path, str]()
    found: dict[str, tuple[Source, ...]] = {
        table: tuple(
            replace(_owned(one, block.profile), stand_in=block.stand_in)
            for block in blocks
            for path in source_files(study, block, table=table)
            for one in _sources(study, path, block, rows, hashes)
        )
        for table, blocks in study.settings.tables.items()
    }
    rasters = tuple(_raster_sources(study, rows, hashes))
    return {**found, "heights": (*found.get("heights", ()), *rasters)} if rasters else found


def _owned(source: Source, profile: str) -> Source:
    """Return a source with licence and attribution that its kind of data always has."""
    licence, attribution = _OWNERS.get(profile, ("", ""))
    return replace(
        source,
        licence=source.licence or licence,
        attribution=source.attribution or attribution,
    )


def _raster_sources(
    study: Study, rows: list[dict[str, str]], hashes: dict[Path, str]
) -> Iterator[Source]:
    """Give the rasters: heights come from them as from a table."""
    for file in study.settings.rasters.files:
        path = require_file(study.path(file), what="[rasters]")
        row = _row_of(study.shown(path), None, rows)
        yield _source(study, path, None, row, hashes, study.settings.rasters.survey_date)


def raster_survey_date(study: Study) -> date | None:
    """Return when the rasters were flown: as atlas.toml says, else the manifest's edition.

    Of two editions the oldest; None where nobody says.
    """
    stated = study.settings.rasters.survey_date
    if stated is not None:
        return stated
    rows = read_manifest(study)
    of_files = [_row_of(study.shown(study.path(one)), None, rows)
                for one in study.settings.rasters.files]  # fmt: skip
    dates = [_edition(row["file"], row.get("edition", "")) for row in of_files if row]
    return min((one for one in dates if one is not None), default=None)


def claims_source(study: Study, claims: ClaimsSource) -> Source:
    """Return what is known of a claims file; its edition is the one the block gives.

    Raises
    ------
    SourceError
        If the file is missing, or its hash differs from the manifest's.
    """
    path = require_file(study.path(claims.file), what="[[claims]]")
    row = _row_of(study.shown(path), None, read_manifest(study))
    return _source(study, path, None, row, {}, claims.edition)


def _sources(
    study: Study,
    path: Path,
    block: TableSource,
    rows: list[dict[str, str]],
    hashes: dict[Path, str],
) -> Iterator[Source]:
    """Give the sources of one data file: itself, and the files that belong to it."""
    row = _row_of(study.shown(path), block.layer, rows)
    if path.is_file():
        yield _source(study, path, block.layer, row, hashes, block.edition)
    for part in _parts(path):
        own = _row_of(study.shown(part), block.layer, rows)
        about = own or ({**row, "sha256": ""} if row and not _is_change(part) else None)
        yield _source(study, part, block.layer, about, hashes, block.edition)


def _parts(path: Path) -> list[Path]:
    """Return the files that are read along with a data file."""
    if path.is_dir():
        return sorted(one for one in path.rglob("*") if one.is_file())
    return companions(path)


def changes_beside(path: Path) -> list[Path]:
    """Return the files with changes of a database that are not in it yet; none for most files."""
    return [one for one in companions(path) if _is_change(one)] if path.is_file() else []


def _is_change(path: Path) -> bool:
    """Return whether a file holds changes of another, so that the whole is not what was listed."""
    return path.name.lower().endswith(("-wal", "-journal"))


def companions(path: Path) -> list[Path]:
    """Return the files beside a data file that are read along with it, sorted; empty ones not.

    Examples
    --------
    >>> companions(Path("there is no such.shp"))
    []
    """
    endings = _COMPANIONS.get(path.suffix.lower(), frozenset())
    names = {f"{path.name}{one}".lower() for one in _BEHIND}
    names |= {f"{path.stem}{one}".lower() for one in endings}
    if not path.parent.is_dir():
        return []
    beside = (one for one in path.parent.iterdir() if one.name.lower() in names)
    return sorted(one for one in beside if one.is_file() and one.stat().st_size)


def _row_of(shown: str, layer: str | None, rows: list[dict[str, str]]) -> dict[str, str] | None:
    """Return the manifest row for a file and layer, else the file's first row, else None."""
    of_file = [row for row in rows if PurePosixPath(row["file"].strip()) == PurePosixPath(shown)]
    of_layer = [row for row in of_file if layer and row.get("layer") == layer]
    return next(iter([*of_layer, *of_file]), None)


def _source(
    study: Study,
    path: Path,
    layer: str | None,
    row: Mapping[str, str] | None,
    hashes: dict[Path, str],
    edition: date | None,
) -> Source:
    shown = study.shown(path)
    if path not in hashes:
        hashes[path] = sha256(path)
    about = row or {}
    _require_same_hash(shown, hashes[path], about.get("sha256", "").strip().lower())
    return Source(
        file=shown,
        layer=layer,
        sha256=hashes[path],
        bytes=path.stat().st_size,
        url=about.get("url", ""),
        edition=edition or _edition(shown, about.get("edition", "")),
        licence=about.get("licence", ""),
        attribution=about.get("attribution", ""),
        note=about.get("note", ""),
        listed=row is not None,
    )


def _require_same_hash(shown: str, found: str, expected: str) -> None:
    if expected and found != expected:
        raise SourceError(
            f"{shown}: the file is not the one in {MANIFEST}: sha256 {found[:12]}… instead of "
            f"{expected[:12]}…. Restore the file, bring in the new one with "
            "`geo-ser fetch --update`, or drop its row from the manifest."
        )


def _edition(shown: str, text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise SourceError(
            f"{MANIFEST}: edition {text!r} of {shown} is not a date; write YYYY-MM-DD."
        ) from error
