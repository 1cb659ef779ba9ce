from datetime import date

from geo_ser.measure.provenance import PROVENANCE_COLUMNS
from geo_ser.study import Thresholds
from tests.measure.parks import PARK, Given, buildings, measured, point, terrains, units
from tests.shapes import square

HALL = square(0, 0, 50, 20)
STANDS = {"status": ["Pand in gebruik"]}
USED = {"status": ["Verblijfsobject in gebruik"], "floor_area_m2": [500.0]}


def row(result, column, table="terrains", terrain="T1"):
    rows = result.provenance.set_index(["table", "column", "terrain_id"])
    assert rows.index.is_unique
    return rows.loc[(table, column, terrain)].to_dict()


def test_a_figure_names_its_files_once_with_hash_and_the_oldest_edition():
    bag = Given("data/raw/bag.gpkg", "f" * 64, date(2024, 5, 1))
    result = measured(
        terrains=PARK, buildings=buildings(HALL, **STANDS), units=units(point(1, 1), **USED),
        sources={"terrains": [Given(edition=None)], "buildings": [bag, bag],
                 "units": [bag, Given("data/raw/bag.gpkg", "f" * 64, date(2024, 9, 1))]},
    )  # fmt: skip
    found = row(result, "gfa_m2")
    assert found["source"] == (
        "data/raw/bag.gpkg sha256:ffffffffffff; data/raw/park.gpkg sha256:0123456789ab"
    )
    assert found["edition"] == "2024-05-01"
    assert found["method"] == "units"
    assert row(result, "gross_area_m2")["source"] == "data/raw/park.gpkg sha256:0123456789ab"
    assert row(result, "gross_area_m2")["method"] == "polygon_area"
    assert row(result, "footprint_m2")["method"] == "union_of_clipped_footprints"


def test_an_unknown_source_is_null_and_graded_down():
    found = row(measured(terrains=PARK, sources={}), "gross_area_m2")
    assert found["source"] != found["source"]
    assert found["edition"] != found["edition"]
    assert found["grade"] == "C"


def test_every_value_has_one_row_and_nothing_else_has():
    parks = terrains(square(0, 0, 100), square(200, 0, 10))
    result = measured(terrains=parks, buildings=buildings(HALL))
    assert list(result.provenance.columns) == list(PROVENANCE_COLUMNS)
    found = set(
        result.provenance[["table", "terrain_id", "column"]].itertuples(index=False, name=None)
    )
    assert len(found) == len(result.provenance)
    expected = {
        (name, frame.at[index, "terrain_id"], column)
        for name, frame in (("terrains", result.terrains), ("buildings", result.buildings))
        for column in frame
        for index in frame.index[frame[column].notna()]
    }
    assert found == expected


def test_grades_by_what_is_wrong():
    good = {"terrains": PARK, "buildings": buildings(HALL, **STANDS),
            "units": units(point(1, 1), **USED)}  # fmt: skip
    assert row(measured(**good), "gfa_m2")["grade"] == "A"  # with a factor of one's own
    assert row(measured(Thresholds(), **good), "gfa_m2")["grade"] == "C"
    assert row(measured(Thresholds(), **good), "gsi_gross")["grade"] == "A"
    no_status = {**good, "buildings": buildings(HALL)}
    assert row(measured(**no_status), "footprint_m2")["grade"] == "B"
    assert row(measured(**no_status), "gross_area_m2")["grade"] == "A"
    storey = {"terrains": PARK, "buildings": buildings(HALL, **STANDS)}
    assert row(measured(**storey), "gfa_low_m2")["grade"] == "D"
    assert row(measured(**storey), "gfa_low_m2", "buildings")["grade"] == "D"
    counted = {"terrains": PARK, "buildings": buildings(HALL, storeys=[2.0], **STANDS)}
    assert row(measured(**counted), "gfa_m2")["grade"] == "D"  # nobody knows what is in use
    unhoused = {**good, "units": units(point(90, 90), **USED)}
    assert row(measured(**unhoused), "gfa_low_m2")["grade"] == "D"  # too much is unknown
    assert row(measured(**storey), "footprint_m2", "buildings")["grade"] == "A"


def test_more_than_five_per_cent_without_units_is_a_step():
    def grade(side):
        pair = buildings(HALL, square(60, 0, side, 10), status=["Pand in gebruik"] * 2)
        found = measured(terrains=PARK, buildings=pair, units=units(point(1, 1), **USED))
        return row(found, "gfa_m2")["grade"], row(found, "gfa_m2")["method"]

    assert grade(5) == ("A", "units+annex")  # 50 of 1050 m²
    assert grade(6) == ("B", "units+annex")  # 60 of 1060 m²


def test_repairs_of_a_table_weigh_on_what_is_made_from_it():
    counts = {"buildings": {"rows_in": 10, "quarantined": 1, "repaired": {}}}
    result = measured(terrains=PARK, buildings=buildings(HALL, **STANDS), counts=counts)
    assert row(result, "footprint_m2")["grade"] == "B"
    assert row(result, "gross_area_m2")["grade"] == "A"
