"""Space gain: hectares and floor space won on existing and on planned terrains (design §6).

`existing_gain` is step 1 of the ladder, `planned_levels` step 2; the gain share of a planned
level is also what step 3 expects of new terrains. `gain_tables` gives what a ladder file asks.
`catalogue` has the instruments that win it, and what belongs to them, as data.
`space_gain` works out from the geometry of plots what could be won on each, and ranks them.

Why
---
Gain is worked out apart from the ladder, because it has users of its own: a planner first asks
what a set of measures yields, and only then what remains. Both functions take parameters and
give tables; nothing is rounded, so that the ladder can be compared with what was printed.

The documents guess gain in percentages per class of plots; `space_gain` measures it plot by plot
(docs/gain.md). Each what-if is worked out alone, over all plots at once; then `best` chooses the
set in which no square metre serves twice. Parameters stand in whatif.toml, each with its source.
"""

from geo_ser.gain.catalogue import Catalogue, catalogue, reference_records
from geo_ser.gain.draws import gain_draws
from geo_ser.gain.existing import existing_gain
from geo_ser.gain.planned import planned_groups, planned_levels, planned_plots
from geo_ser.gain.potential import SpaceGain, space_gain
from geo_ser.gain.rows import GainInputs
from geo_ser.gain.tables import LADDER_TABLES, gain_tables
from geo_ser.gain.whatif import WhatIf, what_if, what_if_words

__all__ = [
    "LADDER_TABLES",
    "Catalogue",
    "GainInputs",
    "SpaceGain",
    "WhatIf",
    "catalogue",
    "existing_gain",
    "gain_draws",
    "gain_tables",
    "planned_groups",
    "planned_levels",
    "planned_plots",
    "reference_records",
    "space_gain",
    "what_if",
    "what_if_words",
]
