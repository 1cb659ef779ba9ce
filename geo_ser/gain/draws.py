"""Space gain in many draws at once: every share with a range is drawn once per draw."""

import numpy as np

from geo_ser.gain.existing import existing_sums
from geo_ser.parameters import (
    LadderInput,
    Levels,
    PlannedLevel,
    PlannedParameters,
    band_of,
)
from geo_ser.parameters.draws import Draws, drawn

__all__ = ["gain_draws"]

_BASELINE = PlannedLevel()
_FLOORS_STACKED = 2


def gain_draws(
    ladder_input: LadderInput, levels: Levels, rng: np.random.Generator, draws: int
) -> dict[str, Draws]:
    """Return what the measures win in each draw of the shares of `[existing]` and `[planned]`.

    Parameters
    ----------
    ladder_input
        A ladder file with its tables.
    levels
        The ambition levels.
    rng, draws
        The generator, and how many numbers to draw of each range.

    Returns
    -------
    gains : dict
        (draws,) `existing` and `planned` (ha) where the file has those parts, and `gain_share`
        of new terrains. Shares are drawn independently; one that serves several formulas (the
        footprint share of all groups) is the same in each of them within a draw.
    """
    parameters = ladder_input.parameters
    won: dict[str, Draws] = {"gain_share": np.zeros(draws)}
    if parameters.existing is not None and ladder_input.terrains is not None:
        shares = [
            drawn(band_of(one), rng, draws)
            for one in (parameters.existing.reuse_share, parameters.existing.local_share)
        ]
        fixed, shared = existing_sums(ladder_input.terrains, parameters.existing)
        won["existing"] = fixed[levels.existing] + shared[levels.existing] * shares[0] * shares[1]
    if parameters.planned is not None:
        planned = parameters.planned
        footprint = drawn(band_of(planned.footprint_share), rng, draws)
        office = drawn(band_of(planned.office_share), rng, draws)
        base = footprint * sum(one.size_m2 * one.count for one in planned.groups)
        floors = {
            number: _floor_m2(planned, number, footprint, office, rng)
            for number in sorted({levels.planned, levels.new})
        }
        won["planned"] = (floors[levels.planned] - base) / footprint / 10_000
        won["gain_share"] = (floors[levels.new] - base) / base
    return won


def _floor_m2(
    planned: PlannedParameters,
    number: int,
    footprint: Draws,
    office: Draws,
    rng: np.random.Generator,
) -> Draws:
    """Return the floor space of one level in each draw, that on freed land with it (V + R)."""
    level, draws = planned.levels.get(number, _BASELINE), len(footprint)
    smaller = _shrinking(level, rng, draws)
    own = {
        group: drawn(band_of(one), rng, draws)
        for group, one in sorted(level.footprint_shares.items())
    }
    rest = footprint
    if level.rest_footprint_share is not None:
        rest = drawn(band_of(level.rest_footprint_share), rng, draws)
    total, freed = np.zeros(draws), np.zeros(draws)
    for group, plots in enumerate(planned.groups, 1):
        land = plots.size_m2 * plots.count
        less = smaller if level.shrink and group in level.shrink.groups else np.zeros(draws)
        floors = _FLOORS_STACKED + office if group in level.stack else np.ones(draws)
        total += land * (1 - less) * own.get(group, footprint) * floors
        freed += land * less
    return total + (_FLOORS_STACKED + office) * rest * freed


def _shrinking(level: PlannedLevel, rng: np.random.Generator, draws: int) -> Draws:
    """Return by what share plots get smaller in each draw."""
    if level.shrink is None:
        return np.zeros(draws)
    names = ("linking", "shared_parking", "shared_facilities")
    total = np.zeros(draws)
    for name in names:
        total += drawn(band_of(getattr(level.shrink, name)), rng, draws)
    return total
