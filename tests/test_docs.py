"""What README and docs tell people to type exists."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from geo_ser.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = get_command(app).commands


def test_every_documented_command_exists_and_every_command_is_documented():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"geo-ser ([a-z]+)", text)) - {"fetch"}  # announced as later
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
