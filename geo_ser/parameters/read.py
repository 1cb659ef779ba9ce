"""Reading a ladder file and the tables it names."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo_ser.files import read_csv_text
from geo_ser.parameters.settings import LadderParameters
from geo_ser.study import read_settings

if TYPE_CHECKING:  # asking which files a ladder rests on should not cost half a second
    import pandas as pd

__all__ = ["LadderInput", "ladder_files", "load_ladder"]


@dataclass(frozen=True)
class LadderInput:
    """A ladder file, read, with the tables it names: every cell text, decimals as printed."""

    file: Path
    parameters: LadderParameters
    terrains: "pd.DataFrame | None"
    """The table of `[existing]`; None without that block."""
    published: "dict[str, pd.DataFrame]"
    """By kind: matrix, existing, planned_levels, planned_plots, steps."""


def ladder_files(file: Path) -> list[Path]:
    """Return the ladder file and the tables it names, for whoever asks what a result rests on."""
    parameters = read_settings(file, LadderParameters)
    tables = [parameters.existing.table] if parameters.existing else []
    return [file, *(file.parent / one for one in (*tables, *parameters.published.tables.values()))]


def load_ladder(file: Path) -> LadderInput:
    """Return a ladder file with the tables it names.

    Raises
    ------
    StudyError
        If the file is not TOML or breaks the model; every problem is listed.
    SourceError
        If a table it names is missing or cannot be read.
    """
    parameters = read_settings(file, LadderParameters)
    terrains = None
    if parameters.existing:
        terrains = _table(file, parameters.existing.table, "[existing] table")
    published = {
        kind: _table(file, name, f"[published] {kind}")
        for kind, name in parameters.published.tables.items()
    }
    return LadderInput(file, parameters, terrains, published)


def _table(file: Path, name: str, block: str) -> "pd.DataFrame":
    return read_csv_text(file.parent / name, what=f"{file.name} {block}")
