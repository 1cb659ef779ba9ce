"""The baseline: what beats what, how terrains become one score, and annex A itself."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import TableError
from geo_ser.gain import gain_tables, reference_records
from geo_ser.ladder import baseline, load_benchmarks, work_out
from geo_ser.parameters import (
    BASELINE_INDICATORS,
    BASELINE_ITEMS,
    BaselineParameters,
    load_ladder,
)
from tests.ladder.build import ASSEN, REPOSITORY, RIJSSEN, shipped

SECTORS = ["industry", "construction", "logistics", "trade_and_repair", "business_services",
           "other_services", "other"]  # fmt: skip


def scores_table(*rows):
    """Return a table of stated scores from (indicator, terrain, low[, high[, unit]])."""
    full = []
    for item, terrain, low, *rest in rows:
        high = rest[0] if rest else low
        unit = rest[1] if len(rest) > 1 else BASELINE_ITEMS.get(item, ("m",))[0]
        cells = (item, terrain, str(low), str(high), unit, "")
        full.append(dict(zip(COLUMNS, cells, strict=True)))
    return pd.DataFrame(full, columns=COLUMNS, dtype="str")


COLUMNS = ["indicator", "terrain", "low", "high", "unit", "value_text"]


def terrains_table(**rows):
    """Return a table of terrains from name = (gross_ha, plan_year)."""
    cells = [(name, str(gross), str(year), "10") for name, (gross, year) in rows.items()]
    return pd.DataFrame(cells, columns=["terrain", "gross_ha", "plan_year", "companies"])


def named(values):
    """Return values with the terrains A, B, … that have them."""
    return list(zip("ABCDEFGH"[: len(values)], values, strict=True))


def worked_out(scores=(), terrains=None, indicators=None, references=(), **choices):
    tables = {}
    if scores:
        tables["table"] = scores_table(*scores)
    if terrains is not None:
        tables["terrains"] = terrains_table(**terrains)
    files = {key: f"{key}.csv" for key in tables}
    parameters = BaselineParameters.model_validate({**files, **choices})
    return baseline(parameters, tables, indicators, references)


def indicators(**columns):
    size = len(next(iter(columns.values())))
    return pd.DataFrame(
        {
            "terrain_id": [str(number) for number in range(1, size + 1)],
            "name": list("ABCDEFGH"[:size]),
            "gross_area_m2": [100_000.0] * size,
            **columns,
        }
    )


def municipal(result, item):
    (found,) = [row for row in result["baseline"] if row["item"] == item]
    return found


def score(result, item, terrain):
    wanted = {"item": item, "terrain": terrain}
    (found,) = [row for row in result["scores"] if wanted.items() <= row.items()]
    return found


def bounds(row):
    return row["low"], row["high"]


# ---------------------------------------------------------------- what beats what


def test_measured_beats_stated_beats_benchmark():
    stated = [("coverage", "A", 0.7), ("coverage", "B", 0.6)]
    measured = indicators(gsi_net=[0.5, math.nan, math.nan])
    result = worked_out(stated, indicators=measured)
    assert [score(result, "coverage", name)["basis"] for name in "ABC"] == [
        "measured", "stated", "benchmark",
    ]  # fmt: skip
    assert [score(result, "coverage", name)["low"] for name in "ABC"] == [0.5, 0.6, 0.6]
    others = score(result, "coverage", "A")["others"]
    assert [one["basis"] for one in others] == ["stated", "benchmark"]
    assert municipal(result, "coverage")["terrains"] == ["A", "B"]
    assert municipal(worked_out(stated[:1], indicators=measured), "coverage")["low"] == 0.5


def test_a_benchmark_fills_in_but_never_counts_as_a_terrain():
    result = worked_out([("coverage", "A", 0.7)], indicators=indicators(gsi_net=[math.nan] * 3))
    row = municipal(result, "coverage")
    assert (bounds(row), row["basis"], row["count"], row["of"]) == ((0.7, 0.7), "stated", 1, 1)


def test_without_any_figure_nothing_is_known():
    result = worked_out([("rent", "A", 50)], benchmarks=[])
    for item in ("coverage", "land_price", "fsi.max"):
        assert bounds(municipal(result, item)) == (None, None)
        assert municipal(result, item)["basis"] is None
    assert score(result, "coverage", "A")["basis"] is None
    assert result["plots"]["basis"] is None


def test_the_order_of_the_benchmark_sets_decides():
    for sets, share in ((["twente", "nl"], 0.165), (["nl", "twente"], 0.18)):
        result = worked_out([("rent", "A", 50)], benchmarks=sets)
        assert municipal(result, "office_share")["low"] == share
    assert {one["set"] for one in result["benchmarks"]} == {"nl", "twente"}


def test_every_measured_item_has_its_column():
    measured = indicators(
        net_gross_ratio=[0.7], plots_lt_1000=[1], plots_1000_2000=[2], plots_2000_5000=[3],
        plots_5000_10000=[4], plots_ge_10000=[5], mean_plot_area_m2=[4000], plot_count=[15],
        setback_road_p50_m=[7], setback_side_p50_m=[3], setback_rear_p50_m=[4],
        height_max_m=[12.0], gsi_net=[0.5], fsi_net=[0.75], layers=[1.5], footprint_m2=[35000.0],
        gfa_m2=[52500.0], gfa_office_m2=[10500.0], net_area_m2=[70000.0],
        vacant_area_m2=[7000.0], jobs_per_net_ha=[40.0],
    )  # fmt: skip
    result = worked_out(indicators=measured)
    found = {one["item"]: one["low"] for one in result["scores"] if one["basis"] == "measured"}
    assert found == {
        "net_gross_ratio": 0.7, "plot_size.plots_lt_1000": 1, "plot_size.plots_1000_2000": 2,
        "plot_size.plots_2000_5000": 3, "plot_size.plots_5000_10000": 4,
        "plot_size.plots_ge_10000": 5, "plot_size.mean": 4000, "setback.road": 7,
        "setback.side": 3, "setback.rear": 4, "building_height.max": 12,
        "building_height.storeys": 1.5, "coverage": 0.5, "building_size.mean": 3500,
        "fsi": 0.75, "jobs_per_net_ha": 40, "vacancy": 0.1, "office_share": 0.2,
    }  # fmt: skip
    assert municipal(result, "coverage")["basis"] == "measured"
    assert result["plots"]["basis"] == "measured"
    assert [one["count"] for one in result["plots"]["classes"]] == [1, 2, 3, 4, 5]


def test_polygons_taken_together_keep_one_basis():
    measured = indicators(
        net_area_m2=[10_000.0, 30_000.0],
        gsi_net=[0.2, 0.6],
        height_max_m=[8.0, 12.0],
        plots_lt_1000=[1, 2],
        setback_road_p50_m=[5.0, 7.0],
    )
    result = worked_out(
        [("coverage", "Samen", 0.9)], indicators=measured, mapping={"Samen": ["1", "2"]}
    )
    assert [one["terrain"] for one in result["terrains"]] == ["Samen"]
    assert result["terrains"][0]["gross_ha"] == 20
    assert score(result, "coverage", "Samen")["low"] == pytest.approx(0.5)
    assert score(result, "building_height.max", "Samen")["low"] == 12
    assert score(result, "plot_size.plots_lt_1000", "Samen")["low"] == 3
    assert score(result, "setback.road", "Samen")["basis"] is None  # no median of medians


def test_a_measured_terrain_goes_by_its_name_without_capitals():
    result = worked_out([("coverage", "a", 0.7)], indicators=indicators(gsi_net=[0.5]))
    assert score(result, "coverage", "a")["low"] == 0.5
    assert result["terrains"][0]["measured_as"] == ["1"]


# ---------------------------------------------------------------- which terrains, which score


def test_small_and_excluded_terrains_do_not_count_and_say_why():
    terrains = {"A": (4.9, 1990), "B": (5.0, 1990), "C": (9, 1990), "D": ("", 1990)}
    stated = [("setback.road", name, number) for number, name in enumerate("ABCD", 1)]
    result = worked_out(stated, terrains, exclude=["C", "Elders"])
    assert {one["terrain"]: one["why"] for one in result["terrains"]} == {
        "A": "too_small", "B": None, "C": "excluded", "D": None,
    }  # fmt: skip
    assert {one["terrain"] for one in result["scores"]} == {"B", "D"}
    assert result["excluded_not_found"] == ["Elders"]
    lower = worked_out(stated, terrains, min_gross_ha=4)
    assert {one["terrain"] for one in lower["scores"]} == set("ABCD")


def test_the_most_frequent_score_wins_after_rounding_to_the_step():
    stated = [("net_gross_ratio", name, low) for name, low in named((0.68, 0.71, 0.72, 0.9))]
    row = municipal(worked_out(stated), "net_gross_ratio")
    assert (bounds(row), row["count"], row["of"]) == ((0.7, 0.7), 3, 4)
    assert row["terrains"] == ["A", "B", "C"]
    finer = municipal(worked_out(stated, steps={"net_gross_ratio": 0.01}), "net_gross_ratio")
    assert finer["tied"]


@pytest.mark.parametrize(
    ("tie", "expected"),
    [("most_recent", (12, 12)), ("low", (7, 7)), ("high", (12, 12)), ("range", (7, 12))],
)
def test_a_tie(tie, expected):
    terrains = {"A": (9, 1980), "B": (9, 2000), "C": (9, 1992), "D": (9, 1993)}
    stated = [("building_height.max", name, low) for name, low in named((7, 7, 12, 12))]
    row = municipal(worked_out(stated, terrains, tie=tie), "building_height.max")
    assert (bounds(row), row["tied"]) == (expected, True)


def test_a_tie_of_terrains_without_a_year_stays_a_range():
    stated = [("building_height.max", "A", 7), ("building_height.max", "B", 12)]
    assert bounds(municipal(worked_out(stated), "building_height.max")) == (7, 12)


def test_a_range_spans_the_terrains_that_are_not_left_out():
    stated = [("jobs_per_net_ha", name, low) for name, low in named((10.26, 29.71, 48.34))]
    assert bounds(municipal(worked_out(stated), "jobs_per_net_ha")) == (10, 50)
    left_out = worked_out(stated, leave_out={"jobs_per_net_ha": ["A"]})
    assert bounds(municipal(left_out, "jobs_per_net_ha")) == (30, 50)
    frequent = worked_out(stated, methods={"jobs_per_net_ha": "most_frequent"}, tie="low")
    assert bounds(municipal(frequent, "jobs_per_net_ha")) == (10, 10)


def test_floor_space_follows_from_storeys_size_and_coverage():
    stated = [("building_size.min", "A", 300, 500), ("coverage.max", "A", 0.8)]
    result = worked_out(stated, storeys=2, min_plot_m2=2000, benchmarks=["logistics"])
    assert bounds(score(result, "fsi.min", "A")) == pytest.approx((0.3, 0.5))
    assert bounds(score(result, "fsi.max", "A")) == pytest.approx((1.6, 1.6))
    assert {score(result, f"fsi.{end}", "A")["basis"] for end in ("min", "max")} == {"computed"}
    assert bounds(municipal(result, "building_size.min_share")) == pytest.approx((0.15, 0.25))
    assert bounds(municipal(result, "fsi.min")) == pytest.approx((0.3, 0.5))
    least = municipal(result, "fsi.max")  # by what is really covered, not by what is allowed
    assert bounds(least) == pytest.approx((0.9, 0.9))
    assert (least["method"], least["basis"]) == ("reasoned", "benchmark")
    own = worked_out([*stated, ("fsi.max", "A", 0.7)])
    assert score(own, "fsi.max", "A")["low"] == 0.7


def test_vacancy_stands_beside_the_frictional_one():
    stated = [("vacancy", "A", 3.0, 3.0, "pct"), ("vacancy", "B", 12, 12, "pct")]
    result = worked_out(stated, frictional_vacancy=0.05)
    assert result["vacancy"]["frictional"] == 0.05
    above = [one["above_frictional"] for one in result["vacancy"]["terrains"]]
    assert above == pytest.approx([-0.02, 0.07])


def test_sectors_are_weighted_with_the_companies():
    def table(a, b):
        rows = [("A", *a), ("B", *b), ("totaal", *a)]
        return pd.DataFrame(rows, columns=["terrain", *SECTORS], dtype="str")

    a, b = ["100", *["0"] * 6], ["0", "100", *["0"] * 5]
    parameters = BaselineParameters(terrains="t.csv", sectors="s.csv", benchmarks=("twente",))
    terrains = terrains_table(A=(9, 1990), B=(9, 1990))
    terrains["companies"] = ["30", "10"]
    result = baseline(parameters, {"terrains": terrains, "sectors": table(a, b)})
    rows = {row["of"]: row for row in result["sectors"]}
    assert list(rows) == ["A", "B", "total", "twente"]
    assert rows["total"]["shares"]["industry"] == pytest.approx(0.75)
    assert rows["twente"]["basis"] == "benchmark"
    terrains["companies"] = ["30", ""]
    result = baseline(parameters, {"terrains": terrains, "sectors": table(a, b)})
    assert result["sectors"][2]["shares"]["industry"] is None


# ---------------------------------------------------------------- laws

names = st.lists(st.sampled_from("ABCDEFGH"), min_size=1, max_size=8, unique=True)
values = st.tuples(st.integers(1, 15), st.integers(0, 5))


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_the_order_of_terrains_changes_nothing_and_bounds_are_in_order(data):
    terrains = {name: (9, data.draw(st.integers(1970, 1974))) for name in data.draw(names)}
    stated = []
    for name in terrains:
        for item in ("setback.road", "building_height.max", "rent"):
            low, more = data.draw(values)
            stated.append((item, name, low, low + more))
    first = worked_out(stated, terrains)
    shuffled = data.draw(st.permutations(stated))
    turned = dict(data.draw(st.permutations(list(terrains.items()))))
    assert worked_out(shuffled, turned) == first
    for row in first["baseline"]:
        ours = [one for one in stated if one[0] == row["item"]]
        if ours:
            assert row["low"] <= row["high"]
            assert min(one[2] for one in ours) - row["step"] / 2 <= row["low"]
            assert row["high"] <= max(one[3] for one in ours) + row["step"] / 2


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([5, 6, 7]), min_size=1, max_size=8))
def test_the_most_frequent_is_the_most_frequent(heights):
    stated = [("setback.road", name, low) for name, low in named(heights)]
    row = municipal(worked_out(stated, tie="low"), "setback.road")
    most = max(map(heights.count, heights))
    assert row["low"] == min(one for one in heights if heights.count(one) == most)
    assert row["count"] == most


# ---------------------------------------------------------------- bad input


def test_every_problem_of_every_table_is_said_at_once():
    wrong = scores_table(
        ("setback.rood", "A", 7),
        ("setback.road", "A", 9, 7),
        ("coverage", "A", 70, 70, "ha"),
        ("coverage", "B", 1.2),
        ("rent", "A", "veel"),
        ("vacancy", "A", -1, 3, "pct"),
        ("setback.side", "A", 3, ""),
        ("rent", "B", 50),
        ("rent", "B", 60),
    )
    terrains = terrains_table(A=("groot", 1990))
    sectors = pd.DataFrame(
        [("A", "80", "80", *["0"] * 5)], columns=["terrain", *SECTORS], dtype="str"
    )
    issued = pd.DataFrame([("klein", "3")], columns=["size_class", "n"], dtype="str")
    parameters = BaselineParameters(
        table="s.csv",
        terrains="t.csv",
        sectors="b.csv",
        issued_plots={"table": "k.csv", "column": "n"},
        benchmarks=("mars",),
        leave_out={"rent": ("Z",)},
        mapping={"A": ("99",)},
    )
    tables = {"table": wrong, "terrains": terrains, "sectors": sectors, "issued_plots": issued}
    with pytest.raises(TableError) as caught:
        baseline(parameters, tables, indicators(gsi_net=[0.5]))
    message = str(caught.value)
    for part in (
        "[baseline]: 15 problems",
        "s.csv row 2: unknown indicator 'setback.rood'; did you mean 'setback.road'?",
        "s.csv row 3: setback.road of A: low 9 lies above high 7",
        "s.csv row 4: unknown unit 'ha' for coverage, which is in share",
        "s.csv row 5: coverage of B: 1.2 is a share over 1",
        "s.csv row 6: low 'veel' is no number",
        "s.csv row 7: low -1 lies below 0",
        "s.csv row 8: setback.side of A needs both low and high",
        "s.csv row 10: rent of B stands twice",
        "t.csv row 2: gross_ha 'groot' is no number",
        "b.csv row 2: the sectors of A add up to 160 per cent",
        "k.csv row 2: unknown size_class 'klein'",
        "mapping.A: '99' was not measured",
        "benchmarks names unknown set 'mars'; known: twente, nl, usual, logistics",
        "leave_out.rent names unknown terrain 'Z'",
    ):
        assert part in message


def test_a_table_without_its_columns_is_named():
    parameters = BaselineParameters(table="s.csv", terrains="t.csv", sectors="b.csv")
    tables = {"table": pd.DataFrame({"a": ["1"]}), "terrains": pd.DataFrame({"b": ["1"]})}
    with pytest.raises(TableError) as caught:
        baseline(parameters, tables)
    assert "s.csv ([baseline] table): no column 'indicator', 'terrain', 'low'" in str(caught.value)
    assert "t.csv ([baseline] terrains): no column 'terrain'; it has b" in str(caught.value)
    assert "b.csv ([baseline] sectors): the table was not read" in str(caught.value)


# ---------------------------------------------------------------- annex A


@pytest.fixture(scope="module")
def rijssen():
    given = load_ladder(RIJSSEN)
    return work_out(given, **gain_tables(given), references=reference_records())["baseline"]


def test_what_the_document_does_not_know_is_not_stated(rijssen):
    """Annex A says "Niet bekend" of four floor space indices and "Niet opgenomen" of a rule."""
    unknown = ("De Haar I en II", "Noorddeel-West", "Plaagslagen")
    assert {score(rijssen, "fsi.max", name)["basis"] for name in unknown} == {"computed"}
    assert score(rijssen, "fsi.max", "Noordermors 2")["basis"] == "stated"
    for item in ("coverage.max", "fsi.max"):  # a realised mean elsewhere is no rule here
        assert bounds(score(rijssen, item, "Vletgaarsmaten")) == (None, None)


# What annex A prints (tables 4 and 5), and where the program says otherwise.
DEVIATING = {
    ("plot_size", "total.issued_plots"): 113,  # printed 112: the classes add up to 113
    # The shares are printed over 112; they add up to 101,0 under a printed total of 100,0.
    ("plot_size", "1000_2000.issued_pct"): 29.2,
    ("plot_size", "2000_5000.issued_pct"): 28.3,
    ("plot_size", "500_1000.issued_pct"): 18.6,
    ("plot_size", "lt_500.issued_pct"): 3.5,
    ("plot_size", "5000_10000.issued_pct"): 8.8,
    ("plot_size", "gt_10000.issued_pct"): 11.5,
    ("vacancy", "baseline_high"): 18.0,  # printed 13: Noordermors 2's 17,9 is left out there
}
COMPARED = {
    ("net_gross_ratio", "baseline"): ("net_gross_ratio", "low"),
    ("setback", "road"): ("setback.road", "low"),
    ("setback", "side_and_rear"): ("setback.side", "low"),
    ("building_height", "baseline_max"): ("building_height.max", "low"),
    ("coverage", "baseline"): ("coverage", "low"),
    ("coverage", "most_frequent_max"): ("coverage.max", "low"),
    ("building_size", "baseline_min_share"): ("building_size.min_share", "low"),
    ("building_size", "min_floor_area"): ("building_size.min", "low"),
    ("fsi", "baseline_low"): ("fsi.min", "low"),
    ("fsi", "baseline_high"): ("fsi.max", "high"),
    ("jobs_per_net_ha", "baseline_low"): ("jobs_per_net_ha", "low"),
    ("jobs_per_net_ha", "baseline_high"): ("jobs_per_net_ha", "high"),
    ("vacancy", "baseline_low"): ("vacancy", "low"),
    ("vacancy", "baseline_high"): ("vacancy", "high"),
    ("land_price", "baseline_low"): ("land_price", "low"),
    ("land_price", "baseline_high"): ("land_price", "high"),
    ("rent", "baseline_low"): ("rent", "low"),
    ("rent", "baseline_high"): ("rent", "high"),
    ("tenure", "baseline_rent"): ("tenure.rent", "low"),
    ("tenure", "baseline_own"): ("tenure.own", "low"),
    ("office_share", "baseline"): ("office_share", "low"),
    ("parking_norm", "baseline_low"): ("parking_norm", "low"),
    ("parking_norm", "baseline_high"): ("parking_norm", "high"),
}


def printed_baseline():
    table = pd.read_csv(REPOSITORY / "data/raw/indicators_baseline_2004.csv", dtype="str")
    return {
        (row["indicator"], row["item"]): (row["text"], float(row["value"]), row["unit"])
        for row in table.to_dict("records")
    }


def computed_baseline(result):
    found = {}
    for key, (item, bound) in COMPARED.items():
        row = municipal(result, item)
        found[key] = row[bound] * (100 if row["unit"] == "share" else 1)
    classes = ("lt_500", "500_1000", "1000_2000", "2000_5000", "5000_10000", "gt_10000")
    for name, one in zip(classes, result["plots"]["classes"], strict=True):
        found["plot_size", f"{name}.issued_plots"] = one["count"]
        found["plot_size", f"{name}.issued_pct"] = one["share"] * 100
    found["plot_size", "total.issued_plots"] = result["plots"]["total"]
    found["plot_size", "total.issued_pct"] = 100 * math.fsum(
        one["share"] for one in result["plots"]["classes"]
    )
    return found


def test_the_baseline_of_annex_a_entry_by_entry(rijssen):
    printed, computed = printed_baseline(), computed_baseline(rijssen)
    apart = {}
    for key, value in computed.items():
        text, figure, _unit = printed[key]
        decimals = len(text.partition(",")[2].rstrip("%")) if "," in text else 0
        if abs(value - figure) > 0.5 * 10.0**-decimals + 1e-9:
            apart[key] = round(value, 1)
    assert apart == DEVIATING
    assert len(computed) == 37


def test_each_entry_of_annex_a_says_what_it_rests_on(rijssen):
    bases = {row["item"]: row["basis"] for row in rijssen["baseline"]}
    for item in ("coverage", "tenure.rent", "office_share", "parking_norm", "fsi.max"):
        assert bases[item] == "benchmark"
    for item in ("net_gross_ratio", "setback.road", "building_height.max", "vacancy", "rent"):
        assert bases[item] == "stated"
    assert all(row["source"] for row in rijssen["baseline"] if row["basis"])
    assert sum(one["counts"] for one in rijssen["terrains"]) == 9


def test_the_make_up_of_the_businesses_is_that_of_table_6(rijssen):
    table = pd.read_csv(REPOSITORY / "data/raw/sectors_2004.csv").set_index("terrain")
    (total,) = [row["shares"] for row in rijssen["sectors"] if row["of"] == "total"]
    apart = {
        sector: round(total[sector] * 100, 2)
        for sector in SECTORS
        if abs(total[sector] * 100 - table.loc["total", sector]) > 0.5
    }
    assert apart == {"logistics": 3.43}  # printed 4: the shares of the terrains are rounded


def test_what_ladder_json_has_of_it(rijssen):
    assert json.dumps(rijssen, allow_nan=False)
    assert [one["key"] for one in rijssen["indicators"]] == list(BASELINE_INDICATORS)
    assert {one["indicator"] for one in rijssen["baseline"]} == set(BASELINE_INDICATORS)
    assert [one["name_nl"] for one in rijssen["references"]] == [
        "Campus Westermaat", "Flight Forum", "De President", "Josink Es",
    ]  # fmt: skip
    assert "baseline" not in shipped(ASSEN)
    assert "baseline" in shipped(RIJSSEN)


def test_the_polygons_of_the_study_stand_in_the_baseline(rijssen_holten):
    found = json.loads((rijssen_holten / "data/processed/4_ladder/ladder.json").read_text())
    terrains = {one["terrain"]: one for one in found["baseline"]["terrains"]}
    assert terrains["De Haar I en II"]["measured_as"] == ["628", "629"]
    assert terrains["De Kol"]["why"] == "excluded"
    assert terrains["Veeneslagen"]["why"] == "too_small"
    assert sum(one["counts"] for one in terrains.values()) == 9
    assert len(found["baseline"]["references"]) == 4
    assert found["baseline"]["baseline"] == shipped(RIJSSEN)["baseline"]["baseline"]


def test_the_reference_figures_are_in_units_people_can_check():
    known = load_benchmarks()
    for one in known.benchmark:
        if BASELINE_ITEMS[one.item].unit == "share":
            assert 0 < one.high <= 1
    for sectors in known.sectors:
        assert sum(getattr(sectors, sector) for sector in SECTORS) == pytest.approx(1, abs=0.01)


def test_sectors_are_counted_before_they_are_stated():
    terrains = pd.DataFrame({"terrain_id": ["1", "2", "3"], "name": ["A", "B", "C"],
                             "gross_area_m2": [1e5] * 3})  # fmt: skip
    given = {
        "terrains": pd.DataFrame({"terrain": ["A", "B"], "gross_ha": "10", "net_ha": "7",
                                  "companies": ["5", "30"], "plan_year": "2000"}),
        "sectors": pd.DataFrame({"terrain": ["A", "B"], "industry": "100"}
                                | dict.fromkeys(SECTORS[1:], "0")),
    }  # fmt: skip
    counted = pd.DataFrame(
        {
            "terrain_id": ["1", "1", "1", "3"],
            "sector": ["construction", "industry", None, None],
            "establishments": [3, 7, 2, 4],
        }
    )
    parameters = BaselineParameters(terrains="t.csv", sectors="s.csv", benchmarks=("twente",))
    made = baseline(parameters, given, terrains, sectors=counted)["sectors"]
    rows = {one["of"]: one for one in made}
    assert (rows["A"]["basis"], rows["B"]["basis"]) == ("measured", "stated")
    assert rows["A"]["shares"]["construction"] == 0.3
    assert (rows["A"]["companies"], rows["A"]["unknown"]) == (10, 2)
    assert "C" not in rows  # four firms of an unknown sector say nothing
    assert rows["total"]["basis"] == "stated"
    assert rows["total"]["shares"]["construction"] == pytest.approx(3 / 40)
    assert rows["twente"]["basis"] == "benchmark"
