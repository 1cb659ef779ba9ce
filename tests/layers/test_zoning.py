"""Zoning plans: zones cut by build zones, dimensions and designations, from every door."""

import json
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from geo_ser.errors import SourceError, TableError
from geo_ser.layers import clean_tables
from geo_ser.layers.imro import imro_rows
from geo_ser.layers.profile import load_profile
from geo_ser.layers.zoning import MIN_SHARE, cut_zones
from tests.layers.registries import ROOT
from tests.layers.studies import block, study, written
from tests.shapes import X, Y, square, table

EXCERPTS = ROOT / "tests" / "data" / "imro"
DURPERVELD = EXCERPTS / "NL.IMRO.0999.BP2012000001-0005_excerpt.gml"
GOES = EXCERPTS / "NL.IMRO.0664.BPBS02-VG99_excerpt.gml"
DRAFT = EXCERPTS / "NL.IMRO.0664.BPBS03-ON99_excerpt.gml"


def zoning(folder, *files, **more):
    names = json.dumps([str(one) for one in files])
    settings = "".join(f"{key} = {value}\n" for key, value in more.items())
    text = f'[tables.zoning]\nfile = {names}\nprofile = "imro"\n{settings}'
    return clean_tables(study(folder, text))


def by_id(layers):
    return layers.tables["zoning"].set_index("zone_id")


def rules(layers):
    return {one.rule for one in layers.findings}


def flat(kind, *shapes, **columns):
    """Return plan objects as the services give them."""
    count = len(shapes)
    plain = {
        "identificatie": [f"NL.IMRO.1.{kind[:2].upper()}{number}" for number in range(count)],
        "plangebied": ["NL.IMRO.1.BP1-VA01"] * count,
        "planstatus": ["vastgesteld"] * count,
        "naam": [kind] * count,
    }
    return table(*shapes, **{**plain, **columns})


def business():
    """Return one zone of a hectare for businesses."""
    return flat("enkelbestemming", square(0, 0, 100), bestemmingshoofdgroep=["bedrijf"])


def services(folder, **kinds):
    """Write one file per kind of plan object, as the national download has them."""
    return [written(folder, frame, f"{kind}.gpkg") for kind, frame in kinds.items()]


def test_a_plan_in_gml_gives_pieces_with_what_it_allows(tmp_path):
    layers = zoning(tmp_path, DURPERVELD, GOES)
    rows = by_id(layers)
    count = layers.counts["zoning"]
    assert count["rows_in"] + count["split"] == count["rows_out"] + count["merged"]
    # Bedrijventerrein 116 has a build zone of 13 541 m2 and a designation up to category 3.1.
    one = rows.loc["NL.IMRO.116#1"]
    assert (one["main_group"], one["build_zone"]) == ("business", True)
    assert one["max_environmental_category"] == "3.1"
    assert one.geometry.area == pytest.approx(13541.0, abs=0.1)
    # Not one dimension lies on it: unknown, not zero.
    assert pd.isna(one["max_height_m"])
    assert rows.loc["NL.IMRO.116#3", "build_zone"] == False  # noqa: E712 - pandas' own
    assert pd.isna(rows.loc["NL.IMRO.115", "build_zone"])  # water has no build zone
    home = rows.loc["NL.IMRO.062#2"]
    assert (home["max_height_m"], home["max_coverage"]) == (12.0, 0.5)
    assert home["max_eaves_height_m"] == 6.0
    works = rows.loc["NL.IMRO.0664.EP2259065087-00#2"]
    assert (works["max_height_m"], works["max_coverage"], works["name"]) == (10.0, 1.0, "Bedrijf")
    # `horeca tot en met categorie 2` is no environmental category.
    assert pd.isna(rows.loc["NL.IMRO.0664.EP5258462737-00", "max_environmental_category"])
    assert set(rows["plan_name"]) == {"Bestemmingsplan Durperveld", "Stationsomgeving Zuid-Oost"}
    assert rules(layers) == set()


def test_pieces_tile_their_zones_arcs_included(tmp_path):
    rows = by_id(zoning(tmp_path, DRAFT))
    assert shapely.union_all(rows.geometry).area == pytest.approx(rows.area.sum(), abs=1e-5)
    # The zone itself: bouwvlak 8 265.21 m2 and the rest, arcs as chords of 0.4 degrees.
    assert rows.area.sum() == pytest.approx(11384.496, abs=0.01)
    assert set(rows["max_storeys"].dropna()) == {5.0, 8.0}


def test_a_draft_is_used_and_said(tmp_path):
    layers = zoning(tmp_path, DRAFT)
    assert rules(layers) == {"layers.zoning_draft"}
    assert "'ontwerp'" in layers.findings[0].reason.nl


def test_durperveld_whole(tmp_path):
    layers = zoning(tmp_path, EXCERPTS / "durperveld.zip")
    rows = layers.tables["zoning"]
    # 84 zones, 34 build zones, 28 dimensions, 7 designations and the plan itself.
    assert layers.counts["zoning"]["rows_in"] == 84 + 34 + 28 + 7 + 1
    parks = rows[rows["name"] == "Bedrijventerrein"]
    assert parks.area.sum() / 1e4 == pytest.approx(3.44, abs=0.005)
    assert parks["max_height_m"].isna().all()
    assert set(parks.loc[parks.area > 1, "max_environmental_category"]) == {"2", "3.1"}
    assert rows.area.sum() / 1e4 == pytest.approx(50.7, abs=0.05)
    assert shapely.union_all(rows.geometry).area == pytest.approx(rows.area.sum(), abs=1e-4)
    assert rules(layers) == {"layers.zoning_unused"}


def test_goes_whole(tmp_path):
    with zipfile.ZipFile(EXCERPTS / "goes.zip") as archive:
        plans = [archive.extract(name, tmp_path) for name in archive.namelist()]
    layers = zoning(tmp_path, *plans)
    rows = layers.tables["zoning"]
    assert layers.counts["zoning"]["rows_in"] == (13 + 14 + 9 + 9 + 1) + (11 + 26 + 25 + 11 + 1)
    assert rows.groupby("plan_id").size().index.to_list() == [
        "NL.IMRO.0664.BPBS02-VG99", "NL.IMRO.0664.BPBS03-ON99",
    ]  # fmt: skip
    for _, plan in rows.groupby("plan_id"):
        assert shapely.union_all(plan.geometry).area == pytest.approx(plan.area.sum(), abs=1e-4)
    # The two plans share a strip of 623 m2; one is a draft.
    assert rules(layers) == {"layers.zoning_draft", "layers.zoning_plans"}
    assert max(one.claimed or 0 for one in layers.findings) == pytest.approx(622.9, abs=0.1)


def test_the_services_give_one_file_per_kind_and_one_text_of_limits(tmp_path):
    # A zone of 100 x 100 with a build zone of 60 x 100; its height on the left half of that.
    files = services(
        tmp_path,
        Enkelbestemming=flat("enkelbestemming", square(0, 0, 100),
                             bestemmingshoofdgroep=["bedrijventerrein"], naam=["Bedrijventerrein"]),
        Bouwvlak=flat("bouwvlak", shapely.box(X, Y, X + 60, Y + 100)),
        Maatvoering=flat("maatvoering", shapely.box(X, Y, X + 30, Y + 100), maatvoering=[
            '"maximum bouwhoogte (m)"="9,5", "maximum bebouwingspercentage (%)"="60"']),
        Functieaanduiding=flat("functieaanduiding", square(0, 0, 100),
                               naam=["bedrijf van categorie 2 tot en met 3.2"]),
    )  # fmt: skip
    rows = by_id(zoning(tmp_path, *files)).sort_index()
    assert rows.area.round(6).to_list() == [3000.0, 3000.0, 4000.0]
    assert rows["build_zone"].to_list() == [True, True, False]
    heights = rows["max_height_m"].to_list()
    assert [one for one in heights if one == one] == [9.5]
    assert rows.loc[rows["max_height_m"] == 9.5, "max_coverage"].to_list() == [0.6]
    assert set(rows["min_environmental_category"]) == {"2"}
    assert set(rows["max_environmental_category"]) == {"3.2"}
    assert set(rows["main_group"]) == {"business"}


def test_one_geopackage_by_its_layers_and_other_kinds_are_not_read(tmp_path):
    zone = flat("enkelbestemming", square(0, 0, 100), bestemmingshoofdgroep=["kantoor"])
    zone.to_file(tmp_path / "p.gpkg", layer="enkelbestemming")
    flat("x", square(0, 0, 10)).to_file(tmp_path / "p.gpkg", layer="dubbelbestemming")
    flat("b", square(0, 0, 10)).to_file(tmp_path / "p.gpkg", layer="bouwvlak")
    layers = zoning(tmp_path, "p.gpkg")
    assert layers.counts["zoning"]["rows_in"] == 2
    second = flat("d", square(0, 0, 10)).assign(typePlanobject="dubbelbestemming")
    both = pd.concat([zone.assign(typePlanobject="enkelbestemming"), second])
    counts = zoning(tmp_path, written(tmp_path, both, "alles.gpkg")).counts["zoning"]
    assert counts["filtered"] == {"other_kind": 1}
    assert counts["rows_read"] == 2


def test_what_cannot_be_read_is_listed_by_name_with_its_count(tmp_path):
    shapes = [square(0, 0, 50), square(50, 0, 50), square(0, 50, 50)]
    texts = ['"maximum bouwhoogte (m)"="zie regels"'] * 2 + ['"maximum dakhelling (graden)"="30"']
    files = services(
        tmp_path,
        Enkelbestemming=business(),
        Maatvoering=flat("maatvoering", *shapes, maatvoering=texts),
    )  # fmt: skip
    layers = zoning(tmp_path, *files)
    said = {one.rule: one.reason.nl for one in layers.findings}
    assert "2 × 'maximum bouwhoogte (m) = zie regels'" in said["layers.zoning_unread"]
    assert "1 × 'maximum dakhelling (graden)'" in said["layers.zoning_unused"]
    rows = layers.tables["zoning"]
    assert len(rows) == 1
    assert "max_height_m" not in rows or rows["max_height_m"].isna().all()


def test_the_strictest_limit_and_the_widest_category_count_where_they_overlap(tmp_path):
    left, right = shapely.box(X, Y, X + 60, Y + 100), shapely.box(X + 40, Y, X + 100, Y + 100)
    heights = ['"maximum bouwhoogte (m)"="12"', '"maximum bouwhoogte (m)"="8"']
    names = ["bedrijf tot en met categorie 3.2", "bedrijf tot en met categorie 4.1"]
    files = services(
        tmp_path,
        Enkelbestemming=business(),
        Maatvoering=flat("maatvoering", left, right, maatvoering=heights),
        Functieaanduiding=flat("functieaanduiding", left, right, naam=names),
    )  # fmt: skip
    layers = zoning(tmp_path, *files)
    rows = layers.tables["zoning"].sort_values("max_height_m")
    found = {(one.max_height_m, one.max_environmental_category, round(one.geometry.area))
             for one in rows.itertuples()}  # fmt: skip
    assert found == {(12.0, "3.2", 4000), (8.0, "4.1", 4000), (8.0, "4.1", 2000)}
    assert rules(layers) == {"layers.zoning_strictest"}


def test_a_sliver_over_the_line_makes_no_build_zone_for_the_neighbour(tmp_path):
    zones = [square(0, 0, 100), square(100, 0, 100)]
    files = services(
        tmp_path,
        Enkelbestemming=flat("enkelbestemming", *zones, bestemmingshoofdgroep=["bedrijf"] * 2),
        Bouwvlak=flat("bouwvlak", shapely.box(X + 20, Y, X + 100.05, Y + 100)),
    )
    rows = by_id(zoning(tmp_path, *files))
    assert rows["build_zone"].astype("object").fillna("unknown").to_dict() == {
        "NL.IMRO.1.EN0#1": True, "NL.IMRO.1.EN0#2": False, "NL.IMRO.1.EN1": "unknown",
    }  # fmt: skip


def test_a_build_zone_that_names_its_zone_counts_in_no_other(tmp_path):
    zones = [square(0, 0, 100), square(100, 0, 100)]
    files = services(
        tmp_path,
        Enkelbestemming=flat("enkelbestemming", *zones, bestemmingshoofdgroep=["bedrijf"] * 2),
        Bouwvlak=flat("bouwvlak", shapely.box(X + 50, Y, X + 150, Y + 100),
                      bestemmingsvlak=["NL.IMRO.1.EN1"]),
    )  # fmt: skip
    rows = by_id(zoning(tmp_path, *files))
    assert pd.isna(rows.loc["NL.IMRO.1.EN0", "build_zone"])
    assert rows.loc["NL.IMRO.1.EN1#1"].geometry.area == pytest.approx(5000)


def test_zones_that_overlap_are_set_apart_and_said(tmp_path):
    zones = [square(0, 0, 100), square(50, 0, 100)]
    groups = ["bedrijf", "groen"]
    files = services(
        tmp_path, Enkelbestemming=flat("enkelbestemming", *zones, bestemmingshoofdgroep=groups)
    )
    layers = zoning(tmp_path, *files)
    assert by_id(layers).area.to_dict() == {"NL.IMRO.1.EN0": 10_000.0, "NL.IMRO.1.EN1": 5_000.0}
    (said,) = layers.findings
    assert (said.rule, said.claimed, said.unit) == ("layers.zoning_overlap", 5000.0, "m2")


def test_of_two_versions_the_adopted_one_counts_and_history_is_left_out(tmp_path):
    zones = [square(0, 0, 100)] * 3
    files = services(
        tmp_path,
        Enkelbestemming=flat(
            "enkelbestemming", *zones, bestemmingshoofdgroep=["groen", "bedrijf", "water"],
            plangebied=["NL.IMRO.1.BP1-ON01", "NL.IMRO.1.BP1-VA01", "NL.IMRO.1.BP0-VA01"],
            planstatus=["ontwerp", "vastgesteld", "vastgesteld"],
            datum=["2014-01-01", "2013-01-01", "2001-01-01"], historisch=[False, False, True],
        ),
    )  # fmt: skip
    layers = zoning(tmp_path, *files)
    assert layers.tables["zoning"]["main_group"].to_list() == ["business"]
    assert layers.counts["zoning"] == {
        "rows_read": 3, "filtered": {"not_current": 1, "other_version": 1}, "rows_in": 1,
        "rows_out": 1, "merged": 0, "quarantined": 0, "split": 0, "repaired": {},
    }  # fmt: skip


def test_two_plans_on_one_place_are_both_kept_and_said(tmp_path):
    files = services(
        tmp_path,
        Enkelbestemming=flat(
            "enkelbestemming", square(0, 0, 100), square(0, 0, 100),
            identificatie=["NL.IMRO.1.EN0"] * 2, bestemmingshoofdgroep=["groen", "bedrijf"],
            plangebied=["NL.IMRO.1.BP1-VA01", "NL.IMRO.1.BP2-VA01"],
        ),
    )  # fmt: skip
    layers = zoning(tmp_path, *files)
    assert set(by_id(layers).index) == {
        "NL.IMRO.1.EN0@NL.IMRO.1.BP1-VA01", "NL.IMRO.1.EN0@NL.IMRO.1.BP2-VA01",
    }  # fmt: skip
    assert rules(layers) == {"layers.zoning_plans"}


def test_a_limit_outside_every_zone_is_said(tmp_path):
    files = services(
        tmp_path,
        Enkelbestemming=business(),
        Bouwvlak=flat("bouwvlak", square(500, 0, 50)),
    )  # fmt: skip
    assert rules(zoning(tmp_path, *files)) == {"layers.zoning_loose"}


def test_a_bad_object_costs_only_itself(tmp_path):
    files = services(
        tmp_path,
        Enkelbestemming=business(),
        Bouwvlak=flat("bouwvlak", square(0, 0, 50), square(0, 0, 0)),
    )  # fmt: skip
    layers = zoning(tmp_path, *files)
    assert layers.quarantine["reason"].to_list() == ["no_area"]
    count = layers.counts["zoning"]
    assert (count["rows_in"], count["split"]) == (3, 1)
    assert count["rows_out"] + count["merged"] + count["quarantined"] == 4


def test_refusals_say_what_to_name(tmp_path):
    files = services(tmp_path, Bouwvlak=flat("bouwvlak", square(0, 0, 50)))
    with pytest.raises(TableError, match="holds no enkelbestemming, only build"):
        zoning(tmp_path, *files)
    written(tmp_path, flat("x", square(0, 0, 50)), "plan.gpkg")
    with pytest.raises(TableError, match="Name the layer or the file after it"):
        zoning(tmp_path, "plan.gpkg")
    written(tmp_path, flat("x", square(0, 0, 5)).drop(columns="identificatie"), "bouwvlak.gpkg")
    with pytest.raises(TableError, match="looks for identificatie"):
        zoning(tmp_path, "bouwvlak.gpkg")


def test_an_entity_bomb_or_a_plan_cut_off_is_refused(tmp_path):
    text = DURPERVELD.read_text(encoding="utf-8")
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
    (tmp_path / "a.gml").write_text(text.replace("<imro:Fea", bomb + "<imro:Fea", 1))
    with pytest.raises(SourceError, match="DOCTYPE"):
        zoning(tmp_path, "a.gml")
    (tmp_path / "a.gml").write_text(text[: len(text) // 2])
    with pytest.raises(SourceError, match="cut off"):
        zoning(tmp_path, "a.gml")


def test_canonical_zoning_stays_as_it_is_beside_a_plan(tmp_path):
    own = table(square(900, 0, 10), zone_id=["eigen"], main_group=["office"], build_zone=[None])
    own.to_file(tmp_path / "own.gpkg")
    zone = flat("enkelbestemming", square(0, 0, 100), bestemmingshoofdgroep=["bedrijf"])
    written(tmp_path, zone, "enkelbestemming.gpkg")
    text = block("zoning", "own.gpkg").replace("[tables.zoning]", "[[tables.zoning]]")
    text += '[[tables.zoning]]\nfile = "enkelbestemming.gpkg"\nprofile = "imro"\n'
    rows = by_id(clean_tables(study(tmp_path, text)))
    assert rows["main_group"].to_dict() == {"eigen": "office", "NL.IMRO.1.EN0": "business"}


boxes = st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(5, 60)).map(
    lambda one: square(*one)
)


@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(
    zones=st.lists(boxes, min_size=1, max_size=3),
    build=st.lists(boxes, max_size=3),
    limits=st.lists(st.tuples(boxes, st.sampled_from(["6", "9", "x"])), max_size=3),
    order=st.randoms(),
)
def test_pieces_never_overlap_keep_the_land_and_do_not_depend_on_order(zones, build, limits, order):
    frames = [flat("enkelbestemming", *zones, bestemmingshoofdgroep=["bedrijf"] * len(zones))]
    if build:
        frames.append(flat("bouwvlak", *build))
    if limits:
        texts = [f'"maximum bouwhoogte (m)"="{height}"' for _, height in limits]
        frames.append(flat("maatvoering", *(shape for shape, _ in limits), maatvoering=texts))
    one = cut(frames)
    order.shuffle(frames)
    other = cut([frame.sample(frac=1, random_state=1) for frame in frames])
    land = shapely.union_all(zones)
    assert one.area.sum() == pytest.approx(land.area, abs=1e-3)
    assert shapely.union_all(one.geometry).area == pytest.approx(one.area.sum(), abs=1e-3)
    inside = shapely.union_all(one.geometry[one["build_zone"].fillna(False)])
    assert inside.area == pytest.approx(built_on(zones, build).area, abs=1e-3)
    assert one["zone_id"].is_unique
    assert one.to_wkb().to_csv() == other.to_wkb().to_csv()


def built_on(zones, build):
    """Return the land of build zones by the letter: in each zone those with 1 % of them there."""
    taken, counted = shapely.Polygon(), []
    for zone in zones:
        own, taken = zone.difference(taken), taken.union(zone)
        shares = [(one, own.intersection(one).area / one.area) for one in build]
        counted += [own.intersection(one) for one, share in shares if share >= MIN_SHARE]
    return shapely.union_all(counted)


def cut(frames):
    """Return the pieces of plan objects in memory."""
    known = load_profile("imro", "zoning").imro
    rows = [
        imro_rows(
            pd.DataFrame(one.drop(columns="geometry")), known, (one["naam"].iloc[0],), what=""
        )
        .set_index(one.index)
        .assign(geometry=one.geometry)
        for one in frames
    ]
    objects = gpd.GeoDataFrame(pd.concat(rows, ignore_index=True), geometry="geometry", crs=28992)
    return cut_zones(objects, known, what="").table
