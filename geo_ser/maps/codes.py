"""What the codes of other rooms are called on the pages, in Dutch and English, as data.

Rules of findings, reasons of nulls, methods of figures, columns of stated figures. A code
that is not here is shown as it is.
"""

__all__ = ["CLAIM_COLUMNS", "METHODS", "REASONS", "RULES"]

RULES: dict[str, tuple[str, str]] = {
    "claims.balance": ("balans sluit niet", "balance does not close"),
    "claims.parts": ("delen tellen niet op tot netto", "parts do not add up to net"),
    "claims.ratio": ("percentage past niet bij de hectares", "percentage does not fit"),
    "claims.total": ("totaal klopt niet", "total does not add up"),
    "claims.polygon": ("opgave wijkt af van de meting", "claim differs from the polygon"),
    "claims.edition": ("opgave wijkt af van andere editie", "claim differs from another edition"),
    "claims.unmatched": ("opgave hoort bij geen terrein", "claim belongs to no terrain"),
    "claims.matched_twice": ("opgaven horen bij één terrein", "claims belong to one terrain"),
    "claims.issued": ("uitgegeven past niet", "issued does not fit"),
    "claims.range": ("opgave kan niet", "claim is impossible"),
    "claims.unreadable": ("cijfer onleesbaar", "figure cannot be read"),
    "ladder.deviation": ("ladder wijkt af van publicatie", "ladder differs from publication"),
    "layers.crs": ("coördinaatstelsel", "coordinate system"),
    "layers.duplicate_areas": ("dubbele rijen, ongelijk oppervlak", "duplicates, unequal areas"),
    "layers.duplicate_claims": ("dubbele rijen, ongelijke opgave", "duplicates, unequal claims"),
    "layers.duplicate_values": ("dubbele rijen, ongelijke waarden", "duplicates, unequal values"),
    "layers.empty": ("lege tabel", "empty table"),
    "layers.heights_unmatched": ("hoogte zonder pand", "height without building"),
    "layers.no_buildings": ("geen gebouwen", "no buildings"),
    "layers.range": ("waarde kan niet", "value is impossible"),
    "layers.repaired": ("geometrie hersteld", "geometry repaired"),
    "layers.unreadable": ("waarde onleesbaar", "value cannot be read"),
    "measure.absurd_layers": ("onwaarschijnlijk veel lagen", "absurd number of storeys"),
    "measure.default_factor": ("standaardfactor gbo → bvo", "default factor usable → gross"),
    "measure.dummy_area": ("oppervlakte is een opvulwaarde", "area is a filler"),
    "measure.gsi_range": ("bebouwingspercentage kan niet", "coverage is impossible"),
    "measure.not_measured_yet": ("nog niet gemeten", "not measured yet"),
    "measure.terrain_overlap": ("terreinen overlappen", "terrains overlap"),
    "measure.unit_without_building": ("eenheid zonder pand", "unit without building"),
    "measure.unknown_status": ("onbekende status", "unknown status"),
}

REASONS: dict[str, tuple[str, str]] = {
    "not_requested": ("niet gevraagd bij het meten", "not asked for"),
    "no_claim": ("er is geen opgave in de bron", "the source holds no claim"),
    "no_buildings": ("er zijn geen gegevens over gebouwen", "there is no table of buildings"),
    "no_units": ("er zijn geen gegevens over eenheden", "there is no table of units"),
    "no_uses": ("de eenheden hebben geen gebruiksdoel", "the units have no use"),
    "no_parcels": ("er zijn geen gegevens over percelen", "there is no table of parcels"),
    "no_surfaces": ("er zijn geen gegevens over bodemgebruik", "there is no table of surfaces"),
    "no_heights": ("er zijn geen gegevens over hoogte", "there are no heights"),
    "no_establishments": ("er zijn geen gegevens over bedrijven",
                          "there is no table of establishments"),
    "not_measured_yet": ("nog niet gemeten in deze versie", "not measured in this version"),
    "not_given": ("niet gegeven in de bron", "not given in the source"),
    "not_standing": ("staat er (nog) niet", "not standing (yet)"),
    "status_unknown": ("status onbekend", "status unknown"),
    "no_standing_building": ("er staat geen gebouw", "no building stands here"),
    "no_unit_in_use": ("geen eenheid in gebruik", "no unit in use"),
    "unit_area_refused": ("oppervlakte van de eenheid is een opvulwaarde",
                          "the unit's area is a filler"),
    "unit_area_unknown": ("oppervlakte van de eenheid onbekend", "the unit's area is unknown"),
    "no_floor_area": ("geen vloeroppervlak", "no floor area"),
    "no_footprint": ("geen bebouwd oppervlak", "no footprint"),
    "no_height_known": ("van geen enkel gebouw is de hoogte bekend", "no height is known"),
    "height_known": ("hoogte is bekend", "height is known"),
    "impossible": ("opgegeven hoogte kan niet", "the given height is impossible"),
    "jobs_unknown": ("banen onbekend", "jobs unknown"),
}  # fmt: skip

METHODS: dict[str, tuple[str, str]] = {
    "as_delivered": ("zoals in de bron", "as in the source"),
    "polygon_area": ("oppervlakte van de grens", "area of the outline"),
    "union_of_clipped_footprints": ("panden die er staan, overlap één keer geteld",
                                    "buildings that stand, overlap counted once"),
    "clipped_footprint": ("pand binnen het terrein", "building inside the terrain"),
    "footprint_over_gross_area": ("bebouwd / bruto", "footprint / gross"),
    "gfa_over_gross_area": ("bvo / bruto", "GFA / gross"),
    "gfa_over_footprint": ("bvo / bebouwd", "GFA / footprint"),
    "dwelling_over_gfa": ("bvo wonen / bvo", "dwelling / GFA"),
    "highest_building": ("hoogste gebouw", "highest building"),
    "median_building": ("mediaan van de gebouwen", "median of the buildings"),
    "share_of_buildings": ("aandeel van de gebouwen", "share of the buildings"),
    "sum_over_establishments": ("som van de bedrijven", "sum over establishments"),
    "units_in_building": ("eenheden in het pand", "units in the building"),
    "units": ("som van de eenheden", "sum of the units"),
    "storeys": ("grondvlak × bouwlagen", "footprint × storeys"),
    "single_storey": ("grondvlak × 1 bouwlaag", "footprint × 1 storey"),
    "none": ("geen eenheid in gebruik: 0", "no unit in use: 0"),
    "no_standing_building": ("er staat geen gebouw", "no building stands here"),
}  # fmt: skip

CLAIM_COLUMNS: dict[str, tuple[str, str]] = {
    "gross_ha": ("bruto", "gross"), "claimed_gross_ha": ("bruto", "gross"),
    "net_ha": ("netto", "net"), "claimed_net_ha": ("netto", "net"),
    "issued_ha": ("uitgegeven", "issued"), "claimed_issued_ha": ("uitgegeven", "issued"),
    "issuable_ha": ("uitgeefbaar", "issuable"), "claimed_issuable_ha": ("uitgeefbaar", "issuable"),
    "stated_net_pct": ("genoemd percentage netto", "stated net percentage"),
    "start_year": ("startjaar", "start year"),
}  # fmt: skip  # fmt: skip
