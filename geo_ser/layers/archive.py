"""Zip files, unpacked for as long as they are read, and only where that does no harm."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from geo_ser.errors import SourceError
from geo_ser.sources import DATA_SUFFIXES

__all__ = ["opened"]

MAX_UNZIPPED_BYTES = 16 * 2**30
"""More than this is not unpacked; all of the Netherlands' BAG is about half."""

MAX_ZIP_RATIO = 200
"""A zip that grows more than this many times is taken for a bomb …"""

FREE_UNZIPPED_BYTES = 64 * 2**20
"""… once it is larger than this."""


@contextmanager
def opened(path: Path, *, what: str) -> Iterator[list[tuple[str, Path]]]:
    """Give the files to read for one file: itself, or what a zip holds, unpacked for as long.

    Yields
    ------
    files
        (name, path) pairs; the name is "" for the file itself, else the name inside the zip.

    Raises
    ------
    SourceError
        If the zip is damaged, locked, holds no data, names files outside itself, or would grow
        beyond measure.
    """
    if path.suffix.lower() != ".zip":
        yield [("", path)]
        return
    with TemporaryDirectory(prefix="geo_ser_") as folder:
        names = _unpack(path, Path(folder), what=what)
        yield [(name, Path(folder, name)) for name in names]


def _unpack(path: Path, folder: Path, *, what: str) -> list[str]:
    """Unpack a zip and return the names of its data files, sorted."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            _require_harmless(members, path, what)
            archive.extractall(folder)
    except SourceError:
        raise
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        raise SourceError(
            f"{what}: {path.name} is no zip that can be unpacked ({error}). Download it again, "
            "or unpack it yourself and name the folder."
        ) from error
    names = [PurePosixPath(one.filename) for one in members]
    kept = {PurePosixPath(*name.parts[: _depth(name)]) for name in names}
    data = sorted(str(name) for name in kept if name.suffix.lower() in DATA_SUFFIXES - {".zip"})
    if not data:
        raise SourceError(
            f"{what}: {path.name} holds no data file, only "
            f"{', '.join(map(str, names[:8])) or 'nothing'}. Name another file."
        )
    return data


def _depth(name: PurePosixPath) -> int:
    """Return how many parts of a name lead to the file to open: a .gdb folder is one file."""
    folders = [place for place, part in enumerate(name.parts, 1) if part.lower().endswith(".gdb")]
    return folders[0] if folders else len(name.parts)


def _require_harmless(members: list[zipfile.ZipInfo], path: Path, what: str) -> None:
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.partition("/")[0]:
            raise SourceError(
                f"{what}: {path.name} names a file outside itself ({member.filename!r}). "
                "Do not trust it; ask for another."
            )
    size = sum(member.file_size for member in members)
    packed = max(path.stat().st_size, 1)
    grows = size > FREE_UNZIPPED_BYTES and size > MAX_ZIP_RATIO * packed
    if grows or size > MAX_UNZIPPED_BYTES:
        raise SourceError(
            f"{what}: {path.name} ({packed} bytes) would unpack to {size} bytes; that is taken "
            "for a zip bomb. If it is right, unpack it yourself and name the folder."
        )
