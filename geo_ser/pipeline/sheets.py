"""The terrains' sheets as PDF, beside the pages; asked for, never part of a run."""

from collections.abc import Iterator
from pathlib import Path

from geo_ser.errors import GeoSerError
from geo_ser.locks import study_lock
from geo_ser.maps import terrain_page, terrain_slug
from geo_ser.pipeline.gather import atlas_view
from geo_ser.pipeline.publish import SHEETS, publish, stage_home, staged
from geo_ser.pipeline.records import StageRecord, program_hash
from geo_ser.report import require_pdf, write_pdf
from geo_ser.study import Study

__all__ = ["pdf_sheets"]


def pdf_sheets(study: Study) -> Iterator[Path]:
    """Write maps/terrain-<id>.pdf for every terrain, and tell of each; all come at the end.

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
    with study_lock(study.folder), staged(stage_home(study, SHEETS)) as folder:
        for terrain_id in view.terrains["terrain_id"]:
            name = f"terrain-{terrain_slug(terrain_id)}.pdf"
            write_pdf(folder / name, terrain_page(view, terrain_id, still=True))
            yield study.maps / name
        publish(study, StageRecord(SHEETS, program_hash(), "", {}, {}), folder)
