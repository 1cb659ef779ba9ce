"""Gain where walls touch plot lines, as on a real survey: nothing ends, nothing else changes."""

import sys
from dataclasses import replace

import pandas as pd
import pytest
import shapely
from shapely import Polygon

from geo_ser.errors import CutError
from geo_ser.gain import space_gain, what_if
from tests.gain.estates import frame, inputs, plot
from tests.shapes import X, Y, fails_within, table

LINE = X + 40
WALL = Polygon(
    [(LINE - 1e-3, Y + 10), (LINE - 1e-3, Y + 20), (LINE + 1, Y + 20), (LINE, Y + 30),
     (LINE + 1, Y + 40), (LINE + 5, Y + 40), (LINE + 5, Y + 10)]
)  # fmt: skip
"""A neighbour's hall: over the line by a millimetre, and at it again in one point."""


@pytest.mark.parametrize("cover", ["paved", "parking", "road", "green"])
def test_a_wall_over_the_line_that_touches_it_again_in_a_point(cover):
    first = shapely.box(X, Y, LINE, Y + 50)
    assert shapely.intersection(first, WALL).geom_type == "GeometryCollection"
    study = inputs(plot(0, 40), plot(40, 40, halls=[(10, 10, 20, 30)]))
    wall = {**study.buildings.iloc[0], "building_id": "wall", "geometry": WALL}
    buildings = frame(pd.concat([study.buildings, pd.DataFrame([wall])], ignore_index=True))
    ground = table(shapely.box(X, Y, X + 80, Y + 50), surface_id=["s"], cover=[cover])
    result = space_gain(replace(study, buildings=buildings, surfaces=ground), what_if())
    assert set(result.gain_plots["plot_id"]) == {"p01", "p02"}
    assert result.gain_envelopes.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all()


BAD = shapely.box(X + 490, Y - 10, X + 560, Y + 60)
"""Around the plot on which things go wrong: p03, in a terrain of its own."""


@pytest.fixture(scope="module")
def whole():
    """Two halls side by side, an unbuilt plot, and far off the plot that will fail."""
    hall = [(5, 10, 30, 30)]
    plots = (plot(0, 40, halls=hall), plot(40, 40, halls=hall),
             plot(500, 40, halls=hall, terrain="t2"), plot(80, 40, use="unbuilt"))  # fmt: skip
    ground = table(shapely.box(X - 9, Y, X + 800, Y + 50), surface_id=["s"], cover=["paved"])
    study = inputs(*plots, surfaces=ground)
    return study, space_gain(study, what_if())


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("geo_ser.gain.rows.intersection", CutError("a cut leaves 0 m²")),
        ("geo_ser.gain.capacity.difference", CutError("a cut leaves 0 m²")),
        ("shapely.buffer", shapely.GEOSException("Illegal")),
        ("shapely.minimum_rotated_rectangle", ValueError("no box")),
        ("geo_ser.gain.parking.shared_area_m2", ValueError("no area")),
        ("geo_ser.gain.capacity.holding_circle", IndexError("3 is out of bounds")),
        ("geo_ser.gain.capacity.holding_circle", KeyError("of one row only")),
    ],
)
def test_what_goes_wrong_on_one_plot_costs_that_plot_alone(whole, monkeypatch, where, error):
    study, before = whole
    home, name = where.rsplit(".", 1)
    real = getattr(sys.modules[home], name)
    monkeypatch.setattr(sys.modules[home], name, fails_within(BAD, real, error))
    after = space_gain(study, what_if())

    lost = after.gain_plots[after.gain_plots["plot_id"] == "p03"]
    assert set(lost["unknown_reason"]) == {"could_not_be_measured"}
    assert lost[["gain_ha", "gain_low_ha", "gain_gfa_m2"]].isna().all(axis=None)
    assert not lost["chosen"].any()
    assert "p03" not in set(after.candidates["plot_id"])
    [said] = after.findings
    assert (said.id, said.table, said.severity) == ("p03", "gain_plots", "warning")
    assert said.rule in ("gain.could_not_be_measured", "geometry.cut_disagrees")

    for name in ("gain_plots", "gain_envelopes", "gain_ledger", "candidates"):
        one, other = (
            pd.DataFrame(getattr(result, name)).query("plot_id != 'p03'").reset_index(drop=True)
            for result in (before, after)
        )
        if name == "candidates":  # the rank is among all plots
            one, other = (
                some.drop(columns=[c for c in some if "rank" in c or c == "score"])
                for some in (one, other)
            )
        assert one.columns.equals(other.columns)
        for column in one:
            assert one[column].map(repr).equals(other[column].map(repr)), (name, column)


def test_a_failure_that_is_nobodys_fault_goes_on(whole, monkeypatch):
    def broken(*_):
        raise KeyError("area")

    monkeypatch.setattr("geo_ser.gain.land.holding_circle", broken)
    with pytest.raises(KeyError):
        space_gain(whole[0], what_if())
