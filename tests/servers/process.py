"""Starts a server as another process, waits until it answers, and ends it by its pid."""

import json
import os
import select
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 60.0
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Server:
    """A running server: where it answers and which process it is."""

    url: str
    pid: int
    log: Path

    def get(self, path: str = "/", *, data: bytes | None = None) -> bytes:
        """Return what the server answers, asked without the code under test."""
        with _DIRECT.open(self.url + path, data=data, timeout=10) as reply:
            return reply.read()

    def json(self, path: str = "/") -> dict:
        return json.loads(self.get(path))


@contextmanager
def running(
    command: Sequence[str], *, log: Path, health: str = "/", env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Give a server started with `command`, which prints ``{"port": …}`` once it listens.

    The server leaves when its standard input closes, so also when the tests are killed.
    """
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT,
            env={**os.environ, **(env or {})},
        )  # fmt: skip
        try:
            server = Server(f"http://127.0.0.1:{_port(process, log)}", process.pid, log)
            _wait(server, process, health)
            yield server
        finally:
            _end(process)


def _port(process: subprocess.Popen, log: Path) -> int:
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE_S)
    line = process.stdout.readline() if ready else b""
    if not line:
        raise RuntimeError(f"{process.args} did not start: {log.read_text(errors='replace')}")
    return int(json.loads(line)["port"])


def _wait(server: Server, process: subprocess.Popen, health: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            server.get(health)
            return
        except OSError as error:
            if process.poll() is not None or time.monotonic() > until:
                text = server.log.read_text(errors="replace")
                raise RuntimeError(f"{server.url}{health}: {error}\n{text}") from error
            time.sleep(0.05)


def _end(process: subprocess.Popen) -> None:
    """End this one process, and only it."""
    process.stdin.close()
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=5)
    process.stdout.close()
