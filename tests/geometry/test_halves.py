"""One bad row costs one row; the others keep every bit."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.errors import CrsError, CutError
from geo_ser.findings import failure_finding
from geo_ser.geometry.halves import by_halves


@given(st.integers(0, 40), st.sets(st.integers(0, 39)))
def test_bad_rows_stand_alone_and_every_other_is_worked_out_once(count, bad):
    def work(rows):
        if bad & set(rows.tolist()):
            raise shapely.GEOSException("TopologyException")
        return rows * 2

    results, failures = by_halves(work, np.arange(count))
    assert [one.row for one in failures] == sorted(bad & set(range(count)))
    rows = np.concatenate([rows for rows, _ in results]) if results else np.array([], int)
    assert rows.tolist() == [row for row in range(count) if row not in bad]
    assert all((result == rows * 2).all() for rows, result in results)


def test_nothing_is_done_twice_where_nothing_fails():
    calls = []
    by_halves(lambda rows: calls.append(len(rows)), np.arange(100))
    assert calls == [100]


def failing(error):
    def work(_rows):
        raise error

    return work


@pytest.mark.parametrize("error", [CrsError("wrong"), KeyError("area"), TypeError("None")])
def test_what_no_row_is_to_blame_for_goes_on(error):
    with pytest.raises(type(error)):
        by_halves(failing(error), np.arange(3))


def test_a_failure_names_the_rule():
    said = [
        failure_finding(one, room="gain", table="plots", row_id="p", geometry=None)
        for error in (CutError("a cut leaves 0 m²."), ValueError("…"))
        for one in by_halves(failing(error), np.arange(1))[1]
    ]
    assert [one.rule for one in said] == ["geometry.cut_disagrees", "gain.could_not_be_measured"]
    assert "(a cut leaves 0 m²)" in said[0].reason.en


def test_no_rows_and_an_error_is_no_bad_row():
    with pytest.raises(ValueError, match="empty"):
        by_halves(failing(ValueError("empty")), np.arange(0))
