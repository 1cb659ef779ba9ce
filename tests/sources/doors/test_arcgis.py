"""ArcGIS FeatureServer, against a stub made from its published description."""

import geopandas as gpd
import pytest

from tests.sources.doors.rig import PARCELS, Rig


def rig(folder, stub, fault="none", **changes):
    door = {"page_size": 1000, "tile_m": 7000, **changes.pop("door", {})}
    url = f"{stub.url('arcgis', fault)}/perceel/FeatureServer"
    return Rig(folder, "arcgis", url, "0", door=door, **changes)


def test_every_parcel_comes_once_in_rd(tmp_path, stub):
    whole = rig(tmp_path, stub, "arcgis;page=60")
    outcome = whole.whole()
    assert (outcome.features, outcome.distinct_ids) == (500, 500)
    assert whole.numbers(outcome) == PARCELS
    assert gpd.read_file(whole.file(outcome)).crs.to_epsg() == 28992


def test_tile_edges_double_nothing_and_lose_nothing(tmp_path, stub):
    whole = rig(tmp_path, stub, door={"tile_m": 300})
    assert whole.numbers(whole.whole()) == PARCELS


def test_the_whole_layer_comes_without_an_area(tmp_path, stub):
    whole = rig(tmp_path, stub, area=None)
    assert whole.numbers(whole.whole()) == PARCELS
    assert not any("geometry" in one["query"] for one in stub.seen())


def test_a_limit_lower_than_stated_is_met_in_halves(tmp_path, stub):
    """The layer says 2000 rows a page and gives 40, and says there is more."""
    whole = rig(tmp_path, stub, "arcgis;page=40;stated=2000")
    assert whole.numbers(whole.whole()) == PARCELS


def test_rows_that_do_not_come_are_missed_by_number(tmp_path, stub):
    why = rig(tmp_path, stub, "short").refused()
    assert "1 of 500 rows that the service had numbered did not come (first: '500')" in why


def test_a_row_too_many_means_that_the_data_moved(tmp_path, stub):
    assert "it was refreshed meanwhile" in rig(tmp_path, stub, "doubled").refused()


def test_a_refresh_between_the_list_and_the_rows_is_noticed(tmp_path, stub):
    """The first row goes after the list: the last number has no row any more."""
    whole = rig(tmp_path, stub, "refresh;at=2")
    assert whole.numbers(whole.whole()) == PARCELS[1:]


def test_a_count_above_the_list_is_refused_and_a_cap_below_it_is_not(tmp_path, stub):
    whole = rig(tmp_path, stub, "capped;cap=100")
    assert whole.numbers(whole.whole()) == PARCELS


def test_an_error_with_status_200_is_an_error(tmp_path, stub):
    why = rig(tmp_path, stub, "error_in_200").refused()
    assert "error 500: 'Unable to perform query'" in why
    whole = rig(tmp_path / "other", stub)
    broken = Rig(tmp_path / "none", "arcgis", whole.url.replace("perceel", "niets"), "0")
    assert "error 400" in broken.refused()


def test_a_bbox_without_any_is_an_empty_file(tmp_path, stub):
    outcome = rig(tmp_path, stub, area="100000,400000,101000,401000").fetch()
    assert (outcome.status, outcome.features) == ("fetched", 0)  # a bbox may hold none


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("html", "a page for people"),
        ("swapped", "x and y are swapped"),
        ("redirect", "no host of the catalogue"),
        ("cut", "breaks off"),
    ],
)
def test_what_is_no_page_is_refused(tmp_path, stub, fault, words):
    assert words in rig(tmp_path, stub, fault).refused()


@pytest.mark.parametrize("fault", ["status;code=500", "cut", "too_many;seconds=0"])
def test_what_passes_is_asked_again(tmp_path, stub, fault):
    whole = rig(tmp_path, stub, f"{fault};at=3;times=1;page=200")
    assert whole.numbers(whole.whole()) == PARCELS


def test_the_size_is_told_without_fetching(tmp_path, stub):
    assert rig(tmp_path, stub).size().features == 500
