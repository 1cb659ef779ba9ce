"""What stands and what is in use: the sets of BAG statuses, as data.

Land use counts every building that stands; floor area counts only units in use, the set that
CBS uses for its stock of dwellings and other buildings (BAG praktijkhandleiding; the choice and
its grounds are in docs/indicators.md). Other status texts are not guessed: such a row counts in
nothing and a finding names the text.
"""

from collections.abc import Mapping

import pandas as pd

from geo_ser.errors import first_three
from geo_ser.figures import UNKNOWN_WORDS
from geo_ser.findings import Finding, Words

__all__ = [
    "BUILDING_STATUSES",
    "IDLE_STATUSES",
    "UNIT_STATUSES",
    "idle",
    "in_use",
    "stands",
    "state",
    "status_known",
    "unknown_status_findings",
]

BUILDING_STATUSES: Mapping[str, bool] = {
    "bouwvergunning verleend": False,
    "niet gerealiseerd pand": False,
    "bouw gestart": False,
    "pand in gebruik (niet ingemeten)": True,
    "pand in gebruik": True,
    "verbouwing pand": True,
    "sloopvergunning verleend": True,
    "pand buiten gebruik": True,
    "pand gesloopt": False,
    "pand ten onrechte opgevoerd": False,
}
"""Does a building of this status stand?"""

_STATES: Mapping[str, str] = {
    "bouwvergunning verleend": "permitted",
    "bouw gestart": "started",
    "pand gesloopt": "demolished",
}

UNIT_STATUSES: Mapping[str, bool] = {
    "verblijfsobject gevormd": False,
    "niet gerealiseerd verblijfsobject": False,
    "verblijfsobject in gebruik (niet ingemeten)": True,
    "verblijfsobject in gebruik": True,
    "verbouwing verblijfsobject": True,
    "verblijfsobject ingetrokken": False,
    "verblijfsobject buiten gebruik": False,
    "verblijfsobject ten onrechte opgevoerd": False,
}
"""Is the floor area of a unit of this status in use?"""

IDLE_STATUSES = ("verblijfsobject gevormd", "verblijfsobject buiten gebruik")
"""Of the statuses not in use those of units that exist: formed but not yet used, or empty."""


_SHORT = (" pand", "pand ", " verblijfsobject", "verblijfsobject ")
"""What BAG puts around a status; people leave it out ("in gebruik", "verbouwing")."""


def _with_short(statuses: Mapping[str, bool]) -> dict[str, bool]:
    """Return the statuses with their short forms beside them."""
    short = dict(statuses)
    for status, counts in statuses.items():
        for word in _SHORT:
            short.setdefault(status.replace(word, "").strip(), counts)
    return {**short, "niet ingemeten": True}


def stands(buildings: pd.DataFrame) -> pd.Series:
    """Return whether each building stands.

    Parameters
    ----------
    buildings
        (n,) rows, `status` optional; case and spaces do not matter.

    Returns
    -------
    stands : pandas.Series
        (n,) boolean, same index. An absent status counts as standing; null means that the
        status text is not known to us.

    Examples
    --------
    >>> stands(pd.DataFrame({"status": ["Pand in gebruik", "Pand gesloopt", None]})).to_list()
    [True, False, True]
    """
    return _judged(buildings, BUILDING_STATUSES, name="stands")


def in_use(units: pd.DataFrame) -> pd.Series:
    """Return whether the floor area of each unit is in use (the CBS set).

    Parameters
    ----------
    units
        (n,) rows, `status` optional; case and spaces do not matter.

    Returns
    -------
    in_use : pandas.Series
        (n,) boolean, same index. An absent status counts as in use; null means that the
        status text is not known to us.
    """
    return _judged(units, UNIT_STATUSES, name="in_use")


def idle(units: pd.DataFrame) -> pd.Series:
    """Return whether each unit exists without being in use: formed, or out of use.

    Parameters
    ----------
    units
        (n,) rows, `status` optional; case and spaces do not matter.

    Returns
    -------
    idle : pandas.Series
        (n,) bool, same index. False for units in use, withdrawn, never realised or mistaken,
        and where the status is absent or not known to us.
    """
    if "status" not in units.columns:
        return pd.Series(False, index=units.index, name="idle")
    kept = _with_short({status: status not in IDLE_STATUSES for status in UNIT_STATUSES})
    words = [status for status, other in kept.items() if not other]
    return _plain(units["status"]).isin(words).rename("idle")


def state(buildings: pd.DataFrame) -> pd.Series:
    """Return what is coming or gone: ``permitted``, ``started``, ``demolished``, else null.

    Parameters
    ----------
    buildings
        (n,) rows, `status` optional; case and spaces do not matter.

    Returns
    -------
    state : pandas.Series
        (n,) text, same index.
    """
    if "status" not in buildings.columns:
        return pd.Series(None, index=buildings.index, name="state", dtype="str")
    return _plain(buildings["status"]).map(dict(_STATES)).astype("str").rename("state")


def status_known(table: pd.DataFrame) -> pd.Series:
    """Return whether each row has a status text at all."""
    if "status" not in table.columns:
        return pd.Series(False, index=table.index, name="status_known")
    return (~_plain(table["status"]).isin(UNKNOWN_WORDS)).rename("status_known")


def unknown_status_findings(table: pd.DataFrame, name: str, id_column: str) -> list[Finding]:
    """Return one finding per status text that is in neither list.

    Parameters
    ----------
    table
        Buildings or units with the columns `status` (optional) and `id_column`.
    name
        ``"buildings"`` or ``"units"``.
    id_column
        The column that names a row.
    """
    judged = stands(table) if name == "buildings" else in_use(table)
    odd = table[judged.isna()]
    findings = []
    for status, rows in odd.groupby(_plain(odd["status"])) if len(odd) else ():
        ids = sorted(rows[id_column])
        findings.append(
            Finding(
                rule="measure.unknown_status",
                severity="warning",
                table=name,
                id=ids[0],
                column="status",
                claimed=float(len(ids)),
                unit="count",
                reason=Words(
                    f"Status {str(status)!r} is geen BAG-status; de {len(ids)} rijen die hem "
                    f"hebben tellen nergens mee (de eerste: {first_three(ids)}).",
                    f"Status {str(status)!r} is not a BAG status; the {len(ids)} rows that "
                    f"have it count in nothing (first: {first_three(ids)}).",
                ),
                action=Words(
                    "Verbeter de status, of zet in het bronbestand de BAG-status in de plaats.",
                    "Correct the status, or map it to a BAG status in the source file.",
                ),
            )
        )
    return findings


def _judged(table: pd.DataFrame, statuses: Mapping[str, bool], *, name: str) -> pd.Series:
    """Return True or False by the list, True without a status, null for any other text."""
    if "status" not in table.columns:
        return pd.Series(True, index=table.index, name=name, dtype="boolean")
    judged = _plain(table["status"]).map(_with_short(statuses)).astype("boolean")
    return judged.mask(~status_known(table), True).rename(name)


def _plain(status: pd.Series) -> pd.Series:
    """Return status texts in lower case with single spaces; nothing becomes an empty text."""
    plain = {text: " ".join(str(text).casefold().split()) for text in status.dropna().unique()}
    return status.map(plain).astype("str").fillna("")
