import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import TableError
from geo_ser.files import read_csv_text
from geo_ser.gain import existing_gain
from geo_ser.parameters import ExistingParameters, load_ladder

REPOSITORY = Path(__file__).parents[2]
COLUMNS = (
    "vacant_or_for_sale_ha",
    "fallow_without_plan_ha",
    "intensification_ha",
    "extra_intensification_ha",
)
SHARES = ExistingParameters(table="atlas.csv", reuse_share=0.8, local_share=0.75)


def atlas(*rows):
    return pd.DataFrame(rows, columns=["terrain", *COLUMNS])


def gains(table, parameters=SHARES):
    return existing_gain(table, parameters).set_index(["terrain", "level"])["gain_ha"]


def test_each_level_adds_to_the_one_below():
    won = gains(atlas(("A", "10", "3", "2", "1")))
    assert won["A"].to_list() == pytest.approx([0, 6, 11, 12])


def test_intensification_of_a_named_terrain_is_discounted_too():
    discounted = SHARES.model_copy(update={"discount_intensification": ("A",)})
    table = atlas(("A", "0", "0", "10", "0"), ("B", "0", "0", "10", "0"))
    won = gains(table, discounted)
    assert won["A", 2] == pytest.approx(6)
    assert won["B", 2] == pytest.approx(10)


def test_the_published_table_of_2004_is_reproduced_to_its_last_decimal():
    ladder = load_ladder(REPOSITORY / "ladder.toml")
    won = gains(ladder.terrains, ladder.parameters.existing)
    published = read_csv_text(REPOSITORY / "data/raw/existing_gain_2004.csv", what="test")
    cells = published.set_index("terrain").stack()  # noqa: PD013 - one row per printed cell
    assert len(cells) == 40
    for (terrain, column), text in cells.items():
        level = int(column.removeprefix("ambition_"))
        assert won[terrain, level] == pytest.approx(float(text), abs=0.005)
    assert [won.xs(level, level=1).sum() for level in range(4)] == pytest.approx(
        [0, 6.054, 18.854, 19.854]
    )


def test_unknown_is_not_zero_and_spoils_only_the_levels_that_need_it():
    won = gains(atlas(("A", "10", "n.v.t.", "2", "1")))["A"]
    assert won.iloc[:2].to_list() == pytest.approx([0, 6])
    assert won.iloc[2:].isna().all()


def test_total_rows_are_left_out_and_order_does_not_matter():
    rows = [("B", "1", "0", "0", "0"), ("A", "2", "0", "0", "0"), ("Totaal", "3", "0", "0", "0")]
    table = existing_gain(atlas(*rows), SHARES)
    pd.testing.assert_frame_equal(table, existing_gain(atlas(*reversed(rows)), SHARES))
    assert table["terrain"].unique().tolist() == ["A", "B"]
    assert len(table) == 8


def test_decimal_commas_and_other_name_columns_are_read():
    table = atlas(("A", "1,5", "0", "0", "0")).rename(columns={"terrain": "name"})
    assert gains(table)["A", 1] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (atlas(("A", "x", "0", "0", "0")), "atlas.csv: 1 of 1 cells of vacant_or_for_sale_ha"),
        (atlas(("A", "0", "-1", "0", "0")), "fallow_without_plan_ha are no area .first: '-1'"),
        (atlas(("A", *"0000"), ("A ", *"0000")), "1 of 2 rows repeat a terrain .first: 'A'"),
        (atlas(("A", *"0000")).drop(columns="intensification_ha"), "no column 'intensification_ha"),
        (atlas(("A", *"0000")).rename(columns={"terrain": "x"}), "no column 'terrain'"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(table, message):
    with pytest.raises(TableError, match=message):
        existing_gain(table, SHARES)


def test_a_discount_for_an_unknown_terrain_is_refused():
    shares = SHARES.model_copy(update={"discount_intensification": ("Noordermors 9",)})
    with pytest.raises(TableError, match="no terrain 'Noordermors 9', which discount"):
        existing_gain(atlas(("A", *"0000")), shares)


hectares = st.floats(0, 1000)
shares_between = st.floats(0, 1)


@settings(max_examples=12, deadline=None)
@given(st.tuples(hectares, hectares, hectares, hectares), shares_between, shares_between)
def test_levels_never_lose_and_never_win_more_than_there_is(row, reuse, local):
    parameters = ExistingParameters(table="t", reuse_share=reuse, local_share=local)
    won = gains(atlas(("A", *row)), parameters)["A"].to_list()
    assert won == sorted(won)
    assert won[0] == 0
    assert won[3] <= math.fsum(row) * (1 + 1e-9)
