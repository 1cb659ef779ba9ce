"""Rows of another moment, plan or level: left out and counted, never by a blank."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
import shapely

from geo_ser.layers.filters import FILTERED, RowFilter, filtered_rows, left_out, moment_findings
from geo_ser.layers.packed import Shapes
from geo_ser.layers.profile import load_profile, profile_names
from geo_ser.layers.read import SourceRows
from geo_ser.tables import INPUTS
from tests.shapes import square

DAY = date(2020, 9, 15)


def rows(geometry=None, **columns):
    count = len(next(iter(columns.values())))
    shapes = None
    if geometry is not None:
        shapes = Shapes.of(np.array([*geometry, None], dtype="object")[:-1])
    return SourceRows(pd.DataFrame(columns), np.arange(count), shapes, None)


def reasons(cells, keep, name="a", reason="not_current"):
    return left_out(rows(**{name: cells}), [RowFilter(reason, keep, ("A", "b"))], DAY).tolist()


OUT = "not_current"


@pytest.mark.parametrize(
    ("keep", "cells", "expected"),
    [
        (("blank",), [None, "", "geenWaarde", "2016-01-01", "2030-01-01"], ["", "", "", OUT, OUT]),
        (("begun",), [None, "2020-09-15", "2020-09-16", "2020/09/16 01:00", "?"],
         ["", "", OUT, OUT, ""]),
        (("not_ended",), [None, "2020-09-15T01:00:00", "2020-09-16", "2020-09-14", "?"],
         ["", OUT, "", OUT, ""]),
        (("bestaand",), [None, "Bestaand", "geenWaarde", "plan"], ["", "", OUT, OUT]),
        (("0",), [None, "0", "0.0", "-1", "1"], ["", "", "", OUT, OUT]),
    ],
)  # fmt: skip
def test_what_each_filter_keeps(keep, cells, expected):
    assert reasons(cells, keep) == expected


def test_numbers_and_columns_that_are_not_there():
    assert reasons([0, 1, -1], ("0",)) == ["", OUT, OUT]
    assert reasons([0.0, np.nan, 1.0], ("0",)) == ["", "", OUT]
    assert reasons(["plan"], ("bestaand",), name="other") == [""]


def test_the_first_filter_names_the_reason_and_the_counts_add_up():
    shapes = [square(0, 0, 1), shapely.LineString([(0, 0), (1, 1)]), None, square(0, 0, 1)]
    read = rows(shapes, a=["x", None, None, None], b=["0", "0", "0", "1"])
    filters = [
        RowFilter("not_current", ("blank",), ("a",)),
        RowFilter("other_level", ("0",), ("b",)),
        RowFilter("line", ("area",)),
    ]
    kept, counts = filtered_rows(read, filters, DAY)
    assert counts == {"line": 1, "not_current": 1, "other_level": 1}
    assert kept.numbers.tolist() == [2]
    assert len(kept.attributes) == len(kept.geometry) == 1
    assert filtered_rows(kept, filters, DAY) == (kept, {})


def test_every_reason_in_a_profile_has_words():
    for name in profile_names():
        for table in INPUTS:
            for one in load_profile(name, table).filters:
                assert one.reason in FILTERED


@pytest.mark.parametrize(("number", "severity"), [(1, "info"), (2, "info"), (3, "warning")])
def test_rows_of_another_moment_are_said_loudly_above_one_in_a_hundred(number, severity):
    counts = {"rows_read": 200, "filtered": {"not_yet": number, "not_current": 100, "planned": 9}}
    later, earlier = moment_findings("buildings", counts)
    assert (later.rule, later.severity, later.table) == ("layers.not_yet", severity, "buildings")
    assert (later.claimed, later.unit, later.id) == (number, "count", None)
    assert f"{number} van 200 rijen ({number / 2:.1f} %)".replace(".", ",") in later.reason.nl
    assert (earlier.rule, earlier.severity) == ("layers.no_longer", "warning")
    assert "100 of 200 rows (50.0 %)" in earlier.reason.en
    assert moment_findings("buildings", {"rows_in": 200}) == []
