"""What a stage was made from and what it wrote, so that `run` redoes only what is out of date.

A record holds the hash of every input, of the settings the stage looks at, of the program itself
and of every output. Inputs are hashed before they are read and compared afterwards. A file is not
hashed again while its identity (size, times, inode) is what it was: the system sets the time of
change itself, and a file that was touched less than `SETTLED_NS` before it was hashed has no
identity that counts, as the next write could leave the same one.

Only what a record lists is ever read as a result of a stage; what else lies in the folder is not
ours.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import geo_ser
from geo_ser.errors import SourceError
from geo_ser.files import record_hash, sha256, write_json
from geo_ser.study import Study

__all__ = [
    "StageRecord",
    "Stamp",
    "WrittenFiles",
    "is_same",
    "out_of_date",
    "program_hash",
    "read_record",
    "record_path",
    "stamp",
    "stamps",
    "write_record",
    "written_files",
]

Stamp = list[Any]
"""[sha256, bytes, mtime_ns, ctime_ns, inode] of a file; zeros where its identity does not count."""

SETTLED_NS = 2_000_000_000
"""Coarser than the clock of any file system (FAT: 2 s)."""

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

    `inputs` and `outputs` map a path as shown to people to its stamp; `pending` has the files that
    are being put in place, each with the stamps it had or may get, and is empty once all are.
    `complete` is False after a partial measurement (`measure --only`).
    """

    stage: str
    program: str
    settings: str
    inputs: dict[str, Stamp]
    outputs: dict[str, Stamp]
    complete: bool = True
    summary: dict[str, Any] = field(default_factory=dict)
    pending: dict[str, list[Stamp]] = field(default_factory=dict)

    @property
    def listed(self) -> dict[str, list[Stamp]]:
        """Every file the stage wrote, also in runs that were cut off, with what it may hold."""
        return {
            shown: [*([self.outputs[shown]] if shown in self.outputs else []),
                    *self.pending.get(shown, ())]
            for shown in {**self.outputs, **self.pending}
        }  # fmt: skip


def record_path(folder: Path, stage: str) -> Path:
    """Return where the record of a stage lies, for the study in a folder."""
    return folder / "data" / "processed" / ".stages" / f"{stage}.json"


def read_record(folder: Path, stage: str) -> StageRecord | None:
    """Return a stage's record, or None when it never ended well or is unreadable."""
    try:
        return StageRecord(**json.loads(record_path(folder, stage).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_record(folder: Path, record: StageRecord) -> None:
    """Write the record of a stage, whole or not at all."""
    write_json(record_path(folder, record.stage), asdict(record))


def out_of_date(
    study: Study, stage: str, *, settings: Mapping[str, Any], inputs: Iterable[Path]
) -> str | None:
    """Return why a stage must run again, in words, or None when it is up to date.

    Files that had to be hashed and are the same get a new stamp in the record.
    """
    record = read_record(study.folder, stage)
    if record is None:
        return "not made yet"
    now = {study.shown(path): path for path in inputs}
    why = _unfit(record, settings) or _changed(study, record, now)
    if why is None:
        _renew_stamps(study, record, now)
    return why


def _unfit(record: StageRecord, settings: Mapping[str, Any]) -> str | None:
    """Return why a record cannot be built on, whatever the files are; None where it can."""
    if record.pending:
        return "its last run was cut off"
    if not record.complete:
        return "made only in part (--only)"
    if record.program != program_hash():
        return "geo_ser or one of its libraries changed"
    return None if record.settings == record_hash(settings) else "settings changed"


def _changed(study: Study, record: StageRecord, now: Mapping[str, Path]) -> str | None:
    """Return which file is not what it was, None where all are."""
    if set(now) != set(record.inputs):
        return f"other inputs: {', '.join(sorted(set(now) ^ set(record.inputs))[:3])}"
    for shown, path in now.items():
        if not is_same(path, record.inputs[shown]):
            return f"changed: {shown}"
    for shown, old in record.outputs.items():
        if not is_same(study.path(shown), old):
            return f"missing or changed: {shown}"
    return None


def _renew_stamps(study: Study, record: StageRecord, inputs: Mapping[str, Path]) -> None:
    """Write the identities of the files as they are now, where they count and did not before."""
    renewed = replace(
        record,
        inputs={shown: _renewed(inputs[shown], old) for shown, old in record.inputs.items()},
        outputs={shown: _renewed(study.path(shown), old) for shown, old in record.outputs.items()},
    )
    if renewed != record:
        write_record(study.folder, renewed)


def _renewed(path: Path, old: Stamp) -> Stamp:
    current = _identity(path.stat())
    known = _DIGESTS.get((path, *current))
    return old if known != old[0] else [known, *current]


_DIGESTS: dict[tuple[Any, ...], str] = {}
"""The hash of a file of this identity; only of files whose identity counts."""


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def stamp(path: Path) -> Stamp:
    """Return the stamp of a file.

    Raises
    ------
    SourceError
        If it cannot be read.
    """
    try:
        now, before = time.time_ns(), path.stat()
        key = (path, *_identity(before))
        if key in _DIGESTS:
            return [_DIGESTS[key], *key[1:]]
        digest = sha256(path)
        after = path.stat()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}).") from error
    settled = now - max(before.st_mtime_ns, before.st_ctime_ns) > SETTLED_NS
    if settled and _identity(after) == _identity(before):
        _DIGESTS[key] = digest
        return [digest, *key[1:]]
    return [digest, after.st_size, 0, 0, 0]


def stamps(study: Study, paths: Iterable[Path]) -> dict[str, Stamp]:
    """Return the stamp of each file by its path as shown to people, sorted."""
    return {study.shown(path): stamp(path) for path in sorted(paths)}


def is_same(path: Path, old: Stamp) -> bool:
    """Return whether a file is what it was when stamped: by its identity, else by its hash."""
    try:
        status = path.stat()
    except OSError:
        return False
    if list(_identity(status)) == old[1:]:
        return True
    return bool(status.st_size == old[1] and stamp(path)[0] == old[0])


@dataclass(frozen=True)
class WrittenFiles:
    """The files a stage wrote, as its record lists them; nothing else in its folder is read.

    Attributes
    ----------
    stage
        The stage, which is also the command that writes them.
    files
        File name to path and stamp; none where the stage has not run.
    has_run
        Whether the stage has ended well at least once; it may have written nothing.
    cut_off
        Whether its last run was cut off while files were put in place.
    """

    stage: str
    files: Mapping[str, tuple[Path, Stamp]] = field(default_factory=dict)
    has_run: bool = False
    cut_off: bool = False

    def tables(self) -> list[str]:
        """Return the names of the tables, sorted."""
        return sorted(name[:-8] for name in self.files if name.endswith(".parquet"))

    def path(self, name: str) -> Path | None:
        """Return where a file lies, None where the stage did not write it.

        Raises
        ------
        SourceError
            If it is not what the stage wrote, or the stage was cut off while it wrote.
        """
        if self.cut_off:
            raise SourceError(
                f"the last `geo-ser {self.stage}` was cut off, or is still writing. "
                f"Run `geo-ser {self.stage}` again, or `geo-ser run` for all."
            )
        if name not in self.files:
            return None
        path, written = self.files[name]
        if not is_same(path, written):
            what = "changed since" if path.is_file() else "gone since"
            raise SourceError(
                f"{path}: {what} `geo-ser {self.stage}` wrote it. Run `geo-ser {self.stage}` "
                "again, or `geo-ser run` for all."
            )
        return path


def written_files(folder: Path, stage: str) -> WrittenFiles:
    """Return the files that a stage wrote for the study in a folder."""
    record = read_record(folder, stage)
    if record is None:
        return WrittenFiles(stage)
    files = {Path(shown).name: (folder / shown, old) for shown, old in record.outputs.items()}
    return WrittenFiles(stage, files, True, bool(record.pending))


def program_hash() -> str:
    """Return a hash of geo_ser's own files and of its libraries' versions.

    It is "" when one of the files changed since this process began: which of the two a module
    was loaded from is then not known.
    """
    package = Path(geo_ser.__file__).parent
    files = sorted(path for kind in _PROGRAM_FILES for path in package.rglob(kind))
    times = tuple(path.stat().st_ctime_ns for path in files)
    if os.name == "posix" and max(times) > geo_ser.STARTED_NS:
        return ""
    return _program_hash(package, tuple(files), times)


@cache
def _program_hash(package: Path, files: tuple[Path, ...], _times: tuple[int, ...]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(package).as_posix().encode())
        digest.update(file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library}={metadata.version(library)}".encode())
    return digest.hexdigest()
