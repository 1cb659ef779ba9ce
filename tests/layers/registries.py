"""Real registry files: the excerpts that ship, and the whole files where they lie beside us."""

import pickle
from pathlib import Path

import pytest

from geo_ser.layers import Layers, clean_tables
from tests.layers.studies import block, study
from tests.shared import once, session_folder

ROOT = Path(__file__).parent.parent.parent
EXCERPTS = ROOT / "tests" / "data" / "registries"
SHARED = ROOT.parent / "shared" / "data"


def whole(name: str):
    """Return a mark that skips a test, by name, where a whole real file is not at hand."""
    return pytest.mark.skipif(not (SHARED / name).exists(), reason=f"../shared/data/{name} absent")


def otterlo_cleaned(factory: pytest.TempPathFactory) -> Layers:
    """Return the surfaces of the whole BGT download of Otterlo, cleaned once for all processes."""

    def clean(file: Path) -> None:
        archive = str(SHARED / "otterlo-bgt" / "otterlo.zip")
        settings = block("surfaces", archive, profile='"bgt"')
        file.write_bytes(pickle.dumps(clean_tables(study(factory.mktemp("otterlo"), settings))))

    return pickle.loads(once(session_folder(factory) / "otterlo.pickle", clean).read_bytes())
