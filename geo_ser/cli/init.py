"""`geo-ser init`: start a study from a file of terrains."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from geo_ser.cli.options import StudyArgument, VerboseOption, out
from geo_ser.errors import UsageError

TerrainsOption = Annotated[
    Path,
    typer.Option("--terrains", metavar="FILE", help="A file of terrain polygons, any GIS format."),
]


def init(
    terrains: TerrainsOption,
    study: StudyArgument = Path(),
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Write an atlas.toml for a file of terrains; guesses profile and columns, asks nothing.

    Never overwrites. Example: geo-ser init mijn-atlas --terrains ibis.gpkg
    """
    from geo_ser.files import write_text
    from geo_ser.layers import guess_settings

    settings = study / "atlas.toml"
    if settings.exists():
        raise UsageError(f"{settings} is already there; edit it, or move it away first.")
    text = guess_settings(terrains, study, today=datetime.now(tz=UTC).date())
    write_text(settings, text)
    out.print(f"wrote {settings}; look it over, then: geo-ser run {study}")
