"""The terrains' sheets as PDF, beside the pages; asked for, never part of a run."""

from collections.abc import Iterator
from pathlib import Path

from geo_ser.errors import GeoSerError
from geo_ser.maps import terrain_page, terrain_slug
from geo_ser.pipeline.gather import atlas_view
from geo_ser.report import require_pdf, write_pdf
from geo_ser.study import Study

__all__ = ["pdf_sheets"]


def pdf_sheets(study: Study) -> Iterator[Path]:
    """Write maps/terrain-<id>.pdf for every terrain, and give each file as it is done.

    Raises
    ------
    MissingError
        If PDFs cannot be made here; nothing is written then.
    GeoSerError
        If the study has no measured terrains.
    """
    require_pdf()
    view = atlas_view(study)
    if view is None:
        raise GeoSerError(f"{study.name}: no measured terrains, so there is no sheet to print.")
    for terrain_id in view.terrains["terrain_id"]:
        path = study.maps / f"terrain-{terrain_slug(terrain_id)}.pdf"
        write_pdf(path, terrain_page(view, terrain_id, still=True))
        yield path
