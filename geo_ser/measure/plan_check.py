"""What stands on a plot against what the plan allows there."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding, Words
from geo_ser.study import Thresholds

__all__ = ["plan_findings"]


@dataclass(frozen=True)
class _Rule:
    """One limit: what is compared, and which way is wrong."""

    rule: str
    measured: str
    limit: str
    unit: str
    most: bool
    said: Words
    todo: Words


_LINE = Words(
    "Kijk of er ontheffing is, of het gebouw vergunningvrij is, en of de kavelrand goed is "
    "ingedeeld.",
    "See whether there is a waiver, whether the building needs no permit, and whether the edge of "
    "the plot was classed well.",
)  # fmt: skip
_PERMIT = Words(
    "Kijk welk deel van het plan hier geldt en of er ontheffing is.",
    "See which part of the plan holds here, and whether there is a waiver.",
)
_NEAR = {
    "road": Words("Bebouwing staat dichter bij de weg dan de rooilijn van het plan toestaat.",
                  "A building stands nearer to the road than the plan's building line allows."),
    "side": Words("Bebouwing staat dichter bij de zijgrens dan het plan toestaat.",
                  "A building stands nearer to the side of the plot than the plan allows."),
    "rear": Words("Bebouwing staat dichter bij de achtergrens dan het plan toestaat.",
                  "A building stands nearer to the rear of the plot than the plan allows."),
}  # fmt: skip
_RULES = (
    *(
        _Rule("measure.setback_limit", f"setback_{edge}_m", f"setback_{edge}_m", "m", False, said,
              _LINE)
        for edge, said in _NEAR.items()
    ),
    _Rule(
        "measure.height_limit", "height_max_m", "max_height_m", "m", True,
        Words("Het hoogste gebouw is hoger dan het plan toestaat.",
              "The highest building is higher than the plan allows."),
        _PERMIT,
    ),
    _Rule(
        "measure.coverage_limit", "coverage", "max_coverage", "ratio", True,
        Words("Er is meer bebouwd dan het plan toestaat.", "More is built than the plan allows."),
        _PERMIT,
    ),
)  # fmt: skip


def plan_findings(
    plots: pd.DataFrame, limits: gpd.GeoDataFrame, rows: gpd.GeoSeries, thresholds: Thresholds
) -> list[Finding]:
    """Return a finding for each plot and limit that what stands there does not keep to.

    Parameters
    ----------
    plots
        (k,) `plot_id` and what was measured; a column that is absent is not compared.
    limits
        (k,) what `limits.plot_limits` returned, in the same order.
    rows
        (k,) the plots' land in the terrains.
    thresholds
        `setback_tolerance_m`, `height_tolerance_m` and `coverage_tolerance` are used.
    """
    findings = []
    for rule in _RULES:
        if rule.measured not in plots.columns:
            continue
        measured = plots[rule.measured].to_numpy(dtype="float64", na_value=np.nan)
        limit = limits[rule.limit].to_numpy(dtype="float64", na_value=np.nan)
        slack = _slack(rule, thresholds)
        over = measured - limit if rule.most else limit - measured
        wrong = over > slack + 1e-9
        for row in np.flatnonzero(wrong & ~_again(plots["plot_id"], wrong)):
            findings.append(
                _finding(rule, plots["plot_id"].iloc[row], measured[row], limit[row], slack,
                         rows.iloc[row])
            )  # fmt: skip
    return findings


def _finding(
    rule: _Rule, plot_id: str, measured: float, limit: float, slack: float, place: object
) -> Finding:
    return Finding(
        rule=rule.rule,
        severity="warning",
        table="plots",
        id=plot_id,
        column=rule.measured,
        claimed=float(measured),
        expected=float(limit),
        difference=float(measured - limit),
        unit=rule.unit,
        tolerance=slack,
        reason=rule.said,
        action=rule.todo,
        geometry=place,
    )


def _slack(rule: _Rule, thresholds: Thresholds) -> float:
    """Return what may be off before it is said: the data are no survey."""
    return {
        "measure.setback_limit": thresholds.setback_tolerance_m,
        "measure.height_limit": thresholds.height_tolerance_m,
        "measure.coverage_limit": thresholds.coverage_tolerance,
    }[rule.rule]


def _again(plot_id: pd.Series, wrong: np.ndarray) -> np.ndarray:
    """Return which rows repeat a plot that was wrong in an earlier terrain."""
    again = np.zeros(len(wrong), dtype="bool")
    again[wrong] = plot_id[wrong].duplicated().to_numpy()
    return again
