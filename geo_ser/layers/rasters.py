"""Elevation rasters (AHN) to heights: percentiles of the surface over each building.

The roof is a percentile of the surface model (DSM) over the building's outline; the ground is
the median of the terrain model (DTM) in a ring around it, for a DTM has holes under buildings.
Cells are weighed by the share of them that lies inside (exactextract), so that the edge of the
outline counts for what it covers. Only windows around neighbouring buildings are read.

AHN's nodata is 3.4e38 and not always declared: every cell outside `ELEVATIONS_M` is unknown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.elevations import ELEVATIONS_M, believable_height_m
from geo_ser.errors import CrsError, SourceError
from geo_ser.files import require_file
from geo_ser.gdal import closed_rasters, open_raster
from geo_ser.geometry.cuts import difference
from geo_ser.tables import RD

__all__ = ["GROUND_PERCENTILE", "MIN_GROUND_SHARE", "RasterPair", "raster_heights"]

GROUND_PERCENTILE = 50.0
"""The median: a loading dock or a ditch beside a building must not lower its ground."""

MIN_GROUND_SHARE = 0.10
"""Of the ring around a building this share must have a known elevation."""

MAX_TILES_SOUGHT = 100
"""Squares of a raster that are searched for any elevation before it is refused as empty."""

TILE_CELLS = 1024
"""Buildings that start in one square of so many cells are read together …"""

MAX_BUILDING_CELLS = 4096
"""… and one that is longer than this is not read: so no window outgrows memory."""

_RD_WITH_NAP = 7415
_ROUNDING = 1e-9
_APART_M = 1000.0
"""Elevations differ by less than this: so far apart, groups of them are sorted in one go."""
_CACHE_MB = 64
"""What GDAL may keep of the files; by default it takes a share of the machine's memory."""


@dataclass(frozen=True)
class RasterPair:
    """The two rasters of `[rasters]` and when they were flown, None when nobody says."""

    dsm: Path
    dtm: Path
    survey_date: date | None = None


def raster_heights(
    buildings: gpd.GeoDataFrame,
    rasters: RasterPair,
    *,
    roof_percentile: float,
    ring_m: float,
    min_coverage: float,
) -> pd.DataFrame:
    """Return the height of each building above the ground beside it.

    Parameters
    ----------
    buildings
        (n,) outlines in EPSG:28992 with `building_id`.
    rasters
        GeoTIFFs in EPSG:28992 (or 7415), m NAP; their cells need not coincide.
    roof_percentile
        0–100: percentile of the DSM over the outline.
    ring_m
        Width of the ring around the outline in which the ground is sought.
    min_coverage
        The share of the outline that must have known DSM cells.

    Returns
    -------
    heights : pandas.DataFrame
        (n,) `building_id`, `height_m`, `ground_m` (m NAP), `survey_date` (datetime64[ms]),
        `height_source`, `height_coverage` (share of the outline with known cells, 0–1) and
        `height_missing_reason` (a code of `elevations.HEIGHT_REASONS`, null where there is a
        height). The same for every order of the buildings.

    Raises
    ------
    SourceError
        If a raster cannot be read, has several bands, is turned, or has no known elevation.
    CrsError
        If a raster is not in EPSG:28992.
    """
    outlines = np.asarray(buildings.geometry.array, dtype="object")
    rings = difference(shapely.buffer(outlines, ring_m), outlines)
    with (
        closed_rasters(GDAL_CACHEMAX=_CACHE_MB),
        _opened(rasters.dsm, "dsm") as dsm,
        _opened(rasters.dtm, "dtm") as dtm,
    ):
        roof = _percentile(dsm, outlines, roof_percentile)
        ground = _percentile(dtm, rings, GROUND_PERCENTILE)
    return _judged(buildings, roof, ground, rasters.survey_date, roof_percentile, min_coverage)


def _judged(
    buildings: gpd.GeoDataFrame,
    roof: pd.DataFrame,
    ground: pd.DataFrame,
    survey_date: date | None,
    percentile: float,
    min_coverage: float,
) -> pd.DataFrame:
    """Return heights with what is not believed taken out, and why."""
    height = roof["value"] - ground["value"]
    grounded = ground["share"] >= MIN_GROUND_SHARE
    reason = pd.Series("impossible", index=roof.index, dtype="str")
    reason = reason.mask(believable_height_m(height).notna()).mask(~grounded, "no_ground")
    reason = reason.mask(roof["share"] < min_coverage - _ROUNDING, "low_coverage")
    reason = reason.mask(~roof["on_raster"], "outside_raster").mask(roof["too_large"], "too_large")
    found = pd.DataFrame(
        {
            "building_id": buildings["building_id"].to_numpy(),
            "height_m": height.mask(reason.notna()),
            "ground_m": ground["value"].where(grounded),
            "survey_date": pd.Series([survey_date] * len(roof), index=roof.index),
            "height_source": f"raster dsm p{percentile:g} - dtm p{GROUND_PERCENTILE:g}",
            "height_coverage": roof["share"],
            "height_missing_reason": reason,
        }
    )
    return found.astype({"survey_date": "datetime64[ms]", "height_source": "str"})


@dataclass(frozen=True)
class _Raster:
    """An open raster, and what it is called in messages."""

    source: Any
    what: str

    @property
    def cell_m(self) -> float:
        """The longest side of a cell."""
        return float(max(self.source.transform.a, -self.source.transform.e))

    @property
    def cell_m2(self) -> float:
        """The area of a cell."""
        return float(-self.source.transform.a * self.source.transform.e)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[_Raster]:
    """Give an open raster, once it is found to be one we can count on."""
    what = f"[rasters] {name} ({path.name})"
    require_file(path, what=f"[rasters] {name}")
    with open_raster(path, what=what) as source:
        _require_rd(source, what)
        _require_plain(source, what)
        yield _Raster(source, what)


def _require_rd(source: Any, what: str) -> None:
    """Refuse a raster that is not in RD: it would have to be resampled, which moves heights."""
    epsg = None if source.crs is None else source.crs.to_epsg()
    named = source.crs is not None and "Amersfoort / RD New" in source.crs.to_wkt()
    if epsg in (RD, _RD_WITH_NAP) or (epsg is None and named):
        return
    has = "has no CRS" if source.crs is None else f"is in {source.crs.to_string()[:60]}"
    raise CrsError(
        f"{what}: {has}; heights need EPSG:{RD} (RD New, metres). Download the sheet in RD, or "
        f"write its CRS with `gdal_edit.py -a_srs EPSG:{RD}` where it is RD without saying so."
    )


def _require_plain(source: Any, what: str) -> None:
    """Refuse what is no single grid of numbers with north up."""
    move = source.transform
    if source.count != 1:
        raise SourceError(f"{what}: has {source.count} bands; a grid of elevations has one.")
    if move.b or move.d or move.a <= 0 or move.e >= 0:
        raise SourceError(f"{what}: is turned or mirrored; save it north up (`gdalwarp`).")


def _percentile(
    raster: _Raster, shapes: npt.NDArray[np.object_], percentile: float
) -> pd.DataFrame:
    """Return the percentile of the cells in each shape, and how much of it is known.

    Returns
    -------
    found : pandas.DataFrame
        (n,) `value` (m NAP, NaN where nothing is known), `share` (0–1 of the shape's area),
        `on_raster` and `too_large` (bool).
    """
    bounds, area = shapely.bounds(shapes), shapely.area(shapes)
    left, bottom, right, top = raster.source.bounds
    found = pd.DataFrame({"value": np.nan, "share": 0.0}, index=range(len(shapes)))
    found["on_raster"] = ((bounds > (-np.inf, -np.inf, left, bottom))
                          & (bounds < (right, top, np.inf, np.inf))).all(axis=1)  # fmt: skip
    sides = (bounds[:, 2:] - bounds[:, :2]).max(axis=1, initial=0.0)
    found["too_large"] = sides > MAX_BUILDING_CELLS * raster.cell_m
    wanted = np.flatnonzero(found["on_raster"] & ~found["too_large"])
    for rows in _neighbours(bounds, wanted, TILE_CELLS * raster.cell_m):
        cells, box = _window(raster, bounds[rows])
        value, known = _zonal(cells, box, shapes[rows], percentile)
        found.loc[rows, "value"] = value
        found.loc[rows, "share"] = np.clip(known * raster.cell_m2 / area[rows], 0.0, 1.0)
    if len(wanted) and found["value"].isna().all():
        _require_known_cells(raster)
    return found


def _neighbours(
    bounds: npt.NDArray[np.float64], rows: npt.NDArray[np.int64], side_m: float
) -> Iterator[npt.NDArray[np.int64]]:
    """Give rows in groups that start in one square."""
    squares = np.floor(bounds[rows, :2] / side_m)
    _, group = np.unique(squares, axis=0, return_inverse=True)
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order])) + 1
    yield from (part for part in np.split(rows[order], starts) if len(part))


def _window(
    raster: _Raster, bounds: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float32], tuple[float, float, float, float]]:
    """Return the cells around some shapes that lie on the raster, and the bounds of the cells."""
    move, size = raster.source.transform, (raster.source.width, raster.source.height)
    lowest, highest = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    first = np.array([(lowest[0] - move.c) / move.a, (highest[1] - move.f) / move.e])
    last = np.array([(highest[0] - move.c) / move.a, (lowest[1] - move.f) / move.e])
    begin = np.maximum(np.floor(first).astype("int64"), 0)
    end = np.minimum(np.ceil(last).astype("int64"), size)
    cells = _cells(raster, *map(int, (*begin, *end)))
    west, north = move.c + int(begin[0]) * move.a, move.f + int(begin[1]) * move.e
    east, south = move.c + int(end[0]) * move.a, move.f + int(end[1]) * move.e
    return cells, (west, south, east, north)


def _cells(
    raster: _Raster, left: int, upper: int, right: int, lower: int
) -> npt.NDArray[np.float32]:
    """Return a window of elevations, m NAP, NaN where unknown."""
    from rasterio.errors import RasterioError
    from rasterio.windows import Window

    source = raster.source
    try:
        raw = source.read(1, window=Window(left, upper, right - left, lower - upper))
    except RasterioError as error:
        raise SourceError(
            f"{raster.what}: is damaged ({error}). Download or export it again."
        ) from error
    cells = raw.astype("float32")
    if (source.scales[0], source.offsets[0]) != (1.0, 0.0):
        cells = cells * np.float32(source.scales[0]) + np.float32(source.offsets[0])
    known = (cells > ELEVATIONS_M[0]) & (cells < ELEVATIONS_M[1])
    if source.nodata is not None:
        known &= raw != source.nodata
    return np.where(known, cells, np.float32(np.nan))


def _zonal(
    cells: npt.NDArray[np.float32],
    box: tuple[float, float, float, float],
    shapes: npt.NDArray[np.object_],
    percentile: float,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return per shape the percentile of its known cells and how many those are (in shares).

    exactextract says which cells lie in a shape and for how much. Its own quantile is not used:
    it takes equal elevations for one, so that a mast on a flat roof raises the 70th percentile.
    """
    from exactextract import exact_extract
    from exactextract.raster import NumPyRasterSource

    found = exact_extract(
        NumPyRasterSource(cells, *box),
        gpd.GeoDataFrame(geometry=shapes, crs=RD),
        ["values", "coverage"],
        output="pandas",
    )
    sizes = found["values"].map(len).to_numpy("int64")
    values = np.concatenate([np.zeros(0), *found["values"]])
    weights = np.concatenate([np.zeros(0), *found["coverage"]])
    return _percentiles_of(values, weights, np.repeat(np.arange(len(shapes)), sizes),
                           len(shapes), percentile)  # fmt: skip


def _percentiles_of(
    values: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
    group: npt.NDArray[np.int64],
    count: int,
    percentile: float,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return per group the lowest value that has the percentile's share of the weight up to it.

    It is always one of the values, never something between. NaN where a group has no weight.
    Values are elevations, `group` does not decrease.
    """
    known = np.isfinite(values) & (weights > 0)
    values, weights, group = values[known], weights[known], group[known]
    order = np.argsort(group * _APART_M + values)
    values, weights = values[order], weights[order]
    total = np.asarray(np.bincount(group, weights, minlength=count), dtype="float64")
    shares = weights / total[group]
    reached = np.cumsum(shares)
    first = np.flatnonzero(np.diff(group, prepend=-1))
    reached -= np.repeat((reached - shares)[first], np.diff(first, append=len(group)))
    enough = np.flatnonzero(reached >= percentile / 100 - _ROUNDING)
    owner, lowest = np.unique(group[enough], return_index=True)
    found = np.full(count, np.nan)
    found[owner] = values[enough[lowest]]
    return found, total


def _require_known_cells(raster: _Raster) -> None:
    """Refuse a raster that knows nothing anywhere; asked only when it knew none of the shapes.

    Of a large raster no more than `MAX_TILES_SOUGHT` squares, spread over it, are looked at: a
    sparse file of 10^6 by 10^6 cells holds next to nothing and would take hours.
    """
    width, height = raster.source.width, raster.source.height
    columns, rows = -(-width // TILE_CELLS), -(-height // TILE_CELLS)
    count = min(columns * rows, MAX_TILES_SOUGHT)
    for tile in np.unique(np.linspace(0, columns * rows - 1, count).astype("int64")).tolist():
        upper, left = (place * TILE_CELLS for place in divmod(tile, columns))
        right, lower = min(left + TILE_CELLS, width), min(upper + TILE_CELLS, height)
        if np.isfinite(_cells(raster, left, upper, right, lower)).any():
            return
    where = (
        "no elevation at all (all nodata)"
        if count == columns * rows
        else f"no elevation under any building, nor in {count} squares spread over it (all nodata)"
    )
    raise SourceError(f"{raster.what}: holds {where}. Download it again, or name the right sheet.")
