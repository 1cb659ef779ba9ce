"""The made-up park, turned and moved: a compass and an origin decide nothing."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.measure import measure
from geo_ser.pipeline.gather import stage_tables, stored_counts, stored_sources
from geo_ser.study import load_study

KEYS = {"terrains": ["terrain_id"], "plots": ["plot_id", "terrain_id"],
        "buildings": ["building_id", "terrain_id"]}  # fmt: skip
STEPWISE = {"largest_free_circle_m": 0.1, "largest_free_rectangle_m2": 1e-3}
"""What is sought in steps, and how far two searches may differ: m, and a share."""


def moved(table, degrees, way):
    """Return a table turned around the middle of the park and moved; others as they are."""
    if not isinstance(table, gpd.GeoDataFrame):
        return table
    sine, cosine = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    turn = np.array([[cosine, sine], [-sine, cosine]])
    middle = np.array([230_000.0, 480_000.0])
    shapes = shapely.transform(
        table.geometry.to_numpy(), lambda points: (points - middle) @ turn + middle + way
    )
    return table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=table.crs))


def indicators(folder, degrees=0.0, way=(0.0, 0.0)):
    study = load_study(folder)
    tables = stage_tables(study, "layers", required=True)
    return measure(
        {name: moved(table, degrees, way) for name, table in tables.items()},
        thresholds=study.settings.thresholds,
        edition=study.edition,
        sources=stored_sources(study),
        counts=stored_counts(study),
    )


def assert_alike(here, there):
    """Every number to a millionth, every class, word and edge the same."""
    for name, keys in KEYS.items():
        one, other = (
            getattr(result, name).drop(columns="geometry").sort_values(keys, ignore_index=True)
            for result in (here, there)
        )
        for column in one:
            label = f"{name}.{column}"
            if one[column].dtype == "float64":
                metres, share = STEPWISE.get(column, 0.0), 1e-6
                if column.endswith("rectangle_m2"):
                    metres, share = 0.0, STEPWISE[column]
                assert other[column].to_numpy() == pytest.approx(
                    one[column].to_numpy(), rel=share, abs=max(metres, 1e-6), nan_ok=True
                ), label
            else:
                assert other[column].map(str).to_list() == one[column].map(str).to_list(), label
    edges = [
        result.plot_edges.groupby(["plot_id", "edge"])["length_m"].sum().to_dict()
        for result in (here, there)
    ]
    assert edges[1] == pytest.approx(edges[0], rel=1e-6)


@pytest.fixture(scope="module")
def as_drawn(voorbeeldpark):
    """The indicators of the pencil (`test_voorbeeldpark` compares them)."""
    return indicators(voorbeeldpark)


def test_turned_by_17_degrees_it_has_the_figures_of_the_pencil(voorbeeldpark, as_drawn):
    assert_alike(as_drawn, indicators(voorbeeldpark, 17.3, (-1234.5678, 987.654321)))


@settings(max_examples=2, deadline=None)
@given(st.floats(0, 360), st.tuples(st.floats(-1e5, 3e4), st.floats(-1e5, 1e5)))
def test_turned_and_moved_anyhow_too(voorbeeldpark, as_drawn, degrees, way):
    assert_alike(as_drawn, indicators(voorbeeldpark, degrees, way))
