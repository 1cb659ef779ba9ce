"""What ends with its process, however that ends: the lock of a study, and scratch folders.

The system takes a lock back when its holder dies, so no lock is ever stale: a scratch folder whose
lock is free belongs to nobody, and is removed by whoever comes next.
"""

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from geo_ser.errors import WriteError
from geo_ser.files import TEMPORARY_SUFFIX, write_errors

if TYPE_CHECKING:  # loads in 0.05 s; commands that only read take no lock
    from filelock import BaseFileLock

__all__ = ["remove_leftovers", "scratch_folder", "study_lock"]

log = logging.getLogger(__name__)

LOCK = "data/.geo_ser.lock"
"""The lock of a study, below its folder; there only while a command is writing."""

SCRATCH = "geo_ser-"
"""How the name of a scratch folder begins; its lock has the same name with `.lock` behind it."""


@contextmanager
def study_lock(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of a study while the block runs; whoever holds it may take it once more.

    Parameters
    ----------
    folder
        The folder of the study.
    wait
        Whether to wait for another command that holds it, with a message, or to fail at once.

    Raises
    ------
    WriteError
        If another command holds it and `wait` is False, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    path = folder / LOCK
    with write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, is_singleton=True)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            if not wait:
                raise WriteError(
                    f"{folder}: another geo-ser command is at work here. Run again when it has "
                    "ended, or leave out --no-wait to wait for it."
                ) from error
            log.warning("%s: another geo-ser command is at work here; waiting for it.", folder)
            lock.acquire()
    try:
        yield
    finally:
        _release(lock, path)


def _release(lock: "BaseFileLock", path: Path) -> None:
    """Release a lock; the last holder removes its file first, while nobody else can hold it.

    filelock takes no lock on a file that has lost its name, so that two cannot hold two files.
    """
    if lock.lock_counter == 1:
        with suppress(OSError):  # Windows keeps the name of a file that is open
            path.unlink()
    lock.release()


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give an empty folder in the system's temporary folder, removed when the block ends.

    Folders of processes that died are removed first.

    Raises
    ------
    WriteError
        If there is no room, or the temporary folder cannot be written.
    """
    from filelock import FileLock

    remove_dead_scratch()
    folder = Path(tempfile.gettempdir(), f"{SCRATCH}{token_hex(8)}")
    path = folder.with_name(f"{folder.name}.lock")
    with write_errors(folder):
        lock = FileLock(path)
        lock.acquire()
        folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _release(lock, path)


def remove_dead_scratch() -> None:
    """Remove the scratch folders of this user whose process has died."""
    from filelock import FileLock, Timeout

    for path in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*.lock"):
        with suppress(OSError, Timeout):
            if hasattr(os, "geteuid") and path.lstat().st_uid != os.geteuid():
                continue
            lock = FileLock(path)
            lock.acquire(timeout=0)
            shutil.rmtree(path.with_suffix(""), ignore_errors=True)
            _release(lock, path)


def remove_leftovers(folders: Iterable[Path]) -> None:
    """Remove what writers that died left in these folders (`files.atomic_path`, staged results).

    The caller holds the lock of the study, so that what is older than this moment has no writer.
    """
    now = time.time()
    for folder in folders:
        for path in folder.glob(f".*{TEMPORARY_SUFFIX}"):
            if path.is_dir() and not path.is_symlink() and path.stat().st_mtime < now:
                shutil.rmtree(path, ignore_errors=True)
    remove_dead_scratch()
