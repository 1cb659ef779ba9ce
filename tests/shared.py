"""What several test processes need, made once: the first that asks makes it, the others wait.

Processes of pytest-xdist have a folder each in one folder of the session; what is shared lies
there beside them.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

FSYNC = os.fsync
PATIENCE_S = 240.0
"""Less than a test may take; the maker may have been killed."""


def session_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of this session share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def once(place: Path, make: Callable[[Path], object]) -> Path:
    """Return a place that `make` has filled, in this process or in another one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    ready, begun = place.with_name(f"{place.name}.ready"), place.with_name(f"{place.name}.begun")
    try:
        begun.touch(exist_ok=False)
    except FileExistsError:
        return _awaited(place, ready)
    try:
        make(place)
    except BaseException as error:
        trouble = begun.with_suffix(".trouble")
        trouble.write_text(f"{error!r}", encoding="utf-8")
        trouble.replace(ready)
        raise
    ready.touch()
    return place


def _awaited(place: Path, ready: Path) -> Path:
    until = time.monotonic() + PATIENCE_S
    while not ready.exists():
        if time.monotonic() > until:
            pytest.fail(f"{place}: the process that was to make it did not end")
        time.sleep(0.1)
    if trouble := ready.read_text(encoding="utf-8"):
        pytest.fail(f"{place}: could not be made: {trouble}")
    return place


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of every file, to see whether somebody wrote there.

    Not of the records of the stages: a run with nothing to do may renew the stamps in them.
    """
    files = (path for path in folder.rglob("*") if path.parent.name != ".stages")
    found = {path: path.stat() for path in files if path.is_file()}
    return {
        path.relative_to(folder).as_posix(): (one.st_size, one.st_mtime_ns)
        for path, one in found.items()
    }


def without_waiting_for_the_disk() -> None:
    """Let `os.fsync` return at once: no test cuts the power, and a killed process loses nothing.

    tests/test_files.py sees that files are synced, and sets it back for its own tests.
    """
    os.fsync = lambda _file: None
