"""The stub and faulty server: ``/RUN/FAULT/SERVICE/…``, as ``/t1/cut;at=2/ogc/collections``.

``python -m tests.servers.stub FOLDER``. A run is any word; its counts start at nothing.
``/RUN/log`` gives what was asked of it. The fault ``none`` is a good server.
"""

import sys
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.servers.faults import ELSEWHERE, FAULTS, struck
from tests.servers.services.arcgis import arcgis
from tests.servers.services.bgt import bgt
from tests.servers.services.files import atom, files
from tests.servers.services.ogc import ogc
from tests.servers.services.threedbag import threedbag
from tests.servers.services.wfs import wfs
from tests.servers.serving import serve
from tests.servers.talk import Asked, Fault, Reply, Run, answer, refusal

SERVICES = {
    "ogc": ogc, "wfs": wfs, "arcgis": arcgis, "bgt": bgt, "3dbag": threedbag, "files": files,
    "atom": atom,
}  # fmt: skip
RUNS: defaultdict[str, Run] = defaultdict(Run)


class Stub(BaseHTTPRequestHandler):
    """Splits the path, asks the service, lets the fault strike and writes what remains."""

    protocol_version = "HTTP/1.1"
    folder = Path()

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        run, _, rest = unquote(parts.path).lstrip("/").partition("/")
        fault, _, rest = rest.partition("/")
        service, slash, path = rest.partition("/")
        if not run:
            self.write(answer({"title": "stub"}))
        elif fault == "log":
            self.write(answer({"seen": RUNS[run].seen}))
        else:
            self.write(self.reply(run, fault, service, slash + path, dict(parse_qsl(parts.query))))

    do_POST = do_GET  # noqa: N815 - the standard library's name
    do_HEAD = do_GET  # noqa: N815

    def reply(self, run: str, fault: str, service: str, path: str, query: dict[str, str]) -> Reply:
        if service not in SERVICES or Fault.parse(fault).name not in {*FAULTS, *ELSEWHERE}:
            return refusal(404, f"no service {service!r} or no fault {fault!r}")
        length = int(self.headers.get("Content-Length") or 0)
        host = self.headers["Host"]
        asked = Asked(
            method=self.command, path=path, query=query,
            headers={key.lower(): value for key, value in self.headers.items()},
            body=self.rfile.read(length), base=f"http://{host}/{run}/{fault}/{service}",
            folder=self.folder, fault=Fault.parse(fault), run=RUNS[run],
        )  # fmt: skip
        reply = struck(asked, SERVICES[service](asked))
        note = {
            "method": asked.method, "path": asked.path, "query": query, "headers": asked.headers,
            "body": asked.body.decode("utf-8", "replace"), "status": reply.status,
            "time_s": time.monotonic(), "bytes": len(reply.body),
        }  # fmt: skip
        asked.run.seen.append(note)
        return reply

    def write(self, reply: Reply) -> None:
        time.sleep(reply.delay_s)
        length = len(reply.body) if reply.declared_length is None else reply.declared_length
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not reply.untold:
            self.send_header("Content-Length", str(length))
        if length != len(reply.body) or reply.untold:
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD":
            if not reply.pause_s:
                self.wfile.write(reply.body)
                return
            for byte in reply.body[:200]:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(reply.pause_s)
            self.close_connection = True

    def log_message(self, *_args) -> None:
        """Say nothing; what was asked stands in the run's log."""


if __name__ == "__main__":
    Stub.folder = Path(sys.argv[1])
    serve(Stub)
