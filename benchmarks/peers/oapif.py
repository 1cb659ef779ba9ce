"""GDAL's own OAPIF driver: a collection read and written as GeoJSON, batch by batch.

Usage: python benchmarks/peers/oapif.py URL FILE. Nothing is kept of the pages and nothing is
checked: what `geo-ser fetch` does besides, it does not.
"""

import sys

import pyogrio

URL, FILE = sys.argv[1:]

with pyogrio.open_arrow(f"OAPIF:{URL}", layer="pand", PAGE_SIZE=1000) as (meta, reader):
    pyogrio.write_arrow(
        reader, FILE, driver="GeoJSON", crs=meta["crs"], geometry_type=meta["geometry_type"],
        geometry_name=meta["geometry_name"] or "wkb_geometry",
    )  # fmt: skip
