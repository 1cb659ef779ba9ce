"""Real and made-up servers for the tests: other processes, loopback only, ended by their pid.

Other processes, because pyogrio holds the interpreter's lock inside GDAL: a server in a thread of
the test would hang. `fixtures.py` starts them; `process.py` says how they start and end.

- `ogc_api.py` pygeoapi, from its own environment (`.venv-servers`, made by `make test`)
- `mapserver.py` MapServer for WFS 2.0 and WCS, behind a small CGI front
- `stub.py` what PDOK, ArcGIS, the BGT download and 3DBAG do, from their published descriptions
  (`services/`), and every fault on demand (`faults.py`)
"""
