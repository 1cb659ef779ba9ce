"""No violation of WCAG level A or AA by axe-core, on every kind of page, wide and on a phone.

axe-core comes from npm and is used here alone; `make test` puts it in .venv/axe.
"""

import os
from pathlib import Path

import pytest

from tests.browser import DESKTOP, PHONE, browser, open_page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".venv/axe/node_modules/axe-core/axe.min.js"
RUN = """async () => {
  const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]});
  return found.violations.map((one) => [one.id, one.help,
    one.nodes.slice(0, 4).map((node) => node.target.join(" ") + " " + node.failureSummary)]);
}"""
OPENED = {
    "candidates.html": "choose(order[0], 'list'); document.getElementById('layers').open = true;",
    "terrain-vp1.html": "document.querySelector('#building-list').open = true;",
}


@pytest.fixture(scope="module")
def axe():
    path = Path(os.environ.get("GEO_SER_AXE", AXE))
    if not path.is_file():
        message = f"no {path.name} here: `make test` installs axe-core"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chromium():
    with browser() as context:
        yield context


def violations(page, axe):
    page.evaluate(f"() => {{ {axe} }}")
    return page.evaluate(RUN)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "name", ["candidates.html", "index.html", "terrain-vp1.html", "ladder.html"]
)
def test_no_violation_of_level_a_or_aa(voorbeeldpark, chromium, axe, name, size):
    page = open_page(chromium, voorbeeldpark / "maps" / name, size=size).page
    if name == "candidates.html":
        page.wait_for_selector("body[data-ready]")
    page.evaluate(f"() => {{ {OPENED.get(name, '')} }}")
    assert violations(page, axe) == []
    page.close()


def test_axe_sees_what_is_wrong(chromium, axe, tmp_path):
    bad = tmp_path / "bad.html"
    bad.write_text("<html><body><img src='data:,'><p style='color:#ccc'>grijs</p></body></html>")
    page = open_page(chromium, bad).page
    assert {one[0] for one in violations(page, axe)} >= {"image-alt", "color-contrast"}
    page.close()
