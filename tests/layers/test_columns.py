"""Cells to values: read, unknown, unreadable or impossible, and never quietly."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from geo_ser.layers.columns import canonical_columns, refusal_findings
from geo_ser.layers.profile import load_profile, match_columns
from geo_ser.tables import INPUTS


def read(source, table="terrains", profile="canonical", **overrides):
    frame = pd.DataFrame(source)
    known = load_profile(profile, table)
    mapping = match_columns(known, INPUTS[table], list(frame.columns), overrides, what="x")
    out, refused = canonical_columns(frame, INPUTS[table], mapping, known, edition=date(2026, 1, 1))
    return out, refusal_findings(refused, table=table, rows=len(frame))


def column(values, name, table="terrains", profile="canonical"):
    ids = [str(number) for number in range(len(values))]
    out, findings = read({INPUTS[table].id: ids, name: values}, table, profile)
    return out[name].astype("object").where(out[name].notna(), None).to_list(), findings


def test_figures_as_people_type_them():
    values, findings = column(["12,5", "1.234,5", "n.v.t.", "Onbekend", "", None], "claimed_net_ha")
    assert values == [12.5, 1234.5, None, None, None, None]
    assert findings == []


def test_the_2017_copy_is_read_in_hectares_and_its_odd_years_are_said():
    out, findings = read(
        {
            "RINNUMMER": ["130089", "630", "691"],
            "OPPBRUTO": ["31000", "35714", "259700"],
            "JAAR": ["v1900", "\ufffd1950", "1975"],
        },
        profile="ibis",
    )
    assert out["claimed_gross_ha"].to_list() == pytest.approx([3.1, 3.5714, 25.97])
    assert out["start_year"].isna().to_list() == [True, True, False]
    assert out["start_year"].iloc[2] == 1975
    assert out["JAAR"].to_list() == ["v1900", "\ufffd1950", "1975"]
    (finding,) = findings
    assert (finding.rule, finding.severity) == ("layers.unreadable", "warning")
    assert (finding.table, finding.column) == ("terrains", "start_year")
    assert "2 of 3 cells cannot be read" in finding.reason.en
    assert "'130089: v1900', '630: \ufffd1950'" in finding.reason.en


def test_the_source_column_is_kept_only_where_something_was_refused():
    good, _ = read({"terrain_id": ["1"], "BRUTO": ["2"]}, claimed_gross_ha="BRUTO")
    bad, _ = read({"terrain_id": ["1"], "BRUTO": ["twee"]}, claimed_gross_ha="BRUTO")
    assert list(good) == ["terrain_id", "claimed_gross_ha"]
    assert bad["BRUTO"].to_list() == ["twee"]


@pytest.mark.parametrize(
    ("table", "name", "values", "kept"),
    [
        ("terrains", "claimed_gross_ha", [-1.0, 5.0, 750800.0], [None, 5.0, None]),
        ("terrains", "max_coverage", [0.6, 60.0], [0.6, None]),
        ("buildings", "height_m", [-0.1, 12.0, 3.4028235e38], [None, 12.0, None]),
        ("buildings", "ground_m", [-6.5, -99.0], [-6.5, None]),
        ("units", "floor_area_m2", [-5.0, 999999.0], [None, 999999.0]),
        ("parcels", "registered_area_m2", [-222.0, 222.0], [None, 222.0]),
        (
            "buildings",
            "construction_year",
            [999, 1000, 2046, 2047, 9999],
            [None, 1000, 2046] + [None] * 2,
        ),
    ],
)
def test_what_cannot_be_true_is_null_and_said(table, name, values, kept):
    found, (finding,) = column(values, name, table)
    assert found == kept
    assert finding.rule == "layers.range"
    assert f"{kept.count(None)} of {len(kept)} cells cannot be true" in finding.reason.en


def test_years_are_whole():
    values, (finding,) = column([1998.0, 1998.5, np.nan], "start_year")
    assert values == [1998, None, None]
    assert "'1: 1998.5'" in finding.reason.en


def test_of_a_day_the_year_is_taken():
    days = ["1988-01-01", "1914-01-01T00:00:00", "2001-01", None]
    values, (finding,) = column(days, "construction_year", "buildings")
    assert values == [1988, 1914, None, None]
    assert "1 of 4" in finding.reason.en


def test_a_sum_is_unknown_where_a_term_is():
    out, findings = read(
        {
            "RIN_NUMMER": ["1", "2"],
            "HA_UITGEG": ["10,5", "10,5"],
            "HA_UIT_HJR": ["1", "Onbekend"],
            "HA_TKPGEM": ["0,5", "0"],
        },
        profile="ibis",
    )
    assert out["claimed_issued_ha"].iloc[0] == pytest.approx(11.0)
    assert pd.isna(out["claimed_issued_ha"].iloc[1])
    assert findings == []


def test_type_letters_become_words_and_unknown_ones_null():
    out, _ = read(
        {"RIN_NUMMER": list("12345"), "WLOC_TYPE": ["b", "C1", "X", "Haven", None]}, profile="ibis"
    )
    kinds = out["kind"].astype("object").where(out["kind"].notna(), None).to_list()
    assert kinds == ["bedrijventerrein", "retail/meubelboulevard", None, "Haven", None]


def test_bag_ids_are_padded_and_statuses_tolerant_of_case():
    out, _ = read(
        {
            "identificatie": [200100000001882.0, 200100000001883.0],
            "status": ["PAND IN GEBRUIK", "pand in gebruik (niet ingemeten)"],
            "bouwjaar": [1996.0, np.nan],
        },
        "buildings",
        "bag",
    )
    assert out["building_id"].to_list() == ["0200100000001882", "0200100000001883"]
    assert out["status"].to_list() == ["Pand in gebruik", "Pand in gebruik (niet ingemeten)"]
    assert out["construction_year"].dtype == "Int64"


def test_lists_are_split_sorted_and_padded():
    out, findings = read(
        {
            "identificatie": ["1", "2", "3", "4"],
            "pandidentificatie": [
                "200100000000002, 0200100000000001",
                "",
                '["200100000000003"]',
                None,
            ],
            "gebruiksdoel": [
                "Winkelfunctie;kantoorfunctie",
                "overige gebruiksfunctie",
                None,
                "x,x",
            ],
        },
        "units",
        "bag",
    )
    assert out["building_ids"].to_list() == [
        ["0200100000000001", "0200100000000002"],
        None,
        ["0200100000000003"],
        None,
    ]
    assert out["uses"].to_list() == [
        ["kantoorfunctie", "winkelfunctie"],
        ["overige gebruiksfunctie"],
        None,
        ["x"],
    ]
    assert findings == []


def test_a_number_column_can_be_a_list_of_one():
    out, _ = read(
        {"identificatie": ["1"], "pandidentificatie": [200100000000002.0]}, "units", "bag"
    )
    assert out["building_ids"].to_list() == [["0200100000000002"]]


def test_cbs_secrets_are_null_everywhere():
    out, findings = read(
        {"buurtcode": ["BU1", "BU2"], "aantal_inwoners": [-99997, 12], "x": [1.0, -99999999.0]},
        profile="cbs",
    )
    assert out["aantal_inwoners"].isna().to_list() == [True, False]
    assert out["x"].isna().to_list() == [False, True]
    assert findings == []


def test_a_secret_in_a_mapped_column_is_unknown_and_no_mistake():
    out, findings = read({"buurtcode": ["BU1"], "ha": [-99997]}, profile="cbs", claimed_net_ha="ha")
    assert out["claimed_net_ha"].isna().all()
    assert findings == []


def test_closed_words():
    covers, (said,) = column(["Road", "asfalt", None], "cover", "surfaces")
    assert covers == ["road", "other", "other"]
    assert "2 of 3 cells cannot be read" in said.reason.en
    groups, (said,) = column(["business", "bedrijf", None], "main_group", "zoning")
    assert groups == ["business", None, None]
    assert "1 of 3" in said.reason.en


def test_yes_and_no():
    values, (finding,) = column(["ja", "Nee", "1", "misschien", None], "plan", "parcels")
    assert values == [True, False, True, None, None]
    assert "'3: misschien'" in finding.reason.en
    assert column([True, False], "plan", "parcels") == ([True, False], [])
    assert column([1.0, np.nan], "plan", "parcels") == ([True, None], [])


def test_days():
    values, (finding,) = column(
        ["2014-11-21", "2014-11-21T23:30:00Z", "21-11-2014", "gisteren", None],
        "survey_date",
        "heights",
    )
    assert [value and value.date() for value in values] == [date(2014, 11, 21)] * 3 + [None] * 2
    assert "'3: gisteren'" in finding.reason.en


def test_other_columns_are_kept_under_names_that_clash_with_none():
    out, _ = read(
        {"NR": [1], "name": ["a"], "Status": ["x"], "status_SOURCE": [1], "z": [[1]]},
        terrain_id="NR",
        name="z",
    )
    assert list(out) == ["terrain_id", "name", "status", "name_source", "status_SOURCE"]
    out, _ = read({"RIN": ["1"], "TERRAIN_ID": ["2"], "geometry": ["3"]}, profile="ibis")
    assert list(out) == ["terrain_id", "TERRAIN_ID_source", "geometry_source"]


def test_nested_cells_become_text():
    out, _ = read({"terrain_id": ["1", "2"], "x": [{"b": 1, "a": [2]}, None]})
    assert out["x"].iloc[0] == '{"a": [2], "b": 1}'
    assert pd.isna(out["x"].iloc[1])


def test_the_first_three_do_not_depend_on_the_order_of_the_rows():
    source = {"terrain_id": list("dbca"), "start_year": ["v4", "v2", "v3", "v1"]}
    turned = {name: cells[::-1] for name, cells in source.items()}
    assert read(source)[1] == read(turned)[1]
    assert "(first: 'a: v1', 'b: v2', 'c: v3', …)" in read(source)[1][0].reason.en
