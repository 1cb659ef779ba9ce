"""One GeoTIFF of the area's box, filled window by window; shared by the raster doors.

Why our own nodata: AHN declares 3.4028235e38 and its WCS declares nothing, so a reader that
looks at what is declared takes holes for mountains. Whatever is no elevation the country can
have becomes one declared nodata here.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.io import DatasetWriter
from rasterio.windows import Window

from geo_ser.elevations import ELEVATIONS_M
from geo_ser.errors import IncompleteError
from geo_ser.sources.area import Box
from geo_ser.tables import RD

__all__ = ["NODATA", "Cells", "Grid", "Mosaic", "mosaic"]

NODATA = np.float32(-9999.0)
BLOCK = 256

Cells = NDArray[np.float32]


@dataclass(frozen=True)
class Grid:
    """A grid of square cells, north up: its corner in the north-west, in RD."""

    west: float
    north: float
    cell_m: float
    width: int
    height: int

    @classmethod
    def over(cls, box: Box, cell_m: float) -> "Grid":
        """Return the grid of whole cells that covers a box; its edges are multiples of a cell."""
        west, south = (math.floor(one / cell_m) for one in box[:2])
        east, north = (math.ceil(one / cell_m) for one in box[2:])
        return cls(west * cell_m, north * cell_m, cell_m, east - west, north - south)

    @property
    def transform(self) -> Affine:
        """From column and row to RD."""
        return Affine(self.cell_m, 0.0, self.west, 0.0, -self.cell_m, self.north)

    @property
    def box(self) -> Box:
        """The bounds."""
        east, south = self.west + self.width * self.cell_m, self.north - self.height * self.cell_m
        return self.west, south, east, self.north

    def common(self, box: Box) -> "Grid | None":
        """Return the part of the grid that lies in a box, None where there is none."""
        west, south, east, north = self.box
        part = max(west, box[0]), max(south, box[1]), min(east, box[2]), min(north, box[3])
        if part[0] >= part[2] or part[1] >= part[3]:
            return None
        return Grid.over(part, self.cell_m)

    def window_of(self, part: "Grid") -> Window:
        """Return where a part of this grid lies in it, in columns and rows."""
        column = round((part.west - self.west) / self.cell_m)
        row = round((self.north - part.north) / self.cell_m)
        return Window(column, row, part.width, part.height)


@dataclass
class Mosaic:
    """A GeoTIFF that is being filled; `known` counts the cells that hold an elevation."""

    grid: Grid
    file: DatasetWriter
    what: str
    known: int = 0

    def put(self, part: Grid, cells: Cells) -> None:
        """Write cells into their place; those without an elevation leave what is there.

        Raises
        ------
        IncompleteError
            If there are more or fewer cells than the part has.
        """
        if cells.shape != (part.height, part.width):
            raise IncompleteError(
                f"{self.what}: {cells.shape[1]} × {cells.shape[0]} cells came where {part.width} × "
                f"{part.height} were asked. Nothing of this layer was used."
            )
        window = self.grid.window_of(part)
        low, high = ELEVATIONS_M
        with np.errstate(invalid="ignore"):
            known = (cells >= low) & (cells <= high)
        there = self.file.read(1, window=window)
        self.known += int((known & (there == NODATA)).sum())
        self.file.write(np.where(known, cells, there), 1, window=window)

    @property
    def note(self) -> str:
        """How much of the box holds an elevation, for people."""
        share = self.known / (self.grid.width * self.grid.height)
        return f"{share:.1%} of the cells of {self.grid.cell_m:g} m hold an elevation"


@contextmanager
def mosaic(path: Path, grid: Grid, *, what: str) -> Iterator[Mosaic]:
    """Give a GeoTIFF of a grid that holds nothing yet.

    Raises
    ------
    IncompleteError
        If it holds nothing at the end.
    """
    path.unlink(missing_ok=True)
    with rasterio.open(
        path, "w+", driver="GTiff", dtype="float32", count=1, crs=RD, transform=grid.transform,
        width=grid.width, height=grid.height, nodata=NODATA, tiled=True, blockxsize=BLOCK,
        blockysize=BLOCK, compress="deflate", predictor=3, BIGTIFF="IF_SAFER",
    ) as file:  # fmt: skip
        filled = Mosaic(grid, file, what)
        for _, window in file.block_windows(1):
            file.write(np.full((window.height, window.width), NODATA), 1, window=window)
        yield filled
    if not filled.known:
        raise IncompleteError(
            f"{what}: no cell of the area holds an elevation. Check the area, and the collection "
            "in the catalogue; nothing of this layer was used."
        )
