"""Draws from a range; apart from the rest of the room because it loads numpy."""

import numpy as np
from numpy.typing import NDArray

from geo_ser.parameters.kinds import Band

__all__ = ["Draws", "drawn"]

Draws = NDArray[np.float64]


def drawn(band: Band, rng: np.random.Generator, draws: int) -> Draws:
    """Return draws from a range; a fixed amount takes none of the generator's numbers.

    With a `value` between the bounds from the triangle with its top there, else all between the
    bounds alike.
    """
    if not band.is_range:
        return np.full(draws, band.low)
    if band.value is None:
        return rng.uniform(band.low, band.high, draws)
    return rng.triangular(band.low, band.value, band.high, draws)
