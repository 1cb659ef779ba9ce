"""The stages in order; the only room that wires the other rooms to a study's folders.

Why a record per stage instead of file times alone: a clone, a copy or a `git checkout` moves
times without changing a byte, and an edit of a setting moves a result without touching a file.
"""

from geo_ser.pipeline.run import StageOutcome, run, run_stage
from geo_ser.pipeline.stages import STAGES, Stage

__all__ = ["STAGES", "Stage", "StageOutcome", "run", "run_stage"]
