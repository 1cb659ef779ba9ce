import geopandas as gpd
import pandas as pd
import pytest
from shapely import MultiPolygon

from geo_ser.study import Thresholds
from geo_ser.tables import GROUPS, INDICATORS, hilbert_order
from tests.measure.parks import (
    OWN_FACTOR,
    PARK,
    buildings,
    measured,
    only_row,
    point,
    rules,
    terrains,
    units,
    why,
)
from tests.shapes import square, table

HALL = square(0, 0, 50, 20)
EVERYTHING = {
    "terrains": terrains(square(0, 0, 100), square(90, 0, 50), name=["Noord", None]),
    "buildings": buildings(
        HALL, square(40, 0, 20), square(80, 0, 20), square(0, 50, 10), square(0, 70, 10),
        square(300, 0, 10),
        status=[
            "Pand in gebruik", None, "Verbouwing pand", "Bouw gestart", "gek", "Pand in gebruik",
        ],
        construction_year=[1990, None, 2001, 2025, None, 1950],
        height_m=[8.0, None, 5.0, None, None, 3.0], storeys=[None, 2.0, None, None, None, None],
    ),
    "units": units(
        point(1, 1), point(2, 1), point(1, 51), point(301, 1), point(99, 99), point(81, 1),
        floor_area_m2=[500.0, 999.0, 70.0, 999.0, 40.0, None],
        building_ids=[["B1"], ["B1", "B2"], ["B4"], ["B6"], None, ["B3"]],
        uses=[["woonfunctie"], None, ["kantoorfunctie"], None, None, ["winkelfunctie"]],
    ),
    "establishments": table(point(5, 5), establishment_id=["E1"], jobs=[12.0]),
}  # fmt: skip
COMBINATIONS = [
    ["terrains"],
    ["terrains", "buildings"],
    ["terrains", "buildings", "units"],
    ["terrains", "units", "establishments"],
    list(EVERYTHING),
]


def tables_of(result):
    return {"terrains": result.terrains, "plots": result.plots, "buildings": result.buildings}


@pytest.mark.parametrize("names", COMBINATIONS, ids="+".join)
@pytest.mark.parametrize("groups", [GROUPS, ("coverage",), ("floor_area", "jobs"), ()], ids=str)
def test_every_null_is_explained_and_no_value_is(names, groups):
    result = measured(**{name: EVERYTHING[name] for name in names}, groups=groups)
    explained = set(result.nulls[["table", "id", "column"]].itertuples(index=False, name=None))
    assert result.nulls.notna().all().all()
    for name, key in (("terrains", "terrain_id"), ("buildings", "building_id")):
        frame = tables_of(result)[name]
        for column in frame:
            whole = (name, "*", column) in explained
            for row, empty in zip(frame[key], frame[column].isna(), strict=True):
                single = (name, row, column) in explained
                assert (whole or single) == empty, (name, row, column)
                assert not (whole and single)
    known = {name: set(tables_of(result)[name].columns) for name in tables_of(result)}
    assert all(column in known[name] for name, _, column in explained)


@pytest.mark.parametrize("names", COMBINATIONS, ids="+".join)
def test_the_columns_are_the_contract_and_their_kinds_too(names):
    result = measured(**{name: EVERYTHING[name] for name in names})
    kinds = {"number": "float64", "text": "str", "year": "Int64", "bool": "boolean",
             "list": "object", "geometry": "geometry", "date": "datetime64[ms]"}  # fmt: skip
    for name, frame in tables_of(result).items():
        assert isinstance(frame, gpd.GeoDataFrame)
        assert frame.crs.to_epsg() == 28992
        assert list(frame.columns) == [column.name for column in INDICATORS[name]]
        assert {column.name: str(frame[column.name].dtype) for column in INDICATORS[name]} == {
            column.name: kinds[column.kind] for column in INDICATORS[name]
        }
    assert result.plots.empty


def test_what_does_not_stand_is_on_the_map_and_counts_in_nothing():
    result = measured(**EVERYTHING)
    rows = result.buildings.query("terrain_id == 'T1'").set_index("building_id")
    assert sorted(rows.index) == ["B1", "B2", "B3", "B4", "B5"]
    assert rows.loc["B4", "footprint_m2"] == 100
    assert why(result, "buildings", "gfa_m2", "B4") == "not_standing"
    assert why(result, "buildings", "uses", "B4") == "not_standing"
    assert why(result, "buildings", "gfa_method", "B5") == "status_unknown"
    terrain = result.terrains.set_index("terrain_id").loc["T1"]
    # 50 × 20 + 10 × 20 of B2 (the other half lies on B1) + 20 × 20
    assert terrain["footprint_m2"] == pytest.approx(1000 + 200 + 400)
    assert rows.loc["B2", "footprint_m2"] == pytest.approx(400)


def test_rows_add_up_to_their_terrain():
    result = measured(**EVERYTHING)
    sums = result.buildings.groupby("terrain_id")["gfa_low_m2"].sum()
    totals = result.terrains.set_index("terrain_id")["gfa_low_m2"]
    assert totals["T1"] > 500  # of B1 500 m² is known, of B2 two storeys
    assert sums.to_dict() == pytest.approx(totals.to_dict())
    assert why(result, "buildings", "gfa_m2", "B1") == "unit_area_refused"
    assert why(result, "buildings", "gfa_m2", "B3") == "unit_area_unknown"
    assert why(result, "terrains", "gfa_m2") == "floor_area_incomplete"


def test_storeys_count_on_land_that_no_earlier_building_holds():
    # B2 has 2 storeys and 200 m² of land to itself.
    rows = measured(**EVERYTHING).buildings.set_index("building_id")
    assert rows.loc["B2", "gfa_m2"] == pytest.approx(400)


def test_findings_say_what_was_refused_only_where_it_concerns_a_terrain():
    result = measured(**EVERYTHING)
    assert rules(result) == [
        "measure.dummy_area",  # U2; U4 lies far from any terrain
        "measure.terrain_overlap",
        "measure.unit_without_building",  # U3, whose building was only started
        "measure.unit_without_building",  # U5
        "measure.unknown_status",
    ]
    ids = {one.id for one in result.findings if one.rule.startswith("measure.unit_")}
    assert ids == {"U3", "U5"}


def test_with_every_table_there_is_a_method_for_every_column():
    result = measured(
        **EVERYTHING,
        parcels=table(square(0, 0, 10), parcel_id=["P1"]),
        surfaces=table(square(0, 0, 10), surface_id=["S1"], cover=["road"]),
    )
    assert "not_measured_yet" not in set(result.nulls["reason"])
    assert "measure.not_measured_yet" not in rules(result)


def test_only_the_groups_asked_for_are_there():
    result = measured(**EVERYTHING, groups=["coverage"])
    assert why(result, "terrains", "gfa_m2") == "not_requested"
    assert why(result, "terrains", "net_area_m2") == "not_requested"
    assert why(result, "buildings", "gfa_method") == "not_requested"
    assert result.terrains["gsi_gross"].notna().all()
    assert set(result.provenance["column"]) == {
        "terrain_id", "name", "gross_area_m2", "footprint_m2", "gsi_gross", "geometry",
        "building_id", "status", "construction_year",
    }  # fmt: skip


def test_a_table_without_rows_says_that_there_are_none():
    none = measured(terrains=PARK, buildings=buildings(), units=units(floor_area_m2=[]),
                    establishments=table(establishment_id=[], jobs=[]))  # fmt: skip
    row = only_row(none.terrains)
    assert (row["footprint_m2"], row["gsi_gross"], row["gfa_m2"], row["jobs"]) == (0, 0, 0, 0)
    assert why(none, "terrains", "layers") == "no_footprint"
    assert why(none, "terrains", "mxi") == "no_floor_area"
    assert none.buildings.empty
    absent = measured(terrains=PARK)
    assert why(absent, "terrains", "footprint_m2") == "no_buildings"
    assert why(absent, "buildings", "building_id") == "no_buildings"


def test_terrains_keep_their_outline_and_lists_stay_lists():
    two = MultiPolygon([square(0, 0, 10), square(20, 0, 10)])
    office = units(point(2, 2), floor_area_m2=[9.0], uses=[["kantoorfunctie"]])
    result = measured(terrains=terrains(two), buildings=buildings(square(1, 1, 2)), units=office)
    assert result.terrains.geometry.item().equals_exact(two, 0)
    assert result.buildings["uses"].item() == ["office"]


def test_neighbours_lie_together():
    row = [square(30 * place, 0, 10) for place in (0, 3, 1, 2)]
    result = measured(terrains=terrains(*row), buildings=buildings(*row))
    for frame, key in ((result.terrains, "terrain_id"), (result.buildings, "building_id")):
        order = hilbert_order(frame.sort_values(key), key)[key].to_list()
        assert frame[key].to_list() == order != sorted(order)
        assert frame.index.to_list() == [0, 1, 2, 3]


def test_the_tables_given_are_not_changed():
    before = {name: frame.copy() for name, frame in EVERYTHING.items()}
    measured(**EVERYTHING)
    for name, frame in EVERYTHING.items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_lists_from_parquet_read_as_well_as_lists(tmp_path):
    EVERYTHING["units"].to_parquet(tmp_path / "units.parquet")
    read = gpd.read_parquet(tmp_path / "units.parquet")
    plain, again = measured(**EVERYTHING), measured(**{**EVERYTHING, "units": read})
    pd.testing.assert_frame_equal(plain.terrains, again.terrains)
    result = measured(**EVERYTHING)
    result.buildings.to_parquet(tmp_path / "buildings.parquet")
    back = gpd.read_parquet(tmp_path / "buildings.parquet")
    lists = [None if uses is None else list(uses) for uses in back["uses"]]
    assert lists == result.buildings["uses"].to_list()


def test_thresholds_of_the_study_decide_the_factor():
    shed = {"terrains": PARK, "buildings": buildings(HALL),
            "units": units(point(1, 1), floor_area_m2=[100.0])}  # fmt: skip
    assert only_row(measured(OWN_FACTOR, **shed).terrains)["gfa_m2"] == pytest.approx(110)
    row = only_row(measured(Thresholds(), **shed).terrains)
    assert (row["gfa_low_m2"], row["gfa_m2"], row["gfa_high_m2"]) == pytest.approx((100, 100, 130))
