"""Windows of rasters: WCS from MapServer, and a COG read by ranges."""

import numpy as np
import pytest
import rasterio

from geo_ser.sources.doors import ranges
from geo_ser.sources.doors.mosaic import NODATA, Grid
from tests.servers.data import made_up_heights
from tests.sources.doors.rig import Rig

AREA = "194003.3,470850.2,194052.1,470948.7"
LAYER = {"some": False, "raster": "dtm"}


def expected(grid: Grid) -> np.ndarray:
    """Return the made-up elevations of a grid, with the hole in the corner."""
    columns = np.arange(grid.width) + round((grid.west - 194_000) / 0.5)
    rows = np.arange(grid.height) + round((471_000 - grid.north) / 0.5)
    cells = made_up_heights(rows, columns)
    hole = (rows[:, None] < 20) & (columns[None, :] < 20)
    outside = (rows[:, None] < 0) | (columns[None, :] < 0)
    outside |= (rows[:, None] >= 400) | (columns[None, :] >= 400)
    return np.where(hole | outside, NODATA, cells)


def wcs(folder, server, area=AREA, **changes):
    door = {"tile_m": 30, **changes.pop("door", {})}
    return Rig(folder, "wcs", changes.pop("url", server.url), "dtm_05m", (), area, door, LAYER)


def sheets(folder, stub, area=AREA, **changes):
    url = changes.pop("url", stub.url("atom", "none"))
    door = {"tile_m": 30, **changes.pop("door", {})}
    return Rig(folder, "cog", url, "dtm_05m/kaartbladindex.json", (), area, door, LAYER, **changes)


def require_expected(whole):
    outcome = whole.whole()
    with rasterio.open(whole.file(outcome)) as file:
        grid = Grid(file.bounds.left, file.bounds.top, 0.5, file.width, file.height)
        assert file.nodata == NODATA
        assert file.crs.to_epsg() == 28992
        np.testing.assert_allclose(file.read(1), expected(grid), rtol=0, atol=1e-6)
        return file.bounds


def test_a_wcs_window_is_put_together_from_squares(tmp_path, mapserver_server):
    bounds = require_expected(wcs(tmp_path, mapserver_server))
    assert tuple(bounds) == (194_003, 470_850, 194_052.5, 470_949)


def test_holes_and_what_lies_outside_the_coverage_are_nodata(tmp_path, stub):
    area = "193990,470980,194020,471010"
    require_expected(sheets(tmp_path, stub, area=area))


def test_a_cog_window_takes_only_the_bytes_it_needs(tmp_path, stub, stub_data, monkeypatch):
    monkeypatch.setattr(ranges, "BLOCK_BYTES", 2**13)
    require_expected(sheets(tmp_path, stub))
    whole = (stub_data / "files" / "dtm_05m" / "M_verzonnen1.tif").stat().st_size
    sent = sum(one["bytes"] for one in stub.seen() if one["path"].endswith(".tif"))
    assert 0 < sent < whole / 2
    assert all(one["headers"].get("range") for one in stub.seen() if ".tif" in one["path"])


def test_a_cog_window_that_was_cut_off_goes_on(tmp_path, stub, monkeypatch):
    monkeypatch.setattr(ranges, "BLOCK_BYTES", 2**13)
    url = stub.url("atom", "status;code=503;at=4;times=3")
    cut = sheets(tmp_path, stub, url=url)
    assert "status 503" in cut.refused()
    before = len(stub.seen())
    require_expected(cut)
    asked = [one["headers"].get("range") for one in stub.seen() if one["status"] == 206]
    assert len(asked) == len(set(asked))  # no block came twice
    assert len(stub.seen()) > before


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("no_range", "does not come in ranges"),
        ("changed;at=3", "changed while it was read"),
        ("cut;at=2", "breaks off"),
        ("html;at=2", "does not come in ranges"),
        ("html", "a page for people"),
        ("status;code=500", "status 500"),
    ],
)
def test_a_sheet_that_cannot_be_trusted_is_refused(tmp_path, stub, fault, words, monkeypatch):
    monkeypatch.setattr(ranges, "BLOCK_BYTES", 2**13)
    assert words in sheets(tmp_path, stub, url=stub.url("atom", fault)).refused()


def test_no_sheet_for_the_area_says_so(tmp_path, stub):
    why = sheets(tmp_path, stub, area="100000,400000,100100,400100").refused()
    assert "none of the 1 sheets" in why


def test_nothing_but_holes_is_refused(tmp_path, stub):
    why = sheets(tmp_path, stub, area="194000,470991,194009,471000").refused()
    assert "no cell of the area holds an elevation" in why


@pytest.mark.parametrize("kind", [wcs, sheets])
def test_a_raster_needs_an_area(tmp_path, mapserver_server, stub, kind):
    server = mapserver_server if kind is wcs else stub
    assert "needs an area" in kind(tmp_path, server, area=None).refused()


def test_an_unknown_coverage_is_refused(tmp_path, mapserver_server):
    whole = Rig(tmp_path, "wcs", mapserver_server.url, "niets", (), AREA, {}, LAYER)
    assert "does not describe its grid" in whole.refused()


def test_both_doors_give_the_same_cells(tmp_path, mapserver_server, stub):
    a, b = wcs(tmp_path / "a", mapserver_server), sheets(tmp_path / "b", stub)
    with rasterio.open(a.file(a.whole())) as one, rasterio.open(b.file(b.whole())) as two:
        assert one.bounds == two.bounds
        np.testing.assert_array_equal(one.read(1), two.read(1))


def test_two_fetches_give_the_same_bytes(tmp_path, stub):
    a, b = sheets(tmp_path / "a", stub), sheets(tmp_path / "b", stub)
    assert a.file(a.whole()).read_bytes() == b.file(b.whole()).read_bytes()
