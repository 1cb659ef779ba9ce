"""The results of a stage put in place, so that a process that dies half-way leaves nothing wrong.

A stage writes in a new folder inside the one its results belong in. When it is done, its record
says which files are coming (`pending`), the files are moved, what is no longer written is removed,
and the record says what it was all made from. Whoever finds `pending` knows that the stage has
to be done again, and which files are its own.
"""

import logging
import os
import shutil
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from geo_ser.errors import GeoSerError, SourceError, WriteError
from geo_ser.files import DISK_FULL, TEMPORARY_SUFFIX, sha256, write_errors
from geo_ser.locks import remove_leftovers
from geo_ser.pipeline.records import (
    StageRecord,
    Stamp,
    is_same,
    read_record,
    record_path,
    stamp,
    write_record,
)
from geo_ser.study import STAGE_FOLDERS, Study

__all__ = ["SHEETS", "clean_up", "publish", "stage_home", "staged", "withdraw"]

log = logging.getLogger(__name__)

SHEETS = "sheets"
"""The name under which the PDF sheets are recorded, which no run makes."""

_NEW = f".new{TEMPORARY_SUFFIX}"


def stage_home(study: Study, stage: str) -> Path:
    """Return the folder that the results of a stage belong in."""
    if stage in STAGE_FOLDERS:
        return study.stage_folder(stage)
    return study.maps if stage in ("map", SHEETS) else study.processed


def _homes(study: Study) -> set[Path]:
    stages = (*STAGE_FOLDERS, "map", "report")
    return {stage_home(study, stage) for stage in stages}


def clean_up(study: Study) -> None:
    """Remove what processes that died left in the study; the caller holds its lock."""
    records = record_path(study.folder, "x").parent
    remove_leftovers([study.folder, records, *_homes(study)])


@contextmanager
def staged(home: Path) -> Iterator[Path]:
    """Give a new, empty folder inside the one that results belong in, removed afterwards.

    Raises
    ------
    WriteError
        If it cannot be written, or the disk is full.
    SourceError
        If the system cannot read a file that the block reads.
    """
    folder = home / _NEW
    with write_errors(home):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    try:
        yield folder
    except GeoSerError:
        raise
    except OSError as error:
        named = Path(os.fsdecode(error.filename)) if error.filename else folder
        if error.errno not in DISK_FULL and not named.is_relative_to(home):
            raise SourceError(f"{named}: cannot be read ({error.strerror}).") from error
        with write_errors(home):
            raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(study: Study, record: StageRecord, folder: Path) -> None:
    """Put the files of a folder in place as the results of a stage, and write its record.

    Parameters
    ----------
    record
        The record of the stage, its `outputs` still empty.
    folder
        Where the stage wrote; it is empty afterwards.

    Raises
    ------
    WriteError
        If a file of somebody else stands where a result should come, or nothing can be written.
    """
    home = stage_home(study, record.stage)
    coming = {path.name: stamp(path) for path in sorted(folder.iterdir()) if path.is_file()}
    before = read_record(study.folder, record.stage)
    known = before.listed if before else {}
    _require_room(study, home, coming, known)
    shown = {name: study.shown(home / name) for name in coming}
    pending = {path: list(every) for path, every in known.items()}
    for name, one in coming.items():
        pending.setdefault(shown[name], []).append(one)
    blank = StageRecord(record.stage, "", "", {}, {})
    write_record(study.folder, replace(before or blank, pending=pending))
    with write_errors(home):
        for name in coming:
            _move(folder / name, home / name)
    _remove(study, {path: one for path, one in known.items() if path not in shown.values()})
    outputs = {shown[name]: stamp(home / name) for name in coming}
    write_record(study.folder, replace(record, outputs=outputs))
    _name_foreign(study, home)


def _move(source: Path, target: Path) -> None:
    """Move a file over another, naming the target when something keeps it open."""
    with write_errors(target):
        source.replace(target)


def _require_room(
    study: Study, home: Path, coming: dict[str, Stamp], known: Container[str]
) -> None:
    """Refuse to write over files that geo_ser did not write; the same content is no matter."""
    in_the_way = [
        study.shown(home / name)
        for name, new in coming.items()
        if (home / name).is_file()
        and study.shown(home / name) not in known
        and sha256(home / name) != new[0]
    ]
    if in_the_way:
        raise WriteError(
            f"{', '.join(in_the_way[:3])}{', …' if len(in_the_way) > 3 else ''}: geo_ser did not "
            "write this as it is, and has to write a file of that name. Move it away or delete "
            "it, then run again."
        )


def _remove(study: Study, files: Mapping[str, Iterable[Stamp]]) -> None:
    """Remove files of earlier runs that are as they were written; others are somebody's."""
    for shown, stamps in files.items():
        path = study.path(shown)
        if any(is_same(path, one) for one in stamps):
            with write_errors(path), suppress(FileNotFoundError):
                path.unlink()


def withdraw(study: Study, stage: str) -> bool:
    """Remove what a stage wrote that the study no longer has; return whether there was any."""
    record = read_record(study.folder, stage)
    if record is None:
        return False
    _remove(study, record.listed)
    path = record_path(study.folder, stage)
    with write_errors(path):
        path.unlink(missing_ok=True)
    return True


def _name_foreign(study: Study, home: Path) -> None:
    """Name the files in a folder of results that no record lists."""
    records = record_path(study.folder, "x").parent.glob("*.json")
    ours = {study.path(shown) for shown in _all_listed(study, records)}
    foreign = sorted(
        path.name
        for path in home.iterdir()
        if path.is_file() and not path.name.startswith(".") and path not in ours
    )
    if foreign:
        log.warning(
            "%s: not written by geo_ser, left alone and not read: %s%s",
            study.shown(home),
            ", ".join(foreign[:3]),
            ", …" if len(foreign) > 3 else "",
        )


def _all_listed(study: Study, records: Iterable[Path]) -> Iterator[str]:
    for path in records:
        record = read_record(study.folder, path.stem)
        yield from record.listed if record else ()
