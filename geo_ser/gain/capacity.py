"""What may be built on each plot: the envelope, the permitted footprint and floor area.

The envelope is the part of the plot in the terrain where the plan lets build (all of it where
that is unknown), less the setbacks from its road, side and rear edges. Coverage caps the
footprint, height the storeys: a hall has one storey whatever its height, an office as many as
fit.
"""

from dataclasses import dataclass, fields, replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.gain.rows import KEYS, Rows, Site
from geo_ser.gain.shapes import holding_circle
from geo_ser.gain.whatif import WhatIf
from geo_ser.geometry.cuts import EMPTY, Shapes, difference, united
from geo_ser.geometry.halves import Failure, by_halves

__all__ = ["Capacity", "capacity", "envelope_table"]

Numbers = npt.NDArray[np.float64]
_SETBACKS = ("road", "side", "rear")
_CIRCLE = 16
"""Segments of a quarter circle round the corners of a setback."""


@dataclass(frozen=True)
class Capacity:
    """What may be built on each row."""

    envelope: Shapes
    """(n,) polygons; empty where setbacks leave nothing."""

    envelope_m2: Numbers
    permitted_m2: Numbers
    """(n,) footprint; where no limit at all is known, the plot itself."""

    storeys: Numbers
    """(n,) of what stands or would stand there: 1 for halls; NaN: an office, height unknown."""

    office: npt.NDArray[np.bool_]
    """(n,) mostly offices, or zoned for them where nothing stands."""

    bounded: npt.NDArray[np.bool_]
    """(n,) a build zone, a setback or a coverage is known."""

    tight: Shapes
    """(n,) the envelope where every edge of unknown kind has the largest setback that is given."""

    tight_permitted_m2: Numbers
    """(n,) footprint permitted within it."""

    room_m2: Numbers
    """(n,) footprint that may be added: land of the envelope without building on which one fits
    (`min_width_m`, `min_extension_m2`), at most what is left of the coverage; 0 or more."""

    tight_room_m2: Numbers
    """(n,) the same within `tight`."""

    failures: tuple[Failure, ...] = ()
    """Rows of which the envelope could not be worked out: nothing is known to be permitted."""

    def part(self, rows: Rows) -> "Capacity":
        """Return some rows, ascending, as rows 0 … n−1."""
        return Capacity(*(getattr(self, one.name)[rows] for one in fields(self)[:-1]))


def capacity(site: Site, settings: WhatIf) -> Capacity:
    """Return the envelope, footprint and storeys that each row permits.

    Parameters
    ----------
    site
        The net plots.
    settings
        `office_storey_m`, `min_width_m` and `min_extension_m2` are used.
    """
    count = len(site.rows)
    may = Capacity(
        np.full(count, EMPTY, dtype="object"), np.full(count, np.nan), np.full(count, np.nan),
        np.ones(count), np.zeros(count, dtype="bool"), np.zeros(count, dtype="bool"),
        np.full(count, EMPTY, dtype="object"), np.full(count, np.nan), np.full(count, np.nan),
        np.full(count, np.nan),
    )  # fmt: skip
    results, failures = by_halves(
        lambda rows: _capacity(site.part(rows), settings), np.arange(count)
    )
    for rows, known in results:
        for column in fields(may)[:-1]:
            getattr(may, column.name)[rows] = getattr(known, column.name)
    return replace(may, failures=tuple(failures))


def _capacity(site: Site, settings: WhatIf) -> Capacity:
    """Return the capacity of rows that can all be worked out."""
    rows = site.rows
    shapes = envelope(site)
    tight = _tight(site, shapes)
    area = shapely.area(shapes)
    cap = rows["max_coverage"].to_numpy() * rows["area_in_terrain_m2"].to_numpy()
    setbacks = rows[["setback_road_m", "setback_side_m", "setback_rear_m"]].notna().any(axis=1)
    zoned = np.array([one is not None and not pd.isna(one) for one in rows["zone"]], dtype="bool")
    has_edges = np.isin(np.arange(len(rows)), site.edges["row"])
    office = _mostly_office(site)
    room_m2, tight_room_m2 = _rooms(site, shapes, tight, cap, settings)
    return Capacity(
        envelope=shapes,
        envelope_m2=area,
        permitted_m2=np.fmin(area, cap),
        storeys=_storeys(rows, office, settings.office_storey_m.value),
        office=office,
        bounded=zoned | (setbacks.to_numpy() & has_edges) | np.isfinite(cap),
        tight=tight,
        tight_permitted_m2=np.fmin(shapely.area(tight), cap),
        room_m2=room_m2,
        tight_room_m2=tight_room_m2,
    )


def _rooms(
    site: Site, shapes: Shapes, tight: Shapes, cap_m2: Numbers, settings: WhatIf
) -> tuple[Numbers, Numbers]:
    """Return how much footprint may be added to each row, within its envelope and the tight one.

    What stands outside the envelope stays: it takes up coverage, and no land of the envelope.
    """
    spare = cap_m2 - site.rows["footprint_m2"].fillna(0.0).to_numpy(dtype="float64")
    width_m, least_m2 = settings.min_width_m.value, settings.min_extension_m2.value

    def room(envelopes: Shapes, rows: Rows) -> Numbers:
        free = holding_circle(difference(envelopes, site.built[rows]), width_m, least_m2)
        return np.asarray(np.maximum(np.fmin(free, spare[rows]), 0.0))

    wide = room(shapes, np.arange(len(shapes)))
    narrow = wide.copy()
    other = np.flatnonzero([one is not another for one, another in zip(shapes, tight, strict=True)])
    narrow[other] = room(tight[other], other)
    return wide, narrow


def envelope(site: Site) -> Shapes:
    """Return where may be built on each row: the zone less the setbacks that are known.

    A setback holds along its edges and round their ends: no point of the envelope lies nearer.
    """
    rows, edges = site.rows, site.edges
    plots = rows.geometry.to_numpy()
    zones = [p if z is None or pd.isna(z) else z for p, z in zip(plots, rows["zone"], strict=True)]
    land = np.array(zones, dtype="object")
    setback = np.full(len(edges), np.nan)
    for name in _SETBACKS:
        ours = edges["edge"].eq(name).to_numpy()
        setback[ours] = rows[f"setback_{name}_m"].to_numpy()[edges["row"].to_numpy()[ours]]
    return _less_strips(
        land, edges.geometry.to_numpy(), edges["row"].to_numpy(dtype="int64"), setback
    )


def _tight(site: Site, envelopes: Shapes) -> Shapes:
    """Return the envelopes less the largest setback given, along edges of unknown kind.

    A plot without any edge has its whole boundary as such an edge.
    """
    rows, edges = site.rows, site.edges
    given = [rows[f"setback_{name}_m"].to_numpy(dtype="float64") for name in _SETBACKS]
    largest = np.fmax.reduce(given)
    unknown = edges[~edges["edge"].isin(_SETBACKS)]
    bare = np.flatnonzero(~np.isin(np.arange(len(rows)), edges["row"]))
    lines = [*unknown.geometry, *shapely.boundary(rows.geometry.to_numpy()[bare])]
    row = np.r_[unknown["row"].to_numpy(dtype="int64"), bare]
    return _less_strips(envelopes, np.array(lines, dtype="object"), row, largest[row])


def _less_strips(land: Shapes, lines: Shapes, row: Rows, setback_m: Numbers) -> Shapes:
    """Return the land of each row without what lies nearer to a line of it than its setback."""
    land, kept = land.copy(), setback_m > 0
    # Piece by piece: one buffer of a line in many pieces takes three times as long.
    parts, at = shapely.get_parts(lines[kept], return_index=True)
    strips = shapely.buffer(parts, setback_m[kept][at], quad_segs=_CIRCLE)
    of_part = row[kept][at]
    taken = united(np.asarray(strips, dtype="object"), of_part, len(land))
    hit = np.unique(of_part)
    land[hit] = difference(land[hit], taken[hit])
    return land


def envelope_table(site: Site, may: Capacity) -> gpd.GeoDataFrame:
    """Return what may be built on each plot against what stands, one row per row of the site.

    Returns
    -------
    envelopes : geopandas.GeoDataFrame
        (n,) `plot_id`, `terrain_id`, `envelope_m2`, `permitted_footprint_m2`,
        `permitted_gfa_m2`, `headroom_footprint_m2` and `headroom_gfa_m2` (0 or more; null where
        no limit, no height of an office, or not what stands is known): `Capacity.room_m2`, as
        `larger_footprint` takes it, and the floor area of all that would stand then, less what
        is there; `footprint_m2`, `gfa_m2`,
        the limits used, `limits_source`, and the envelope as geometry.
    """
    rows = site.rows
    permitted = np.where(may.bounded, may.permitted_m2, np.nan)
    floor = permitted * may.storeys
    more = pd.Series(np.where(may.bounded, may.room_m2, np.nan), rows.index)
    table = pd.DataFrame(
        {
            **{key: rows[key] for key in KEYS},
            "envelope_m2": np.where(may.bounded, may.envelope_m2, np.nan),
            "permitted_footprint_m2": permitted,
            "permitted_gfa_m2": floor,
            "footprint_m2": rows["footprint_m2"],
            "gfa_m2": rows["gfa_m2"],
            "headroom_footprint_m2": more.mask(rows["footprint_m2"].isna()),
            "headroom_gfa_m2": np.maximum(
                (more + rows["footprint_m2"]) * may.storeys - rows["gfa_m2"], 0.0
            ),
            "max_height_m": rows["max_height_m"],
            "max_coverage": rows["max_coverage"],
            **{f"setback_{one}_m": rows[f"setback_{one}_m"] for one in ("road", "side", "rear")},
            "limits_source": rows["limits_source"].astype("str"),
        }
    )
    return gpd.GeoDataFrame(table, geometry=may.envelope, crs=rows.crs)


def _mostly_office(site: Site) -> npt.NDArray[np.bool_]:
    """Return whether offices stand on most of the built land, or would where nothing stands."""
    parts, count = site.parts, len(site.rows)
    row, area = parts["row"].to_numpy(dtype="int64"), parts["area_m2"].to_numpy()
    all_m2 = np.bincount(row, weights=area, minlength=count)
    office_m2 = np.bincount(row, weights=area * parts["office"].to_numpy(), minlength=count)
    zoned = site.rows["main_group"].eq("office").to_numpy(dtype="bool")
    return np.where(all_m2 > 0, office_m2 > all_m2 / 2, zoned).astype("bool")


def _storeys(rows: pd.DataFrame, office: npt.NDArray[np.bool_], storey_m: float) -> Numbers:
    fitting = np.maximum(np.floor(rows["max_height_m"].to_numpy() / storey_m + 1e-9), 1.0)
    return np.where(office, fitting, 1.0)
