import pandas as pd
import pytest

from geo_ser.measure.nulls import NULL_COLUMNS, absence_reason, not_measured_yet_finding, null_rows
from geo_ser.tables import GROUPS, INDICATORS

EVERYTHING = {"parcels", "surfaces", "buildings", "units", "heights", "establishments"}


def reason(table, name, available, groups=GROUPS):
    column = next(one for one in INDICATORS[table] if one.name == name)
    return absence_reason(table, column, available=available, groups=groups)


@pytest.mark.parametrize(
    ("table", "column", "available", "expected"),
    [
        ("terrains", "gsi_gross", set(), "no_buildings"),
        ("terrains", "gfa_m2", set(), "no_buildings"),
        ("terrains", "gfa_office_m2", {"buildings"}, "no_units"),
        ("terrains", "mxi", {"buildings"}, "no_units"),
        ("terrains", "height_max_m", {"buildings"}, "no_heights"),
        ("terrains", "jobs", set(), "no_establishments"),
        ("terrains", "cover_green_m2", set(), "no_surfaces"),
        ("terrains", "net_area_m2", {"surfaces"}, "no_parcels"),
        ("terrains", "net_area_m2", {"parcels"}, "no_surfaces"),
        ("terrains", "fsi_net", {"parcels", "surfaces"}, "no_buildings"),
        ("terrains", "setback_road_p50_m", EVERYTHING, "not_measured_yet"),
        ("terrains", "vacant_area_m2", EVERYTHING, "no_availability"),
        ("plots", "area_m2", {"parcels"}, "not_measured_yet"),
        ("plots", "why", {"parcels"}, "no_surfaces"),
        ("plots", "coverage", {"buildings"}, "no_parcels"),
        ("plots", "largest_free_rectangle_m2", EVERYTHING, "not_measured_yet"),
        ("buildings", "gfa_m2", set(), "no_buildings"),
        ("buildings", "plot_id", {"buildings"}, "no_parcels"),
    ],
)
def test_the_first_absent_table_is_the_reason(table, column, available, expected):
    assert reason(table, column, available) == expected


def test_what_was_not_asked_for_says_only_that():
    assert reason("terrains", "gsi_gross", set(), groups=["jobs"]) == "not_requested"
    assert reason("plots", "plot_id", set(), groups=[]) == "no_parcels"  # in no group


def test_each_null_cell_gets_a_row_and_a_whole_column_one():
    frame = pd.DataFrame(
        {"id": ["a", "b"], "some": [1.0, None], "none": [None, None], "mixed": [None, None]}
    )
    mixed = pd.Series(["x", "y"])
    found = null_rows("t", frame, "id", {"some": "gone", "none": "never", "mixed": mixed})
    assert list(found.columns) == list(NULL_COLUMNS)
    assert found[["id", "column", "reason"]].to_numpy().tolist() == [
        ["b", "some", "gone"], ["*", "none", "never"], ["a", "mixed", "x"], ["b", "mixed", "y"],
    ]  # fmt: skip


def test_an_empty_table_explains_the_columns_it_is_told_of():
    found = null_rows("t", pd.DataFrame({"id": [], "some": []}), "id", {"some": "gone"})
    assert found.to_numpy().tolist() == [["t", "*", "some", "gone"]]


def test_a_null_that_nobody_explains_is_an_error():
    frame = pd.DataFrame({"id": ["a", "b"], "some": [1.0, None]})
    with pytest.raises(KeyError, match="some"):
        null_rows("t", frame, "id", {})
    with pytest.raises(KeyError, match="without a reason"):
        null_rows("t", frame, "id", {"some": pd.Series(["x", None])})


def test_what_this_version_cannot_measure_is_said_once():
    rows = [["terrains", "*", "net_area_m2", "not_measured_yet"],
            ["plots", "*", "area_m2", "not_measured_yet"],
            ["terrains", "*", "jobs", "no_establishments"]]  # fmt: skip
    found = not_measured_yet_finding(pd.DataFrame(rows, columns=list(NULL_COLUMNS)))
    assert [one.rule for one in found] == ["measure.not_measured_yet"]
    assert "plots: area_m2; terrains: net_area_m2" in found[0].reason.nl
    assert not_measured_yet_finding(pd.DataFrame(columns=list(NULL_COLUMNS))) == []
