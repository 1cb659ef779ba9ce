"""The SER-ladder: demand, what existing and planned terrains take of it, and what remains.

`work_out` takes a ladder file (`geo_ser.parameters.load_ladder`), the gain tables of
`geo_ser.gain` and, where a supply comes from measured hectares, the terrain indicators. It
gives the value of `ladder.json` (design §6): variants with their steps, the matrix of ambition
levels, deviations from what was published, and remarks on the method. `compare_figures` walks
over every figure of the documents and says which are inputs, recomputed, or deviating. `baseline`
makes the ijkbasis out of what was measured, stated, or is known from elsewhere.

Why
---
The arithmetic is that of the documents, also where it is open to question, because the figures
it must be held against were made with it. Nothing is tuned towards a printed figure: the tool
computes, compares, and says where the two differ. What a better method would give stands
beside it as a remark, never in its place.
"""

from geo_ser.ladder.baseline import baseline
from geo_ser.ladder.baseline_benchmarks import load_benchmarks
from geo_ser.ladder.compare import compare_figures
from geo_ser.ladder.goal import seek_goal
from geo_ser.ladder.plot_sets import PlotTables
from geo_ser.ladder.result import work_out

__all__ = ["PlotTables", "baseline", "compare_figures", "load_benchmarks", "seek_goal", "work_out"]
