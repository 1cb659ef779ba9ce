"""The parameters of a ladder: ladder.toml as one frozen value, with the tables it names.

`load_ladder` reads the file and the tables it points to (paths are relative to the file);
every problem in the file is reported at once. Shares are fractions (0.05); keys with *percent*
in their name are per cent (7.5).

Why
---
Every number of the ladder stands in that file and nowhere in the code, so that a planner can
change one and see what it does, and a reader can see what a result rests on. Each block takes
a `source`: where its figures stand in the document; it is shown beside them.
"""

from geo_ser.parameters.amounts import Component, Demand, Scope, Supply
from geo_ser.parameters.baseline import (
    BASELINE_INDICATORS,
    BASELINE_ITEMS,
    BaselineParameters,
    IssuedPlots,
)
from geo_ser.parameters.kinds import Band
from geo_ser.parameters.levels import Levels, Uncertainty
from geo_ser.parameters.measures import (
    EXISTING_LEVELS,
    INSTRUMENTS,
    ExistingParameters,
    NewParameters,
    PlannedLevel,
    PlannedParameters,
    PlotGroup,
    PlotSource,
    Shrink,
    land_ha,
)
from geo_ser.parameters.ranged import Ranged, RangedPositiveShare, RangedShare, band_of
from geo_ser.parameters.read import LadderInput, ladder_files, load_ladder, read_parameters
from geo_ser.parameters.reserves import ClusterReserve, IronStock
from geo_ser.parameters.segments import Segment
from geo_ser.parameters.settings import LadderInfo, LadderParameters, Published
from geo_ser.parameters.where import parse_where

__all__ = [
    "BASELINE_INDICATORS",
    "BASELINE_ITEMS",
    "EXISTING_LEVELS",
    "INSTRUMENTS",
    "Band",
    "BaselineParameters",
    "ClusterReserve",
    "Component",
    "Demand",
    "ExistingParameters",
    "IronStock",
    "IssuedPlots",
    "LadderInfo",
    "LadderInput",
    "LadderParameters",
    "Levels",
    "NewParameters",
    "PlannedLevel",
    "PlannedParameters",
    "PlotGroup",
    "PlotSource",
    "Published",
    "Ranged",
    "RangedPositiveShare",
    "RangedShare",
    "Scope",
    "Segment",
    "Shrink",
    "Supply",
    "Uncertainty",
    "band_of",
    "ladder_files",
    "land_ha",
    "load_ladder",
    "parse_where",
    "read_parameters",
]
