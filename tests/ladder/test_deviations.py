import pandas as pd
import pytest

from geo_ser.errors import TableError
from tests.ladder.build import ASSEN, EXISTING, PLANNED, RIJSSEN, demand, ladder, shipped, supply


def deviations(result, table):
    return {
        one["cell"]: (one["published"], round(one["computed"], 3))
        for one in result["deviations"]
        if one["table"] == table
    }


def compared(result):
    return {one["table"]: (one["cells"], one["within_rounding"]) for one in result["comparisons"]}


def matrix(text, level="0"):
    """Return a ladder of 9.4 ha, compared with one published cell."""
    columns = ("new_terrain_ambition", "planned_ambition", "existing_ambition")
    cells = {name: [level] for name in columns} | {"demand": ["vraag"], "remaining_net_ha": [text]}
    return ladder(demand=[demand(value=9.4)], published={"matrix": pd.DataFrame(cells)})


@pytest.mark.parametrize(
    ("text", "deviates"),
    [
        ("9", False), ("9.4", False), ("9,4", False), ("9.45", True), ("9.41", True),
        ("10", True), ("9.44", True), ("9.405", True), ("9.400", False),
    ],
)  # fmt: skip
def test_a_figure_may_be_off_by_half_its_last_decimal(text, deviates):
    assert bool(matrix(text)["deviations"]) is deviates


def test_float_noise_is_no_deviation():
    exact = matrix("9.35")["deviations"][0]
    assert exact["difference"] == pytest.approx(-0.05)
    assert not ladder(
        demand=[demand(value=0.1 + 0.2)],
        published={
            "steps": pd.DataFrame({"item": ["total_demand"], "variant_1_low": ["0.30000000000"]})
        },
    )["deviations"]


def test_a_deviation_says_where_and_by_how_much():
    (one,) = matrix("9.9")["deviations"]
    assert one["table"] == "matrix"
    assert one["cell"] == "new=0 planned=0 existing=0 vraag"
    assert (one["published"], one["computed"]) == (9.9, 9.4)
    assert one["difference"] == pytest.approx(0.5)


def test_unknown_cells_and_unknown_levels_are_counted_as_not_compared():
    for result in (matrix("n.v.t."), matrix("9.4", level="7"), matrix("9.4", level="")):
        (count,) = result["comparisons"]
        assert (count["cells"], count["not_compared"], count["largest_difference"]) == (0, 1, None)


def test_a_published_text_or_a_missing_column_is_refused():
    with pytest.raises(TableError, match=r"\[published\] matrix new=0 .*not a number: 'veel'"):
        matrix("veel")
    with pytest.raises(TableError, match=r"level '0\.5' is no whole number"):
        matrix("9.4", level="0.5")
    with pytest.raises(TableError, match=r"\[published\] matrix: no column 'demand'"):
        ladder(
            demand=[demand(value=1)],
            published={
                "matrix": pd.DataFrame(
                    columns=["new_terrain_ambition", "planned_ambition", "existing_ambition"]
                )
            },
        )


def test_a_range_is_not_compared_with_one_figure():
    result = matrix("9.4")
    ranged = ladder(
        demand=[demand(low=9, high=10)],
        published={
            "matrix": pd.DataFrame(
                {
                    "new_terrain_ambition": ["0"], "planned_ambition": ["0"],
                    "existing_ambition": ["0"], "demand": ["vraag"], "remaining_net_ha": ["1"],
                }
            )
        },
    )  # fmt: skip
    assert compared(result)["matrix"] == (1, 1)
    assert compared(ranged)["matrix"] == (0, 0)


def test_existing_and_planned_tables_are_compared_cell_by_cell():
    result = ladder(
        demand=[demand(value=100)],
        existing=EXISTING,
        planned=PLANNED,
        published={
            "existing": pd.DataFrame(
                {"terrain": ["A"], "ambition_1": ["4.0"], "ambition_2": ["8"]}
            ),
            "planned_levels": pd.DataFrame(
                {"ambition": ["1"], "extra_ha": ["12.1"], "stack_office_pct": ["4.0"],
                 "total_pct": ["24"]}
            ),
        },
    )  # fmt: skip
    assert deviations(result, "existing") == {"terrain=A level=2": (8, 9)}
    assert deviations(result, "planned_levels") == {"level=1 extra_ha": (12.1, 12)}
    assert compared(result) == {"existing": (2, 1), "planned_levels": (3, 2)}


def test_plots_follow_from_groups_counts_and_rows():
    plots = pd.DataFrame(
        {
            "size_class": ["lt_2000", "from_2000_to_5000", "gt_5000", "totaal"],
            "issued_then": ["3", "1", "0", "5"],
            "issued_pct": ["60", "20", "1", "81"],
            "planned_plots": ["100", "1", "80", "180"],
            "class_area_m2": ["100000", "", "400000", "500001"],
        }
    )
    result = ladder(demand=[demand(value=1)], planned=PLANNED, published={"planned_plots": plots})
    assert deviations(result, "planned_plots") == {
        "size_class=totaal issued_then": (5, 4),
        "size_class=gt_5000 issued_pct": (1, 0),
        "size_class=from_2000_to_5000 planned_plots": (1, 0),
        "size_class=totaal class_area_m2": (500_001, 500_000),
    }


def test_inputs_of_the_steps_are_not_compared_with_themselves():
    steps = pd.DataFrame(
        {
            "item": ["some_demand", "gain", "step_1_space", "step_2_none", "step_3_left"],
            "variant_1_low": ["1", "2", "9", "0", "7"],
            "variant_1_high": ["1", "2", "2", "0", "8"],
            "variant_2_low": ["5", "5", "5", "5", "5"],
        }
    )
    result = ladder(
        demand=[demand(value=10)],
        supply=[supply("winst", value=2)],
        published={"steps": steps},
    )
    assert deviations(result, "steps") == {
        "step_1_space vraag low": (9, 2),
        "step_3_left vraag low": (7, 8),
    }
    assert compared(result)["steps"] == (4, 2)


def test_the_deviations_of_rijssen_holten():
    result = shipped(RIJSSEN)
    assert compared(result) == {
        "matrix": (128, 109),
        "existing": (40, 40),
        "planned_levels": (40, 35),
        "planned_plots": (22, 20),
    }
    assert deviations(result, "planned_plots") == {
        "size_class=totaal issued_1998_2003": (112, 113),
        "size_class=totaal issued_pct": (100, 101),
    }
    assert deviations(result, "planned_levels") == {
        "level=2 rest_floor_m2": (837, 835.907),
        "level=2 extra_floor_m2": (13_457, 13_455.27),
        "level=2 total_pct": (9.6, 9.547),
        "level=3 rest_floor_m2": (1162, 1139.548),
        "level=3 extra_floor_m2": (19_056, 19_034.231),
    }
    off = deviations(result, "matrix")
    assert len(off) == 19
    assert off["new=2 planned=0 existing=0 maximum"] == (143.0, 142.916)
    assert max(abs(one["difference"]) for one in result["deviations"][:19]) < 0.1


def test_the_deviations_of_assen():
    result = shipped(ASSEN)
    assert deviations(result, "steps") == {
        "step_2_higher_productivity Transformatie 1 low": (14, 13.425),
        "step_2_higher_productivity Transformatie 2 high": (19, 18.375),
        "step_3_expansion Transformatie 2 high": (80, 79.475),
    }
    assert compared(result)["steps"] == (28, 25)
