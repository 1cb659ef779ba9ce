"""Excerpts of real registry files: tests/data/registries/README.md says from where."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
EXCERPTS = ROOT / "tests" / "data" / "registries"
