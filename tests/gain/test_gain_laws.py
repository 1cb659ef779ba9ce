"""Laws of the gain: bounds, order, place, more permitted, pairs once, the best set."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.gain import space_gain, what_if
from geo_ser.gain.best import choice
from geo_ser.gain.capacity import capacity
from geo_ser.gain.linking import linkable_pairs
from geo_ser.gain.rows import site
from geo_ser.tables import GAIN_FIGURES
from tests.gain.estates import inputs, plot
from tests.shapes import OFFSETS

LAND = ("split_off", "larger_footprint", "shared_parking")
FEW = settings(max_examples=8, deadline=None)
COSTLY = settings(FEW, max_examples=4)
"""Of those that work out the whole gain twice."""


@st.composite
def rows_of_plots(draw, terrain="t1", y=0.0):
    """Draw plots side by side, some built on, some not."""
    x, plots = 0.0, []
    for number in range(draw(st.integers(2, 5))):
        width = draw(st.sampled_from([18.0, 24.0, 40.0, 70.0]))
        hair = draw(st.sampled_from(OFFSETS[:-2]))  # over the plot line, or short of it
        left = draw(st.sampled_from([0.0, 2.0, 3.0, 6.0])) + draw(st.sampled_from([0.0, hair]))
        across = draw(st.sampled_from([0.3, 0.6, 1.0])) * (width - 6 - left)
        halls = [{"at": (left, 7, across, draw(st.sampled_from([20.0, 40.0]))),
                  "height_m": draw(st.sampled_from([6.0, 8.0, 9.5, None]))}]  # fmt: skip
        use = draw(st.sampled_from(["built", "built", "built", "unbuilt", "reserve"]))
        limits = {"max_coverage": draw(st.sampled_from([0.8, 0.3, None]))}  # 0.3: often too full
        plots.append(
            plot(x, width, use=use, halls=halls if use == "built" else (), terrain=terrain, y=y,
                 limits=limits, id=f"{terrain}-{number}")
        )  # fmt: skip
        x += width
    return plots


@st.composite
def full_rows(draw):
    """Draw small plots side by side with no room left but the strips along their common lines."""
    plots = []
    for number in range(draw(st.integers(3, 5))):
        left, right = draw(st.sampled_from([1.0, 2.0, 3.0])), draw(st.sampled_from([1.0, 2.0, 3.0]))
        hall = (left, draw(st.sampled_from([3, 7])), 20 - left - right, 40)
        limits = {"max_coverage": draw(st.sampled_from([0.8, 0.72, 1.0]))}
        plots.append(plot(20 * number, 20, halls=[hall], limits=limits, id=f"t1-{number}"))
    return plots


def made(plots, parameters=None):
    parameters = parameters or what_if()
    land = site(inputs(*plots), parameters)
    return land, choice(land, capacity(land, parameters), parameters)


def counted_ha(found):
    return sum(np.nan_to_num(won.ha[1]) for won in found.counted.values())


@FEW
@given(rows_of_plots())
def test_nothing_is_below_zero_and_low_value_high_are_in_order(plots):
    _, found = made(plots)
    for won in found.alone.values():
        for low, value, high in (won.footprint_m2, won.gfa_m2, won.ha):
            assert (np.nan_to_num(low) >= 0).all()
            assert (np.nan_to_num(value - low) >= 0).all()
            assert (np.nan_to_num(high - value) >= 0).all()


@FEW
@given(rows_of_plots())
def test_potential_never_exceeds_envelope_nor_land_the_plot(plots):
    land, found = made(plots)
    may = capacity(land, what_if())
    stands = land.rows["footprint_m2"].to_numpy()
    for name in ("fill_unbuilt", "split_off", "larger_footprint"):
        grown = np.nan_to_num(found.alone[name].footprint_m2[2])
        assert (grown <= may.envelope_m2 + 1e-6).all()
    used = sum(np.nan_to_num(won.land_m2) for won in found.counted.values())
    assert (used + stands <= land.rows["area_in_terrain_m2"].to_numpy() + 1e-6).all()


@FEW
@given(rows_of_plots() | full_rows())
def test_headroom_is_what_a_footprint_can_grow(plots):
    result = space_gain(inputs(*plots), what_if())
    grown = result.gain_plots[result.gain_plots["instrument"].eq("larger_footprint")]
    grown = grown.set_index(["plot_id", "terrain_id"])
    keyed = result.gain_envelopes.set_index(["plot_id", "terrain_id"])
    built = inputs(*plots).plots.set_index(["plot_id", "terrain_id"])["use"].eq("built")
    headroom = keyed["headroom_footprint_m2"][built.reindex(keyed.index)]
    known = grown["gain_footprint_high_m2"].reindex(headroom.index)
    told = grown["unknown_reason"].notna().reindex(headroom.index, fill_value=False)
    assert headroom[told.astype("bool")].isna().all()
    rest = headroom[~told.astype("bool")]
    assert rest.to_list() == pytest.approx(known.fillna(0.0)[rest.index].to_list())


@FEW
@given(rows_of_plots() | full_rows())
def test_land_given_up_stays_within_coverage_and_counts_once_at_its_highest_too(plots):
    land, found = made(plots)
    rows = land.rows
    stands, area = rows["footprint_m2"].to_numpy(), rows["area_in_terrain_m2"].to_numpy()
    most = np.fmax(rows["max_coverage"].fillna(1.0).to_numpy() * area, stands)
    for end in range(3):
        linked, parked = (found.counted[name] for name in ("linking", "shared_parking"))
        both = np.nan_to_num(linked.ha[end]) + np.nan_to_num(parked.ha[end])
        assert (both * 1e4 + stands <= area + 1e-6).all()
        built = sum(np.nan_to_num(won.footprint_m2[end]) for won in (linked, parked))
        assert (stands + built <= most + 1e-6).all()


@FEW
@given(rows_of_plots() | full_rows())
def test_demolition_bounds_the_best_set(plots):
    land, found = made(plots)
    bound, built = found.alone["demolish_rebuild"], land.rows["use"].eq("built").to_numpy()
    for kind in ("footprint_m2", "gfa_m2", "ha"):
        for end in range(3):
            best = sum(np.nan_to_num(getattr(won, kind)[end]) for won in found.counted.values())
            most = getattr(bound, kind)[end]
            assert (np.isnan(most) | ~built | (most >= best - 1e-9)).all()


@FEW
@given(
    rows_of_plots(), st.sampled_from(["max_coverage", "max_height_m", "setback_side_m"]),
    st.floats(0, 1),
)  # fmt: skip
def test_more_permitted_never_gains_less(plots, limit, more):
    change = {
        "max_coverage": (0.5, 0.5 + 0.5 * more), "max_height_m": (9.0, 9.0 + 9.0 * more),
        "setback_side_m": (6.0, 6.0 * (1 - more)),
    }[limit]  # fmt: skip
    tight, loose = (
        made([{**one, "limits": {**one["limits"], limit: value}} for one in plots])
        for value in change
    )
    for name, won in tight[1].alone.items():
        less, more_ha = won.ha[1], loose[1].alone[name].ha[1]
        assert (np.nan_to_num(more_ha - less) >= -1e-9).all(), name
    assert counted_ha(loose[1]).sum() >= counted_ha(tight[1]).sum() - 1e-9


def by_brute_force(land, found, pairs):
    """Return the most hectares of land over every set of pairs and every use of the rest."""
    rows = range(len(land.rows))
    ha = {name: np.nan_to_num(found.alone[name].ha[1]) for name in (*LAND, "fill_unbuilt")}
    stands, area = land.rows["footprint_m2"], land.rows["area_in_terrain_m2"]
    needed = np.fmax(stands, stands / land.rows["max_coverage"])
    open_m2 = (area - needed).clip(lower=0.0).to_numpy()
    best = 0.0
    for size in range(len(pairs) + 1):
        for some in combinations(pairs.to_dict("records"), size):
            taken = [one[side] for one in some for side in ("one", "other")]
            if len(set(taken)) < len(taken):
                continue
            strip = {p[s]: p[f"{s}_value_m2"] for p in some for s in ("one", "other")}
            total = sum(
                (strip[r] + max(min(ha["shared_parking"][r] * 1e4, open_m2[r] - strip[r]), 0)) / 1e4
                if r in strip
                else max(ha[name][r] for name in LAND) + ha["fill_unbuilt"][r]
                for r in rows
            )
            best = max(best, total)
    return best


@COSTLY
@given(rows_of_plots() | full_rows())
def test_the_best_set_is_the_best_there_is_and_a_pair_counts_once(plots):
    land, found = made(plots)
    pairs, _ = linkable_pairs(land, what_if())
    on_land = ("fill_unbuilt", "linking", *LAND)
    total = sum(np.nan_to_num(found.counted[name].ha[1]).sum() for name in on_land)
    assert total == pytest.approx(by_brute_force(land, found, pairs), abs=1e-6 * len(plots))
    partner = found.alone["linking"].partner
    linked = np.flatnonzero(found.chosen["linking"] | (found.counted["linking"].land_m2 > 0))
    assert all(partner[partner[row]] == row for row in linked)
    pair_rows = pairs.set_index(["one", "other"]).index
    ways = {tuple(sorted((row, partner[row]))) for row in linked}
    assert ways <= set(pair_rows)
    assert len({row for way in ways for row in way}) == 2 * len(ways)  # no plot twice
    for name, won in found.alone.items():  # at least as good as any single what-if everywhere
        if name not in ("demolish_rebuild", "linking"):
            assert counted_ha(found).sum() >= np.nan_to_num(won.ha[1]).sum() - 1e-6


@COSTLY
@given(rows_of_plots(), st.floats(0, 360), st.integers(-20_000, 20_000))
def test_moving_and_turning_changes_nothing(plots, turn, shift):
    straight = space_gain(inputs(*plots), what_if())
    turned = space_gain(inputs(*plots, turn=turn, shift=(shift, 2 * shift)), what_if())
    numbers = straight.gain_terrains.select_dtypes("number")
    pd.testing.assert_frame_equal(
        numbers, turned.gain_terrains.select_dtypes("number"), rtol=1e-6, atol=1e-9
    )
    keys = ["plot_id", "instrument", "chosen"]
    assert straight.gain_plots[keys].equals(turned.gain_plots[keys])


@COSTLY
@given(rows_of_plots("t1"), rows_of_plots("t2", y=500.0), st.randoms())
def test_plots_add_up_to_terrains_whatever_the_order(one, other, random):
    given_tables = inputs(*one, *other)
    result = space_gain(given_tables, what_if())
    by = result.gain_plots.groupby("terrain_id")
    terrains = result.gain_terrains.set_index("terrain_id")
    for column in ("theoretical_ha", "theoretical_gfa_m2"):
        sums = by[column].sum().reindex(terrains.index, fill_value=0.0)
        assert terrains[f"gain_{column}"].to_list() == pytest.approx(sums.to_list())
    for stem in ("theoretical", "level_1", "level_2", "level_3"):
        for end in ("ha", "low_ha", "high_ha"):
            plot_ha, floor_ha = (
                terrains[f"gain_{stem}_{kind}_{end}"] for kind in ("plot", "floor")
            )
            known = plot_ha.notna() & floor_ha.notna()
            together = terrains[f"gain_{stem}_{end}"]
            assert (plot_ha + floor_ha)[known].to_list() == pytest.approx(together[known].to_list())
            assert not (known & together.isna()).any()
    ranked = result.candidates
    for name in ("gain", "realistic"):
        apart = ranked[f"{name}_plot_ha"] + ranked[f"{name}_floor_ha"]
        assert apart.to_list() == pytest.approx(ranked[f"{name}_ha"].to_list())
    levels = [terrains[f"gain_level_{n}_ha"].sum() for n in range(4)]
    assert levels == sorted(levels)
    land = result.gain_ledger.query("kind == 'land'")["area_m2"].sum()
    assert land == pytest.approx(given_tables.plots.geometry.area.sum())
    shuffled = {
        name: table.sample(frac=1, random_state=random.randrange(2**31))
        for name in ("plots", "buildings", "plot_edges", "plot_limits")
        if (table := getattr(given_tables, name)) is not None
    }
    again = space_gain(replace(given_tables, **shuffled), what_if())
    for name, table in result.tables().items():
        pd.testing.assert_frame_equal(
            pd.DataFrame(table), pd.DataFrame(again.tables()[name]), check_exact=True
        )


def test_terrains_have_the_figures_of_the_contract():
    table = space_gain(inputs(plot(0, 40)), what_if()).gain_terrains
    assert list(table) == ["terrain_id", *(column.name for column in GAIN_FIGURES)]
