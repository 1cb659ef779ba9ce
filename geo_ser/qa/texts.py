"""Everything the checks say, in Dutch and English, and how figures are written in both."""

from collections.abc import Iterable, Mapping
from typing import Literal

from geo_ser.findings import Finding

__all__ = ["Language", "Value", "say", "sorted_findings", "written"]

Language = Literal["nl", "en"]
Value = str | tuple[float, int]
"""What a text is filled with: text as it is, or a number with its decimals."""

_TEXTS: Mapping[str, tuple[str, str]] = {
    "unreadable.reason": (
        "In deze cel staat ‘{text}’; dat is geen getal en ook geen bekend woord voor ‘onbekend’.",
        "This cell holds ‘{text}’, which is neither a number nor a known word for ‘unknown’.",
    ),
    "unreadable.action": (
        "Vul een getal in, of laat de cel leeg als het onbekend is. De cel telt nu als onbekend.",
        "Enter a number, or leave the cell empty when it is unknown. It now counts as unknown.",
    ),
    "negative.reason": (
        "Een oppervlakte kan niet kleiner dan nul zijn.",
        "An area cannot be below zero.",
    ),
    "negative.action": (
        "Waarschijnlijk een tikfout of een verschil in de verkeerde kolom: zoek de bron op.",
        "Probably a typing slip, or a difference in the wrong column: look it up at the source.",
    ),
    "absurd.reason": (
        "Groter dan 10.000 ha; zo groot is geen Nederlands bedrijventerrein. Waarschijnlijk zijn "
        "vierkante meters als hectares ingevuld.",
        "Over 10 000 ha; no Dutch business park is that large. Probably square metres were "
        "entered as hectares.",
    ),
    "absurd.action": (
        "Controleer de eenheid; als het m² zijn, is het {ha} ha.",
        "Check the unit; if these are m², it is {ha} ha.",
    ),
    "net_above_gross.reason": (
        "Netto ({claimed} ha) is groter dan bruto ({expected} ha); netto is een deel van bruto.",
        "Net ({claimed} ha) is larger than gross ({expected} ha); net is a part of gross.",
    ),
    "net_above_gross.action": (
        "Kijk of bruto en netto verwisseld zijn, of bij verschillende grenzen horen.",
        "See whether gross and net were swapped, or belong to different outlines.",
    ),
    "above_hundred.reason": (
        "De verhouding netto/bruto is groter dan 100 %; netto is een deel van bruto.",
        "The net/gross ratio is above 100 %; net is a part of gross.",
    ),
    "above_hundred.action": (
        "Deel netto door bruto, niet omgekeerd, en vul de uitkomst opnieuw in.",
        "Divide net by gross, not the other way round, and enter the result again.",
    ),
    "balance.reason": (
        "Bruto min groen, water en wegen laat {expected} ha over; de tabel noemt {claimed} ha "
        "netto. Het verschil van {gap} ha is meer dan afronding verklaart ({tolerance} ha).",
        "Gross minus green, water and roads leaves {expected} ha; the table says {claimed} ha "
        "net. The gap of {gap} ha is more than rounding explains ({tolerance} ha).",
    ),
    "balance.action": (
        "Zoek bruto, netto, groen, water en wegen op bij de bron en verbeter het cijfer dat "
        "afwijkt; reken tot dan niet met deze {claimed} ha.",
        "Look up gross, net, green, water and roads at the source and correct the odd one out; "
        "until then do not build on these {claimed} ha.",
    ),
    "balance.hint.tare": (
        "Het genoemde percentage ({stated} %) past bij bruto en netto zoals ze er staan: "
        "waarschijnlijk klopt groen, water of wegen niet.",
        "The stated percentage ({stated} %) fits gross and net as they stand: probably green, "
        "water or roads is wrong.",
    ),
    "balance.hint.net": (
        "Het genoemde percentage ({stated} %) past bij {net} ha netto: waarschijnlijk is netto "
        "later veranderd zonder de rest bij te werken, of verkeerd overgenomen.",
        "The stated percentage ({stated} %) fits {net} ha net: probably net was changed later "
        "without the rest, or copied wrongly.",
    ),
    "balance.hint.gross": (
        "Het genoemde percentage ({stated} %) past bij {gross} ha bruto, en dan sluit de balans "
        "ook: waarschijnlijk is het brutocijfer verkeerd overgenomen.",
        "The stated percentage ({stated} %) fits {gross} ha gross, and then the balance closes "
        "too: probably the gross figure was copied wrongly.",
    ),
    "balance.hint.none": (
        "Het genoemde percentage ({stated} %) hoort bij weer een ander cijfer, {fits} ha netto.",
        "The stated percentage ({stated} %) belongs to yet another figure, {fits} ha net.",
    ),
    "parts.reason": (
        "De onderdelen van netto tellen op tot {expected} ha; de tabel noemt {claimed} ha netto. "
        "Het verschil van {gap} ha is meer dan afronding verklaart ({tolerance} ha).",
        "The parts of net add up to {expected} ha; the table says {claimed} ha net. The gap of "
        "{gap} ha is more than rounding explains ({tolerance} ha).",
    ),
    "parts.action": (
        "Kijk of een onderdeel ontbreekt of dubbel telt, en verbeter het bij de bron.",
        "See whether a part is missing or counted twice, and correct it at the source.",
    ),
    "parts.hint.left_out": (
        "Het verschil is precies {column}: waarschijnlijk niet meegeteld in netto.",
        "The gap is exactly {column}: probably left out of net.",
    ),
    "parts.hint.twice": (
        "Het verschil is precies {column}: waarschijnlijk dubbel meegeteld in netto.",
        "The gap is exactly {column}: probably counted twice in net.",
    ),
    "ratio.reason": (
        "Netto gedeeld door bruto is {expected} %; de tabel noemt {claimed} %. Het verschil is "
        "meer dan afronding verklaart ({tolerance} procentpunt).",
        "Net divided by gross is {expected} %; the table says {claimed} %. The gap is more than "
        "rounding explains ({tolerance} percentage points).",
    ),
    "ratio.action": (
        "Als bruto en netto kloppen is het {expected} %. Reken met de hectares, niet met het "
        "percentage.",
        "If gross and net are right it is {expected} %. Work with the hectares, not with the "
        "percentage.",
    ),
    "ratio.hint": (
        "Bij {gross} ha bruto hoort het percentage bij {fits} ha netto: waarschijnlijk is het "
        "uit een ouder of ander cijfer berekend.",
        "At {gross} ha gross the percentage belongs to {fits} ha net: probably it was worked out "
        "from an older or another figure.",
    ),
    "total.reason": (
        "De {rows} rijen van {column} tellen op tot {expected}; de totaalrij noemt {claimed}.",
        "The {rows} rows of {column} add up to {expected}; the total row says {claimed}.",
    ),
    "total.action": (
        "Zoek de rijen op bij de bron: of een rij is fout ingevuld, of het totaal ({expected}) "
        "is niet bijgewerkt.",
        "Look up the rows at the source: either a row was entered wrongly, or the total "
        "({expected}) was not brought up to date.",
    ),
    "total.action.shares": (
        "Herstel eerst de aantallen waarover de percentages zijn berekend en reken ze dan "
        "opnieuw uit; samen horen ze 100 % te zijn.",
        "Mend the amounts the percentages are shares of first, then work them out again; "
        "together they should be 100 %.",
    ),
    "total.hint.shares": (
        "De percentages zijn berekend over {total}, het totaal van {other}, en dat telt zelf "
        "niet op.",
        "The percentages are shares of {total}, the total of {other}, which does not add up "
        "itself.",
    ),
    "total.hint.left_out": (
        "Het verschil is precies rij ‘{name}’: waarschijnlijk niet meegeteld.",
        "The gap is exactly row ‘{name}’: probably left out.",
    ),
    "total.hint.twice": (
        "Het verschil is precies rij ‘{name}’: waarschijnlijk dubbel meegeteld.",
        "The gap is exactly row ‘{name}’: probably counted twice.",
    ),
    "several_totals.reason": (
        "De tabel heeft {rows} totaalrijen; niet te zien is welke rijen bij welk totaal horen.",
        "The table has {rows} total rows; which rows belong to which total cannot be seen.",
    ),
    "several_totals.action": (
        "Splits de tabel, of geef subtotalen een andere naam dan ‘totaal’. Totalen zijn niet "
        "gecontroleerd.",
        "Split the table, or give subtotals another name than ‘total’. Totals were not checked.",
    ),
    "elsewhere": (
        "Andere edities noemen voor hetzelfde gebied: {figures}.",
        "Other editions say for the same area: {figures}.",
    ),
    "elsewhere.net": ("{ha} ha netto", "{ha} ha net"),
    "elsewhere.gross": ("{ha} ha bruto", "{ha} ha gross"),
    "measured": ("De grens meet {ha} ha bruto.", "The outline measures {ha} ha gross."),
    "unmatched.none": (
        "Geen terrein met deze naam of dit nummer in de polygonen.",
        "No terrain with this name or number among the polygons.",
    ),
    "unmatched.several": (
        "Deze naam kan op meer dan één terrein slaan: {candidates}.",
        "This name may stand for more than one terrain: {candidates}.",
    ),
    "unmatched.near": (
        "Geen terrein heet precies zo; het meest lijken: {candidates}.",
        "No terrain is called exactly this; most alike are: {candidates}.",
    ),
    "unmatched.reused": (
        "Het nummer {id} hoort bij de polygonen bij {other} ({area} ha), met een andere naam en "
        "een heel andere of onbekende oppervlakte: het nummer is waarschijnlijk hergebruikt.",
        "Among the polygons number {id} is {other} ({area} ha), with another name and a very "
        "different or unknown area: the number was probably reused.",
    ),
    "unmatched.action": (
        "Zet de koppeling in atlas.toml bij deze [[claims]], bijvoorbeeld "
        "mapping = {{ {line} }}; een lege lijst betekent: hoort bewust bij geen terrein.",
        "Write the match in atlas.toml under this [[claims]], for instance "
        "mapping = {{ {line} }}; an empty list means: deliberately no terrain.",
    ),
    "mapping.unknown_id": (
        "De mapping noemt terrein {ids}, maar dat nummer is er niet bij de polygonen.",
        "The mapping names terrain {ids}, but the polygons have no such number.",
    ),
    "mapping.unknown_name": (
        "De mapping noemt ‘{name}’, maar zo heet geen rij van de tabel.",
        "The mapping names ‘{name}’, but no row of the table is called that.",
    ),
    "mapping.action": (
        "Verbeter de mapping van deze [[claims]] in atlas.toml.",
        "Correct the mapping of these [[claims]] in atlas.toml.",
    ),
    "matched_twice.reason": (
        "Dit terrein hoort bij meer dan één rij: {rows}. Zijn hectares tellen dan dubbel.",
        "This terrain belongs to more than one row: {rows}. Its hectares then count twice.",
    ),
    "matched_twice.action": (
        "Kijk welke rij dit terrein is en geef de andere rijen een eigen mapping in atlas.toml.",
        "See which row this terrain is and give the other rows a mapping of their own in "
        "atlas.toml.",
    ),
    "polygon.reason": (
        "De grens meet {expected} ha; opgegeven is {claimed} ha bruto. Het verschil van {gap} ha "
        "({share} %) is meer dan de toegestane {tolerance} ha.",
        "The outline measures {expected} ha; the claim is {claimed} ha gross. The gap of {gap} "
        "ha ({share} %) is more than the {tolerance} ha allowed.",
    ),
    "polygon.hint.m2": (
        "De opgave is ongeveer 10.000 keer te groot: waarschijnlijk m² als ha ingevuld.",
        "The claim is about 10 000 times too large: probably m² entered as ha.",
    ),
    "polygon.hint.net": (
        "Bruto en netto zijn in de opgave gelijk: waarschijnlijk is netto als bruto ingevuld.",
        "The claim gives gross and net the same area: probably net was entered as gross.",
    ),
    "polygon.hint.date": (
        "De opgave is van {claim_year}, de grens van {polygon_year}: waarschijnlijk is de grens "
        "intussen verlegd, of anders afgebakend.",
        "The claim is of {claim_year}, the outline of {polygon_year}: probably the boundary was "
        "moved in between, or drawn by another rule.",
    ),
    "polygon.hint.other": (
        "Waarschijnlijk hoort de opgave bij een andere afbakening dan deze grens.",
        "Probably the claim belongs to another delineation than this outline.",
    ),
    "polygon.action": (
        "Leg opgave en grens naast elkaar op de kaart; gebruik tot dan de gemeten {expected} ha.",
        "Lay claim and outline side by side on the map; until then use the measured {expected} "
        "ha.",
    ),
    "polygon.net.reason": (
        "Opgegeven is {claimed} ha netto, meer dan de hele grens meet ({expected} ha bruto).",
        "The claim is {claimed} ha net, more than the whole outline measures ({expected} ha "
        "gross).",
    ),
    "polygon.net.action": (
        "Netto kan niet boven bruto uitkomen: verbeter de opgave, of de grens als die te krap is.",
        "Net cannot exceed gross: correct the claim, or the outline if it is too tight.",
    ),
    "edition.gross.reason": (
        "Bruto ging van {expected} ha ({earlier}) naar {claimed} ha ({later}). {hint}",
        "Gross went from {expected} ha ({earlier}) to {claimed} ha ({later}). {hint}",
    ),
    "edition.gross.hint.both": (
        "Netto veranderde mee ({change} ha): waarschijnlijk is het terrein uitgebreid, verkleind "
        "of opnieuw ingemeten.",
        "Net changed along ({change} ha): probably the terrain was extended, cut back or "
        "surveyed again.",
    ),
    "edition.gross.hint.alone": (
        "Netto bleef gelijk: waarschijnlijk is de buitengrens anders getrokken of een cijfer "
        "verkeerd overgenomen.",
        "Net stayed the same: probably the outer boundary was drawn differently, or a figure "
        "was copied wrongly.",
    ),
    "edition.gross.hint.unknown": (
        "Netto is niet in beide edities bekend.",
        "Net is not known in both editions.",
    ),
    "edition.measured": (
        "De grens meet {measured} ha; dat past het best bij {nearest}.",
        "The outline measures {measured} ha, which fits {nearest} best.",
    ),
    "edition.gross.action": (
        "Zoek het besluit waarmee de grens veranderde; is dat er niet, verbeter dan het cijfer.",
        "Find the decision that changed the boundary; if there is none, correct the figure.",
    ),
    "edition.net.reason": (
        "Netto ging van {expected} ha ({earlier}) naar {claimed} ha ({later}) {gross}: "
        "waarschijnlijk is anders verkaveld, of wordt netto anders gerekend.",
        "Net went from {expected} ha ({earlier}) to {claimed} ha ({later}) {gross}: probably "
        "the plots changed, or net is counted in another way.",
    ),
    "edition.net.same_gross": ("bij gelijk bruto", "at the same gross"),
    "edition.net.unknown_gross": ("(bruto onbekend)", "(gross unknown)"),
    "edition.net.action": (
        "Vraag na wat nu als netto telt; vergelijk de ladder niet over edities heen voor dat "
        "vaststaat.",
        "Ask what counts as net now; do not compare ladders across editions before that is clear.",
    ),
    "edition.gone.reason": (
        "Staat in {earlier} maar niet in {later}.",
        "Stands in {earlier} but not in {later}.",
    ),
    "edition.gone.hint": (
        "Waarschijnlijk opgeheven, hernoemd of samengevoegd.",
        "Probably ended, renamed or merged.",
    ),
    "edition.gone.small": (
        "Waarschijnlijk te klein voor de lijst ({gross} ha): IBIS neemt terreinen op vanaf 1 ha "
        "bruto.",
        "Probably too small for the list ({gross} ha): IBIS takes terrains from 1 ha gross.",
    ),
    "edition.gone.merged": (
        "Waarschijnlijk opgegaan in ‘{into}’.",
        "Probably merged into ‘{into}’.",
    ),
    "edition.gone.rest": (
        "Misschien meegeteld in de rij ‘{rest}’.",
        "Perhaps counted in the row ‘{rest}’.",
    ),
    "edition.new.reason": (
        "Staat in {later} maar niet in {earlier}.",
        "Stands in {later} but not in {earlier}.",
    ),
    "edition.new.young": (
        "Het startjaar is {year}: waarschijnlijk een nieuw terrein.",
        "It started in {year}: probably a new terrain.",
    ),
    "edition.new.old": (
        "Het startjaar is {year}, dus het bestond al: waarschijnlijk toen niet apart opgenomen.",
        "It started in {year}, so it existed already: probably it was not listed by itself then.",
    ),
    "edition.new.hint": (
        "Waarschijnlijk nieuw, hernoemd of afgesplitst.",
        "Probably new, renamed or split off.",
    ),
    "edition.one_sided.action": (
        "Als het om hetzelfde terrein onder een andere naam gaat, schrijf dan een mapping in "
        "atlas.toml; anders hoeft er niets.",
        "If it is the same terrain under another name, write a mapping in atlas.toml; otherwise "
        "nothing needs doing.",
    ),
    "edition.renamed.reason": (
        "Nummer {id} heet in {earlier} ‘{old}’ en in {later} ‘{new}’, met bijna dezelfde "
        "oppervlakte: waarschijnlijk hernoemd.",
        "Number {id} is ‘{old}’ in {earlier} and ‘{new}’ in {later}, with nearly the same area: "
        "probably renamed.",
    ),
    "edition.reused.reason": (
        "Nummer {id} was in {earlier} ‘{old}’ ({old_ha} ha bruto) en is in {later} ‘{new}’ "
        "({new_ha} ha): het nummer is hergebruikt voor iets anders.",
        "Number {id} was ‘{old}’ in {earlier} ({old_ha} ha gross) and is ‘{new}’ in {later} "
        "({new_ha} ha): the number was reused for something else.",
    ),
    "edition.merged": (
        "Waarschijnlijk zijn {count} terreinen samengevoegd die uit {later} verdwenen en aan "
        "elkaar grenzen (tussenruimte hoogstens {metres} m): {members}. Samen waren die "
        "{gross} ha bruto en {net} ha netto; {later} noemt {new_gross} bruto ({gap} ha, "
        "{share} %) en {new_net} netto.",
        "Probably {count} terrains were merged that vanished from {later} and adjoin (gaps of at "
        "most {metres} m): {members}. Together they were {gross} ha gross and {net} ha net; "
        "{later} says {new_gross} gross ({gap} ha, {share} %) and {new_net} net.",
    ),
    "edition.reused.action": (
        "Koppel deze edities nooit op nummer alleen. Is dit de samenvoeging, schrijf dan in "
        "atlas.toml: mapping = {{ {line} }}.",
        "Never join these editions on the number alone. If this is the merger, write in "
        "atlas.toml: mapping = {{ {line} }}.",
    ),
    "edition.reused.action_alone": (
        "Koppel deze edities nooit op nummer alleen; koppel op naam of met een mapping.",
        "Never join these editions on the number alone; join on name or with a mapping.",
    ),
    "own.net_above_gross.reason": (
        "De opgegeven netto-oppervlakte ({claimed} ha) is groter dan de bruto ({expected} ha).",
        "The claimed net area ({claimed} ha) is larger than the gross ({expected} ha).",
    ),
    "issued.reason": (
        "Uitgegeven plus uitgeefbaar is {claimed} ha; netto is {expected} ha, en dat is per "
        "definitie hetzelfde.",
        "Issued plus issuable is {claimed} ha; net is {expected} ha, which by definition is the "
        "same.",
    ),
    "issued.action": (
        "Kijk of teruggekochte of particuliere kavels ontbreken, of dat netto verouderd is.",
        "See whether plots bought back or in private hands are missing, or net is outdated.",
    ),
    "no_buildings.reason": (
        "Geen enkel gebouw uit de gebouwentabel raakt dit terrein.",
        "Not one building of the buildings table touches this terrain.",
    ),
    "no_buildings.action": (
        "Is het terrein leeg, dan klopt dit; zo niet, dan dekt de gebouwentabel het niet.",
        "If the terrain is empty this is right; if not, the buildings table does not cover it.",
    ),
    "registered.reason": (
        "De kadastrale grootte is {claimed} m², het perceel op de kaart meet {expected} m².",
        "The registered area is {claimed} m², the parcel on the map measures {expected} m².",
    ),
    "clipped.reason": (
        "Van {count} van de {whole} percelen ({share} %) is de kadastrale grootte ver boven die op "
        "de kaart: de percelen lijken afgesneden op een grens.",
        "The registered area of {count} of {whole} parcels ({share} %) is far above that on the "
        "map: the parcels seem to be clipped to an outline.",
    ),
    "clipped.action": (
        "Haal de percelen heel op (BRK), ook waar ze buiten het terrein of de buurt liggen.",
        "Fetch whole parcels (BRK), also where they lie outside the terrain or neighbourhood.",
    ),
    "registered.action": (
        "Gemeten cijfers volgen de kaart. Gaat het om een besluit of een prijs, vraag dan na of "
        "het perceel sindsdien gesplitst of opnieuw ingemeten is.",
        "Measured figures follow the map. For a decision or a price, ask whether the parcel has "
        "been split or surveyed again since.",
    ),
    "gsi.reason": (
        "Het bebouwingspercentage ligt buiten 0–100 %: bebouwing en oppervlakte horen niet bij "
        "dezelfde grens.",
        "Coverage lies outside 0–100 %: built area and area do not belong to the same outline.",
    ),
    "gsi.action": (
        "Draai `geo-ser layers` en `geo-ser measure` opnieuw; blijft het, meld het als fout.",
        "Run `geo-ser layers` and `geo-ser measure` again; if it stays, report a bug.",
    ),
    "layers.reason": (
        "Bvo gedeeld door bebouwd oppervlak is {claimed}: zoveel lagen heeft geen gebouw. "
        "Waarschijnlijk staat de oppervlakte van een heel complex bij één klein pand.",
        "GFA over footprint is {claimed}: no building has that many storeys. Probably the floor "
        "area of a whole complex is registered on one small building.",
    ),
    "layers.action": (
        "Zoek de verblijfsobjecten van dit pand op in de BAG en meld de fout terug aan de "
        "gemeente.",
        "Look up the units of this building in the BAG and report the error to the municipality.",
    ),
    "deviation.reason": (
        "{count} gepubliceerde cijfers in deze tabel wijken meer af dan hun eigen afronding; de "
        "grootste afwijking staat bij {cell}: gepubliceerd {claimed}, berekend {expected}.",
        "{count} published figures in this table deviate by more than their own rounding; the "
        "largest at {cell}: published {claimed}, computed {expected}.",
    ),
    "deviation.action": (
        "Vergelijk ze in maps/ladder.html; de berekening volgt ladder.toml en wordt niet naar de "
        "tabel toe gebogen.",
        "Compare them in maps/ladder.html; the computation follows ladder.toml and is never bent "
        "towards the table.",
    ),
    "counted_before.reason": (
        "De aanbodpost {name} bevat {count} kavels die al in {by} meetellen ({plots}); "
        "{claimed} ha is van de latere post afgetrokken.",
        "The supply {name} holds {count} plots that {by} counts already ({plots}); {claimed} ha "
        "was taken off the later one.",
    ),
    "counted_before.action": (
        "Geef de twee posten andere terreinen met `where`, of laat er één weg.",
        "Give the two supplies different terrains with `where`, or leave one out.",
    ),
}  # fmt: skip


def say(key: str, language: Language, **values: Value) -> str:
    """Return one text, filled in; numbers are given as (value, decimals).

    Examples
    --------
    >>> say("measured", "nl", ha=(13.856, 2))
    'De grens meet 13,86 ha bruto.'
    """
    template = _TEXTS[key][0 if language == "nl" else 1]
    filled = {
        name: value if isinstance(value, str) else written(*value, language)
        for name, value in values.items()
    }
    return template.format(**filled)


def written(value: float, decimals: int, language: Language) -> str:
    """Return a number as people write it: decimal comma in Dutch, point in English.

    Examples
    --------
    >>> written(-0.001, 2, "nl"), written(12.19, 2, "en")
    ('0,00', '12.19')
    """
    text = f"{round(value, decimals) + 0.0:.{decimals}f}"
    return text.replace(".", ",") if language == "nl" else text


def sorted_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in an order that does not depend on the order of rows."""
    return sorted(
        findings,
        key=lambda one: (
            one.rule, one.table, one.name or "", one.id or "", one.column or "",
            one.claimed or 0.0, one.expected or 0.0, one.severity, one.reason, one.action,
        ),
    )  # fmt: skip
