"""Files that can be read at all: whatever a reader raises ends in one message.

Empty files, files cut off, and files that only point to other data are refused.
"""

import errno
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo_ser.errors import GeoSerError, SourceError
from geo_ser.gdal import is_unknown_format, require_self_contained, unknown_format

__all__ = ["openable", "readable"]

log = logging.getLogger(__name__)

_SHAPEFILE = (9994).to_bytes(4, "big")
_READ_ERRORS = (RuntimeError, ValueError, OSError, LookupError, NotImplementedError)


@contextmanager
def readable(path: Path, what: str) -> Iterator[None]:
    """Turn whatever a reader raises into one SourceError; log what it warns of."""
    try:
        _require_data(path, what)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield
    except UnicodeDecodeError as error:
        raise SourceError(f"{what}: its text is in no encoding we know ({error}).") from error
    except SourceError:
        raise
    except _READ_ERRORS as error:
        detail = str(error).partition("; It might help")[0].strip() or type(error).__name__
        if is_unknown_format(detail):
            raise SourceError(unknown_format(path, what)) from error
        if "locked" in detail:
            raise SourceError(
                f"{what}: another program holds it open ({detail}). Close it there (QGIS, an "
                "editing session) and run again."
            ) from error
        raise SourceError(
            f"{what}: cannot be read ({detail}). Check `layer` and `where` if they are given; "
            "else the file is damaged or no GIS file: download or export it again."
        ) from error
    for text in sorted({str(one.message) for one in caught}):
        log.info("%s: %s", what, text)


@contextmanager
def openable(path: Path, what: str) -> Iterator[None]:
    """Name the file that may not be opened; a disk that is full is not the file's fault.

    What uses the rows outside this block is not looked at.
    """
    try:
        yield
    except GeoSerError:
        raise
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise SourceError(
            f"{what}: {path.name} cannot be opened ({error.strerror or error}). Close it where it "
            "is open, or check the rights on it."
        ) from error


def _require_length(path: Path, promised: int, what: str) -> None:
    size = path.stat().st_size
    if size < promised:
        raise SourceError(
            f"{what}: {path.name} is cut off: {size} of {promised} bytes. Download or export it "
            "again."
        )


def _require_data(path: Path, what: str) -> None:
    """Refuse an empty file, a shapefile cut off, and one that only points to other data."""
    if path.is_dir():
        return
    with path.open("rb") as stream:
        start = stream.read(1024)
    if not start:
        raise SourceError(f"{what}: {path.name} is empty (0 bytes). Download or export it again.")
    # A shapefile says its length in 16-bit words; GDAL reads one cut off as null shapes.
    if start[:4] == _SHAPEFILE:
        _require_length(path, 2 * int.from_bytes(start[24:28], "big"), what)
    require_self_contained(path, what=what)
