"""The shipped studies, from files to figures: what issue and documents promise."""

import json

import geopandas as gpd
import pandas as pd
import pytest

from geo_ser.pipeline.single import figures_of_file
from geo_ser.tables import INDICATORS


def indicators(study, table="terrains"):
    cells = pd.read_parquet(study / f"data/processed/2_indicators/{table}.parquet")
    return cells.drop(columns="bbox", errors="ignore")  # GeoParquet's own, for partial reading


def ladder(study):
    return json.loads((study / "data/processed/4_ladder/ladder.json").read_text())


def findings(study):
    return gpd.read_parquet(study / "data/processed/findings.parquet")


# -- Rijssen-Holten ------------------------------------------------------------------------


def test_twenty_terrains_from_twenty_two_polygons(rijssen_holten):
    counts = json.loads((rijssen_holten / "data/processed/1_layers/counts.json").read_text())
    kept = {key: counts["terrains"][key] for key in ("rows_in", "rows_out", "merged")}
    assert kept == {"rows_in": 22, "rows_out": 20, "merged": 2}
    assert counts["terrains"]["quarantined"] == 0


def test_measured_gross_hectares(rijssen_holten):
    gross = indicators(rijssen_holten).set_index("name").gross_area_m2 / 1e4
    assert gross["Noord Deel Oost"] == pytest.approx(75.08, abs=0.01)
    assert gross["Plaagslagen"] == pytest.approx(52.11, abs=0.01)
    assert gross["De Haar I"] + gross["De Haar II"] == pytest.approx(13.93, abs=0.01)


def test_a_claim_repeated_on_three_parts_counts_once(rijssen_holten):
    terrains = gpd.read_parquet(rijssen_holten / "data/processed/1_layers/terrains.parquet")
    veeneslagen = terrains.set_index("terrain_id").loc["130060"]
    assert veeneslagen.claimed_gross_ha == pytest.approx(0.7923)
    assert len(veeneslagen.geometry.geoms) == 3


def test_years_that_cannot_be_read_are_null_with_a_finding_and_kept_as_typed(rijssen_holten):
    terrains = pd.read_parquet(rijssen_holten / "data/processed/1_layers/terrains.parquet")
    unread = terrains[terrains.start_year.isna()]
    assert sorted(unread.JAAR) == ["v1900", "v1900", "v1900", "\ufffd1950", "\ufffd1950"]
    found = findings(rijssen_holten).query("rule == 'layers.unreadable'")
    assert found.column.tolist() == ["start_year"]


def audited(study, rule, table):
    found = findings(study)
    return set(found[(found.rule == rule) & found.table.str.contains(table)].name)


def test_the_ladders_page_lists_every_published_figure_that_deviates(rijssen_holten):
    compared = figures_of_file(rijssen_holten / "ladder.toml", ladder(rijssen_holten))
    page = (rijssen_holten / "maps/ladder.html").read_text(encoding="utf-8")
    table = page[page.index('id="published"') :]
    table = table[: table.index("</details>")]
    count = compared["counts"]["deviating"]
    assert count > len(ladder(rijssen_holten)["deviations"]) > 0
    assert table.count("<tr><td>") == count
    assert f"{count} wijken af" in page


def test_the_published_atlas_contradicts_itself_where_it_does(rijssen_holten):
    assert audited(rijssen_holten, "claims.balance", "2004") == {
        "De Haar I en II", "Noorddeel-West", "Noorddeel-Oost", "Noordermors 4",
    }  # fmt: skip
    assert audited(rijssen_holten, "claims.ratio", "2004") == {
        "Vletgaarsmaten", "De Haar I en II", "Noorddeel-West", "Noordermors 4",
    }  # fmt: skip
    assert audited(rijssen_holten, "claims.parts", "2004") == set()


def test_de_haar_says_what_the_parts_and_the_other_edition_say(rijssen_holten):
    found = findings(rijssen_holten)
    row = found[(found.rule == "claims.balance") & (found.name == "De Haar I en II")].iloc[0]
    assert (row.claimed, row.unit) == (12.19, "ha")
    assert row.expected == pytest.approx(11.69)
    assert "11,48" in row.reason + row.action


def test_a_number_used_again_is_seen(rijssen_holten):
    editions = findings(rijssen_holten).query("rule == 'claims.edition'")
    reused = editions[editions.name == "BEDRIJVENTERREIN RIJSSEN"]
    assert len(reused)
    assert reused.reason.str.contains("691").any()


def test_what_needs_buildings_or_parcels_is_null_with_its_reason(rijssen_holten):
    terrains, nulls = indicators(rijssen_holten), indicators(rijssen_holten, "nulls")
    reasons = nulls[nulls.table == "terrains"].set_index("column").reason
    for column, reason in {
        "net_area_m2": "no_parcels",
        "footprint_m2": "no_buildings",
        "height_max_m": "no_buildings",
        "gfa_m2": "no_buildings",
    }.items():
        assert terrains[column].isna().all()
        assert reasons[column] == reason


def test_the_matrix_is_the_published_one(rijssen_holten):
    result = ladder(rijssen_holten)
    published = pd.read_csv(rijssen_holten / "data/raw/ladder_matrix_2004.csv")
    keys = {
        "new": "new_terrain_ambition",
        "planned": "planned_ambition",
        "existing": "existing_ambition",
        "variant": "demand",
    }
    computed = pd.DataFrame(result["matrix"]).rename(columns=keys)
    both = published.merge(computed, on=list(keys.values()), suffixes=("_published", ""))
    gap = (both.remaining_net_ha - both.remaining_net_ha_published).abs()
    assert len(gap) == 128
    assert gap.max() < 0.1
    assert (gap < 0.05 + 1e-9).sum() >= 109


def test_deviations_are_listed_beside_the_computed_figure(rijssen_holten):
    deviations = pd.DataFrame(ladder(rijssen_holten)["deviations"])
    assert {"table", "cell", "published", "computed", "difference"} <= set(deviations.columns)
    plots = deviations[(deviations.published == 112) & (deviations.computed == 113)]
    assert len(plots) == 1


# -- Apeldoorn-Noord -----------------------------------------------------------------------


def test_a_real_business_park(apeldoorn):
    terrain = indicators(apeldoorn).iloc[0]
    buildings = indicators(apeldoorn, "buildings")
    assert terrain.gross_area_m2 / 1e4 == pytest.approx(209.15, abs=0.01)
    assert terrain.footprint_m2 / 1e4 == pytest.approx(31.07, abs=0.01)
    standing = ~buildings.status.isin(["Bouwvergunning verleend", "Bouw gestart"])
    assert standing.sum() == 353
    assert terrain.gsi_gross == pytest.approx(31.07 / 209.15, abs=1e-4)
    assert terrain.layers == pytest.approx(terrain.fsi_gross / terrain.gsi_gross)
    uses = ["dwelling", "industry", "office", "retail", "other"]
    assert sum(terrain[f"gfa_{use}_m2"] for use in uses) == pytest.approx(terrain.gfa_m2)
    assert terrain.gfa_industry_m2 > terrain.gfa_office_m2 > 0
    assert terrain.gfa_low_m2 <= terrain.gfa_m2
    assert pd.isna(terrain.gfa_high_m2)  # of seven halls without units no height is known
    assert terrain.gfa_known_share == pytest.approx(1 - 7186.6 / 310_683, abs=1e-6)
    assert buildings.gfa_method.value_counts().to_dict() == {
        "units": 289, "annex": 56, "none": 7, "unit_bounds": 1,
    }  # fmt: skip


def test_the_floor_area_adds_up_by_hand(apeldoorn):
    # By hand: units in use, of a building that stands, once each, dummy areas left out.
    file = apeldoorn / "data/raw/apeldoorn_noord_bag.gpkg"
    units = gpd.read_file(file, layer="verblijfsobject")
    stands = {"Pand in gebruik", "Verbouwing pand"}
    in_use = {
        "Verblijfsobject in gebruik",
        "Verblijfsobject in gebruik (niet ingemeten)",
        "Verbouwing verblijfsobject",
    }
    counted = units[units.status.isin(in_use) & units.pandstatus.isin(stands)]
    counted = counted[~counted.oppervlakte.isin([1, 999, 9999, 99999, 999999])]
    # One pand has its unit in its own columns only: aantal 1, oppervlakte 6663.
    panden = gpd.read_file(file, layer="pand")
    alone = panden[
        (panden.aantal_verblijfsobjecten > 0)
        & ~panden.identificatie.isin(units.pandidentificatie.str.split(",").explode())
    ]
    assert alone.oppervlakte_max.to_list() == [6663]
    assert indicators(apeldoorn).gfa_m2.iloc[0] == pytest.approx(counted.oppervlakte.sum() + 6663)


def test_what_needs_parcels_or_heights_is_null_with_its_reason(apeldoorn):
    terrain, nulls = indicators(apeldoorn).iloc[0], indicators(apeldoorn, "nulls")
    reasons = nulls[nulls.table == "terrains"].set_index("column").reason
    for column in ("net_area_m2", "fsi_net", "height_max_m", "unbuilt_area_m2", "plot_count"):
        assert pd.isna(terrain[column])
        assert reasons[column].startswith("no_")


# -- Assen ---------------------------------------------------------------------------------


def test_the_memo_within_a_hectare(assen):
    result = ladder(assen)
    remaining = [(one["remaining"]["low"], one["remaining"]["high"]) for one in result["variants"]]
    for (low, high), (published_low, published_high) in zip(
        remaining, [(51, 58), (72, 80)], strict=True
    ):
        assert low == pytest.approx(published_low, abs=1)
        assert high == pytest.approx(published_high, abs=1)
    assert result["iron_stock_ha"] == pytest.approx(29.2)


def test_a_ladder_only_study_has_a_ladder_and_a_workbook_and_no_map(assen):
    assert (assen / "maps/ladder.html").is_file()
    assert (assen / "data/processed/atlas.xlsx").is_file()
    assert not (assen / "maps/index.html").exists()
    assert not (assen / "data/processed/atlas.gpkg").exists()


# -- every study ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rijssen_holten", "apeldoorn", "voorbeeldpark"])
def test_everything_is_there(name, request):
    study = request.getfixturevalue(name)
    for file in ("maps/index.html", "data/processed/atlas.gpkg", "data/processed/atlas.xlsx",
                 "data/processed/findings.csv"):  # fmt: skip
        assert (study / file).stat().st_size > 0
    assert len(list((study / "maps").glob("terrain-*.html"))) == len(indicators(study))


@pytest.mark.parametrize("name", ["rijssen_holten", "apeldoorn", "voorbeeldpark"])
@pytest.mark.parametrize("table", INDICATORS)
def test_every_null_has_a_reason_and_every_reason_a_null(name, table, request):
    study = request.getfixturevalue(name)
    columns = [column.name for column in INDICATORS[table] if column.name != "geometry"]
    cells, nulls = indicators(study, table), indicators(study, "nulls")
    assert cells.columns.tolist() == [column.name for column in INDICATORS[table]]
    nulls = nulls[nulls.table == table]
    id_column = columns[0]
    for column in columns:
        reasons = nulls[nulls.column == column]
        empty = set(cells.loc[cells[column].isna(), id_column])
        if len(cells) and (reasons.id == "*").any():
            assert empty == set(cells[id_column]), column
        else:
            assert empty == set(reasons.id) - {"*"}, column


@pytest.mark.parametrize("name", ["rijssen_holten", "apeldoorn", "voorbeeldpark"])
def test_every_measured_figure_is_traceable(name, request):
    study = request.getfixturevalue(name)
    terrains, provenance = indicators(study), indicators(study, "provenance")
    traced = set(zip(provenance.terrain_id, provenance.column, strict=True))
    for column in INDICATORS["terrains"]:
        if column.kind == "number":
            known = terrains.loc[terrains[column.name].notna(), "terrain_id"]
            assert {(one, column.name) for one in known} <= traced, column.name
    assert set(provenance.grade) <= set("ABCD")
    assert provenance.source.str.contains("data/raw/").all()
