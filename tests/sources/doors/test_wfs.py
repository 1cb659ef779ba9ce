"""WFS 2.0, against MapServer and against a stub that does what PDOK's does, and worse."""

from dataclasses import replace

import geopandas as gpd
import pytest

from geo_ser.sources.doors import wfs
from tests.sources.doors.rig import PARCELS, Rig


def rig(folder, stub, fault="none", **changes):
    door = {"page_size": 100, "tile_m": 7000, **changes.pop("door", {})}
    return Rig(folder, "wfs", stub.url("wfs", fault), "x:perceel", door=door, **changes)


def asked(stub, key):
    return [one["query"][key] for one in stub.seen() if key in one["query"]]


def test_mapserver_gives_every_parcel_once_over_several_tiles(tmp_path, mapserver_server):
    door = {"page_size": 200, "tile_m": 500}
    whole = Rig(tmp_path, "wfs", mapserver_server.url, "perceel", door=door)
    outcome = whole.whole()
    assert (outcome.features, outcome.distinct_ids) == (500, 500)
    table = gpd.read_file(whole.file(outcome))
    assert table.crs.to_epsg() == 28992
    assert sorted(table["identificatie_lokaal_id"]) == PARCELS
    assert table.area.sum() == pytest.approx(500 * 1600.0)


def test_mapserver_gives_real_panden_as_they_are(tmp_path, mapserver_server):
    from tests.servers.data import real

    area = "193000,470000,198000,476000"
    door = {"page_size": 300, "tile_m": 3000}
    whole = Rig(
        tmp_path, "wfs", mapserver_server.url, "pand", id=("identificatie",), area=area, door=door
    )
    outcome = whole.whole()
    assert (outcome.features, outcome.distinct_ids) == (382, 382)
    mine = gpd.read_file(whole.file(outcome)).set_index("identificatie").sort_index()
    true = real("pand").set_index("identificatie").sort_index()
    assert mine.geometry.geom_equals_exact(true.geometry, 1e-6).all()


def test_a_stub_gives_every_parcel_once(tmp_path, stub):
    whole = rig(tmp_path, stub)
    outcome = whole.whole()
    assert whole.numbers(outcome) == PARCELS
    assert set(asked(stub, "sortBy")) == {"identificatie_lokaal_id"}
    assert all(one.endswith("EPSG::28992") for one in asked(stub, "bbox"))


def test_the_columns_of_a_composite_number_sort_together(tmp_path, stub):
    both = ("niet_daar", "opmerking+identificatie_lokaal_id")
    whole = rig(tmp_path, stub, id=both)
    assert whole.whole().distinct_ids == 500
    assert set(asked(stub, "sortBy")) == {"opmerking,identificatie_lokaal_id"}


def test_without_a_column_to_sort_by_nothing_is_fetched(tmp_path, stub):
    why = rig(tmp_path, stub, id=("nummer",)).refused()
    assert "none of the columns nummer" in why
    assert "identificatie_lokaal_id" in why


def test_quarters_where_a_tile_holds_too_much(tmp_path, stub, monkeypatch):
    monkeypatch.setattr(wfs, "MAX_START", 150)
    whole = rig(tmp_path, stub, "wfs;max_start=150")
    outcome = whole.whole()
    assert whole.numbers(outcome) == PARCELS
    assert max(map(int, asked(stub, "startIndex"))) <= 150


def test_a_page_limit_lower_than_asked_does_no_harm(tmp_path, stub):
    whole = rig(tmp_path, stub, "wfs;page=30")
    assert whole.numbers(whole.whole()) == PARCELS


@pytest.mark.parametrize("rows", [100, 250, 499])
def test_a_total_that_is_a_cap_is_noticed_and_all_rows_come(tmp_path, stub, rows):
    whole = rig(tmp_path, stub, f"capped;cap={rows}")
    outcome = whole.whole()
    assert whole.numbers(outcome) == PARCELS
    manifest = (tmp_path / "data/raw/manifest.csv").read_text(encoding="utf-8")
    assert f"no more than {rows} rows" in manifest


def test_a_capped_total_above_the_far_start_still_ends_in_quarters(tmp_path, stub, monkeypatch):
    monkeypatch.setattr(wfs, "MAX_START", 150)
    whole = rig(tmp_path, stub, "capped;cap=120;max_start=150")
    assert whole.numbers(whole.whole()) == PARCELS


def test_a_total_of_unknown_is_not_needed(tmp_path, stub):
    whole = rig(tmp_path, stub, "unknown")
    assert whole.numbers(whole.whole()) == PARCELS


def test_a_row_taken_away_between_pages_is_noticed_and_begun_anew(tmp_path, stub):
    """Row 1 goes after two pages (the row for the columns, the first page): all later rows move."""
    whole = rig(tmp_path, stub, "refresh;at=3")
    outcome = whole.whole()
    assert whole.numbers(outcome) == PARCELS[1:]


def test_data_that_never_stand_still_are_refused(tmp_path, stub):
    why = rig(tmp_path, stub, "doubled").refused()
    assert "Run `geo-ser fetch` again" in why


def test_a_short_page_in_the_middle_is_noticed(tmp_path, stub):
    """A page that lost its last row begins where the next one is asked, so nothing is lost."""
    whole = rig(tmp_path, stub, "short;at=3;times=1")
    assert whole.numbers(whole.whole()) == PARCELS


def test_rows_that_never_come_are_missed(tmp_path, stub):
    why = rig(tmp_path, stub, "short;at=2;gone=99").refused()
    assert "of 500 rows came" in why


def test_nothing_for_an_area_that_has_some(tmp_path, stub):
    why = rig(tmp_path, stub, "empty").refused()
    assert "of 500 rows came" in why


def test_pages_without_end_are_stopped(tmp_path, stub):
    why = rig(tmp_path, stub, http={"max_pages": 3}).refused()
    assert "more than 3 pages" in why
    assert len(stub.seen()) < 12


def test_a_byte_order_mark_is_taken_off(tmp_path, stub):
    whole = rig(tmp_path, stub, "bom")
    assert whole.numbers(whole.whole()) == PARCELS


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("html", "a page for people"),
        ("bomb", "XML message"),
        ("swapped", "x and y are swapped"),
        ("huge", "over the limit"),
        ("redirect", "no host of the catalogue"),
        ("status;code=500", "status 500"),
        ("cut", "breaks off"),
        ("broken_gzip", "damaged"),
    ],
)
def test_what_is_no_page_is_refused(tmp_path, stub, fault, words):
    assert words in rig(tmp_path, stub, fault).refused()


@pytest.mark.parametrize(
    "fault",
    ["status;code=500", "status;code=502", "cut", "broken_gzip", "too_many;seconds=0"],
)
def test_what_passes_is_asked_again(tmp_path, stub, fault):
    whole = rig(tmp_path, stub, f"{fault};at=3;times=1")
    assert whole.numbers(whole.whole()) == PARCELS


def test_columns_that_come_and_go_are_united(tmp_path, stub):
    whole = rig(tmp_path, stub, "columns")
    table = gpd.read_file(whole.file(whole.whole()))
    assert len([name for name in table.columns if name.startswith("kolom_")]) >= 5
    assert len(table) == 500


def test_rows_without_geometry_are_kept_and_counted(tmp_path, stub):
    whole = rig(tmp_path, stub, "null_geometry;every=50")
    whole.whole()
    manifest = (tmp_path / "data/raw/manifest.csv").read_text(encoding="utf-8")
    assert "rows without geometry" in manifest


def test_a_run_that_was_cut_off_goes_on_and_ends_alike(tmp_path, stub):
    undisturbed = rig(tmp_path / "a", stub)
    true = undisturbed.file(undisturbed.whole()).read_bytes()
    other = replace(stub, run=f"{stub.run}-cut")
    cut = rig(tmp_path / "b", other, "status;code=503;at=4;times=3")
    assert cut.fetch().status == "failed"
    before = len(other.seen())
    outcome = cut.whole()
    assert cut.file(outcome).read_bytes() == true
    assert len(other.seen()) - before <= 5  # the pages that came before are not asked again


def test_the_size_is_told_without_fetching(tmp_path, stub):
    outcome = rig(tmp_path, stub).size()
    assert (outcome.status, outcome.features) == ("would come", 500)
    assert not (tmp_path / "data" / "raw" / "proef-laag.geojson").exists()
