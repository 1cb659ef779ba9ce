"""What the gain tables say, as plain numbers by ambition level."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo_ser.errors import LadderError, first_three
from geo_ser.ladder.items import Span
from geo_ser.parameters import INSTRUMENTS, LadderParameters

__all__ = ["Gains", "existing_records", "gains", "planned_records"]

_GROUP_COLUMNS = (
    "plot_m2",
    "land_m2",
    "freed_m2",
    "footprint_m2",
    "office_m2",
    "business_m2",
    "gfa_m2",
    "rest_footprint_m2",
    "rest_office_m2",
    "rest_business_m2",
    "rest_gfa_m2",
)
_PLANNED_COLUMNS = (
    "gfa_m2",
    "rest_gfa_m2",
    "extra_gfa_m2",
    "extra_ha",
    "extra_low_ha",
    "extra_high_ha",
    "gain_share",
    "gain_share_low",
    "gain_share_high",
)


@dataclass(frozen=True)
class Gains:
    """Hectares won and the gain share, by ambition level, each between its bounds."""

    existing_ha: dict[int, Span]
    planned_ha: dict[int, Span]
    share: dict[int, Span]

    def at_the_middle(self) -> "Gains":
        """Return the gains without their bounds."""
        return Gains(
            *(
                {level: Span.of(one.middle) for level, one in kind.items()}
                for kind in (self.existing_ha, self.planned_ha, self.share)
            )
        )


def gains(
    parameters: LadderParameters, existing: pd.DataFrame | None, planned: pd.DataFrame | None
) -> Gains:
    """Return the gain of each level that the parameters know; 0 at level 0.

    Raises
    ------
    LadderError
        If a table the parameters ask for is missing or made for other levels, or the gain of
        a terrain is unknown.
    """
    existing_ha, planned_ha, share = ({0: Span.of(0.0)} for _ in range(3))
    if parameters.existing is not None:
        table = _table(existing, "existing", parameters.existing_levels)
        _require_known_gain(table, parameters.existing.table)
        ends = table.groupby("level")[["gain_low_ha", "gain_ha", "gain_high_ha"]]
        existing_ha = {
            int(str(level)): Span(*(math.fsum(rows[one]) for one in rows)) for level, rows in ends
        }
    if parameters.planned is not None:
        table = _table(planned, "planned", parameters.planned_levels)
        levels = [int(level) for level in table["level"]]
        planned_ha = _spans(table, levels, "extra_low_ha", "extra_ha", "extra_high_ha")
        share = _spans(table, levels, "gain_share_low", "gain_share", "gain_share_high")
    return Gains(existing_ha, planned_ha, share)


def _spans(table: pd.DataFrame, levels: list[int], *columns: str) -> dict[int, Span]:
    """Return three columns, from low to high, by level."""
    rows = zip(*(map(float, table[one]) for one in columns), strict=True)
    return {level: Span(*row) for level, row in zip(levels, rows, strict=True)}


def _table(table: pd.DataFrame | None, name: str, levels: tuple[int, ...]) -> pd.DataFrame:
    """Return a gain table, refused when it is missing or does not hold these levels."""
    if table is None or sorted(set(table["level"])) != list(levels):
        raise LadderError(
            f"the ladder asks for [{name}] at levels {', '.join(map(str, levels))}, and the "
            "gain table does not hold them. Run `geo-ser gain` first."
        )
    return table


def _require_known_gain(table: pd.DataFrame, file: str) -> None:
    unknown = table[table["gain_ha"].isna()]
    if len(unknown):
        terrains = sorted(set(unknown["terrain"]))
        raise LadderError(
            f"[existing]: the gain is unknown for {len(terrains)} of "
            f"{table['terrain'].nunique()} terrains (first: {first_three(terrains)}): {file} "
            "has cells without hectares. Fill them in, with 0 where nothing can be won; "
            "unknown is not zero."
        )


def existing_records(table: pd.DataFrame | None) -> list[dict[str, Any]]:
    """Return the gain of each terrain and level as it stands in ladder.json."""
    if table is None:
        return []
    rows = table.sort_values(["terrain", "level"])
    return [
        {
            "terrain": str(row["terrain"]),
            "level": int(row["level"]),
            **{name: float(row[name]) for name in ("gain_ha", "gain_low_ha", "gain_high_ha")},
        }
        for row in rows.to_dict("records")
    ]


def planned_records(
    levels: pd.DataFrame | None, groups: pd.DataFrame | None
) -> list[dict[str, Any]]:
    """Return the planned levels as they stand in ladder.json, with what each group gives.

    Raises
    ------
    LadderError
        If the table of groups does not hold the levels.
    """
    if levels is None:
        return []
    known = tuple(sorted({int(level) for level in levels["level"]}))
    by_level = _table(groups, "planned", known).sort_values("group").groupby("level")
    return [
        {
            "level": int(row["level"]),
            **{column: float(row[column]) for column in _PLANNED_COLUMNS},
            "by_instrument": {name: float(row[name]) for name in INSTRUMENTS},
            "groups": [_group(one) for one in by_level.get_group(row["level"]).to_dict("records")],
            "by_group": [
                _shares(one) for one in by_level.get_group(row["level"]).to_dict("records")
            ],
        }
        for row in levels.sort_values("level").to_dict("records")
    ]


def _group(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the land and floor space of one group, what stands on its freed land in `rest_`."""
    return {
        "group": int(row["group"]),
        "stacked": bool(row["stacked"]),
        "count": int(row["count"]),
        **{column: float(row[column]) for column in _GROUP_COLUMNS},
    }


def _shares(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the gain share of one group, split by instrument."""
    return {
        "group": int(row["group"]),
        "gain_share": float(row["gain_share"]),
        **{name: float(row[name]) for name in INSTRUMENTS},
    }
