"""The kinds of buildings in the legend: of use and of status, from the words of the registries."""

from collections.abc import Sequence

import pandas as pd

__all__ = ["status_kinds", "use_kinds"]

_USES = {
    "industry": "use_industry", "industriefunctie": "use_industry",
    "office": "use_office", "kantoorfunctie": "use_office",
    "retail": "use_retail", "winkelfunctie": "use_retail",
    "dwelling": "use_dwelling", "woonfunctie": "use_dwelling",
}  # fmt: skip

_STATUSES = {
    "pand in gebruik": "status_standing",
    "pand in gebruik (niet ingemeten)": "status_standing",
    "verbouwing pand": "status_building",
    "bouw gestart": "status_building",
    "bouwvergunning verleend": "status_permit",
    "pand buiten gebruik": "status_unused",
    "sloopvergunning verleend": "status_unused",
    "pand gesloopt": "status_gone",
    "niet gerealiseerd pand": "status_gone",
    "pand ten onrechte opgevoerd": "status_gone",
}


def use_kinds(uses: pd.Series, reasons: Sequence[str]) -> list[str | None]:
    """Return the use class of each building.

    Parameters
    ----------
    uses
        (m,) lists of uses, in canonical words or those of the BAG; null is unknown.
    reasons
        (m,) the reason code where the uses are null.

    Returns
    -------
    kinds : list
        A key of BUILDING_SCALES["use"], or None where nothing is known. A building that has
        no unit in use, or does not stand, is a kind of its own.

    Examples
    --------
    >>> use_kinds(pd.Series([["office"], ["office", "dwelling"], None]), ["", "", "not_standing"])
    ['use_office', 'use_mixed', 'use_absent']
    """
    return [_use_kind(one, reason) for one, reason in zip(uses, reasons, strict=True)]


def _use_kind(uses: object, reason: str) -> str | None:
    named = [] if uses is None or isinstance(uses, float | str) else list(uses)  # type: ignore[call-overload]
    kinds = {_USES.get(str(use).strip().lower(), "use_other") for use in named}
    if len(kinds) > 1:
        return "use_mixed"
    if kinds:
        return kinds.pop()
    return {"no_unit_in_use": "use_none", "not_standing": "use_absent"}.get(reason)


def status_kinds(statuses: pd.Series) -> list[str | None]:
    """Return the status class of each building; None where the source gives no status."""
    return [
        None if pd.isna(one) or not str(one).strip()
        else _STATUSES.get(str(one).strip().lower(), "status_other")
        for one in statuses
    ]  # fmt: skip
