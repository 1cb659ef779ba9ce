"""data/raw -> clean tables in EPSG:28992, and a quarantine for every row that cannot be used.

Why it is built so:

- **Profiles are data.** What a source calls its columns, in which unit and with which codes,
  stands in `profiles/*.toml`; a factor belongs to the source column, so that mapping it by hand
  cannot lose it.
- **Coordinates are looked at.** A file's own CRS is wrong often enough (RD called degrees,
  degrees called metres) that it is checked against the map of the Netherlands, and refused with
  the line to write rather than believed.
- **Each bad polygon is repaired by itself.** Repairing a layer as a whole changes neighbours;
  here a valid polygon keeps its coordinates bit for bit.
- **Nothing disappears**: rows in = rows out + merged + quarantined, per table, and each row in
  quarantine keeps its file, number, reason and attributes.
- **Registries hold more than what is there.** BRK, BGT and BAG extracts are read from their own
  XML (GDAL takes label points for shapes and loses features), and what was, is planned or lies
  above is left out by the profile's filters and counted beside the quarantine: those rows are
  not bad.
- **Shapes rest as WKB**, and a clean table is handed out before the next is read: a country
  fits in the memory of an office laptop. How many rows are taken at a time changes nothing.
- **Order says nothing**: the same rows in another order give the same tables, byte for byte.
"""

from geo_ser.layers.clean import Layers, clean_tables
from geo_ser.layers.filters import FILTERED
from geo_ser.layers.gml import ARC_STEP_DEGREES
from geo_ser.layers.guess import guess_settings
from geo_ser.layers.packed import PackedTable
from geo_ser.layers.profile import profile_names
from geo_ser.layers.quarantine import QUARANTINE_COLUMNS
from geo_ser.layers.repair import REASONS

__all__ = [
    "ARC_STEP_DEGREES",
    "FILTERED",
    "QUARANTINE_COLUMNS",
    "REASONS",
    "Layers",
    "PackedTable",
    "clean_tables",
    "guess_settings",
    "profile_names",
]
