"""3DBAG to heights: CityJSON tiles and GeoPackages, elevations to heights above ground.

3DBAG gives elevations in m NAP: of the roof (lowest, 50th and 70th percentile, highest) and of
the ground beside the building. A height is the chosen roof elevation minus the ground. In the
GeoPackage the roofs may stand in a layer of their own, one row per part of the roof.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import shapely

from geo_ser.elevations import ELEVATIONS_M, believable_height_m
from geo_ser.errors import SourceError, TableError
from geo_ser.figures import numbers
from geo_ser.layers.cityjson import is_cityjson, read_cityjson
from geo_ser.layers.read import PARQUET, SourceRows, layer_list, read_rows

__all__ = ["ROOF_COLUMNS", "read_threedbag", "with_threedbag_heights"]

ROOF_COLUMNS: Mapping[float, tuple[str, ...]] = {
    0.0: ("b3_h_dak_min", "b3_h_min", "h_dak_min"),
    50.0: ("b3_h_dak_50p", "b3_h_50p", "h_dak_50p"),
    70.0: ("b3_h_dak_70p", "b3_h_70p", "h_dak_70p"),
    100.0: ("b3_h_dak_max", "b3_h_max", "h_dak_max"),
}
"""Roof percentile to the columns it is found in, newest spelling first."""

_GROUND = ("b3_h_maaiveld", "h_maaiveld")
_CLOUD, _CLOUD_DATE = ("b3_pw_bron", "pw_bron"), ("b3_pw_datum", "pw_datum")
_UP_TO_DATE = ("b3_pw_actueel", "pw_actueel")
_BLOCK = ("b3_kas_warenhuis", "kas_warenhuis")
_YEAR = ("oorspronkelijkbouwjaar", "bouwjaar")
_ID = ("identificatie", "pandidentificatie")
_NAMES = {0.0: "min", 50.0: "50p", 70.0: "70p", 100.0: "max"}
_BUILDINGS, _ROOFS = "pand", re.compile(r"^lod(12|13|22)_2d$")
_PREFIX = re.compile(r"^NL\.IMBAG\.Pand\.(\d+)(-\d+)?$", re.IGNORECASE)
_ROOF_SHARE = "roof_known_share"


def read_threedbag(
    path: Path, *, what: str, layer: str | None, where: str | None, spatial: bool
) -> SourceRows:
    """Return the buildings of a 3DBAG file, with the roof elevations of its roof layer.

    Parameters
    ----------
    what
        Table and file, for messages.
    layer
        Of a GeoPackage: a layer of roof parts (``lod12_2d``, ``lod13_2d``, ``lod22_2d``) to take
        the roofs from. By default those of ``pand`` itself, else of ``lod12_2d``.
    where
        Row filter in OGR SQL on the columns of ``pand``; not for CityJSON.
    spatial
        Whether the table needs geometry.

    Returns
    -------
    rows : SourceRows
        (n,) one row per building. Several roof parts of one building become: the lowest of the
        lowest, the highest of the highest, and of the percentiles the mean weighted by the
        parts' area, of the parts with a believable elevation; ``roof_known_share`` is their
        share of the area.

    Raises
    ------
    SourceError
        As `read_rows` and `read_cityjson`; also if roofs and buildings cannot be joined.
    """
    if is_cityjson(path):
        for setting, value in (("layer", layer), ("where", where)):
            if value is not None:
                raise SourceError(
                    f"{what}: `{setting}` does not work on CityJSON. Leave it out; a tile has "
                    "one layer of buildings."
                )
        return read_cityjson(path, what=what)
    names: list[str] = []
    if path.suffix.lower() not in PARQUET:
        names = [one.name for one in layer_list(path, what=what)]
    roofs = layer if layer and _ROOFS.match(layer) else None
    if _BUILDINGS not in names or (layer and not roofs and layer != _BUILDINGS):
        return read_rows(path, what=what, layer=layer, where=where, spatial=spatial)
    rows = read_rows(path, what=what, layer=_BUILDINGS, where=where, spatial=spatial)
    if roofs is None and not _has_roofs(rows.attributes) and "lod12_2d" in names:
        roofs = "lod12_2d"
    if roofs is None:
        return rows
    parts = read_rows(path, what=what, layer=roofs, spatial=True)
    return _joined(rows, parts, f"{what}, layers pand and {roofs}")


def with_threedbag_heights(
    rows: SourceRows, *, roof_percentile: float, mapped: Collection[str] = (), what: str
) -> SourceRows:
    """Return 3DBAG rows with heights above ground under the contract's names.

    Parameters
    ----------
    rows
        What `read_threedbag` returned.
    roof_percentile
        A key of `ROOF_COLUMNS`.
    mapped
        The canonical columns that atlas.toml maps itself.
    what
        Table and file, for messages.

    Returns
    -------
    rows : SourceRows
        The same rows with the prefix of `identificatie` taken off, and new columns `height_m`,
        `ground_m`, `survey_date` (text; of a year its first day), `height_source`,
        `height_missing_reason` and, where roof parts were joined, `height_coverage`.

    Raises
    ------
    TableError
        If 3DBAG has no such percentile, the file lacks the roofs or the ground, or atlas.toml
        maps an elevation to `height_m` itself.
    """
    if "height_m" in mapped:
        raise TableError(
            f"{what}: `columns` maps height_m, but 3DBAG's columns are elevations above NAP. "
            "Leave it out and set [thresholds] roof_percentile."
        )
    if roof_percentile not in ROOF_COLUMNS:
        raise TableError(
            f"{what}: 3DBAG has roof elevations at percentile "
            f"{', '.join(f'{one:g}' for one in ROOF_COLUMNS)}, not {roof_percentile:g}. Set "
            "[thresholds] roof_percentile to one of them."
        )
    table = rows.attributes.copy()
    roof, _ = numbers(_needed(table, ROOF_COLUMNS[roof_percentile], "roof elevation", what))
    ground, _ = numbers(_needed(table, _GROUND, "ground elevation", what))
    for name in (name for name in table if str(name).casefold() in _ID):
        table[name] = _without_prefix(table[name])
    survey = _survey_text(_column(table, _CLOUD_DATE))
    reason = _reason(table, roof, ground, survey)
    table["height_m"] = (roof - ground).mask(reason.notna())
    table["ground_m"] = ground.where(_believable(ground))
    table["survey_date"] = survey
    table["height_source"] = _source(table, roof_percentile)
    table["height_missing_reason"] = reason
    if _ROOF_SHARE in table:
        table["height_coverage"] = table.pop(_ROOF_SHARE)
    return replace(rows, attributes=table)


def _column(table: pd.DataFrame, names: Sequence[str]) -> pd.Series:
    """Return the first of some columns that is there, wholly null where none is."""
    there = {str(name).casefold(): name for name in reversed(list(table.columns))}
    found = next((there[name] for name in names if name in there), None)
    return pd.Series(None, index=table.index, dtype="object") if found is None else table[found]


def _has_roofs(table: pd.DataFrame) -> bool:
    there = {str(name).casefold() for name in table.columns}
    return any(name in there for names in ROOF_COLUMNS.values() for name in names)


def _needed(table: pd.DataFrame, names: Sequence[str], meaning: str, what: str) -> pd.Series:
    there = {str(name).casefold() for name in table.columns}
    if len(table) and not there.intersection(names):
        raise TableError(
            f"{what}: has no column for the {meaning} ({', '.join(names)}), only "
            f"{', '.join(map(repr, table.columns))}. Is it 3DBAG? Else choose another `profile`."
        )
    return _column(table, names)


def _without_prefix(ids: pd.Series) -> pd.Series:
    """Return BAG numbers without 3DBAG's prefix and without the number of a part."""
    return ids.astype("str").str.strip().str.replace(_PREFIX, r"\1", regex=True)


def _survey_text(dates: pd.Series) -> pd.Series:
    """Return the dates of the point cloud as text; a year alone means its first day."""
    return dates.astype("str").str.replace(r"^\s*(\d{4})(\.0+)?\s*$", r"\1-01-01", regex=True)


def _believable(elevation: pd.Series) -> pd.Series:
    return elevation.between(*ELEVATIONS_M)


def _reason(
    table: pd.DataFrame, roof: pd.Series, ground: pd.Series, survey: pd.Series
) -> pd.Series:
    """Return why a building has no height: a code of `HEIGHT_REASONS`, null where it has one."""
    built, _ = numbers(_column(table, _YEAR))
    flown = pd.to_numeric(survey.str.extract(r"^(\d{4})", expand=False), errors="coerce")
    outdated = _column(table, _UP_TO_DATE).astype("str").str.casefold() == "no"
    sound = _believable(roof) & _believable(ground) & believable_height_m(roof - ground).notna()
    reason = pd.Series("impossible", index=table.index, dtype="str").mask(sound)
    reason = reason.mask(ground.isna(), "no_ground").mask(roof.isna(), "no_roof")
    return reason.mask((built > flown) | outdated, "newer_than_survey")


def _source(table: pd.DataFrame, percentile: float) -> pd.Series:
    """Return what a height was made of; 3DBAG models greenhouses and very large halls as blocks."""
    text = pd.Series(f"3dbag {_NAMES[percentile]} - maaiveld", index=table.index, dtype="str")
    cloud = _column(table, _CLOUD).astype("str").str.casefold()
    text = text + (", " + cloud).fillna("")
    block = _column(table, _BLOCK).astype("str").str.casefold().isin(["true", "1", "1.0"])
    return text.mask(block, text + ", block")


def _joined(rows: SourceRows, parts: SourceRows, what: str) -> SourceRows:
    """Return the buildings with one roof each, from the parts that have their fid."""
    key = _join_key(rows, parts, what)
    assert parts.geometry is not None, "roofs are read with their geometry"
    roofs = parts.attributes.assign(_key=key[1], _area=parts.geometry.each(shapely.area))
    every = pd.Index(sorted(set(roofs["_key"].dropna())))
    table = rows.attributes.copy()
    for percentile, names in ROOF_COLUMNS.items():
        there = {str(name).casefold() for name in roofs.columns}.intersection(names)
        if there:
            one = _one_roof(roofs, _column(roofs, names), percentile, every)
            table[names[0]] = one["elevation"].reindex(key[0]).to_numpy()
            table[_ROOF_SHARE] = one["share"].reindex(key[0]).to_numpy()
    return replace(rows, attributes=table)


def _join_key(rows: SourceRows, parts: SourceRows, what: str) -> tuple[pd.Series, pd.Series]:
    """Return the key of each building and of each part: `fid`, else `identificatie`.

    Where `fid` is the primary key of ``pand``, GDAL gives it as the row's number.
    """
    for name in ("fid", *_ID):
        if name in parts.attributes and (name == "fid" or name in rows.attributes):
            own = rows.attributes.get(name, pd.Series(rows.numbers))
            return own.astype("str"), parts.attributes[name].astype("str")
    raise SourceError(
        f"{what}: cannot be joined: no `fid` or `identificatie` in both. Download the GeoPackage "
        "again, or name a layer that has both roof and ground."
    )


def _one_roof(
    roofs: pd.DataFrame, elevation: pd.Series, percentile: float, every: pd.Index
) -> pd.DataFrame:
    """Return one roof elevation per building, and the share of its roof that it is known of.

    Where no part has a believable elevation, the largest that was given: it will be refused.
    """
    read, _ = numbers(elevation)
    sound, area = _believable(read), roofs["_area"]
    key = roofs["_key"]
    known = read.where(sound).groupby(key)
    if percentile in (0.0, 100.0):
        value = known.min() if percentile == 0.0 else known.max()
    else:
        weighed = (read * area).where(sound).groupby(key).sum(min_count=1)
        value = weighed / area.where(sound).groupby(key).sum()
    given = read.groupby(key).max()
    share = area.where(sound, 0.0).groupby(key).sum() / area.groupby(key).sum()
    return pd.DataFrame({"elevation": value.fillna(given), "share": share}).reindex(every)
