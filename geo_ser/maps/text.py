"""The words on the pages, in Dutch and English, as data: one line per word or sentence."""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from geo_ser.maps.candidates_text import CANDIDATE_WORDS
from geo_ser.maps.codes import CLAIM_COLUMNS, METHODS, REASONS, RULES
from geo_ser.maps.ladder_text import LADDER_WORDS
from geo_ser.tables import Column

__all__ = [
    "LANGUAGES", "Language", "claim_column_label", "column_label", "method_words", "reason_words",
    "rule_words", "words",
]  # fmt: skip

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_WORDS: dict[str, tuple[str, str]] = {
    # every page
    "edition": ("Peildatum", "Edition"),
    "caveat": ("Let op", "Please note"),
    "sources": ("Bronnen", "Sources"),
    "no_sources": ("Geen bronvermelding bekend.", "No sources are recorded."),
    "licence": ("licentie", "licence"),
    "made_with": ("Gemaakt met geo_ser; cijfers gemeten in het RD-stelsel (EPSG:28992).",
                  "Made with geo_ser; figures measured in the Dutch grid (EPSG:28992)."),
    "unknown": ("onbekend", "unknown"),
    "no_reason": ("geen reden vastgelegd", "no reason recorded"),
    "print": ("Afdrukken", "Print"),
    "skip": ("Naar de cijfers", "Skip to the figures"),
    "back": ("Naar de atlas", "Back to the atlas"),
    "ladder": ("SER-ladder", "SER ladder"),
    "to_ladder": ("Naar de SER-ladder", "To the SER ladder"),
    "grade": ("betrouwbaarheid", "reliability"),
    "grade_note": ("Betrouwbaarheid: A is het zekerst, D het minst zeker.",
                   "Reliability: A is the surest, D the least sure."),
    # the map
    "map": ("Kaart", "Map"),
    "legend": ("Legenda", "Legend"),
    "theme": ("Kaartthema", "Map theme"),
    "background": ("Achtergrondkaart (PDOK, via internet)",
                   "Background map (PDOK, over the internet)"),
    "tile_error": ("De achtergrondkaart is niet bereikbaar. De kaart zelf werkt gewoon door.",
                   "The background map cannot be reached. The map itself goes on working."),
    "zoom_in": ("Inzoomen", "Zoom in"),
    "zoom_out": ("Uitzoomen", "Zoom out"),
    "whole": ("Hele kaart", "Whole map"),
    "close": ("Sluiten", "Close"),
    "open_page": ("Alle cijfers van dit terrein", "All figures of this terrain"),
    "nothing_known": ("voor geen enkel terrein bekend", "not known for any terrain"),
    "nothing_known_buildings": ("voor geen enkel gebouw bekend", "not known for any building"),
    "no_shapes": ("Er is geen geometrie om te tekenen.", "There is no geometry to draw."),
    "source": ("Bron", "Source"),
    "source_of_map": ("kaartgegevens", "map data"),
    "files": ("Bestanden", "Files"),
    "table_terrains": ("terreinen", "terrains"),
    "table_parcels": ("percelen", "parcels"),
    "table_plots": ("kavels", "plots"),
    "table_buildings": ("gebouwen", "buildings"),
    "table_units": ("eenheden", "units"),
    "table_surfaces": ("bodemgebruik", "surfaces"),
    # themes of the atlas
    "theme_difference": ("Opgave tegen meting", "Claimed against measured"),
    "theme_difference_unit": ("(opgegeven − gemeten bruto) / gemeten, %",
                              "(claimed − measured gross) / measured, %"),
    "theme_net_gross": ("Netto/bruto", "Net/gross"),
    "theme_net_gross_unit": ("netto / bruto oppervlakte, %", "net / gross area, %"),
    "theme_coverage": ("Bebouwing", "Coverage"),
    "theme_coverage_unit": ("bebouwd / bruto oppervlakte (GSI), %",
                            "built / gross area (GSI), %"),
    "theme_fsi": ("Vloeroppervlak", "Floor area"),
    "theme_fsi_unit": ("bvo / bruto oppervlakte (FSI), m²/m²",
                       "GFA / gross area (FSI), m²/m²"),
    "head_net_gross": ("Netto", "Net"),
    "head_coverage": ("Bebouwd", "Built"),
    "head_fsi": ("FSI", "FSI"),
    "claim_much_less": ("opgave 5 % of meer te laag", "claim 5 % or more below"),
    "claim_less": ("1 tot 5 % te laag", "1 to 5 % below"),
    "claim_fits": ("binnen 1 %", "within 1 %"),
    "claim_more": ("1 tot 5 % te hoog", "1 to 5 % above"),
    "claim_much_more": ("opgave 5 % of meer te hoog", "claim 5 % or more above"),
    # the front page
    "atlas": ("Atlas bedrijventerreinen", "Atlas of business parks"),
    "terrains": ("Terreinen", "Terrains"),
    "terrain": ("Terrein", "Terrain"),
    "measured_gross": ("Gemeten bruto", "Measured gross"),
    "claimed_gross": ("Opgegeven bruto", "Claimed gross"),
    "start_year": ("startjaar", "start year"),
    "district": ("kern", "district"),
    "difference": ("Verschil", "Difference"),
    "difference_ha": ("verschil opgave − meting", "difference claim − measurement"),
    "of_terrains": ("van {known} van {all} terreinen", "of {known} of {all} terrains"),
    "shared_once": ("{ha} ha in twee terreinen telt één keer",
                    "{ha} ha in two terrains counts once"),
    "counted_apart": ("elk terrein apart, gedeelde grond dubbel",
                      "terrain by terrain, shared land twice"),
    "both_known": ("waar beide bekend zijn", "where both are known"),
    "no_claim": ("er is geen opgave in de bron", "the source holds no claim"),
    "number": ("nr.", "no."),
    "name": ("Naam", "Name"),
    "measured": ("Gemeten", "Measured"),
    "claimed": ("Opgave", "Claimed"),
    "search": ("Zoek een terrein", "Find a terrain"),
    "sort_hint": ("Klik op een kop om te sorteren, op een rij om het terrein op de kaart te zien.",
                  "Click a header to sort, a row to see the terrain on the map."),
    "page": ("blad", "page"),
    "no_terrains": ("Deze studie heeft geen terreinen.", "This study has no terrains."),
    "quarantined": ("{count} rijen konden niet worden gebruikt en staan apart (quarantaine).",
                    "{count} rows could not be used and are set apart (quarantine)."),
    "quarantined_one": ("1 rij kon niet worden gebruikt en staat apart (quarantaine).",
                        "1 row could not be used and is set apart (quarantine)."),
    # findings
    "findings": ("Bevindingen", "Findings"),
    "findings_short": ("Bev.", "Find."),
    "finding": ("Bevinding", "Finding"),
    "no_findings": ("Geen bevindingen.", "No findings."),
    "severity": ("Ernst", "Severity"),
    "error": ("fout", "error"),
    "warning": ("waarschuwing", "warning"),
    "info": ("ter info", "info"),
    "expected": ("Verwacht", "Expected"),
    "whole_study": ("hele studie", "whole study"),
    # the terrain page
    "indicators": ("Alle cijfers", "All figures"),
    "indicator": ("Cijfer", "Figure"),
    "value": ("Waarde", "Value"),
    "origin": ("Herkomst", "Origin"),
    "outline": ("grens van het terrein", "outline of the terrain"),
    "group_area": ("Oppervlakte en bodemgebruik", "Area and land cover"),
    "group_coverage": ("Bebouwing", "Coverage"),
    "group_floor_area": ("Vloeroppervlak", "Floor area"),
    "group_heights": ("Hoogte", "Heights"),
    "group_plots": ("Kavels", "Plots"),
    "group_unbuilt": ("Onbebouwd", "Unbuilt"),
    "group_jobs": ("Banen", "Jobs"),
    "group_setbacks": ("Rooilijnen", "Setbacks"),
    "group_claims": ("Opgaven", "Claims"),
    "gfa_per_use": ("Vloeroppervlak (bvo) per gebruik", "Floor area (GFA) per use"),
    "range": ("bandbreedte", "range"),
    "at_least": ("ten minste {}", "at least {}"),
    "at_most": ("hoogstens {}", "at most {}"),
    "no_upper_bound_known": ("bovengrens onbekend", "upper bound unknown"),
    "chart_balance": ("Van bruto naar netto", "From gross to net"),
    "chart_cover": ("Bodemgebruik", "Land cover"),
    "chart_plot_sizes": ("Kavels naar grootte", "Plots by size"),
    "chart_setbacks": ("Rooilijnen: afstand van kavelgrens tot gebouw",
                       "Setbacks: distance from plot line to building"),
    "chart_heights": ("Gebouwen naar hoogte (m)", "Buildings by height (m)"),
    "chart_ages": ("Gebouwen naar bouwjaar", "Buildings by year of construction"),
    "balance_closes": ("Netto en tarra zijn samen bruto: {gross}.",
                       "Net and tare together are gross: {gross}."),
    "counted_twice": ("Daarvan is {area} dubbel gekarteerd; dat telt in beide klassen.",
                      "Of this {area} is mapped twice and counts in both classes."),
    "no_net_plots": ("geen kavel telt als netto", "no plot counts as net"),
    "this_terrain": ("dit terrein", "this terrain"),
    "all_terrains": ("alle terreinen", "all terrains"),
    "plot": ("Kavel", "Plot"),
    "nothing_known_plots": ("voor geen enkele kavel bekend", "not known for any plot"),
    "theme_height": ("Hoogte", "Height"),
    "theme_height_unit": ("bouwhoogte boven maaiveld, m", "height above the ground, m"),
    "theme_plot_use": ("Kavels: gebruik", "Plots: use"),
    "theme_plot_use_unit": ("gebruik van de kavel", "use of the plot"),
    "theme_plot_coverage": ("Kavels: bebouwing", "Plots: coverage"),
    "theme_plot_coverage_unit": ("bebouwd / kavel in het terrein, %",
                                 "built / plot in the terrain, %"),
    "plot_built": ("bebouwd", "built"),
    "plot_unbuilt": ("onbebouwd", "unbuilt"),
    "plot_rest": ("restgrond", "residual land"),
    "plot_under_construction": ("in aanbouw", "under construction"),
    "plot_reserve": ("reserve", "reserve"),
    "plot_public": ("openbaar", "public"),
    "buildings": ("Gebouwen", "Buildings"),
    "building": ("Pand", "Building"),
    "building_list": ("Lijst van gebouwen", "List of buildings"),
    "theme_use": ("Gebruik", "Use"),
    "theme_use_unit": ("gebruiksdoel van de eenheden in het pand",
                       "purpose of the units in the building"),
    "theme_year": ("Bouwjaar", "Building year"),
    "theme_year_unit": ("oorspronkelijk bouwjaar", "original year of construction"),
    "theme_status": ("Status", "Status"),
    "theme_status_unit": ("status van het pand in de bron", "status of the building in the source"),
    "use_industry": ("industrie", "industry"),
    "use_office": ("kantoor", "office"),
    "use_retail": ("winkel", "retail"),
    "use_dwelling": ("wonen", "dwelling"),
    "use_mixed": ("gemengd", "mixed"),
    "use_other": ("overig", "other"),
    "use_none": ("geen eenheid in gebruik", "no unit in use"),
    "use_absent": ("staat er (nog) niet", "not standing (yet)"),
    "before": ("vóór {year}", "before {year}"),
    "from_year": ("vanaf {year}", "{year} and later"),
    "status_standing": ("staat er", "standing"),
    "status_building": ("in aanbouw of verbouwing", "being built or rebuilt"),
    "status_permit": ("vergunning verleend", "permit granted"),
    "status_unused": ("buiten gebruik of sloopvergunning", "out of use or to be demolished"),
    "status_gone": ("gesloopt of niet gerealiseerd", "demolished or never built"),
    "status_other": ("andere status", "another status"),
}  # fmt: skip


_SHORT_FORMS = {"gfa": "GFA", "gsi": "GSI", "fsi": "FSI", "osr": "OSR", "mxi": "MXI"}


@cache
def words(language: Language) -> Mapping[str, str]:
    """Return every word of the pages in one language, by key.

    Examples
    --------
    >>> words("nl")["findings"], words("en")["findings"]
    ('Bevindingen', 'Findings')
    """
    return MappingProxyType(
        {
            key: _pick(pair, language)
            for key, pair in (_WORDS | LADDER_WORDS | CANDIDATE_WORDS).items()
        }
    )


def reason_words(reason: str, language: Language) -> str:
    """Return the reason for a null in one language; a reason not known here stands as given.

    Examples
    --------
    >>> reason_words("not_requested", "nl"), reason_words("geen hoogtes", "nl")
    ('niet gevraagd bij het meten', 'geen hoogtes')
    """
    return _pick(REASONS[reason], language) if reason in REASONS else reason


@lru_cache
def method_words(method: str, language: Language) -> str:
    """Return how a figure was found; several methods, joined by +, one after the other.

    Examples
    --------
    >>> method_words("units+none", "nl")
    'som van de eenheden + pand zonder bekend bvo'
    """
    known = [METHODS.get(one, (one, one)) for one in method.split("+")]
    return " + ".join(_pick(one, language) for one in known)


def claim_column_label(column: str, language: Language) -> str:
    """Return what a column of stated figures is called; one not known here stands as it is."""
    return _pick(CLAIM_COLUMNS.get(column, (column, column)), language)


def rule_words(rule: str, language: Language) -> str:
    """Return what a rule checks in one language; a rule not known here stands as its name."""
    return _pick(RULES[rule], language) if rule in RULES else rule


def column_label(column: Column, language: Language) -> str:
    """Return a column's label: the contract's Dutch one, or its own name as English words.

    Examples
    --------
    >>> column_label(Column("gsi_net", nl="bebouwingspercentage (netto)"), "en")
    'GSI net'
    """
    if language == "nl":
        return column.label
    plain = column.name.removesuffix("_m2").removesuffix("_m").split("_")
    return " ".join(_SHORT_FORMS.get(word, word) for word in plain)


def _pick(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language == "nl" else pair[1]
