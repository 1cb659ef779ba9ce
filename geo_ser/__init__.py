"""The atlas of Dutch business parks: measured, audited, laddered and drawn.

The flow, one room per step; a room imports only from rooms above it::

    errors figures files locks findings   what every room may use
    gdal       GDAL, closed: allowed formats, no network; also for every room
    geometry   shapes in, shapes and areas out; also for every room
    study parameters tables heights   atlas.toml, ladder.toml, the contracts between rooms
    sources    what is known of each file in data/raw
    layers     files        -> clean tables in EPSG:28992          data/processed/1_layers
    measure    tables       -> indicators, provenance, nulls       data/processed/2_indicators
    gain       parameters   -> space gain                          data/processed/3_gain
    ladder     demand, gain -> the SER-ladder                      data/processed/4_ladder
    qa         any table    -> findings                            data/processed/findings.*
    maps       tables       -> HTML                                maps/
    report     tables       -> GeoPackage and XLSX                 data/processed/atlas.*
    pipeline   the stages in order; the only module that wires rooms to folders
    cli        one file per command
"""

import time

__all__ = ["STARTED_NS", "__version__"]

STARTED_NS = time.time_ns()
"""When this process began to load the program; files that changed later may not be what runs."""

__version__ = "0.1.0"
