"""The words of the ladder page, in Dutch and English; `text.words` has them among the others."""

from geo_ser.maps.baseline_text import BASELINE_WORDS

__all__ = ["LADDER_WORDS"]

LADDER_WORDS: dict[str, tuple[str, str]] = {
    **BASELINE_WORDS,
    "variant": ("Variant", "Variant"),
    "demand": ("Ruimtevraag", "Demand"),
    "step_1": ("Trede 1: bestaande ruimte benutten", "Step 1: use the space that is there"),
    "step_2": ("Trede 2: ruimte beter gebruiken", "Step 2: use space better"),
    "step_3": ("Trede 3: uitbreiding", "Step 3: expansion"),
    "step_n": ("Trede {step}", "Step {step}"),
    "steps": ("De treden van de ladder", "The steps of the ladder"),
    "item": ("Onderdeel", "Item"),
    "remaining": ("Resterende behoefte", "Remaining need"),
    "surplus": ("Overschot", "Surplus"),
    "iron_stock": ("IJzeren voorraad", "Iron stock"),
    "iron_stock_note": ("staat apart en is niet bij de resterende behoefte opgeteld",
                        "stands apart and is not added to the remaining need"),
    "waterfall": ("Van vraag naar resterende behoefte", "From demand to remaining need"),
    "waterfall_note": ("Balk: midden van de bandbreedte. Streep: laag tot hoog.",
                       "Bar: middle of the range. Line: low to high."),
    "matrix": ("Resterende behoefte per ambitieniveau", "Remaining need per ambition level"),
    "matrix_note": ("Grote cijfers: {unit}. Kleine cijfers: ha bruto. Hoe donkerder, hoe meer "
                    "er resteert; de kleurschaal is voor alle blokken gelijk.",
                    "Large figures: {unit}. Small figures: ha gross. The darker, the more "
                    "remains; all blocks share one colour scale."),
    "existing": ("Bestaand", "Existing"),
    "planned": ("Gepland", "Planned"),
    "new": ("Nieuw", "New"),
    "level": ("Niveau", "Level"),
    "gross": ("bruto", "gross"),
    "planned_levels": ("Geplande terreinen: winst per niveau", "Planned terrains: gain per level"),
    "gfa": ("bvo", "GFA"),
    "rest_gfa": ("waarvan op vrijgekomen grond", "of which on freed land"),
    "extra_gfa": ("extra bvo", "extra GFA"),
    "extra_ha": ("ruimtewinst", "space gain"),
    "gain_share": ("winst t.o.v. niveau 0", "gain over level 0"),
    "by_instrument": ("Per instrument", "By instrument"),
    "existing_gain": ("Bestaande terreinen: winst per niveau", "Existing terrains: gain per level"),
    "total": ("Totaal", "Total"),
    "deviations": ("Afwijkingen van de gepubliceerde cijfers",
                   "Deviations from the published figures"),
    "deviations_note": ("Een afwijking is een gepubliceerd cijfer dat verder van het berekende "
                        "ligt dan een halve eenheid van zijn laatste decimaal.",
                        "A deviation is a published figure further from the computed one than "
                        "half its last printed decimal."),
    "all_published": ("Alle gepubliceerde cijfers die afwijken",
                      "All published figures that deviate"),
    "published_counts": (
        "Van de {all} gepubliceerde cijfers zijn er {input} overgenomen en {recomputed} "
        "nagerekend; {deviating} wijken af, ook van andere cijfers in hetzelfde stuk.",
        "Of the {all} published figures {input} were taken over and {recomputed} recomputed; "
        "{deviating} deviate, also from other figures in the same document."),
    "unit_column": ("Eenheid", "Unit"),
    "annex": ("Bijlage", "Annex"),
    "reason": ("Reden", "Reason"),
    "compared": ("Vergeleken met de publicatie", "Compared with the publication"),
    "cells": ("Cijfers", "Figures"),
    "within_rounding": ("binnen de afronding", "within rounding"),
    "largest_difference": ("grootste verschil", "largest difference"),
    "not_compared": ("niet te vergelijken", "not comparable"),
    "parameters": ("Alle uitgangspunten", "All parameters"),
    "parameter": ("Parameter", "Parameter"),
    "table_matrix": ("matrix", "matrix"),
    "table_existing": ("bestaande terreinen", "existing terrains"),
    "table_planned_levels": ("geplande terreinen", "planned terrains"),
    "table_planned_plots": ("geplande kavels", "planned plots"),
    "table_steps": ("treden", "steps"),
    "no_deviations": ("Er is niet met een publicatie vergeleken, of alles klopt.",
                      "Nothing was compared with a publication, or everything fits."),
    "table": ("Tabel", "Table"),
    "cell": ("Cel", "Cell"),
    "published": ("Gepubliceerd", "Published"),
    "computed": ("Berekend", "Computed"),
    "remarks": ("Opmerkingen bij de methode", "Remarks on the method"),
    "instrument_stack_office": ("kantoor stapelen", "stacking offices"),
    "instrument_stack_business": ("bedrijf stapelen", "stacking business"),
    "instrument_linking": ("schakelen", "linking"),
    "instrument_shared_parking": ("gedeeld parkeren", "shared parking"),
    "instrument_shared_facilities": ("gedeelde voorzieningen", "shared facilities"),
    # the question and the answer
    "on_this_page": ("Op dit blad", "On this sheet"),
    "question": ("De vraag", "The question"),
    "question_text": (
        "Hoeveel nieuw bedrijventerrein is nodig als eerst de ruimte wordt benut die er is, dan "
        "ruimte beter wordt gebruikt, en pas daarna wordt uitgebreid? Die volgorde is de "
        "SER-ladder. Gerekend is in {unit}, voor {count}: {variants}.",
        "How much new business land is needed if first the space that is there is used, then "
        "space is used better, and only then land is added? That order is the SER ladder. "
        "Reckoned in {unit}, for {count}: {variants}."),
    "one_variant": ("één variant van de ruimtevraag", "one variant of the demand"),
    "variants": ("{n} varianten van de ruimtevraag", "{n} variants of the demand"),
    "answer": ("Het antwoord", "The answer"),
    "need_net": ("nog nodig, {unit}", "still needed, {unit}"),
    "gross_tile": ("bruto {value} ha, met wegen, groen en water",
                   "{value} ha gross, with roads, green and water"),
    "no_gross": ("bruto onbekend: geen netto/bruto-verhouding gegeven",
                 "gross unknown: no net/gross ratio given"),
    "of_demand": ("van een ruimtevraag van {value}", "out of a demand of {value}"),
    "at_best": (
        "Met de niveaus die het minst vragen (bestaand {existing}, gepland {planned}, nieuw "
        "{new}) blijft {net} over.",
        "With the levels that ask for least (existing {existing}, planned {planned}, new {new}) "
        "{net} remains."),
    "surplus_left": ("overschot tot {value} ha", "surplus of up to {value} ha"),
    "basis_note": (
        "Achter elk cijfer staat waar het vandaan komt:", "Behind each figure stands its origin:"),
    "measured_mark": ("gemeten", "measured"),
    "stated_mark": ("opgegeven", "stated"),
    "benchmark_mark": ("kengetal", "benchmark"),
    "computed_mark": ("berekend", "computed"),
    "measured_means": ("uit kaarten en registraties", "from maps and registers"),
    "stated_means": ("uit een document of tabel", "from a document or table"),
    "benchmark_means": ("een gemiddelde van elders", "an average from elsewhere"),
    "computed_means": ("volgt uit de andere", "follows from the others"),
    # the demand, the levels
    "demand_parts": ("De ruimtevraag en waaruit die bestaat",
                     "The demand and what it adds up from"),
    "levels": ("Ambitieniveaus", "Ambition levels"),
    "choose_levels": ("Kies per soort terrein een niveau", "Choose a level per kind of terrain"),
    "levels_note": (
        "Bij openen staan de niveaus van het ladderbestand: bestaand {existing}, gepland "
        "{planned}, nieuw {new}. Niveau 0 is de ijkbasis: zoals het nu gaat, zonder extra "
        "maatregelen. Elk hoger niveau doet meer.",
        "On opening these are the levels of the ladder file: existing {existing}, planned "
        "{planned}, new {new}. Level 0 is the baseline (ijkbasis): as things go now, with no "
        "extra measures. Each higher level does more."),
    "shown_levels": ("Getoond", "Shown"),
    "gain_existing": ("Ruimtewinst op bestaande terreinen", "Space won on existing terrains"),
    "gain_planned": ("Ruimtewinst op geplande terreinen", "Space won on planned terrains"),
    "gain_new": ("Zuiniger bouwen op nieuwe terreinen", "Building more densely on new terrains"),
    # uncertainty
    "uncertainty": ("Hoe zeker is dit?", "How sure is this?"),
    "monte_carlo_note": (
        "De dunne lijn loopt van laag tot hoog. De balk bevat 80 % van {draws} trekkingen uit de "
        "bandbreedten (P10 tot P90), de streep erin is de middelste (P50){at}.",
        "The thin line runs from low to high. The bar holds 80 % of {draws} draws from the ranges "
        "(P10 to P90), the mark in it is the middle one (P50){at}."),
    "at_levels": (", bij niveaus bestaand {existing}, gepland {planned}, nieuw {new}",
                  ", at levels existing {existing}, planned {planned}, new {new}"),
    "low": ("laag", "low"),
    "high": ("hoog", "high"),
    "tornado": ("Waar hangt de uitkomst het meest van af?", "What matters most?"),
    "tornado_range": (
        "Eén uitgangspunt tegelijk van de lage naar de hoge kant van zijn bandbreedte; wat dan "
        "resteert, in hectaren.",
        "One parameter at a time from the low to the high end of its range; what then remains, "
        "in hectares."),
    "tornado_moved": (
        "Er zijn geen bandbreedten gegeven. Daarom één uitgangspunt tegelijk {by} omlaag en "
        "omhoog{at}; wat dan resteert, in hectaren.",
        "No ranges are given. So one parameter at a time {by} down and up{at}; what then "
        "remains, in hectares."),
    "tornado_rest": ("{n} andere uitgangspunten verschuiven de uitkomst hoogstens {most} ha.",
                     "{n} other parameters move the outcome by {most} ha at most."),
    "from_to": ("van – naar", "from – to"),
    "remains_ha": ("resteert, ha", "remains, ha"),
    "at_low": ("bij de lage waarde", "at the low value"),
    "at_high": ("bij de hoge waarde", "at the high value"),
    # who, which, when
    "scopes": ("Regio en gemeente naast elkaar", "Region and municipality side by side"),
    "scopes_note": (
        "Een tekort van de een en een overschot van de ander vallen alleen tegen elkaar weg als "
        "de grond ook voor de ander beschikbaar is.",
        "A shortage of the one and a surplus of the other cancel out only if the land serves the "
        "other too."),
    "segments": ("Per soort grond", "By kind of land"),
    "segments_note": (
        "Een overschot in het ene segment dekt geen tekort in het andere; ze zijn hier niet "
        "verrekend.",
        "A surplus in one segment covers no shortage in another; they are not netted here."),
    "part": ("Deel", "Part"),
    "supply": ("Aanbod en winst", "Supply and gain"),
    "shortage": ("Tekort", "Shortage"),
    "with_exchange": ("Samen, als alles voor alles mag dienen",
                      "Together, if everything may serve everything"),
    "without_exchange": ("Samen, als elk deel op zichzelf staat",
                         "Together, if each part stands for itself"),
    "supply_split": ("Het aanbod: hoe hard en hoe snel", "The supply: how sure and how soon"),
    "attribute_status": ("Hard of zacht", "Hard or soft"),
    "attribute_availability": ("Wanneer uitgeefbaar", "When issuable"),
    "attribute_reserved": ("Vrij of gereserveerd", "Free or reserved"),
    "attribute_scope": ("Van wie", "Whose"),
    "attribute_segment": ("Segment", "Segment"),
    "value_none": ("niet benoemd", "not named"),
    "value_region": ("regio", "region"),
    "value_municipality": ("gemeente", "municipality"),
    "value_hard": ("hard: in een plan vastgelegd", "hard: laid down in a plan"),
    "value_soft": ("zacht: nog een voornemen", "soft: still an intention"),
    "value_immediate": ("direct uitgeefbaar", "issuable at once"),
    "value_later": ("later uitgeefbaar", "issuable later"),
    "value_free": ("vrij", "free"),
    "value_option": ("in optie", "optioned"),
    "value_reserved": ("gereserveerd", "reserved"),
    "amount_ha": ("ha", "ha"),
    "consists_of": ("Bestaat uit", "Consists of"),
    "iron_stock_years": ("De ijzeren voorraad door de jaren, ha",
                         "The iron stock over the years, ha"),
    "year": ("Jaar", "Year"),
    "stock_ha": ("voorraad, ha", "stock, ha"),
    "released_ha": ("komt vrij, ha", "comes free, ha"),
    "cluster_reserve": ("Clusterreserve", "Cluster reserve"),
    "counts_yes": ("telt mee in de vraag", "counts as demand"),
    "counts_no": ("staat apart", "kept apart"),
    # the ledger
    "ledger": ("Waar bleef elke hectare?", "Where did every hectare go?"),
    "ledger_note": (
        "Elke hectare staat één keer. Van de vraag staat er hoeveel is ingevuld en hoeveel "
        "resteert; van aanbod en winst hoeveel is benut en hoeveel overblijft{at}.",
        "Every hectare stands once. Of the demand: how much is met and how much remains; of "
        "supply and gain: how much is used and how much is left{at}."),
    "used": ("Ingevuld of benut", "Met or used"),
    "left": ("Resteert of over", "Remains or left"),
    "size": ("Omvang", "Size"),
    "kind_demand": ("vraag", "demand"),
    "kind_supply": ("aanbod", "supply"),
    "kind_gain": ("winst", "gain"),
    "kind_remaining": ("nog nodig", "still needed"),
    "kind_surplus": ("over", "left over"),
    "kind_reserve": ("reserve", "reserve"),
    "reserves": ("Apart gehouden", "Kept apart"),
    "balance_low": ("Sluit laag", "Closes, low"),
    "balance_high": ("Sluit hoog", "Closes, high"),
    "balance_line": ("vraag {demand} = benut {used} + nog nodig {left}",
                     "demand {demand} = used {used} + still needed {left}"),
    "balance_off": ("sluit niet: {difference} ha verschil", "does not close: {difference} ha off"),
    # instruments, costs
    "measures": ("Welke maatregelen leveren dit op?", "Which measures bring this about?"),
    "instruments_used": ("De instrumenten per niveau", "The instruments by level"),
    "instruments_note": (
        "Genummerd als in bijlage C van de studie Rijssen-Holten (2004). Met ● rekent de ladder; "
        "○ ondersteunt of is een mogelijke uitvoering, zonder eigen hectaren.",
        "Numbered as in annex C of the Rijssen-Holten study (2004). The ladder calculates with "
        "●; ○ supports or is a possible way of doing it, without hectares of its own."),
    "instrument": ("Instrument", "Instrument"),
    "freed_land": ("Bebouwing op de grond die vrijkomt is meegerekend.",
                   "Building on the land that is freed is included."),
    "costs": ("Wat het kost en opbrengt", "What it costs and yields"),
    "costs_note": (
        "Tekens ten opzichte van de huidige praktijk, geen bedragen (bijlage E, 2004): "
        "bij de ijkbasis (0) en bij de niveaus 1 tot 3.",
        "Signs against today's practice, not amounts (annex E, 2004), for the baseline (0) and "
        "levels 1 to 3."),
    "cost": ("Kosten", "Costs"),
    "revenue": ("Opbrengsten", "Revenues"),
    "no_change_costs": ("Gelijk op elk niveau: {names}.", "Unchanged at every level: {names}."),
    "legend_signs": ("Tekens", "Signs"),
    "source_percent_of_demand": ("{value} % van de ruimtevraag", "{value} % of the demand"),
    "source_percent_of_ha": ("{value} % van {of} ha", "{value} % of {of} ha"),
    "value_with_exchange": ("samen, alles mag voor alles", "together, everything for everything"),
    "value_without_exchange": ("samen, elk deel apart", "together, each part for itself"),
    "basis_range": ("bandbreedte", "range"),
    "basis_perturbation": ("verschoven", "moved"),
    "source_given": ("opgegeven", "stated"),
    "source_computed": ("berekend", "computed"),
    "source_where": ("waar", "where"),
    "method": ("Vergelijking met de publicatie en de methode",
               "Comparison with the publication, and the method"),
}  # fmt: skip
