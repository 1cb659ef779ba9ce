"""Run one stage, or the whole flow as far as it is out of date."""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo_ser.errors import GeoSerError, SourceError, StudyError
from geo_ser.files import record_hash
from geo_ser.locks import study_lock
from geo_ser.pipeline.publish import clean_up, publish, stage_home, staged, withdraw
from geo_ser.pipeline.records import StageRecord, Stamp, is_same, out_of_date, program_hash, stamps
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


def run(study: Study, *, wait: bool = True) -> Iterator[StageOutcome]:
    """Run every stage of a study that is out of date, in order, and tell of each.

    The study is locked for as long as the stages are asked for.

    Parameters
    ----------
    wait
        Whether to wait for another command that writes in the study, or to fail at once.

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
    with study_lock(study.folder, wait=wait):
        clean_up(study)
        for stage in STAGES:
            yield _if_needed(study, stage)


def _if_needed(study: Study, stage: Stage) -> StageOutcome:
    """Run a stage where it is out of date; take back the results of one that does not apply."""
    not_for = stage.not_for(study)
    if not_for:
        removed = "; what it wrote before is removed" if withdraw(study, stage.name) else ""
        return StageOutcome(stage.name, done=False, why=f"{not_for}{removed}")
    why = out_of_date(study, stage.name, settings=stage.settings(study), inputs=stage.inputs(study))
    if why is None:
        return StageOutcome(stage.name, done=False, why="up to date")
    return _run(study, stage, why)


def run_stage(
    study: Study, name: str, *, only: Sequence[str] = (), wait: bool = True
) -> StageOutcome:
    """Run one stage whether or not it is out of date.

    Parameters
    ----------
    only
        For `measure`: the groups to measure; empty means all.
    wait
        As `run`.

    Raises
    ------
    GeoSerError
        When the study does not have this stage, or the stage fails.
    """
    stage = next(one for one in STAGES if one.name == name)
    not_for = stage.not_for(study)
    if not_for:
        raise GeoSerError(f"{study.name}: nothing to do for `geo-ser {name}`: {not_for}.")
    with study_lock(study.folder, wait=wait):
        clean_up(study)
        return _run(study, stage, "asked for", only=only)


def _run(study: Study, stage: Stage, why: str, *, only: Sequence[str] = ()) -> StageOutcome:
    """Do a stage's work, see that its inputs are still the same, publish and record it."""
    from geo_ser.pipeline import work  # the geometry libraries load here, not for --help

    log.info("%s: %s (%s)", study.name, stage.name, why)
    start = time.perf_counter()
    program, inputs = program_hash(), stamps(study, stage.inputs(study))
    with staged(stage_home(study, stage.name)) as folder:
        try:
            summary = work.WORK[stage.name](study, only, folder)
        except Exception as error:
            _require_unchanged(study, stage, inputs, error)
            raise
        _require_unchanged(study, stage, inputs)
        record = StageRecord(
            stage=stage.name,
            program=_program_throughout(program),
            settings=record_hash(stage.settings(study)),
            inputs=inputs,
            outputs={},
            complete=not only,
            summary=summary,
        )
        publish(study, record, folder)
    return StageOutcome(stage.name, True, why, time.perf_counter() - start, summary)


def _require_unchanged(
    study: Study, stage: Stage, before: dict[str, Stamp], cause: Exception | None = None
) -> None:
    """Refuse a result when its inputs are not what they were before they were read.

    Raises
    ------
    SourceError
        Naming the files.
    """
    now: dict[str, Path] = {study.shown(path): path for path in stage.inputs(study)}
    changed = sorted(set(now) ^ set(before))
    changed += [name for name, path in now.items() if name in before
                and not is_same(path, before[name])]  # fmt: skip
    if changed:
        raise SourceError(
            f"{', '.join(changed[:3])}{', …' if len(changed) > 3 else ''}: changed or gone while "
            f"`{stage.name}` was reading. Nothing of it was kept. Run again when nothing else "
            "writes there."
        ) from cause


def _program_throughout(before: str) -> str:
    """Return the program's hash when it was one and the same all the while, else ""."""
    if before and program_hash() == before:
        return before
    log.warning("geo_ser changed while it ran; the next run does this stage again.")
    return "changed"
