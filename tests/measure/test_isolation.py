"""What goes wrong on one plot or terrain costs that one; the others keep every bit."""

import sys

import pandas as pd
import pytest
import shapely

from geo_ser.errors import CutError
from tests.measure.parks import measured, why
from tests.shapes import X, Y, fails_within, square, table

WEST, EAST, FAR = "a", "b", "c"
EAST_BOX = shapely.box(X + 99, Y - 1, X + 201, Y + 101)
"""Around the terrain on which things go wrong."""


def study():
    """Two terrains side by side on one street, one far off: each with two plots and a hall."""
    terrains, parcels, buildings, surfaces = {}, {}, {}, {}
    for name, x in ((WEST, 0), (EAST, 100), (FAR, 2_000)):
        terrains[name] = square(x, 0, 100)
        for number, left in enumerate((x, x + 50)):
            plot = f"{name}{number}"
            parcels[plot] = square(left, 20, 50, 80)
            buildings[plot] = square(left + 10, 30, 20 + 5 * number, 40)
            surfaces[plot] = square(left, 20, 50, 80.5)
        surfaces[f"{name}9"] = square(x, 0, 100, 20)
    covers = ["road" if name.endswith("9") else "yard" for name in surfaces]
    return {
        "terrains": table(*terrains.values(), terrain_id=list(terrains)),
        "parcels": table(*parcels.values(), parcel_id=list(parcels)),
        "buildings": table(*buildings.values(), building_id=list(buildings)),
        "surfaces": table(*surfaces.values(), surface_id=list(surfaces), cover=covers),
    }


@pytest.fixture(scope="module")
def whole():
    return measured(**study())


def after(monkeypatch, where, area, error):
    """Measure while a function fails on shapes within an area."""
    home, name = where.rsplit(".", 1)
    module = sys.modules[home]
    monkeypatch.setattr(module, name, fails_within(area, getattr(module, name), error))
    return measured(**study())


def assert_others_untouched(whole, broken, is_lost):
    for name in ("terrains", "plots", "buildings"):
        one, other = (
            pd.DataFrame(getattr(result, name)).loc[lambda rows: ~is_lost(rows)]
            .reset_index(drop=True)
            for result in (whole, broken)
        )  # fmt: skip
        assert len(one)
        for column in one:
            assert one[column].map(repr).equals(other[column].map(repr)), (name, column)


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("geo_ser.measure.indicators.gaps", CutError("a cut leaves 0 m²")),
        ("geo_ser.measure.indicators.gaps", KeyError("nobody foresaw this")),
        ("geo_ser.measure.scene.laid_on_terrains", shapely.GEOSException("side location conflict")),
    ],
)
def test_a_terrain_that_cannot_be_measured_is_null_with_its_reason(
    whole, monkeypatch, where, error
):
    broken = after(monkeypatch, where, EAST_BOX, error)
    lost = broken.terrains.set_index("terrain_id").loc[EAST]
    assert lost["gross_area_m2"] == 10_000
    for column in ("footprint_m2", "net_area_m2", "cover_road_m2", "plot_count", "gsi_gross"):
        assert pd.isna(lost[column])
        assert why(broken, "terrains", column, EAST) == "could_not_be_measured"
    [said] = [one for one in broken.findings if one.id == EAST]
    assert said.rule in ("measure.could_not_be_measured", "geometry.cut_disagrees")
    assert_others_untouched(whole, broken, lambda rows: rows["terrain_id"].eq(EAST))
