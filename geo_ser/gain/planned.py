"""Step 2: the floor space that measures win on planned terrains, by ambition level."""

import pandas as pd

from geo_ser.parameters import INSTRUMENTS, PlannedLevel, PlannedParameters

__all__ = ["planned_levels", "planned_plots"]

_BASELINE = PlannedLevel()
_FLOORS_STACKED = 2


def planned_plots(parameters: PlannedParameters) -> pd.DataFrame:
    r"""Land and floor space of each group of plots at each ambition level.

    .. math::
        K_g = n_g\,a_g\,(1 - s_g) \qquad B_g = K_g\,c_g \qquad
        V_g = B_g\,(2 + o)\ \text{if stacked, else}\ B_g

    with n plots of a m², s the sum of the group's shrink shares, c its footprint share, and o
    the share of the footprint that is office.

    Parameters
    ----------
    parameters
        The `[planned]` block of a ladder file.

    Returns
    -------
    plots : pandas.DataFrame
        One row per level (0 first) and group: `level`, `group` (from 1), `stacked`, `plot_m2`
        (one plot, shrunk), `count`, `land_m2` K, `freed_m2` (land no longer needed),
        `footprint_m2` B, `office_m2` B·o where stacked, `business_m2` the rest of V,
        `gfa_m2` V. Never null.

    Notes
    -----
    Source: Stec Groep (2004), annex G, tables 2, 3, 5 and 7.
    """
    levels = {0: _BASELINE, **parameters.levels}
    rows = [
        _plot_row(parameters, number, levels[number], group)
        for number in sorted(levels)
        for group in range(1, len(parameters.groups) + 1)
    ]
    return pd.DataFrame(rows)


def _plot_row(
    parameters: PlannedParameters, number: int, level: PlannedLevel, group: int
) -> dict[str, float]:
    """Return one group of plots at one level."""
    plots = parameters.groups[group - 1]
    shrink = level.shrink.share if level.shrink and group in level.shrink.groups else 0.0
    stacked = group in level.stack
    land = plots.count * plots.size_m2 * (1 - shrink)
    footprint = land * level.footprint_shares.get(group, parameters.footprint_share)
    office = footprint * parameters.office_share if stacked else 0.0
    business = footprint * (_FLOORS_STACKED if stacked else 1)
    return {
        "level": number,
        "group": group,
        "stacked": stacked,
        "plot_m2": plots.size_m2 * (1 - shrink),
        "count": plots.count,
        "land_m2": land,
        "freed_m2": plots.count * plots.size_m2 * shrink,
        "footprint_m2": footprint,
        "office_m2": office,
        "business_m2": business,
        "gfa_m2": business + office,
    }


def planned_levels(parameters: PlannedParameters) -> pd.DataFrame:
    r"""Floor space, hectares and gain share of each ambition level.

    .. math::
        R = (2 + o)\,c_r \sum_g n_g\,a_g\,s_g \qquad E = V + R - V_0 \qquad
        H = \frac{E}{10\,000\,c} \qquad w = \frac{E}{V_0}

    with R the floor space on the land that shrinking frees, built at footprint share
    :math:`c_r` and stacked; E the extra floor space, H the hectares it would have taken at
    the ordinary footprint share c, w the gain share.

    Parameters
    ----------
    parameters
        The `[planned]` block of a ladder file.

    Returns
    -------
    levels : pandas.DataFrame
        One row per level, 0 first: `level`, `gfa_m2` V (without the freed land),
        `rest_gfa_m2` R, `extra_gfa_m2` E, `extra_ha` H, `gain_share` w, and w split by
        instrument in `stack_office`, `stack_business`, `linking`, `shared_parking`,
        `shared_facilities` (they add up to w). Never null; E is below 0 where measures cost
        floor space.

    Notes
    -----
    As in the document, the split gives the freed land to the shrink shares in proportion;
    `stack_business` takes the rest, a changed footprint included. Source: Stec Groep (2004),
    annex G, tables 3 to 8.

    Examples
    --------
    >>> small = PlannedParameters(
    ...     footprint_share=0.5, office_share=0.2, groups=[{"size_m2": 1000, "count": 10}],
    ...     levels={1: {"stack": [1]}},
    ... )
    >>> planned_levels(small)[["gfa_m2", "extra_ha", "gain_share"]].to_numpy().tolist()
    [[5000.0, 0.0, 0.0], [11000.0, 1.2, 1.2]]
    """
    columns = ["office_m2", "business_m2", "gfa_m2", "freed_m2"]
    sums = planned_plots(parameters).groupby("level")[columns].sum()
    base = sums["gfa_m2"].loc[0]
    rest = sums["freed_m2"] * _rest_factor(parameters, sums.index)
    extra = sums["gfa_m2"] + rest - base
    table = pd.DataFrame(
        {
            "gfa_m2": sums["gfa_m2"],
            "rest_gfa_m2": rest,
            "extra_gfa_m2": extra,
            "extra_ha": extra / parameters.footprint_share / 10_000,
            "gain_share": extra / base,
            "stack_office": sums["office_m2"] / base,
            "stack_business": (sums["business_m2"] - base) / base,
        }
    )
    for name in INSTRUMENTS[2:]:
        table[name] = rest / base * _part_of_shrink(parameters, sums.index, name)
    return table.reset_index()


def _rest_factor(parameters: PlannedParameters, levels: pd.Index) -> pd.Series:
    """Return the floor space per m² of freed land at each level."""
    shares = [_level(parameters, number).rest_footprint_share for number in levels]
    built = [parameters.footprint_share if share is None else share for share in shares]
    return pd.Series(built, index=levels) * (_FLOORS_STACKED + parameters.office_share)


def _part_of_shrink(parameters: PlannedParameters, levels: pd.Index, name: str) -> pd.Series:
    """Return which part of the shrinking one instrument causes at each level, 0 without any."""
    shrinks = [_level(parameters, number).shrink for number in levels]
    parts = [getattr(one, name) / one.share if one and one.share else 0.0 for one in shrinks]
    return pd.Series(parts, index=levels, dtype="float64")


def _level(parameters: PlannedParameters, number: int) -> PlannedLevel:
    return parameters.levels.get(number, _BASELINE)
