r"""The parameters of step 1 and 2 at the bounds of their ranges, where the gain is least and most.

Step 1 grows with both of its shares. In step 2, with o the office share, c the footprint share,
c_g that of a group of its own, c_r that of freed land and s what plots shrink by, the hectares won

.. math:: H = \frac{1}{10^4} \Big(\sum_g n_g a_g \big((1 - s_g) \tfrac{c_g}{c} f_g - 1\big)
          + (2 + o) \tfrac{c_r}{c} \sum_g n_g a_g s_g\Big), \quad f_g \in \{1, 2 + o\}

grow with o, c_g and c_r and fall with c (where a group has no share of its own, c cancels). In s
they are linear, and which way depends on the others: so both ends of s are tried. The gain share
is H over the land of all plots, so its bounds are found at the same places.
"""

from collections.abc import Callable
from itertools import product
from typing import Any

from geo_ser.parameters import ExistingParameters, PlannedLevel, PlannedParameters, Ranged, band_of

__all__ = ["existing_ends", "planned_corners"]

End = Callable[[float], float]


def _low(value: float) -> float:
    return band_of(value).low


def _high(value: float) -> float:
    return band_of(value).high


def existing_ends(existing: ExistingParameters) -> tuple[ExistingParameters, ExistingParameters]:
    """Return step 1 with both shares at their low and at their high bound."""

    def at(end: End) -> ExistingParameters:
        shares = {name: end(getattr(existing, name)) for name in ("reuse_share", "local_share")}
        return existing.model_copy(update=shares)

    return at(_low), at(_high)


def planned_corners(planned: PlannedParameters) -> list[PlannedParameters]:
    """Return step 2 at the corners among which each level wins least and most.

    One (the parameters themselves) without ranges, else two or four.
    """
    levels = planned.levels.values()
    shrinks = [one.shrink for one in levels if one.shrink is not None]
    shrink_ends = (_low, _high) if any(map(_has_range, shrinks)) else (_low,)
    if len(shrink_ends) == 1 and not any(map(_has_range, (planned, *levels))):
        return [planned]
    return [_corner(planned, *ends) for ends in product((_low, _high), shrink_ends)]


def _has_range(block: Any) -> bool:
    """Whether one of the block's own shares has bounds."""
    own = [getattr(block, name) for name in type(block).model_fields]
    by_group = [one for value in own if isinstance(value, dict) for one in value.values()]
    return any(isinstance(one, Ranged) for one in (*own, *by_group))


def _corner(planned: PlannedParameters, end: End, shrink_end: End) -> PlannedParameters:
    """Return step 2 with the gain's shares at one end, the plots' shrinking at one."""
    other = _high if end is _low else _low
    update = {
        "footprint_share": other(planned.footprint_share),
        "office_share": end(planned.office_share),
        "levels": {number: _level(one, end, shrink_end) for number, one in planned.levels.items()},
    }
    return planned.model_copy(update=update)


def _level(level: PlannedLevel, end: End, shrink_end: End) -> PlannedLevel:
    rest, shrink = level.rest_footprint_share, level.shrink
    if shrink is not None:
        names = ("linking", "shared_parking", "shared_facilities")
        shrink = shrink.model_copy(update={one: shrink_end(getattr(shrink, one)) for one in names})
    return level.model_copy(
        update={
            "shrink": shrink,
            "footprint_shares": {key: end(one) for key, one in level.footprint_shares.items()},
            "rest_footprint_share": None if rest is None else end(rest),
        }
    )
