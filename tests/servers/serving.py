"""What every server of ours does: listen on a free port of this machine and say which.

Standard library only: pygeoapi's environment runs it too.
"""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"


class Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address) -> None:
        """Keep quiet when a client hangs up, as clients under test do."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def leave_with_parent() -> None:
    """End this process when its standard input closes: nobody reads the server any more."""

    def watch() -> None:
        while os.read(0, 4096):
            pass
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def announce(port: int) -> None:
    """Say the port; what is printed later goes to the log, for nobody empties the pipe."""
    print(json.dumps({"port": port}), flush=True)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def serve(handler: type[BaseHTTPRequestHandler]) -> None:
    """Answer with `handler` until the process is ended."""
    leave_with_parent()
    listener = Listener((HOST, 0), handler)
    announce(listener.server_port)
    listener.serve_forever()
