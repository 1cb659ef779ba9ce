"""Gain where walls touch plot lines, as on a real survey: nothing ends, nothing else changes."""

from dataclasses import replace

import pandas as pd
import pytest
import shapely
from shapely import Polygon

from geo_ser.gain import space_gain, what_if
from tests.gain.estates import frame, inputs, plot
from tests.shapes import X, Y, table

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
