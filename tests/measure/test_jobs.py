from geo_ser.measure.jobs import terrain_jobs
from tests.measure.parks import PARK, measured, only_row, point, terrains, why
from tests.shapes import square, table


def firms(*points, **columns):
    return table(*points, establishment_id=[f"E{i}" for i in range(len(points))], **columns)


def test_jobs_are_summed_by_point_and_strange_numbers_are_unknown():
    some = firms(point(1, 1), point(2, 2), point(3, 3), point(500, 1), jobs=[10.0, None, -4.0, 7.0])
    found = terrain_jobs(PARK, some)
    assert found.table["jobs"].to_dict() == {"T1": 10.0}
    assert found.incomplete.to_dict() == {"T1": True}


def test_no_firms_is_zero_unknown_jobs_are_null():
    parks = terrains(square(0, 0, 100), square(200, 0, 10))
    result = measured(terrains=parks, establishments=firms(point(1, 1), jobs=[None]))
    rows = result.terrains.set_index("terrain_id")["jobs"]
    assert rows["T2"] == 0
    assert why(result, "terrains", "jobs", "T1") == "jobs_unknown"
    bare = measured(terrains=PARK, establishments=firms(point(1, 1)))
    assert why(bare, "terrains", "jobs") == "jobs_unknown"


def test_without_the_table_jobs_are_null():
    result = measured(terrains=PARK)
    assert why(result, "terrains", "jobs") == "no_establishments"
    assert only_row(result.terrains)["gross_area_m2"] == 10_000
