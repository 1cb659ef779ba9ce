"""The baseline on the ladder's page: which tables stand there, and under what name."""

import pytest

from geo_ser.maps.ladder_baseline import baseline_values


def sectors(basis):
    shares = {"industry": 0.4, "construction": 0.6}
    return [{"of": "A", "shares": shares, "basis": basis, "companies": 5, "unknown": 0}]


def plots(basis):
    classes = [{"low_m2": 0.0, "high_m2": 1000.0, "count": 3, "share": 1.0}]
    return {"classes": classes, "total": 3, "mean_m2": None, "basis": basis, "source": "x"}


@pytest.mark.parametrize(("basis", "label"), [("measured", "gemeten"), ("stated", "opgegeven")])
def test_sectors_that_were_measured_are_shown_as_those_stated(basis, label):
    shown = baseline_values({"sectors": sectors(basis)}, "nl")["sectors"]
    assert [(row["name"], row["mark"]["label"]) for row in shown["rows"]] == [("A", label)]
    assert shown["rows"][0]["cells"][:2] == ["40 %", "60 %"]


def test_reference_figures_alone_are_no_table_of_sectors():
    assert baseline_values({"sectors": sectors("benchmark")}, "nl")["sectors"] is None


@pytest.mark.parametrize(
    ("basis", "nl", "en"),
    [
        ("measured", "Kavels naar grootte", "Plots by size"),
        ("stated", "Uitgegeven kavels naar grootte", "Issued plots by size"),
    ],
)
def test_measured_plots_are_not_called_issued(basis, nl, en):
    assert baseline_values({"plots": plots(basis)}, "nl")["plots"]["name"] == nl
    assert baseline_values({"plots": plots(basis)}, "en")["plots"]["name"] == en
