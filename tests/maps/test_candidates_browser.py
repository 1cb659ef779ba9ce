"""The candidates page in Chromium without a network: map, filter, list, card, files, address."""

import csv
import io
import json
import re
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest

from geo_ser.gain import what_if_words
from geo_ser.maps import GainView, candidates_pages
from geo_ser.maps import view as view_module
from tests.browser import DESKTOP, PHONE, browser, open_page
from tests.maps import views

pytestmark = pytest.mark.browser

RTL = "\u202eabc\u202c שלום \u200f"
ATTACKS = {
    "html": "<img src=x onerror=alert(1)><b>vet</b>",
    "script": "</script><script>alert(1)</script>",
    "quotes": "\"' onmouseover='alert(1)' `${alert(1)}` {{7*7}} {plot}",
    "right to left": RTL,
    "long": "x" * 10_000,
    "formula": "=HYPERLINK(\"http://x\")",
    "address": "#&=%/?+ ;,\n\t\0",
}  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    with browser() as context:
        yield context


@pytest.fixture(scope="module")
def candidates(voorbeeldpark):
    table = gpd.read_parquet(voorbeeldpark / "data/processed/3_gain/candidates.parquet")
    return table.sort_values("rank").reset_index(drop=True)


@pytest.fixture
def opened(chromium, voorbeeldpark):
    seen = []

    def open_one(file=voorbeeldpark / "maps/candidates.html", **options):
        seen.append(open_page(chromium, file, **options))
        seen[-1].page.wait_for_selector("body[data-ready]")
        return seen[-1]

    yield open_one
    for one in seen:
        one.page.close()


@pytest.fixture
def page(opened):
    return opened().page


@pytest.fixture
def made(opened, tmp_path):
    def make(view, **options):
        file = tmp_path / "candidates.html"
        file.write_text(candidates_pages(view)["candidates.html"], encoding="utf-8")
        return opened(file, **options)

    return make


def plots_listed(page):
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return page.locator("#rows tbody .plot").all_inner_texts()


def downloaded(page, button):
    with page.expect_download() as waiting:
        page.click(button)
    name = waiting.value.suggested_filename
    return name, waiting.value.path().read_text(encoding="utf-8")


def settle(page):
    """Wait until the address of the view has been written."""
    page.wait_for_timeout(250)


# --- the page as it opens ----------------------------------------------------------------------


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_opens_offline_asks_for_nothing_and_lists_the_candidates_by_rank(
    opened, candidates, size
):
    seen = opened(size=size)
    assert plots_listed(seen.page) == candidates["plot_id"].tolist()
    assert seen.page.evaluate("() => document.documentElement.scrollWidth") == size[0]
    assert seen.foreign() == []
    assert seen.trouble() == []


def test_the_map_has_the_colour_of_each_plot_where_it_lies(page, candidates):
    missed = []
    for one in candidates.head(6).itertuples():
        found = page.evaluate(
            """(id) => { const row = data.plot.indexOf(id); const [x, y] = insideOf(row);
            for (const name of ["labels", "buildings"]) switchLayer(name, false);
            const place = map.latLngToLayerPoint(L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0));
            const at = place.subtract(canvas._bounds.min).round();
            const pen = canvas._container.getContext("2d");
            const [r, g, b] = pen.getImageData(at.x, at.y, 1, 1).data;
            return ["#" + [r, g, b].map((n) => n.toString(16).padStart(2, "0")).join(""),
                    config.gain.colours[gainClass(row)]]; }""",
            one.plot_id,
        )
        if found[0] != found[1]:
            missed.append((one.plot_id, found))
    assert missed == []


def test_the_layers_can_be_switched(page):
    def colours():
        return page.evaluate(
            """() => { const {width, height} = canvas._container; const all = new Set(
            new Uint32Array(canvas._container.getContext("2d").getImageData(0, 0, width, height)
            .data.buffer)); return all.size; }"""
        )

    before = colours()
    page.click("#layers summary")
    for name in ("plots", "buildings", "labels", "terrains"):
        page.uncheck(f'[name="layer"][value="{name}"]')
    assert colours() == 1 < before  # nothing is drawn


def test_the_background_is_off_and_says_so_when_it_cannot_be_reached(opened):
    seen = opened()
    seen.page.click("#layers summary")
    seen.page.check('[value="background"]')
    seen.page.wait_for_selector("#tile-error:visible")
    assert all(url.startswith("https://service.pdok.nl/brt/") for url in seen.foreign())
    seen.page.uncheck('[value="background"]')
    assert seen.page.locator("#tile-error").is_hidden()


def test_the_legend_counts_every_plot_and_names_unit_date_and_source(page):
    text = page.locator(".legends").inner_text()
    assert "winst in theorie per kavel, ha" in text
    assert "Peildatum 01-01-2026" in text
    assert "verzonnen voorbeeld" in text
    assert page.locator(".leaflet-control-scale").is_visible()
    counts = page.locator("#legend .count").all_inner_texts()
    assert sum(int(one) for one in counts) == page.evaluate("() => data.plot.length")


# --- filter, search, order ---------------------------------------------------------------------


def test_each_part_of_the_filter_leaves_the_plots_of_the_table(page, candidates):
    def left(mask):
        assert plots_listed(page) == candidates.loc[mask, "plot_id"].tolist()
        assert page.locator("#filter-active").is_visible()
        page.click("button[type=reset]")
        page.wait_for_function("() => document.getElementById('filter-active').hidden")

    page.select_option("[name=terrain]", label="Verzonnen Zuid")
    left(candidates["terrain_id"] == "VP2")
    page.fill("[name=min]", "0.3")
    left(candidates["gain_ha"].round(4) >= 0.3)
    codes = [one.key for one in what_if_words().reason]
    page.check(f'[name=reason][value="{codes.index("unbuilt")}"]')
    page.check(f'[name=reason][value="{codes.index("offered")}"]')
    left([bool({"unbuilt", "offered"} & set(one)) for one in candidates["reasons"]])
    grade = candidates["grade"].iloc[0]
    page.check(f'[name=grade][value="{"ABCD".index(grade)}"]')
    left(candidates["grade"] == grade)


def test_the_size_of_the_plot_is_that_of_the_whole_plot(page, candidates, voorbeeldpark):
    plots = gpd.read_parquet(voorbeeldpark / "data/processed/2_indicators/plots.parquet")
    keys = ["plot_id", "terrain_id"]
    sizes = candidates[keys].merge(plots[[*keys, "size_class"]], on=keys, how="left")
    page.check('[name=size][value="4"]')
    assert plots_listed(page) == sizes.loc[sizes["size_class"] == "ge_10000", "plot_id"].tolist()


@pytest.mark.parametrize("text", ["b05", "Verzonnen Hoek", "VP2"])
def test_search_finds_plot_and_terrain(page, candidates, text):
    page.fill("[name=q]", text)
    names = {"VP1": "Verzonnen Noord", "VP2": "Verzonnen Zuid", "VP3": "Verzonnen Hoek"}
    wanted = [
        one.plot_id for one in candidates.itertuples()
        if text.lower() in f"{one.plot_id}\n{one.terrain_id}\n{names[one.terrain_id]}".lower()
    ]  # fmt: skip
    assert plots_listed(page) == wanted


def test_search_finds_the_plot_of_a_building(page, voorbeeldpark):
    table = gpd.read_parquet(voorbeeldpark / "data/processed/2_indicators/buildings.parquet")
    building = table[table["plot_id"] == "A05"].iloc[0]["building_id"]
    page.fill("[name=q]", building)
    assert plots_listed(page) == ["A05"]
    page.fill("[name=q]", "bestaat niet")
    assert plots_listed(page) == []
    assert page.locator("#nothing-left").is_visible()


def test_plots_without_a_gain_can_be_asked_for(page):
    page.select_option("[name=kind]", "all")
    page.wait_for_function("() => order.length === data.plot.length")
    assert page.locator("#count").inner_text() == str(page.evaluate("() => data.plot.length"))


@pytest.mark.parametrize(
    ("head", "column", "down"),
    [("Winst", "gain_ha", True), ("Haalbaar", "realistic_ha", True), ("Bvo", "gain_gfa_m2", True)],
)
def test_a_click_on_a_head_sorts_and_ties_stay_by_rank(page, candidates, head, column, down):
    page.get_by_role("columnheader", name=head).get_by_role("button").click()
    ordered = candidates.assign(key=(candidates[column] * 1e4).round())
    wanted = ordered.sort_values(["key", "rank"], ascending=[not down, True])
    if column == "gain_gfa_m2":
        wanted = candidates.assign(key=candidates[column].round()).sort_values(
            ["key", "rank"], ascending=[False, True]
        )
    assert plots_listed(page) == wanted["plot_id"].tolist()
    assert page.locator("th[aria-sort=descending]").count() == 1


# --- the card, both ways -----------------------------------------------------------------------


def test_a_row_opens_the_card_and_a_click_on_the_map_marks_its_row(page, candidates):
    first, other = candidates["plot_id"].iloc[1], candidates["plot_id"].iloc[9]
    page.get_by_role("button", name=first, exact=True).click()
    assert page.locator("#card-title").inner_text() == f"Kavel {first}"
    place = page.evaluate(
        """(id) => { const [x, y] = insideOf(data.plot.indexOf(id));
        const at = map.latLngToContainerPoint(L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0));
        const frame = map.getContainer().getBoundingClientRect();
        closeCard(); return [frame.x + at.x, frame.y + at.y]; }""",
        other,
    )
    page.mouse.click(*place)
    assert page.locator("#card-title").inner_text() == f"Kavel {other}"
    assert page.locator("tr[aria-current=true] .plot").inner_text() == other


def test_the_card_says_what_the_tables_say(page, candidates):
    words = {one.key: one.name_nl for one in (*what_if_words().reason, *what_if_words().obstacle)}
    one = candidates.iloc[0]
    page.get_by_role("button", name=one["plot_id"], exact=True).click()
    text = page.locator("#card").inner_text()
    assert f"{one['gain_ha']:.4f} ha".replace(".", ",") in text
    assert f"rang 1 van {len(candidates)}" in text
    for code in (*one["reasons"], *one["obstacles"]):
        assert words[code] in text
    assert f"betrouwbaarheid {one['grade']}" in text
    page.get_by_text("Bron en betrouwbaarheid van de cijfers").click()
    sources = page.locator(".origins").inner_text()
    assert re.search(r"beste samenstel van instrumenten · .*betrouwbaarheid [A-D]", sources)


def test_the_drawings_are_to_scale(page, candidates):
    one = candidates[[list(i) == ["fill_unbuilt"] for i in candidates["instruments"]]].iloc[0]
    page.get_by_role("button", name=one["plot_id"], exact=True).click()
    pictures = page.locator(".drawings figure")
    assert pictures.count() == 3
    assert pictures.locator("svg").nth(2).locator("path[fill='url(#won)']").count() == 1
    outline = pictures.nth(0).locator("path").first.get_attribute("d")
    xs = [float(pair.split()[0]) for pair in outline.strip("MZ").split("L")]
    west, _, east, _ = one.geometry.bounds
    assert (min(xs), max(xs)) == pytest.approx((west, east), abs=0.051)


def test_a_block_on_scale_is_as_large_as_what_it_stands_for(page, voorbeeldpark):
    folder = voorbeeldpark / "data/processed/3_gain"
    measures = pd.read_parquet(folder / "gain_plots.parquet")
    parking = measures[measures["chosen"] & (measures["instrument"] == "shared_parking")]
    one = parking.sort_values("theoretical_ha").iloc[-1]
    page.get_by_role("button", name=one["plot_id"], exact=True).click()
    sizes = page.eval_on_selector_all(
        ".drawings figure:nth-child(3) rect", "all => all.map((r) => r.getAttribute('width') ** 2)"
    )
    assert pytest.approx(one["theoretical_ha"] * 1e4, abs=0.51) in sizes


def test_linking_draws_the_neighbour_too_and_names_it(made):
    view = views.gained(count=2)
    parts = {"reasons": [["linkable"]] * 2, "instruments": [["linking"]] * 2}
    pair = views.won(view.plots, **parts, linked_with=["T0-1", "T0-0"])
    measures = pd.DataFrame(
        {"plot_id": ["T0-0", "T0-1"], "terrain_id": "T0", "instrument": "linking",
         "reason": "linkable", "chosen": True, "theoretical_ha": 0.1,
         "theoretical_footprint_m2": 580.0, "theoretical_gfa_m2": 580.0, "unknown_reason": None}
    )  # fmt: skip
    page = made(replace(view, gain=GainView(candidates=pair, gain_plots=measures))).page
    page.get_by_role("button", name="T0-0", exact=True).click()
    assert "schakelbaar met kavel T0-1" in page.locator("#card").inner_text()
    outlines = page.locator(".drawings figure:nth-child(3) path[stroke='#0b1620']")
    assert outlines.count() == 2
    assert page.locator(".drawings figure:nth-child(1) path[stroke='#0b1620']").count() == 1


def test_what_is_unknown_says_why(made):
    view = views.gained(count=1)
    view = replace(view, plots=view.plots.assign(height_max_m=float("nan")))
    nulls = [["plots", "T0-0", "height_max_m", "no_heights"], ["plots", "*", "vacant", "no_units"]]
    table = pd.DataFrame(nulls, columns=["table", "id", "column", "reason"])
    page = made(replace(view, nulls=table)).page
    page.get_by_role("button", name="T0-0", exact=True).click()
    row = page.get_by_role("row", name="hoogste bouwhoogte")
    assert row.locator("td").inner_text() == "onbekend: er zijn geen gegevens over hoogte"
    row = page.get_by_role("row", name="te koop of te huur")
    assert row.locator("td").inner_text() == "onbekend: er zijn geen gegevens over eenheden"


# --- the keyboard alone ------------------------------------------------------------------------


def test_the_keyboard_alone_filters_chooses_steps_ticks_and_closes(page, candidates):
    names = candidates["plot_id"].tolist()
    page.locator("[name=q]").focus()
    page.keyboard.type("b0")
    page.keyboard.press("Tab")
    wanted = [one for one in names if "b0" in one.lower()]
    assert plots_listed(page) == wanted
    page.locator("#rows tbody input").first.focus()
    page.keyboard.press("Space")
    assert "1 aangevinkt" in page.locator("#selected").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#card-title").inner_text() == f"Kavel {wanted[0]}"
    assert page.evaluate("() => document.activeElement.id") == "card"
    page.keyboard.press("Tab")  # previous is off on the first; next
    page.keyboard.press("Enter")
    assert page.locator("#card-title").inner_text() == f"Kavel {wanted[1]}"
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert page.evaluate("() => document.activeElement.textContent") == wanted[1]


def test_the_keyboard_moves_the_map_and_every_control_has_a_name(page):
    page.locator(".folium-map").focus()
    before = page.evaluate("() => map.getCenter().lng")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert page.evaluate("() => map.getCenter().lng") > before
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, a[href], summary")]
        .filter((one) => one.offsetParent && !(one.textContent.trim() || one.ariaLabel
          || (one.labels && one.labels.length))).map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert nameless == []


# --- files, address, language, paper -----------------------------------------------------------


def test_the_ticked_rows_go_into_the_csv_with_the_figures_of_the_tables(page, candidates):
    page.locator("#rows tbody input").nth(2).check()
    page.locator("#rows tbody input").nth(0).check()
    name, text = downloaded(page, "#to-csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert name == "kandidaten.csv"
    assert [one["plot_id"] for one in rows] == candidates["plot_id"].iloc[[0, 2]].tolist()
    for row, (_, one) in zip(rows, candidates.iloc[[0, 2]].iterrows(), strict=True):
        assert float(row["gain_ha"]) == pytest.approx(one["gain_ha"], abs=5.1e-5)
        assert row["reasons"] == "; ".join(one["reasons"])
        assert row["edition"] == "2026-01-01"


def test_all_that_the_filter_leaves_goes_into_the_geojson_in_wgs84(page, candidates):
    page.select_option("[name=terrain]", label="Verzonnen Hoek")
    page.wait_for_function("() => order.length < 10")
    name, text = downloaded(page, "#to-geojson")
    value = json.loads(text)
    assert name == "kandidaten-wgs84.geojson"
    assert "WGS 84 (EPSG:4326)" in value["coordinates"]
    assert "niet om in te meten" in value["note"]
    table = gpd.GeoDataFrame.from_features(value["features"], crs=4326).to_crs(28992)
    wanted = candidates[candidates["terrain_id"] == "VP3"].set_index("plot_id")
    assert table["plot_id"].tolist() == wanted.index.tolist()
    gap = table.set_index("plot_id").geometry.hausdorff_distance(wanted.geometry)
    assert gap.max() < 0.15


def test_a_hole_is_a_hole_in_the_geojson(made):
    view = views.gained(count=1)
    holed = view.plots.geometry.difference(view.plots.geometry.buffer(-10))
    plots = view.plots.set_geometry(holed)
    page = made(replace(view, plots=plots, gain=GainView(candidates=views.won(plots)))).page
    _, text = downloaded(page, "#to-geojson")
    table = gpd.GeoDataFrame.from_features(json.loads(text)["features"], crs=4326).to_crs(28992)
    assert table.area.iloc[0] == pytest.approx(2500 - 900, rel=0.01)
    middle = page.evaluate(
        "() => { const [x, y] = mercator(100025, 400025); return plotAt(L.CRS.EPSG3857.unproject("
        "L.point(x, y))); }"
    )
    assert middle is None


def test_a_formula_in_a_name_stays_text_in_a_spreadsheet(made):
    view = views.gained(count=1)
    plots = view.plots.assign(plot_id="=1+1")
    gain = GainView(candidates=views.won(plots), gain_envelopes=plots)
    page = made(
        replace(view, plots=plots, gain=gain, terrains=view.terrains.assign(name='@SUM("A",B)'))
    ).page
    row = next(csv.DictReader(io.StringIO(downloaded(page, "#to-csv")[1])))
    assert (row["plot_id"], row["terrain"]) == ("'=1+1", '\'@SUM("A",B)')


def test_the_address_brings_the_whole_view_back(opened):
    page = opened().page
    page.select_option("[name=terrain]", label="Verzonnen Noord")
    page.fill("[name=min]", "0.05")
    page.check('[name=grade][value="2"]')
    page.check("[name=colour][value=reason]", force=True)
    page.get_by_role("columnheader", name="Winst").get_by_role("button").click()
    page.locator("#rows tbody .link").nth(1).click()
    page.evaluate("() => map.setZoom(17.5, {animate: false})")
    page.get_by_role("button", name="en, English").click()
    settle(page)
    address = page.locator("#link").input_value()
    state = """() => [order, chosen, colourBy, language, sorting, map.getZoom().toFixed(1),
      map.getCenter().lat.toFixed(4), map.getCenter().lng.toFixed(4), form.elements.min.value]"""
    other = opened(fragment="#" + address.partition("#")[2]).page
    assert other.evaluate(state) == page.evaluate(state)
    assert other.locator("#card").is_visible()


def test_an_address_that_makes_no_sense_opens_the_whole_page(opened, candidates):
    page = opened(
        fragment="#terrain=x&plot=%3Cscript%3E&at=a/b/c&sort=constructor&lang=__proto__&reason=,,"
    ).page
    assert plots_listed(page) == candidates["plot_id"].tolist()
    assert page.evaluate("() => language") == "nl"


def test_the_sheet_of_a_terrain_leads_to_its_plot(chromium, voorbeeldpark, candidates):
    page = open_page(chromium, voorbeeldpark / "maps/terrain-vp2.html").page
    mine = candidates[candidates["terrain_id"] == "VP2"]
    assert page.locator(".candidate-list tbody tr").count() == min(15, len(mine))
    page.locator(".candidate-list a").first.click()
    page.wait_for_selector("#card-title")
    assert page.locator("#card-title").inner_text() == f"Kavel {mine['plot_id'].iloc[0]}"
    page.close()


def test_the_totals_are_sums_of_the_table_and_not_of_what_is_rounded(page, candidates):
    tiles = page.locator(".tile dd").all_inner_texts()
    sums = [
        f"{candidates[f'{name}_ha'].sum():.2f} ha\n"
        f"kavels {candidates[f'{name}_plot_ha'].sum():.2f} ha, "
        f"vloerruimte {candidates[f'{name}_floor_ha'].sum():.2f} ha"
        for name in ("gain", "realistic")
    ]
    assert tiles[1:] == [str(len(candidates)), *(text.replace(".", ",") for text in sums)]


def test_the_language_changes_every_word_and_number(page):
    page.locator("#rows tbody .link").first.click()
    dutch = page.locator("body").inner_text()
    page.get_by_role("button", name="en, English").click()
    english = page.locator("body").inner_text()
    assert page.locator("html").get_attribute("lang") == "en"
    for text in (
        "Candidates for space gain",
        "Clear the filter",
        "What stands in its way",
        "Today",
    ):
        assert text.lower() in english.lower()
    left = [one for one in ("Kandidaten", "Haalbaar", "Waarom", "Peildatum", "Bronnen", "Taal")
            if one in english]  # fmt: skip
    assert left == []
    assert "," in page.evaluate("() => { setLanguage('nl'); return figureText('gain_ha', 0); }")
    page.get_by_role("button", name="nl, Nederlands").click()
    assert page.locator("body").inner_text() == dutch


def test_paper_shows_map_list_and_card_without_controls(page, candidates):
    page.locator("#rows tbody .link").first.click()
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    for selector in (
        ".filter",
        ".switches",
        ".pager",
        ".permalink",
        ".card-buttons",
        "#print",
        ".tick",
    ):
        assert page.locator(f"{selector}:visible").count() == 0, selector
    box = page.locator(".folium-map").bounding_box()
    assert box["width"] == pytest.approx(180 / 25.4 * 96, abs=4)
    assert page.locator("#card").is_visible()
    names = page.locator("#rows tbody .plot button:visible").all_inner_texts()
    assert names == candidates["plot_id"].tolist()
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


# --- text that attacks, and odd studies --------------------------------------------------------


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_text_in_every_field_runs_nothing_and_breaks_nothing(made, name):
    text = ATTACKS[name]
    seen = made(views.hostile_gain(text))
    page = seen.page
    page.locator("#rows tbody .link").first.click()
    for summary in page.locator("#card summary").all():
        summary.click()
    page.get_by_role("button", name="en, English").click()
    page.locator("#rows tbody input").first.check()
    assert downloaded(page, "#to-csv")[1].count("unbuilt") > 0
    assert json.loads(downloaded(page, "#to-geojson")[1])["features"]
    page.fill("[name=q]", text[:20].strip() if name != "address" else "0/")
    settle(page)
    assert page.locator("#rows tbody tr").count() > 0
    assert page.locator("img:not(.leaflet-tile), b").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") == DESKTOP[0]
    assert seen.trouble() == []
    assert seen.foreign() == []
    address = page.locator("#link").input_value()
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#card-title")


@pytest.mark.parametrize(
    "view",
    [
        views.gained(count=0),
        replace(views.gained(), terrains=views.gained().terrains.head(0),
                      gain=GainView(candidates=views.gained().gain.candidates.head(0))),
        views.gained(count=1),
        views.gained(count=3, terrains=2, apart_m=150_000),
        replace(views.gained(), gain=GainView(
            candidates=views.gained().gain.candidates.head(0),
            gain_envelopes=views.gained().gain.gain_envelopes)),
    ],
    ids=["no plots", "no terrains", "one plot", "far apart", "no candidates"],
)  # fmt: skip
def test_odd_studies_open_without_trouble(made, view):
    seen = made(view)
    seen.page.select_option("[name=kind]", "all")
    settle(seen.page)
    shown = seen.page.locator("#rows tbody tr").count()
    assert shown == seen.page.evaluate("() => data.plot.length")
    if shown:
        seen.page.locator("#rows tbody .link").last.click()
        assert seen.page.locator("#card-title").is_visible()
    assert seen.trouble() == []


def test_a_page_of_one_of_many_terrains_leads_back_and_counts_no_ranks_of_its_own(
    opened, tmp_path, monkeypatch
):
    monkeypatch.setattr(view_module, "MOST_PLOTS", 5)
    for name, html in candidates_pages(views.gained(count=3, terrains=2)).items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    page = opened(tmp_path / "candidates-t1.html").page
    page.get_by_role("button", name="T1-2", exact=True).click()
    assert "T1 · rang 6 · betrouwbaarheid B" in page.locator("#card").inner_text()
    page.get_by_role("link", name="Alle terreinen").click()
    page.get_by_role("link", name="blad").first.click()
    page.wait_for_selector("body[data-ready]")
    assert plots_listed(page) == ["T0-0", "T0-1", "T0-2"]


def test_four_thousand_terrains_are_shown_page_by_page(made):
    seen = made(views.gained(count=1, terrains=4000, apart_m=30.0))
    page = seen.page
    assert page.locator("#rows tbody tr").count() == 100
    page.click("#next")
    assert page.locator("#rows tbody tr .num").first.inner_text() == "101"
    page.evaluate("() => choose(order[3999], 'map')")
    assert page.locator("tr[aria-current=true] .plot").inner_text() == "T3999-0"
    assert seen.trouble() == []
