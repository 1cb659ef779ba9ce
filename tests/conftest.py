"""The shipped studies, copied and run once for all test processes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.servers.fixtures import *  # noqa: F403 - the servers, started when a test asks
from tests.shared import marks, once, session_folder, without_waiting_for_the_disk

settings.register_profile("geo_ser", deadline=None, max_examples=12)  # no test asserts a time
settings.load_profile("geo_ser")
without_waiting_for_the_disk()

ROOT = Path(__file__).parent.parent


def copy_study(source: Path, target: Path) -> Path:
    """Copy what a study is made from, never what was made from it."""
    target.mkdir(parents=True)
    for file in ("atlas.toml", "ladder.toml"):
        if (source / file).is_file():
            shutil.copy(source / file, target)
    shutil.copytree(source / "data" / "raw", target / "data" / "raw")
    return target


def run_study(folder: Path) -> Path:
    from geo_ser.pipeline import run
    from geo_ser.study import load_study

    for _outcome in run(load_study(folder)):
        pass
    return folder


def finished(source: Path, name: str, factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a study that one process ran for all: to read, or to copy before it is changed."""
    folder = session_folder(factory) / "studies" / name
    once(folder, lambda place: run_study(copy_study(source, place)))
    before = marks(folder)
    yield folder
    assert marks(folder) == before, f"a test wrote in {name}, which all tests share: copy it first"


@pytest.fixture(scope="session")
def rijssen_holten(tmp_path_factory):
    yield from finished(ROOT, "rijssen-holten", tmp_path_factory)


@pytest.fixture(scope="session")
def apeldoorn(tmp_path_factory):
    yield from finished(ROOT / "studies/apeldoorn-noord", "apeldoorn-noord", tmp_path_factory)


@pytest.fixture(scope="session")
def assen(tmp_path_factory):
    yield from finished(ROOT / "studies/assen", "assen", tmp_path_factory)


@pytest.fixture(scope="session")
def voorbeeldpark(tmp_path_factory):
    yield from finished(ROOT / "studies/voorbeeldpark", "voorbeeldpark", tmp_path_factory)


@pytest.fixture(scope="session")
def kammersrohr(tmp_path_factory):
    """Give the real survey of a Swiss commune, shifted into RD (tests/data/README.md)."""
    yield from finished(ROOT / "tests/data/kammersrohr", "kammersrohr", tmp_path_factory)
