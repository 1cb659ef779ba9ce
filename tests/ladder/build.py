"""Small ladders, and the shipped ones, worked out."""

from pathlib import Path

import pandas as pd

from geo_ser.gain import gain_tables
from geo_ser.ladder import work_out
from geo_ser.parameters import LadderInput, LadderParameters, load_ladder

REPOSITORY = Path(__file__).parents[2]
RIJSSEN = REPOSITORY / "ladder.toml"
ASSEN = REPOSITORY / "studies" / "assen" / "ladder.toml"

TERRAINS = pd.DataFrame(
    {
        "terrain": ["A", "B"],
        "vacant_or_for_sale_ha": ["10", "0"],
        "fallow_without_plan_ha": ["3", "1"],
        "intensification_ha": ["2", "0"],
        "extra_intensification_ha": ["1", "0.5"],
    }
)
EXISTING = {"table": "atlas.csv", "reuse_share": 0.8, "local_share": 0.5}
PLANNED = {
    "footprint_share": 0.5,
    "office_share": 0.2,
    "groups": [{"size_m2": 1000, "count": 100}, {"size_m2": 5000, "count": 80}],
    "levels": {1: {"stack": [1]}},
}


def demand(variant="vraag", **amount):
    return {"variant": variant, "components": [{"name": "vraag", **amount}]}


def supply(name, step=1, **amount):
    return {"name": name, "step": step, **amount}


def ladder_input(values, published=None):
    """Return a ladder input from the values of a ladder file."""
    parameters = LadderParameters.model_validate({"ladder": {"title": "Klein"}, **values})
    return LadderInput(Path("ladder.toml"), parameters, TERRAINS, published or {})


def ladder(indicators=None, published=None, plots=None, **values):
    """Work a ladder out from the values of a ladder file."""
    given = ladder_input(values, published)
    return work_out(given, **gain_tables(given), indicators=indicators, plots=plots)


def shipped(file):
    given = load_ladder(file)
    return work_out(given, **gain_tables(given))


def cell(result, new=0, planned=0, existing=0, variant="vraag"):
    """Return one cell of the matrix."""
    wanted = {"new": new, "planned": planned, "existing": existing, "variant": variant}
    (found,) = [row for row in result["matrix"] if wanted.items() <= row.items()]
    return found
