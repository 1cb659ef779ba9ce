"""Real land cover (BGT, Delft): for any polygon drawn in it the balance of cover closes."""

import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.measure.cover import COVERS
from tests.layers.registries import EXCERPTS
from tests.measure.parks import measured, only_row
from tests.shapes import table

COVER_OF_FILE = {
    "begroeidterreindeel": "green", "onbegroeidterreindeel": "yard", "pand": "building",
    "waterdeel": "water", "wegdeel": "road",
}  # fmt: skip


@pytest.fixture(scope="module")
def surfaces(tmp_path_factory):
    """Return the classes of the ground as delivered; history and other levels overlap."""
    folder = tmp_path_factory.mktemp("delft")
    with zipfile.ZipFile(EXCERPTS / "bgt_delft.zip") as archive:
        archive.extractall(folder)
    parts = [
        gpd.read_file(folder / f"bgt_{name}.sqlite")[["lokaalid", "geometry"]].assign(cover=cover)
        for name, cover in COVER_OF_FILE.items()
    ]
    every = pd.concat(parts, ignore_index=True).rename(columns={"lokaalid": "surface_id"})
    every = every.drop_duplicates("surface_id").set_crs(28992, allow_override=True)
    return every.assign(geometry=every.geometry.make_valid().buffer(0))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)), min_size=3, max_size=9))
def test_any_polygon_balances_and_agrees_with_a_plain_union(surfaces, corners):
    left, low, right, high = surfaces.total_bounds
    points = [(left + x * (right - left), low + y * (high - low)) for x, y in corners]
    outline = shapely.convex_hull(shapely.multipoints(points))
    if outline.area < 100:
        return
    result = measured(terrains=table(outline, terrain_id=["T"]), surfaces=surfaces)
    row, tolerance = only_row(result.terrains), 1e-6 * outline.area
    cover = sum(row[f"cover_{name}_m2"] for name in COVERS)
    assert cover + row["uncovered_m2"] - row["overlap_m2"] == pytest.approx(
        row["gross_area_m2"], abs=tolerance
    )
    whole = shapely.union_all(surfaces.geometry.to_numpy())
    assert row["uncovered_m2"] == pytest.approx(outline.difference(whole).area, abs=tolerance)
    inside = shapely.intersection(surfaces.geometry.to_numpy(), outline)
    assert cover == pytest.approx(shapely.area(inside).sum(), abs=tolerance)
    by_kind = result.gaps.groupby("kind")["area_m2"].sum()
    assert by_kind.get("overlap", 0) == pytest.approx(row["overlap_m2"], abs=tolerance)
    assert by_kind.get("uncovered", 0) == pytest.approx(row["uncovered_m2"], abs=2 * tolerance)
