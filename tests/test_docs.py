"""What README and docs tell people to type exists, and works when it is typed."""

import re
import shlex
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import geopandas as gpd
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from geo_ser.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = get_command(app).commands


def test_every_documented_command_exists_and_every_command_is_documented():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"geo-ser ([a-z]+)", text))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    missing = [one for one in targets if "://" not in one and not (page.parent / one).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_named_in_commands_exist(page):
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"geo-ser [^\n`#]*?((?:data|studies)/[\w./-]+)", text)
    assert [one for one in named if not (ROOT / one).exists()] == []


def test_make_targets_of_the_readme_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert named
    assert named <= targets


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(name):
    assert f"geo-ser {name}" in (COMMANDS[name].help or "")
    assert "Example" in (COMMANDS[name].help or "")


# -- every command runs, in the order of its page, in a folder like the repository ------------

NETWORK = {"fetch", "sources"}  # against local servers in tests/sources


def commands(page):
    """Return the geo-ser and cp lines of a page's blocks, without their remarks."""
    blocks = re.findall(r"^```\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    typed = [line for line in lines if line.startswith(("geo-ser ", "cp "))]
    return [shlex.split(line, comments=True) for line in typed]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory, rijssen_holten, apeldoorn, assen, voorbeeldpark):
    """Return a folder with the studies as `make atlas` leaves them, and a file of terrains."""
    root = tmp_path_factory.mktemp("checkout") / "geo_ser"
    shutil.copytree(rijssen_holten, root)
    shutil.copytree(apeldoorn, root / "studies" / "apeldoorn-noord")
    shutil.copytree(assen, root / "studies" / "assen")
    shutil.copytree(voorbeeldpark, root / "studies" / "voorbeeldpark")
    gpd.read_file(root / "data/raw/ibis_2017.geojson").to_file(root / "ibis.gpkg")
    return root


def tried():
    """Return the pages with commands, but those whose commands another page begins with."""
    typed = {page: commands(page) for page in PAGES}
    begun = [lines[:count] for lines in typed.values() for count in range(1, len(lines))]
    return [page for page, lines in typed.items() if lines and lines not in begun]


@pytest.mark.parametrize("page", tried(), ids=lambda page: page.name)
def test_every_command_of_a_page_does_what_it_says(page, checkout, tmp_path, monkeypatch):
    here = shutil.copytree(checkout, tmp_path / "geo_ser")
    monkeypatch.chdir(here)
    if page.name == "refresh.md":
        CliRunner().invoke(app, ["init", "mijn-atlas", "--terrains", "ibis.gpkg"])
    for program, *words in commands(page):
        if program == "cp":
            subprocess.run(["cp", *words], check=True)
        elif words[0] not in NETWORK:
            outcome = CliRunner().invoke(app, words)
            found = words[0] == "qa" and "findings" in outcome.output
            allowed = {0, 1} if found else {0}  # 1: there are errors among the findings
            assert outcome.exit_code in allowed, (words, outcome.output, outcome.exception)


# -- the site -----------------------------------------------------------------------------------


class Fetched(HTMLParser):
    """Collects the addresses a page loads when it is opened."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        names = {"link": "href"}.get(tag, "src")
        self.found += [value for name, value in attrs if name == names and value]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_of_the_docs_is_in_the_site(site):
    made = {path.stem for path in site.glob("*.html")} - {"404"}
    assert made == {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert (ROOT / "mkdocs.yml").read_text().count(".md") == len(made)


def test_the_site_loads_nothing_from_elsewhere(site):
    for path in site.rglob("*.html"):
        page = Fetched()
        page.feed(path.read_text(encoding="utf-8"))
        outside = [one for one in page.found if re.match(r"(https?:)?//", one)]
        assert not outside, (path.name, outside)
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", style.read_text(encoding="utf-8"))
