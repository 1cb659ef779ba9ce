"""The made-up town of the benchmarks: it tiles exactly, it is always the same, engines agree."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

FOLDER = Path(__file__).parents[2] / "benchmarks"


def load(name):
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


town = load("town")
run_all = load("run_all")


@pytest.fixture(scope="module")
def one():
    return town.estates(0, 1, 1)


def test_surfaces_tile_exactly(one):
    shapes = one.surfaces.geometry.to_numpy()
    assert len(shapes) == 870
    assert shapely.is_valid(shapes).all()
    together = shapely.union_all(shapes)
    assert together.geom_type == "Polygon"
    assert len(together.interiors) == 0
    assert together.area == pytest.approx(shapely.area(shapes).sum(), abs=1e-6)
    assert shapely.covers(together, one.terrains.geometry.iloc[0])


def test_parcels_share_no_land_and_every_table_is_valid(one):
    parcels = one.parcels.geometry.to_numpy()
    union = shapely.union_all(parcels).area
    assert union == pytest.approx(shapely.area(parcels).sum(), abs=1e-6)
    for name in town.TABLES:
        table = getattr(one, name)
        assert shapely.is_valid(table.geometry.to_numpy()).all()
        assert table.iloc[:, 0].is_unique


def test_same_seed_same_town_other_seed_another(one):
    again, other = town.estates(0, 1, 1), town.estates(0, 1, 1, seed=1)
    for name in town.TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(again, name))
    assert not one.surfaces.geometry.equals(other.surfaces.geometry)


def test_no_estate_is_refused():
    with pytest.raises(ValueError, match="there are none"):
        town.estates(2, 2, 3)


@pytest.mark.slow
def test_engines_agree_on_a_tiny_town(tmp_path):
    town.write_town(tmp_path, town.SCALES["tiny"], raw=False)
    todo = run_all.jobs(tmp_path, Path("no duckdb"), layers=False, full=False, overlays=True)
    costs = {job.name: [run_all.run(job)] for job in todo}
    assert len(costs) == 3
    assert run_all.report(costs, todo, tmp_path) < 1e-4


def test_a_difference_is_seen():
    ours = pd.DataFrame({"terrain_id": ["a", "b"], "gross_area_m2": [1.0, 2.0], "x": [0, 0]})
    theirs = pd.DataFrame({"terrain_id": ["b", "a"], "gross_area_m2": [2.5, 1.0]})
    assert run_all.largest_difference_m2(ours, theirs) == 0.5
    with pytest.raises(ValueError, match="the same terrains"):
        run_all.largest_difference_m2(ours, theirs.assign(terrain_id=["b", "c"]))
    with pytest.raises(ValueError, match="no figure"):
        run_all.largest_difference_m2(ours, theirs[["terrain_id"]])


def test_a_job_that_fails_tells_what_it_said():
    job = run_all.Job("broken", [sys.executable, "-c", "raise SystemExit('out of land')"])
    with pytest.raises(RuntimeError, match="out of land"):
        run_all.run(job)


def test_vertices_are_like_those_of_real_surfaces(one):
    rings = shapely.get_num_coordinates(one.surfaces.geometry.to_numpy()) - 1
    assert 25 < np.mean(rings) < 33
