"""What a stage was made from, so that `run` redoes only what is out of date and says why.

A record holds the hash of every input, of the settings the stage looks at, of the program
itself and of every output. Reading a file's hash is skipped while its size and modification
time are what they were when it was hashed.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from geo_ser.files import record_hash, sha256, write_json
from geo_ser.study import Study

__all__ = ["StageRecord", "out_of_date", "read_record", "record_path", "stage_record"]

_PROGRAM_FILES = ("*.py", "*.toml", "*.j2", "*.css", "*.js")
_LIBRARIES = (
    "geopandas",
    "shapely",
    "pyogrio",
    "pyproj",
    "pandas",
    "folium",
    "XlsxWriter",
    "rasterio",
    "exactextract",
)


@dataclass(frozen=True)
class StageRecord:
    """What one stage was made from and what it made.

    `inputs` and `outputs` map a path as shown to people to [sha256, bytes, mtime_ns].
    `complete` is False after a partial measurement (`measure --only`).
    """

    stage: str
    program: str
    settings: str
    inputs: dict[str, list[Any]]
    outputs: dict[str, list[Any]]
    complete: bool = True
    summary: dict[str, Any] = field(default_factory=dict)


def record_path(study: Study, stage: str) -> Path:
    """Return where a stage's record lies."""
    return study.processed / ".stages" / f"{stage}.json"


def read_record(study: Study, stage: str) -> StageRecord | None:
    """Return a stage's record, or None when it never ended well or is unreadable."""
    try:
        return StageRecord(**json.loads(record_path(study, stage).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def stage_record(
    study: Study,
    stage: str,
    *,
    settings: Mapping[str, Any],
    inputs: Iterable[Path],
    outputs: Iterable[Path],
    summary: Mapping[str, Any],
    complete: bool = True,
) -> StageRecord:
    """Write and return the record of a stage that just ended well."""
    record = StageRecord(
        stage=stage,
        program=program_hash(),
        settings=record_hash(settings),
        inputs={study.shown(path): _stamp(path) for path in sorted(inputs)},
        outputs={study.shown(path): _stamp(path) for path in sorted(outputs)},
        complete=complete,
        summary=dict(summary),
    )
    write_json(record_path(study, stage), asdict(record))
    return record


def out_of_date(
    study: Study, stage: str, *, settings: Mapping[str, Any], inputs: Iterable[Path]
) -> str | None:
    """Return why a stage must run again, in words, or None when it is up to date."""
    record = read_record(study, stage)
    if record is None:
        return "not made yet"
    if not record.complete:
        return "made only in part (--only)"
    if record.program != program_hash():
        return "geo_ser or one of its libraries changed"
    if record.settings != record_hash(settings):
        return "settings changed"
    now = {study.shown(path): path for path in inputs}
    if set(now) != set(record.inputs):
        return f"other inputs: {', '.join(sorted(set(now) ^ set(record.inputs))[:3])}"
    for shown, path in now.items():
        if not _same(path, record.inputs[shown]):
            return f"changed: {shown}"
    for shown, stamp in record.outputs.items():
        if not _same(study.path(shown), stamp):
            return f"missing or changed: {shown}"
    return None


def _stamp(path: Path) -> list[Any]:
    status = path.stat()
    return [sha256(path), status.st_size, status.st_mtime_ns]


def _same(path: Path, stamp: list[Any]) -> bool:
    """Return whether a file is what it was: by size and time, else by its hash."""
    try:
        status = path.stat()
    except OSError:
        return False
    if [status.st_size, status.st_mtime_ns] == stamp[1:]:
        return True
    return bool(status.st_size == stamp[1] and sha256(path) == stamp[0])


@cache
def program_hash() -> str:
    """Return a hash of geo_ser's own files and of its libraries' versions."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for file in sorted(path for kind in _PROGRAM_FILES for path in package.rglob(kind)):
        digest.update(file.relative_to(package).as_posix().encode())
        digest.update(file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library}={metadata.version(library)}".encode())
    return digest.hexdigest()
