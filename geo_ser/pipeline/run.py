"""Run one stage, or the whole flow as far as it is out of date."""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo_ser.errors import GeoSerError, StudyError
from geo_ser.pipeline.records import out_of_date, stage_record
from geo_ser.pipeline.stages import STAGES, Stage
from geo_ser.study import Study

__all__ = ["StageOutcome", "run", "run_stage"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StageOutcome:
    """What happened to one stage: done or left, why, in how many seconds, with what result."""

    stage: str
    done: bool
    why: str
    seconds: float = 0.0
    summary: dict[str, Any] = field(default_factory=dict)


def run(study: Study) -> Iterator[StageOutcome]:
    """Run every stage of a study that is out of date, in order, and tell of each.

    Yields
    ------
    StageOutcome
        One per stage, as soon as it is known.

    Raises
    ------
    GeoSerError
        What a stage raises; stages before it stay done, its own old results stay as they were.
    """
    if not study.settings.tables and study.settings.ladder is None and not study.settings.claims:
        raise StudyError(
            f"{study.folder / 'atlas.toml'}: names no table, no claims and no ladder, so there is "
            "nothing to do. docs/study.md has every block."
        )
    for stage in STAGES:
        not_for = stage.not_for(study)
        if not_for:
            yield StageOutcome(stage.name, done=False, why=not_for)
            continue
        why = out_of_date(
            study, stage.name, settings=stage.settings(study), inputs=stage.inputs(study)
        )
        if why is None:
            yield StageOutcome(stage.name, done=False, why="up to date")
        else:
            yield _run(study, stage, why)


def run_stage(study: Study, name: str, *, only: Sequence[str] = ()) -> StageOutcome:
    """Run one stage whether or not it is out of date.

    Parameters
    ----------
    only
        For `measure`: the groups to measure; empty means all.

    Raises
    ------
    GeoSerError
        When the study does not have this stage, or the stage fails.
    """
    stage = next(one for one in STAGES if one.name == name)
    not_for = stage.not_for(study)
    if not_for:
        raise GeoSerError(f"{study.name}: nothing to do for `geo-ser {name}`: {not_for}.")
    return _run(study, stage, "asked for", only=only)


def _run(study: Study, stage: Stage, why: str, *, only: Sequence[str] = ()) -> StageOutcome:
    """Do a stage's work and record it.

    A crash half-way needs no clean-up: the old record then no longer fits the files.
    """
    from geo_ser.pipeline import work  # the geometry libraries load here, not for --help

    log.info("%s: %s (%s)", study.name, stage.name, why)
    start = time.perf_counter()
    inputs = stage.inputs(study)
    outputs, summary = work.WORK[stage.name](study, only)
    stage_record(
        study,
        stage.name,
        settings=stage.settings(study),
        inputs=inputs,
        outputs=outputs,
        summary=summary,
        complete=not only,
    )
    return StageOutcome(stage.name, True, why, time.perf_counter() - start, summary)
