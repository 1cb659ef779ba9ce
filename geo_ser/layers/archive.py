"""Zip and gzip files, unpacked for as long as they are read, and only where that does no harm.

A GeoPackage with changes beside it (`-wal`) is copied likewise, since reading would change it.
"""

import gzip
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from geo_ser.errors import SourceError
from geo_ser.locks import scratch_folder
from geo_ser.sources import DATA_SUFFIXES, changes_beside

__all__ = ["member_files", "opened", "require_harmless", "require_true_sizes"]

MAX_UNZIPPED_BYTES = 16 * 2**30
"""More than this is not unpacked from one file; all of the Netherlands' BAG is about half."""

MAX_ZIP_RATIO = 200
"""A file from which more than this many times its own size comes, all zips in it together, is taken
for a bomb (XML of the registries packs 10 to 40 times) …"""

FREE_UNZIPPED_BYTES = 64 * 2**20
"""… once it is more than this, which no disk minds."""

MAX_ZIP_DEPTH = 3
"""Zips in zips (a BAG extract has two deep) are opened no deeper than this."""

MAX_ZIP_MEMBERS = 50_000
"""All zips in one file together hold at most so many files; a BAG extract has about 7 000."""

_ZIPS = frozenset([".zip", ".kmz", ".shz"])
_PIECE = 2**20

Own = Callable[[Sequence[str]], Sequence[str]]


@contextmanager
def opened(path: Path, *, what: str, own: Own = list) -> Iterator[list[tuple[str, Path]]]:
    """Give the files to read for one file: itself, or what a zip or gzip holds, for as long.

    Parameters
    ----------
    own
        Of the names in a zip, gives those that are meant. A zip in the zip that is meant is
        opened too; without any data file beside them, all are.

    Yields
    ------
    files
        (name, path) pairs; the name is "" for the file itself, else the name inside the zip.

    Raises
    ------
    SourceError
        If the zip is damaged, locked, holds no data, names files outside itself, or would grow
        beyond measure; so too for gzip.
    """
    changes = changes_beside(path)
    if not changes and path.suffix.lower() not in {*_ZIPS, ".gz"}:
        yield [("", path)]
        return
    with scratch_folder() as folder:
        if changes:
            yield [("", _copied([path, *changes], folder, what))]
        elif path.suffix.lower() == ".gz":
            yield [("", _gunzipped(path, folder, what))]
        else:
            names = _unpack(path, folder, what, own, _Budget.of(path))
            yield [(name, folder / name) for name in names]


def _copied(files: Sequence[Path], folder: Path, what: str) -> Path:
    """Copy a file and those beside it into a folder; return where the first one is.

    SQLite writes the changes beside a GeoPackage into it when that is read; here into the copy.
    """
    try:
        for one in files:
            shutil.copyfile(one, folder / one.name)
    except OSError as error:
        raise SourceError(
            f"{what}: {files[0].name} has changes beside it that another program (QGIS) still has "
            f"to write into it, and cannot be copied ({error.strerror}). Close it there, then run "
            "again."
        ) from error
    return folder / files[0].name


def _gunzipped(path: Path, folder: Path, what: str) -> Path:
    """Unpack a gzip file into a folder under its name without `.gz`."""
    inside, budget = folder / path.stem, _Budget.of(path)
    try:
        with gzip.open(path) as packed, inside.open("wb") as stream:
            _copy(packed, stream, what, budget)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise SourceError(
            f"{what}: {path.name} cannot be unpacked ({error}). Download it again."
        ) from error
    return inside


@dataclass
class _Budget:
    """What one file may unpack to, with all the zips in it, and what it has unpacked to so far.

    `most` and `spent` are bytes, `files` counts the members of all zips opened so far, `depth` is
    how many zips deep the one lies that is opened now.
    """

    name: str
    most: int
    spent: int = 0
    files: int = 0
    depth: int = 0

    @classmethod
    def of(cls, path: Path) -> "_Budget":
        """Return what a file that nothing was unpacked from yet may unpack to."""
        grown = MAX_ZIP_RATIO * path.stat().st_size
        return cls(path.name, min(MAX_UNZIPPED_BYTES, max(FREE_UNZIPPED_BYTES, grown)))

    def spend(self, size: int, what: str) -> None:
        """Count bytes that were unpacked; refuse those that are too many."""
        self.spent += size
        if self.spent > self.most:
            raise SourceError(
                f"{what}: {self.name} unpacks to more than {self.most} bytes, all that lies in it "
                "together; that is taken for a zip bomb. If it is right, unpack it yourself and "
                "name the folder."
            )


def _copy(packed: IO[bytes] | gzip.GzipFile, stream: IO[bytes], what: str, budget: _Budget) -> None:
    """Unpack piece by piece, for as long as the budget allows."""
    while piece := packed.read(_PIECE):
        budget.spend(len(piece), what)
        stream.write(piece)


def _unpack(path: Path, folder: Path, what: str, own: Own, budget: _Budget) -> list[str]:
    """Unpack a zip and return the names of its data files, sorted."""
    names, chosen = _extracted(path, folder, what, own, budget)
    data = [name for name in chosen if not name.lower().endswith(".zip")]
    budget.depth += 1
    for name in (one for one in chosen if one.lower().endswith(".zip")):
        inner = Path(folder, name)
        place = inner.with_name(inner.name + ".unpacked")
        found = _unpack(inner, place, f"{what}/{name}", own, budget)
        inner.unlink()
        data += [(place.relative_to(folder) / one).as_posix() for one in found]
    budget.depth -= 1
    if not data:
        raise SourceError(
            f"{what}: {path.name} holds no data file, only "
            f"{', '.join(map(str, names[:8])) or 'nothing'}. Name another file."
        )
    return sorted(data)


def _extracted(
    path: Path, folder: Path, what: str, own: Own, budget: _Budget
) -> tuple[list[str], list[str]]:
    """Unpack a zip but for the zips in it that are not meant; return all names, those meant."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = member_files(archive, path, what)
            require_harmless(members, path, what, budget)
            names = [one.filename for one in members]
            chosen = _chosen(names, own)
            for one in members:
                if not one.filename.lower().endswith(".zip") or one.filename in chosen:
                    _extract(archive, one, folder, what, budget)
    except SourceError:
        raise
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        raise SourceError(
            f"{what}: {path.name} is no zip that can be unpacked ({error}). Download it again, "
            "or unpack it yourself and name the folder."
        ) from error
    return names, chosen


def _extract(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, what: str, budget: _Budget
) -> None:
    """Unpack one member under its name; no header is believed about its size."""
    place = folder / member.filename
    place.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as packed, place.open("wb") as stream:
        _copy(packed, stream, what, budget)


def _chosen(names: list[str], own: Own) -> list[str]:
    """Return the data files that are meant, and the zips that may hold them."""
    paths = [PurePosixPath(name) for name in names]
    kept = {PurePosixPath(*path.parts[: _depth(path)]) for path in paths}
    known = DATA_SUFFIXES | {".xml"}
    data = sorted(str(path) for path in kept if path.suffix.lower() in known - {".zip"})
    data = [name for name in data if not _is_companion(PurePosixPath(name))]
    zips = sorted(str(path) for path in kept if path.suffix.lower() == ".zip")
    meant = set(own([*data, *zips]))
    if meant == {*data, *zips} and any(not name.lower().endswith(".xml") for name in data):
        return data
    return [name for name in (*data, *zips) if name in meant]


def _is_companion(path: PurePosixPath) -> bool:
    """Return whether a file describes another, as ``a.shp.xml`` and macOS's ``._a`` do."""
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return hidden or (path.suffix.lower() == ".xml" and "." in path.stem)


def _depth(name: PurePosixPath) -> int:
    """Return how many parts of a name lead to the file to open: a .gdb folder is one file."""
    folders = [place for place, part in enumerate(name.parts, 1) if part.lower().endswith(".gdb")]
    return folders[0] if folders else len(name.parts)


def member_files(archive: zipfile.ZipFile, path: Path, what: str) -> list[zipfile.ZipInfo]:
    """Return the members of a zip that are no folders; one without a name is refused."""
    members = archive.infolist()
    if not all(member.filename for member in members):
        raise SourceError(f"{what}: {path.name} is damaged: a file in it has no name.")
    return [member for member in members if not member.is_dir()]


def require_harmless(
    members: list[zipfile.ZipInfo], path: Path, what: str, budget: _Budget | None = None
) -> None:
    """Refuse a zip that reaches outside itself, lies too deep, or grows beyond measure.

    Raises
    ------
    SourceError
        Saying which of these it does.
    """
    budget = budget or _Budget.of(path)
    _require_distinct(members, path, what)
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.partition("/")[0]:
            raise SourceError(
                f"{what}: {path.name} names a file outside itself ({member.filename!r}). "
                "Do not trust it; ask for another."
            )
    if budget.depth >= MAX_ZIP_DEPTH:
        raise SourceError(
            f"{what}: {path.name} lies in {budget.depth} other zips; that is taken for a zip "
            "bomb. If it is right, unpack it yourself and name the folder."
        )
    budget.files += len(members)
    if budget.files > MAX_ZIP_MEMBERS:
        raise SourceError(
            f"{what}: {budget.name} holds more than {MAX_ZIP_MEMBERS} files, all zips in it "
            "together. Unpack it yourself and name the folder that you mean."
        )
    size = sum(member.file_size for member in members)
    if budget.spent + size > budget.most:
        raise SourceError(
            f"{what}: {path.name} ({path.stat().st_size} bytes) would unpack to {size} bytes; that "
            "is taken for a zip bomb. If it is right, unpack it yourself and name the folder."
        )


def require_true_sizes(path: Path, members: list[zipfile.ZipInfo], *, what: str) -> None:
    """Refuse a zip whose members hold more than their headers say; GDAL does not look at those.

    Raises
    ------
    SourceError
        If one does, or all unpack to too much together.
    NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError
        If it cannot be unpacked.
    """
    budget = _Budget.of(path)
    with path.open("rb") as stream:
        for member in members:
            before = budget.spent
            for size in _true_sizes(stream, member):
                budget.spend(size, what)
            if budget.spent - before != member.file_size:
                raise SourceError(
                    f"{what}: {member.filename!r} in {path.name} holds {budget.spent - before} "
                    f"bytes, not {member.file_size} as its header says. Do not trust it; save it "
                    "again."
                )


def _true_sizes(stream: IO[bytes], member: zipfile.ZipInfo) -> Iterator[int]:
    """Give how many bytes a member unpacks to, piece by piece, whatever its header says."""
    stream.seek(member.header_offset)
    header = stream.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile("a member is not where it should be")
    stream.seek(sum(struct.unpack("<HH", header[26:])), 1)
    if member.compress_type == zipfile.ZIP_STORED:
        yield member.compress_size
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError("packed in a way that is not known")
    inflater, left = zlib.decompressobj(-zlib.MAX_WBITS), member.compress_size
    while left and not inflater.eof:
        packed = stream.read(min(left, _PIECE))
        if not packed:
            raise EOFError("a member is cut off")
        left -= len(packed)
        while packed and not inflater.eof:
            yield len(inflater.decompress(packed, _PIECE))
            packed = inflater.unconsumed_tail


def _require_distinct(members: list[zipfile.ZipInfo], path: Path, what: str) -> None:
    """Refuse two members of one name: unpacked, the rows of one would be gone.

    Names that differ in case only are one name on Windows and macOS, so everywhere.
    """
    names: set[str] = set()
    for member in members:
        name = member.filename.replace("\\", "/").casefold()
        if name in names:
            raise SourceError(
                f"{what}: {path.name} holds two members of one name ({member.filename!r}); only "
                "one of them could be read. Unpack it yourself and name the right one."
            )
        names.add(name)
