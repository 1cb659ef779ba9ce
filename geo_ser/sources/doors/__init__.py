"""Doors: one module per way in to a source; each brings one layer into one file.

Why one protocol for services and files alike: whatever the door, the layer ends as one file
with one manifest row, made from answers that were kept. What differs is only how it is asked.
A door asks everything through the `Desk`, always the same questions in the same order for the
same order, and writes to the path it is given; `fetch` hashes, publishes and lists the file.

A new door is a module with `suffix`, `bring` and `size` (see `Door`), added to `DOORS`.
`ogc_api` is the model.
"""

from collections.abc import Mapping

from geo_ser.sources.catalogue import DoorKind
from geo_ser.sources.doors import arcgis, bgt_job, cog, file, ogc_api, threedbag, wcs, wfs
from geo_ser.sources.doors.door import Brought, Door, Size

__all__ = ["DOORS", "Brought", "Door", "Size"]

DOORS: Mapping[DoorKind, Door] = {
    "ogc_api": ogc_api,
    "wfs": wfs,
    "arcgis": arcgis,
    "bgt_job": bgt_job,
    "threedbag": threedbag,
    "wcs": wcs,
    "cog": cog,
    "file": file,
}
