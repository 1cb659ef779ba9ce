"""Formulas over the cells of the terrains' sheet."""

import pandas as pd
import pytest

from geo_ser.report.ladder_measured import measured_cells


def cells(count, **columns):
    ids = [str(number) for number in range(count)]
    return measured_cells(pd.DataFrame({"terrain_id": ids, **columns}), "Terreinen")


def test_neighbours_are_one_range_and_square_metres_become_hectares():
    hectares = cells(6, gross_area_m2=[10_000.0 * number for number in range(6)])
    live = hectares("gross_area_m2", ["5", "1", "2", "3"])
    assert live.text == "(SUM('Terreinen'!$C$3:$C$5,'Terreinen'!$C$7))/10000"
    assert live.value == pytest.approx(1 + 2 + 3 + 5)
    assert (live / live).text == f"{live.text}/({live.text})"


def test_no_terrains_is_nothing_and_what_has_no_cell_is_not_linked():
    hectares = cells(2, gross_area_m2=[1.0, float("nan")])
    assert hectares("gross_area_m2", []).value == 0
    assert hectares("gross_area_m2", ["0", "elders"]) is None
    assert hectares("gross_area_m2", ["1"]) is None
    assert hectares("weg_m2", ["0"]) is None
    assert measured_cells(None, "Terreinen")("gross_area_m2", ["0"]) is None


def test_a_province_of_scattered_terrains_fits_or_is_not_linked():
    hectares = cells(2000, gross_area_m2=[1.0] * 2000)
    scattered = hectares("gross_area_m2", [str(number) for number in range(0, 500, 2)])
    assert scattered.text.count("SUM(") == 2
    assert hectares("gross_area_m2", [str(number) for number in range(0, 2000, 2)]) is None
