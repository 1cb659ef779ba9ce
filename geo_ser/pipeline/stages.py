"""The stages in order: when each applies, what it looks at, and what it is made from.

Light on purpose: deciding that nothing has to be done imports no geometry library.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_ser.parameters import ladder_files
from geo_ser.pipeline.records import WrittenFiles, written_files
from geo_ser.sources import companions, folder_contents
from geo_ser.study import Study

__all__ = ["STAGES", "Stage", "stage_files"]

MANIFEST = "data/raw/manifest.csv"


@dataclass(frozen=True)
class Stage:
    """One step of the flow.

    `not_for` says why a study does not have this stage (None when it has), `settings` what
    of atlas.toml it looks at, `inputs` which files it is made from.
    """

    name: str
    not_for: Callable[[Study], str | None]
    settings: Callable[[Study], Mapping[str, Any]]
    inputs: Callable[[Study], list[Path]]


def _no_terrains(study: Study) -> str | None:
    return None if "terrains" in study.settings.tables else "no [tables.terrains] in atlas.toml"


def _no_ladder(study: Study) -> str | None:
    return None if study.settings.ladder else "no [ladder] in atlas.toml"


def _no_gain(study: Study) -> str | None:
    if study.settings.ladder or "parcels" in study.settings.tables:
        return None
    return "no [ladder] and no [tables.parcels] in atlas.toml"


def _gain_file(study: Study) -> list[Path]:
    own = study.settings.gain
    return _files_of(study, own.file) if own else []


def _always(_study: Study) -> str | None:
    return None


def _some(study: Study, *keys: str) -> dict[str, Any]:
    """Return the named parts of atlas.toml as JSON-like values, [study] always with them."""
    return study.settings.model_dump(mode="json", include={"study", *keys})


def _table_names(study: Study) -> dict[str, Any]:
    """Return which tables atlas.toml names, for stages that show none of what it does not name."""
    return {"table_names": sorted(study.settings.tables)}


def _shown_settings(study: Study) -> dict[str, Any]:
    """Return what is looked at by the stages that show everything there is."""
    return {**_some(study, "claims", "thresholds", "gain", "ladder"), **_table_names(study)}


def _files_of(study: Study, file: str) -> list[Path]:
    """Return a file with those read along with it, or every file of a folder; else nothing."""
    path = study.path(file)
    everything = folder_contents(path, study.folder, what=f"atlas.toml, {file!r}")
    if everything is not None:
        return sorted(one for one in everything if one.is_file())
    return [path, *companions(path)] if path.is_file() else []


def _manifest(study: Study) -> list[Path]:
    return _files_of(study, MANIFEST)


def _raw_files(study: Study) -> list[Path]:
    names = [
        name for blocks in study.settings.tables.values() for one in blocks for name in one.file
    ]
    names += study.settings.rasters.files
    return [file for name in names for file in _files_of(study, name)]


def _height_thresholds(study: Study) -> dict[str, Any]:
    """Return the thresholds that `layers` makes heights with."""
    names = {"roof_percentile", "ground_ring_m", "min_height_coverage"}
    return study.settings.thresholds.model_dump(mode="json", include=names)


def stage_files(study: Study, stage: str) -> WrittenFiles:
    """Return the files a stage wrote for a study; none of a stage that it does not have (now)."""
    (found,) = [one for one in STAGES if one.name == stage]
    return WrittenFiles(stage) if found.not_for(study) else written_files(study.folder, stage)


def _written(study: Study, *stages: str) -> list[Path]:
    """Return what earlier stages wrote."""
    found = [stage_files(study, stage) for stage in stages]
    return [path for one in found for path, _ in one.files.values()]


def _ladder_inputs(study: Study) -> list[Path]:
    if study.settings.ladder is None:
        return []
    return ladder_files(study.path(study.settings.ladder.file))


def _claims(study: Study) -> list[Path]:
    return [file for one in study.settings.claims for file in _files_of(study, one.file)]


def _findings(study: Study) -> list[Path]:
    return [path for path in _written(study, "qa") if path.suffix == ".parquet"]


def _shown_inputs(study: Study) -> list[Path]:
    """Return what is read by the stages that show everything there is."""
    written = _written(study, "layers", "measure", "gain", "ladder")
    ladder = _ladder_inputs(study)  # the page walks over every published figure
    return [*written, *_findings(study), *_claims(study), *_manifest(study), *ladder]


_GAIN_LAYERS = ("parcels", "surfaces", "establishments")
"""The clean tables that `gain` reads beside the indicators."""

STAGES: tuple[Stage, ...] = (
    Stage(
        "layers",
        _no_terrains,
        lambda study: {**_some(study, "tables", "rasters"), **_height_thresholds(study)},
        lambda study: [*_raw_files(study), *_manifest(study)],
    ),
    Stage(
        "measure",
        _no_terrains,
        lambda study: _some(study, "thresholds"),
        lambda study: _written(study, "layers"),
    ),
    Stage(
        "gain",
        _no_gain,
        lambda study: {**_some(study, "gain", "ladder"), **_table_names(study)},
        lambda study: [
            *_ladder_inputs(study),
            *_gain_file(study),
            *_written(study, "measure"),
            *(one for one in _written(study, "layers") if one.stem in _GAIN_LAYERS),
        ],
    ),
    Stage(
        "ladder",
        _no_ladder,
        lambda study: _some(study, "ladder"),
        lambda study: [*_ladder_inputs(study), *_written(study, "gain", "measure")],
    ),
    Stage(
        "qa",
        _always,
        _shown_settings,
        lambda study: [
            *_written(study, "layers", "measure", "ladder"),
            *_claims(study),
            *_manifest(study),
        ],
    ),
    Stage("map", _always, _shown_settings, _shown_inputs),
    Stage("report", _always, _shown_settings, _shown_inputs),
)
"""In the order they run."""
