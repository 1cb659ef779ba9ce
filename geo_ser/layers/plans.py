"""Zoning plans: what a profile knows of them, and which of several versions of one applies."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

__all__ = ["ImroSource", "later_versions", "status_rank"]

_VERSION = re.compile(r"-[0-9A-Za-z]{4}$")


@dataclass(frozen=True)
class ImroSource:
    """What a profile knows of zoning plans.

    `kinds` gives per name of a plan object (lower case) what it is: plan, zone, build, limit or
    function. `columns` gives per thing that is needed the spellings of its column, best first.
    `statuses` rise; from `adopted` on a plan was adopted. `limits` gives per name of a dimension
    (lower case) its column, "" where it is known and not used.
    """

    kinds: Mapping[str, str]
    columns: Mapping[str, tuple[str, ...]]
    statuses: tuple[str, ...]
    adopted: str
    limits: Mapping[str, str]

    @classmethod
    def from_profile(cls, values: Mapping[str, Any]) -> "ImroSource":
        """Return what a profile writes down."""
        return cls(
            values["kinds"],
            {name: tuple(spellings) for name, spellings in values["columns"].items()},
            tuple(values["statuses"]),
            values["adopted"],
            {name.casefold(): column for name, column in values["limits"].items()},
        )

    def kind_of(self, name: str) -> str | None:
        """Return what a file, layer, element or type is named after; None for nothing known.

        Examples
        --------
        >>> source = ImroSource({"bouwvlak": "build"}, {}, (), "", {})
        >>> source.kind_of("app:Bouwvlak"), source.kind_of("Dubbelbestemming")
        ('build', None)
        """
        plain = "".join(sign for sign in name.casefold() if sign.isalnum())
        return next((kind for part, kind in self.kinds.items() if part in plain), None)


def status_rank(status: object, statuses: Sequence[str]) -> int:
    """Return how far a plan came, from 0; -1 where its status is unknown."""
    plain = str(status).strip().casefold()
    return statuses.index(plain) if plain in statuses else -1


def later_versions(plans: pd.DataFrame, statuses: Sequence[str]) -> pd.Series:
    """Return which plans give way to another version of the same plan.

    Of the versions of one plan (`NL.IMRO.0664.BPBS02-ON99`, `…-VG99`) the one with the highest
    status stays, then the latest, then the one with the highest number.

    Parameters
    ----------
    plans
        (n,) `plan_id`, `plan_status`, `plan_date` (ISO text), each possibly null; one row per
        plan.

    Returns
    -------
    gives_way : pandas.Series
        (n,) bool, index of `plans`; a plan without a number gives way to none.
    """
    rank = [status_rank(status, statuses) for status in plans["plan_status"]]
    keys = pd.DataFrame(
        {
            "base": [_VERSION.sub("", str(one)) for one in plans["plan_id"]],
            "rank": rank,
            "date": plans["plan_date"].fillna("").astype("str"),
            "id": plans["plan_id"].fillna("").astype("str"),
        },
        index=plans.index,
    )
    ordered = keys.sort_values(["base", "rank", "date", "id"])
    last = ~ordered["base"].duplicated(keep="last")
    return ~last.reindex(plans.index) & plans["plan_id"].notna()
