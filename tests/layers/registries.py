"""Real registry files: the excerpts that ship, and the whole files where they lie beside us."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EXCERPTS = ROOT / "tests" / "data" / "registries"
SHARED = ROOT.parent / "shared" / "data"


def whole(name: str):
    """Return a mark that skips a test, by name, where a whole real file is not at hand."""
    return pytest.mark.skipif(not (SHARED / name).exists(), reason=f"../shared/data/{name} absent")
