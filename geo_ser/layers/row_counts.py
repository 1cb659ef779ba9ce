"""Rows counted at the source, without GDAL: in lines, elements, headers and indexes.

GDAL leaves rows out without an error: after a cell of 10 MB, of a broken line, behind a header or
an index that says less than the file holds. A table that lost rows gives figures that look right,
so both numbers are compared, and a file that says itself that it is a part is refused.
"""

import math
import mmap
import re
import sqlite3
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers import expat

import numpy as np

from geo_ser.errors import SourceError
from geo_ser.layers.json_outline import json_outline

__all__ = [
    "numbers_with_bytes",
    "require_bounded_views",
    "require_counted",
    "require_every_row",
    "require_whole_page",
]

MAX_VIEW_STEPS = 1_000_000_000
"""Steps of SQLite for the rows of a view: some ten seconds, and tens of millions of rows."""

_STEPS_A_CALL = 1_000_000

Info = Mapping[str, Any]

_AGAIN = "Download or export it again, whole."


def require_every_row(read: int, counted: int, what: str) -> None:
    """Refuse a file of which other rows were read than it holds.

    Raises
    ------
    SourceError
        With both numbers.
    """
    if read != counted:
        raise SourceError(
            f"{what}: {read} rows can be read, but the file holds {counted}. It is cut off or "
            f"damaged, or a part of it is no row. {_AGAIN}"
        )


def require_counted(path: Path, info: Info, read: int, *, what: str) -> None:
    """Refuse a file of which GDAL gave other rows than are counted in it.

    Parameters
    ----------
    info
        What pyogrio says of the layer: `driver`, `layer_name`, `fields`.
    read
        How many rows GDAL gives of the layer, none left out by a filter.

    Raises
    ------
    SourceError
        With both numbers; also if the file says that it is a part of more.
    """
    count = _COUNTS.get(info["driver"])
    counted = None if count is None else count(path, info, what)
    if counted is not None:
        require_every_row(read, counted, what)


def require_whole_page(said: Mapping[str, Any], rows: int, what: str) -> None:
    """Refuse one page of a service's answer: the rest of the rows is elsewhere.

    Parameters
    ----------
    said
        The members of a JSON root, or the attributes of an XML root.

    Raises
    ------
    SourceError
        Saying what tells that there is more.
    """
    for name in ("numberMatched", "numberReturned"):
        number = said.get(name)
        if str(number).isdecimal() and int(str(number)) > rows:
            raise SourceError(
                f"{what}: holds {rows} rows and says {name} {number}: it is a part of an answer. "
                "Fetch all pages (`geo-ser fetch` does), or ask for a download."
            )
    links = said.get("links")
    rels = [one.get("rel") for one in links if isinstance(one, dict)] if links else []
    if "next" in rels or said.get("next"):
        raise SourceError(
            f"{what}: holds {rows} rows and has a link to the next page: it is a part of an "
            "answer. Fetch all pages (`geo-ser fetch` does), or ask for a download."
        )
    inner = said.get("properties")
    for about in (said, inner if isinstance(inner, dict) else {}):
        if about.get("exceededTransferLimit") is True:
            raise SourceError(
                f"{what}: holds {rows} rows and says exceededTransferLimit: the service had more "
                "than it gives at once. Fetch all pages (`geo-ser fetch` does)."
            )


def _csv_rows(path: Path, info: Info, what: str) -> int:
    """Count records of a CSV, without its header where it has one."""
    with path.open("rb") as stream:
        records = _records(stream, what)
    headless = all(re.fullmatch(r"field_\d+", name) for name in info["fields"])
    return records if headless else records - 1


_CLOSED = re.compile(rb'(?:[^"]|"")*"(?!")')


def _records(stream: BinaryIO, what: str) -> int:
    """Count records: lines with anything in them, where a quoted cell may hold line ends."""
    head = stream.readline()
    stream.seek(0)
    separator = re.escape(max(_SEPARATORS, key=head.count))
    opening = re.compile(b"(?:^|" + separator + b')"(?:[^"]|"")*("(?!")|\\Z)')
    records, since = 0, 0
    for number, line in enumerate(_lines(stream), 1):
        if since or b'"' in line:
            within = _ends_quoted(line, opening, quoted=since > 0)
            since = (since or number) if within else 0
        records += not since and bool(line.strip(b"\r\n"))
    if since:
        raise SourceError(
            f"{what}: a quotation mark in line {since} is never closed, so that all lines after it "
            "are one cell. Mend that line, or export the file again."
        )
    return records


_SEPARATORS = (b",", b";", b"\t", b"|")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Give lines, ended by a line feed, a carriage return or both."""
    for line in stream:
        if b"\r" in line.rstrip(b"\r\n"):
            yield from line.replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines(keepends=True)
        else:
            yield line


def _ends_quoted(line: bytes, opening: re.Pattern[bytes], *, quoted: bool) -> bool:
    """Return whether a line ends within a quoted cell; `quoted` says that it begins in one."""
    if quoted:
        closed = _CLOSED.match(line)
        if closed is None:
            return True
        line = b"-" + line[closed.end() :]
    quotes = list(opening.finditer(line))
    return bool(quotes) and quotes[-1][1] == b""


def _sequence_rows(path: Path, _info: Info, _what: str) -> int:
    """Count the texts of a sequence: lines, or what stands after each record separator."""
    with path.open("rb") as stream:
        if stream.read(1) == b"\x1e":
            stream.seek(0)
            return sum(line.count(b"\x1e") for line in stream)
        stream.seek(0)
        return sum(not line.isspace() for line in stream)


def _json_rows(path: Path, _info: Info, what: str) -> int:
    """Count the elements of `features`; an object without them is one feature itself."""
    outline = json_outline(path)
    if not outline.whole:
        raise SourceError(f"{what}: its brackets do not close; it is cut off or damaged. {_AGAIN}")
    rows = 1 if outline.elements is None else outline.elements
    require_whole_page(outline.around, rows, what)
    return rows


def _beside(path: Path, suffix: str) -> Path | None:
    """Return a file of the same name with another suffix, in any case."""
    wanted = (path.stem + suffix).casefold()
    same = path.with_suffix(suffix)
    if same.is_file():
        return same
    return next((one for one in path.parent.iterdir() if one.name.casefold() == wanted), None)


def _shapefile_rows(path: Path, _info: Info, what: str) -> int | None:
    """Count a shapefile's rows in its index, in its table, and compare those."""
    table = path if path.suffix.lower() == ".dbf" else _beside(path, ".dbf")
    rows, deleted = (None, 0) if table is None else _dbf_rows(table, what)
    index = _beside(path, ".shx")
    if path.suffix.lower() == ".dbf" or index is None:
        return rows
    places = np.fromfile(index, dtype=">i4", offset=100).astype("int64")
    places = 2 * places[: len(places) // 2 * 2].reshape(-1, 2)
    if rows is not None and rows + deleted != len(places):
        raise SourceError(
            f"{what}: {index.name} has {len(places)} shapes, {path.stem}.dbf {rows + deleted} "
            f"rows. One of them is damaged. {_AGAIN}"
        )
    end = int(max(100, (places.sum(axis=1) + 8).max(initial=100)))
    with path.open("rb") as stream:
        stream.seek(end)
        tail = stream.read(4)
    if len(tail) == 4 and int.from_bytes(tail, "big") > len(places):
        raise SourceError(
            f"{what}: {index.name} has {len(places)} shapes, but {path.name} holds more after "
            f"them. {_AGAIN}"
        )
    return len(places) - deleted


def _dbf_rows(path: Path, what: str) -> tuple[int, int]:
    """Return how many rows of a dBASE table stand and how many are deleted."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(32)
    if len(head) < 32:
        raise SourceError(f"{what}: {path.name} is cut off ({size} bytes). {_AGAIN}")
    promised, start, width = struct.unpack_from("<IHH", head, 4)
    room = max(size - start, 0) // max(width, 1)
    if room < promised:
        raise SourceError(
            f"{what}: {path.name} says {promised} rows and holds {room}; it is cut off. {_AGAIN}"
        )
    flags = np.memmap(path, dtype="uint8", mode="r")[start :: max(width, 1)][: promised + 1]
    if room > promised and width > 1 and flags[promised] in b" *":
        raise SourceError(f"{what}: {path.name} says {promised} rows and holds {room}. {_AGAIN}")
    deleted = int((flags[:promised] == ord("*")).sum())
    return promised - deleted, deleted


_MIF_OBJECT = re.compile(
    rb"^\s*(none|point|line|pline|region|arc|text|rect|roundrect|ellipse|multipoint|collection)\b",
    re.IGNORECASE,
)


def _mapinfo_rows(path: Path, _info: Info, what: str) -> int | None:
    """Count the objects of a MIF and the lines of its MID; of a TAB the rows of its table."""
    if path.suffix.lower() == ".tab":
        table = _beside(path, ".dat")
        return None if table is None else _dbf_rows(table, what)[0]
    if path.suffix.lower() != ".mif":
        return None
    objects, begun = 0, False
    with path.open("rb") as stream:
        for line in stream:
            begun = begun or line.strip().lower() == b"data"
            objects += begun and _MIF_OBJECT.match(line) is not None
    table = _beside(path, ".mid")
    if table is not None and table.stat().st_size:
        with table.open("rb") as stream:
            rows = _records(stream, what)
        if rows != objects:
            raise SourceError(
                f"{what}: {path.name} holds {objects} shapes, {table.name} {rows} rows. One of "
                f"them is cut off. {_AGAIN}"
            )
    return objects


def _sqlite_rows(path: Path, info: Info, _what: str) -> int | None:
    """Count the rows of a table; what is worked out by a view is not counted."""
    name = info["layer_name"]
    try:
        with closing(_database(path)) as database:
            tables = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
            if database.execute(tables, (name,)).fetchone() != (1,):
                return None
            (rows,) = database.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()
    except sqlite3.Error:
        return None  # GDAL's SQLite knows more than Python's, and says what is wrong
    return int(rows)


def require_bounded_views(path: Path, layer: str | None, what: str) -> None:
    """Refuse a database whose view has no end: a recursive query gives rows for ever.

    Parameters
    ----------
    path
        Any file; one that is no SQLite database passes.
    layer
        The view that will be read; None where any may be.

    Raises
    ------
    SourceError
        If SQLite needs over `MAX_VIEW_STEPS` steps to count the rows of a view.
    """
    if not path.is_file():
        return
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\0":
            return
    named = "SELECT name FROM sqlite_master WHERE type = 'view' AND (?1 IS NULL OR name = ?1)"
    try:
        with closing(_database(path)) as database:
            for (view,) in database.execute(named, (layer,)).fetchall():
                _require_end(database, view, what)
    except sqlite3.Error:
        return  # GDAL's SQLite knows more than Python's, and says what is wrong


def _require_end(database: sqlite3.Connection, view: str, what: str) -> None:
    """Count the rows of a view, for so many steps."""
    calls = iter(range(MAX_VIEW_STEPS // _STEPS_A_CALL))
    ended_early = False

    def stop() -> bool:
        nonlocal ended_early
        ended_early = next(calls, None) is None
        return ended_early

    database.set_progress_handler(stop, _STEPS_A_CALL)
    try:
        database.execute(f"SELECT count(*) FROM {_quoted(view)}").fetchone()
    except sqlite3.Error:
        if ended_early:
            raise SourceError(
                f"{what}: the view {view!r} works out rows without end, or takes over "
                f"{MAX_VIEW_STEPS:.0e} steps. Save its rows as a table and name that as `layer`."
            ) from None
    finally:
        database.set_progress_handler(None, 0)


def numbers_with_bytes(path: Path, table: str, column: str) -> frozenset[int]:
    """Return the numbers of rows of a GeoPackage that hold bytes for a shape."""
    query = f"SELECT rowid FROM {_quoted(table)} WHERE {_quoted(column)} IS NOT NULL"
    try:
        with closing(_database(path)) as database:
            return frozenset(number for (number,) in database.execute(query))
    except sqlite3.Error:
        return frozenset()


def _database(path: Path) -> sqlite3.Connection:
    """Open a database to read; a journal beside it belongs to it."""
    journal = path.with_name(path.name + "-wal").is_file()
    how = "mode=ro" if journal else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _geodatabase_rows(path: Path, _info: Info, what: str) -> None:
    """Compare what each table of a file geodatabase says with its index of rows."""
    if not path.is_dir():
        return
    for table in sorted(path.glob("a*.gdbtable")):
        index = table.with_suffix(".gdbtablx")
        with table.open("rb") as stream:
            version, promised = struct.unpack("<II", stream.read(8).ljust(8, b"\0"))
        if version != _GEODATABASE_10:
            continue
        held = _indexed_rows(index) if index.is_file() else 0
        if promised != held:
            raise SourceError(
                f"{what}: {table.name} says {promised} rows, its index {index.name} has {held}; "
                f"the file geodatabase is damaged. {_AGAIN}"
            )


_GEODATABASE_10 = 3
"""The version of tables whose index is read; ArcGIS Pro can write others, of 64 bits."""


def _indexed_rows(index: Path) -> int:
    """Count the rows that an index says to stand somewhere; a deleted row stands nowhere."""
    data = index.read_bytes()
    if len(data) < 16:
        return 0
    blocks, _rows, width = struct.unpack_from("<III", data, 4)
    places = np.frombuffer(data, dtype="uint8", offset=16)[: blocks * 1024 * width]
    whole = len(places) // max(width, 1) * max(width, 1)
    return int(places[:whole].reshape(-1, max(width, 1)).any(axis=1).sum())


def _flatgeobuf_rows(path: Path, _info: Info, what: str) -> int:
    """Count features by going from one to the next: each says how long it is."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            promised, place = _flatgeobuf_head(data)
            rows = 0
            while place < len(data):
                place += 4 + int(struct.unpack_from("<I", data, place)[0])
                rows += 1
        except struct.error as error:
            raise SourceError(f"{what}: is cut off or damaged ({error}). {_AGAIN}") from error
        if place != len(data) or promised not in (0, rows):
            raise SourceError(
                f"{what}: says it has {promised} rows and holds {rows}, the last ending at byte "
                f"{place} of {len(data)}; it is cut off or damaged. {_AGAIN}"
            )
    return rows


def _flatgeobuf_head(data: mmap.mmap) -> tuple[int, int]:
    """Return how many features a FlatGeobuf promises, and where the first begins."""
    (length,) = struct.unpack_from("<I", data, 8)
    root = 12 + struct.unpack_from("<I", data, 12)[0]
    fields = root - struct.unpack_from("<i", data, root)[0]
    known = (struct.unpack_from("<H", data, fields)[0] - 4) // 2

    def value(number: int, form: str, default: int) -> int:
        place = struct.unpack_from("<H", data, fields + 4 + 2 * number)[0] if number < known else 0
        return int(struct.unpack_from(form, data, root + place)[0]) if place else default

    rows, node = value(8, "<Q", 0), value(9, "<H", 16)
    nodes = level = rows if node > 1 else 0
    while level > 1:
        level = math.ceil(level / node)
        nodes += level
    return rows, 12 + length + 40 * max(nodes, 2 * (rows == 1 and node > 1))


def _gml_rows(path: Path, info: Info, what: str) -> int | None:
    """Count the elements that are named as the layer and stand in a member or in the root."""
    layer, above, rows, root = info["layer_name"], [""], 0, dict[str, str]()

    def start(name: str, about: dict[str, str]) -> None:
        nonlocal rows
        local = name.rpartition(":")[2]
        if len(above) == 1:
            root.update(about)
        elif local == layer and (len(above) == 2 or _MEMBER.search(above[-1])):
            rows += 1
        above.append(local)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, lambda _name: above.pop()
    try:
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise SourceError(f"{what}: is cut off or no XML ({error}). {_AGAIN}") from error
    if rows:
        require_whole_page({one: root.get(one) for one in _PAGED}, rows, what)
    return rows or None


_PAGED = ("numberMatched", "numberReturned", "next")
_MEMBER = re.compile("members?$", re.IGNORECASE)

_COUNTS: Mapping[str, Callable[[Path, Info, str], int | None]] = {
    "CSV": _csv_rows,
    "ESRI Shapefile": _shapefile_rows,
    "ESRIJSON": _json_rows,
    "FlatGeobuf": _flatgeobuf_rows,
    "GML": _gml_rows,
    "GPKG": _sqlite_rows,
    "GeoJSON": _json_rows,
    "GeoJSONSeq": _sequence_rows,
    "JSONFG": _json_rows,
    "MapInfo File": _mapinfo_rows,
    "OpenFileGDB": _geodatabase_rows,
    "SQLite": _sqlite_rows,
}
"""GDAL's name of a format to what counts its rows; None where it cannot tell."""
