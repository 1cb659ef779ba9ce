"""Which stretch of a line buildings face: straight out of it, a building stands within reach."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.gain.shapes import sieved
from geo_ser.geometry.cuts import NOISE_M2, Shapes, intersection, united

__all__ = ["facing"]

_HAIR_M = 1e-6
_SHORT_M = 1e-9
"""Segments shorter than this have no direction."""


def facing(
    lines: Shapes, rows: npt.NDArray[np.int64], parts: gpd.GeoDataFrame, reach_m: float
) -> Shapes:
    """Return the stretches of lines that have a building of their row straight before them.

    Parameters
    ----------
    lines
        (k,) lines, or collections with lines in them.
    rows
        (k,) the row whose buildings count for each line.
    parts
        `row`, and the buildings on it as polygons, m.
    reach_m
        How far from the line a building may stand.

    Returns
    -------
    stretches : numpy.ndarray
        (k,) lines; empty where no building stands before the line.

    Examples
    --------
    >>> hall = gpd.GeoDataFrame({"row": [0]}, geometry=[shapely.box(3, 7, 17, 47)])
    >>> side = np.array([shapely.LineString([(20, 0), (20, 50)])], dtype=object)
    >>> shapely.bounds(facing(side, np.array([0]), hall, 10.0)).tolist()
    [[20.0, 7.0, 20.0, 47.0]]
    """
    segments = _segments(lines)
    segments["row"] = rows[segments["line"]]
    spans = _spans(segments, parts, reach_m)
    start = spans[["x", "y"]].to_numpy()
    along = spans[["along_x", "along_y"]].to_numpy()
    low = start + along * spans[["low"]].to_numpy()
    to_end = (spans["high"] >= spans["length"]).to_numpy()[:, None]
    high = np.where(to_end, spans[["end_x", "end_y"]], start + along * spans[["high"]].to_numpy())
    pieces = np.asarray(shapely.linestrings(np.stack([low, high], axis=1)), dtype="object")
    found = united(pieces, spans["line"].to_numpy(dtype="int64"), len(lines))
    return np.asarray(shapely.line_merge(found))


def _segments(lines: Shapes) -> pd.DataFrame:
    """Return the straight pieces of lines: `line`, both ends, direction, `length`, m."""
    parts, line = shapely.get_parts(lines, return_index=True)
    straight = shapely.get_dimensions(parts) == 1
    points, part = shapely.get_coordinates(parts[straight], return_index=True)
    same = part[1:] == part[:-1]
    begin, step = points[:-1][same], np.diff(points, axis=0)[same]
    length = np.hypot(step[:, 0], step[:, 1])
    table = pd.DataFrame(
        {"line": line[straight][part[:-1][same]], "x": begin[:, 0], "y": begin[:, 1],
         "end_x": points[1:][same][:, 0], "end_y": points[1:][same][:, 1], "length": length}
    )  # fmt: skip
    long = length > _SHORT_M
    table = table[long].reset_index(drop=True)
    table[["along_x", "along_y"]] = step[long] / length[long, None]
    return pd.DataFrame(table)


def _spans(segments: pd.DataFrame, parts: gpd.GeoDataFrame, reach_m: float) -> pd.DataFrame:
    """Return where buildings stand before each segment: its columns, `low` and `high`, m along it.

    In order of the segments; what overlaps is one span.
    """
    begin = segments[["x", "y"]].to_numpy()
    along = segments[["along_x", "along_y"]].to_numpy()
    reach = along * segments[["length"]].to_numpy()
    out = np.stack([-along[:, 1], along[:, 0]], axis=1) * (reach_m + _HAIR_M)
    corners = [begin - out, begin + reach - out, begin + reach + out, begin + out]
    before = np.asarray(shapely.polygons(np.stack(corners, axis=1)), dtype="object")
    here = segments[["row"]].rename_axis("segment").reset_index()
    there = pd.DataFrame({"row": parts["row"].to_numpy(), "part": np.arange(len(parts))})
    met = here.merge(there, on="row")
    segment, part = met["segment"].to_numpy(), met["part"].to_numpy()
    shapes = sieved(parts.geometry.to_numpy())
    box = shapely.box(*shapely.bounds(shapes).T)
    near = shapely.intersects(box[part], before[segment])
    segment, part = segment[near], part[near]
    cut = intersection(shapes[part], before[segment])
    pieces, at = shapely.get_parts(cut, return_index=True)
    land = shapely.area(pieces) > NOISE_M2
    points, piece = shapely.get_coordinates(pieces[land], return_index=True)
    place = segment[at[land]][piece]
    metres = ((points - begin[place]) * along[place]).sum(axis=1)
    ends = pd.DataFrame({"segment": place, "piece": piece, "m": metres})
    ends = ends.groupby(["segment", "piece"])["m"].agg(low="min", high="max").reset_index()
    found = _merged(ends).join(segments, on="segment")
    found.loc[found["low"] < _HAIR_M, "low"] = 0.0  # what goes on in the next piece goes on
    whole = found["high"] > found["length"] - _HAIR_M
    found.loc[whole, "high"] = found.loc[whole, "length"]
    return found


def _merged(spans: pd.DataFrame) -> pd.DataFrame:
    """Return the spans of each segment, those that overlap as one."""
    spans = spans.sort_values(["segment", "low", "high"], kind="stable")
    behind = spans.groupby("segment")["high"].cummax()
    before = behind.groupby(spans["segment"]).shift(fill_value=-np.inf)
    number = (spans["low"] > before).cumsum()
    merged = spans.groupby(number.to_numpy()).agg(
        segment=("segment", "first"), low=("low", "min"), high=("high", "max")
    )
    return merged.reset_index(drop=True)
