"""What the tables and columns of a report hold and what they are called for people."""

from collections.abc import Mapping

import pandas as pd

from geo_ser.maps.format import PER_CENT
from geo_ser.maps.text import Language, column_label
from geo_ser.tables import GAIN_FIGURES, INDICATORS, Column

__all__ = ["COLUMNS", "Language", "extra_column", "heading", "is_share"]

_UNITS = {"m2": "m²", "m3": "m³", "ha": "ha", "m": "m"}
"""How units are written; counts and ratios have none."""


def _text(**labels: str) -> tuple[Column, ...]:
    return tuple(Column(name, "text", "", nl) for name, nl in labels.items())


def _number(unit: str = "", **labels: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number", unit, nl) for name, nl in labels.items())


def _whole(**labels: str) -> tuple[Column, ...]:
    return tuple(Column(name, "year", "", nl) for name, nl in labels.items())


_LEVELS = _whole(existing="niveau bestaand", planned="niveau gepland", new="niveau nieuw")

_CLAIMED = _number("ha", claimed_gross_ha="opgave bruto", claimed_net_ha="opgave netto")
_GROSS = [column.name for column in INDICATORS["terrains"]].index("gross_area_m2") + 1

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    **INDICATORS,
    # what people state stands beside what was measured
    "terrains": (*INDICATORS["terrains"][:_GROSS], *_CLAIMED, *INDICATORS["terrains"][_GROSS:]),
    "candidates": (
        *_whole(rank="rang"),
        *_text(plot_id="kavel", terrain_id="terrein"),
        *_number("ha", gain_ha="winst", gain_low_ha="winst (laag)", gain_high_ha="winst (hoog)"),
        *_number("m2", gain_footprint_m2="winst bebouwd", gain_gfa_m2="winst bvo"),
        *_number("ha", realistic_ha="haalbaar", realistic_1_ha="haalbaar niveau 1",
                 realistic_2_ha="haalbaar niveau 2", realistic_3_ha="haalbaar niveau 3",
                 gain_plot_ha="winst, kavels", gain_floor_ha="winst, vloerruimte",
                 realistic_plot_ha="haalbaar, kavels", realistic_floor_ha="haalbaar, vloerruimte"),
        *_text(why="waarom", grade="betrouwbaarheid"),
        *_whole(rank_group="groep in de rang"),
        *_number("ratio", score="score", top_share="stabiliteit van de rang"),
        *_text(reasons="redenen (codes)", obstacles="belemmeringen (codes)",
               instruments="maatregelen (codes)", linked_with="te schakelen met"),
    ),
    "gain_terrains": (*_text(terrain_id="terrein"), *GAIN_FIGURES),
    "findings": (
        *_text(rule="regel", severity="ernst", table="tabel", id="id", name="naam",
               column="kolom"),
        *_number(claimed="opgave", expected="verwacht", difference="verschil"),
        *_text(unit="eenheid"),
        *_number(tolerance="tolerantie"),
        *_text(reason="reden", action="te doen"),
    ),
    "provenance": _text(
        table="tabel", terrain_id="terrein", column="kolom", method="methode", source="bron",
        edition="peildatum", grade="betrouwbaarheid"),
    "nulls": _text(table="tabel", id="id", column="kolom", reason="reden"),
    "quarantine": (
        *_text(table="tabel", file="bestand"), *_whole(row="rij"),
        *_text(id="id", reason="reden", attributes="zoals in de bron"),
    ),
    "ladder": (
        *_text(variant="variant", part="onderdeel", name="naam"),
        *_number(low="laag", high="hoog"),
        *_text(unit="eenheid", source="bron"),
    ),
    "ladder_matrix": (
        *_LEVELS,
        *_text(variant="variant"),
        *_number("ha", remaining_net_ha="resterend netto", remaining_gross_ha="resterend bruto",
                 surplus_ha="overschot"),
    ),
    "ladder_planned": (
        *_whole(level="niveau"),
        *_number("m2", gfa_m2="bvo", rest_gfa_m2="bvo op vrijgespeelde grond",
                 extra_gfa_m2="extra bvo"),
        *_number("ha", extra_ha="extra grond"),
        *_number("ratio", gain_share="aandeel winst"),
    ),
    "ladder_existing": (
        *_text(terrain="terrein"), *_whole(level="niveau"), *_number("ha", gain_ha="ruimtewinst"),
    ),
    "ladder_groups": (
        *_whole(level="niveau", group="groep"), Column("stacked", "bool", nl="gestapeld"),
        *_whole(count="aantal"),
        *_number("m2", plot_m2="kavel", land_m2="grond", freed_m2="vrijgekomen",
                 footprint_m2="bebouwd", office_m2="kantoor", business_m2="bedrijf",
                 gfa_m2="bvo"),
    ),
    "ladder_ledger": (
        *_text(variant="variant"), *_whole(step="trede"),
        *_text(item="onderdeel", kind="soort", scope="van wie", segment="segment"),
        *_number("ha", low="laag", high="hoog", used_ha_low="benut (laag)",
                 used_ha_high="benut (hoog)", left_ha_low="over (laag)",
                 left_ha_high="over (hoog)"),
        *_text(source="bron"),
    ),
    "ladder_draws": (
        *_text(variant="variant"), *_whole(ranges="bandbreedten"),
        *_number("ha", low="laag", p10="P10", p50="P50", p90="P90", high="hoog",
                 mean="gemiddeld"),
    ),
    "ladder_tornado": (
        *_text(variant="variant", basis="soort", name="uitgangspunt", key="sleutel"),
        *_number(low_value="lage waarde", high_value="hoge waarde"),
        *_number("ha", remaining_at_low_ha="resteert bij laag", remaining_at_high_ha=
                 "resteert bij hoog", middle_ha="midden", span_ha="verschil"),
    ),
    "ladder_parts": (
        *_text(variant="variant", kind="verdeeld naar", part="deel"),
        *_number("ha", demand_low="vraag (laag)", demand_high="vraag (hoog)",
                 supply_low="aanbod (bij laag)", supply_high="aanbod (bij hoog)",
                 balance_low="saldo (laag)", balance_high="saldo (hoog)",
                 remaining_low="tekort (laag)", remaining_high="tekort (hoog)",
                 surplus_low="overschot (laag)", surplus_high="overschot (hoog)"),
    ),
    "ladder_supply": (
        *_text(variant="variant", attribute="verdeeld naar", value="deel"),
        *_number("ha", low="laag", high="hoog"), *_text(items="bestaat uit"),
    ),
    "ladder_stock": (
        *_whole(year="jaar"), *_number("ha", stock_ha="voorraad", released_ha="komt vrij"),
    ),
    "ladder_reserve": (
        *_text(variant="variant", name="naam"), *_number("ha", low="laag", high="hoog"),
        Column("counts", "bool", nl="telt mee"),
        *_text(scope="van wie", segment="segment", source="bron"),
    ),
    "ladder_baseline": (
        *_text(item="onderdeel", unit="eenheid"), *_number(low="laag", high="hoog"),
        *_text(basis="herkomst", method="hoe bepaald"),
        *_whole(count="aantal", of="van"), *_text(source="bron", terrains="terreinen"),
    ),
    "ladder_scores": (
        *_text(item="onderdeel", terrain="terrein", unit="eenheid"),
        *_number(low="laag", high="hoog"),
        *_text(basis="herkomst", text="zoals in de bron", source="bron"),
    ),
    "ladder_sectors": (
        *_text(of="terrein", basis="herkomst"),
        *_number("ratio", shares_industry="industrie", shares_construction="bouw",
                 shares_logistics="logistiek", shares_trade_and_repair="handel en reparatie",
                 shares_business_services="zakelijke diensten",
                 shares_other_services="overige diensten", shares_other="overig"),
        *_whole(companies="bedrijven", unknown="waarvan sector onbekend"),
    ),
    "ladder_instruments": (
        *_whole(number="nr."),
        *_text(name="instrument", group="groep", description="wat het is",
               conditions="voorwaarden", risks="risico's",
               improper_use="effect op oneigenlijk gebruik", intensity="effect op intensiteit",
               indicators="werkt op"),
        Column("quantified", "bool", nl="doorgerekend"),
        *_text(level_1="niveau 1", level_2="niveau 2", level_3="niveau 3", source="bron"),
    ),
    "ladder_costs": _text(
        kind="soort", name="post", level_0="niveau 0", level_1="niveau 1", level_2="niveau 2",
        level_3="niveau 3", means="betekenis", explanation="toelichting", source="bron"),
    "ladder_deviations": (
        *_text(table="tabel", cell="cel"),
        *_number(published="gepubliceerd", computed="berekend", difference="verschil"),
    ),
    "ladder_comparisons": (
        *_text(table="tabel"),
        *_whole(cells="vergeleken cellen", within_rounding="binnen de afronding"),
        *_number(largest_difference="grootste verschil"),
        *_whole(not_compared="niet vergeleken"),
    ),
    "ladder_remarks": _text(remark="opmerking"),
    "ladder_parameters": _text(key="parameter", value="waarde", source="bron"),
    "sheets": (*_text(sheet="blad", explanation="wat er staat"), *_whole(rows="rijen")),
    "counts": (
        *_text(table="tabel"),
        *_whole(rows_read="rijen gelezen"), *_text(filtered="niet meegeteld"),
        *_whole(rows_in="rijen in", rows_out="rijen uit", merged="samengevoegd",
                quarantined="in quarantaine"),
    ),
    "sources": (
        *_text(file="bestand", attribution="bronvermelding", layer="laag", edition="peildatum",
               licence="licentie", sha256="sha256 (begin)"),
        Column("listed", "bool", nl="in manifest"),
        *_text(note="opmerking"),
    ),
}  # fmt: skip
"""The columns of every table in a report, in the order they are shown; extra ones follow."""

_EXTRA = {
    column.name: column
    for column in (
        *_number("ha", claimed_issued_ha="opgave uitgegeven",
                 claimed_issuable_ha="opgave uitgeefbaar"),
        *_text(municipality_code="gemeentecode", kind="soort", status="status", district="kern",
               repaired="hersteld"),
        *_whole(start_year="startjaar"),
        *_number("ha", remaining_net_low_ha="resterend netto (laag)",
                 remaining_gross_low_ha="resterend bruto (laag)",
                 extra_low_ha="extra grond (laag)", extra_high_ha="extra grond (hoog)",
                 gain_low_ha="ruimtewinst (laag)", gain_high_ha="ruimtewinst (hoog)"),
        *_number("m2", rest_footprint_m2="bebouwd op vrijgekomen grond",
                 rest_office_m2="kantoor op vrijgekomen grond",
                 rest_business_m2="bedrijf op vrijgekomen grond",
                 rest_gfa_m2="bvo op vrijgekomen grond"),
        *_number("ratio", score_gain="score: winst", score_share="score: aandeel van de kavel",
                 score_realisation="score: haalbaarheid", score_certainty="score: zekerheid",
                 score_free_of_obstacles="score: zonder belemmering"),
        *_number(step="afgerond op"), Column("tied", "bool", nl="gelijke stand"),
        *_number("ratio", gain_share_low="aandeel winst (laag)",
                 gain_share_high="aandeel winst (hoog)",
                 by_instrument_stack_office="winst: stapelen kantoor",
                 by_instrument_stack_business="winst: stapelen bedrijf",
                 by_instrument_linking="winst: schakelen",
                 by_instrument_shared_parking="winst: gedeeld parkeren",
                 by_instrument_shared_facilities="winst: gedeelde voorzieningen"),
    )
}  # fmt: skip
"""Columns that often come along with a table."""


def extra_column(name: str, values: pd.Series) -> Column:
    """Return what a column holds that is in no contract, seen from its name and dtype.

    Whole numbers are of kind ``year``, shown without separators: they may be ids.
    """
    if name in _EXTRA:
        return _EXTRA[name]
    if not pd.api.types.is_numeric_dtype(values):
        return Column(name)
    if pd.api.types.is_bool_dtype(values):
        return Column(name, "bool")
    if pd.api.types.is_integer_dtype(values):
        return Column(name, "year")
    suffix = name.rpartition("_")[2]
    return Column(name, "number", suffix if suffix in _UNITS else "")


def heading(column: Column, language: Language) -> str:
    """Return a column's label with its unit.

    Examples
    --------
    >>> heading(Column("gross_area_m2", "number", "m2", "bruto oppervlakte"), "nl")
    'bruto oppervlakte (m²)'
    """
    label, unit = column_label(column, language), _UNITS.get(column.unit)
    return f"{label} ({unit})" if unit else label


def is_share(column: Column) -> bool:
    """Return whether a ratio is a part of a whole, which people read in per cent.

    Floor space index, open space ratio and number of layers are ratios but not parts. What has a
    unit of its own is none, whatever its name begins with.

    Examples
    --------
    >>> is_share(Column("gain_shared_parking_ha", "number", "ha"))
    False
    """
    return column.unit in ("", "ratio") and (
        column.name in PER_CENT
        or column.name.startswith(("gain_share_", "by_instrument_", "shares_"))
        or column.name == "gain_share"
    )
