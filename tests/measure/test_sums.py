"""Sums per group do not depend on what is in other groups."""

import numpy as np
import pandas as pd

from geo_ser.measure.sums import sums_by


def test_a_null_in_another_group_changes_no_bit():
    random = np.random.default_rng(4)
    values, by = pd.Series(random.uniform(0, 1e3, 5_000)), np.repeat(np.arange(40), 125)
    alone = sums_by(values, by)
    more = pd.concat([values, pd.Series([np.nan])], ignore_index=True)
    pd.testing.assert_series_equal(
        sums_by(more, np.append(by, 40)).drop(40), alone, check_exact=True
    )
    assert sums_by(more, np.append(by, 40))[40] == 0


def test_no_rows_have_no_groups():
    assert sums_by(pd.Series(dtype="float64"), np.array([])).empty
