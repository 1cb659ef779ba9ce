"""The words of the calculation sheet, Dutch and English."""

from collections.abc import Mapping

from geo_ser.maps.text import Language

__all__ = ["sheet_words"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "how": (
        "Gele cellen zijn invoer. Verander er een en alles rekent mee: de winst per niveau, de "
        "treden, de matrix. De andere cijfers zijn formules.",
        "Yellow cells are input. Change one and everything follows: the gain per level, the "
        "steps, the matrix. The other figures are formulas."),
    "zero": (
        "Niveau 0 is de ijkbasis: er gebeurt niets extra's. Aandelen zijn procenten van een "
        "geheel; 1 = ja, 0 = nee.",
        "Level 0 is the baseline: nothing extra is done. Shares are per cent of a whole; "
        "1 = yes, 0 = no."),
    "choose": ("Kies de ambitieniveaus", "Choose the ambition levels"),
    "answer": ("De uitkomst bij deze niveaus", "The outcome at these levels"),
    "demand": ("Ruimtevraag", "Demand"),
    "step_1": ("− trede 1: bestaande ruimte benutten", "− step 1: use the space that is there"),
    "step_2": ("− trede 2: ruimte beter gebruiken", "− step 2: use space better"),
    "still": ("Nog nodig na trede 1 en 2", "Still needed after steps 1 and 2"),
    "step_3": ("− trede 3: zuiniger nieuwe terreinen", "− step 3: denser new terrains"),
    "net": ("Resterende behoefte, netto", "Remaining need, net"),
    "gross": ("Resterende behoefte, bruto", "Remaining need, gross"),
    "surplus": ("Overschot (hoogstens)", "Surplus (at most)"),
    "chart_data": ("Waar de grafieken uit bestaan", "What the charts are made of"),
    "chart_note": (
        "Hectares. Kolom: midden tussen laag en hoog, niet onder 0; streep: laag tot hoog.",
        "Hectares. Column: middle of low and high, neither below 0; line: low to high."),
    "chart_below": ("blijft eronder", "remains below"),
    "chart_asked": ("gevraagd", "asked"),
    "chart_off": ("gaat eraf", "comes off"),
    "chart_left": ("blijft over", "remains"),
    "chart_margin": ("marge ±", "margin ±"),
    "chart_described": (
        "Watervalgrafiek van variant {variant}: vraag, drie treden, resterende behoefte. De "
        "cijfers staan onderaan dit blad.",
        "Waterfall chart of variant {variant}: demand, three steps, remaining need. The figures "
        "are at the bottom of this sheet."),
    "low": ("laag", "low"),
    "high": ("hoog", "high"),
    "variant": ("variant", "variant"),
    "component": ("onderdeel", "component"),
    "source": ("bron", "source"),
    "total": ("Totaal", "Total"),
    "given": ("opgegeven", "stated"),
    "supply": ("Aanbod", "Supply"),
    "supply_note": (
        "Een aanbod tussen laag en hoog gaat met zijn hoge waarde van de lage vraag af, en "
        "andersom: zo telt elke grens langs een eigen pad op.",
        "A supply between low and high takes its high value off the low demand and the other "
        "way round: each bound adds up along a path of its own."),
    "step": ("trede", "step"),
    "unit": ("eenheid", "unit"),
    "of_ha": ("van ha", "of ha"),
    "ha": ("ha", "ha"),
    "percent_of_demand": ("% van de vraag", "% of demand"),
    "percent": ("% van de ha", "% of the ha"),
    "measured": ("ha, gemeten", "ha, measured"),
    "off_low": ("af van laag", "off low"),
    "off_high": ("af van hoog", "off high"),
    "existing": ("Bestaande terreinen", "Existing terrains"),
    "existing_note": (
        "Niveau 1 = leeg of te koop × hergebruik × lokaal; niveau 2 = + braak + intensivering "
        "(× beide aandelen waar 1 staat); niveau 3 = + extra intensivering. Hectares.",
        "Level 1 = vacant or for sale × reuse × local; level 2 = + fallow + intensification "
        "(× both shares where it says 1); level 3 = + extra intensification. Hectares."),
    "reuse_share": ("aandeel hergebruik", "share reused"),
    "local_share": ("aandeel lokale bedrijven", "share of local firms"),
    "terrain": ("terrein", "terrain"),
    "vacant": ("leeg of te koop", "vacant or for sale"),
    "fallow": ("braak zonder plan", "fallow, no plan"),
    "intensification": ("intensivering", "intensification"),
    "extra": ("extra intensivering", "extra intensification"),
    "both": ("× beide aandelen", "× both shares"),
    "level": ("niveau", "level"),
    "gain_ha": ("winst, ha", "gain, ha"),
    "planned": ("Geplande terreinen", "Planned terrains"),
    "planned_note": (
        "Vloer = bebouwde grond × (2 + kantooraandeel) waar gestapeld is, anders × 1; grond die "
        "vrijkomt doordat kavels krimpen, wordt gestapeld bebouwd.",
        "Floor = built land × (2 + office share) where stacked, else × 1; land freed by plots "
        "that shrink is built and stacked."),
    "footprint_share": ("bebouwd deel van een kavel", "built share of a plot"),
    "office_share": ("aandeel kantoor", "office share"),
    "group": ("kavelgroep", "group of plots"),
    "size": ("kavel, m²", "plot, m²"),
    "count": ("aantal", "number"),
    "stacked": ("gestapeld", "stacked"),
    "shrinks": ("krimpt", "shrinks"),
    "built": ("bebouwd deel", "built share"),
    "land": ("grond, m²", "land, m²"),
    "freed": ("vrij, m²", "freed, m²"),
    "footprint": ("bebouwd, m²", "built, m²"),
    "gfa": ("vloer, m²", "floor, m²"),
    "linking": ("krimp door schakelen", "shrink by linking"),
    "shared_parking": ("krimp door gedeeld parkeren", "shrink by shared parking"),
    "shared_facilities": ("krimp door gedeelde voorzieningen", "shrink by shared facilities"),
    "shrink": ("krimp samen", "shrink together"),
    "rest_footprint_share": ("bebouwd deel van vrije grond", "built share of freed land"),
    "rest": ("vloer op vrije grond, m²", "floor on freed land, m²"),
    "extra_m2": ("extra vloer, m²", "extra floor, m²"),
    "extra_ha": ("ruimtewinst, ha", "space gain, ha"),
    "gain_share": ("winst t.o.v. niveau 0", "gain over level 0"),
    "bounds": ("De winst tussen haar grenzen", "The gain between its bounds"),
    "shares_at": ("Met de aandelen die", "With the shares that"),
    "gain_low": ("het minst winnen", "win least"),
    "gain_high": ("het meest winnen", "win most"),
    "gain_low_shrink_low": ("het minst winnen, kavels krimpen weinig",
                            "win least, plots shrink little"),
    "gain_low_shrink_high": ("het minst winnen, kavels krimpen veel",
                             "win least, plots shrink much"),
    "gain_high_shrink_low": ("het meest winnen, kavels krimpen weinig",
                             "win most, plots shrink little"),
    "gain_high_shrink_high": ("het meest winnen, kavels krimpen veel",
                              "win most, plots shrink much"),
    "new": ("Nieuwe terreinen", "New terrains"),
    "new_note": ("De winst per niveau is die van de geplande terreinen.",
                 "The gain per level is that of the planned terrains."),
    "net_gross_ratio": ("netto/bruto-verhouding", "net/gross ratio"),
    "iron_stock": ("IJzeren voorraad (staat apart)", "Iron stock (kept apart)"),
    "yearly": ("uitgifte per jaar, ha", "issued per year, ha"),
    "years": ("jaren", "years"),
    "stock": ("voorraad, ha", "stock, ha"),
    "matrix": ("Matrix: wat resteert bij elke combinatie", "Matrix: what remains at each mix"),
    "matrix_note": (
        "Hectares. Resterend = max(vraag − aanbod − winst bestaand − winst gepland; 0) × "
        "(1 − winst nieuw). Hoe donkerder, hoe meer.",
        "Hectares. Remaining = max(demand − supply − gain existing − gain planned; 0) × "
        "(1 − gain new). The darker, the more."),
    "level_existing": ("bestaand", "existing"),
    "level_planned": ("gepland", "planned"),
    "level_new": ("nieuw", "new"),
    "net_low": ("netto laag", "net low"),
    "net_high": ("netto hoog", "net high"),
    "gross_low": ("bruto laag", "gross low"),
    "gross_high": ("bruto hoog", "gross high"),
    "surplus_short": ("overschot", "surplus"),
}  # fmt: skip


def sheet_words(language: Language) -> dict[str, str]:
    """Return every word of the sheet in one language, by key."""
    return {key: pair[0 if language == "nl" else 1] for key, pair in _WORDS.items()}
