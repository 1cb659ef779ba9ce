"""Reading a ladder file and the tables it names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geo_ser.errors import StudyError
from geo_ser.files import read_csv_text
from geo_ser.parameters.plots import with_groups
from geo_ser.parameters.settings import LadderParameters
from geo_ser.study import read_settings

if TYPE_CHECKING:  # asking which files a ladder rests on should not cost half a second
    import pandas as pd

__all__ = ["LadderInput", "ladder_files", "load_ladder", "read_parameters"]


@dataclass(frozen=True)
class LadderInput:
    """A ladder file, read, with the tables it names: every cell text, decimals as printed."""

    file: Path
    parameters: LadderParameters
    terrains: "pd.DataFrame | None"
    """The table of `[existing]`; None without that block."""
    published: "dict[str, pd.DataFrame]"
    """By kind: matrix, existing, planned_levels, planned_plots, steps."""
    stated: "dict[str, pd.DataFrame]" = field(default_factory=dict)
    """The tables of `[baseline]` by key: table, terrains, sectors, issued_plots."""


def read_parameters(file: Path) -> LadderParameters:
    """Return a ladder file without the tables it names.

    Raises
    ------
    StudyError
        If the file is not TOML or breaks the model; every problem is listed, a supply that
        names an unknown indicator among them.
    """
    from geo_ser.tables import GAIN_FIGURES, INDICATORS  # loads a geometry library

    columns = (*INDICATORS["terrains"], *GAIN_FIGURES)
    known = {"indicators": [column.name for column in columns]}
    return read_settings(file, LadderParameters, context=known)


def ladder_files(file: Path) -> list[Path]:
    """Return the ladder file and the tables it names, for whoever asks what a result rests on."""
    try:
        parameters = read_settings(file, LadderParameters)
    except StudyError:
        parameters = read_parameters(file)  # says more
    tables = [parameters.existing.table] if parameters.existing else []
    if parameters.planned and parameters.planned.groups_from:
        tables += [one for one in [parameters.planned.groups_from.issued] if one is not None]
    stated = parameters.baseline.tables if parameters.baseline else {}
    tables += [*parameters.published.tables.values(), *stated.values()]
    return [file, *dict.fromkeys(file.parent / one for one in tables)]


def load_ladder(
    file: Path, *, measured_plots: "Callable[[], pd.DataFrame | None]" = lambda: None
) -> LadderInput:
    """Return a ladder file with the tables it names.

    Parameters
    ----------
    file
        The ladder file.
    measured_plots
        Gives the plots of the indicators, None where nothing was measured; called only when
        the groups of `[planned]` come from them.

    Raises
    ------
    StudyError
        If the file is not TOML or breaks the model; every problem is listed.
    SourceError
        If a table it names is missing or cannot be read.
    LadderError, TableError
        If `groups_from` cannot be answered.
    """
    parameters = read_parameters(file)
    if parameters.planned:
        planned = with_groups(
            parameters.planned,
            lambda name: _table(file, name, "[planned] groups_from"),
            measured_plots,
        )
        parameters = parameters.model_copy(update={"planned": planned})
    terrains = None
    if parameters.existing:
        terrains = _table(file, parameters.existing.table, "[existing] table")
    published = {
        kind: _table(file, name, f"[published] {kind}")
        for kind, name in parameters.published.tables.items()
    }
    stated = parameters.baseline.tables if parameters.baseline else {}
    return LadderInput(
        file,
        parameters,
        terrains,
        published,
        {key: _table(file, name, f"[baseline] {key}") for key, name in stated.items()},
    )


def _table(file: Path, name: str, block: str) -> "pd.DataFrame":
    return read_csv_text(file.parent / name, what=f"{file.name} {block}")
