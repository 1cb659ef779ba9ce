"""Small elevation rasters from the pencil's corner, written in a temporary folder."""

import numpy as np
import rasterio
from affine import Affine

from tests.shapes import X, Y

AHN_NODATA = 3.4028234663852886e38


def grid(
    path, cells, *, cell: float = 1.0, x: float = 0.0, y: float = 0.0,
    crs: str | None = "EPSG:28992", nodata: float | None = AHN_NODATA, **profile,
):  # fmt: skip
    """Write rows of elevations, the last row on (X + x, Y + y); NaN becomes AHN's nodata."""
    values = np.asarray(cells, dtype="float32")
    values = np.where(np.isnan(values), np.float32(AHN_NODATA), values)
    bands = values if values.ndim == 3 else values[None]
    options = {
        "driver": "GTiff",
        "height": bands.shape[1],
        "width": bands.shape[2],
        "count": len(bands),
        "dtype": "float32",
        "crs": crs,
        "nodata": nodata,
        "transform": Affine(cell, 0, X + x, 0, -cell, Y + y + bands.shape[1] * cell),
    } | profile
    with rasterio.open(path, "w", **options) as out:
        out.write(bands)
    return path


def flat(value: float, size: int = 40) -> np.ndarray:
    return np.full((size, size), value)
