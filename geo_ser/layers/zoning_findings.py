"""What there is to say about zoning plans: texts nobody could read, drafts, double land."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd
import shapely

from geo_ser.errors import first_three
from geo_ser.findings import Finding, Severity, Words
from geo_ser.geometry.cuts import intersection_of, union
from geo_ser.layers.imro import KIND, texts_of
from geo_ser.layers.plans import ImroSource, status_rank

__all__ = ["zoning_findings"]

_RULES = Words(
    "Zoek ze op in de regels van het plan; wat daar staat kan als tabel met profile "
    '"canonical" worden meegegeven.',
    "Look them up in the rules of the plan; what stands there can be given as a table with "
    'profile "canonical".',
)


def zoning_findings(
    objects: gpd.GeoDataFrame,
    pieces: gpd.GeoDataFrame,
    known: ImroSource,
    *,
    loose: Sequence[str],
    doubled: Sequence[tuple[str, Any]],
) -> list[Finding]:
    """Return the findings on plan objects and the pieces they were cut into.

    Parameters
    ----------
    objects, pieces
        What `cut_zones` was given and made.
    loose
        Objects that lie in no zone.
    doubled
        Zones with the land another zone of their plan has already.
    """
    found = [
        _texts(objects, "unread", "warning"),
        _texts(objects, "unused", "info"),
        _strictest(pieces),
        _loose(loose),
        *(_doubled(zone, shape) for zone, shape in doubled),
        *_drafts(objects, known),
        *_plans_overlap(objects),
    ]
    return [one for one in found if one is not None]


def _finding(
    rule: str, severity: Severity, nl: str, en: str, action: Words, **more: Any
) -> Finding:
    return Finding(
        rule=f"layers.zoning_{rule}", severity=severity, table="zoning", reason=Words(nl, en),
        action=action, **more,
    )  # fmt: skip


def _texts(objects: gpd.GeoDataFrame, column: str, severity: Severity) -> Finding | None:
    """Return what was not read, every text by name with how often it stands there."""
    texts = Counter(text for cell in objects[column] for text in texts_of(cell))
    if not texts:
        return None
    listed = "; ".join(f"{count} × {text!r}" for text, count in sorted(texts.items()))
    total = f"{texts.total()}"
    if column == "unread":
        return _finding(
            "unread", severity,
            f"{total} teksten zijn niet gelezen: {listed}. Wat ze begrenzen is onbekend.",
            f"{total} texts were not read: {listed}. What they limit is unknown.",
            _RULES,
        )  # fmt: skip
    return _finding(
        "unused", severity,
        f"{total} maten hebben geen kolom en tellen niet mee: {listed}.",
        f"{total} dimensions have no column and do not count: {listed}.",
        Words("Niets te doen.", "Nothing to do."),
    )  # fmt: skip


def _strictest(pieces: gpd.GeoDataFrame) -> Finding | None:
    several = pieces.loc[pieces["disagreeing_limits"].fillna(0) > 0, "zone_id"].sort_values()
    if several.empty:
        return None
    count, which = len(several), first_three(several)
    return _finding(
        "strictest", "info",
        f"Op {count} stukken ({which}) gelden verschillende maten voor hetzelfde; de strengste "
        "telt, van milieucategorieën de ruimste.",
        f"On {count} pieces ({which}) different limits hold for one thing; the strictest counts, "
        "of environmental categories the widest.",
        Words("Controleer de stukken in het plan.", "Check the pieces in the plan."),
    )  # fmt: skip


def _loose(loose: Sequence[str]) -> Finding | None:
    if not loose:
        return None
    count, which = len(loose), first_three(sorted(loose))
    return _finding(
        "loose", "warning",
        f"{count} bouwvlakken, maatvoeringen of aanduidingen liggen in geen enkelbestemming "
        f"({which}) en tellen niet mee.",
        f"{count} build zones, dimensions or designations lie in no zone ({which}) and do not "
        "count.",
        Words("Staan alle enkelbestemmingen van het plan in het bestand?",
              "Does the file hold every enkelbestemming of the plan?"),
    )  # fmt: skip


def _doubled(zone: str, shape: Any) -> Finding:
    area = float(shapely.area(shape))
    return _finding(
        "overlap", "warning",
        f"{area:.2f} m² van deze bestemming ligt ook in een andere van hetzelfde plan; het laagste "
        "nummer houdt het.",
        f"{area:.2f} m² of this zone lies in another of the same plan too; the lowest number keeps "
        "it.",
        Words("Zoek uit welke bestemming geldt.", "Find out which zone holds."),
        id=zone, claimed=area, expected=0.0, difference=area, unit="m2", geometry=shape,
    )  # fmt: skip


def _drafts(objects: gpd.GeoDataFrame, known: ImroSource) -> Iterable[Finding]:
    """Give a finding per plan that was not adopted, or of which nobody says so."""
    for plan, same in objects.groupby("plan_id", sort=True):
        status = same["plan_status"].dropna()
        said = str(status.iloc[0]) if len(status) else None
        if status_rank(said, known.statuses) >= known.statuses.index(known.adopted):
            continue
        yield _finding(
            "draft", "warning",
            f"Het plan heeft status {said!r}, niet vastgesteld; de maten zijn wel gebruikt."
            if said else "Van het plan is geen status bekend; de maten zijn wel gebruikt.",
            f"The plan has status {said!r}, it was not adopted; its limits are used all the same."
            if said else "The plan has no known status; its limits are used all the same.",
            Words("Gebruik het plan dat geldt.", "Use the plan that is in force."),
            id=str(plan),
        )  # fmt: skip


def _plans_overlap(objects: gpd.GeoDataFrame) -> Iterable[Finding]:
    """Give a finding for each plan that shares land with one of a lower number."""
    zones = objects[(objects[KIND] == "zone") & objects["plan_id"].notna()]
    lands = zones.groupby("plan_id", sort=True)["geometry"].agg(
        lambda shapes: union(shapes.to_numpy())
    )
    before: list[tuple[str, Any]] = []
    for plan, land in lands.items():
        for other, taken in before:
            shared = intersection_of(land, taken)
            if shapely.area(shared) > 1.0:
                yield _two_plans(str(plan), other, shared)
        before.append((str(plan), land))


def _two_plans(plan: str, other: str, shared: Any) -> Finding:
    area = float(shapely.area(shared))
    return _finding(
        "plans", "warning",
        f"{area:.0f} m² van dit plan ligt ook in {other}; beide staan in de tabel.",
        f"{area:.0f} m² of this plan lies in {other} too; both stand in the table.",
        Words("Laat alleen het plan staan dat geldt.", "Keep only the plan that is in force."),
        id=plan, claimed=area, expected=0.0, difference=area, unit="m2",
        geometry=shared,
    )  # fmt: skip
