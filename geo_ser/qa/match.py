"""Rows of a claims table → the terrains they are about: by mapping, name or number."""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from geo_ser.findings import Finding, Severity
from geo_ser.qa.claims import Claims, ClaimsTable
from geo_ser.qa.names import name_key, name_keys, narrower
from geo_ser.qa.texts import Language, say

__all__ = ["SAME_AREA", "Matches", "mapping_line", "match_claims", "terrain_names"]

SAME_AREA = 0.25
"""Two areas further apart than this share are not the same terrain under another name."""

_ALIKE = 0.72
"""Likeness (difflib) from which a name is suggested; a suggestion is never taken silently."""

_TELLING = 5
"""Letters from which a name found inside another is suggested."""


@dataclass(frozen=True)
class Matches:
    """Which terrains each row is about.

    `ids` maps a row to terrain ids; `nowhere` are the rows whose mapping is an empty list;
    `findings` tells of rows that found no terrain, and of terrains found twice.
    """

    ids: Mapping[int, tuple[str, ...]]
    nowhere: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()


@dataclass
class _Found:
    """What looking for one row gave: terrain ids, or else candidates and why none was taken."""

    ids: tuple[str, ...] = ()
    reason: str = ""
    severity: Severity = "info"
    candidates: list[str] = field(default_factory=list)


def terrain_names(terrains: pd.DataFrame) -> pd.Series:
    """Return the name of each terrain id as text, empty where unknown, sorted by id."""
    names = terrains.get("name", pd.Series("", index=terrains.index)).astype("object")
    named = names.where(names.notna(), "").astype("str")
    return pd.Series(named.to_numpy(), index=terrains["terrain_id"].astype("str")).sort_index()


def match_claims(
    claims: Claims, table: ClaimsTable, terrains: gpd.GeoDataFrame, *, language: Language
) -> Matches:
    """Return which terrains the rows of a claims table are about.

    Mapping goes first, then the name, or the number where the study asks for `match = "id"`.
    A number is believed only when the name agrees, or the areas lie within `SAME_AREA`.

    Parameters
    ----------
    claims
        The parsed table; total rows are skipped.
    table
        The same table with its `match` and `mapping`.
    terrains
        Clean terrains: `terrain_id`, `geometry`, optionally `name`; EPSG:28992.

    Returns
    -------
    matches : Matches
        With findings `claims.unmatched` (warning when something comes near, else info) and
        `claims.matched_twice` (warning).
    """
    known = _Known(terrains, language)
    mapping = dict(table.mapping or {})
    ids: dict[int, tuple[str, ...]] = {}
    nowhere: set[int] = set()
    findings = _mapping_findings(claims, mapping, known, language)
    for row in claims.labels.index[~claims.total]:
        mapped = _mapped(claims, row, mapping)
        if mapped is None:
            found = known.by_id(claims, row) if table.match == "id" else known.by_name(claims, row)
            if found.ids:
                ids[row] = found.ids
            else:
                findings.append(_unmatched(claims, row, found, language))
        elif not mapped:
            nowhere.add(row)
        elif present := sorted(set(mapped) & set(known.names.index)):
            ids[row] = tuple(present)
    findings += _matched_twice(claims, ids, terrains, language)
    return Matches(ids=ids, nowhere=frozenset(nowhere), findings=tuple(findings))


class _Known:
    """The terrains there are, ready to be looked up by name key and by number."""

    def __init__(self, terrains: gpd.GeoDataFrame, language: Language) -> None:
        self.language = language
        self.names = terrain_names(terrains)
        self.areas = pd.Series(
            terrains.geometry.area.to_numpy() / 1e4, index=terrains["terrain_id"].astype("str")
        )
        self.keys: dict[str, list[str]] = {}
        for terrain_id, name in self.names.items():
            if key := name_key(name):
                self.keys.setdefault(key, []).append(str(terrain_id))

    def shown(self, ids: Iterable[str]) -> list[str]:
        """Return terrains as people know them: name and number."""
        return [f"{self.names[one]} ({one})" if self.names[one] else one for one in ids]

    def by_name(self, claims: Claims, row: int) -> _Found:
        """Return the terrains whose names are this row's name, all of those it lists."""
        label = claims.label(row)
        if label is None:
            return _Found(reason=say("unmatched.none", self.language))
        keys = name_keys(label)
        exact = [self.keys.get(key, []) for key in keys]
        if all(len(ids) == 1 for ids in exact):
            return _Found(ids=tuple(ids[0] for ids in exact))
        several = [
            one
            for key in keys
            for other, ids in self.keys.items()
            if other == key or narrower(key, other)
            for one in ids
        ]
        if several:
            text = "unmatched.several" if len(several) > 1 else "unmatched.near"
            return self._open(text, sorted(several))
        numbered = self._same_number(claims, row)
        near = [one for key in self._alike(keys) for one in self.keys[key]]
        candidates = list(dict.fromkeys([*numbered.candidates, *near]))
        if numbered.reason and not near:
            return numbered
        return self._open("unmatched.near" if candidates else "unmatched.none", candidates)

    def _alike(self, keys: tuple[str, ...]) -> list[str]:
        """Return known keys that differ by a typing slip, or of which one holds the other."""
        known = sorted(self.keys)
        slips = [
            near
            for key in keys
            for near in difflib.get_close_matches(key, known, n=3, cutoff=_ALIKE)
        ]
        inside = [
            other
            for key in keys
            for other in known
            if min(len(key), len(other)) >= _TELLING and (key in other or other in key)
        ]
        return list(dict.fromkeys([*slips, *inside]))

    def _open(self, text: str, candidates: list[str]) -> _Found:
        return _Found(
            reason=say(text, self.language, candidates=", ".join(self.shown(candidates))),
            severity="warning" if candidates else "info",
            candidates=candidates,
        )

    def by_id(self, claims: Claims, row: int) -> _Found:
        """Return the terrain with this row's number, when nothing contradicts it."""
        number = claims.row_id(row) or claims.label(row) or ""
        if number not in self.names.index:
            return self.by_name(claims, row)
        name, claimed = claims.label(row), float(claims.role("gross_ha")[row])
        nameless = not name or name == number or not self.names[number]
        if nameless or name_key(name or "") == name_key(self.names[number]):
            return _Found(ids=(number,))
        if abs(claimed - self.areas[number]) <= SAME_AREA * self.areas[number]:
            return _Found(ids=(number,))
        by_name = self.by_name(claims, row)
        return by_name if by_name.ids else self._reused(number)

    def _same_number(self, claims: Claims, row: int) -> _Found:
        """Return what this row's number says when its name is unknown: a candidate, or reuse."""
        number = claims.row_id(row)
        if number is None or number not in self.names.index:
            return _Found()
        claimed = float(claims.role("gross_ha")[row])
        if abs(claimed - self.areas[number]) <= SAME_AREA * self.areas[number]:
            return _Found(candidates=[number])
        return self._reused(number)

    def _reused(self, number: str) -> _Found:
        area = (float(self.areas[number]), 2)
        shown = self.names[number] or number
        return _Found(
            reason=say("unmatched.reused", self.language, id=number, other=shown, area=area),
            severity="warning",
        )


def _mapped(
    claims: Claims, row: int, mapping: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...] | None:
    """Return what the mapping says of a row: by its name or number as written, else alike."""
    for exact in (claims.label(row), claims.row_id(row)):
        if exact is not None and exact in mapping:
            return tuple(mapping[exact])
    key = name_key(claims.label(row) or "")
    alike = [ids for name, ids in mapping.items() if key and name_key(name) == key]
    return tuple(alike[0]) if len(alike) == 1 else None


def _mapping_findings(
    claims: Claims, mapping: Mapping[str, tuple[str, ...]], known: _Known, language: Language
) -> list[Finding]:
    """Return what is wrong with the mapping itself: names and numbers that do not exist."""
    keys = {name_key(label) for label in claims.labels if label} | set(claims.ids.dropna())
    found = []
    for name, ids in mapping.items():
        missing = sorted(set(ids) - set(known.names.index))
        texts = []
        if missing:
            texts.append(say("mapping.unknown_id", language, ids=", ".join(missing)))
        if name not in keys and name_key(name) not in keys:
            texts.append(say("mapping.unknown_name", language, name=name))
        action = say("mapping.action", language)
        found += [
            Finding(
                rule="claims.unmatched", severity="warning", table=claims.name, name=name,
                reason=text, action=action,
            )
            for text in texts
        ]  # fmt: skip
    return found


def mapping_line(name: str, ids: Iterable[str]) -> str:
    """Return one entry of a TOML mapping.

    Examples
    --------
    >>> mapping_line("De Haar I en II", ["628", "629"])
    '"De Haar I en II" = ["628", "629"]'
    """
    return f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(list(ids))}"


def _unmatched(claims: Claims, row: int, found: _Found, language: Language) -> Finding:
    label = claims.label(row) or claims.row_id(row) or ""
    line = mapping_line(label, found.candidates)
    return Finding(
        rule="claims.unmatched", severity=found.severity, table=claims.name,
        id=claims.row_id(row), name=claims.label(row), reason=found.reason,
        action=say("unmatched.action", language, line=line),
    )  # fmt: skip


def _matched_twice(
    claims: Claims,
    ids: Mapping[int, tuple[str, ...]],
    terrains: gpd.GeoDataFrame,
    language: Language,
) -> list[Finding]:
    """Return the terrains that more than one row of the table is about."""
    pairs = pd.DataFrame(
        [(one, row) for row, found in ids.items() for one in found], columns=["id", "row"]
    )
    twice = pairs[pairs["id"].duplicated(keep=False)]
    shapes = terrains.set_index(terrains["terrain_id"].astype("str")).geometry
    names = terrain_names(terrains)
    findings = []
    for terrain_id, rows in twice.groupby("id")["row"]:
        called = sorted(claims.label(row) or claims.row_id(row) or "" for row in rows)
        findings.append(
            Finding(
                rule="claims.matched_twice", severity="warning", table=claims.name,
                id=str(terrain_id), name=names[terrain_id] or None,
                claimed=float(len(called)), expected=1.0, difference=len(called) - 1.0,
                unit="count", tolerance=0.0,
                reason=say("matched_twice.reason", language, rows=", ".join(called)),
                action=say("matched_twice.action", language),
                geometry=shapes[terrain_id],
            )
        )  # fmt: skip
    return findings
