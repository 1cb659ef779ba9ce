"""A real BGT download (Otterlo): whatever is drawn on it, every balance of land closes."""

from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate

from geo_ser.layers import clean_tables
from geo_ser.measure.cover import COVERS
from geo_ser.study import Thresholds
from tests.layers.registries import EXCERPTS
from tests.layers.studies import block, study
from tests.measure.parks import measured, only_row
from tests.shapes import table

AROUND = EXCERPTS / "bgt_otterlo_parcels.zip"
TARES = ("road", "rail", "water", "green", "other")
PER_M2 = 0.01 / 10_000  # the promise: 0.01 m² per hectare


def surfaces(file: Path) -> gpd.GeoDataFrame:
    with TemporaryDirectory() as folder:
        settings = block("surfaces", str(file), profile='"bgt"')
        return clean_tables(study(Path(folder), settings)).tables["surfaces"]


@pytest.fixture(scope="module")
def village():
    return surfaces(EXCERPTS / "bgt_otterlo.zip")


def outline(land, radii, number, size, hole):
    """Return a star in one of the surfaces: concave where its radii differ, with a hole or not.

    Parameters
    ----------
    radii
        One for each corner, as shares of `size`.
    number
        The surface, as a share of how many there are.
    size
        A share of what fits in the land's box; at least 15 m.
    hole
        The hole's radii as a share of the others; 0 for none.
    """
    left, low, right, high = land.total_bounds
    inside = land.geometry.iloc[round(number * (len(land) - 1))].representative_point()
    at = np.array([inside.x, inside.y])
    longest = max(15.0, size * min(*(at - [left, low]), *([right, high] - at)))
    turn = np.arange(len(radii)) * 2 * np.pi / len(radii)
    rays = longest * np.array(radii)[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return shapely.Polygon(at + rays, [at + rays * hole] if hole else [])


def parcels(terrain, columns, rows, angle):
    """Return a grid of parcels over a terrain, turned: some lie over its edge."""
    box = shapely.box(*terrain.bounds)
    left, low, right, high = box.bounds
    width, height = (right - left) / columns, (high - low) / rows
    corners = [(left + x * width, low + y * height) for x in range(columns) for y in range(rows)]
    cells = [shapely.box(x, y, x + width, y + height) for x, y in corners]
    turned = [rotate(one, angle, origin=box.centroid) for one in cells]
    names = [f"P{number:02}" for number in range(len(turned))]
    for_sale = ["for_sale" if number % 5 == 0 else None for number in range(len(turned))]
    return table(*turned, parcel_id=names, availability=pd.Series(for_sale, dtype="str"))


def cover_closes(row, covers, place):
    total = sum(row[f"cover_{name}_m2"] for name in COVERS)
    within = PER_M2 * place.area
    assert row["gross_area_m2"] == pytest.approx(place.area, abs=within)
    assert total + row["uncovered_m2"] - row["overlap_m2"] == pytest.approx(
        row["gross_area_m2"], abs=within
    )
    plain = shapely.union_all(shapely.intersection(covers.geometry.to_numpy(), place)).area
    assert row["gross_area_m2"] - row["uncovered_m2"] == pytest.approx(plain, abs=within)


@st.composite
def outlines(draw):
    """Draw what `outline` takes: a deep notch at least, so that none is convex."""
    radii = draw(st.lists(st.floats(0.2, 0.98), min_size=5, max_size=9))
    radii[0] = 0.15
    size, hole = st.sampled_from([1.0, 0.3, 0.1]), st.sampled_from([0.0, 0.1, 0.3, 0.8])
    return radii, draw(st.floats(0, 1)), draw(size), draw(hole)


@settings(max_examples=6, deadline=None)
@given(outlines(), st.integers(1, 5), st.integers(1, 5), st.integers(0, 89))
def test_gross_is_net_and_tare_and_gross_is_cover_whatever_is_drawn(village, drawn, x, y, angle):
    place = outline(village, *drawn)
    cadastral = parcels(place, x, y, angle)
    result = measured(
        Thresholds(min_plot_width_m=2), terrains=table(place, terrain_id=["T"]),
        surfaces=village, parcels=cadastral,
    )  # fmt: skip
    row = only_row(result.terrains)
    cover_closes(row, village, place)
    tare = sum(row[f"tare_{name}_m2"] for name in TARES)
    exact = PER_M2 * place.area
    low, unclassed = row["net_area_low_m2"], row["unclassed_area_m2"]
    assert low + unclassed + tare == pytest.approx(row["gross_area_m2"], abs=exact)
    land = cadastral.set_index("parcel_id").geometry.intersection(place)
    counts = result.plots.set_index("plot_id")["counts_as_net"]
    plain = land[counts.index[counts.fillna(False)]].area.sum()
    assert low == pytest.approx(plain, abs=exact)
    bare = place.difference(shapely.union_all([*village.geometry, *land[counts.index]]))
    unknown = land[counts.index[counts.isna()]].area.sum() + bare.area
    assert unclassed == pytest.approx(unknown, abs=exact)
    if unclassed <= 0.01 * place.area - exact:
        assert row["net_area_m2"] == low


def test_the_village_is_one_land_without_gap_or_overlap(village):
    square = shapely.box(181540, 456000, 181700, 456160)
    land = shapely.union_all(village.geometry.to_numpy())
    assert land.geom_type == "Polygon"
    assert shapely.difference(square, land).area == pytest.approx(0, abs=1e-3)
    assert village.area.sum() - land.area == pytest.approx(0, abs=1e-3)


def test_a_green_is_no_plot_because_two_eaves_hang_over_it():
    """Eleven real parcels: nine with a house, a public green of 0.63 ha, a bit of street."""
    with TemporaryDirectory() as folder:
        blocks = block("parcels", str(EXCERPTS / "brk_v5_perceel.gml"), profile='"brk"')
        blocks += block("buildings", str(AROUND), profile='"bgt"')
        blocks += block("surfaces", str(AROUND), profile='"bgt"')
        tables = clean_tables(study(Path(folder), blocks)).tables
    place = shapely.union_all(tables["parcels"].geometry.to_numpy())
    tables = {**tables, "terrains": table(place, terrain_id=["O"])}
    result = measured(**tables)
    plots = result.plots.set_index("plot_id")
    assert only_row(result.terrains)["net_area_m2"] == pytest.approx(3261, abs=0.5)
    public = ["84920231870000", "84920232070000"]
    assert plots["why"].drop(public).eq("building").all()
    assert plots.loc[public, "why"].eq("public_cover").all()
    green = plots.geometry[public[0]]
    on_it = tables["buildings"].geometry.intersection(green).area
    assert (on_it > 0.01).sum() == 1  # and another by a hair
    assert on_it.sum() == pytest.approx(1.52, abs=0.01)
    every = Thresholds(join_min_share=0.01)  # the eaves are a building on it: still a street
    again = measured(thresholds=every, **tables).plots.set_index("plot_id")
    assert again.loc[public, "why"].eq("public_cover").all()
