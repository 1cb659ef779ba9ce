import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.measure.ratios import fsi, layers, mxi, osr

areas = st.floats(1.0, 1e6)


def one(value):
    return pd.Series([float(value)])


def test_the_plot_of_the_design():
    # A plot of 20 × 30 m, a house of 10 × 12 m, 3 storeys.
    assert fsi(one(360), one(600)).item() == pytest.approx(0.6)
    assert layers(one(360), one(120)).item() == pytest.approx(3)
    assert osr(one(0.2), one(0.6)).item() == pytest.approx(4 / 3)


@settings(max_examples=12, deadline=None)
@given(areas, areas, areas)
def test_the_identities_of_spacematrix(gfa, footprint, area):
    gsi = one(footprint) / one(area)
    density = fsi(one(gfa), one(area))
    assert layers(one(gfa), one(footprint)).item() == pytest.approx((density / gsi).item())
    assert osr(gsi, density).item() == pytest.approx(((1 - gsi) / density).item())


def test_nothing_divided_by_nothing_is_unknown():
    assert layers(one(0), one(0)).isna().all()
    assert mxi(one(0), one(0)).isna().all()
    assert osr(one(0.2), one(0)).isna().all()
    assert fsi(pd.Series([None], dtype="float64"), one(10)).isna().all()


def test_names_are_those_of_the_functions():
    assert [f(one(1), one(2)).name for f in (fsi, layers, mxi, osr)] == [
        "fsi", "layers", "mxi", "osr",
    ]  # fmt: skip
