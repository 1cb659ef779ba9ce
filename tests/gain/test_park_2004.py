"""A made-up park with the plots of 2004: gain by geometry beside the published levels."""

import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from geo_ser.gain import planned_levels, space_gain, what_if
from geo_ser.parameters import read_parameters
from tests.gain.park_2004 import CLASSES, FOOTPRINT_SHARE, hall, park

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "gain.md").read_text(encoding="utf-8")
LEVELS = (1, 2, 3)
BASELINE_M2 = 0.58 * 243_000
STACKED = 1 + 0.165
"""What stacking adds to a footprint: a second storey, and the office share on top."""


@cache
def by_geometry(limit):
    settings = what_if().model_copy(update={"planned_terrains": ("t1",)})
    return space_gain(park(limit), settings)


def points(result, *instruments):
    """Give the extra floor of each level in per cent of the baseline, of some what-ifs or all."""
    plots = result.gain_plots
    ours = plots[plots["chosen"] & (plots["instrument"].isin(instruments) | (not instruments))]
    return [ours[f"realistic_{n}_gfa_m2"].sum() / BASELINE_M2 * 100 for n in LEVELS]


def printed(start):
    """Give the numbers of a table row of the page that starts with a cell."""
    (row,) = re.findall(rf"^\| {re.escape(start)} \|(.*)\|$", PAGE, re.M)
    return [float(one) for cell in row.split("|") for one in cell.strip().split("–")]


def published(**changed):
    """Give the published levels of the ladder's own arithmetic, with something changed."""
    planned = read_parameters(ROOT / "ladder.toml").planned
    levels = {n: one.model_copy(update=changed) for n, one in planned.levels.items()}
    table = planned_levels(planned.model_copy(update={"levels": levels})).set_index("level")
    return [table.loc[n, "gain_share"] * 100 for n in LEVELS]


def test_the_park_has_the_plots_that_were_printed():
    table = pd.read_csv(ROOT / "data/raw/planned_plots_2004.csv").set_index("size_class")
    classes = table.drop("totaal")
    assert list(CLASSES) == list(
        zip(classes["mean_plot_m2"], classes["planned_plots"], strict=True)
    )
    plots = park(12.0).plots
    assert len(plots) == table.loc["totaal", "planned_plots"] == 58
    assert plots.geometry.area.sum() == pytest.approx(table.loc["totaal", "class_area_m2"])
    assert plots["area_m2"].round().value_counts().to_dict() == dict(CLASSES)


def test_levels_by_geometry_are_those_of_the_page():
    table = pd.read_csv(ROOT / "data/raw/planned_levels_2004.csv").set_index("ambition")
    high = by_geometry(15.0).gain_terrains.iloc[0]
    for place, level in enumerate(LEVELS):
        told = printed(str(level))
        assert told[0] == table.loc[level, "total_pct"]
        found = [points(by_geometry(limit))[place] for limit in (10.0, 12.0, 15.0)]
        assert told[1:4] == pytest.approx(found, abs=0.005)
        ends = [
            high[f"gain_level_{level}_{end}_ha"] * 5_800 / BASELINE_M2 for end in ("low", "high")
        ]
        assert told[4:] == pytest.approx([100 * one for one in ends], abs=0.005)
    terrain = by_geometry(15.0).gain_terrains.iloc[0]
    shares = [terrain[f"gain_level_{n}_gfa_m2"] / BASELINE_M2 * 100 for n in LEVELS]
    assert shares == pytest.approx(points(by_geometry(15.0)))


def test_twelve_metres_leave_no_office_and_ten_no_storey():
    high = points(by_geometry(15.0), "office_on_top")
    assert [f"{one:.2f}" for one in high] == ["0.58", "1.29", "1.55"]
    lost = [
        a - b for a, b in zip(points(by_geometry(15.0)), points(by_geometry(12.0)), strict=True)
    ]
    assert lost == pytest.approx(high)
    assert points(by_geometry(10.0), "second_storey", "office_on_top") == [0, 0, 0]


def test_each_step_from_the_published_levels_is_measured_and_they_add_up():
    def in_points(m2):
        """Give what stacking above `m2` of footprint adds, in points."""
        return m2 * STACKED / BASELINE_M2 * 100

    stacking = published(footprint_shares={}, rest_footprint_share=None)
    count = dict(CLASSES)
    printed_land = {1: {250: 3, 750: 4, 1500: 3}, 2: {250: 3, 750: 4, 1500: 3, 3500: 3},
                    3: {250: 3, 750: 11, 1500: 3, 3500: 3}}  # fmt: skip
    share = {1: {250: 0.5, 750: 0.5, 1500: 0.2}, 2: {250: 0.5, 750: 0.5, 1500: 0.2, 3500: 0.2},
             3: {250: 1, 750: 1, 1500: 0.2, 3500: 0.2}}  # fmt: skip
    whole, setback = [], []
    for level in LEVELS:
        plots = {size: one * count[size] for size, one in share[level].items()}
        more = sum((plots[size] - printed_land[level][size]) * size for size in plots)
        whole.append(in_points(FOOTPRINT_SHARE * more))
        less = sum(n * (hall(size)[2] * hall(size)[3] - FOOTPRINT_SHARE * size)
                   for size, n in plots.items())  # fmt: skip
        setback.append(in_points(less))
    steps = {
        "published, computed": published(),
        "smaller plots keep 58 % instead of 62.4 and 63.8 %": [
            a - b for a, b in zip(stacking, published(), strict=True)
        ],
        "a half and a fifth of each class, instead of whole plots of the list": whole,
        "setbacks keep halls on plots under 1 000 m² below 58 %": setback,
        "linking and shared parking free land, built in one storey": points(
            by_geometry(15.0), "linking", "shared_parking"
        ),
    }
    for name, found in steps.items():
        assert printed(name) == pytest.approx(found, abs=0.005), name
    total = [sum(column) for column in zip(*steps.values(), strict=True)]
    assert total == pytest.approx(points(by_geometry(15.0)), abs=1e-9)
    assert printed("by geometry") == pytest.approx(total, abs=0.005)
