"""A made-up park with the plots of the 2004 study: 58 plots, 24.3 ha (annex G, table 2).

Nothing in it exists. Each class of plots stands in a row along a road of its own, so that every
plot has neighbours of its size. Halls stand within the baseline's setbacks and take 58 % of the
plot, or all that the setbacks leave where that is less.
"""

from geo_ser.gain import GainInputs
from tests.gain.estates import inputs, plot

CLASSES = ((250, 3), (750, 11), (1500, 16), (3500, 15), (7500, 5), (15000, 8))
"""Plot size in m² and count: the printed table, `planned_plots_2004.csv`."""

SHAPES = {250: (12.5, 20), 750: (25, 30), 1500: (30, 50), 3500: (50, 70), 7500: (75, 100),
          15000: (100, 150)}  # fmt: skip
"""Width and depth, m: ours; the study gives none."""

ROAD_M, SIDE_M, REAR_M = 7, 3, 3
FOOTPRINT_SHARE = 0.58
HALL_M = 7.0
"""The height of a hall; the study only says that all are of one storey."""


def hall(size: int) -> tuple[float, float, float, float]:
    """Return where the hall stands on a plot: left, front, width, depth."""
    width, depth = SHAPES[size]
    wide, most = width - 2 * SIDE_M, depth - ROAD_M - REAR_M
    return SIDE_M, ROAD_M, wide, min(FOOTPRINT_SHARE * size / wide, most)


def park(max_height_m: float, **limits: float) -> GainInputs:
    """Return the park as what earlier stages would know of it, with one height limit."""
    plots, y = [], 0.0
    for size, count in CLASSES:
        width, depth = SHAPES[size]
        plots += [
            plot(width * n, width, depth, y=y, id=f"k{size:05d}-{n:02d}",
                 halls=[{"at": hall(size), "height_m": HALL_M}],
                 limits={"max_height_m": max_height_m, **limits})
            for n in range(count)
        ]  # fmt: skip
        y += depth + 12.0
    return inputs(*plots)
