"""Streets are no plots, land that nobody knows is unclassed, and leaving data out never helps."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.study import Thresholds
from geo_ser.tables import GROUPS
from tests.measure.parks import buildings, measured, only_row, rules, terrains, why
from tests.shapes import square, table

TARES = ("road", "rail", "water", "green", "other")
NEVER_BETTER = ("net_area_m2", "net_area_low_m2", "net_area_high_m2", "unclassed_area_m2",
                "net_gross_ratio", "gsi_net", "plot_count", "unbuilt_area_m2", "rest_area_m2",
                *(f"tare_{name}_m2" for name in TARES))  # fmt: skip


def town(**columns):
    """Return a made-up hectare: a street with a transformer house, and four plots.

    South a street of 100 × 20 m with a house of 2 × 5 m; north of it a plot with a hall and an
    open one, each 50 × 40 m; behind them a courtyard of 30 × 40 m and a yard of 70 × 40 m with
    a hall, to which no road leads. Green lies around it all.
    """
    shapes = {"S": square(0, 0, 100, 20), "A": square(0, 20, 50, 40), "B": square(50, 20, 50, 40),
              "C": square(0, 60, 30, 40), "D": square(30, 60, 70, 40)}  # fmt: skip
    covers = {"S": "road", "A": "yard", "B": "field", "C": "field", "D": "yard"}
    around = square(-20, -20, 140).difference(square(0, 0, 100))
    return {
        "terrains": terrains(square(0, 0, 100)),
        "parcels": table(*shapes.values(), parcel_id=list(shapes), **columns),
        "surfaces": table(
            *shapes.values(),
            around,
            surface_id=[*shapes, "around"],
            cover=[*covers.values(), "green"],
        ),
        "buildings": buildings(square(40, 0, 2, 5), square(10, 30, 30, 20), square(40, 70, 40, 20)),
    }


def without(tables, name, kept):
    """Return tables with only some rows of one."""
    return {**tables, name: tables[name][np.asarray(kept, dtype="bool")].reset_index(drop=True)}


def plots_of(result):
    return result.plots.set_index("plot_id")


def test_a_street_with_a_transformer_house_is_public():
    result = measured(**town())
    plots, row = plots_of(result), only_row(result.terrains)
    assert plots.loc["S", ["counts_as_net", "why", "use"]].to_list() == [
        False, "public_cover", "public",
    ]  # fmt: skip
    assert row["net_area_m2"] == pytest.approx(8000)
    assert row["unclassed_area_m2"] == 0
    assert "measure.unclassed" not in rules(result)


def test_a_courtyard_without_a_road_is_residual_land():
    row = only_row(measured(**town()).terrains)
    figures = ("unbuilt_plot_count", "unbuilt_area_m2", "rest_plot_count", "rest_area_m2",
               "largest_unbuilt_plot_m2")  # fmt: skip
    assert [row[name] for name in figures] == pytest.approx([1, 2000, 1, 1200, 2000])


@pytest.mark.parametrize(
    ("owners", "use", "reason"),
    [
        ([None, "x", None, "x", None], "unbuilt", "no_building"),  # the plot before it
        ([None, "x", None, "y", None], "rest", "no_road"),
        ([None, None, "x", "x", None], "rest", "no_road"),  # they do not adjoin
        ([None, None, "x", "x", "x"], "unbuilt", "no_building"),  # by way of the yard
    ],
)
def test_the_road_of_the_owners_plot_beside_it_counts(owners, use, reason):
    plots = plots_of(measured(**town(owner_group=pd.Series(owners, dtype="str"))))
    assert plots.loc["C", ["use", "use_why"]].to_list() == [use, reason]
    assert not plots.loc["C", "road_access"]


@pytest.mark.parametrize(("least", "use"), [(2000.0, "unbuilt"), (2000.1, "rest")])
def test_a_plot_under_the_least_size_is_residual_land(least, use):
    plots = plots_of(measured(Thresholds(min_unbuilt_m2=least), **town()))
    assert plots.loc["B", "use"] == use
    assert plots.loc["B", "use_why"] == ("no_building" if use == "unbuilt" else "small")


def test_without_surfaces_on_it_a_street_is_unclassed_whatever_shed_stands_there():
    tables = without(town(), "surfaces", [False, True, True, True, True, True])
    result = measured(**tables)
    plots, row = plots_of(result), only_row(result.terrains)
    assert plots["counts_as_net"].isna().to_dict() == {
        "S": True, "A": False, "B": False, "C": False, "D": False,
    }  # fmt: skip
    assert [row[f"{name}_m2"] for name in ("net_area_low", "net_area_high", "unclassed_area")] == (
        pytest.approx([8000, 10_000, 2000])
    )
    for column in ("net_area_m2", "net_gross_ratio", "gsi_net", "plot_count", "unbuilt_area_m2",
                   "rest_area_m2", "mean_plot_area_m2"):  # fmt: skip
        assert math.isnan(row[column]), column
        assert why(result, "terrains", column, "*") == "land_unclassed", column
    assert row["unclassed_plot_count"] == 1
    for column in ("counts_as_net", "use", "road_access", "setback_road_m"):
        assert why(result, "plots", column, "S") == "unknown_cover", column
    assert pd.isna(plots.loc["B", "road_access"])  # who knows whether a street lies there
    assert plots.loc[["B", "C"], "use"].to_list() == ["unbuilt", "rest"]
    [said] = [one for one in result.findings if one.rule == "measure.unclassed"]
    assert (said.difference, said.geometry.area) == pytest.approx((2000, 2000))


def test_a_little_unclassed_land_leaves_net_known():
    tables = without(town(), "surfaces", [False, True, True, True, True, True])
    row = only_row(measured(Thresholds(unclassed_max_share=0.2), **tables).terrains)
    assert row["net_area_m2"] == row["net_area_low_m2"] == pytest.approx(8000)
    assert row["net_area_high_m2"] == pytest.approx(10_000)


def test_a_tenth_of_the_surfaces_makes_no_plots():
    tables = town()
    surfaces = tables["surfaces"].iloc[:5]
    shapes = surfaces.geometry.scale(0.1**0.5, 0.1**0.5)
    result = measured(**{**tables, "surfaces": surfaces.set_geometry(shapes)})
    row = only_row(result.terrains)
    assert row["net_area_low_m2"] == pytest.approx(2000 + 2800)  # the two with a hall
    assert row["net_area_high_m2"] == pytest.approx(10_000)
    assert math.isnan(row["net_area_m2"])
    assert plots_of(result)["use"].dropna().to_dict() == {"A": "built", "D": "built"}
    assert {"measure.unclassed", "measure.uncovered"} <= set(rules(result))


def test_land_that_neither_parcel_nor_surface_tells_of_is_unclassed():
    tables = without(town(), "surfaces", [False, True, True, True, True, True])
    tables = without(tables, "parcels", [False, True, True, True, True])
    row = only_row(measured(**tables).terrains)
    assert row["unclassed_area_m2"] == pytest.approx(2000)
    assert row["unclassed_plot_count"] == 0


def test_only_unbuilt_gives_the_same_figures_as_everything():
    whole = only_row(measured(**town()).terrains)
    one = measured(**town(), groups=("unbuilt",))
    columns = [name for name in whole if name.startswith(("unbuilt", "rest", "largest_unbuilt"))]
    assert {name: only_row(one.terrains)[name] for name in columns} == {
        name: whole[name] for name in columns
    }
    assert set(one.plot_edges["plot_id"]) == {"B", "C"}
    assert why(one, "terrains", "net_area_m2") == "not_requested"
    assert plots_of(one)["use"].to_dict() == plots_of(measured(**town()))["use"].to_dict()


def test_without_surfaces_nothing_is_classed():
    tables = town()
    del tables["surfaces"]
    result = measured(**tables)
    for column in NEVER_BETTER:
        assert why(result, "terrains", column) == "no_surfaces", column


# -- leaving data out -------------------------------------------------------------------------

COVERS = ("road", "green", "field", "yard", "bare", "water")


@st.composite
def patchworks(draw):
    """Return nine parcels of 30 m with covers as they fall, and which rows are left out."""
    cells = [(x * 30.0, y * 30.0) for y in range(3) for x in range(3)]
    halves = [square(x + side, y, 15, 30) for x, y in cells for side in (0, 15)]
    kinds = draw(st.lists(st.sampled_from(COVERS), min_size=18, max_size=18))
    here = draw(st.lists(st.booleans() | st.just(True), min_size=18, max_size=18))
    sheds = draw(st.lists(st.sampled_from([0, 3, 12]), min_size=9, max_size=9))
    zoned = draw(st.lists(st.sampled_from([None, "business", "green"]), min_size=9, max_size=9))
    cut = draw(st.sampled_from(["surfaces", "parcels", "zoning"]))
    built = [square(x + 2, y + 9, side) for (x, y), side in zip(cells, sheds, strict=True) if side]
    zones = [square(*at, 30) for at, group in zip(cells, zoned, strict=True) if group]
    tables = {
        "terrains": terrains(square(0, 0, 90)),
        "parcels": table(*(square(*at, 30) for at in cells), parcel_id=list("abcdefghi")),
        "surfaces": without({"s": table(*halves, surface_id=[f"s{n:02}" for n in range(18)],
                                        cover=kinds)}, "s", here)["s"],
        "buildings": buildings(*built),
        "zoning": table(*zones, zone_id=[f"z{n}" for n in range(len(zones))],
                        main_group=pd.Series([one for one in zoned if one], dtype="str")),
    }  # fmt: skip
    count = len(tables[cut])
    return tables, cut, draw(st.lists(st.booleans(), min_size=count, max_size=count))


def grades(result):
    found = result.provenance.query("table == 'terrains'").set_index("column")["grade"]
    return found.reindex(NEVER_BETTER)


@settings(max_examples=4, deadline=None)
@given(patchworks())
def test_leaving_rows_out_makes_no_number_of_a_null_no_range_narrower_and_no_grade_better(drawn):
    tables, cut, kept = drawn
    groups = tuple(one for one in GROUPS if one not in ("heights", "jobs", "floor_area"))
    full = measured(**tables, groups=groups)
    less = measured(**without(tables, cut, kept), groups=groups)
    before, after = only_row(full.terrains), only_row(less.terrains)
    for column in NEVER_BETTER:
        if pd.isna(before[column]):
            assert pd.isna(after[column]), column
    wide = [row["net_area_high_m2"] - row["net_area_low_m2"] for row in (before, after)]
    if cut != "parcels":  # what was half covered and lies in no parcel now is partly tare
        assert pd.isna(wide[1]) or wide[1] >= wide[0] - 1e-6
    both = pd.DataFrame({"before": grades(full), "after": grades(less)}).dropna()
    assert (both["after"] >= both["before"]).all(), both
    if cut == "surfaces":  # what is certain stays certain: the range holds the one before
        assert after["net_area_low_m2"] <= before["net_area_low_m2"] + 1e-6
        assert after["net_area_high_m2"] >= before["net_area_high_m2"] - 1e-6
        net, public = plots_of(full)["counts_as_net"], plots_of(less)["counts_as_net"]
        assert (public.isna() | (net == public)).all()
