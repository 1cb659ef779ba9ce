"""Heights from a table of their own."""

import pandas as pd

from geo_ser.layers import clean_tables
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
