"""The made-up park: every indicator of every terrain, plot and building equals the pencil."""

import importlib.util
import json
import re
import shutil

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio

from geo_ser.pipeline import run_stage
from geo_ser.study import Thresholds, load_study
from geo_ser.tables import INDICATORS
from tests.conftest import ROOT
from tests.measure.parks import measured
from tests.pipeline import pencil_gain
from tests.pipeline import pencil_voorbeeldpark as pencil

SOURCE = ROOT / "studies" / "voorbeeldpark"
PAGE = ROOT / "docs" / "voorbeeldpark.md"
INDICATORS_PAGE = ROOT / "docs" / "indicators.md"
IDS = ["VP1", "VP2", "VP3"]
LISTS = {"parcel_ids", "uses", "reasons", "obstacles"}
STATUS = {
    "in_use": "Pand in gebruik",
    "unmeasured": "Pand in gebruik (niet ingemeten)",
    "started": "Bouw gestart",
    "permit": "Bouwvergunning verleend",
    "gone": "Pand gesloopt",
    "empty": "Pand buiten gebruik",
}
TARES = ("road", "rail", "water", "green", "other")
HEIGHT_SOURCE = {"raster": "raster dsm p70 - dtm p50", "older": "verzonnen, oudere vlucht"}


def table(study, name):
    return pd.read_parquet(study / f"data/processed/2_indicators/{name}.parquet")


def not_yet(study, name):
    """Columns that this version has no method for; it says so itself."""
    nulls = table(study, "nulls")
    return set(
        nulls.loc[(nulls["table"] == name) & (nulls["reason"] == "not_measured_yet"), "column"]
    )


def plain(value):
    """Return a cell as the pencil writes it: a number, a word, a list, or None."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if value is None or value is pd.NaT or (not isinstance(value, list) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value


ABOUT = {"largest_free_circle_m": 0.1}  # how exact a circle is; all else is exact


def assert_same(found, expected, what):
    found, within = plain(found), ABOUT.get(what[-1], 1e-6)
    if expected is None or found is None or isinstance(expected, str | bool | list):
        assert found == expected, what
    else:
        assert found == pytest.approx(expected, rel=1e-6, abs=within), what


def assert_rows(found, expected, keys, skip=frozenset()):
    """Compare rows cell by cell; each key of one side is one of the other."""
    cells_of = {tuple(row[key] for key in keys): row for row in found.to_dict("records")}
    by_key = {tuple(row[key] for key in keys): row for row in expected}
    assert sorted(cells_of) == sorted(by_key)
    for key, row in by_key.items():
        cells = cells_of[key]
        for column in set(row) - set(keys) - skip:
            want = row[column]
            if column in LISTS and want is not None:
                want = want.split(",")
            assert_same(cells[column], want, (*key, column))


@pytest.mark.parametrize("column", pencil.TERRAINS)
def test_every_indicator_of_every_terrain(voorbeeldpark, column):
    terrains = table(voorbeeldpark, "terrains").set_index("terrain_id")
    if column in not_yet(voorbeeldpark, "terrains") or column not in terrains.columns:
        pytest.skip("this version does not measure it")
    assert sorted(terrains.index) == IDS
    for terrain, expected in zip(IDS, pencil.TERRAINS[column], strict=True):
        assert_same(terrains.loc[terrain, column], expected, (terrain, column))


def test_the_pencil_has_every_column_of_the_contract():
    in_plots = {*pencil.rows(pencil.LAND)[0], *pencil.rows(pencil.BUILT)[0],
                *pencil.rows(pencil.ROOM)[0]}  # fmt: skip
    in_buildings = {*pencil.rows(pencil.BUILDINGS)[0], *pencil.rows(pencil.HEIGHTS)[0], "ground_m"}
    in_terrains = {"terrain_id", *pencil.TERRAINS}
    for name, has in (("terrains", in_terrains), ("plots", in_plots), ("buildings", in_buildings)):
        contract = {column.name for column in INDICATORS[name]} - {"geometry"}
        assert contract - has == set(), name


def test_the_balance_closes_on_paper_too():
    of = pencil.TERRAINS
    for at in range(3):
        tare = sum(of[f"tare_{kind}_m2"][at] for kind in TARES)
        cover = sum(values[at] for name, values in of.items() if name.startswith("cover_"))
        net = of["net_area_low_m2"][at]
        assert net + tare + of["unclassed_area_m2"][at] == of["gross_area_m2"][at]
        assert net + of["unclassed_area_m2"][at] == of["net_area_high_m2"][at]
        assert cover + of["uncovered_m2"][at] - of["overlap_m2"][at] == of["gross_area_m2"][at]


@pytest.mark.parametrize("name", ["LAND", "BUILT"])
def test_land_and_buildings_of_every_plot(voorbeeldpark, name):
    expected = pencil.rows(getattr(pencil, name))
    assert_rows(table(voorbeeldpark, "plots"), expected, ["plot_id", "terrain_id"])


def test_setbacks_and_room_of_every_plot(voorbeeldpark):
    plots, skip = table(voorbeeldpark, "plots"), not_yet(voorbeeldpark, "plots")
    expected = pencil.rows(pencil.ROOM)
    skip |= set(expected[0]) - set(plots.columns)
    counts = plots["counts_as_net"].fillna(False).astype("bool")
    counts |= plots["counts_as_net"].isna()  # unclassed: it may be a plot
    assert_rows(plots[counts], expected, ["plot_id", "terrain_id"], skip)
    rest = plots.loc[~counts, sorted(set(expected[0]) & set(plots.columns))]
    assert rest.drop(columns=["plot_id", "terrain_id"]).isna().all(axis=None)


def test_every_building(voorbeeldpark):
    expected = pencil.rows(pencil.BUILDINGS)
    for row in expected:
        row["status"] = STATUS[row["status"]]
    assert_rows(table(voorbeeldpark, "buildings"), expected, ["building_id", "terrain_id"])


def test_the_height_of_every_building(voorbeeldpark):
    expected = pencil.rows(pencil.HEIGHTS)
    for row in expected:
        row["height_source"] = HEIGHT_SOURCE[row["height_source"]]
        row["ground_m"] = -4
    assert_rows(table(voorbeeldpark, "buildings"), expected, ["building_id"])


def test_every_edge_of_every_net_plot(voorbeeldpark):
    file = voorbeeldpark / "data/processed/2_indicators/plot_edges.parquet"
    if not file.exists():
        pytest.skip("this version does not class edges")
    found = pd.read_parquet(file).pivot_table(
        index="plot_id", columns="edge", values="length_m", aggfunc="sum"
    )
    found = found.reindex(columns=["road", "side", "rear", "unknown"]).fillna(0.0)
    assert_rows(found.reset_index(), pencil.rows(pencil.EDGES), ["plot_id"])


def test_the_limits_of_every_net_plot(voorbeeldpark):
    file = voorbeeldpark / "data/processed/2_indicators/plot_limits.parquet"
    if not file.exists():
        pytest.skip("this version does not gather limits")
    found = gpd.read_parquet(file)
    found["buildable_m2"] = found.geometry.area.where(found.geometry.notna())
    net = table(voorbeeldpark, "plots").query("counts_as_net == True")[["plot_id", "terrain_id"]]
    expected = pencil.rows(pencil.LIMITS)
    for row in expected:
        for column in ("min_environmental_category", "max_environmental_category"):
            row[column] = None if row[column] is None else str(row[column])
    found = net.merge(pd.DataFrame(found), on=["plot_id", "terrain_id"])
    assert_rows(found, expected, ["plot_id", "terrain_id"])


def test_where_cover_is_amiss(voorbeeldpark):
    found = table(voorbeeldpark, "gaps").assign(cover=lambda gaps: gaps["cover"].fillna("-"))
    keys = ["terrain_id", "kind", "cover"]
    found = found.groupby(keys, as_index=False)["area_m2"].sum()
    expected = [row | {"cover": row["cover"] or "-"} for row in pencil.rows(pencil.GAPS)]
    assert_rows(found, expected, keys)


def test_why_cells_are_unknown(voorbeeldpark):
    nulls = table(voorbeeldpark, "nulls")
    reasons = {(row.table, row.id, row.column): row.reason for row in nulls.itertuples()}
    for row in pencil.rows(pencil.NULLS):
        assert reasons[row["table"], row["id"], row["column"]] == row["reason"], row


def test_the_findings_are_the_mistakes_that_were_put_in(voorbeeldpark):
    found = pd.read_parquet(voorbeeldpark / "data/processed/findings.parquet")
    found = found[found["rule"] != "measure.not_measured_yet"]
    said = {(row.rule, plain(row.id)): plain(row.difference) for row in found.itertuples()}
    assert said.pop(("claims.polygon", "VP3")) == pytest.approx(2.0 - 2.2048)
    assert said.pop(("measure.empty_in_use", "B08")) == pytest.approx(1650)
    assert said.pop(("measure.setback_limit", "C06")) == pytest.approx(5 - 7)
    assert said.pop(("measure.overlap", "VP1")) == pytest.approx(170)
    assert said.pop(("measure.terrain_overlap", "VP1")) == pytest.approx(4 * 400)
    assert said.pop(("measure.uncovered", "VP1")) == pytest.approx(100)
    assert said.pop(("measure.uncovered", "VP2")) == pytest.approx(300)
    assert said.pop(("measure.unclassed", "VP2")) == pytest.approx(300)
    assert set(said) == {
        ("layers.heights_refused", None),
        ("measure.dummy_area", "U13"),
        ("measure.dummy_area", "U20"),
        ("measure.unit_without_building", "U28"),
    }


def test_the_ladder_takes_its_supply_from_measured_land(voorbeeldpark):
    result = json.loads((voorbeeldpark / "data/processed/4_ladder/ladder.json").read_text())
    (variant,) = result["variants"]
    items = {one["name"]: (one["low"], one["high"])
             for step in variant["steps"] for one in step["items"]}  # fmt: skip
    assert items["Onbebouwde kavels Verzonnen Noord"] == pytest.approx((1.572, 1.572))
    part = "Intensivering Verzonnen Noord, deel van de netto oppervlakte"
    assert items[part] == pytest.approx((0.2691, 0.5382))
    gain = sum(pencil_gain.GAIN_TERRAINS["gain_level_2_ha"][1:])
    low, high = pencil_gain.LADDER_GAIN
    assert items["Winst op kavels, niveau 2, Verzonnen Zuid en Hoek"] == pytest.approx((low, high))
    assert gain == pytest.approx(0.2675)
    assert variant["demand"] == pytest.approx({"low": 8 + 1, "high": 12 + 1})
    left = {"low": 9 - 1.572 - 0.5382 - high, "high": 13 - 1.572 - 0.2691 - low}
    assert variant["remaining"] == pytest.approx(left)
    assert result["iron_stock_ha"] == pytest.approx(0.5 * 3)
    for path in ("low", "high"):
        used = sum(row["used_ha"][path] for row in result["ledger"] if row["kind"] == "supply")
        assert 1.572 < used == pytest.approx(variant["demand"][path] - left[path])


def gains(study, name):
    return pd.read_parquet(study / f"data/processed/3_gain/{name}.parquet")


def test_what_the_best_set_of_every_plot_wins(voorbeeldpark):
    found = gains(voorbeeldpark, "gain_plots")
    found = found[found["chosen"]].rename(
        columns={"theoretical_low_ha": "low_ha", "theoretical_high_ha": "high_ha",
                 "theoretical_ha": "ha", "theoretical_gfa_m2": "gfa_m2",
                 "theoretical_footprint_m2": "footprint_m2"}
    )  # fmt: skip
    found["realised"] = found["realistic_ha"] / found["ha"]
    assert_rows(found, pencil.rows(pencil_gain.WON), ["plot_id", "instrument"])


def test_what_is_in_doubt_has_its_bounds_and_no_value(voorbeeldpark):
    found = gains(voorbeeldpark, "gain_plots")
    found = found[found["theoretical_ha"].isna()].rename(
        columns={"theoretical_low_ha": "low_ha", "theoretical_high_ha": "high_ha"}
    )
    assert found["gain_ha"].isna().all()
    assert_rows(found, pencil.rows(pencil_gain.IN_DOUBT), ["plot_id", "instrument"])


def test_the_candidates_are_those_of_the_pencil_in_its_order(voorbeeldpark):
    found = gains(voorbeeldpark, "candidates").rename(columns={"score_share": "share"})
    found = found.assign(obstacles=[list(one) or None for one in found["obstacles"]])
    assert_rows(found, pencil.rows(pencil_gain.CANDIDATES), ["rank", "plot_id", "terrain_id"])


@pytest.mark.parametrize("column", pencil_gain.GAIN_TERRAINS)
def test_every_gain_of_every_terrain(voorbeeldpark, column):
    found = gains(voorbeeldpark, "gain_terrains").set_index("terrain_id")[column]
    assert found[IDS].to_list() == pytest.approx(list(pencil_gain.GAIN_TERRAINS[column]))


def test_the_ledger_of_land_adds_up_to_every_net_plot(voorbeeldpark):
    ledger = gains(voorbeeldpark, "gain_ledger").query("kind == 'land'")
    land = ledger.groupby("plot_id")["area_m2"].sum()
    plots = table(voorbeeldpark, "plots").query("counts_as_net == True").set_index("plot_id")
    assert land.to_dict() == pytest.approx(plots["area_in_terrain_m2"].to_dict())


def test_two_sources_of_heights_side_by_side(voorbeeldpark, tmp_path):
    other = tmp_path / "model"
    shutil.copytree(SOURCE / "data" / "raw", other / "data" / "raw")
    settings = (SOURCE / "atlas.toml").read_text(encoding="utf-8")
    start, end = settings.index("[rasters]"), settings.index("[thresholds]")
    block = '[tables.heights]\nfile = "data/raw/verzonnen_3dbag.csv"\nprofile = "3dbag"\n\n'
    text = settings[:start] + block + settings[end : settings.index("[ladder]")]
    (other / "atlas.toml").write_text(text, encoding="utf-8")
    for stage in ("layers", "measure"):
        run_stage(load_study(other), stage)
    model = table(other, "buildings").set_index("building_id")
    raster = table(voorbeeldpark, "buildings").set_index("building_id")
    by_model = model["height_source"].astype("str").str.startswith("3dbag")
    expected = pencil.rows(pencil.MODEL_3D)
    assert sorted(model.index[by_model]) == [row["building_id"] for row in expected]
    for row in expected:
        one = row["building_id"]
        own = raster.loc[one, "height_m"] if raster.loc[one, "height_source"] in (
            HEIGHT_SOURCE["raster"]) else None  # fmt: skip
        assert_same(own, row["raster_m"], (one, "raster"))
        assert_same(model.loc[one, "height_m"], row["model_m"], (one, "model"))
    both = [row for row in expected if row["raster_m"] is not None]
    gaps = sorted(abs(row["model_m"] - row["raster_m"]) for row in both)
    assert (len(both), gaps[-3:]) == (21, pytest.approx([0.2, 0.4, 1.0]))


# -- the page ------------------------------------------------------------------------------


def sums_on_the_page():
    """Give (first cell of the row, sum as Python, its outcome) of every sum in a table."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        name, *cells = (cell.strip(" `") for cell in line.strip("|").split("|"))
        for cell in (re.sub(r"(?<=\d) (?=\d)", "", one) for one in cells if line[:1] == "|"):
            before, equals, after = cell.translate({ord("×"): "*", ord("−"): "-"}).partition(" = ")
            if equals:
                yield name, before, float(after)


def test_every_sum_on_the_page_is_right_and_is_the_expected_figure():
    outcomes = {}
    for name, written, outcome in sums_on_the_page():
        assert re.fullmatch(r"[\d.*/()+ -]+", written), written
        assert eval(written) == pytest.approx(outcome, abs=6e-7), (name, written)
        outcomes.setdefault(name, []).append(outcome)
    for name, expected in {**pencil.TERRAINS, **pencil_gain.GAIN_TERRAINS}.items():
        known = [one for one in expected if one is not None]
        if name != "name":
            assert outcomes[name] == pytest.approx(known, abs=6e-7), name


@pytest.mark.parametrize(
    "name",
    [
        "LAND",
        "BUILT",
        "EDGES",
        "ROOM",
        "LIMITS",
        "BUILDINGS",
        "HEIGHTS",
        "MODEL_3D",
        "GAPS",
        "NULLS",
        "WON",
        "IN_DOUBT",
        "CANDIDATES",
    ],
)
def test_the_page_shows_the_tables_that_are_expected(name):
    kept = pencil if hasattr(pencil, name) else pencil_gain
    assert f"```\n{getattr(kept, name).strip()}\n```" in PAGE.read_text(encoding="utf-8")


# -- the raw files -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("generate", SOURCE / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("raw")
    module.write(folder)
    return folder


def test_the_generator_writes_the_files_that_are_here(regenerated):
    here = SOURCE / "data" / "raw"
    assert sorted(one.name for one in regenerated.iterdir()) == sorted(
        one.name for one in here.iterdir()
    )
    for file in here.iterdir():
        made = regenerated / file.name
        if file.suffix == ".tif":
            with rasterio.open(file) as one, rasterio.open(made) as other:
                assert one.profile == other.profile
                assert one.tags()["note"] == other.tags()["note"]
                assert np.array_equal(one.read(1), other.read(1)), file.name
        elif file.name == "manifest.csv":  # rasters compress as the library at hand likes
            kept = [pd.read_csv(one, dtype="str") for one in (file, made)]
            kept = [one[~one["file"].str.endswith(".tif")].reset_index(drop=True) for one in kept]
            pd.testing.assert_frame_equal(*kept)
        else:
            assert file.read_text(encoding="utf-8") == made.read_text(encoding="utf-8"), file.name


def test_the_files_are_small_and_say_that_they_are_made_up():
    files = list((SOURCE / "data" / "raw").iterdir())
    assert sum(file.stat().st_size for file in files) < 2_000_000
    named = [file for file in files if file.name != "manifest.csv"]
    assert all(file.name.startswith("verzonnen_") for file in named)
    notes = pd.read_csv(SOURCE / "data/raw/manifest.csv")["note"]
    assert notes.str.startswith("VERZONNEN").all()
    assert len(notes) == len(named)


def test_the_front_page_counts_land_in_two_terrains_once(voorbeeldpark):
    page = (voorbeeldpark / "maps/index.html").read_text(encoding="utf-8")
    terrains = gpd.read_parquet(voorbeeldpark / "data/processed/2_indicators/terrains.parquet")
    assert terrains.gross_area_m2.sum() == pytest.approx(143_648)
    assert terrains.union_all().area == pytest.approx(142_048)
    assert "14,20 ha" in page
    assert "14,36 ha" not in page
    assert "elk terrein apart, gedeelde grond dubbel" in page  # the difference beside it


def test_the_ladders_page_has_no_code_in_its_sources(voorbeeldpark):
    """The council read "gemeten gemeten: unbuilt_area_m2 where name == 'Verzonnen Noord'"."""
    page = (voorbeeldpark / "maps/ladder.html").read_text(encoding="utf-8")
    assert "onbebouwd, waar naam is Verzonnen Noord; verzonnen park" in page
    assert "winst niveau 2, waar naam is niet Verzonnen Noord; verzonnen park" in page
    sources = re.findall(
        r'class="origin[^"]*">[^<]*</span>\s*(?:<small[^>]*>)?<bdi>(.*?)</bdi>', page
    )
    assert sources
    for source in sources:
        assert not re.search(r"gemeten|where|==|_m2|_ha", source), source


def test_every_page_says_that_the_park_is_made_up(voorbeeldpark):
    pages = sorted((voorbeeldpark / "maps").glob("*.html"))
    assert {"index.html", "ladder.html", "terrain-vp1.html"} <= {one.name for one in pages}
    for page in pages:
        assert "verzonnen" in page.read_text(encoding="utf-8").casefold(), page.name


NET_RULE = re.compile(
    r"^\| voorbeeldpark: (?P<case>[^|]+) \| (?P<why>[^|]+) \| (?P<net>[\d ]+) \|$", re.M
)
CASES = {
    "every table": ((), {}),
    "no zoning": (("zoning",), {}),
    "no zoning, availability, plan": (("zoning", "availability", "plan"), {}),
    "`min_plot_width_m` 2": ((), {"min_plot_width_m": 2}),
    "`min_plot_width_m` 31": ((), {"min_plot_width_m": 31}),
}


def net_rule(study, left_out, **thresholds):
    """Measure the park again without some tables or columns; return parcels by `why` and net."""
    layers = study / "data" / "processed" / "1_layers"
    names = {"terrains", "parcels", "buildings", "surfaces", "zoning"} - {*left_out}
    tables = {name: gpd.read_parquet(layers / f"{name}.parquet") for name in names}
    columns = set(left_out) & set(tables["parcels"].columns)
    tables["parcels"] = tables["parcels"].drop(columns=sorted(columns))
    result = measured(thresholds=Thresholds(**thresholds), **tables)
    return result.plots["why"].value_counts().to_dict(), result.terrains["net_area_m2"].sum()


def test_what_the_net_rule_does_is_what_the_page_says(voorbeeldpark):
    rows = {row["case"]: row for row in NET_RULE.finditer(INDICATORS_PAGE.read_text("utf-8"))}
    assert set(rows) == set(CASES)
    said = {}
    for case, (left_out, thresholds) in CASES.items():
        found, net = net_rule(voorbeeldpark, left_out, **thresholds)
        text = rows[case]["why"].removeprefix("the same as with every table, but ")
        base = said["every table"] if text != rows[case]["why"] else {}
        changes = {name: int(count) for name, count in (one.split() for one in text.split(", "))}
        said[case] = base | changes
        assert found == {name: count for name, count in said[case].items() if count}, case
        assert net == pytest.approx(float(rows[case]["net"].replace(" ", "")), abs=0.01), case


@pytest.mark.parametrize(
    "moved",
    [{"unbuilt_max_coverage": 0.01}, {"unbuilt_max_coverage": 0.2}, {"public_min_share": 0.3},
     {"public_min_share": 0.9}, {"join_min_share": 0.01}, {"join_min_share": 0.6}],
)  # fmt: skip
def test_within_these_bounds_no_other_threshold_changes_what_is_net(voorbeeldpark, moved):
    assert net_rule(voorbeeldpark, (), **moved)[1] == pytest.approx(101_520, abs=0.01)
