"""Bad geometries, each repaired by itself: neighbours are never read, let alone changed.

Land is what the shells enclose minus what the holes enclose, the parts of one multipolygon
united. That gives both lobes of a bow-tie, a hole that shares the shell's edge its true area,
overlapping parts counted once, and never more land than the shells hold. GEOS's own
`make_valid` turns a hole outside its shell into land; taking the rings one by one does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely import GEOSException
from shapely.geometry.base import BaseGeometry

from geo_ser.errors import CutError
from geo_ser.geometry.cuts import difference_of, polygons_only, union
from geo_ser.layers.crs import finite_rows

__all__ = ["REASONS", "Repaired", "drop_heights", "repair_points", "repair_polygons"]

Geometries = npt.NDArray[np.object_]
Texts = npt.NDArray[np.object_]

REASONS = {
    "no_id": "geen nummer",
    "duplicate_id": "nummer komt vaker voor",
    "no_geometry": "geen geometrie",
    "unreadable_geometry": "geometrie is beschadigd",
    "empty_geometry": "lege geometrie",
    "not_finite": "coördinaten zijn geen getallen",
    "not_polygon": "geen vlak",
    "not_point": "geen punt",
    "no_area": "vlak zonder oppervlakte",
    "unrepairable": "vlak niet te herstellen",
    "outside_netherlands": "ligt buiten Nederland",
}
"""Why a row is in quarantine, with the Dutch text for people."""

_POLYGON, _MULTIPOLYGON, _COLLECTION = 3, 6, 7
_POINT, _MULTIPOINT = 0, 4


@dataclass(frozen=True)
class Repaired:
    """Geometries after repair, one per geometry that came in.

    `kind` says what was repaired, "" where nothing was; `reason` is a key of `REASONS` where
    the geometry cannot be used, "" where it can. A geometry that is refused is null when its
    coordinates are worth nothing, else as it was.
    """

    geometry: Geometries
    kind: Texts
    reason: Texts


def drop_heights(geometry: Geometries) -> tuple[Geometries, npt.NDArray[np.bool_]]:
    """Return geometries without Z (and M), and which of them had it; flat ones are untouched."""
    tall = np.asarray(shapely.has_z(geometry) | shapely.has_m(geometry), dtype="bool")
    flat = geometry.copy()
    flat[tall] = shapely.force_2d(geometry[tall])
    return flat, tall


def repair_polygons(geometry: Geometries) -> Repaired:
    """Return polygons that are valid and have an area, each repaired by itself.

    Parameters
    ----------
    geometry
        (n,) geometries of any kind, two-dimensional, possibly null.

    Returns
    -------
    repaired : Repaired
        Valid polygons and multipolygons keep their coordinates bit for bit. Of a collection the
        polygons are kept (kind ``collection``); interior rings and parts without points, valid to
        GEOS, are dropped (``empty_ring``); an invalid polygon gets the kind GEOS names, such as
        ``self_intersection`` or ``holes_are_nested``.
    """
    out = _unusable(geometry)
    _take_polygons(out)
    _drop_empty_rings(out)
    usable = np.flatnonzero(out.reason == "")
    for row in usable[~shapely.is_valid(out.geometry[usable])]:
        _repair_row(out, row)
    flat = (out.reason == "") & ~(shapely.area(out.geometry) > 0)
    out.reason[flat] = "no_area"
    out.geometry[flat] = geometry[flat]
    out.kind[out.reason != ""] = ""
    return out


def repair_points(geometry: Geometries) -> Repaired:
    """Return single points; a multipoint of one point becomes that point (kind ``multipoint``).

    Parameters
    ----------
    geometry
        (n,) geometries of any kind, two-dimensional, possibly null.
    """
    out = _unusable(geometry)
    kinds = shapely.get_type_id(out.geometry)
    single = (
        (out.reason == "")
        & (kinds == _MULTIPOINT)
        & (shapely.get_num_geometries(out.geometry) == 1)
    )
    out.geometry[single] = shapely.get_geometry(out.geometry[single], 0)
    out.kind[single] = "multipoint"
    other = (out.reason == "") & ~single & (kinds != _POINT)
    out.reason[other] = "not_point"
    return out


def _unusable(geometry: Geometries) -> Repaired:
    """Return the geometries with those refused that have no finite coordinates."""
    reason = np.full(len(geometry), "", dtype="object")
    missing, empty = shapely.is_missing(geometry), shapely.is_empty(geometry)
    reason[~finite_rows(geometry)] = "not_finite"
    reason[empty] = "empty_geometry"
    reason[missing] = "no_geometry"
    kept = geometry.copy()
    kept[reason != ""] = None
    return Repaired(kept, np.full(len(geometry), "", dtype="object"), reason)


def _take_polygons(out: Repaired) -> None:
    """Replace collections by their polygons; refuse what holds none."""
    kinds = shapely.get_type_id(out.geometry)
    for row in np.flatnonzero(kinds == _COLLECTION):
        polygons = list(_polygons(out.geometry[row]))
        if polygons:
            out.geometry[row] = (
                polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)
            )
            out.kind[row] = "collection"
    kinds = shapely.get_type_id(out.geometry)
    other = (out.reason == "") & ~np.isin(kinds, (_POLYGON, _MULTIPOLYGON))
    out.reason[other] = "not_polygon"


def _drop_empty_rings(out: Repaired) -> None:
    """Drop the interior rings and the parts that have no points; the others keep every bit."""
    parts, row = shapely.get_parts(out.geometry, return_index=True)
    holed = shapely.get_num_interior_rings(parts) > 0
    rings, of = shapely.get_rings(parts[holed], return_index=True)
    bad = shapely.is_empty(parts)
    bad[np.flatnonzero(holed)[of[shapely.is_empty(rings)]]] = True
    for place in np.unique(row[bad & (out.reason[row] == "")]):
        polygons = [
            shapely.Polygon(one.exterior, [hole for hole in one.interiors if not hole.is_empty])
            for one in _polygons(out.geometry[place])
        ]
        out.geometry[place] = polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)
        out.kind[place] = out.kind[place] or "empty_ring"


def _polygons(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    """Give every polygon in a geometry, however deep in collections, empty ones left out."""
    for part in shapely.get_parts(geometry):
        kind = shapely.get_type_id(part)
        if kind == _POLYGON and not part.is_empty:
            yield part
        elif kind in (_MULTIPOLYGON, _COLLECTION):
            yield from _polygons(part)


def _repair_row(out: Repaired, row: int) -> None:
    geometry = out.geometry[row]
    kind = shapely.is_valid_reason(geometry).partition("[")[0].strip().lower()
    try:
        lands = [_land(polygon) for polygon in _polygons(geometry)]
        # GEOS may hand a collection of polygons back; united by themselves they are one land.
        land = union(np.array([one for part in lands for one in _polygons(part)], dtype="object"))
    except (GEOSException, CutError):
        out.reason[row] = "unrepairable"
        return
    if not shapely.is_valid(land):
        out.reason[row] = "unrepairable"
        return
    out.geometry[row] = land
    out.kind[row] = out.kind[row] or kind.replace(" ", "_").replace("-", "_")


def _land(polygon: BaseGeometry) -> BaseGeometry:
    """Return what the shell of one polygon encloses minus what its holes enclose."""
    shell = _enclosed(shapely.get_exterior_ring(polygon))
    holes = [_enclosed(hole) for hole in polygon.interiors]
    if not holes:
        return shell
    return difference_of(shell, union(np.array(holes, dtype="object")))


def _enclosed(ring: BaseGeometry) -> BaseGeometry:
    land = shapely.make_valid(shapely.polygons(ring), method="structure", keep_collapsed=False)
    return polygons_only(np.array([land], dtype="object"))[0]
