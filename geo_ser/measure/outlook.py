"""What one sees looking straight out over the boundary of a plot: the pieces, and what lies there.

A boundary is cut where what lies beyond it changes, and each piece is judged from its middle
along its outward normal. Everything works on straight segments and small tiles, so that it costs
the number of vertices, not the product of two outlines.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.measure.sightlines import Frames, crossings, spans_within

__all__ = ["boundary_pieces", "first_hit_m", "looks", "seen_length_m", "segments", "tiles"]

_OFF_M = 0.01
"""One centimetre outside the line, so that a plot does not see itself."""

_CUT_MIN_M = 1.0
"""A segment shorter than this is not cut any further."""

_TILE_VERTICES = 200
_HALF = 0.5


def segments(plots: gpd.GeoSeries) -> pd.DataFrame:
    """Return the straight parts of every boundary, holes too, with their outward direction.

    Parameters
    ----------
    plots
        (n,) valid polygons in EPSG:28992.

    Returns
    -------
    segments : pandas.DataFrame
        (k,) `plot` (position), `ring`, `line` (unique numbers), `x`, `y` (start), `dx`, `dy` (to
        the end), `length_m`, `nx`, `ny` (unit vector out of the plot), in order along each ring.
    """
    parts, of_part = shapely.get_parts(shapely.orient_polygons(plots.to_numpy()), return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    step = (points[1:] - points[:-1])[same]
    start, ring = points[:-1][same], ring[:-1][same]
    length = np.hypot(step[:, 0], step[:, 1])
    start, step, ring, length = (one[length > 0] for one in (start, step, ring, length))
    return pd.DataFrame(
        {
            "plot": of_part[of_ring[ring]],
            "ring": ring,
            "line": np.arange(len(ring)),
            "x": start[:, 0],
            "y": start[:, 1],
            "dx": step[:, 0],
            "dy": step[:, 1],
            "length_m": length,
            # rings run with the plot on their left, so that outside is on the right
            "nx": step[:, 1] / length,
            "ny": -step[:, 0] / length,
        }
    )


def tiles(shapes: np.ndarray, most: int = _TILE_VERTICES) -> tuple[np.ndarray, np.ndarray]:
    """Return polygons cut into tiles of few vertices, and the position of each one's shape.

    Parameters
    ----------
    shapes
        (n,) valid polygons.
    most
        A shape with more vertices than this is halved, again and again.

    Returns
    -------
    tiles, of : numpy.ndarray
        (k,) polygons, and (k,) positions in `shapes`. What small shapes hold is untouched.
    """
    done, done_of = [], []
    left, of = np.asarray(shapes, dtype="object"), np.arange(len(shapes))
    while len(left):
        small = shapely.get_num_coordinates(left) <= most
        done.append(left[small])
        done_of.append(of[small])
        left, of = _halved(left[~small], of[~small])
    order = np.argsort(np.concatenate(done_of), kind="stable") if done else np.array([], int)
    if not len(order):
        return np.array([], dtype="object"), np.array([], dtype="int64")
    return np.concatenate(done)[order], np.concatenate(done_of)[order]


def boundary_pieces(parts: pd.DataFrame, things: np.ndarray, reach_m: float) -> pd.DataFrame:
    """Return the segments cut where what lies within reach outside them begins or ends.

    Parameters
    ----------
    parts
        What `segments` returned.
    things
        (m,) small polygons (`tiles`).
    reach_m
        How far out is looked.

    Returns
    -------
    pieces : pandas.DataFrame
        (k,) as `segments`, in the same order; every piece lies on one segment.
    """
    long = np.flatnonzero(parts["length_m"].to_numpy() >= _CUT_MIN_M)
    length = parts["length_m"].to_numpy()[long]
    start, step, out = (
        parts[names].to_numpy()[long] for names in (["x", "y"], ["dx", "dy"], ["nx", "ny"])
    )
    frames = Frames(start, step / length[:, np.newaxis], out)
    at, thing = shapely.STRtree(things).query(_strips(parts.iloc[long], reach_m))
    row, along = spans_within(frames, at, things, thing, (length, _OFF_M, reach_m))
    return _cut(parts, long[row], along / length[row])


def looks(pieces: pd.DataFrame, reach_m: float) -> np.ndarray:
    """Return a line straight out of the middle of each piece, `reach_m` long."""
    middle = pieces[["x", "y"]].to_numpy() + pieces[["dx", "dy"]].to_numpy() / 2
    out = pieces[["nx", "ny"]].to_numpy()
    ends = np.stack([middle + out * _OFF_M, middle + out * reach_m], axis=1)
    return np.asarray(shapely.linestrings(ends))


def first_hit_m(lines: np.ndarray, things: np.ndarray) -> np.ndarray:
    """Return how far along each line the first thing begins; infinite where it meets none.

    A line along the very edge of a thing meets it on one of its two sides only.

    Parameters
    ----------
    lines
        (n,) two-point lines.
    things
        (m,) polygons.
    """
    line, thing = shapely.STRtree(things).query(lines)
    pair, far, sign = crossings(_frames(lines), line, things, thing)
    far = np.where(far < 0, np.inf, far)
    ahead = np.bincount(pair, weights=sign * np.isfinite(far), minlength=len(line))
    first = np.full(len(lines), np.inf)
    np.minimum.at(first, line[pair], far)
    first[line[ahead > _HALF]] = 0.0
    return np.where(first <= shapely.length(lines), first, np.inf)


def seen_length_m(lines: np.ndarray, upto_m: np.ndarray, things: np.ndarray) -> np.ndarray:
    """Return how much of each line, up to some distance, lies in things.

    Parameters
    ----------
    lines
        (n,) two-point lines.
    upto_m
        (n,) how far along each is looked; may be infinite.
    things
        (m,) polygons; where they lie on each other both count.
    """
    reach = np.minimum(upto_m, shapely.length(lines))
    line, thing = shapely.STRtree(things).query(lines)
    pair, far, sign = crossings(_frames(lines), line, things, thing)
    row = line[pair]
    return np.bincount(row, weights=sign * np.clip(far, 0.0, reach[row]), minlength=len(lines))


def _frames(lines: np.ndarray) -> Frames:
    """Return the frames of two-point lines."""
    ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)
    step = ends[:, 1] - ends[:, 0]
    along = step / np.hypot(step[:, 0], step[:, 1])[:, np.newaxis]
    return Frames(ends[:, 0], along, along[:, ::-1] * (-1.0, 1.0))


def _strips(parts: pd.DataFrame, reach_m: float) -> np.ndarray:
    """Return the rectangle outside each segment, as deep as the reach."""
    start = parts[["x", "y"]].to_numpy()
    end = start + parts[["dx", "dy"]].to_numpy()
    out = parts[["nx", "ny"]].to_numpy()
    corners = [start + out * _OFF_M, end + out * _OFF_M, end + out * reach_m, start + out * reach_m]
    return np.asarray(shapely.polygons(np.stack(corners, axis=1)))


def _cut(parts: pd.DataFrame, row: np.ndarray, share: np.ndarray) -> pd.DataFrame:
    """Return the segments cut at shares of their length; cuts within a centimetre are one."""
    length = parts["length_m"].to_numpy()
    inside = (share * length[row] > _OFF_M) & ((1 - share) * length[row] > _OFF_M)
    row = np.concatenate([np.arange(len(parts)), row[inside]])
    share = np.concatenate([np.zeros(len(parts)), share[inside]])
    order = np.lexsort((share, row))
    row, share = row[order], share[order]
    apart = np.ones(len(row), dtype="bool")
    apart[1:] = (row[1:] != row[:-1]) | ((share[1:] - share[:-1]) * length[row[1:]] > _OFF_M)
    row, share = row[apart], share[apart]
    until = np.append(share[1:], 1.0)
    until[np.append(row[1:] != row[:-1], True)] = 1.0
    pieces = parts.iloc[row].reset_index(drop=True)
    for start, step in (("x", "dx"), ("y", "dy")):
        pieces[start] += pieces[step] * share
    for column in ("dx", "dy", "length_m"):
        pieces[column] *= until - share
    return pieces


def _halved(shapes: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each shape cut in two across the longer side of its box."""
    low_x, low_y, high_x, high_y = shapely.bounds(shapes).T
    wide = high_x - low_x >= high_y - low_y
    mid_x = np.where(wide, (low_x + high_x) / 2, high_x)
    mid_y = np.where(wide, high_y, (low_y + high_y) / 2)
    one = shapely.box(low_x, low_y, mid_x, mid_y)
    other = shapely.box(np.where(wide, mid_x, low_x), np.where(wide, low_y, mid_y), high_x, high_y)
    halves = np.concatenate(
        [shapely.intersection(shapes, one), shapely.intersection(shapes, other)]
    )
    twice = np.concatenate([of, of])
    parts, at = shapely.get_parts(halves, return_index=True)
    land = shapely.get_dimensions(parts) == 2
    return parts[land], twice[at][land]
