"""`claims.edition`: editions against each other, with the likely reason of each difference.

Rows of two editions are the same area when they are about the same terrains (by mapping, name
or a number that nothing contradicts), or carry the same name; rows joined by any of these form
one group, and groups are compared by their sums. A number alone joins nothing: registries use
numbers again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import geopandas as gpd
import numpy as np

from geo_ser.findings import Finding
from geo_ser.geometry.cuts import union
from geo_ser.qa.claims import ClaimsTable, parse_claims
from geo_ser.qa.editions import Edition, claims_edition, groups, in_order, own_edition, sums
from geo_ser.qa.match import mapping_line, match_claims
from geo_ser.qa.renumber import MERGE_GAP_M, Renumbered, merged_terrains, renumbered
from geo_ser.qa.texts import Language, Value, say, sorted_findings
from geo_ser.study import Thresholds

__all__ = ["audit_editions", "edition_findings"]

SMALLEST_HA = 1.0
"""IBIS lists terrains from this gross area on (ibis-bedrijventerreinen.nl, definitions)."""

Sides = tuple[Sequence[int], Sequence[int]]


def audit_editions(
    tables: Sequence[ClaimsTable],
    terrains: gpd.GeoDataFrame,
    *,
    thresholds: Thresholds,
    terrains_edition: date | None = None,
    language: Language = "nl",
) -> list[Finding]:
    """Return how the editions of an atlas differ, each compared with the one before it.

    Parameters
    ----------
    tables
        Claims tables; those that state neither gross nor net are left out.
    terrains
        Clean terrains; their own `claimed_gross_ha` and `claimed_net_ha` are an edition too.
    thresholds
        `polygon_min_ha`: differences up to this, or up to rounding, are none.
    terrains_edition
        The date of the terrains; None means now: they come after every claims table.

    Returns
    -------
    findings : list of Finding
        Rule `claims.edition`, unit ha, `claimed` from the later and `expected` from the earlier
        edition. Warning: gross changed, a number reused. Info: net changed at the same gross,
        a terrain gone, new or renamed. `geometry` is that of the terrains concerned.
    """
    editions = [own_edition(terrains, terrains_edition)]
    for table in tables:
        claims = parse_claims(table.rows, name=table.name)
        matches = match_claims(claims, table, terrains, language=language)
        editions.append(claims_edition(table, claims, matches))
    known = [edition for edition in editions if edition is not None]
    return edition_findings(known, terrains, thresholds=thresholds, language=language)


def edition_findings(
    editions: Sequence[Edition],
    terrains: gpd.GeoDataFrame,
    *,
    thresholds: Thresholds,
    language: Language,
) -> list[Finding]:
    """Return the findings of `audit_editions` for editions that are already matched."""
    ordered = in_order(editions)
    return sorted_findings(
        finding
        for earlier, later in pairwise(ordered)
        for finding in _Pair(earlier, later, terrains, thresholds, language).findings()
    )


@dataclass(frozen=True)
class _Pair:
    """Two editions that follow each other, and what is needed to say how they differ."""

    earlier: Edition
    later: Edition
    terrains: gpd.GeoDataFrame
    thresholds: Thresholds
    language: Language

    def findings(self) -> list[Finding]:
        together = groups(self.earlier, self.later)
        numbers = renumbered(self.earlier, self.later, together)
        renamed = {one.later: one for one in numbers if one.same_area}
        moved = {one.earlier for one in renamed.values()}
        gone = [before for before, after in together if not after]
        lost = [row for rows in gone for row in rows if row not in moved]
        found = [self._renamed(one) for one in renamed.values()]
        into: dict[int, str] = {}
        for one in numbers:
            if not one.same_area:
                members = self._merged(one, lost)
                into |= {row: self._name(self.later, [one.later]) for row in members}
                found.append(self._reused(one, members))
        reused = {one.later for one in numbers}
        for before, after in together:
            if before and after:
                found += self._changed((before, after))
            elif before and before[0] in lost:
                found.append(self._gone(before, into.get(before[0])))
            elif after and after[0] not in reused:
                found.append(self._new(after))
        return found

    def _name(self, edition: Edition, rows: Sequence[int]) -> str:
        chosen = edition.rows.loc[list(rows)]
        names = chosen["name"].where(chosen["name"].notna(), chosen["id"])
        return " + ".join(sorted(str(name) for name in names))

    def _terrain_ids(self, edition: Edition, rows: Sequence[int]) -> list[str]:
        return sorted({one for row in rows for one in edition.ids[row]})

    def _about(self, edition: Edition, rows: Sequence[int]) -> dict[str, object]:
        """Return what names a finding: table, id, name, and the place of its terrains."""
        own = sorted(one for one in edition.rows.loc[list(rows), "id"] if isinstance(one, str))
        ids = self._terrain_ids(edition, rows)
        there = self.terrains[self.terrains["terrain_id"].astype("str").isin(ids)]
        return {
            "rule": "claims.edition",
            "table": edition.table,
            "id": ";".join(own or ids) or None,
            "name": self._name(edition, rows),
            "geometry": union(there.geometry.to_numpy()) if len(there) else None,
        }

    def _gap(self, sides: Sides, part: str) -> dict[str, float]:
        """Return claimed, expected, difference and tolerance of two sums in hectares."""
        before, before_half = sums(self.earlier, sides[0], part)
        after, after_half = sums(self.later, sides[1], part)
        tolerance = max(before_half + after_half, self.thresholds.polygon_min_ha)
        return {
            "claimed": after,
            "expected": before,
            "difference": after - before,
            "tolerance": tolerance,
        }

    def _changed(self, sides: Sides) -> list[Finding]:
        gross, net = self._gap(sides, "gross"), self._gap(sides, "net")
        if _beyond(gross):
            return [self._gross_changed(sides, gross, net)]
        return [self._net_changed(sides, gross, net)] if _beyond(net) else []

    def _gross_changed(
        self, sides: Sides, gross: dict[str, float], net: dict[str, float]
    ) -> Finding:
        hint = "unknown" if np.isnan(net["difference"]) else "both" if _beyond(net) else "alone"
        change: dict[str, Value] = {"change": (net["difference"], 2)} if hint == "both" else {}
        reason = say(
            "edition.gross.reason", self.language, **self._values(gross),
            hint=say(f"edition.gross.hint.{hint}", self.language, **change),
        )  # fmt: skip
        return Finding(
            **self._about(self.later, sides[1]), **gross,  # type: ignore[arg-type]
            severity="warning", column=self.later.columns[0], unit="ha",
            reason=f"{reason} {self._measured(sides, gross)}".strip(),
            action=say("edition.gross.action", self.language),
        )  # fmt: skip

    def _measured(self, sides: Sides, gross: dict[str, float]) -> str:
        """Return which of two editions the outline agrees with, when they are about the same."""
        ids = self._terrain_ids(self.later, sides[1])
        there = self.terrains[self.terrains["terrain_id"].astype("str").isin(ids)]
        if not ids or ids != self._terrain_ids(self.earlier, sides[0]):
            return ""
        measured = union(there.geometry.to_numpy()).area / 1e4
        nearer = abs(gross["claimed"] - measured) <= abs(gross["expected"] - measured)
        return say(
            "edition.measured", self.language, measured=(measured, 2),
            nearest=(self.later if nearer else self.earlier).label,
        )  # fmt: skip

    def _net_changed(self, sides: Sides, gross: dict[str, float], net: dict[str, float]) -> Finding:
        known = "unknown" if np.isnan(gross["difference"]) else "same"
        return Finding(
            **self._about(self.later, sides[1]), **net,  # type: ignore[arg-type]
            severity="info", column=self.later.columns[1], unit="ha",
            reason=say(
                "edition.net.reason", self.language, **self._values(net),
                gross=say(f"edition.net.{known}_gross", self.language),
            ),
            action=say("edition.net.action", self.language),
        )  # fmt: skip

    def _values(self, gap: dict[str, float]) -> dict[str, Value]:
        return {
            "earlier": self.earlier.label,
            "later": self.later.label,
            "claimed": (gap["claimed"], 2),
            "expected": (gap["expected"], 2),
        }

    def _labels(self) -> dict[str, Value]:
        return {"earlier": self.earlier.label, "later": self.later.label}

    def _gone(self, rows: Sequence[int], into: str | None) -> Finding:
        gross, _ = sums(self.earlier, rows, "gross")
        if into is not None:
            hint = say("edition.gone.merged", self.language, into=into)
        elif gross < SMALLEST_HA:
            hint = say("edition.gone.small", self.language, gross=(gross, 2))
        else:
            hint = say("edition.gone.hint", self.language)
        if self.later.rest and into is None:
            rest = ", ".join(self.later.rest)
            hint = f"{hint} {say('edition.gone.rest', self.language, rest=rest)}"
        return self._one_sided(self.earlier, rows, "gone", hint)

    def _new(self, rows: Sequence[int]) -> Finding:
        year = self.later.rows.loc[list(rows), "start_year"].min()
        hint = say("edition.new.hint", self.language)
        if np.isfinite(year) and self.earlier.when is not None:
            age = "young" if year >= self.earlier.when.year else "old"
            hint = say(f"edition.new.{age}", self.language, year=str(int(year)))
            if age == "old" and self.earlier.rest:
                rest = ", ".join(self.earlier.rest)
                hint = f"{hint} {say('edition.gone.rest', self.language, rest=rest)}"
        return self._one_sided(self.later, rows, "new", hint)

    def _one_sided(self, edition: Edition, rows: Sequence[int], key: str, hint: str) -> Finding:
        gross, _ = sums(edition, rows, "gross")
        stated = None if np.isnan(gross) else gross
        return Finding(
            **self._about(edition, rows),  # type: ignore[arg-type]
            severity="info", column=edition.columns[0], unit="ha",
            claimed=stated if key == "new" else None,
            expected=stated if key == "gone" else None,
            reason=f"{say(f'edition.{key}.reason', self.language, **self._labels())} {hint}",
            action=say("edition.one_sided.action", self.language),
        )  # fmt: skip

    def _number_values(self, one: Renumbered) -> dict[str, Value]:
        return {
            **self._labels(),
            "id": one.number,
            "old": self._name(self.earlier, [one.earlier]),
            "new": self._name(self.later, [one.later]),
        }

    def _renamed(self, one: Renumbered) -> Finding:
        return Finding(
            **self._about(self.later, [one.later]),  # type: ignore[arg-type]
            **self._gap(([one.earlier], [one.later]), "gross"),  # type: ignore[arg-type]
            severity="info", column=self.later.columns[0], unit="ha",
            reason=say("edition.renamed.reason", self.language, **self._number_values(one)),
            action=say("edition.one_sided.action", self.language),
        )  # fmt: skip

    def _merged(self, one: Renumbered, lost: Sequence[int]) -> list[int]:
        """Return the earlier rows that probably went into a row with a reused number."""
        start = self._terrain_ids(self.earlier, [one.earlier])
        chain = set(merged_terrains(start, self._terrain_ids(self.earlier, lost), self.terrains))
        members = [
            row for row in lost if self.earlier.ids[row] and chain >= set(self.earlier.ids[row])
        ]
        return members if len(members) > 1 else []

    def _reused(self, one: Renumbered, members: Sequence[int]) -> Finding:
        rows = members or [one.earlier]
        gap = self._gap((rows, [one.later]), "gross")
        old, _ = sums(self.earlier, [one.earlier], "gross")
        reason = say(
            "edition.reused.reason", self.language, **self._number_values(one),
            old_ha=(old, 2), new_ha=(gap["claimed"], 2),
        )  # fmt: skip
        line = mapping_line(
            self._name(self.later, [one.later]), self._terrain_ids(self.earlier, rows)
        )
        action = "edition.reused.action" if members else "edition.reused.action_alone"
        about = self._about(self.later, [one.later])
        about["geometry"] = self._about(self.earlier, rows)["geometry"]
        return Finding(
            **about, **gap,  # type: ignore[arg-type]
            severity="warning", column=self.later.columns[0], unit="ha",
            reason=f"{reason} {self._merger(rows, one, gap) if members else ''}".strip(),
            action=say(action, self.language, line=line),
        )  # fmt: skip

    def _merger(self, members: Sequence[int], one: Renumbered, gap: dict[str, float]) -> str:
        net, _ = sums(self.earlier, members, "net")
        new_net, _ = sums(self.later, [one.later], "net")
        names = [f"{self._name(self.earlier, [row])}" for row in members]
        return say(
            "edition.merged", self.language,
            count=str(len(members)), later=self.later.label, metres=str(int(MERGE_GAP_M)),
            members=", ".join(sorted(names)), gross=(gap["expected"], 2), net=(net, 2),
            new_gross=(gap["claimed"], 2), new_net=(new_net, 2), gap=(gap["difference"], 2),
            share=(100 * gap["difference"] / gap["expected"], 1),
        )  # fmt: skip


def _beyond(gap: dict[str, float]) -> bool:
    return abs(gap["difference"]) > gap["tolerance"] + 1e-9
