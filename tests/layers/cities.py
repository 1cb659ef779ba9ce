"""Small CityJSON files and 3DBAG GeoPackages, whole millimetres from the pencil's corner."""

from typing import Any

import geopandas as gpd

from tests.shapes import X, Y, table

Ring = list[tuple[float, float]]
SQUARE: Ring = [(0, 0), (10, 0), (10, 10), (0, 10)]


def building(ring: Ring | None = None, **attributes: Any) -> dict[str, Any]:
    """Return a building still with its ring in metres; `city` makes vertices of it."""
    return {"ring": ring, "attributes": attributes}


def city(**buildings: dict[str, Any]) -> dict[str, Any]:
    """Return a CityJSON 1.1 model of the named buildings."""
    vertices: list[list[int]] = []
    objects: dict[str, Any] = {}
    for name, one in buildings.items():
        objects[name] = {"type": "Building", "attributes": one["attributes"], "geometry": []}
        if one["ring"] is not None:
            numbers = list(range(len(vertices), len(vertices) + len(one["ring"])))
            vertices += [[round(x * 1000), round(y * 1000), 500] for x, y in one["ring"]]
            shape = {"type": "MultiSurface", "lod": "0", "boundaries": [[numbers]]}
            objects[name]["geometry"].append(shape)
    return {
        "type": "CityJSON",
        "version": "1.1",
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"},
        "transform": {"scale": [0.001, 0.001, 0.001], "translate": [X, Y, 0]},
        "CityObjects": objects,
        "vertices": vertices,
    }


def threedbag_gpkg(path, pand: gpd.GeoDataFrame, roofs: gpd.GeoDataFrame | None = None):
    """Write a GeoPackage as 3DBAG does: `fid` is the primary key of ``pand``."""
    pand.to_file(path, layer="pand", driver="GPKG", FID="fid")
    if roofs is not None:
        roofs.to_file(path, layer="lod12_2d", driver="GPKG", FID="gid", mode="a")
    return path


def roofs(*shapes, fid: list[int], **elevations: list[Any]) -> gpd.GeoDataFrame:
    return table(*shapes, fid=fid, **elevations)
