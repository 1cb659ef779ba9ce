"""The council's sheet in Chromium: picking levels, a phone, paper, hostile names."""

import json
from datetime import date

import pytest

from geo_ser.maps import LadderView, ladder_page
from tests.browser import PHONE, browser, open_page
from tests.ladder.build import ASSEN, RIJSSEN
from tests.maps.test_ladder_sheet import whole

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


def hostile(result):
    """Return a ladder in which every name of a variant, terrain and item attacks the page."""
    text = json.dumps(result)
    for name in ("minimum", "Plaagslagen", "tekort streekplan", "bijlage G"):
        text = text.replace(f'"{name}"', json.dumps(HOSTILE + name))
    return json.loads(text)


@pytest.fixture(scope="module")
def ladders():
    return {"rijssen": whole(RIJSSEN), "assen": whole(ASSEN)}


@pytest.fixture(scope="module")
def folder(ladders, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheet")
    shown = {**ladders, "hostile": hostile(ladders["rijssen"])}
    for name, result in shown.items():
        view = LadderView(name="Proef", edition=date(2026, 1, 1), ladder=result)
        (folder / f"{name}.html").write_text(ladder_page(view), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def chromium():
    with browser() as context:
        yield context


@pytest.fixture
def opened(chromium, folder):
    seen = []

    def open_one(name, **options):
        seen.append(open_page(chromium, folder / f"{name}.html", **options))
        return seen[-1]

    yield open_one
    for one in seen:
        one.page.close()


def pick(page, **levels):
    for name, level in levels.items():
        page.locator(f'input[name="level-{name}"][value="{level}"]').check(force=True)


def remaining(page, variant):
    """Return what remains on the page, net, as it is and unrounded."""
    cell = page.locator(f'.waterfall[data-variant="{variant}"] tr.remaining .num')
    return cell.inner_text(), cell.get_attribute("data-exact")


@pytest.mark.parametrize("name", ["rijssen", "assen", "hostile"])
def test_the_sheet_asks_for_nothing_and_complains_of_nothing(opened, name):
    seen = opened(name)
    assert seen.page.locator(".answer").count() == 2
    assert seen.foreign() == []
    assert seen.trouble() == []


def test_picked_levels_show_the_cell_of_the_matrix(opened, ladders):
    page = opened("rijssen").page
    for cell in ladders["rijssen"]["matrix"][::7]:
        pick(page, existing=cell["existing"], planned=cell["planned"], new=cell["new"])
        variant = ["minimum", "maximum"].index(cell["variant"])
        text, exact = remaining(page, variant)
        net = cell["remaining_net_ha"]
        assert exact == f"{net!r} {net!r}"
        assert page.locator(".answer .figure b").nth(variant).inner_text() == text
        chosen = page.locator("td.chosen").nth(variant)
        assert chosen.inner_text().startswith(text)
    assert page.locator("td.chosen").count() == 2


def test_the_bars_move_with_the_levels(opened):
    page = opened("rijssen").page
    bar = page.locator('.waterfall[data-variant="0"] rect.remaining')
    before = float(bar.get_attribute("width"))
    pick(page, existing=3, planned=3, new=3)
    assert float(bar.get_attribute("width")) == pytest.approx(before * 66.57 / 100.1, rel=1e-3)
    rows = page.locator('.waterfall[data-variant="0"] tr.supply .num').all_inner_texts()
    assert rows == ["19,9", "3,3", "10,4"]


def test_the_keyboard_picks_levels(opened):
    page = opened("rijssen").page
    page.locator('input[name="level-existing"]:checked').focus()
    page.keyboard.press("ArrowRight")
    assert page.locator('[data-level="existing"]').first.inner_text() == "1"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.locator('[data-level="planned"]').first.inner_text() == "1"
    assert remaining(page, 0)[0] == "93,1"


def test_hostile_names_stay_text_after_picking(opened):
    seen = opened("hostile")
    pick(seen.page, existing=2)
    assert HOSTILE in seen.page.locator(".answer .who").first.inner_text()
    assert seen.page.locator("img").count() == 0
    assert seen.trouble() == []


def test_a_link_to_an_instrument_unfolds_the_list(opened):
    page = opened("rijssen").page
    row = page.locator("#instrument-2")
    assert not row.is_visible()
    page.locator('a[href="#instrument-2"]').first.click()
    assert row.is_visible()


@pytest.mark.parametrize("name", ["rijssen", "assen"])
def test_a_phone_is_wide_enough(opened, name):
    page = opened(name, size=PHONE).page
    assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE[0]


@pytest.mark.parametrize("name", ["rijssen", "assen"])
def test_paper_has_every_section_unfolded_at_the_picked_levels(opened, name):
    page = opened(name).page
    if name == "rijssen":
        pick(page, existing=2, new=1)
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    sections = page.locator("main > section")
    for place in range(sections.count()):
        assert sections.nth(place).is_visible()
    assert page.locator("details:not([open])").count() == 0
    assert page.locator(".picker:visible").count() == 0
    if name == "rijssen":
        shown = page.locator(".shown-levels:visible").last.inner_text()
        assert shown == "Getoond: bestaand 2, gepland 0, nieuw 1."
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
