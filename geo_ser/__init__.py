"""The atlas of Dutch business parks: measured, audited, laddered and drawn.

The flow, one room per step; a room imports only from rooms above it::

    errors figures files locks findings   what every room may use
    gdal       GDAL, closed: allowed formats, no network; also for every room
    geometry   shapes in, shapes and areas out; also for every room
    study parameters tables elevations   atlas.toml, ladder.toml, the contracts between rooms
    sources    what is known of each file in data/raw
    layers     files        -> clean tables in EPSG:28992          data/processed/1_layers
    measure    tables       -> indicators, provenance, nulls       data/processed/2_indicators
    gain       parameters   -> space gain                          data/processed/3_gain
    ladder     demand, gain -> the SER-ladder                      data/processed/4_ladder
    qa         any table    -> findings                            data/processed/findings.*
    maps       tables       -> HTML                                maps/
    report     tables       -> GeoPackage and XLSX                 data/processed/atlas.*
    pipeline   the stages in order; the only module that wires rooms to folders
    api        the functions of `import geo_ser`, loaded when first used
    cli        one file per command
"""

import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo_ser.api.density import (
        coverage,
        floor_area,
        footprint_area,
        fsi,
        mean_storeys,
        mxi,
        osr,
    )
    from geo_ser.api.land import (
        cover,
        heights,
        largest_free_rectangle,
        net_area,
        plots,
        setbacks,
        unbuilt,
    )
    from geo_ser.api.mapping import add_candidates, add_plots, add_terrains
    from geo_ser.api.studies import (
        StudyResults,
        audit_claims,
        compute_ladder,
        read_study,
        space_gain,
    )
    from geo_ser.study import Thresholds

__all__ = [
    "STARTED_NS",
    "StudyResults",
    "Thresholds",
    "__version__",
    "add_candidates",
    "add_plots",
    "add_terrains",
    "audit_claims",
    "compute_ladder",
    "cover",
    "coverage",
    "floor_area",
    "footprint_area",
    "fsi",
    "heights",
    "largest_free_rectangle",
    "mean_storeys",
    "mxi",
    "net_area",
    "osr",
    "plots",
    "read_study",
    "setbacks",
    "space_gain",
    "unbuilt",
]

_HOMES = {
    "api.density": (
        "coverage", "floor_area", "footprint_area", "fsi", "mean_storeys", "mxi", "osr",
    ),
    "api.land": (
        "cover", "heights", "largest_free_rectangle", "net_area", "plots", "setbacks", "unbuilt",
    ),
    "api.mapping": ("add_candidates", "add_plots", "add_terrains"),
    "api.studies": (
        "StudyResults", "audit_claims", "compute_ladder", "read_study", "space_gain",
    ),
    "study": ("Thresholds",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

STARTED_NS = time.time_ns()
"""When this process began to load the program; files that changed later may not be what runs."""

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for.

    Raises
    ------
    AttributeError
        If there is no such name.
    """
    if name not in _HOME_OF:
        raise AttributeError(f"module 'geo_ser' has no attribute {name!r}")
    value = getattr(import_module(f"geo_ser.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
