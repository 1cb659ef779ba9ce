"""A whole file, straight or by an Atom feed: ranges where it broke off, hashed, checked if a zip.

Why `If-Range`: a download of hours breaks. The rest may only be glued to the beginning when both
are of the same file; the server compares its ETag with ours and sends the whole file again
where it changed, and what it sends is compared once more here. Without an ETag or a date nothing
tells, so then it begins anew.
"""

import gzip
import re
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

import httpx2

from geo_ser.errors import FetchError, IncompleteError, WriteError
from geo_ser.files import write_errors
from geo_ser.sources.bodies import Pace, TryAgainError
from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.doors.door import Brought, Size
from geo_ser.sources.http import Answer, BusyError, Request

__all__ = ["bring", "download", "require_whole_zip", "size", "suffix"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_ENDS = 4096
"""Bytes of the beginning and end of a file together that are looked at."""
_MOST_UNPACKED = 64 * 2**30


def suffix(order: Order) -> str:
    """Return the suffix of the layer's file: that of the file itself."""
    name = PurePosixPath(order.collection)
    return "".join(name.suffixes[-2:] if name.suffix == ".gz" else name.suffixes[-1:]).lower()


def bring(order: Order, desk: Desk, path: Path) -> Brought:
    """Write the file to `path`.

    Raises
    ------
    FetchError
        If it cannot be reached; what came is kept for the next run.
    IncompleteError
        If it is not what it says: a zip that is damaged or reaches outside itself, a page for
        people instead of data.
    """
    found = _find(order, desk)
    download(Request(found.href), desk, path, what=order.name)
    require_whole_file(path, order.name)
    return Brought(pages=1, edition=found.updated)


def size(order: Order, desk: Desk) -> Size:
    """Return the length that the feed names; else unknown."""
    return Size(bytes=_find(order, desk).length, requests=1)


@dataclass(frozen=True)
class _Found:
    """Where the file is, and what a feed says of it."""

    href: str
    length: int | None = None
    updated: date | None = None


def _find(order: Order, desk: Desk) -> _Found:
    """Return the address of the file: below the door's, or as the Atom feed there says."""
    if not order.door.url.endswith(".xml"):
        return _Found(f"{order.door.url.rstrip('/')}/{order.collection}")
    return desk.ask(Request(order.door.url), lambda answer: _in_feed(answer, order))


def _in_feed(answer: Answer, order: Order) -> _Found:
    """Return the link of a feed whose address ends with the name of the file."""
    root = _xml(answer, order.name)
    for entry in root.iter(f"{_ATOM}entry"):
        for link in entry.iter(f"{_ATOM}link"):
            href = urljoin(answer.url, link.get("href", ""))
            if PurePosixPath(urlsplit(href).path).name == order.collection:
                length = link.get("length", "")
                return _Found(
                    href,
                    int(length) if length.isdecimal() else None,
                    _day(entry.findtext(f"{_ATOM}updated") or ""),
                )
    raise IncompleteError(
        f"{order.name}: the feed {answer.url} names no file {order.collection}. If it moved, "
        "change `collections` of the layer in the catalogue."
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _xml(answer: Answer, what: str) -> Element:
    """Return the root of an XML answer; one with a DOCTYPE, which can hide a bomb, is refused.

    Raises
    ------
    IncompleteError
        If it is no XML, or declares a document type.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")

    def name(text: str) -> str:
        return "{" + text if "}" in text else text

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        builder.start(name(tag), {name(key): value for key, value in attributes.items()})

    def refuse(*_: object) -> None:
        raise IncompleteError(
            f"{what}: the answer declares a document type (DOCTYPE), which can hide an entity "
            "bomb. No service needs one; nothing was read of it."
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: builder.end(name(tag))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(answer.body, True)
        return builder.close()
    except (expat.ExpatError, ParseError, AssertionError) as error:
        shown = answer.body[:80].decode("utf-8", errors="replace")
        raise IncompleteError(f"{what}: the answer is no XML ({error}): {shown!r}.") from error


def download(request: Request, desk: Desk, path: Path, *, what: str) -> None:
    """Write what a request gives to `path`; the part of an earlier run is gone on with.

    Raises
    ------
    FetchError
        If it cannot be reached; the part that came stays in the desk's scratch folder.
    IncompleteError
        If it is larger than allowed.
    WriteError
        If the disk is full, or has no room for what is announced.
    """
    part = _Part(desk.scratch / f"{path.name}.part", desk, request, what)
    if not part.is_whole:
        try:
            desk.online(request.url).use(part.rest, part.read)
        except BusyError:
            raise
        except FetchError:
            part.path.unlink(missing_ok=True)  # refused: what came is of another file
            raise
    with write_errors(path):
        part.path.replace(path)
    desk.report(pages=desk.progress.pages + 1)


@dataclass
class _Part:
    """A file on its way: what came of it, and which version it is of."""

    path: Path
    desk: Desk
    request: Request
    what: str

    @property
    def _note(self) -> str:
        return f"download-{self.path.name}"

    @property
    def is_whole(self) -> bool:
        """Whether an earlier run brought all of it and was cut off just after."""
        about = self.desk.pages.noted(self._note) or {}
        return self.path.is_file() and self.path.stat().st_size == about.get("bytes")

    def rest(self) -> Request:
        """Return the request for what is not there yet."""
        had = self.path.stat().st_size if self.path.is_file() else 0
        version = (self.desk.pages.noted(self._note) or {}).get("version")
        if not had or not version:
            return self.request
        ranged = {"Range": f"bytes={had}-", "If-Range": str(version)}
        return Request(self.request.url, headers={**self.request.headers, **ranged})

    def read(self, response: httpx2.Response) -> None:
        """Write an answer behind what is there, or over it where it is the whole file."""
        start, whole = self._extent(response)
        self._require_room(whole)
        about = {"url": str(response.url), "version": _version(response), "bytes": whole}
        self.desk.pages.note(self._note, {**about, **_marks(response)})
        with write_errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("r+b" if start else "wb") as stream:
                stream.truncate(start)
                stream.seek(start)
                pace = Pace(self.desk.settings.timeout_s, self.desk.settings.least_bytes_per_s)
                for chunk in response.iter_raw():  # as it comes: a rest would be lost
                    pace(len(chunk))
                    stream.write(chunk)
                    self._require_limit(stream.tell())
                    self.desk.report(bytes=self.desk.progress.bytes + len(chunk))
        self._require_whole(whole)

    def _extent(self, response: httpx2.Response) -> tuple[int, int | None]:
        """Return where an answer begins, and how long the whole file is if that is told."""
        if response.headers.get("content-type", "").startswith("text/html"):
            raise IncompleteError(
                f"{self.what}: {response.url} is a page for people, not a file. The service may "
                "be under maintenance; try again later."
            )
        if response.headers.get("content-encoding", "identity") != "identity":
            raise FetchError(f"{self.what}: {response.url} comes packed, unasked.")
        if response.status_code == 206:
            return self._extent_of_rest(response)
        length = response.headers.get("content-length", "")
        return 0, int(length) if length.isdecimal() else None

    def _extent_of_rest(self, response: httpx2.Response) -> tuple[int, int]:
        """Return where a partial answer begins, and the length of the whole file.

        `If-Range` leaves the comparison to the server, and not every server makes it. So the
        ETag, the date and the total length of the rest are compared with those of the beginning.
        Where one differs or is gone, the beginning is thrown away and the file asked anew.
        """
        ranged = _RANGE.fullmatch(response.headers.get("content-range", ""))
        had = self.path.stat().st_size if self.path.is_file() else 0
        if ranged is None or int(ranged[1]) != had or int(ranged[2]) != int(ranged[3]) - 1:
            raise FetchError(
                f"{self.what}: {response.url} sends another range than asked "
                f"({response.headers.get('content-range', 'no Content-Range')})."
            )
        noted = self.desk.pages.noted(self._note) or {}
        marks: dict[str, object] = {**_marks(response)}
        if noted.get("bytes") is not None:
            marks["bytes"] = int(ranged[3])
        differing = [key for key in ("etag", "last-modified", "bytes") if key in noted
                     and noted[key] not in ("", None) and noted[key] != marks.get(key)]  # fmt: skip
        if differing:
            self.path.unlink(missing_ok=True)
            raise TryAgainError(
                f"the rest is of another file than the beginning ({', '.join(differing)} differ)"
            )
        return had, int(ranged[3])

    def _require_room(self, whole: int | None) -> None:
        """Refuse a file that is larger than allowed, or than the disk."""
        if whole is None:
            return
        self._require_limit(whole)
        folder = next(one for one in self.path.parents if one.is_dir())
        free = shutil.disk_usage(folder).free + (
            self.path.stat().st_size if self.path.is_file() else 0
        )
        if whole > free:
            raise WriteError(
                f"{self.path}: the file is {whole / 2**20:.0f} MB and the disk has "
                f"{free / 2**20:.0f} MB free. Free some space and run again."
            )

    def _require_limit(self, came: int) -> None:
        most = self.desk.settings.max_file_bytes
        if came > most:
            raise IncompleteError(
                f"{self.what}: the file is {came} bytes or more, over the limit of {most} "
                "(`max_file_bytes` in [http] of the catalogue)."
            )

    def _require_whole(self, whole: int | None) -> None:
        came = self.path.stat().st_size
        if whole is not None and came != whole:
            raise FetchError(f"{self.what}: {came} of {whole} bytes came. Run again to go on.")


def _marks(response: httpx2.Response) -> dict[str, str]:
    """Return what an answer says of the version of its file, "" where it says nothing."""
    return {key: str(response.headers.get(key, "")) for key in ("etag", "last-modified")}


def _version(response: httpx2.Response) -> str:
    """Return what tells one version of a file from another: a strong ETag, else its date."""
    etag = str(response.headers.get("etag", ""))
    if etag and not etag.startswith("W/"):
        return etag
    return str(response.headers.get("last-modified", ""))


def require_whole_file(path: Path, what: str) -> None:
    """Refuse a file that is not whole, as far as its format tells; whatever length was told.

    A zip (also .xlsx) has its index at the end and checksums, a GeoPackage says how many pages it
    has, gzip ends in a checksum, JSON in a bracket, GML in a closing tag. TIFF and CSV promise
    nothing.

    Raises
    ------
    IncompleteError
        If it is empty, a page for people, or breaks off.
    """
    ends = _ends(path)
    if not ends:
        raise IncompleteError(f"{what}: the file that came is empty (0 bytes).")
    begin = ends[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        raise IncompleteError(
            f"{what}: what came is a page for people (HTML), not a file. The service may be under "
            "maintenance; try again later."
        )
    tail, name = ends[-1024:].rstrip(), path.name.lower()
    broken = {
        ".gpkg": lambda: _pages_lacking(path),
        ".json": lambda: not tail.endswith((b"}", b"]")),
        ".geojson": lambda: not tail.endswith((b"}", b"]")),
        ".gml": lambda: not tail.endswith(b">"),
        ".gz": lambda: _gzip_breaks_off(path, what),
    }
    if name.endswith((".zip", ".xlsx")):
        require_whole_zip(path, what)
    elif broken.get(path.suffix.lower(), lambda: False)():
        raise IncompleteError(
            f"{what}: what came breaks off, or is no {path.suffix[1:]}; it ends in {tail[-40:]!r}. "
            "Nothing of it was used."
        )


def _ends(path: Path) -> bytes:
    """Return the first and the last bytes of a file, all of a small one."""
    if path.stat().st_size <= _ENDS:
        return path.read_bytes()
    with path.open("rb") as stream:
        first = stream.read(_ENDS // 2)
        stream.seek(-_ENDS // 2, 2)
        return first + stream.read()


def _pages_lacking(path: Path) -> bool:
    """Return whether a SQLite file is shorter than its header says, or is none."""
    with path.open("rb") as stream:
        head = stream.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        return True
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return path.stat().st_size < (65536 if page == 1 else page) * pages


def _gzip_breaks_off(path: Path, what: str) -> bool:
    """Return whether gzip breaks off or is damaged.

    Raises
    ------
    IncompleteError
        If it unpacks to over `_MOST_UNPACKED`.
    """
    size = 0
    try:
        with gzip.open(path) as stream:
            while size <= _MOST_UNPACKED and (chunk := stream.read(2**20)):
                size += len(chunk)
    except (EOFError, OSError, zlib.error):
        return True
    _require_unpackable(size, what)
    return False


def _require_unpackable(size: int, what: str) -> None:
    if size > _MOST_UNPACKED:
        raise IncompleteError(
            f"{what}: what came unpacks to {size} bytes or more; the limit is {_MOST_UNPACKED}."
        )


def require_whole_zip(path: Path, what: str) -> list[str]:
    """Return the names in a zip, all of it read once; refuse a damaged or dangerous one.

    Raises
    ------
    IncompleteError
        If it is no zip, a checksum fails, or a name leads outside it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            outside = [one for one in names if _outside(one)]
            _require_unpackable(sum(one.file_size for one in archive.infolist()), what)
            broken = None if outside else archive.testzip()
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise IncompleteError(f"{what}: what came is no whole zip ({error}).") from error
    if outside:
        raise IncompleteError(
            f"{what}: the zip holds a name that leads outside it ({outside[0]!r}). Nothing of it "
            "was unpacked or used."
        )
    if broken is not None:
        raise IncompleteError(f"{what}: {broken} in the zip is damaged (its checksum fails).")
    return names


def _outside(name: str) -> bool:
    place = PurePosixPath(name.replace("\\", "/"))
    return place.is_absolute() or ".." in place.parts or ":" in name.partition("/")[0]
