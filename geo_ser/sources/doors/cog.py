"""Windows of cloud-optimised GeoTIFFs: only the bytes that hold the area, not the sheet.

Why not GDAL's own /vsicurl/: it would open connections of its own, that know no catalogue of
hosts, no Retry-After and no page store, so that nobody could say later which bytes came. Here
GDAL reads through a file that asks our one client for blocks of bytes; each is an answer in
the page store, so a window that was cut off goes on where it was.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import numpy as np
import rasterio
import shapely
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from shapely.errors import GEOSException
from shapely.geometry import shape

from geo_ser.errors import FetchError, GeoSerError, IncompleteError, RefreshedError
from geo_ser.sources.area import Area, Box
from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.doors.door import Brought, Size
from geo_ser.sources.doors.geojson import collection_of
from geo_ser.sources.doors.mosaic import Cells, Grid, mosaic
from geo_ser.sources.http import Answer, Request

__all__ = ["RangedFile", "Sheet", "bring", "size", "suffix"]

BLOCK_BYTES = 2**17
"""What is asked of a sheet at a time; neighbouring tiles of a COG often share a block."""

HELD_BLOCKS = 64
_CELL_M = 0.5
_NEAR = 1e-6


def suffix(order: Order) -> str:  # noqa: ARG001 - every door has it
    """Return the suffix of the layer's file."""
    return ".tif"


@dataclass(frozen=True)
class Sheet:
    """One sheet of the index: its number, address, length in bytes and bounds in RD."""

    number: str
    url: str
    bytes: int | None
    box: Box


def bring(order: Order, desk: Desk, path: Path) -> Brought:
    """Write the elevations in the area's squares to a GeoTIFF, m NAP.

    Raises
    ------
    FetchError
        If a sheet cannot be reached, or its host gives no ranges.
    IncompleteError
        If no sheet covers the area, a sheet lies off the grid, or nothing holds an elevation.
    RefreshedError
        If a sheet changed meanwhile.
    """
    sheets, area = _sheets(order, desk), _require_area(order)
    tiles = area.tiles(order.door.tile_m)
    with mosaic(path, Grid.over(area.box, _cell(order)), what=order.name) as whole:
        for number, sheet in enumerate(sheets, 1):
            with _opened(sheet, desk, order) as file:
                for tile in tiles:
                    part = whole.grid.common(_common(tile, tuple(file.bounds)))
                    if part is not None:
                        whole.put(part, _cells(file, part, order, sheet))
            desk.report(parts_done=number, parts=len(sheets))
    return Brought(pages=desk.progress.pages, note=f"{whole.note}; {len(sheets)} sheet(s)")


def size(order: Order, desk: Desk) -> Size:
    """Return how many bytes the cells are before they are packed."""
    sheets, grid = _sheets(order, desk), Grid.over(_require_area(order).box, _cell(order))
    return Size(bytes=grid.width * grid.height * 4, requests=len(sheets))


def _require_area(order: Order) -> Area:
    if order.area is None:
        raise FetchError(f"{order.name}: a window needs an area.")
    return order.area


def _cell(order: Order) -> float:
    return float(order.entry.options.get("cell_m", _CELL_M))


def _sheets(order: Order, desk: Desk) -> list[Sheet]:
    """Return the sheets of the index that touch the area's squares, by number.

    Raises
    ------
    IncompleteError
        If there is none, or the index is not what it should be.
    """
    index = Request(f"{order.door.url.rstrip('/')}/{order.collection}")
    sheets = desk.ask(index, lambda answer: [*_indexed(answer, order)])
    area = shapely.box(*_require_area(order).box)
    needed = [one for one in sheets if shapely.box(*one.box).intersection(area).area > 0]
    if not needed:
        raise IncompleteError(
            f"{order.name}: none of the {len(sheets)} sheets of {index.url} covers the area."
        )
    return sorted(needed, key=lambda one: one.number)


def _indexed(answer: Answer, order: Order) -> Iterator[Sheet]:
    for one in collection_of(answer, order.name)["features"]:
        about = one.get("properties") or {}
        url, length = about.get("url"), str(about.get("length", ""))
        try:
            box = shape(one.get("geometry")).bounds
        except (GEOSException, AttributeError, TypeError, ValueError, KeyError) as error:
            raise IncompleteError(f"{order.name}: a sheet of the index has no outline.") from error
        if not isinstance(url, str) or len(box) != 4:
            raise IncompleteError(f"{order.name}: a sheet of the index has no `url` or outline.")
        size_bytes = int(length) if length.isdecimal() else None
        yield Sheet(str(about.get("kaartbladNr", url)), urljoin(answer.url, url), size_bytes, box)


def _common(a: Box, b: Box) -> Box:
    """Return what two boxes have in common; where that is nothing, a box without area."""
    west, south = max(a[0], b[0]), max(a[1], b[1])
    return west, south, max(west, min(a[2], b[2])), max(south, min(a[3], b[3]))


class _opened:  # noqa: N801 - used as a function
    """Opens a sheet through the desk; what went wrong at the desk is raised, not GDAL's echo."""

    def __init__(self, sheet: Sheet, desk: Desk, order: Order) -> None:
        self.sheet, self.order = sheet, order
        self.bytes = RangedFile(sheet.url, desk, what=order.name)

    def __enter__(self) -> DatasetReader:
        """Give the sheet, checked to lie on the grid."""
        try:
            self.file = rasterio.open(self.bytes)
        except RasterioError as error:
            raise self._why(error) from error
        corner = self.file.transform @ (0, 0)
        cell_m = _cell(self.order)
        off = [abs(one / cell_m - round(one / cell_m)) for one in corner]
        if tuple(map(abs, self.file.res)) != (cell_m, cell_m) or max(off) > _NEAR:
            self.file.close()
            raise IncompleteError(
                f"{self.order.name}: sheet {self.sheet.number} has cells of {self.file.res} m at "
                f"{corner}, not of {cell_m:g} m on multiples of a cell. Nothing was used."
            )
        return self.file

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Close the sheet."""
        self.file.close()
        if isinstance(error, RasterioError):
            raise self._why(error) from error

    def _why(self, error: Exception) -> Exception:
        if self.bytes.trouble is not None:
            return self.bytes.trouble
        return IncompleteError(
            f"{self.order.name}: sheet {self.sheet.number} cannot be read ({error}): "
            f"{self.sheet.url}"
        )


def _cells(file: DatasetReader, part: Grid, order: Order, sheet: Sheet) -> Cells:
    """Return the cells of a part of a sheet; holes are NaN."""
    own = Grid(file.bounds.left, file.bounds.top, part.cell_m, file.width, file.height)
    cells: Cells = file.read(1, window=own.window_of(part)).astype("float32")
    if cells.shape != (part.height, part.width):
        raise IncompleteError(f"{order.name}: sheet {sheet.number} is smaller than it says.")
    return cells if file.nodata is None else np.where(
        cells == np.float32(file.nodata), np.float32(np.nan), cells
    )  # fmt: skip


@dataclass
class RangedFile(io.RawIOBase):
    """A file at an address, of which only the blocks that are read are asked.

    `trouble` is the error that ended a read: GDAL hides errors of the files it reads.
    """

    url: str
    desk: Desk
    what: str
    trouble: GeoSerError | None = None
    _at: int = 0
    _size: int = -1
    _version: str | None = None
    _held: dict[int, bytes] = field(default_factory=dict)

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def seekable(self) -> bool:
        """Return that it can be read anywhere."""
        return True

    def tell(self) -> int:
        """Return the position."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move the position, as files do."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length()}[whence]
        self._at = start + offset
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Return bytes from the position on; fewer only at the end of the file."""
        length = self._length()
        end = length if size < 0 else min(length, self._at + size)
        first, last = self._at // BLOCK_BYTES, max(self._at, end - 1) // BLOCK_BYTES
        if self._at >= end:
            return b""
        joined = b"".join(self._block(number) for number in range(first, last + 1))
        start = self._at - first * BLOCK_BYTES
        found = joined[start : start + end - self._at]
        self._at += len(found)
        return found

    def _length(self) -> int:
        if self._size < 0:
            self._block(0)
        return self._size

    def _block(self, number: int) -> bytes:
        """Return one block, asked through the desk unless it is held."""
        if number in self._held:
            return self._held[number]
        start = number * BLOCK_BYTES
        asked = Request(self.url, headers={"Range": f"bytes={start}-{start + BLOCK_BYTES - 1}"})
        try:
            block = self.desk.ask(asked, lambda answer: self._checked(answer, start))
        except GeoSerError as error:
            self.trouble = error
            raise
        if len(self._held) >= HELD_BLOCKS:
            self._held.pop(next(iter(self._held)))
        self._held[number] = block
        return block

    def _checked(self, answer: Answer, start: int) -> bytes:
        """Return the block of an answer; refuse another range, and another version."""
        stated = answer.headers.get("content-range", "")
        place, _, size = stated.removeprefix("bytes ").partition("/")
        if answer.status != 206 or not size.isdecimal() or not place.startswith(f"{start}-"):
            raise FetchError(
                f"{self.what}: {self.url} does not come in ranges (status {answer.status}, "
                f"{stated or 'no Content-Range'}). Take another door, or bring the sheet yourself."
            )
        version = answer.headers.get("etag", "") or answer.headers.get("last-modified", "")
        if self._version not in (None, version) or self._size not in (-1, int(size)):
            raise RefreshedError(
                f"{self.what}: {self.url} changed while it was read. Run `geo-ser fetch` again; "
                "nothing of this layer was used."
            )
        self._version, self._size = version, int(size)
        expected = min(BLOCK_BYTES, self._size - start)
        if len(answer.body) != expected:
            raise IncompleteError(
                f"{self.what}: {len(answer.body)} of {expected} bytes of {self.url} came."
            )
        return answer.body
