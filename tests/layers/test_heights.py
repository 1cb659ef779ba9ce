"""Heights from a table of their own."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.layers import clean_tables
from geo_ser.layers.heights import preferred_heights, refused_height_findings
from tests.layers.studies import block, study, written
from tests.shapes import square, table


def layers(folder, heights: str, **columns):
    buildings = table(square(0, 0, 10), square(50, 0, 10), building_id=["a", "b"], **columns)
    (folder / "h.csv").write_text(heights)
    blocks = block("buildings", written(folder, buildings)) + block("heights", "h.csv")
    return clean_tables(study(folder, blocks))


def by_id(table_):
    return table_.set_index("building_id")


def test_heights_join_their_buildings_and_stay_a_table(tmp_path):
    out = layers(tmp_path, "building_id;height_m;survey_date\na;12,5;2020-02-20\n")
    buildings = by_id(out.tables["buildings"])
    assert buildings.loc["a", "height_m"] == 12.5
    assert buildings.loc["a", "survey_date"] == pd.Timestamp("2020-02-20")
    assert pd.isna(buildings.loc["b", "height_m"])
    assert out.tables["heights"]["height_m"].to_list() == [12.5]
    assert list(out.tables["buildings"])[-1] == "geometry"
    assert out.counts["heights"]["rows_out"] == 1


def test_a_record_replaces_the_buildings_own_as_a_whole_or_not_at_all(tmp_path):
    out = layers(
        tmp_path,
        "building_id;height_m;ground_m\na;12;\nb;n.v.t.;3\n",
        height_m=[5.0, 6.0],
        ground_m=[1.0, 2.0],
    )
    buildings = by_id(out.tables["buildings"])
    assert buildings["height_m"].to_dict() == {"a": 12.0, "b": 6.0}
    assert pd.isna(buildings.loc["a", "ground_m"])
    assert buildings.loc["b", "ground_m"] == 2.0


def test_heights_without_a_building_are_said(tmp_path):
    out = layers(tmp_path, "building_id;height_m\na;12\nq;3\n")
    (finding,) = out.findings
    assert (finding.rule, finding.severity) == ("layers.heights_unmatched", "info")
    assert "1 of 2 heights" in finding.reason.en
    assert "'q'" in finding.reason.en


def test_of_two_heights_for_one_building_one_stays(tmp_path):
    out = layers(tmp_path, "building_id;height_m\na;12\na;10\n")
    assert out.tables["heights"]["height_m"].to_list() == [10.0]
    assert out.quarantine[["table", "reason"]].to_numpy().tolist() == [["heights", "duplicate_id"]]
    assert out.quarantine.geometry.isna().all()


def source(*rows: tuple, names=("building_id", "height_m", "survey_date", "height_source")):
    made = pd.DataFrame(rows, columns=list(names))
    return made.assign(survey_date=pd.to_datetime(made["survey_date"]))


BUILT = pd.DataFrame({"building_id": ["a", "b", "c"], "construction_year": [1990, 2021, 2024]})


def test_the_first_source_that_has_a_height_counts():
    new = source(("a", 10.0, "2022-06-01", "new"), ("b", None, "2022-06-01", "new"))
    old = source(("a", 9.0, "2014-06-01", "old"), ("c", 4.0, "2014-06-01", "old"))
    found = preferred_heights([new, old], None).set_index("building_id")
    assert found["height_m"].to_dict() == pytest.approx({"a": 10, "b": np.nan, "c": 4}, nan_ok=True)
    assert found["height_source"].to_dict() == {"a": "new", "b": "new", "c": "old"}


def test_a_building_newer_than_the_first_source_falls_to_the_next_that_saw_it():
    old = source(*((one, 5.0, "2014-06-01", "old") for one in "abc"))
    new = source(*((one, 7.0, "2022-06-01", "new") for one in "abc"))
    found = preferred_heights([old, new], BUILT).set_index("building_id")
    assert found["height_source"].to_dict() == {"a": "old", "b": "new", "c": "old"}
    assert found["height_m"].to_dict() == pytest.approx({"a": 5, "b": 7, "c": np.nan}, nan_ok=True)
    assert found["height_missing_reason"].dropna().to_dict() == {"c": "newer_than_survey"}
    (finding,) = refused_height_findings(found.reset_index())
    assert "1 of 3 buildings are not used: the building is newer" in finding.reason.en


@settings(max_examples=12, deadline=None)
@given(
    known=st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=4),
    order=st.permutations(range(5)),
)
def test_whatever_the_order_of_rows_each_building_has_its_first_height(known, order):
    ids = [f"b{number}" for number in range(5)]
    sources = [
        source(*((one, rank + 1.0 if there else np.nan, None, str(rank)) for one, there in rows))
        for rank, rows in enumerate(list(zip(ids, has, strict=True)) for has in known)
    ]
    found = preferred_heights(sources, None)
    turned = preferred_heights([one.iloc[list(order)] for one in sources], None)
    pd.testing.assert_frame_equal(found, turned)
    first = [next((r + 1.0 for r, has in enumerate(known) if has[at]), np.nan) for at in range(5)]
    np.testing.assert_array_equal(found["height_m"], first)


def test_blocks_of_heights_have_an_order_and_their_rows_are_counted(tmp_path):
    (tmp_path / "1.csv").write_text("building_id;height_m;survey_date\na;;2022\nb;8;2022-05-01\n")
    (tmp_path / "2.csv").write_text("building_id;height_m;survey_date\na;3;2014-05-01\nb;4;\n")
    buildings = table(square(0, 0, 10), square(50, 0, 10), building_id=["a", "b"])
    blocks = block("buildings", written(tmp_path, buildings))
    for name in ("1.csv", "2.csv"):
        blocks += block("heights", name).replace("[tables.heights]", "[[tables.heights]]")
    out = clean_tables(study(tmp_path, blocks))
    assert by_id(out.tables["heights"])["height_m"].to_dict() == {"a": 3, "b": 8}
    counts = out.counts["heights"]
    assert (counts["rows_in"], counts["rows_out"], counts["merged"]) == (4, 2, 2)


def test_a_height_of_the_buildings_own_is_judged_too(tmp_path):
    out = layers(
        tmp_path,
        "building_id;height_m\nq;1\n",
        height_m=[5.0, 6.0],
        survey_date=["2020-01-01", "2020-01-01"],
        construction_year=[2019, 2023],
    )
    buildings = by_id(out.tables["buildings"])
    assert buildings.loc["a", "height_m"] == 5
    assert pd.isna(buildings.loc["b", "height_m"])
    assert buildings.loc["b", "height_missing_reason"] == "newer_than_survey"


def test_why_a_source_has_no_height_reaches_the_building(tmp_path):
    out = layers(tmp_path, "building_id;height_m;ground_m;height_missing_reason\na;;1,5;no_roof\n")
    buildings = by_id(out.tables["buildings"])
    assert buildings.loc["a", "height_missing_reason"] == "no_roof"
    assert buildings.loc["a", "ground_m"] == 1.5
    assert pd.isna(buildings.loc["b", "height_missing_reason"])
