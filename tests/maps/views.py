"""Views for the tests: the two real studies measured with a few lines, and hostile text."""

import json
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely import box

from geo_ser.findings import Finding, findings_table
from geo_ser.maps import AtlasView, GainView, LadderView
from geo_ser.tables import INDICATORS

ROOT = Path(__file__).parents[2]
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202e{{7*7}}\u0000"
PROVENANCE = ["table", "terrain_id", "column", "method", "source", "edition", "grade"]


def with_all_columns(table: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    """Return the table with every column of its indicator contract, null where absent."""
    for column in INDICATORS[name]:
        if column.name not in table:
            table[column.name] = None if column.kind != "number" else float("nan")
    return table


def rijssen_holten() -> AtlasView:
    """Return the 20 real terrains of 2017, gross area and claims; one finding each kind."""
    ibis = gpd.read_file(ROOT / "data/raw/ibis_2017.geojson").to_crs(28992)
    ibis = ibis.dissolve("RINNUMMER", aggfunc="first").reset_index()
    terrains = gpd.GeoDataFrame(
        {
            "terrain_id": ibis["RINNUMMER"].astype("str"),
            "name": ibis["BEDRIJVENT"],
            "gross_area_m2": ibis.area,
            "claimed_gross_ha": ibis["OPPBRUTO"].astype(float) / 1e4,
            "claimed_net_ha": ibis["OPPNETTO"].astype(float) / 1e4,
            "district": ibis["KERN"],
        },
        geometry=ibis.geometry,
        crs=28992,
    )
    measured = terrains["gross_area_m2"] / 1e4
    off = (terrains["claimed_gross_ha"] / measured - 1).abs() > 0.01
    findings = [
        Finding(
            rule="claims.polygon", severity="warning", table="terrains", id=row.terrain_id,
            name=row.name, column="claimed_gross_ha", claimed=row.claimed_gross_ha,
            expected=row.gross_area_m2 / 1e4,
            difference=row.claimed_gross_ha - row.gross_area_m2 / 1e4, unit="ha",
            reason="De opgave en de polygoon zijn van verschillende datum.",
            action="Vraag de bronhouder welke grens geldt.", geometry=row.geometry,
        )
        for row in terrains.rename_axis("place").rename(columns={"name": "naam"})
        .assign(name=terrains["name"]).loc[off].itertuples(index=False)
    ]  # fmt: skip
    findings += [
        Finding(rule="claims.total", severity="error", table="claims", name="totaal",
                column="net_ha", claimed=112, expected=113, difference=-1, unit="count",
                reason="De kolom telt niet op.", action="Tel de rijen na."),
        Finding(rule="layers.year", severity="info", table="terrains", id="628",
                reason="Het startjaar is onleesbaar."),
    ]  # fmt: skip
    origin = ("oppervlakte van de polygoon", "IBIS Bedrijventerreinen", "2017-08-23", "B")
    return AtlasView(
        name="Rijssen-Holten",
        edition=date(2017, 8, 23),
        terrains=with_all_columns(terrains, "terrains"),
        provenance=pd.DataFrame([["terrains", "*", "gross_area_m2", *origin]], columns=PROVENANCE),
        nulls=pd.DataFrame(
            [
                ["terrains", "*", column.name, "er is geen tabel buildings"]
                for column in INDICATORS["terrains"]
                if column.group
            ],
            columns=["table", "id", "column", "reason"],
        ),
        findings=findings_table(findings),
        sources=[
            {"file": "data/raw/ibis_2017.geojson", "edition": "2017-08-23",
             "attribution": "IBIS Bedrijventerreinen, provincies (IPO)", "licence": "CC0 1.0"},
        ],
        has_ladder=True,
        quarantine_count=2,
    )  # fmt: skip


def apeldoorn() -> AtlasView:
    """Return the real business park with its real buildings and units."""
    file = ROOT / "studies/apeldoorn-noord/data/raw/apeldoorn_noord_bag.gpkg"
    panden, units = gpd.read_file(file, layer="pand"), gpd.read_file(file, layer="verblijfsobject")
    outline = gpd.read_file(file, layer="cbs_buurt")
    uses = units.groupby("pandidentificatie")["gebruiksdoel"].agg(
        lambda texts: sorted({use for text in texts.dropna() for use in text.split(",")})
    )
    floor = units.groupby("pandidentificatie")["oppervlakte"].sum()
    ids = panden["identificatie"]
    buildings = gpd.GeoDataFrame(
        {
            "building_id": ids,
            "terrain_id": outline["buurtcode"].iloc[0],
            "footprint_m2": panden.intersection(outline.union_all()).area,
            "gfa_m2": ids.map(floor),
            "gfa_method": ids.isin(floor.index).map({True: "units", False: "none"}),
            "uses": [uses.get(one, []) for one in ids],
            "status": panden["status"],
            "construction_year": panden["bouwjaar"].astype("Int64"),
            "height_missing_reason": "er is geen hoogtebron",
        },
        geometry=panden.geometry,
        crs=28992,
    )
    gross, built = outline.area.iloc[0], panden.union_all().area
    terrain = gpd.GeoDataFrame(
        {
            "terrain_id": outline["buurtcode"], "name": outline["buurtnaam"],
            "gross_area_m2": gross, "footprint_m2": built, "gsi_gross": built / gross,
            "gfa_m2": floor.sum(), "gfa_low_m2": floor.sum(), "gfa_high_m2": 1.3 * floor.sum(),
            "fsi_gross": floor.sum() / gross, "layers": floor.sum() / built,
            "gfa_industry_m2": 150_000.0, "gfa_office_m2": 62_000.0, "gfa_retail_m2": 48_000.0,
            "gfa_dwelling_m2": 13_500.0, "gfa_other_m2": 0.0,
        },
        geometry=outline.geometry, crs=28992,
    )  # fmt: skip
    method = ("vereniging van de panden die staan", "BAG", date(2022, 6, 1), "B")
    return AtlasView(
        name="Apeldoorn-Noord",
        edition=date(2022, 6, 1),
        caveat="De terreingrens is die van CBS-buurt BU02000706 (2021).",
        terrains=with_all_columns(terrain, "terrains"),
        buildings=with_all_columns(buildings, "buildings"),
        provenance=pd.DataFrame(
            [["terrains", "BU02000706", name, *method] for name in ("footprint_m2", "gsi_gross")],
            columns=PROVENANCE,
        ),
        nulls=pd.DataFrame(
            [
                ["terrains", "*", column.name, "not_requested" if column.group == "jobs"
                 else "er is geen tabel parcels"]
                for column in INDICATORS["terrains"] if column.group
            ],
            columns=["table", "id", "column", "reason"],
        ),
        sources=[{"attribution": "BAG, Kadaster", "licence": "CC0 1.0", "edition": "2022-06-01"}],
    )  # fmt: skip


def hostile() -> AtlasView:
    """Return a view in which every text field attacks the page."""
    view = apeldoorn()
    terrains = view.terrains.copy()
    terrains["terrain_id"], terrains["name"] = "a/../" + HOSTILE, HOSTILE
    terrains["district"] = HOSTILE
    terrains.loc[0, "gfa_m2"] = None
    buildings = view.buildings.head(3).copy()
    buildings["terrain_id"] = terrains["terrain_id"].iloc[0]
    for column in ("status", "height_missing_reason", "gfa_method"):
        buildings[column] = HOSTILE
    buildings["building_id"] = [HOSTILE + str(place) for place in range(3)]
    buildings["uses"] = [[HOSTILE, HOSTILE * 50]] * 3
    names = [column.name for column in INDICATORS["terrains"]]
    finding = dict.fromkeys(("rule", "name", "column", "reason", "action", "unit"), HOSTILE)
    return AtlasView(
        name=HOSTILE,
        edition=view.edition,
        terrains=terrains,
        buildings=buildings,
        caveat=HOSTILE * 200,
        provenance=pd.DataFrame(
            [["terrains", "*", name, *[HOSTILE] * 4] for name in names], columns=PROVENANCE
        ),
        nulls=pd.DataFrame(
            [["terrains", "*", name, HOSTILE] for name in names],
            columns=["table", "id", "column", "reason"],
        ),
        findings=findings_table(
            [
                Finding(**finding, severity="error", table=HOSTILE, id=HOSTILE, claimed=1.0),
                Finding(rule="x", severity="info", table="terrains",
                        id=terrains["terrain_id"].iloc[0], reason="x" * 10_000),
            ]
        ),
        sources=[dict.fromkeys(("file", "attribution", "licence", "edition", "note"), HOSTILE)],
    )  # fmt: skip


def won(plots: gpd.GeoDataFrame, **columns) -> gpd.GeoDataFrame:
    """Return candidates on plots, each winning a tenth of a hectare by filling an unbuilt plot."""
    amounts = {
        "gain_ha": 0.1, "gain_low_ha": 0.05, "gain_high_ha": 0.2, "gain_footprint_m2": 580.0,
        "gain_gfa_m2": 580.0, "realistic_ha": 0.04, "realistic_1_ha": 0.0, "realistic_2_ha": 0.04,
        "realistic_3_ha": 0.08, "score": 0.5, "top_share": 1.0,
    }  # fmt: skip
    texts = {"linked_with": None, "words_nl": "onbebouwd", "words_en": "unbuilt", "grade": "B"}
    lists = {"reasons": ["unbuilt"], "obstacles": [], "instruments": ["fill_unbuilt"]}
    count = len(plots)
    return gpd.GeoDataFrame(
        {
            "rank": range(1, count + 1),
            "plot_id": plots["plot_id"], "terrain_id": plots["terrain_id"],
            **amounts, **texts, **{name: [one] * count for name, one in lists.items()},
        } | columns,
        geometry=plots.geometry, crs=28992,
    )  # fmt: skip


def gained(*, count: int = 3, terrains: int = 1, apart_m: float = 500.0, **changes) -> AtlasView:
    """Return made-up terrains in a row, each with `count` square plots of 50 m, all unbuilt."""
    names = [f"T{n}" for n in range(terrains)]
    west = [100_000 + apart_m * n for n in range(terrains)]
    outlines = [box(x - 10, 399_990, x + 60 * count, 400_060) for x in west]
    plots = gpd.GeoDataFrame(
        [
            {"plot_id": f"{name}-{n}", "terrain_id": name, "area_m2": 2500.0, "use": "unbuilt",
             "area_in_terrain_m2": 2500.0, "footprint_m2": 0.0, "size_class": "2000_5000",
             "geometry": box(x + 60 * n, 400_000, x + 60 * n + 50, 400_050)}
            for name, x in zip(names, west, strict=True) for n in range(count)
        ],
        columns=["plot_id", "terrain_id", "area_m2", "use", "area_in_terrain_m2", "footprint_m2",
                 "size_class", "geometry"],
        geometry="geometry", crs=28992,
    )  # fmt: skip
    table = gpd.GeoDataFrame({"terrain_id": names, "name": names}, geometry=outlines, crs=28992)
    view = {
        "name": "Verzonnen", "edition": date(2026, 1, 1),
        "terrains": with_all_columns(table, "terrains"), "plots": with_all_columns(plots, "plots"),
        "gain": GainView(candidates=won(plots), gain_envelopes=plots),
    }  # fmt: skip
    return AtlasView(**(view | changes))


def hostile_gain(text: str = HOSTILE) -> AtlasView:
    """Return a view of candidates in which every text attacks the page."""
    view = gained()
    terrain, ids = f"a/../{text}", [f"{n}/{text}" for n in range(3)]
    plots = view.plots.assign(plot_id=ids, terrain_id=terrain, use=text, size_class=text, why=text)
    parts = {
        name: [[text, "unbuilt"]] * 3 for name in ("reasons", "obstacles", "instruments")
    }  # fmt: skip
    candidates = won(
        plots, **parts, linked_with=ids[::-1], words_nl=text, words_en=text, grade=text
    )
    measures = pd.DataFrame(
        {"plot_id": ids, "terrain_id": terrain, "instrument": text, "reason": text, "chosen": True,
         "theoretical_ha": 0.1, "theoretical_footprint_m2": 1.0, "theoretical_gfa_m2": 1.0,
         "unknown_reason": text}
    )  # fmt: skip
    buildings = gpd.GeoDataFrame(
        {"building_id": [f"{n}{text}" for n in range(3)], "plot_id": ids, "terrain_id": terrain},
        geometry=plots.geometry.buffer(-10).to_numpy(), crs=28992,
    )  # fmt: skip
    return AtlasView(
        name=text,
        edition=view.edition,
        caveat=text,
        terrains=view.terrains.assign(terrain_id=terrain, name=text, district=text),
        plots=plots.assign(height_max_m=float("nan")),
        buildings=with_all_columns(buildings, "buildings"),
        gain=GainView(candidates=candidates, gain_plots=measures, gain_envelopes=plots),
        provenance=pd.DataFrame(
            [["candidates", "*", "gain_ha", *[text] * 4], ["plots", "*", "area_m2", *[text] * 4]],
            columns=PROVENANCE,
        ),
        nulls=pd.DataFrame(
            [["plots", "*", "height_max_m", text]], columns=["table", "id", "column", "reason"]
        ),
        sources=[dict.fromkeys(("file", "attribution", "licence", "edition", "note"), text)],
    )


def rijssen_ladder() -> LadderView:
    """Return the ladder of 2004 from its published tables: matrix, gains, planned levels."""
    matrix = pd.read_csv(ROOT / "data/raw/ladder_matrix_2004.csv")
    gain = pd.read_csv(ROOT / "data/raw/existing_gain_2004.csv")
    levels = pd.read_csv(ROOT / "data/raw/planned_levels_2004.csv")
    return LadderView(
        name="Rijssen-Holten",
        edition=date(2017, 8, 23),
        ladder={
            "title": "Ruimtebehoefte Rijssen-Holten 2004", "unit": "ha net",
            "variants": [
                {"name": name, "demand": {"low": need, "high": need},
                 "steps": [{"step": 1, "low": 0, "high": 0, "items": []},
                           {"step": 2, "low": 0.0, "high": 0.0, "items": []}],
                 "remaining": {"low": need, "high": need}, "surplus": None}
                for name, need in (("minimum", 100.1), ("maximum", 158.0))
            ],
            "iron_stock_ha": None,
            "matrix": [
                {"existing": row.existing_ambition, "planned": row.planned_ambition,
                 "new": row.new_terrain_ambition, "variant": row.demand,
                 "remaining_net_ha": row.remaining_net_ha,
                 "remaining_gross_ha": row.remaining_net_ha / 0.7, "surplus_ha": None}
                for row in matrix.itertuples()
            ],
            "planned_levels": [
                {"level": row.ambition, "gfa_m2": row.total_floor_m2,
                 "rest_gfa_m2": row.rest_floor_m2, "extra_gfa_m2": row.extra_floor_m2,
                 "extra_ha": row.extra_ha, "gain_share": row.extra_floor_m2 / 140_940,
                 "by_instrument": {"stack": row.extra_floor_m2 - row.rest_floor_m2,
                                   "linking": row.rest_floor_m2}}
                for row in levels.itertuples()
            ],
            "existing": [
                {"terrain": row["terrain"], "level": level, "gain_ha": row[f"ambition_{level}"]}
                for row in gain.to_dict("records") for level in range(4)
            ],
            "deviations": [
                {"table": "ladder_matrix_2004.csv", "cell": "0/1/1 minimum", "published": 93.1,
                 "computed": 93.0123, "difference": 0.0877},
            ],
            "remarks": ["Een winstaandeel s bespaart 1 − 1/(1+s) van de grond, niet s."],
        },
    )  # fmt: skip


def assen_ladder() -> LadderView:
    """Return the ladder of the Assen memo of 2010, with ranges, as published."""

    def variant(name, demand, gain, left):
        return {
            "name": name, "demand": dict(zip(("low", "high"), demand, strict=True)),
            "steps": [
                {"step": 1, "low": 74, "high": 74, "items": [
                    {"name": "aanbod regio", "low": 38, "high": 38, "source": "memo, p. 3"},
                    {"name": "aanbod Assen", "low": 33, "high": 33, "source": "memo, p. 3"},
                    {"name": "Havenkade", "low": 3, "high": 3, "source": ""}]},
                {"step": 2, "low": 3 + gain[0], "high": 6 + gain[1], "items": [
                    {"name": "Stadsbedrijvenpark", "low": 3, "high": 6, "source": "5–10 %"},
                    {"name": "hogere productiviteit", "low": gain[0], "high": gain[1],
                     "source": "7,5 % van de vraag"}]},
            ],
            "remaining": dict(zip(("low", "high"), left, strict=True)), "surplus": None,
        }  # fmt: skip

    return LadderView(
        name="Assen",
        edition=date(2010, 7, 1),
        caveat="Alleen de ladder; er is niets gemeten.",
        has_atlas=False,
        ladder={
            "title": "Werklocaties in Assen langs de SER-ladder", "unit": "ha net",
            "variants": [variant("beperkte transformatie", (141, 146), (11, 11), (51, 58)),
                         variant("volledige transformatie", (164, 169), (12, 13), (72, 80))],
            "iron_stock_ha": 29.2, "matrix": [], "planned_levels": [], "existing": [],
            "deviations": [], "remarks": [],
        },
    )  # fmt: skip


def hostile_ladder() -> LadderView:
    """Return a ladder in which every text attacks the page."""
    plain = json.dumps(assen_ladder().ladder)
    ladder = json.loads(plain)
    ladder["title"] = ladder["unit"] = HOSTILE
    for one in ladder["variants"]:
        one["name"] = HOSTILE
        for step in one["steps"]:
            for item in step["items"]:
                item["name"] = item["source"] = HOSTILE
    ladder["remarks"] = [HOSTILE, "x" * 10_000]
    ladder["existing"] = [{"terrain": HOSTILE, "level": 1, "gain_ha": None}]
    ladder["planned_levels"] = [{"level": HOSTILE, "by_instrument": {HOSTILE: 2.0}}]
    ladder["deviations"] = [{"table": HOSTILE, "cell": HOSTILE, "published": 1, "computed": 2,
                             "difference": -1}]  # fmt: skip
    ladder["matrix"] = [{"variant": HOSTILE, "existing": 0, "planned": 0, "new": 0,
                         "remaining_net_ha": 0.0, "surplus_ha": 3.0}]  # fmt: skip
    return LadderView(name=HOSTILE, edition=date(2010, 1, 1), ladder=ladder, caveat=HOSTILE)
