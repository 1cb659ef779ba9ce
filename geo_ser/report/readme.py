"""The workbook's first sheet: what this is, what each sheet holds, where the data come from."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geo_ser.report.content import ReportContent
from geo_ser.report.labels import Language

__all__ = ["Block", "readme_blocks", "readme_name", "sheet_name"]

_SHEETS: Mapping[str, tuple[str, str, str, str]] = {
    "terrains": (
        "Terreinen", "Terrains",
        "Per bedrijventerrein wat gemeten is, in de volgorde van de kaart.",
        "What was measured per business park, in the map's order."),
    "plots": ("Kavels", "Plots", "Per kavel en terrein.", "Per plot and terrain."),
    "buildings": ("Gebouwen", "Buildings", "Per pand en terrein.", "Per building and terrain."),
    "candidates": (
        "Kandidaten", "Candidates",
        "Kavels waar ruimte te winnen is, beste eerst, met reden en belemmering.",
        "Plots on which space can be won, best first, with reason and obstacle."),
    "gain_terrains": (
        "Ruimtewinst", "Space gain",
        "Per terrein de winst van zijn kavels: in theorie en per ambitieniveau.",
        "Per terrain the gain of its plots: in theory and per ambition level."),
    "findings": (
        "Bevindingen", "Findings",
        "Wat de controles zeggen, fouten eerst; verschil = opgave − verwacht.",
        "What the checks say, errors first; difference = claimed − expected."),
    "provenance": (
        "Herkomst", "Provenance", "Per cijfer: methode, bron, peildatum, betrouwbaarheid.",
        "Per figure: method, source, edition, grade."),
    "nulls": (
        "Onbekend", "Unknown", "Waarom een cel leeg is; id * = de hele kolom.",
        "Why a cell is empty; id * = the whole column."),
    "quarantine": (
        "Quarantaine", "Quarantine", "Rijen die niet te gebruiken waren, met de reden.",
        "Rows that could not be used, with the reason."),
    "ladder_calculation": (
        "Ladder rekenblad", "Ladder calculation",
        "De ladder met formules: verander een gele cel en de matrix rekent mee.",
        "The ladder with formulas: change a yellow cell and the matrix follows."),
    "ladder": (
        "Ladder", "Ladder", "Per variant: vraag, treden en wat resteert.",
        "Per variant: demand, steps and what remains."),
    "ladder_matrix": (
        "Ladder matrix", "Ladder matrix", "Resterende behoefte per combinatie van niveaus.",
        "Remaining need per combination of levels."),
    "ladder_planned": (
        "Ladder gepland", "Ladder planned", "Winst per niveau op geplande terreinen.",
        "Gain per level on planned terrains."),
    "ladder_existing": (
        "Ladder bestaand", "Ladder existing", "Winst per niveau op bestaande terreinen.",
        "Gain per level on existing terrains."),
    "ladder_groups": (
        "Ladder kavels", "Ladder plots", "De kavelgroepen per niveau op geplande terreinen.",
        "The groups of plots per level on planned terrains."),
    "ladder_ledger": (
        "Ladder grootboek", "Ladder ledger", "Waar elke hectare bleef; laag en hoog apart.",
        "Where every hectare went, along the low and the high path."),
    "ladder_draws": (
        "Ladder trekkingen", "Ladder draws", "Wat resteert in 10, 50 en 90 % van de trekkingen.",
        "What remains in 10, 50 and 90 % of the draws."),
    "ladder_tornado": (
        "Ladder gevoeligheid", "Ladder tornado",
        "Wat resteert als één uitgangspunt verschuift en de rest blijft.",
        "What remains when one parameter moves and the rest stay."),
    "ladder_parts": (
        "Ladder verdeling", "Ladder parts",
        "Regio en gemeente, en segmenten: tekort en overschot niet verrekend.",
        "Region and municipality, and segments: shortage and surplus not netted."),
    "ladder_supply": (
        "Ladder aanbod", "Ladder supply", "Het aanbod naar hardheid, beschikbaarheid, segment.",
        "The supply by certainty, availability, segment."),
    "ladder_stock": (
        "Ladder voorraad", "Ladder stock", "De ijzeren voorraad per jaar; staat apart.",
        "The iron stock per year; kept apart."),
    "ladder_reserve": (
        "Ladder clusterreserve", "Ladder reserve", "Grond voor een cluster.",
        "Land held for a cluster."),
    "ladder_baseline": (
        "IJkbasis", "Baseline", "Waar de gemeente nu staat, met herkomst per cijfer.",
        "Where the municipality stands now, with the origin of each figure."),
    "ladder_scores": (
        "IJkbasis terreinen", "Baseline terrains", "De scores per terrein.",
        "The scores by terrain."),
    "ladder_sectors": (
        "IJkbasis sectoren", "Baseline sectors", "De bedrijven naar sector.",
        "The businesses by sector."),
    "ladder_instruments": (
        "Instrumenten", "Instruments",
        "De 26 instrumenten voor zorgvuldig ruimtegebruik: voorwaarden, risico's, per niveau.",
        "The 26 instruments of careful land use: conditions, risks, use per level."),
    "ladder_costs": (
        "Kosten en opbrengsten", "Costs and revenues",
        "Tekens per ambitieniveau ten opzichte van nu; aanduidingen, geen bedragen.",
        "Signs per ambition level against today; indications, not amounts."),
    "ladder_deviations": (
        "Ladder afwijkingen", "Ladder deviations",
        "Gepubliceerde cijfers verder van de berekende dan een halve laatste decimaal.",
        "Published figures further from the computed ones than half their last decimal."),
    "ladder_comparisons": (
        "Ladder vergelijking", "Ladder comparison",
        "Hoeveel gepubliceerde cellen vergeleken zijn en hoe goed ze passen.",
        "How many published cells were compared and how well they fit."),
    "ladder_remarks": (
        "Ladder opmerkingen", "Ladder remarks", "Waar de methode te bespreken is.",
        "Where the method is open to question."),
    "ladder_parameters": (
        "Ladder parameters", "Ladder parameters", "Waar de ladder op rust, met de bron.",
        "What the ladder rests on, with the source."),
}  # fmt: skip
"""Sheet name and explanation of each table: Dutch, English, Dutch, English."""

_WORDS: Mapping[str, tuple[str, str]] = {
    "readme": ("Leeswijzer", "Read me"),
    "edition": ("Peildatum", "Edition"),
    "caveat": ("Let op", "Please note"),
    "sheets": ("Bladen", "Sheets"),
    "reading": ("Hoe te lezen", "How to read"),
    "grades": ("Betrouwbaarheid (A–D)", "Grades (A–D)"),
    "sources": ("Bronnen", "Sources"),
    "counts": ("Rijen geteld", "Rows counted"),
    "first_rows": (
        "alleen de eerste {shown} van {rows} rijen passen op een blad",
        "only the first {shown} of {rows} rows fit on a sheet"),
}  # fmt: skip

_READING: Mapping[Language, tuple[str, ...]] = {
    "nl": (
        "Een lege grijze cel betekent onbekend, niet nul. De reden staat in blad Onbekend; is een "
        "hele kolom onbekend, dan ook in de opmerking bij de kop.",
        "Cijfers zijn niet afgerond; alleen de weergave is dat. Oppervlakten zijn gemeten in RD "
        "(EPSG:28992). De geometrie staat in atlas.gpkg.",
    ),
    "en": (
        "An empty grey cell means unknown, not zero. The reason is in sheet Unknown and, where a "
        "whole column is unknown, in the comment on its header.",
        "Figures are not rounded, only shown so. Areas are measured in RD (EPSG:28992). The "
        "geometry is in atlas.gpkg.",
    ),
}

_GRADES: Mapping[Language, tuple[str, ...]] = {
    "nl": (
        "A is het zekerst, D het minst zeker. Elk cijfer begint bij A en verliest een stap voor "
        "elk van deze zwakten:",
        "– een bron staat niet in een manifest, of is onbekend;",
        "– de peildatum van een bron is onbekend of te oud voor deze editie;",
        "– meer dan 1% van de rijen van een tabel is hersteld of in quarantaine;",
        "– de status ontbreekt of is onbegrijpelijk in meer dan 1% van de rijen;",
        "– een bron vervangt wat eigenlijk bedoeld is, zoals een buurt een terrein;",
        "– van meer dan 5% van wat geteld wordt ontbreken de beste gegevens.",
        "Een cijfer dat op een aanname rust, zoals één bouwlaag of de factor van gbo naar bvo, "
        "wordt niet beter dan C of D.",
    ),
    "en": (
        "A is the surest, D the least sure. Every figure starts at A and loses one step for each "
        "of these weaknesses:",
        "– a source is not listed in a manifest, or not known;",
        "– a source's edition is unknown, or too old for this edition;",
        "– more than 1% of a table's rows were repaired or quarantined;",
        "– status is absent or not understood in more than 1% of the rows;",
        "– a source stands in for what is meant, as a neighbourhood for a terrain;",
        "– more than 5% of what is counted lacks the best data.",
        "A figure that rests on an assumption, such as one storey or the factor from usable to "
        "gross floor area, is never better than C or D.",
    ),
}


@dataclass(frozen=True)
class Block:
    """One part of the sheet: a title, lines of text, and a table named as in `labels.COLUMNS`."""

    title: str
    lines: tuple[str, ...] = ()
    name: str = ""
    table: pd.DataFrame | None = None


def readme_name(language: Language) -> str:
    """Return what the first sheet is called."""
    return _say("readme", language)


def sheet_name(table: str, language: Language) -> str:
    """Return what the sheet of a table is called.

    Examples
    --------
    >>> sheet_name("plots", "nl")
    'Kavels'
    """
    return _SHEETS[table][0 if language == "nl" else 1]


def readme_blocks(
    content: ReportContent, rows: Mapping[str, int | None], *, fits: int
) -> list[Block]:
    """Return the parts of the first sheet, from top to bottom.

    Parameters
    ----------
    content
        The report.
    rows
        How many rows each table has, in the order of the sheets; None for what is no table.
    fits
        How many rows fit on a sheet.
    """
    language = content.language
    caveat = (f"{_say('caveat', language)}: {content.caveat}",) if content.caveat else ()
    blocks = [
        Block(content.name, (f"{_say('edition', language)}: {content.edition}", *caveat)),
        Block(_say("sheets", language), (), "sheets", _sheet_table(rows, fits, language)),
        Block(_say("reading", language), _READING[language]),
        Block(_say("grades", language), _GRADES[language]),
    ]
    if content.sources:
        blocks.append(Block(_say("sources", language), (), "sources", _source_table(content)))
    if content.counts:
        counts = pd.DataFrame([{"table": key, **value} for key, value in content.counts.items()])
        blocks.append(Block(_say("counts", language), (), "counts", counts))
    return blocks


def _sheet_table(rows: Mapping[str, int | None], fits: int, language: Language) -> pd.DataFrame:
    """Return what each sheet holds and how many rows its table has."""
    cut, place = _say("first_rows", language), 2 if language == "nl" else 3
    records = [
        {
            "sheet": sheet_name(table, language),
            "explanation": _SHEETS[table][place]
            + (
                "" if count is None or count <= fits else f" ({cut.format(shown=fits, rows=count)})"
            ),
            "rows": count,
        }
        for table, count in rows.items()
    ]
    return pd.DataFrame(records, columns=["sheet", "explanation", "rows"])


def _source_table(content: ReportContent) -> pd.DataFrame:
    """Return the sources, of each hash as much as tells files apart."""
    return pd.DataFrame(
        [{**source, "sha256": str(source.get("sha256") or "")[:12]} for source in content.sources]
    )


def _say(word: str, language: Language) -> str:
    return _WORDS[word][0 if language == "nl" else 1]
