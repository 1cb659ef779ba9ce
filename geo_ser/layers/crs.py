"""Coordinates to RD New, believing neither the file nor the settings without a look at them."""

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo_ser.errors import CrsError
from geo_ser.findings import Words
from geo_ser.gdal import transformer
from geo_ser.tables import NETHERLANDS, RD

__all__ = [
    "DUTCH_DEGREES",
    "Located",
    "Look",
    "WayToRd",
    "coordinates_look",
    "finite_rows",
    "way_to_rd",
]

Geometries = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

DUTCH_DEGREES = (3.0, 50.5, 7.5, 53.8)
"""Bounds (lon, lat) that hold the Netherlands."""


@dataclass(frozen=True)
class Look:
    """What coordinates look like: `crs` is the setting that fits them, "" where none does."""

    text: str
    crs: str = ""


_DEGREES = Look("Dutch longitudes and latitudes in degrees", "EPSG:4326")
_METRES = Look("metres in RD New", f"EPSG:{RD}")
_SWAPPED = Look("degrees with latitude and longitude swapped")
_SWAPPED_METRES = Look("metres in RD New with x and y swapped")
_BOXES = (
    (_METRES, NETHERLANDS),
    (_DEGREES, DUTCH_DEGREES),
    (_SWAPPED, (50.5, 3.0, 53.8, 7.5)),
    (_SWAPPED_METRES, (NETHERLANDS[1], NETHERLANDS[0], NETHERLANDS[3], NETHERLANDS[2])),
    (Look("metres in Web Mercator", "EPSG:3857"), (330e3, 6560e3, 840e3, 7130e3)),
    (Look("metres in UTM zone 31N", "EPSG:25831"), (380e3, 5600e3, 830e3, 5960e3)),
)


@dataclass(frozen=True)
class Located:
    """Geometries in EPSG:28992.

    `usable` marks those that have finite coordinates, `outside` those that end outside the
    Netherlands (they are null).
    """

    geometry: Geometries
    usable: Mask
    outside: Mask


@dataclass(frozen=True)
class WayToRd:
    """How the coordinates of one layer come to EPSG:28992, decided on the whole layer.

    Attributes
    ----------
    crs
        What the coordinates are in; None where no row has any.
    assumed
        In words what was assumed about the coordinates, None when the source said it itself.
    look, override, what
        What the coordinates look like, `crs` in atlas.toml, table and file: for messages.
    """

    crs: CRS | None
    assumed: Words | None
    look: Look | None
    override: str | None
    what: str

    def located(self, geometry: Geometries) -> Located:
        """Return some of the layer's geometries in EPSG:28992.

        Parameters
        ----------
        geometry
            (n,) geometries, two-dimensional; those without finite coordinates stay as they are,
            and so do coordinates that are RD already.
        """
        usable = finite_rows(geometry)
        if self.crs is None:
            return Located(geometry, usable, np.zeros(len(geometry), dtype="bool"))
        moved = _transformed(geometry, usable, self.crs)
        outside = usable & ~_in_the_netherlands(moved)
        moved[outside] = None
        return Located(moved, usable, outside)

    def require_inside(self, outside: int, usable: int) -> None:
        """Refuse a layer of which too many rows turned out to lie outside the Netherlands.

        Parameters
        ----------
        outside, usable
            How many rows lie outside, of how many that have finite coordinates.

        Raises
        ------
        CrsError
            If most of the rows contradict the CRS, or all lie outside.
        """
        if 2 * outside > usable and (self.look is not None or outside == usable):
            assert self.crs is not None, "nothing lies outside where nothing was moved"
            raise CrsError(_contradiction(self.crs, self.look, self.override, self.what))


def finite_rows(geometry: Geometries) -> Mask:
    """Return which geometries have coordinates, all of them finite."""
    coordinates, row = shapely.get_coordinates(geometry, return_index=True)
    infinite = row[~np.isfinite(coordinates).all(axis=1)]
    finite = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    finite[infinite] = False
    return np.asarray(finite, dtype="bool")


def coordinates_look(bounds: Numbers) -> Look | None:
    """Return what at least half of the geometries look like by their middle; None for nothing.

    Parameters
    ----------
    bounds
        (n, 4) boxes of the geometries; those that are not finite do not count.
    """
    known = bounds[np.isfinite(bounds).all(axis=1)]
    middle = (known[:, :2] + known[:, 2:]) / 2
    for look, (xmin, ymin, xmax, ymax) in _BOXES:
        fits = ((middle >= (xmin, ymin)) & (middle <= (xmax, ymax))).all(axis=1)
        if len(middle) and 2 * fits.sum() >= len(middle):
            return look
    return None


def way_to_rd(
    bounds: Numbers,
    stated: CRS | None,
    *,
    what: str,
    override: str | None = None,
    format_default: bool = False,
) -> WayToRd:
    """Return how a layer comes to EPSG:28992, after a look at where its coordinates lie.

    Parameters
    ----------
    bounds
        (n, 4) boxes of all geometries of the layer, of the coordinates that are numbers; NaN where
        there are none.
    stated
        The file's own CRS; None when it gives none.
    what
        Table and file, for messages.
    override
        `crs` in atlas.toml; decides over the file, and is checked all the same.
    format_default
        True when no one wrote the CRS down and GDAL filled in the format's (GeoJSON: degrees).

    Raises
    ------
    CrsError
        If `override` is no CRS, or none is stated and the coordinates fit neither RD nor Dutch
        degrees.
    """
    crs = _parsed(override, what) if override else _known(stated)
    if not np.isfinite(bounds).all(axis=1).any():
        return WayToRd(None, None, None, override, what)
    look = coordinates_look(bounds)
    assumed = None
    if crs is None or (format_default and not override and look is _METRES):
        assumed = _assumption(crs, look, what)
        crs = CRS.from_user_input(look.crs if look else RD)
    return WayToRd(crs, assumed, look, override, what)


def _known(stated: CRS | None) -> CRS | None:
    """Return the file's CRS; a GeoPackage's "undefined" system is none."""
    return None if stated is None or stated.type_name.startswith("Engineering") else stated


def _parsed(override: str, what: str) -> CRS:
    try:
        return CRS.from_user_input(override)
    except CRSError as error:
        raise CrsError(
            f'{what}: crs = "{override}" is no coordinate system. Write for example '
            f'crs = "EPSG:{RD}" (RD New, metres) or crs = "EPSG:4326" (degrees).'
        ) from error


def _assumption(crs: CRS | None, look: Look | None, what: str) -> Words:
    """Return in words what is assumed about coordinates nobody named; only RD or degrees."""
    if look is _METRES or look is _DEGREES:
        bedoelt, means = (
            (" (GeoJSON bedoelt dan graden)", " (GeoJSON then means degrees)") if crs else ("", "")
        )
        lijken = "meters in RD" if look is _METRES else "graden in Nederland"
        return Words(
            f"{what} noemt geen coördinatenstelsel{bedoelt}, maar de coördinaten lijken {lijken}; "
            f"gelezen als {look.crs}.",
            f"{what} names no coordinate system{means}, but its coordinates look like "
            f"{look.text}; read as {look.crs}.",
        )
    raise CrsError(
        f"{what}: names no coordinate system, and its coordinates look like "
        f"{look.text if look else 'no place in the Netherlands, in metres or in degrees'}. "
        f"{_advice(look)}"
    )


def _contradiction(crs: CRS, look: Look | None, override: str | None, what: str) -> str:
    says = f'crs = "{override}"' if override else f"the file says {_name(crs)}"
    like = f"look like {look.text}" if look else "then lie outside the Netherlands"
    return f"{what}: {says}, but its coordinates {like}. {_advice(look)}"


def _advice(look: Look | None) -> str:
    if look in (_SWAPPED, _SWAPPED_METRES):
        return "Swap x and y in the file (easting or longitude first), then run again."
    if look is not None:
        return f'If that is right, write crs = "{look.crs}" in its block of atlas.toml.'
    return 'Find out what system they are in and write it as crs = "EPSG:…" in its block.'


def _name(crs: CRS) -> str:
    code = crs.to_epsg()
    return f"EPSG:{code} ({crs.name})" if code else str(crs.name)


def _is_rd(crs: CRS) -> bool:
    """Return whether the horizontal part of a CRS is RD New, however it is written down."""
    horizontal = crs.sub_crs_list[0] if crs.sub_crs_list else crs
    return horizontal.to_epsg(min_confidence=25) == RD


def _transformed(geometry: Geometries, usable: Mask, crs: CRS) -> Geometries:
    moved = geometry.copy()
    if _is_rd(crs):
        return moved
    with warnings.catch_warnings():
        # PROJ misses the RDNAPTRANS grid: at most 0.23 m, accepted (sources.md §9).
        warnings.simplefilter("ignore", UserWarning)
        to_rd = transformer(crs, RD)
    with np.errstate(invalid="ignore"):
        moved[usable] = shapely.transform(geometry[usable], to_rd.transform, interleaved=False)
    return moved


def _in_the_netherlands(geometry: Geometries) -> Mask:
    bounds = shapely.bounds(geometry)
    lower, upper = NETHERLANDS[:2], NETHERLANDS[2:]
    inside = (bounds[:, :2] >= lower).all(axis=1) & (bounds[:, 2:] <= upper).all(axis=1)
    return np.asarray(inside, dtype="bool")
