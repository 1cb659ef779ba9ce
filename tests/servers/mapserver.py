"""MapServer on a free port: WFS 2.0 and WCS in its native RD New, behind a small CGI front.

``python -m tests.servers.mapserver FOLDER``: every ``NAME.gpkg`` (one layer ``NAME``, key ``fid``)
becomes a feature type, every ``NAME.tif`` a coverage. MapServer drops RD's datum shift (about
110 m in degrees), so no other system is offered. It counts (`wfs_compute_number_matched`), else
it says "unknown"; ``FOLDER/uncounted`` switches that off.
"""

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from tests.servers.serving import HOST, Listener, announce, leave_with_parent

BINARY = Path("/usr/lib/cgi-bin/mapserv")
COUNTRY = "0 300000 300000 625000"
WEB = """
MAP
  NAME "doors"
  SIZE 100 100
  EXTENT {extent}
  UNITS METERS
  PROJECTION "init=epsg:28992" END
  OUTPUTFORMAT
    NAME "geojson"
    DRIVER "OGR/GEOJSON"
    MIMETYPE "application/json"
    FORMATOPTION "STORAGE=stream"
    FORMATOPTION "FORM=SIMPLE"
    FORMATOPTION "LCO:COORDINATE_PRECISION=10"
  END
  OUTPUTFORMAT
    NAME "GTiff"
    DRIVER "GDAL/GTiff"
    MIMETYPE "image/tiff"
    IMAGEMODE FLOAT32
    EXTENSION "tif"
  END
  WEB METADATA
    "ows_title" "Test"
    "ows_onlineresource" "{url}/"
    "ows_srs" "EPSG:28992"
    "ows_enable_request" "*"
    "wfs_compute_number_matched" "{counted}"
    "wfs_maxfeatures" "{page}"
    "wcs_label" "Test"
  END END
{layers}
END
"""
TYPE = """
  LAYER
    NAME "{name}"
    TYPE {shape}
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{path}"
    DATA "{name}"
    PROJECTION "init=epsg:28992" END
    METADATA
      "ows_title" "{name}"
      "ows_include_items" "all"
      "gml_include_items" "all"
      "gml_featureid" "{key}"
      "gml_types" "auto"
      "wfs_getfeature_formatlist" "geojson"
      "ows_extent" "{extent}"
    END
  END
"""
COVERAGE = """
  LAYER
    NAME "{name}"
    TYPE RASTER
    STATUS ON
    DATA "{path}"
    PROJECTION "init=epsg:28992" END
    METADATA
      "ows_title" "{name}"
      "wcs_label" "{name}"
      "wcs_rangeset_name" "height"
      "wcs_formats" "GTiff"
      "wcs_native_format" "image/tiff"
      "wcs_nativeformat" "GTiff"
    END
  END
"""
CONFIG = """
CONFIG
  ENV
    MS_MAP_PATTERN "."
  END
  MAPS
    DOORS "{path}"
  END
END
"""


def mapfile(folder: Path, url: str, *, page: int = 1000) -> str:
    """Return the settings that offer what lies in `folder`."""
    types = [
        TYPE.format(name=one.stem, path=one, extent=COUNTRY, key=_key(one), shape=_shape(one))
        for one in sorted(folder.glob("*.gpkg"))
    ]
    coverages = [COVERAGE.format(name=one.stem, path=one) for one in sorted(folder.glob("*.tif"))]
    counted = "false" if (folder / "uncounted").exists() else "true"
    return WEB.format(
        url=url, extent=COUNTRY, counted=counted, page=page, layers="".join([*types, *coverages])
    )


def _key(path: Path) -> str:
    note = path.with_suffix(".key")
    return note.read_text().strip() if note.exists() else "identificatie"


def _shape(path: Path) -> str:
    return "POINT" if path.stem.endswith(("_punt", "verblijfsobject")) else "POLYGON"


class Front(BaseHTTPRequestHandler):
    """Hands each request to the program, as a web server's CGI does."""

    protocol_version = "HTTP/1.1"
    env: dict[str, str] = {}  # noqa: RUF012 - filled once, before the first request

    def do_GET(self) -> None:
        query = urlsplit(self.path).query
        env = {
            **os.environ,
            **self.env,
            "REQUEST_METHOD": "GET",
            "QUERY_STRING": f"map=DOORS&{query}",
        }
        done = subprocess.run([BINARY], env=env, capture_output=True, timeout=30, check=False)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        self.send_response(200)
        for line in head.decode("latin-1").split("\r\n"):
            name, _, value = line.partition(":")
            if name and name.lower() != "content-length":
                self.send_header(name, value.strip())
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main(folder: Path) -> None:
    leave_with_parent()
    listener = Listener((HOST, 0), Front)
    url = f"http://{HOST}:{listener.server_port}"
    doors, config = folder / "doors.map", folder / "mapserver.conf"
    doors.write_text(mapfile(folder, url), encoding="utf-8")
    config.write_text(CONFIG.format(path=doors), encoding="utf-8")
    Front.env = {
        "MAPSERVER_CONFIG_FILE": str(config), "SERVER_NAME": HOST,
        "SERVER_PORT": str(listener.server_port), "SCRIPT_NAME": "/", "SERVER_PROTOCOL": "HTTP/1.1",
    }  # fmt: skip
    announce(listener.server_port)
    listener.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
