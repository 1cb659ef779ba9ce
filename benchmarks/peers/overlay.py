"""The same job as a competent user of geopandas writes it: overlay, dissolve, group, sum.

Usage: python benchmarks/peers/overlay.py STUDY OUT [--short]

Reads the study's clean tables and writes OUT/terrains.parquet (gross, cover, net, tare, footprint,
floor area) and OUT/plots.parquet. With --short only what needs no class of the parcels: gross
area, cover per class, parcels cut by terrains, buildings cut by those, floor area per parcel.
"""

import argparse
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

PUBLIC = ["road", "rail", "water", "green"]
FILLERS = [1, 999, 9_999, 99_999, 999_999]


def read(study: Path) -> dict[str, gpd.GeoDataFrame]:
    """Return the clean tables, only the columns that are used."""
    columns = {
        "terrains": ["terrain_id"],
        "parcels": ["parcel_id"],
        "buildings": ["building_id"],
        "surfaces": ["cover"],
        "units": ["floor_area_m2", "building_ids"],
    }
    folder = study / "data/processed/1_layers"
    return {
        name: gpd.read_parquet(folder / f"{name}.parquet", columns=[*wanted, "geometry"])
        for name, wanted in columns.items()
    }


def cover_per(areas: gpd.GeoDataFrame, key: str, surfaces: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return m² per class of cover in each area, a column per class."""
    cut = gpd.overlay(areas[[key, "geometry"]], surfaces, keep_geom_type=True)
    rows = cut.assign(area_m2=cut.area)
    sums = rows.pivot_table("area_m2", key, "cover", aggfunc="sum", fill_value=0.0)
    return sums.reindex(areas[key], fill_value=0.0)


def joined(parcels: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> pd.Series:
    """Return the plot of each parcel: parcels that hold a tenth of one building are joined."""
    cut = gpd.overlay(parcels, buildings.assign(whole=buildings.area), keep_geom_type=True)
    cut = cut[cut.area >= 0.10 * cut["whole"]]
    plot = pd.Series(parcels["parcel_id"].to_numpy(), index=parcels["parcel_id"])
    while True:
        lowest = plot[cut["parcel_id"]].groupby(cut["building_id"].to_numpy()).transform("min")
        lower = lowest.groupby(cut["parcel_id"].to_numpy()).min()
        new = plot.where(~plot.index.isin(lower.index), lower.reindex(plot.index))
        new = new.map(new)
        if (new == plot).all():
            return plot.rename_axis(None)
        plot = new


def net_parcels(
    parcels: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, surfaces: gpd.GeoDataFrame
) -> pd.Series:
    """Return whether each parcel is net: built on, or neither public by cover nor a strip."""
    cut = gpd.overlay(parcels, buildings.assign(whole=buildings.area), keep_geom_type=True)
    area = parcels.set_index("parcel_id").area
    held = set(cut.loc[cut.area >= 0.10 * cut["whole"], "parcel_id"])
    share = cut.area.groupby(cut["parcel_id"]).sum() / area
    built = area.index.isin(held | set(share.index[share > 0.05]))
    cover = cover_per(parcels, "parcel_id", surfaces)
    public = cover.reindex(columns=PUBLIC, fill_value=0.0).sum(axis=1) >= 0.5 * area
    strip = parcels.set_index("parcel_id").buffer(-4.0).is_empty
    return pd.Series(built | ~(public | strip), index=area.index)


def floor_area(buildings: gpd.GeoDataFrame, units: pd.DataFrame) -> pd.Series:
    """Return the floor area of each building: its units' areas, fillers left out."""
    known = units[~units["floor_area_m2"].isin(FILLERS) & (units["floor_area_m2"] > 0)]
    links = known.explode("building_ids")
    sums = links.groupby("building_ids")["floor_area_m2"].sum()
    return sums.reindex(buildings["building_id"], fill_value=0.0)


def job(study: Path, *, short: bool) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return the figures per terrain and per plot."""
    given = read(study)
    terrains, parcels, buildings = given["terrains"], given["parcels"], given["buildings"]
    out = terrains.set_index("terrain_id")
    out["gross_area_m2"] = out.area
    cover = cover_per(terrains, "terrain_id", given["surfaces"])
    out = out.join(cover.add_prefix("cover_").add_suffix("_m2"))
    plots = parcels.rename(columns={"parcel_id": "plot_id"})
    if not short:
        net = net_parcels(parcels, buildings, given["surfaces"])
        plot = joined(parcels, buildings)
        plots = parcels.assign(plot_id=plot[parcels["parcel_id"]].to_numpy(),
                               net=net[parcels["parcel_id"]].to_numpy())  # fmt: skip
        plots = plots.dissolve("plot_id", aggfunc={"net": "max"}).reset_index()
    pieces = gpd.overlay(plots, terrains, keep_geom_type=True)
    pieces = pieces[pieces.area >= 1.0].reset_index(drop=True)
    pieces["row"] = np.arange(len(pieces))
    if not short:
        on_net = pieces[pieces["net"]]
        out["net_area_m2"] = on_net.area.groupby(on_net["terrain_id"]).sum()
        covered = cover_per(on_net, "row", given["surfaces"])
        inside = covered.groupby(on_net["terrain_id"].to_numpy()).sum()
        for tare, classes in {
            "road": ["road"],
            "water": ["water"],
            "green": ["green", "field"],
        }.items():
            names = [one for one in classes if one in cover]
            rest = cover[names].sum(axis=1) - inside.reindex(columns=names).sum(axis=1)
            out[f"tare_{tare}_m2"] = rest.clip(lower=0.0)
    gfa = floor_area(buildings, given["units"])
    stock = buildings.assign(whole=buildings.area, gfa_m2=gfa.to_numpy())
    for areas, key in ((pieces, "row"), (terrains, "terrain_id")):
        cut = gpd.overlay(stock, areas[[key, "geometry"]], keep_geom_type=True)
        cut["footprint_m2"] = cut.area
        cut["gfa_m2"] *= cut.area / cut["whole"]
        sums = cut.groupby(key)[["footprint_m2", "gfa_m2"]].sum()
        if key == "row":
            pieces = pieces.join(sums.reindex(pieces.index, fill_value=0.0))
        else:
            out = out.join(sums)
    pieces["area_m2"] = pieces.area
    return out.reset_index(), pieces


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("study", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for table, name in zip(job(given.study, short=given.short), ("terrains", "plots"), strict=True):
        table.to_parquet(given.out / f"{name}.parquet")
