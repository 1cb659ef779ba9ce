import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.findings import Finding, findings_table
from geo_ser.report.content import columns_of, flat, in_order, plain_text
from geo_ser.report.labels import COLUMNS
from geo_ser.tables import INDICATORS
from tests.report.contents import buildings, content, indicator_table, shuffled, terrains
from tests.shapes import square


def test_a_table_gets_the_columns_of_its_contract_and_keeps_its_own():
    table = terrains()[["terrain_id", "claimed_gross_ha", "geometry"]].assign(eigen=["x"] * 15)
    names = [column.name for column in columns_of("terrains", table)]
    contract = [one.name for one in INDICATORS["terrains"] if one.name != "geometry"]
    claims = ["claimed_gross_ha", "claimed_net_ha"]
    assert names == [*contract[:3], *claims, *contract[3:], "eigen"]
    plain = flat("terrains", table)
    assert list(plain.columns) == [*names, "geometry"]
    assert plain["gsi_net"].isna().all()
    assert plain["gsi_net"].dtype == "float64"


def test_cells_become_plain_and_null_stays_null():
    table = pd.DataFrame(
        {
            "parcel_ids": [["a", "b"], None, np.array(["c"])],
            "counts_as_net": [True, None, False],
            "area_m2": [0.0, None, pd.NA],
            "why": ["een\x00", None, float("nan")],
            "nummer": pd.Series([9_007_199_254_740_993, None, 2], dtype="Int64"),
        }
    )
    plain = flat("plots", table)
    assert plain["parcel_ids"].to_list() == ["a, b", np.nan, "c"]
    assert plain["counts_as_net"].to_list() == [True, pd.NA, False]
    assert plain["area_m2"].isna().to_list() == [False, True, True]
    assert plain["why"].isna().to_list() == [False, True, True]
    assert plain["why"][0] == "een"
    assert plain["nummer"][0] == 9_007_199_254_740_993
    assert table["why"][0] == "een\x00", "the table given was changed"


def test_flat_of_flat_is_the_same():
    once = flat("buildings", buildings())
    pd.testing.assert_frame_equal(flat("buildings", once), once)


@given(st.text(st.characters()))
def test_text_becomes_what_xml_holds_and_stays_so(text):
    plain = plain_text(text)
    assert plain_text(plain) == plain
    plain.encode("utf-8")
    assert all(char in "\t\n" or ord(char) >= 0x20 for char in plain)


def test_ordinary_text_is_left_as_it_is():
    text = "Noordermors III – ë \U0001f3ed \u202e\ttab\nregel"
    assert plain_text(text) == text


CONTENT = content()
TABLES = CONTENT.tables()


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 1000))
def test_rows_come_in_one_order(seed):
    for name, table in TABLES.items():
        mixed = in_order(name, flat(name, shuffled(getattr(CONTENT, name), seed)))
        pd.testing.assert_frame_equal(pd.DataFrame(mixed), pd.DataFrame(table))


def test_indicators_lie_in_hilbert_order():
    corners = [(0, 0), (900, 900), (900, 0), (0, 900)]
    shapes = [square(x, y, 10) for x, y in corners]
    table = indicator_table("terrains", shapes, terrain_id=["1", "2", "3", "4"])
    around = in_order("terrains", flat("terrains", table))["terrain_id"].to_list()
    assert around == ["1", "4", "2", "3"]  # up, across and down, as a Hilbert curve goes


def test_findings_lie_by_severity():
    made = [Finding(rule=one, severity=one, table="t") for one in ("info", "error", "warning")]
    table = in_order("findings", flat("findings", shuffled(findings_table(made), 3)))
    assert table["severity"].to_list() == ["error", "warning", "info"]


@pytest.mark.parametrize("name", INDICATORS)
def test_an_empty_table_keeps_its_columns(name):
    empty = in_order(name, flat(name, indicator_table(name, [])))
    assert list(empty.columns) == [one.name for one in COLUMNS[name]]
    assert empty.crs.to_epsg() == 28992


def test_a_day_is_shown_without_a_time():
    dates = pd.Series([pd.Timestamp("2020-06-01"), None])
    table = flat("buildings", pd.DataFrame({"survey_date": dates}))
    assert table["survey_date"].to_list()[0] == "2020-06-01"
    assert table["survey_date"].isna().to_list() == [False, True]
