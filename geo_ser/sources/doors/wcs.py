"""WCS 2.0: the window of a coverage that the area needs, square by square, in RD.

Why the grid is asked first: a window that does not lie on the cells of the coverage is resampled
by the service, without a word. Asked on the cells, what comes is what was measured.
"""

import re
from pathlib import Path

import numpy as np
import rasterio
from rasterio.errors import RasterioError

from geo_ser.errors import FetchError, IncompleteError
from geo_ser.gdal import RASTER_DRIVER, closed_rasters
from geo_ser.sources.area import Area
from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.doors.door import Brought, Size
from geo_ser.sources.doors.mosaic import Cells, Grid, mosaic
from geo_ser.sources.http import Answer, Request

__all__ = ["bring", "size", "suffix"]

_OFFSET = re.compile(rb"<(?:\w+:)?offsetVector\b[^>]*>\s*([-\d.eE]+)\s+([-\d.eE]+)\s*<")
_ORIGIN = re.compile(rb"<(?:\w+:)?pos\b[^>]*>\s*([-\d.eE]+)\s+([-\d.eE]+)\s*<")
_AXES = re.compile(rb"<(?:\w+:)?axisLabels>\s*(\w+)\s+(\w+)\s*<")
_NEAR = 1e-6
_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")


def suffix(order: Order) -> str:  # noqa: ARG001 - every door has it
    """Return the suffix of the layer's file."""
    return ".tif"


def bring(order: Order, desk: Desk, path: Path) -> Brought:
    """Write the elevations in the area's squares to a GeoTIFF, m NAP.

    Raises
    ------
    FetchError
        If the service cannot be reached, or answers with an error.
    IncompleteError
        If a window is not the one that was asked, or nothing holds an elevation.
    """
    area = _require_area(order)
    cell_m, axes = desk.ask(_describe(order), lambda answer: _described(answer, order))
    tiles = area.tiles(order.door.tile_m)
    with mosaic(path, Grid.over(area.box, cell_m), what=order.name) as whole:
        for number, tile in enumerate(tiles, 1):
            part = whole.grid.common(tile)
            if part is not None:
                asked = _window(order, part, axes)
                whole.put(part, desk.ask(asked, lambda a, p=part: _cells(a, p, order)))  # type: ignore[misc]
            desk.report(parts_done=number, parts=len(tiles))
    return Brought(pages=desk.progress.pages, note=whole.note)


def size(order: Order, desk: Desk) -> Size:
    """Return how many bytes the cells are before they are packed."""
    area = _require_area(order)
    cell_m, _ = desk.ask(_describe(order), lambda answer: _described(answer, order))
    grid = Grid.over(area.box, cell_m)
    return Size(bytes=grid.width * grid.height * 4, requests=len(area.tiles(order.door.tile_m)))


def _require_area(order: Order) -> Area:
    if order.area is None:
        raise FetchError(f"{order.name}: a window needs an area.")
    return order.area


def _asked(order: Order, request: str, key: str) -> dict[str, str | int]:
    asked: dict[str, str | int] = {"service": "WCS", "version": "2.0.1", "request": request}
    return asked | {key: order.collection} | order.entry.options


def _describe(order: Order) -> Request:
    return Request.of(order.door.url, _asked(order, "DescribeCoverage", "coverageId"))


def _described(answer: Answer, order: Order) -> tuple[float, tuple[str, str]]:
    """Return the cell of a coverage, m, and the names of its axes.

    The few numbers are looked up as text; nothing of the XML is unfolded.

    Raises
    ------
    IncompleteError
        If it does not say, its cells are not square, or lie off the multiples of a cell.
    """
    steps, origin = _OFFSET.findall(answer.body), _ORIGIN.search(answer.body)
    axes = _AXES.search(answer.body)
    if len(steps) != 2 or origin is None:
        shown = " ".join(answer.body[:300].decode("utf-8", errors="replace").split())
        raise IncompleteError(f"{order.name}: does not describe its grid: {shown!r}.")
    across, down = (max(abs(float(a)), abs(float(b))) for a, b in steps)
    off = [(float(one) / across) % 1.0 for one in origin.groups()]
    if across <= 0 or abs(across - down) > _NEAR or any(abs(one - 0.5) > _NEAR for one in off):
        raise IncompleteError(
            f"{order.name}: its cells of {across:g} by {down:g} m do not lie on multiples of a "
            "cell in RD, so that a window would be resampled. Take another door."
        )
    names = (axes[1].decode(), axes[2].decode()) if axes else ("x", "y")
    return across, names


def _window(order: Order, part: Grid, axes: tuple[str, str]) -> Request:
    west, south, east, north = part.box
    address = Request.of(
        order.door.url, _asked(order, "GetCoverage", "coverageId") | {"format": "image/tiff"}
    ).url
    # `subset` is asked once per axis, so it cannot stand in a mapping.
    x, y = axes
    return Request(
        f"{address}&subset={x}({west:.10g},{east:.10g})&subset={y}({south:.10g},{north:.10g})"
    )


def _cells(answer: Answer, part: Grid, order: Order) -> Cells:
    """Return the cells of a window; refuse an answer that is no GeoTIFF of this very window."""
    if not answer.body.startswith(_TIFF):
        shown = " ".join(answer.body[:200].decode("utf-8", errors="replace").split())
        raise IncompleteError(f"{order.name}: the answer is no GeoTIFF: {shown!r}.")
    try:
        with (
            closed_rasters(),
            rasterio.MemoryFile(answer.body) as held,
            held.open(driver=RASTER_DRIVER) as window,
        ):
            bounds, cells = tuple(window.bounds), window.read(1).astype("float32")
            holes = window.nodata
    except RasterioError as error:
        raise IncompleteError(f"{order.name}: the GeoTIFF cannot be read ({error}).") from error
    if not np.allclose(bounds, part.box, atol=part.cell_m / 100, rtol=0):
        raise IncompleteError(
            f"{order.name}: the window that came is {bounds}, not {part.box}. Nothing of this "
            "layer was used."
        )
    return cells if holes is None else np.where(cells == np.float32(holes), np.nan, cells)
