import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import SourceError
from geo_ser.qa import audit_table
from tests.qa.rijssen import RAW, frame

QUICK = settings(max_examples=12, deadline=None)


def audit(table, language="en", **kept):
    found = audit_table(table, name="t", language=language)
    return [one for one in found if all(getattr(one, key) == kept[key] for key in kept)]


def names(findings, rule):
    return sorted(one.name for one in findings if one.rule == rule)


def balance(net="12.19", **changed):
    row = {"gross_ha": "13.93", "green_ha": "1.47", "water_ha": "0.04", "roads_ha": "0.73"}
    row |= changed
    return frame(terrain=["De Haar"], net_ha=[net], **{key: [value] for key, value in row.items()})


# --- the published tables of 2004, as printed ---------------------------------------------------


def test_the_atlas_of_2004_holds_four_open_balances_and_four_wrong_percentages():
    found = audit(RAW / "terrains_2004.csv")
    assert names(found, "claims.balance") == [
        "De Haar I en II", "Noorddeel-Oost", "Noorddeel-West", "Noordermors 4",
    ]  # fmt: skip
    assert names(found, "claims.ratio") == [
        "De Haar I en II", "Noorddeel-West", "Noordermors 4", "Vletgaarsmaten",
    ]  # fmt: skip
    assert len(found) == 8
    assert {one.severity for one in found} == {"error"}


@pytest.mark.parametrize(
    ("name", "claimed", "expected", "difference"),
    [
        ("De Haar I en II", 12.19, 11.69, 0.50),
        ("Noorddeel-West", 22.53, 22.49, 0.04),
        ("Noorddeel-Oost", 62.85, 62.77, 0.08),
        ("Noordermors 4", 9.08, 9.11, -0.03),
    ],
)
def test_open_balances_are_given_in_hectares(name, claimed, expected, difference):
    [one] = audit(RAW / "terrains_2004.csv", rule="claims.balance", name=name)
    assert (one.table, one.column, one.unit) == ("t", "net_ha", "ha")
    assert (one.claimed, one.expected) == pytest.approx((claimed, expected))
    assert one.difference == pytest.approx(difference)
    assert one.tolerance == pytest.approx(0.025)  # five figures of two decimals


def test_the_percentage_votes_on_which_figure_is_wrong():
    reasons = {one.name: one.reason for one in audit(RAW / "terrains_2004.csv", "nl")
               if one.rule == "claims.balance"}  # fmt: skip
    assert "hoort bij weer een ander cijfer, 11,48 ha netto" in reasons["De Haar I en II"]
    assert "past bij 22,49 ha netto" in reasons["Noorddeel-West"]
    assert "klopt groen, water of wegen niet" in reasons["Noorddeel-Oost"]
    assert "past bij 13,86 ha bruto, en dan sluit de balans" in reasons["Noordermors 4"]


def test_a_closing_balance_is_not_accused_of_its_percentage():
    found = audit(RAW / "terrains_2004.csv", name="Vletgaarsmaten")
    assert [one.rule for one in found] == ["claims.ratio"]
    assert found[0].claimed == 67.60
    assert found[0].expected == pytest.approx(100 * 11.50 / 16.98)
    assert found[0].unit == "pct"


def test_the_issued_plots_of_2004_hold_two_totals_that_do_not_add_up():
    found = audit(RAW / "planned_plots_2004.csv")
    assert [(one.rule, one.name, one.column, one.claimed) for one in found] == [
        ("claims.total", "totaal", "issued_1998_2003", 112.0),
        ("claims.total", "totaal", "issued_pct", 100.0),
    ]
    assert [one.expected for one in found] == pytest.approx([113.0, 101.0])
    assert [one.tolerance for one in found] == pytest.approx([0.0, 0.35])
    assert "shares of 112, the total of issued_1998_2003" in found[1].reason


@pytest.mark.parametrize(
    "table",
    ["plot_size_classes_2004", "ibis_2024_1742", "existing_gain_2004", "planned_levels_2004",
     "ladder_matrix_2004"],
)  # fmt: skip
def test_the_other_published_tables_add_up(table):
    assert audit(RAW / f"{table}.csv") == []


# --- one rule at a time -------------------------------------------------------------------------


def test_a_missing_part_is_unknown_and_not_zero():
    for unknown in ("", "n.v.t.", "Onbekend"):
        assert audit(balance(water_ha=unknown)) == []


def test_the_combined_column_stands_in_for_missing_parts():
    [one] = audit(balance(water_ha="", green_water_roads_ha="2.24"))
    assert one.rule == "claims.balance"
    assert one.expected == pytest.approx(11.69)
    assert one.tolerance == pytest.approx(0.015)  # gross, net and one sum
    assert audit(balance(net="11.69", water_ha="", green_water_roads_ha="2.24")) == []


def test_the_parts_of_net_must_add_up_and_a_part_left_out_is_named():
    parts = {
        "productive_ha": ["9.53"], "issuable_ha": ["0.29"], "vacant_or_for_sale_ha": ["0.00"],
        "fallow_without_plan_ha": ["0.00"], "intensification_ha": ["0.68"],
        "extra_intensification_ha": ["1.00"],
    }  # fmt: skip
    assert audit(frame(name=["V"], net_ha=["11.50"], **parts)) == []
    [one] = audit(frame(name=["V"], net_ha=["10.82"], **parts))
    assert (one.rule, one.column, one.severity) == ("claims.parts", "net_ha", "error")
    assert one.difference == pytest.approx(-0.68)
    assert "exactly intensification_ha: probably left out" in one.reason
    del parts["extra_intensification_ha"]
    assert audit(frame(name=["V"], net_ha=["99.00"], **parts)) == []


def test_the_ratio_may_be_anywhere_in_the_interval_of_its_figures():
    # 1 of 3, one decimal: from 0.95 / 3.05 = 31.1 % to 1.05 / 2.95 = 35.6 %
    def table(stated):
        return frame(name=["a"], gross_ha=["3.0"], net_ha=["1.0"], net_pct=[stated])

    assert audit(table("31.1")) == audit(table("35.6")) == []
    assert names(audit(table("31.0")), "claims.ratio") == ["a"]
    assert names(audit(table("35.7")), "claims.ratio") == ["a"]
    # 31.148 and 35.593: the interval is wider above the ratio (33.33) than below it
    assert audit(table("31.15")) == audit(table("35.59")) == []
    assert names(audit(table("31.14")), "claims.ratio") == ["a"]
    assert names(audit(table("35.60")), "claims.ratio") == ["a"]


def test_a_ratio_column_of_fractions_is_read_as_fractions():
    table = frame(name=["a", "b"], gross_ha=["10.0"] * 2, net_ha=["7.0"] * 2, ratio=["0.70", "0.9"])
    [one] = audit(table)
    assert (one.rule, one.name, one.claimed) == ("claims.ratio", "b", pytest.approx(90.0))


@pytest.mark.parametrize("spelling", ["Bruto (ha)", "BRUTO_HA", "ha_bruto", "gross_ha"])
def test_columns_are_known_in_several_spellings(spelling):
    table = frame(**{"Plan_naam": ["a"], spelling: ["5.0"], "netto ha": ["6.0"]})
    [one] = audit(table)
    assert (one.rule, one.severity, one.column) == ("claims.range", "error", "netto ha")
    assert one.name == "a"


def test_decimal_commas_and_latin1_bytes(tmp_path):
    text = "naam;bruto_ha;groen_ha;water_ha;wegen_ha;netto_ha\nCaf\xe9;10,0;1,0;1,0;1,0;8,0\n"
    path = tmp_path / "opgave.csv"
    path.write_bytes(text.encode("latin-1"))
    [one] = audit(path)
    assert (one.rule, one.name, one.expected) == ("claims.balance", "Café", pytest.approx(7.0))


def test_what_is_no_sum_is_not_summed():
    never = [
        "mean_plot_m2",
        "gemiddelde_kavel_m2",
        "max_height_m",
        "grootste_kavel_m2",
        "plan_year",
        "startjaar",
        "jobs_per_net_ha",
        "net_pct",
        "max_coverage_pct",
        "id",
        "growth_pct",
    ]
    table = frame(name=["a", "b", "totaal"], **{column: ["1", "2", "9"] for column in never})
    assert audit(table) == []
    table = frame(name=["a", "b", "Total:"], plots=["1", "2", "4"], m2=["1", "2", "3"])
    [one] = audit(table)
    assert (one.column, one.claimed, one.expected, one.unit) == ("plots", 4.0, 3.0, "count")


def test_counts_have_no_tolerance_and_areas_have():
    table = frame(name=["a", "b", "c", "totaal"], plots=["1.4", "1.4", "1.4", "4"])
    assert names(audit(table), "claims.total") == ["totaal"]
    table = frame(name=["a", "b", "c", "totaal"], net_ha=["1.4", "1.4", "1.4", "4"])
    assert audit(table) == []  # three times 0.05 and 0.5


def test_a_total_with_an_unknown_row_is_left_alone():
    assert audit(frame(name=["a", "b", "totaal"], net_ha=["1.0", "?", "9.0"])) == []


def test_a_total_row_is_not_held_to_the_balance_of_one_row():
    # eight rows off by 0.1 each, all within rounding: their sums are off by 0.8
    row = {"gross_ha": "10.0", "green_ha": "1.0", "water_ha": "1.0", "roads_ha": "1.0"}
    sums = {"gross_ha": "80.0", "green_ha": "8.0", "water_ha": "8.0", "roads_ha": "8.0"}
    columns = {key: [row[key]] * 8 + [sums[key]] for key in row}
    names_of_rows = [f"r{number}" for number in range(8)]
    table = frame(name=[*names_of_rows, "totaal"], net_ha=["7.1"] * 8 + ["56.8"], **columns)
    assert audit(table) == []


def test_two_total_rows_are_asked_about():
    [one] = audit(frame(name=["a", "totaal", "totaal"], net_ha=["1.0", "1.0", "2.0"]))
    assert (one.rule, one.severity) == ("claims.total", "warning")
    assert "2 total rows" in one.reason


def test_a_row_left_out_of_the_total_is_named():
    [one] = audit(frame(name=["a", "b", "totaal"], plots=["3", "5", "3"]))
    assert "exactly row ‘b’: probably left out" in one.reason


def test_text_in_a_figure_column_is_a_warning_and_other_rules_go_on():
    found = audit(balance(max_height_m="hoog"))
    assert [one.rule for one in found] == ["claims.balance", "claims.unreadable"]
    assert (found[1].severity, found[1].column) == ("warning", "max_height_m")
    assert "‘hoog’" in found[1].reason
    remarks = balance(net="11.69", remark="nog uitzoeken")
    assert audit(remarks) == []  # a column of text is no figure column


@pytest.mark.parametrize(
    ("row", "column", "severity"),
    [
        ({"gross_ha": "-3.0"}, "gross_ha", "error"),
        ({"roads_m2": "-1"}, "roads_m2", "error"),
        ({"gross_ha": "4.0", "net_ha": "4.2"}, "net_ha", "error"),
        ({"net_pct": "100.2"}, "net_pct", "error"),
        ({"gross_ha": "167200"}, "gross_ha", "warning"),
    ],
)
def test_figures_that_cannot_be(row, column, severity):
    [one] = audit(frame(name=["a"], **{key: [value] for key, value in row.items()}))
    assert (one.rule, one.column, one.severity) == ("claims.range", column, severity)


def test_figures_that_can_be():
    fine = {"gross_ha": ["4.0"], "net_ha": ["4.1"], "net_pct": ["100.0"], "change_ha": ["-2.0"]}
    assert audit(frame(name=["a"], **fine)) == []
    national = frame(name=["a", "totaal"], net_ha=["9999.0", "73700"])
    assert {one.rule for one in audit(national)} == {"claims.total"}  # a total may be large


def test_any_csv_is_accepted_and_an_empty_one_refused(tmp_path):
    assert audit(frame(x=["a"], y=["b"])) == []
    assert audit(frame(x=["totaal"], y=["4"])) == []
    path = tmp_path / "leeg.csv"
    path.write_text("terrain;gross_ha\n")
    with pytest.raises(SourceError, match="a header but no rows"):
        audit(path)


def test_reasons_and_actions_exist_in_both_languages():
    for language, word in (("nl", "Bruto min groen"), ("en", "Gross minus green")):
        [one] = audit(balance(), language)
        assert word in one.reason
        assert one.action
    assert "12,19 ha" in audit(balance(), "nl")[0].reason


def test_hostile_text_stays_text():
    [one] = audit(balance().assign(terrain="{claimed} <b>&=1+1"))
    assert one.name == "{claimed} <b>&=1+1"


# --- laws ---------------------------------------------------------------------------------------

areas = st.floats(0.5, 200, allow_nan=False)


@st.composite
def rounded_rows(draw):
    """Return rows of exact numbers that satisfy every rule, printed with d decimals."""
    decimals = draw(st.integers(0, 3))
    rows = []
    for number in range(draw(st.integers(1, 5))):
        parts = [draw(areas) for _ in range(6)]
        green, water, roads = (draw(areas) for _ in range(3))
        net = sum(parts)
        gross = net + green + water + roads
        rows.append([f"terrein {number}", gross, green, water, roads, net, *parts,
                     100 * net / gross])  # fmt: skip
    columns = ["terrain", "gross_ha", "green_ha", "water_ha", "roads_ha", "net_ha",
               "productive_ha", "issuable_ha", "vacant_or_for_sale_ha", "fallow_without_plan_ha",
               "intensification_ha", "extra_intensification_ha", "stated_net_pct"]  # fmt: skip
    exact = pd.DataFrame(rows, columns=columns)
    total = {"terrain": "totaal", **exact.drop(columns=["terrain", "stated_net_pct"]).sum()}
    exact = pd.concat([exact, pd.DataFrame([total])], ignore_index=True)

    def printed(cell):
        return cell if isinstance(cell, str) else "" if cell != cell else f"{cell:.{decimals}f}"

    return exact.map(printed).astype("str"), decimals


@QUICK
@given(rounded_rows())
def test_rounded_exact_figures_never_raise_a_finding(case):
    table, _ = case
    assert audit(table) == []


@QUICK
@given(rounded_rows(), st.sampled_from(["net_ha", "gross_ha", "water_ha"]), st.booleans())
def test_a_figure_moved_by_more_than_the_tolerance_always_does(case, column, up):
    table, decimals = case
    # five figures of half a unit may already be off by 2.5 units to the other side
    moved = float(table.loc[0, column]) + (6 if up else -6) * 10.0**-decimals
    changed = table.copy()
    changed.loc[0, column] = f"{moved:.{decimals}f}"
    assert any(one.rule == "claims.balance" and one.name == "terrein 0" for one in audit(changed))


@pytest.fixture(scope="module")
def in_order():
    """Return two real tables, each with what is found in it as it lies."""
    names = ("planned_plots_2004.csv", "terrains_2004.csv")
    tables = [pd.read_csv(RAW / one, dtype="str", keep_default_na=False) for one in names]
    return [(table, audit(table)) for table in tables]


@settings(max_examples=20, deadline=None)
@given(shuffle=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(in_order, shuffle: random.Random):
    for table, found in in_order:
        rows = list(table.index)
        shuffle.shuffle(rows)
        assert audit(table.loc[rows]) == found


def test_a_total_row_may_be_named_in_another_column():
    rows = pd.DataFrame(
        {
            "gemeente": ["X", "X", "totaal"],
            "terrain": ["A", "B", ""],
            "gross_ha": ["10.0", "20.0", "31.0"],
        }
    )
    [one] = audit_table(rows, name="t")
    assert (one.rule, one.claimed, one.expected) == ("claims.total", 31.0, 30.0)
