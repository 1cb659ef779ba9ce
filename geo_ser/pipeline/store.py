"""The tables of a study as files: GeoParquet in and out, one folder per stage."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo_ser.errors import SourceError
from geo_ser.study import STAGE_FOLDERS
from geo_ser.tables import INDICATORS, INPUTS

__all__ = [
    "if_measured",
    "plots_in",
    "read_table",
    "read_tables",
    "terrain_figures",
    "write_table",
]

_LISTS = {
    column.name
    for columns in (*INDICATORS.values(), *(contract.columns for contract in INPUTS.values()))
    for column in columns
    if column.kind == "list"
} | {"reasons", "obstacles", "instruments"}


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as (Geo)Parquet without its index; the caller makes the write atomic.

    A geometry column gets a bounding box per row, so that readers can take one area only.
    """
    if isinstance(table, gpd.GeoDataFrame):
        known = bool(table.geometry.notna().any())
        table.to_parquet(path, index=False, write_covering_bbox=known)
    else:
        table.to_parquet(path, index=False)
    _type_empty_lists(path)


def _type_empty_lists(path: Path) -> None:
    """Give list columns without a single value the type of those with one: list<string>."""
    schema = pq.read_schema(path)
    untyped = [one.name for one in schema if one.name in _LISTS and pa.types.is_null(one.type)]
    if not untyped:
        return
    for name in untyped:
        schema = schema.set(schema.get_field_index(name), pa.field(name, pa.list_(pa.string())))
    pq.write_table(pq.read_table(path).cast(schema), path)


def read_table(path: Path, *, written_by: str) -> gpd.GeoDataFrame:
    """Return a table that a stage wrote, as a GeoDataFrame where it has geometry.

    Raises
    ------
    SourceError
        If the file is not there: names the command that writes it.
    """
    if not path.is_file():
        raise SourceError(f"no {path}. Run `geo-ser {written_by}` first, or `geo-ser run` for all.")
    try:
        return gpd.read_parquet(path)
    except ValueError:  # no geo metadata: a plain table such as `heights` or `nulls`
        return pd.read_parquet(path)


def if_measured(folder: Path, name: str) -> pd.DataFrame | None:
    """Return a table in the folder of the indicators, None where it was not measured."""
    path = folder / f"{name}.parquet"
    return read_table(path, written_by="measure") if path.is_file() else None


def plots_in(folder: Path) -> Callable[[], pd.DataFrame | None]:
    """Return what reads the measured plots in the folder of the indicators, None without any."""
    return lambda: if_measured(folder, "plots")


def read_tables(
    folder: Path, *, written_by: str, leave: tuple[str, ...] = ()
) -> dict[str, gpd.GeoDataFrame]:
    """Return every table in a stage's folder by name, except those named in `leave`."""
    if not folder.is_dir():
        raise SourceError(
            f"no {folder}. Run `geo-ser {written_by}` first, or `geo-ser run` for all."
        )
    names = sorted(path.stem for path in folder.glob("*.parquet") if path.stem not in leave)
    return {name: read_table(folder / f"{name}.parquet", written_by=written_by) for name in names}


def terrain_figures(processed: Path) -> pd.DataFrame | None:
    """Return the terrain indicators with the gain of each terrain beside them.

    Parameters
    ----------
    processed
        A study's data/processed/.

    Returns
    -------
    figures : pandas.DataFrame
        (n,) one row per terrain; None where nothing was measured.
    """
    path = processed / STAGE_FOLDERS["measure"] / "terrains.parquet"
    if not path.is_file():
        return None
    terrains: pd.DataFrame = read_table(path, written_by="measure")
    gains = processed / STAGE_FOLDERS["gain"] / "gain_terrains.parquet"
    if not gains.is_file():
        return terrains
    won = read_table(gains, written_by="gain")
    return pd.DataFrame(terrains.merge(won, on="terrain_id", how="left", validate="one_to_one"))
