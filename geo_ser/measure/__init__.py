"""Clean tables to indicators: how large, how built, how used, and how sure that is.

``measure`` returns every indicator of design §4 with where it comes from and, for each null,
why. All functions are pure: tables in, tables out, no files, no network. The small ones stand
alone: ``coverage`` and ``footprint_m2`` on any plots, ``fsi``, ``osr``, ``layers`` and ``mxi``
on any figures.

Why it is built so
------------------
*Land is counted once.* Buildings overlap in the BAG, and a duplicate under another id must not
raise a figure. Each building therefore holds the part of its footprint that no standing
building with a lower id covers. Those parts share no land, so sums over them are unions:
terrains, and later plots, add up without a union of thousands of polygons for each.

*The balance closes by cutting, not by fitting.* Surfaces are split once into land that no
earlier surface holds and the rest; terrains, parcels and net plots are all laid over that same
land, so gross = net + Σ tare and gross = Σ cover + uncovered − overlap follow from areas of
pieces. Parcels are cut once: the net plots take over the pieces of parcels that lie whole in a
terrain. What does not close is handed over as geometry (`Indicators.gaps`).

*One row, one judgement.* What stands, what is in use, which areas are fillers and which use a
function is are tables of data (``standing``, ``units``), not branches.

*Memory follows the batch.* Who joins whom, and which floor area is whose, is worked out for all
buildings and parcels at once. Surfaces are many times more: they are read and measured for
`batches.AT_ONCE` terrains at a time, and only figures, plots and gaps are kept.

*Unknown is not zero.* Each group hands over its values with the reason of each null and the
method of each column (``measured.Measured``); a null without a reason is an error here, not a
blank on the map.
"""

from geo_ser.measure.balance import land_balance
from geo_ser.measure.coverage import coverage, footprint_m2
from geo_ser.measure.gross import gross_area_m2, terrain_overlaps
from geo_ser.measure.indicators import Indicators, measure
from geo_ser.measure.parcels import is_narrow, plot_ids
from geo_ser.measure.plots import size_class
from geo_ser.measure.ratios import fsi, layers, mxi, osr
from geo_ser.measure.reliability import SourceInfo, grade
from geo_ser.measure.sectors import sector_of, terrain_sectors
from geo_ser.measure.standing import in_use, stands
from geo_ser.measure.surfaces import Surfaces, near

__all__ = [
    "Indicators",
    "SourceInfo",
    "Surfaces",
    "coverage",
    "footprint_m2",
    "fsi",
    "grade",
    "gross_area_m2",
    "in_use",
    "is_narrow",
    "land_balance",
    "layers",
    "measure",
    "mxi",
    "near",
    "osr",
    "plot_ids",
    "sector_of",
    "size_class",
    "stands",
    "terrain_overlaps",
    "terrain_sectors",
]
