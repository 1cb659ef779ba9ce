"""Supply: the `[[supply]]` blocks of one variant as items."""

import math
from collections.abc import Sequence

import pandas as pd

from geo_ser.errors import LadderError
from geo_ser.ladder.items import Item
from geo_ser.ladder.where import require_known, selected
from geo_ser.parameters import Band, Demand, Supply

__all__ = ["require_measured", "supply_items"]


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


def supply_items(
    supply: Sequence[Supply], demand: Demand, indicators: pd.DataFrame | None
) -> list[Item]:
    """Return the supply of one variant, in the order of the file.

    Parameters
    ----------
    supply
        The `[[supply]]` blocks; those for other variants are left out.
    demand
        The variant.
    indicators
        (n,) the terrain indicators, for supply with `from`; None where nothing was measured.

    Raises
    ------
    LadderError
        If a supply needs an indicator that is not there or is unknown for a terrain.
    """
    ours = [one for one in supply if one.variants is None or demand.variant in one.variants]
    return [_item(one, demand.band, indicators) for one in ours]


def _item(supply: Supply, demand: Band, indicators: pd.DataFrame | None) -> Item:
    """Return one supply; a percentage of the demand follows the demand's own bounds."""
    percent, amount = supply.percent_of_demand, None
    terrains = None if supply.from_ is None else _meant(supply, indicators)
    if percent is not None:
        low, high = percent.low / 100, percent.high / 100
        shown = Band(low=low * demand.low, high=high * demand.high)
        off_low, off_high = high * demand.low, low * demand.high
    else:
        amount = shown = supply.band or _measured(supply, indicators)
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
        terrains=_ids(terrains),
    )


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
    """Return the sum of an indicator over the terrains that a supply means, in hectares."""
    column, terrains = supply.from_ or "", _meant(supply, indicators)
    areas = require_known(terrains, column, item=supply.name)
    if not pd.api.types.is_numeric_dtype(areas) or (areas < 0).any():
        raise LadderError(f"supply {supply.name!r}: {column} holds no areas of 0 or more.")
    total = math.fsum(areas) / (10_000 if column.endswith("_m2") else 1)
    return Band(low=total, high=total)


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
