"""Step 2: the floor space that measures win on planned terrains, by ambition level."""

import pandas as pd

from geo_ser.gain.bounds import planned_corners
from geo_ser.parameters import INSTRUMENTS, PlannedLevel, PlannedParameters

__all__ = ["planned_groups", "planned_levels", "planned_plots", "planned_tables"]

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


def planned_groups(parameters: PlannedParameters) -> pd.DataFrame:
    r"""Floor space and gain of each group of plots at each level, the land it frees with it.

    .. math::
        R_g = (2 + o)\,c_r\,n_g\,a_g\,s_g \qquad w_g = \frac{V_g + R_g - V_{g,0}}{V_0}

    in the symbols of `planned_plots` and `planned_levels`: the land a group's shrinking frees is
    that group's, so its gain shares add up to the level's.

    Parameters
    ----------
    parameters
        The `[planned]` block of a ladder file.

    Returns
    -------
    groups : pandas.DataFrame
        The rows and columns of `planned_plots`, and `rest_footprint_m2`, `rest_office_m2`,
        `rest_business_m2`, `rest_gfa_m2` (what stands on the freed land), `gain_share` w_g and
        its split in `stack_office`, `stack_business`, `linking`, `shared_parking`,
        `shared_facilities` (fractions of the floor space of all groups at level 0). Never null.

    Notes
    -----
    Source: Stec Groep (2004), annex G, tables 3 to 8.
    """
    plots = planned_plots(parameters)
    levels = pd.Index(plots["level"])
    rest = plots["freed_m2"] * _rest_share(parameters, levels).to_numpy()
    rest_gfa = rest * (_FLOORS_STACKED + parameters.office_share)
    before = plots.loc[plots["level"] == 0].set_index("group")["gfa_m2"]
    own = plots["group"].map(before)
    base = before.sum()
    table = plots.assign(
        rest_footprint_m2=rest,
        rest_office_m2=rest * parameters.office_share,
        rest_business_m2=rest * _FLOORS_STACKED,
        rest_gfa_m2=rest_gfa,
        gain_share=(plots["gfa_m2"] + rest_gfa - own) / base,
        stack_office=plots["office_m2"] / base,
        stack_business=(plots["business_m2"] - own) / base,
    )
    for name in INSTRUMENTS[2:]:
        table[name] = rest_gfa / base * _part_of_shrink(parameters, levels, name).to_numpy()
    return table


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
        `shared_facilities` (they add up to w). Then `extra_low_ha`, `extra_high_ha`,
        `gain_share_low`, `gain_share_high`: H and w with the shares at the bounds of their
        ranges (`gain.bounds`), the same without ranges. Never null; E is below 0 where measures
        cost floor space.

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
    return planned_tables(parameters)[0]


def planned_tables(parameters: PlannedParameters) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `planned_levels` and `planned_groups`, the groups worked out once for both."""
    groups = planned_groups(parameters)
    table = _levels(parameters, groups)
    corners = [
        table.copy() if one is parameters else _levels(one, planned_groups(one))
        for one in planned_corners(parameters)
    ]
    for column, low, high in (("extra_ha", "extra_low_ha", "extra_high_ha"),
                              ("gain_share", "gain_share_low", "gain_share_high")):  # fmt: skip
        ends = pd.concat([table[column], *(one[column] for one in corners)], axis="columns")
        table[low], table[high] = ends.min(axis="columns"), ends.max(axis="columns")
    return table, groups


def _levels(parameters: PlannedParameters, groups: pd.DataFrame) -> pd.DataFrame:
    """Return each level with every share at its likeliest value."""
    columns = ["office_m2", "business_m2", "gfa_m2", "rest_gfa_m2"]
    sums = groups.groupby("level")[columns].sum()
    base, rest = sums["gfa_m2"].loc[0], sums["rest_gfa_m2"]
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


def _rest_share(parameters: PlannedParameters, levels: pd.Index) -> pd.Series:
    """Return the footprint share of freed land at each level."""
    shares = [_level(parameters, number).rest_footprint_share for number in levels]
    built = [parameters.footprint_share if share is None else share for share in shares]
    return pd.Series(built, index=levels, dtype="float64")


def _part_of_shrink(parameters: PlannedParameters, levels: pd.Index, name: str) -> pd.Series:
    """Return which part of the shrinking one instrument causes at each level, 0 without any."""
    shrinks = [_level(parameters, number).shrink for number in levels]
    parts = [getattr(one, name) / one.share if one and one.share else 0.0 for one in shrinks]
    return pd.Series(parts, index=levels, dtype="float64")


def _level(parameters: PlannedParameters, number: int) -> PlannedLevel:
    return parameters.levels.get(number, _BASELINE)
