"""Supply: the `[[supply]]` blocks of one variant as items."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo_ser.errors import LadderError
from geo_ser.ladder.items import Item
from geo_ser.ladder.plot_sets import ENDS, PlotTables, counted_before, plot_set
from geo_ser.ladder.where import require_known, selected
from geo_ser.parameters import Band, Demand, Supply

__all__ = ["Counted", "Measured", "measure_supply", "require_measured", "supply_items"]


@dataclass(frozen=True)
class Counted:
    """What of a supply an earlier one of the variant has already: it is taken off."""

    by: str
    """The name of the earlier supply."""
    plots: tuple[str, ...]
    band: Band


@dataclass(frozen=True)
class Measured:
    """The hectares of a supply with `from`, less what earlier supplies count already."""

    band: Band
    terrains: tuple[str, ...] | None
    counted: tuple[Counted, ...] = ()

    def at(self, value: float) -> "Measured":
        """Return it without a range."""
        return Measured(Band(low=value, high=value), self.terrains, self.counted)


def require_measured(supply: Sequence[Supply], indicators: pd.DataFrame | None) -> None:
    """Refuse supply that the indicators do not know, every one of them at once.

    Raises
    ------
    LadderError
        With a line for each `[[supply]]` that names an unknown indicator or asks for an
        unknown value.
    """
    problems = []
    for number, one in enumerate(supply, 1):
        if one.from_ is not None:
            try:
                _measured(one, indicators)
            except LadderError as error:
                problems.append(f"[[supply]] {number} from: {error}")
    if problems:
        raise LadderError("\n".join(problems))


def measure_supply(
    supply: Sequence[Supply], demand: Demand, indicators: pd.DataFrame | None, plots: PlotTables
) -> dict[int, Measured]:
    """Return the hectares of each supply of one variant that comes from an indicator.

    Where two rest on the same plots, the first of them in the order of the steps, then of the
    file, counts; the later one is less by what it holds there (design: no plot twice).

    Parameters
    ----------
    supply
        The `[[supply]]` blocks.
    demand
        The variant.
    indicators
        (n,) the terrain indicators; None where nothing was measured.
    plots
        What each supply holds per plot comes from here; without plots nothing can be compared.

    Returns
    -------
    measured : dict
        By the place of the block in `supply`.

    Raises
    ------
    LadderError
        If an indicator is not there, unknown for a terrain, or no sum over plots while
        another supply rests on the same terrain.
    """
    numbers = [n for n, one in enumerate(supply) if one.from_ is not None and _serves(one, demand)]
    numbers.sort(key=lambda n: (supply[n].step, n))
    found: dict[int, Measured] = {}
    before: list[tuple[Supply, tuple[str, ...], pd.DataFrame | None]] = []
    for number in numbers:
        one = supply[number]
        band, ids = _measured(one, indicators), _ids(_meant(one, indicators))
        held = None if ids is None else plot_set(one.from_ or "", ids, plots)
        counted = []
        for other, theirs, earlier in before if ids is not None else ():
            if held is None or earlier is None:
                _require_apart(one, ids or (), other, theirs, plots)
                continue
            twice = counted_before(held, earlier)
            if twice.any():
                counted.append(_counted(other, held[twice]))
                held = held[~twice]
        for less in counted:
            band = _less(band, less.band)
        found[number] = Measured(band, ids, tuple(counted))
        before.append((one, ids or (), held))
    return found


def _counted(other: Supply, rows: pd.DataFrame) -> Counted:
    low, value, high = (math.fsum(rows[end]) for end in ENDS)
    plots = tuple(sorted(set(rows["plot_id"])))
    return Counted(other.name, plots, Band(low=low, high=high, value=value))


def _less(band: Band, part: Band) -> Band:
    """Return a range less a part of it, each bound less its own; rounding stays above 0."""
    value = None if band.value is None else max(band.value - part.middle, 0.0)
    low, high = max(band.low - part.low, 0.0), max(band.high - part.high, 0.0)
    if value is None:
        return Band(low=min(low, high), high=max(low, high))
    return Band(low=min(low, value), high=max(high, value), value=value)


_OFF_PLOTS = ("tare_", "off_plot_")


def _require_apart(
    one: Supply, ids: Sequence[str], other: Supply, theirs: Sequence[str], plots: PlotTables
) -> None:
    """Refuse two supplies over one terrain of which nobody can say what lies on which plot.

    What lies outside the plots cannot count twice with what lies on them, nor can two classes
    of cover with each other. Without plots there is nothing to compare.

    Raises
    ------
    LadderError
        Naming both and the terrains.
    """
    ours, rest = one.from_ or "", other.from_ or ""
    both = sorted(set(ids) & set(theirs))
    apart = ours.startswith(_OFF_PLOTS) != rest.startswith(_OFF_PLOTS) or (
        ours != rest and ours.split("_")[0] == rest.split("_")[0] in ("cover", "tare")
    )
    if not both or apart or (plots.plots is None and ours != rest):
        return
    shown = ", ".join(both[:3]) + (f" and {len(both) - 3} more" if len(both) > 3 else "")
    raise LadderError(
        f"supply {one.name!r} ({ours}) and supply {other.name!r} ({rest}) rest on the same "
        f"terrains ({shown}), and which part of them lies on which plot is not known, so the "
        "same land may count twice. Give them different terrains with `where`, take an indicator "
        "that is a sum over plots (unbuilt_area_m2, gain_…_ha), or leave one out."
    )


def supply_items(
    supply: Sequence[Supply], demand: Demand, measured: Mapping[int, Measured]
) -> list[Item]:
    """Return the supply of one variant, in the order of the file.

    Parameters
    ----------
    supply
        The `[[supply]]` blocks; those for other variants are left out.
    demand
        The variant.
    measured
        What `measure_supply` returned for it.
    """
    return [
        _item(one, demand.band, measured.get(number))
        for number, one in enumerate(supply)
        if _serves(one, demand)
    ]


def _serves(supply: Supply, demand: Demand) -> bool:
    return supply.variants is None or demand.variant in supply.variants


def _item(supply: Supply, demand: Band, measured: Measured | None) -> Item:
    """Return one supply; a percentage of the demand follows the demand's own bounds."""
    percent, amount = supply.percent_of_demand, None
    if percent is not None:
        low, high = percent.low / 100, percent.high / 100
        shown = Band(low=low * demand.low, high=high * demand.high)
        off_low, off_high = high * demand.low, low * demand.high
    else:
        amount = shown = _amount(supply, measured)
        off_low, off_high = shown.high, shown.low
    return Item(
        step=supply.step,
        name=supply.name,
        kind="supply",
        low=shown.low,
        high=shown.high,
        off_low=off_low,
        off_high=off_high,
        source="; ".join(filter(None, [_how(supply), supply.source])) or "given",
        scope=supply.scope,
        segment=supply.segment,
        amount=amount,
        percent=percent,
        terrains=None if measured is None else measured.terrains,
        counted=() if measured is None else measured.counted,
    )


def _amount(supply: Supply, measured: Measured | None) -> Band:
    """Return the hectares a block gives, or those that were measured for it."""
    band = supply.band
    if band is None:
        assert measured is not None, "measure_supply has every supply with `from`"
        return measured.band
    return band


def _how(supply: Supply) -> str:
    """Return in words how an amount comes about that the block does not give itself."""
    if supply.percent_of_demand is not None:
        return f"{_range(supply.percent_of_demand)} % of demand"
    if supply.percent is not None:
        return f"{_range(supply.percent)} % of {supply.of_ha:g} ha"
    if supply.from_ is not None:
        return f"measured: {supply.from_}" + (f" where {supply.where}" if supply.where else "")
    return ""


def _range(band: Band) -> str:
    return f"{band.low:g}" if band.low == band.high else f"{band.low:g}–{band.high:g}"


def _measured(supply: Supply, indicators: pd.DataFrame | None) -> Band:
    """Return the sum of an indicator over the terrains that a supply means, in hectares.

    Its `_low_` and `_high_` columns, where there are any, give the bounds; where only they are
    known for some terrain, there is a range without a likeliest amount.
    """
    column, terrains = supply.from_ or "", _meant(supply, indicators)
    bounds = [name for end in ("low", "high") if (name := _end_of(column, end)) in terrains]
    if len(bounds) < 2 or terrains[bounds].isna().any(axis=None):
        total = _total(supply, terrains, column)
        return Band(low=total, high=total)
    low, high = (_total(supply, terrains, name) for name in bounds)
    if column in terrains and terrains[column].isna().any():
        return Band(low=min(low, high), high=high)
    value = _total(supply, terrains, column)
    if low == value == high:
        return Band(low=value, high=value)
    return Band(low=min(low, value), high=max(value, high), value=value)


def _end_of(column: str, end: str) -> str:
    """Return the column with the low or high bound of an indicator: gain_ha → gain_low_ha."""
    stem, _, unit = column.rpartition("_")
    return f"{stem}_{end}_{unit}"


def _total(supply: Supply, terrains: pd.DataFrame, column: str) -> float:
    """Return the sum of a column in hectares, refused where it is unknown or no area."""
    areas = require_known(terrains, column, item=supply.name)
    if not pd.api.types.is_numeric_dtype(areas) or (areas < 0).any():
        raise LadderError(f"supply {supply.name!r}: {column} holds no areas of 0 or more.")
    return math.fsum(areas) / (10_000 if column.endswith("_m2") else 1)


def _meant(supply: Supply, indicators: pd.DataFrame | None) -> pd.DataFrame:
    """Return the terrains that a supply means."""
    column = supply.from_ or ""
    if indicators is None:
        raise LadderError(
            f"supply {supply.name!r} comes from {column}, but nothing was measured. Run "
            "`geo-ser measure` in a study with terrains, or give the hectares as `value`."
        )
    if supply.where is None:
        return indicators
    return indicators[selected(indicators, supply.where, item=supply.name)]


def _ids(terrains: pd.DataFrame | None) -> tuple[str, ...] | None:
    """Return the ids of terrains, in one order whatever that of the rows."""
    if terrains is None or "terrain_id" not in terrains:
        return None
    return tuple(sorted(terrains["terrain_id"]))
