"""Windows of cloud-optimised GeoTIFFs: only the bytes that hold the area, not the sheet.

Why not GDAL's own /vsicurl/: it would open connections of its own, that know no catalogue of
hosts, no Retry-After and no page store, so that nobody could say later which bytes came. Here
GDAL reads through a file that asks our one client for blocks of bytes; each is an answer in
the page store, so a window that was cut off goes on where it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import numpy as np
import rasterio
import shapely
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from shapely.errors import GEOSException
from shapely.geometry import shape

from geo_ser.errors import FetchError, IncompleteError
from geo_ser.gdal import RASTER_DRIVER, closed_rasters
from geo_ser.sources.area import Area, Box
from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.doors.door import Brought, Size
from geo_ser.sources.doors.geojson import collection_of
from geo_ser.sources.doors.mosaic import Cells, Grid, mosaic
from geo_ser.sources.doors.ranges import Blocks, RangedFile
from geo_ser.sources.http import Answer, Request

__all__ = ["Sheet", "bring", "size", "suffix"]

_CELL_M = 0.5
_NAME = "sheet.tif"
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


@contextmanager
def _opened(sheet: Sheet, desk: Desk, order: Order) -> Iterator[DatasetReader]:
    """Open a sheet through the desk; what went wrong at the desk is raised, not GDAL's echo."""
    blocks = Blocks(sheet.url, desk, order.name)

    def give(path: str, *_: object, **__: object) -> RangedFile:
        if not path.endswith(_NAME):  # GDAL looks for files beside it; there are none
            raise FileNotFoundError(path)
        return RangedFile(blocks)

    try:
        with (
            closed_rasters(),
            rasterio.open(_NAME, opener=give, driver=RASTER_DRIVER) as file,
        ):
            _require_on_grid(file, sheet, order)
            yield file
    except RasterioError as error:
        if blocks.trouble is None:
            raise IncompleteError(
                f"{order.name}: sheet {sheet.number} cannot be read ({error}): {sheet.url}"
            ) from error
    if blocks.trouble is not None:
        raise blocks.trouble


def _require_on_grid(file: DatasetReader, sheet: Sheet, order: Order) -> None:
    """Refuse a sheet whose cells are not those of the mosaic."""
    corner, cell_m = (file.bounds.left, file.bounds.top), _cell(order)
    off = [abs(one / cell_m - round(one / cell_m)) for one in corner]
    if tuple(map(abs, file.res)) != (cell_m, cell_m) or max(off) > _NEAR:
        raise IncompleteError(
            f"{order.name}: sheet {sheet.number} has cells of {file.res} m at {corner}, not of "
            f"{cell_m:g} m on multiples of a cell. Nothing was used."
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
