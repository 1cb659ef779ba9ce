"""The shipped studies, copied and run once per test process."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.servers.fixtures import *  # noqa: F403 - the servers, started when a test asks

settings.register_profile("geo_ser", deadline=None, max_examples=12)  # no test asserts a time
settings.load_profile("geo_ser")

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


@pytest.fixture(scope="session")
def rijssen_holten(tmp_path_factory):
    return run_study(copy_study(ROOT, tmp_path_factory.mktemp("studies") / "rijssen-holten"))


@pytest.fixture(scope="session")
def apeldoorn(tmp_path_factory):
    source = ROOT / "studies" / "apeldoorn-noord"
    return run_study(copy_study(source, tmp_path_factory.mktemp("studies") / "apeldoorn-noord"))


@pytest.fixture(scope="session")
def assen(tmp_path_factory):
    source = ROOT / "studies" / "assen"
    return run_study(copy_study(source, tmp_path_factory.mktemp("studies") / "assen"))


@pytest.fixture(scope="session")
def voorbeeldpark(tmp_path_factory):
    source = ROOT / "studies" / "voorbeeldpark"
    return run_study(copy_study(source, tmp_path_factory.mktemp("studies") / "voorbeeldpark"))
