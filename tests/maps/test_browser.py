"""Every kind of page, opened from disk in Chromium without a network."""

import pytest

from geo_ser.maps import atlas_page, ladder_page, terrain_page
from tests.browser import PHONE, browser, open_page
from tests.maps import views

pytestmark = pytest.mark.browser

SHAPES = "path.leaflet-interactive"


@pytest.fixture(scope="module")
def chromium():
    with browser() as context:
        yield context


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    rijssen, apeldoorn, hostile = views.rijssen_holten(), views.apeldoorn(), views.hostile()
    pages = {
        "index": atlas_page(rijssen),
        "terrain": terrain_page(apeldoorn, "BU02000706"),
        "ladder": ladder_page(views.rijssen_ladder()),
        "assen": ladder_page(views.assen_ladder()),
        "hostile-index": atlas_page(hostile),
        "hostile-terrain": terrain_page(hostile, hostile.terrains["terrain_id"].iloc[0]),
        "hostile-ladder": ladder_page(views.hostile_ladder()),
    }
    folder = tmp_path_factory.mktemp("maps")
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def opened(chromium, folder):
    seen = []

    def open_one(name, **options):
        seen.append(open_page(chromium, folder / f"{name}.html", **options))
        return seen[-1]

    yield open_one
    for one in seen:
        one.page.close()


@pytest.mark.parametrize(
    ("name", "shapes"), [("index", 20), ("terrain", 382), ("ladder", 0), ("assen", 0)]
)
def test_a_page_draws_its_shapes_asks_for_nothing_and_complains_of_nothing(opened, name, shapes):
    seen = opened(name)
    assert seen.page.locator(SHAPES).count() == shapes
    drawn = seen.page.evaluate(
        f"() => [...document.querySelectorAll('{SHAPES}')]"
        ".filter((path) => path.getTotalLength() > 0).length"
    )
    assert drawn >= 0.98 * shapes  # a shed of a metre is less than a pixel on the whole map
    assert seen.foreign() == []
    assert seen.trouble() == []


@pytest.mark.parametrize("name", ["hostile-index", "hostile-terrain", "hostile-ladder"])
def test_hostile_text_runs_nothing_and_adds_no_element(opened, name):
    seen = opened(name)
    page = seen.page
    for target in page.locator("[data-select]").all()[:2]:
        target.click()
    if page.locator("#building-list").count():
        page.locator("#building-list summary").click()
        page.locator("#building-list [data-select]").first.click()
    if name != "hostile-ladder":
        page.wait_for_selector(".popup")
        assert "<script>alert(1)</script>" in page.locator(".popup").inner_text()
    assert page.locator("img:not(.leaflet-tile)").count() == 0
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()
    assert seen.trouble() == []
    assert seen.foreign() == []


def test_a_script_that_slipped_in_would_not_run(chromium, folder):
    page = (folder / "index.html").read_text(encoding="utf-8")
    broken = folder / "broken.html"
    broken.write_text(
        page.replace("</body>", "<script>alert('in')</script></body>"), encoding="utf-8"
    )
    seen = open_page(chromium, broken)
    assert seen.dialogs == []
    assert "Content Security Policy" in seen.console[0]
    seen.page.close()


def test_a_click_on_a_row_opens_the_popup_of_that_terrain(opened):
    page = opened("index").page
    page.get_by_role("row", name="Plaagslagen").locator("td.num").nth(1).click()
    assert page.locator(".popup h3").inner_text() == "Plaagslagen"
    assert "52,11 ha" in page.locator(".popup").inner_text()
    assert "onbekend: er is geen tabel buildings" in page.locator(".popup").inner_text()
    assert page.locator("tr.selected .name").inner_text().startswith("Plaagslagen")


def test_the_keyboard_reaches_the_same_popup(opened):
    page = opened("index").page
    page.get_by_role("button", name="Enterstraat").focus()
    page.keyboard.press("Enter")
    assert page.locator(".popup h3").inner_text() == "Enterstraat"


def test_a_click_on_a_polygon_marks_its_row_and_brings_it_into_sight(opened):
    page = opened("index").page
    page.evaluate(
        "() => { const one = layerOf.get('terrains/19');"
        " one.fire('click', {latlng: one.getCenter()}); }"
    )
    row = page.locator("tr.selected")
    assert row.locator(".key").inner_text() == "20"
    assert row.get_attribute("aria-current") == "true"
    box = row.bounding_box()
    assert 0 < box["y"] < page.viewport_size["height"] - box["height"]


def test_a_real_click_of_the_mouse_on_the_largest_polygon_opens_its_popup(opened):
    page = opened("index").page
    box = page.evaluate(
        """() => { const at = map.latLngToContainerPoint(page.numbers[0].slice(1));
                   const frame = map.getContainer().getBoundingClientRect();
                   return [frame.x + at.x, frame.y + at.y]; }"""
    )
    page.mouse.click(*box)
    assert page.locator(".popup h3").inner_text() == "Noord Deel Oost"


def test_a_finding_leads_to_its_terrain(opened):
    page = opened("index").page
    page.locator(".finding-table [data-select]").first.click()
    assert page.locator(".popup h3").inner_text() == "De Haar I"


def test_an_address_with_a_terrain_opens_it(opened):
    page = opened("index", fragment="#terrain-692").page
    assert page.locator(".popup h3").inner_text() == "Noord Deel Oost"


def test_themes_change_colours_and_legend(opened):
    page = opened("terrain").page
    before = page.locator(SHAPES).first.get_attribute("fill")
    page.locator('input[name="theme"]').nth(1).check(force=True)
    assert page.locator(SHAPES).first.get_attribute("fill") != before
    assert page.locator(".legend:visible .legend-title").inner_text().startswith("Bouwjaar")
    assert page.locator(".legend:visible rect").count() == 9  # eight classes and unknown


def test_unknown_is_hatched(chromium, folder):
    page = open_page(chromium, folder / "hostile-terrain.html").page
    assert page.locator('path[fill="url(#hatch)"]').count() == 0
    page.evaluate(
        "() => { layerOf.get('buildings/0').feature.properties.c[0] = null; drawTheme(0); }"
    )
    assert page.locator('path[fill="url(#hatch)"]').count() == 1
    page.close()


def test_the_background_without_a_network_gives_a_message_and_the_map_goes_on(opened):
    seen = opened("index")
    page = seen.page
    assert page.locator("#tile-error").is_hidden()
    page.locator(".leaflet-control-layers-selector").check()
    page.wait_for_selector("#tile-error:visible")
    asked = seen.foreign()
    assert asked
    assert all(url.startswith("https://service.pdok.nl/brt/") for url in asked)
    page.get_by_role("row", name="Plaagslagen").locator("td.num").nth(1).click()
    assert page.locator(".popup h3").inner_text() == "Plaagslagen"
    page.locator(".leaflet-control-layers-selector").uncheck()
    assert page.locator("#tile-error").is_hidden()
    assert seen.errors == []


def test_tables_sort_and_search_with_unknown_last(opened):
    page = opened("index").page
    names = page.locator(".terrain-table tbody .name button")
    page.get_by_role("button", name="Gemeten").click()
    assert names.first.inner_text() == "Terrein Slaghekke"
    page.get_by_role("button", name="Gemeten").click()
    assert names.first.inner_text() == "Noord Deel Oost"
    page.locator("#terrain-search").fill("vletgaars")
    assert page.locator(".terrain-table tbody tr:visible").count() == 3
    assert page.locator("#search-count").inner_text() == "3 / 20"


def test_severities_can_be_left_out(opened):
    page = opened("index").page
    rows = page.locator(".finding-table tbody tr:visible")
    assert rows.count() == 2
    page.locator('.severity-filter[value="info"]').uncheck()
    assert rows.count() == 1
    assert rows.first.get_attribute("data-severity") == "error"


@pytest.mark.parametrize("name", ["index", "terrain", "ladder", "assen"])
def test_a_phone_is_wide_enough(opened, name):
    page = opened(name, size=PHONE).page
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width == PHONE[0]
    assert len(page.screenshot()) > 10_000
    if name == "index":
        page.get_by_role("button", name="Plaagslagen").click()
        box = page.locator(".map-frame").bounding_box()
        assert box["y"] + box["height"] > 0
        assert page.locator(".popup").is_visible()


@pytest.mark.parametrize("name", ["index", "terrain", "ladder"])
def test_paper_shows_the_map_and_the_tables_without_controls(opened, name):
    page = opened(name).page
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert not page.locator("#print").is_visible()
    for selector in (".themes", ".controls", ".leaflet-bar", ".leaflet-control-layers"):
        assert page.locator(f"{selector}:visible").count() == 0
    if name != "ladder":
        box = page.locator(".folium-map").bounding_box()
        assert box["width"] == pytest.approx(180 / 25.4 * 96, abs=4)
        assert page.locator("tr:visible").count() > 5
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
