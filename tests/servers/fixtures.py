"""The servers as session fixtures; each starts when the first test asks for it."""

import itertools
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers import data, mapserver
from tests.servers.process import ROOT, Server, running

__all__ = ["mapserver_server", "ogc_server", "stub", "stub_data", "stub_server"]


def without(what: str, how: str) -> None:
    """Skip by name; where servers are required (CI) fail instead."""
    message = f"no {what} here: {how}"
    if os.environ.get("GEO_SER_REQUIRE_SERVERS"):
        pytest.fail(message)
    pytest.skip(message)


def servers_python() -> Path:
    """Return the interpreter that has pygeoapi: GEO_SER_SERVERS_PYTHON, else `.venv-servers`."""
    stated = os.environ.get("GEO_SER_SERVERS_PYTHON")
    return Path(stated) if stated else ROOT / ".venv-servers" / "bin" / "python"


@pytest.fixture(scope="session")
def stub_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the stub and pygeoapi: real panden and units, made-up parcels."""
    folder = tmp_path_factory.mktemp("stub")
    data.stub_folder(folder)
    return folder


@pytest.fixture(scope="session")
def ogc_server(stub_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give pygeoapi over `stub_data`."""
    python = servers_python()
    if not python.exists():
        without("pygeoapi", "run `make .venv-servers/installed`, or set GEO_SER_SERVERS_PYTHON")
    log = tmp_path_factory.mktemp("log") / "pygeoapi"
    command = [str(python), "-m", "tests.servers.ogc_api", str(stub_data)]
    with running(command, log=log, health="/?f=json") as server:
        yield server


@pytest.fixture(scope="session")
def mapserver_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give MapServer: WFS 2.0 over real panden and units, WCS over a made-up sheet."""
    if not mapserver.BINARY.exists():
        without("MapServer", "apt-get install cgi-mapserver")
    folder = tmp_path_factory.mktemp("mapserver")
    data.mapserver_folder(folder)
    log = tmp_path_factory.mktemp("log") / "mapserver"
    command = [sys.executable, "-m", "tests.servers.mapserver", str(folder)]
    with running(command, log=log) as server:
        yield server


@pytest.fixture(scope="session")
def stub_server(stub_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give the stub and faulty server over `stub_data`."""
    log = tmp_path_factory.mktemp("log") / "stub"
    command = [sys.executable, "-m", "tests.servers.stub", str(stub_data)]
    with running(command, log=log) as server:
        yield server


@dataclass(frozen=True)
class StubRun:
    """One test's own view of the stub: its counts start at nothing."""

    server: Server
    run: str

    def url(self, service: str, fault: str = "none") -> str:
        """Return the address of a service with a fault, for instance ``cut;at=2;times=1``."""
        return f"{self.server.url}/{self.run}/{fault}/{service}"

    def seen(self) -> list[dict]:
        """Return what was asked so far: method, path, query, headers, status, time_s, bytes."""
        return self.server.json(f"/{self.run}/log")["seen"]


_NUMBERS = itertools.count(1)


@pytest.fixture
def stub(stub_server: Server) -> StubRun:
    return StubRun(stub_server, f"run{next(_NUMBERS)}")
