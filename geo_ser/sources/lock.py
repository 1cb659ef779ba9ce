"""One fetch at a time per study: a lock that the system takes back when the program dies."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo_ser.errors import WriteError
from geo_ser.files import write_errors

__all__ = ["fetch_lock"]


@contextmanager
def fetch_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder while the block runs.

    Raises
    ------
    WriteError
        If another program holds it, or the folder cannot be written.
    """
    path = folder / ".fetch.lock"
    with write_errors(path):
        folder.mkdir(parents=True, exist_ok=True)
        stream = path.open("a+b")
    with stream:
        try:
            _hold(stream.fileno())
        except OSError as error:
            raise WriteError(
                f"{folder}: another `geo-ser fetch` is busy here. Wait for it to end."
            ) from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _hold(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
