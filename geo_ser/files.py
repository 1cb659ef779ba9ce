"""Files: written whole or not at all, hashed, and read as text without losing a byte."""

import codecs
import csv
import errno
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from geo_ser.errors import SourceError, WriteError

if TYPE_CHECKING:  # pandas takes half a second to import; commands that read no table skip it
    import pandas as pd

__all__ = [
    "DISK_FULL",
    "TEMPORARY_SUFFIX",
    "atomic_path",
    "csv_cell",
    "published",
    "read_csv_text",
    "read_text",
    "record_hash",
    "require_file",
    "sha256",
    "write_durably",
    "write_errors",
    "write_failure",
    "write_json",
    "write_text",
]


DISK_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What the system says when there is no room: on the disk, in a file, for this user."""

FULL_BYTES = 2**17
"""A disk with less room than this is full for a database, which grows by pages and keeps copies."""

TEMPORARY_SUFFIX = ".geo_ser"
"""How the name of every temporary folder beside results ends; it begins with a dot."""

MAX_TEXT_BYTES = 256 * 2**20
"""Claims, manifests and tables of figures are read whole: none is as long as this."""


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; move it there only when the block ends well.

    The temporary file has the final file's own name, in a folder of its own, so that writers
    that look at the suffix (GDAL) see the right one and side files leave with the folder.

    Raises
    ------
    WriteError
        If the folder cannot be written, the disk is full, or another program (QGIS, Excel)
        holds the final file open. The final file is then as it was.
    """
    folder: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(TEMPORARY_SUFFIX, f".{path.name}.", path.parent))
        yield folder / path.name
        _replace(folder / path.name, path)
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _write_error(path: Path, error: OSError) -> OSError:
    """Return the error to show for a failed write; our own errors pass through unchanged."""
    if isinstance(error, WriteError | SourceError):
        return error
    path = Path(*(part for part in path.parts if not part.endswith(TEMPORARY_SUFFIX)))
    if error.errno in DISK_FULL:
        return WriteError(f"{path}: the disk is full. Free some space and run again.")
    if isinstance(error, PermissionError):
        return WriteError(
            f"{path}: cannot be written. Close it where it is open (QGIS, Excel), "
            f"or check the rights on folder {path.parent}."
        )
    return WriteError(
        f"{path}: cannot be written ({error.strerror or error}). Check that {path.parent} is a "
        "folder that can be written to, and no file stands where a folder should be."
    )


def write_failure(path: Path, error: Exception) -> WriteError:
    """Return the error to show when a library could not write a file and says so in its own way."""
    if shutil.disk_usage(path.parent).free < FULL_BYTES:
        error = OSError(errno.ENOSPC, str(error))
    shown = error if isinstance(error, OSError) else OSError(" ".join(str(error).split()))
    return WriteError(str(_write_error(path, shown)))


def _replace(source: Path, target: Path) -> None:
    """Move a file over another, naming the target when something holds it."""
    try:
        source.replace(target)
    except OSError as error:
        raise _write_error(target, error) from error


def write_text(path: Path, text: str) -> None:
    """Write text as UTF-8 with plain line ends, whole or not at all."""
    with atomic_path(path) as temporary:
        temporary.write_bytes(text.encode("utf-8"))


def write_json(path: Path, value: object) -> None:
    """Write a value as indented JSON, numbers unrounded, whole or not at all."""
    write_text(path, json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n")


@contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Turn what the system says while a file is written into a WriteError that names it."""
    try:
        yield
    except OSError as error:
        raise _write_error(path, error) from error


def write_durably(path: Path, data: bytes) -> None:
    """Write bytes so that after a crash at any moment the file is whole or not there.

    The temporary file beside it has one fixed name, so that a crash leaves at most one, which
    the next write takes. One writer at a time.

    Raises
    ------
    WriteError
        As `atomic_path`.
    """
    temporary = path.with_name(f".{path.name}.new")
    with write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
    published(temporary, path)


def published(finished: Path, path: Path) -> Path:
    """Move a finished file to its place, on the disk before it has its name, and return `path`.

    Raises
    ------
    WriteError
        As `atomic_path`; the file that was there is then as it was.
    """
    with write_errors(path):
        with finished.open("rb+") as stream:
            os.fsync(stream.fileno())
        finished.replace(path)
        if os.name == "posix":  # Windows gives no handle on a folder; its rename is journalled
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    return path


def require_file(path: Path, *, what: str) -> Path:
    """Return `path` when it is a file with something in it.

    Raises
    ------
    SourceError
        Naming `what` asked for it, the path, and files with a similar name beside it.
    """
    try:
        if path.is_dir():
            raise SourceError(f"{what}: {path} is a folder. Name a file in it.")
        if not path.is_file():
            if path.exists():
                raise SourceError(
                    f"{what}: {path} is no regular file but a device, a pipe or a socket. Name a "
                    "file."
                )
            raise SourceError(f"{what}: no file {path}. {_what_is_there(path.parent)}")
        if path.stat().st_size == 0:
            raise SourceError(f"{what}: {path} is empty (0 bytes). Download or export it again.")
    except PermissionError as error:
        raise SourceError(
            f"{what}: {path} cannot be looked at ({error.strerror}). Check the rights on it and on "
            "the folders that it lies in."
        ) from error
    return path


def _what_is_there(folder: Path) -> str:
    """Return in a sentence what lies in the folder where a file was looked for."""
    if not folder.is_dir():
        return f"There is no folder {folder}."
    names = sorted(one.name for one in folder.glob("*"))
    return f"That folder holds: {', '.join(names[:8])}." if names else "That folder is empty."


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as hexadecimal text."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_text(path: Path, *, what: str) -> str:
    """Return a text file's content: UTF-8 or UTF-16 with mark, UTF-8, else Windows-1252 (latin-1).

    Raises
    ------
    SourceError
        If the file is missing or empty, or holds no text (a workbook, a database, a picture).
    """
    if require_file(path, what=what).stat().st_size > MAX_TEXT_BYTES:
        raise SourceError(
            f"{what}: {path} is longer than {MAX_TEXT_BYTES} bytes; no table of figures is. Name "
            "another file."
        )
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data or data.startswith(b"PK\x03\x04"):
        raise SourceError(
            f"{what}: {path} is no text file. Save the table as CSV (UTF-8) and name that file."
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def read_csv_text(path: Path, *, what: str) -> "pd.DataFrame":
    """Return a CSV with every cell as text, so that printed decimals are kept.

    Parameters
    ----------
    path
        Separator comma, semicolon, tab or | (seen from the header line), with a header.
    what
        Who asks, for messages.

    Returns
    -------
    table : pandas.DataFrame
        (n, k) text; missing cells are "". Row numbers start at 0.

    Raises
    ------
    SourceError
        If the file is missing or empty, has no rows, a repeated column name, or rows longer
        than the header.
    """
    import pandas as pd

    text = read_text(path, what=what)
    header_line = text.partition("\n")[0]
    separator = max(";\t|,", key=header_line.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise SourceError(f"{what}: {path} has a header but no rows.")
    header = [name.strip() for name in rows[0]]
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise SourceError(f"{what}: {path} repeats column {', '.join(map(repr, repeated))}.")
    too_long = [number for number, row in enumerate(rows[1:], 2) if len(row) > len(header)]
    if too_long:
        raise SourceError(
            f"{what}: {path} line {too_long[0]} has {len(rows[too_long[0] - 1])} cells, the "
            f"header {len(header)}. A decimal comma in a comma-separated file? "
            "Use semicolons or quote the cells."
        )
    cells = [[*map(str.strip, row), *[""] * (len(header) - len(row))] for row in rows[1:]]
    return pd.DataFrame(cells, columns=header, dtype="str")


_FORMULA_START = re.compile(r"[=+\-@\t\r]")


def csv_cell(value: object) -> object:
    """Return a cell that a spreadsheet will not read as a formula; numbers stay numbers.

    Examples
    --------
    >>> csv_cell("=1+1"), csv_cell(-2.5)
    ("'=1+1", -2.5)
    """
    if isinstance(value, str) and _FORMULA_START.match(value):
        return "'" + value
    return value


def record_hash(value: Mapping[str, Any]) -> str:
    """Return a hash of a JSON-like value that does not depend on the order of its keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
