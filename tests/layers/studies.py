"""Small studies made in a temporary folder."""

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo_ser.layers import Layers, clean_tables
from geo_ser.study import load_study
from tests.shapes import square, table


def study(folder, blocks: str):
    """Write an atlas.toml with the given [tables.X] blocks and load it."""
    text = f'[study]\nname = "Proef"\nedition = 2026-01-01\n{blocks}\n'
    (folder / "atlas.toml").write_text(text, encoding="utf-8")
    return load_study(folder)


def block(name: str, file: str, **settings: str) -> str:
    lines = [f"[tables.{name}]", f'file = "{file}"']
    lines += [f"{key} = {value}" for key, value in settings.items()]
    return "\n".join(lines) + "\n"


def written(folder, frame: gpd.GeoDataFrame, name: str = "t.gpkg") -> str:
    path = folder / name
    path.unlink(missing_ok=True)
    frame.to_parquet(path) if path.suffix == ".parquet" else frame.to_file(path)
    return name


def cleaned(folder, frame: gpd.GeoDataFrame, name: str = "terrains", **settings: str) -> Layers:
    """Clean one table out of one Parquet file."""
    file = written(folder, frame, "t.parquet")
    return clean_tables(study(folder, block(name, file, **settings)))


def parks(*shapes: BaseGeometry, **columns: list) -> gpd.GeoDataFrame:
    """Return terrains named T1, T2, … unless told otherwise."""
    shapes = shapes or (square(0, 0, 100), square(200, 0, 100))
    ids = [f"T{number}" for number in range(1, len(shapes) + 1)]
    return table(*shapes, **{"terrain_id": ids, **columns})
