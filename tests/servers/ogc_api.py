"""pygeoapi on a free port: OGC API Features in RD New, from GeoJSON files in one folder.

Run with the interpreter of `.venv-servers`: ``python -m tests.servers.ogc_api FOLDER``. Every
``NAME.geojson`` becomes a collection; it is read again at each request, so data may change.
"""

import json
import os
import socket
import sys
from pathlib import Path

from tests.servers.serving import HOST, announce, leave_with_parent

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def collection(path: Path) -> dict:
    """Return pygeoapi's settings for one GeoJSON file; its ids are the features' own."""
    return {
        "type": "collection",
        "title": path.stem,
        "description": f"{path.stem}, for the tests",
        "keywords": ["test"],
        "links": [],
        "extents": {"spatial": {"bbox": [3.0, 50.0, 7.5, 54.0], "crs": CRS84}},
        "providers": [
            {
                "type": "feature",
                "name": "GeoJSON",
                "data": str(path),
                "id_field": "id",
                "crs": [RD, CRS84],
                "storage_crs": RD,
            }
        ],
    }


def settings(folder: Path, url: str) -> dict:
    limits = {"default_items": 100, "max_items": 1000, "on_exceed": "error"}
    return {
        "server": {
            "bind": {"host": HOST, "port": int(url.rpartition(":")[2])},
            "url": url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": True,
            "languages": ["en-US"],
            "pretty_print": False,
            "limits": limits,
            "map": {"url": "https://tiles.invalid/{z}/{x}/{y}.png", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "Test", "description": "Test", "keywords": ["test"],
                "keywords_type": "theme", "terms_of_service": "none", "url": url,
            },
            "license": {"name": "CC0 1.0", "url": "https://example.invalid/cc0"},
            "provider": {"name": "Test", "url": url},
            "contact": {"name": "Test", "url": url},
        },
        "resources": {one.stem: collection(one) for one in sorted(folder.glob("*.geojson"))},
    }  # fmt: skip


def main(folder: Path) -> None:
    """Write the settings for a port that is already ours, then answer on it."""
    leave_with_parent()
    listener = socket.create_server((HOST, 0), backlog=64)
    port = listener.getsockname()[1]
    config, openapi = folder / "pygeoapi.yml", folder / "openapi.yml"
    config.write_text(json.dumps(settings(folder, f"http://{HOST}:{port}")), encoding="utf-8")
    os.environ |= {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(openapi)}

    from pygeoapi.openapi import generate_openapi_document

    openapi.write_text(generate_openapi_document(config, "yaml"), encoding="utf-8")

    from pygeoapi.flask_app import APP
    from werkzeug.serving import make_server

    server = make_server(HOST, port, APP, threaded=True, fd=listener.fileno())
    announce(port)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
