"""Heights from elevation rasters: what a pencil gives, the laws, and what is refused."""

from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import CrsError, SourceError, StudyError
from geo_ser.layers import clean_tables, rasters
from geo_ser.layers.rasters import RasterPair, raster_heights
from tests.layers.grids import AHN_NODATA, flat, grid
from tests.layers.studies import block, study, written
from tests.shapes import X, Y, square, table

DATA = Path(__file__).parent.parent / "data"
HALL = square(10, 10, 10)


def pair(folder, dsm, dtm, **options) -> RasterPair:
    return RasterPair(
        grid(folder / "dsm.tif", dsm, **options), grid(folder / "dtm.tif", dtm, **options)
    )


def measured(files: RasterPair, *shapes, percentile=70.0, ring=4.0, coverage=0.5, ids=None):
    shapes = shapes or (HALL,)
    ids = ids or [f"B{number}" for number in range(1, len(shapes) + 1)]
    found = raster_heights(
        table(*shapes, building_id=ids),
        files,
        roof_percentile=percentile,
        ring_m=ring,
        min_coverage=coverage,
    )
    return found.set_index("building_id")


def roofed(value: float = 9.0) -> np.ndarray:
    """Return ground at 1 m with the hall's roof on it; the terrain has a hole under the hall."""
    cells = flat(1.0)
    cells[20:30, 10:20] = value
    return cells


def holed() -> np.ndarray:
    return np.where(roofed() > 1, np.nan, 1.0)


def test_a_height_is_the_roof_minus_the_ground_around_it(tmp_path):
    row = measured(pair(tmp_path, roofed(), holed())).loc["B1"]
    assert row["height_m"] == 8
    assert row["ground_m"] == 1
    assert row["height_coverage"] == 1
    assert row["height_source"] == "raster dsm p70 - dtm p50"
    assert pd.isna(row["height_missing_reason"])
    assert pd.isna(row["survey_date"])


def test_the_percentile_is_the_one_asked_for(tmp_path):
    dsm = flat(0.0)
    dsm[20:30, 10:20] = np.arange(1, 11)  # each column of the roof one metre higher
    files = pair(tmp_path, dsm, flat(0.0))
    found = {p: measured(files, percentile=p)["height_m"].item() for p in (0, 50, 70, 100)}
    assert found == {0: 1, 50: 5, 70: 7, 100: 10}


def test_a_mast_does_not_make_a_tall_hall(tmp_path):
    dsm = roofed()
    dsm[25, 15] = 60
    files = pair(tmp_path, dsm, holed())
    assert measured(files)["height_m"].item() == 8
    assert measured(files, percentile=100.0)["height_m"].item() == 59


def test_cells_count_for_the_part_that_lies_inside(tmp_path):
    """A shape of one cell and a quarter of the next: 80 and 20 % of it."""
    dsm = flat(0.0)
    dsm[29, 10], dsm[29, 11] = 4.0, 8.0
    files = pair(tmp_path, dsm, flat(0.0))
    sliver = square(10, 10, 1.25, 1)
    found = {p: measured(files, sliver, percentile=p)["height_m"].item() for p in (50, 80, 81)}
    assert found == {50: 4, 80: 4, 81: 8}
    assert measured(files, sliver)["height_coverage"].item() == pytest.approx(1)


def test_a_ditch_or_a_dock_beside_a_building_does_not_lower_its_ground(tmp_path):
    dtm = holed()
    dtm[30:34, 10:20] = -1.5
    assert measured(pair(tmp_path, roofed(), dtm))["ground_m"].item() == 1


def test_the_ground_is_sought_in_the_ring_only(tmp_path):
    dtm = np.full((40, 40), 5.0)
    dtm[18:32, 8:22] = 1.0
    files = pair(tmp_path, roofed(), dtm)
    assert measured(files, ring=2.0)["ground_m"].item() == 1
    assert measured(files, ring=9.0)["ground_m"].item() == 5


@pytest.mark.parametrize("nodata", [AHN_NODATA, None, -9999.0])
def test_nodata_is_never_counted_declared_or_not(tmp_path, nodata):
    dsm = roofed()
    dsm[20:23, 10:20] = np.nan  # grid() writes AHN's number, whatever is declared
    dsm[23, 10:20] = -9999.0
    row = measured(pair(tmp_path, dsm, holed(), nodata=nodata)).loc["B1"]
    assert row["height_m"] == 8
    assert row["height_coverage"] == pytest.approx(0.6)


def test_a_nodata_that_could_be_an_elevation_is_believed_to_be_nodata(tmp_path):
    dsm = roofed()
    dsm[20:24, 10:20] = 0.0
    row = measured(pair(tmp_path, dsm, holed(), nodata=0.0)).loc["B1"]
    assert row["height_m"] == 8
    assert row["height_coverage"] == pytest.approx(0.6)


def test_scaled_rasters_are_read_in_metres(tmp_path):
    import rasterio

    files = pair(tmp_path, roofed() * 100, holed() * 100, nodata=None)
    for path in (files.dsm, files.dtm):
        with rasterio.open(path, "r+") as raster:
            raster.scales, raster.offsets = (0.01,), (2.0,)
    row = measured(files).loc["B1"]
    assert row["height_m"] == pytest.approx(8)
    assert row["ground_m"] == pytest.approx(3)


@pytest.mark.parametrize(("known", "reason"), [(5, None), (4, "low_coverage"), (0, "low_coverage")])
def test_a_roof_that_is_half_unknown_has_its_coverage_and_a_reason(tmp_path, known, reason):
    dsm = roofed()
    dsm[20 + known : 30, 10:20] = np.nan
    row = measured(pair(tmp_path, dsm, holed())).loc["B1"]
    assert row["height_coverage"] == pytest.approx(known / 10)
    assert (row["height_missing_reason"] or None) == reason if reason else row["height_m"] == 8
    assert np.isnan(row["height_m"]) == bool(reason)


def test_a_building_over_the_edge_counts_what_lies_on_the_raster(tmp_path):
    dsm = flat(9.0)
    files = pair(tmp_path, dsm, flat(1.0))
    found = measured(files, square(-3, 10, 10), square(-8, 10, 10), square(60, 60, 10))
    assert found["height_coverage"].to_list() == pytest.approx([0.7, 0.2, 0.0])
    assert found["height_m"].to_list() == pytest.approx([8, np.nan, np.nan], nan_ok=True)
    assert found["height_missing_reason"].to_list()[1:] == ["low_coverage", "outside_raster"]


def test_without_ground_around_it_a_building_has_no_height(tmp_path):
    dtm = flat(np.nan)
    dtm[0:5, 0:5] = 1.0
    row = measured(pair(tmp_path, roofed(), dtm)).loc["B1"]
    assert row["height_missing_reason"] == "no_ground"
    assert np.isnan(row["ground_m"])


@pytest.mark.parametrize("roof", [1.0, 0.5, -3.0])
def test_a_roof_on_or_under_the_ground_is_impossible(tmp_path, roof):
    row = measured(pair(tmp_path, roofed(roof), holed())).loc["B1"]
    assert row["height_missing_reason"] == "impossible"
    assert row["ground_m"] == 1


def test_an_outline_beyond_what_is_read_at_once_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(rasters, "MAX_BUILDING_CELLS", 12)
    files = pair(tmp_path, roofed(), holed())
    found = measured(files, HALL, square(5, 5, 15), ring=0.5)
    assert found["height_missing_reason"].to_list()[1] == "too_large"
    assert found["height_m"].to_list()[0] == 8


def test_rasters_of_unlike_cells_go_together(tmp_path):
    fine = np.kron(roofed(), np.ones((2, 2)))
    files = RasterPair(
        grid(tmp_path / "dsm.tif", fine, cell=0.5), grid(tmp_path / "dtm.tif", holed())
    )
    assert measured(files)["height_m"].item() == 8


def test_no_buildings_give_no_heights(tmp_path):
    files = pair(tmp_path, roofed(), holed())
    empty = table(HALL, building_id=["a"]).iloc[:0]
    found = raster_heights(empty, files, roof_percentile=70, ring_m=4, min_coverage=0.5)
    assert len(found) == 0


# Laws


@st.composite
def scenes(draw):
    """Return a DSM with holes, and buildings on it."""
    seed = draw(st.integers(0, 2**32 - 1))
    holes = draw(st.floats(0, 0.6))
    random = np.random.default_rng(seed)
    dsm = random.uniform(2, 20, (40, 40)).round(2)
    dsm[random.random((40, 40)) < holes] = np.nan
    corners = random.uniform(6, 20, (4, 2)).round(1)
    sizes = random.uniform(1.5, 12, (4, 2)).round(1)
    shapes = [square(x, y, w, h) for (x, y), (w, h) in zip(corners, sizes, strict=True)]
    return dsm, shapes


@settings(max_examples=12, deadline=None)
@given(scene=scenes())
def test_a_height_lies_between_the_known_cells_and_no_nodata_is_among_them(tmp_path_factory, scene):
    dsm, shapes = scene
    files = pair(tmp_path_factory.mktemp("r"), dsm, flat(1.0))
    found = measured(files, *shapes, coverage=1e-6)
    roof = found["height_m"] + found["ground_m"]
    known = roof.notna()
    assert (roof[known] >= np.nanmin(dsm) - 1e-4).all()
    assert (roof[known] <= np.nanmax(dsm) + 1e-4).all()
    assert found["height_coverage"].between(0, 1).all()


@settings(max_examples=15, deadline=None)
@given(scene=scenes(), order=st.permutations(range(4)))
def test_the_order_of_the_buildings_says_nothing(tmp_path_factory, scene, order):
    dsm, shapes = scene
    files = pair(tmp_path_factory.mktemp("r"), dsm, flat(1.0))
    forth = measured(files, *shapes)
    turned = measured(files, *(shapes[at] for at in order), ids=[f"B{at + 1}" for at in order])
    pd.testing.assert_frame_equal(forth, turned.sort_index())


@settings(max_examples=15, deadline=None)
@given(scene=scenes(), east=st.integers(-500, 500), north=st.integers(-500, 500))
def test_moving_everything_by_whole_cells_changes_nothing(tmp_path_factory, scene, east, north):
    dsm, shapes = scene
    here = measured(pair(tmp_path_factory.mktemp("r"), dsm, flat(1.0)), *shapes)
    there = measured(
        pair(tmp_path_factory.mktemp("r"), dsm, flat(1.0), x=east, y=north),
        *(shapely.affinity.translate(shape, east, north) for shape in shapes),
    )
    pd.testing.assert_frame_equal(here, there, rtol=0, atol=1e-6)


@settings(max_examples=15, deadline=None)
@given(scene=scenes(), up=st.integers(-3, 300))
def test_a_higher_country_has_the_same_heights(tmp_path_factory, scene, up):
    dsm, shapes = scene
    low = measured(pair(tmp_path_factory.mktemp("r"), dsm, flat(1.0)), *shapes)
    high = measured(pair(tmp_path_factory.mktemp("r"), dsm + up, flat(1.0 + up)), *shapes)
    np.testing.assert_allclose(low["height_m"], high["height_m"], atol=1e-3)


def test_reading_in_small_windows_changes_nothing(tmp_path, monkeypatch):
    random = np.random.default_rng(4)
    files = pair(tmp_path, random.uniform(2, 20, (40, 40)), flat(1.0))
    shapes = [square(x, y, 3.5, 4.2) for x in (1, 12.3, 30) for y in (2, 17.7, 33)]
    whole = measured(files, *shapes)
    monkeypatch.setattr(rasters, "TILE_CELLS", 7)
    pd.testing.assert_frame_equal(whole, measured(files, *shapes))


# Refusals


def test_a_raster_in_another_crs_is_refused(tmp_path):
    files = pair(tmp_path, roofed(), holed(), crs="EPSG:4326")
    with pytest.raises(CrsError, match=r"\[rasters\] dsm \(dsm.tif\): is in EPSG:4326"):
        measured(files)
    files = pair(tmp_path, roofed(), holed(), crs=None)
    with pytest.raises(CrsError, match="has no CRS; heights need EPSG:28992.*gdal_edit"):
        measured(files)
    utm = grid(tmp_path / "utm.tif", holed(), crs="EPSG:25831")
    with pytest.raises(CrsError, match="dtm .*EPSG:25831"):
        measured(RasterPair(grid(tmp_path / "ok.tif", roofed()), utm))


def test_rd_with_nap_is_rd(tmp_path):
    assert measured(pair(tmp_path, roofed(), holed(), crs="EPSG:7415"))["height_m"].item() == 8


def test_a_raster_that_knows_nothing_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"dsm.*holds no elevation at all \(all nodata\)"):
        measured(pair(tmp_path, flat(np.nan), holed()))
    with pytest.raises(SourceError, match="dtm .*all nodata"):
        measured(pair(tmp_path, roofed(), flat(np.nan)))


def test_one_building_in_a_hole_is_no_reason_to_refuse_the_raster(tmp_path):
    dsm = roofed()
    dsm[20:30, 10:20] = np.nan
    assert measured(pair(tmp_path, dsm, holed()))["height_missing_reason"].item() == "low_coverage"


def test_what_is_no_grid_of_elevations_is_refused(tmp_path):
    good = grid(tmp_path / "good.tif", holed())
    photo = grid(tmp_path / "photo.tif", np.stack([roofed()] * 3))
    with pytest.raises(SourceError, match="has 3 bands"):
        measured(RasterPair(photo, good))
    turned = Affine(0.9, 0.1, X, 0.1, -0.9, Y + 40)
    with pytest.raises(SourceError, match="turned or mirrored"):
        measured(RasterPair(grid(tmp_path / "t.tif", roofed(), transform=turned), good))
    (tmp_path / "text.tif").write_text("no raster")
    with pytest.raises(SourceError, match=r"text.tif is no GeoTIFF \(it starts with 'no raster'\)"):
        measured(RasterPair(tmp_path / "text.tif", good))
    with pytest.raises(SourceError, match="missing.tif"):
        measured(RasterPair(tmp_path / "missing.tif", good))


def test_a_truncated_raster_is_refused(tmp_path):
    random = np.random.default_rng(1)
    path = grid(tmp_path / "dsm.tif", random.uniform(2, 20, (400, 400)))
    path.write_bytes(path.read_bytes()[:200_000])
    files = RasterPair(path, grid(tmp_path / "dtm.tif", flat(1.0, 400)))
    with pytest.raises(SourceError, match="dsm.tif"):
        measured(files, square(100, 10, 10))


# In a study


def raster_study(folder, *, settings: str = "", blocks: str = "", **columns: list):
    grid(folder / "dsm.tif", roofed())
    grid(folder / "dtm.tif", holed())
    frame = table(HALL, square(60, 60, 5), building_id=["a", "b"], **columns)
    text = block("buildings", written(folder, frame)) + blocks
    return study(folder, f'{text}[rasters]\ndsm = "dsm.tif"\ndtm = "dtm.tif"\n{settings}')


def test_rasters_are_a_source_of_heights_like_any_other(tmp_path):
    out = clean_tables(raster_study(tmp_path, settings="survey_date = 2021-04-01"))
    heights = out.tables["heights"].set_index("building_id")
    assert heights["height_m"].to_dict() == pytest.approx({"a": 8, "b": np.nan}, nan_ok=True)
    assert heights.loc["b", "height_missing_reason"] == "outside_raster"
    buildings = out.tables["buildings"].set_index("building_id")
    assert isinstance(out.tables["buildings"], gpd.GeoDataFrame)
    assert buildings.loc["a", "height_source"] == "raster dsm p70 - dtm p50"
    assert buildings.loc["a", "survey_date"] == pd.Timestamp(date(2021, 4, 1))
    counts = out.counts["heights"]
    assert (counts["rows_in"], counts["rows_out"], counts["merged"]) == (2, 2, 0)


def test_tables_come_before_rasters_and_rasters_fill_what_is_missing(tmp_path):
    (tmp_path / "h.csv").write_text("building_id;height_m\na;\nb;5\n")
    out = clean_tables(raster_study(tmp_path, blocks=block("heights", "h.csv")))
    found = out.tables["heights"].set_index("building_id")
    assert found["height_m"].to_dict() == {"a": 8, "b": 5}
    assert out.counts["heights"]["merged"] == 2
    (tmp_path / "h.csv").write_text("building_id;height_m\na;7\nb;5\n")
    out = clean_tables(raster_study(tmp_path, blocks=block("heights", "h.csv")))
    assert out.tables["heights"]["height_m"].to_list() == [7, 5]


def test_a_building_newer_than_the_rasters_has_no_height_from_them(tmp_path):
    flown = "survey_date = 2021-04-01"
    made = raster_study(tmp_path, settings=flown, construction_year=[2022, 1990])
    out = clean_tables(made)
    found = out.tables["buildings"].set_index("building_id")
    assert np.isnan(found.loc["a", "height_m"])
    assert found.loc["a", "height_missing_reason"] == "newer_than_survey"
    assert [one.rule for one in out.findings] == ["layers.heights_refused"]
    assert "nieuwer dan de inwinning" in out.findings[0].reason.nl


def test_the_thresholds_say_which_roof_and_which_ring(tmp_path):
    settings = "[thresholds]\nroof_percentile = 100\nground_ring_m = 2\nmin_height_coverage = 1\n"
    out = clean_tables(raster_study(tmp_path, settings=settings))
    assert "raster dsm p100 - dtm p50" in set(out.tables["heights"]["height_source"])


def test_one_raster_alone_is_refused(tmp_path):
    with pytest.raises(StudyError, match="give both dsm and dtm"):
        study(tmp_path, '[rasters]\ndsm = "dsm.tif"\n')
    with pytest.raises(StudyError, match="unknown key; did you mean `dsm`"):
        study(tmp_path, '[rasters]\ndsn = "dsm.tif"\n')


# Real data


def test_the_excerpt_of_delft():
    panden = gpd.read_file(DATA / "bgt_delft_pand_excerpt.geojson")
    panden = panden.rename(columns={"identificatiebagpnd": "building_id"})
    files = RasterPair(DATA / "ahn3_delft_excerpt_dsm.tif", DATA / "ahn3_delft_excerpt_dtm.tif")
    found = raster_heights(panden, files, roof_percentile=70, ring_m=4, min_coverage=0.5)
    reasons = found["height_missing_reason"].fillna("known").value_counts().to_dict()
    assert reasons == {"known": 41, "low_coverage": 9}  # nine lie over the edge of the excerpt
    assert found["height_m"].median() == pytest.approx(5.73, abs=0.01)
    assert found["height_m"].max() == pytest.approx(12.69, abs=0.01)


def test_the_excerpt_of_delft_as_a_study(tmp_path):
    blocks = block("buildings", str(DATA / "bgt_delft_pand_excerpt.geojson"),
                   columns='{ building_id = "identificatiebagpnd" }')  # fmt: skip
    rasters = [f'{name} = "{DATA}/ahn3_delft_excerpt_{name}.tif"' for name in ("dsm", "dtm")]
    out = clean_tables(study(tmp_path, "\n".join([blocks, "[rasters]", *rasters, ""])))
    found = out.tables["buildings"]
    assert (len(found), found["height_m"].notna().sum()) == (50, 41)
    assert found["height_missing_reason"].value_counts().to_dict() == {"low_coverage": 9}
    assert found["height_m"].median() == pytest.approx(5.73, abs=0.01)
    assert found["height_m"].max() == pytest.approx(12.69, abs=0.01)


def test_an_empty_raster_of_a_million_cells_square_is_refused_soon(tmp_path):
    """A sparse file of 2 MB may claim 10^12 cells; no more of it than 100 squares is sought."""
    import rasterio

    files = RasterPair(tmp_path / "dsm.tif", tmp_path / "dtm.tif")
    for path in (files.dsm, files.dtm):
        with rasterio.open(
            path, "w", driver="GTiff", width=10**6, height=10**6, count=1, dtype="float32",
            crs=28992, transform=Affine(1, 0, 0, 0, -1, 10**6), nodata=AHN_NODATA, tiled=True,
            blockxsize=4096, blockysize=4096, SPARSE_OK=True,
        ):  # fmt: skip
            pass
    with pytest.raises(SourceError, match=r"nor in 100 squares spread over it"):
        measured(files)
