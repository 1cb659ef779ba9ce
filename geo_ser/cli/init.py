"""`geo-ser init`: start a study from a file of terrains, from an area to fetch, or both."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from geo_ser.cli.options import StudyArgument, VerboseOption, out
from geo_ser.errors import UsageError

TerrainsOption = Annotated[
    Path | None,
    typer.Option("--terrains", metavar="FILE", help="A file of terrain polygons, any GIS format."),
]
AreaOption = Annotated[
    str | None,
    typer.Option(
        "--area",
        metavar="AREA",
        help="What to fetch: code or name of a municipality or province, bbox in RD, polygon file.",
    ),
]


def init(
    terrains: TerrainsOption = None,
    area: AreaOption = None,
    study: StudyArgument = Path(),
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Write an atlas.toml for a file of terrains, an area to fetch, or both; asks nothing.

    Never overwrites. Example: geo-ser init mijn-atlas --terrains ibis.gpkg
    """
    from geo_ser.files import write_text

    if terrains is None and area is None:
        raise UsageError("init needs --terrains FILE, --area AREA, or both.")
    settings = study / "atlas.toml"
    if settings.exists():
        raise UsageError(f"{settings} is already there; edit it, or move it away first.")
    write_text(settings, _text(terrains, area, study, datetime.now(tz=UTC).date()))
    command = "run" if area is None else "fetch"
    out.print(f"wrote {settings}; look it over, then: geo-ser {command} {study}")


def _text(terrains: Path | None, area: str | None, study: Path, today: date) -> str:
    """Return the text of atlas.toml; terrains of one's own go before fetched ones."""
    from geo_ser.layers import guess_settings
    from geo_ser.sources.start import fetch_lines, fetch_settings

    if terrains is None:
        return fetch_settings(area or "", study, today=today)
    text = guess_settings(terrains, study, today=today)
    if area is None:
        return text
    return "\n".join([text, *fetch_lines(area, study, own_terrains=True)])
