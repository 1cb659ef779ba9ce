"""Where one sees it: uncovered land, land covered twice, and where two ways to net differ."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import NOISE_M2, Shapes, difference, union
from geo_ser.geometry.overlay import cut, without
from geo_ser.measure.cover import PUBLIC_COVERS, Ground, Laid
from geo_ser.measure.net import PlotLand
from geo_ser.tables import RD

__all__ = ["GAP_COLUMNS", "GAP_KINDS", "empty_gaps", "gap_findings", "gaps"]

GAP_KINDS = ("uncovered", "overlap", "net_by_parcels_only", "net_by_cover_only")
GAP_COLUMNS = ("terrain_id", "kind", "cover", "area_m2", "geometry")

_TOLERANCE = 1e-6
"""0.01 m² per hectare: what the balance may be off (design §5)."""

_SHOWN_M2 = 1.0


def gaps(
    terrains: gpd.GeoDataFrame, laid: Laid, ground: Ground, net: PlotLand | None
) -> gpd.GeoDataFrame:
    """Return every place where the balance of a terrain needs a look.

    Parameters
    ----------
    terrains
        (n,) `terrain_id` and polygons.
    laid, ground
        The surfaces in the terrains.
    net
        The net plots' land; None where plots are not classed.

    Returns
    -------
    gaps : geopandas.GeoDataFrame
        (k,) `GAP_COLUMNS`, in order of terrain and kind: ``uncovered`` (no surface; left out
        below 0.01 m² per hectare), ``overlap`` (surfaces of lower id lie there too; `cover` is
        that of the later one), ``net_by_parcels_only`` (public cover on a net plot) and
        ``net_by_cover_only`` (other cover, or none, outside the net plots). In a terrain with
        parcels, Σ of the third − Σ of the last = net_area_m2 − net_area_by_cover_m2.
    """
    cover = ground.surfaces["cover"].to_numpy(dtype="object")
    bare = _uncovered(terrains, laid, ground)
    doubled = laid.doubled
    found = [
        ("uncovered", bare),
        ("overlap", doubled.assign(cover=cover[doubled["shape"]])),
    ]
    if net is not None:
        found += [
            ("net_by_parcels_only", _public_on_net(ground, net, cover)),
            ("net_by_cover_only", _outside_net(terrains, laid, ground, net, cover)),
            ("net_by_cover_only", _bare_outside_net(bare, net)),
        ]
    parts = [_rows(table, kind, terrains) for kind, table in found]
    table = pd.concat(parts, ignore_index=True)
    table["kind"] = pd.Categorical(table["kind"], GAP_KINDS)
    order = table.assign(wkb=shapely.to_wkb(table.geometry.to_numpy()))
    order = order.sort_values(["terrain_id", "kind", "area_m2", "wkb"])
    table = table.loc[order.index].reset_index(drop=True)
    return table.astype({"kind": "str", "cover": "str", "terrain_id": "str"})


def empty_gaps() -> gpd.GeoDataFrame:
    """Return the table of gaps without rows."""
    texts = {name: pd.Series(dtype="str") for name in ("terrain_id", "kind", "cover")}
    return gpd.GeoDataFrame(
        {**texts, "area_m2": pd.Series(dtype="float64")}, geometry=gpd.GeoSeries([], crs=RD)
    )


def gap_findings(gaps: gpd.GeoDataFrame) -> list[Finding]:
    """Return a finding for each terrain with more than 1 m² uncovered, or covered twice."""
    said: dict[str, tuple[str, Words, Words]] = {
        "uncovered": (
            "uncovered_m2",
            Words("Hier ligt geen enkel vlak; buiten de percelen is onbekend wat dit is.",
                  "No surface lies here; off the parcels nobody knows what this is."),
            Words("Vul het bestand met vlakken aan, of verleg de grens van het terrein.",
                  "Complete the file of surfaces, or redraw the terrain's outline."),
        ),
        "overlap": (
            "overlap_m2",
            Words("Hier liggen vlakken op elkaar; elk telt mee in zijn eigen klasse.",
                  "Surfaces lie on each other here; each counts in its own class."),
            Words("Kijk welk vlak vervallen is of op een ander niveau ligt.",
                  "See which surface has expired, or lies on another level."),
        ),
    }  # fmt: skip
    findings = []
    for (terrain_id, kind), rows in gaps[gaps["kind"].isin(list(said))].groupby(
        ["terrain_id", "kind"]
    ):
        if rows["area_m2"].sum() <= _SHOWN_M2:
            continue
        column, reason, action = said[str(kind)]
        findings.append(
            Finding(
                rule=f"measure.{kind}",
                severity="warning",
                table="terrains",
                id=str(terrain_id),
                column=column,
                difference=float(rows["area_m2"].sum()),
                unit="m2",
                tolerance=_SHOWN_M2,
                reason=reason,
                action=action,
                geometry=union(rows.geometry.to_numpy()),
            )
        )
    return findings


def _uncovered(terrains: gpd.GeoDataFrame, laid: Laid, ground: Ground) -> gpd.GeoDataFrame:
    """Return the parts of each terrain that no surface covers."""
    gross = terrains.geometry.area
    lacking = np.flatnonzero(gross - laid.once.sum(axis=1) > _TOLERANCE * gross)
    shapes, outlines = ground.surfaces.geometry.to_numpy(), terrains.geometry.to_numpy()
    by_terrain = laid.shares.groupby("area").indices
    nothing = np.array([], dtype="int64")
    covered = np.array(
        [union(cut(outlines, shapes, laid.shares.iloc[by_terrain.get(at, nothing)]))
         for at in lacking], dtype="object"
    )  # fmt: skip
    return _parts(lacking, difference(outlines[lacking], covered), terrains.crs)


def _public_on_net(ground: Ground, net: PlotLand, cover: np.ndarray) -> gpd.GeoDataFrame:
    """Return the land of public cover that lies on net plots."""
    rows = net.fragments[np.isin(cover[net.fragments["shape"]], PUBLIC_COVERS)]
    parts = cut(net.rows.geometry.to_numpy(), ground.land.to_numpy(), rows)
    at, kinds = net.rows["terrain"].to_numpy()[rows["area"]], cover[rows["shape"]]
    table = rows.assign(area=at, cover=kinds, geometry=parts)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=net.rows.crs)


def _outside_net(
    terrains: gpd.GeoDataFrame, laid: Laid, ground: Ground, net: PlotLand, cover: np.ndarray
) -> gpd.GeoDataFrame:
    """Return the land of other than public cover that lies on no net plot."""
    keys = ["area", "shape"]
    rows = laid.shares[~np.isin(cover[laid.shares["shape"]], PUBLIC_COVERS)]
    at = net.rows["terrain"].to_numpy()[net.fragments["area"]]
    inside = net.fragments.assign(row=net.fragments["area"], area=at)
    index = pd.MultiIndex.from_frame(rows[keys])
    held, doubled = (
        table.groupby(keys)["area_m2"].sum().reindex(index, fill_value=0.0).to_numpy()
        for table in (inside, laid.doubled)
    )
    left = rows["area_m2"].to_numpy() - held - doubled > NOISE_M2
    rows, over = rows[left], doubled[left] > 0
    shapes = cut(terrains.geometry.to_numpy(), ground.surfaces.geometry.to_numpy(), rows)
    twice = ground.overlaps.reindex(rows.loc[over, "shape"]).to_numpy()
    shapes[over] = difference(shapes[over], twice)
    plots = net.rows.geometry.to_numpy()
    place = pd.DataFrame({"place": np.arange(len(rows))}, index[left])
    near = inside[[*keys, "row"]].join(place, on=keys, how="inner")
    near = near.sort_values("place", kind="stable")
    shapes = without(shapes, near["place"].to_numpy(), plots[near["row"]])
    return _parts(rows["area"].to_numpy(), shapes, terrains.crs, cover[rows["shape"]])


def _bare_outside_net(bare: gpd.GeoDataFrame, net: PlotLand) -> gpd.GeoDataFrame:
    """Return the uncovered land that lies on no net plot."""
    shapes = bare.geometry.to_numpy()
    row, other = net.rows.sindex.query(bare.geometry, predicate="intersects", sort=True)
    same = bare["area"].to_numpy()[row] == net.rows["terrain"].to_numpy()[other]
    shapes = without(shapes, row[same], net.rows.geometry.to_numpy()[other[same]])
    return _parts(bare["area"].to_numpy(), shapes, bare.crs)


def _parts(
    area: np.ndarray,
    shapes: Shapes,
    crs: object,
    cover: np.ndarray | None = None,
) -> gpd.GeoDataFrame:
    """Return each polygon of some shapes as a row of its own, rounding left out."""
    parts, of = shapely.get_parts(shapes, return_index=True)
    kinds = np.full(len(parts), None, dtype="object") if cover is None else cover[of]
    table = gpd.GeoDataFrame({"area": area[of], "cover": kinds}, geometry=parts, crs=crs)
    table["area_m2"] = table.geometry.area
    return table[table["area_m2"] > NOISE_M2].reset_index(drop=True)


def _rows(table: pd.DataFrame, kind: str, terrains: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    ids = terrains["terrain_id"].to_numpy()[table["area"].to_numpy(dtype="int64")]
    rows = table.assign(terrain_id=ids, kind=kind)[list(GAP_COLUMNS)]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=terrains.crs)
