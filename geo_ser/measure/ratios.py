"""The density ratios of *Spacematrix* (Berghauser Pont & Haupt, 2010), each one division.

A ratio is NaN where its denominator is 0 or unknown: nothing is divided by nothing.
"""

import numpy as np
import pandas as pd

__all__ = ["fsi", "layers", "mxi", "osr"]


def fsi(gfa_m2: pd.Series, area_m2: pd.Series) -> pd.Series:
    """Return the floor space index: floor area per area of land.

    Parameters
    ----------
    gfa_m2, area_m2
        (n,) gross floor area and land, m², same index.

    Returns
    -------
    fsi : pandas.Series
        (n,) float64 ≥ 0, m²/m²; gross or net as the land passed in.
    """
    return _divided(gfa_m2, area_m2).rename("fsi")


def layers(gfa_m2: pd.Series, footprint_m2: pd.Series) -> pd.Series:
    """Return the mean number of storeys: floor area per built area, which is FSI / GSI.

    Returns
    -------
    layers : pandas.Series
        (n,) float64 ≥ 0; NaN where nothing is built.
    """
    return _divided(gfa_m2, footprint_m2).rename("layers")


def osr(gsi: pd.Series, fsi: pd.Series) -> pd.Series:
    r"""Return the open space ratio: unbuilt land per m² of floor, :math:`(1 - GSI) / FSI`.

    Returns
    -------
    osr : pandas.Series
        (n,) float64 ≥ 0, m²/m²; NaN where there is no floor area.

    Examples
    --------
    A plot of 20 × 30 m with a house of 10 × 12 m and 3 storeys:

    >>> osr(pd.Series([0.2]), pd.Series([0.6])).round(3).to_list()
    [1.333]
    """
    return _divided(1 - gsi, fsi).rename("osr")


def mxi(dwelling_m2: pd.Series, gfa_m2: pd.Series) -> pd.Series:
    """Return the mixed-use index: the share of dwellings in the floor area (Van den Hoek, 2008).

    Returns
    -------
    mxi : pandas.Series
        (n,) float64 in [0, 1]; NaN where there is no floor area.
    """
    return _divided(dwelling_m2, gfa_m2).rename("mxi")


def _divided(above: pd.Series, below: pd.Series) -> pd.Series:
    return above.astype("float64") / below.astype("float64").where(below > 0, np.nan)
