"""Rows left out, in an order of their own."""

import pandas as pd
import pytest
from shapely import Point

from geo_ser.layers.quarantine import QUARANTINE_COLUMNS, quarantine_table, row_texts
from tests.shapes import X, Y


def rows(*records):
    return pd.DataFrame(records, columns=list(QUARANTINE_COLUMNS))


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_rows_that_differ_in_their_place_alone_are_told_apart(order):
    same = ("units", "t.gpkg", 0, "1", "not_point", "{}")
    records = [(*same, Point(X, Y)), (*same, Point(X + 1, Y)), (*same, None)]
    table = quarantine_table([rows(records[place]) for place in order])
    assert table.geometry.to_list() == [None, Point(X, Y), Point(X + 1, Y)]
    assert table.crs.to_epsg() == 28992


def test_an_id_that_is_not_known_comes_first_and_stays_null():
    one = ("units", "t.gpkg", 3, "1", "no_geometry", "{}", None)
    none = ("units", "t.gpkg", 4, None, "no_id", "{}", None)
    table = quarantine_table([rows(one, none)])
    assert table["row"].to_list() == [4, 3]
    assert table["id"].isna().to_list() == [True, False]


def test_nothing_left_out_is_an_empty_table():
    table = quarantine_table([])
    assert list(table) == list(QUARANTINE_COLUMNS)
    assert len(table) == 0


def test_rows_as_text_hold_lists_and_unknowns():
    frame = pd.DataFrame({"b": [[1, 2], None], "a": [pd.NA, "é"]})
    assert row_texts(frame) == ['{"a": null, "b": [1, 2]}', '{"a": "é", "b": null}']
