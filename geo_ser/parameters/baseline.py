"""`[baseline]`: what the baseline (ijkbasis) is made from, and every choice in making it."""

import difflib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from geo_ser.parameters.kinds import Amount, AtLeastOne, Share, Source
from geo_ser.parameters.raw import Problem, Raw, raw, together
from geo_ser.study import Frozen

__all__ = [
    "BASELINE_INDICATORS",
    "BASELINE_ITEMS",
    "BaselineParameters",
    "IssuedPlots",
    "ItemRule",
]

BASELINE_INDICATORS = (
    "net_gross_ratio",
    "plot_size",
    "setback",
    "building_height",
    "coverage",
    "building_size",
    "fsi",
    "jobs_per_net_ha",
    "vacancy",
    "land_price",
    "rent",
    "tenure",
    "office_share",
    "parking_norm",
)
"""The fourteen indicators of annex A, table 2 (which announces thirteen)."""

Method = Literal["most_frequent", "range"]


class ItemRule(NamedTuple):
    """The unit of an item, how its scores become one baseline, and to what step they count."""

    unit: str
    method: Literal["most_frequent", "range", "plots", "reasoned"]
    step: float


BASELINE_ITEMS: Mapping[str, ItemRule] = MappingProxyType(
    {
        "net_gross_ratio": ItemRule("share", "most_frequent", 0.05),
        "plot_size.plots_lt_1000": ItemRule("count", "plots", 1),
        "plot_size.plots_1000_2000": ItemRule("count", "plots", 1),
        "plot_size.plots_2000_5000": ItemRule("count", "plots", 1),
        "plot_size.plots_5000_10000": ItemRule("count", "plots", 1),
        "plot_size.plots_ge_10000": ItemRule("count", "plots", 1),
        "plot_size.mean": ItemRule("m2", "most_frequent", 500),
        "setback.road": ItemRule("m", "most_frequent", 1),
        "setback.side": ItemRule("m", "most_frequent", 1),
        "setback.rear": ItemRule("m", "most_frequent", 1),
        "building_height.max": ItemRule("m", "most_frequent", 1),
        "building_height.storeys": ItemRule("storeys", "most_frequent", 1),
        "coverage": ItemRule("share", "most_frequent", 0.05),
        "coverage.max": ItemRule("share", "most_frequent", 0.05),
        "building_size.min": ItemRule("m2", "most_frequent", 50),
        "building_size.exempt_min": ItemRule("m2", "most_frequent", 50),
        "building_size.mean": ItemRule("m2", "most_frequent", 500),
        "building_size.min_share": ItemRule("share", "reasoned", 0.01),
        "fsi": ItemRule("ratio", "most_frequent", 0.1),
        "fsi.min": ItemRule("ratio", "reasoned", 0.1),
        "fsi.max": ItemRule("ratio", "reasoned", 0.1),
        "jobs_per_net_ha": ItemRule("per_ha", "range", 10),
        "vacancy": ItemRule("share", "range", 0.01),
        "land_price": ItemRule("eur_m2", "range", 1),
        "rent": ItemRule("eur_m2", "range", 5),
        "tenure.rent": ItemRule("share", "most_frequent", 0.05),
        "tenure.own": ItemRule("share", "most_frequent", 0.05),
        "office_share": ItemRule("share", "most_frequent", 0.05),
        "parking_norm": ItemRule("spaces_per_100m2", "most_frequent", 0.5),
    }
)
"""What the indicators are made of; the part before the dot is the indicator."""


class IssuedPlots(Frozen):
    """Plots issued in some years: a table with `size_class` and the column that counts them."""

    table: str
    column: str


class BaselineParameters(Frozen):
    """`[baseline]`, all optional; without a table everything comes from what was measured."""

    table: str | None = None
    """Stated scores: `indicator`, `terrain`, `low`, `high`, `unit`, optional `value_text`."""
    terrains: str | None = None
    """The terrains: `terrain`, optional `gross_ha`, `net_ha`, `companies`, `plan_year`."""
    sectors: str | None = None
    """Per cent of the businesses by sector: `terrain` and the seven sectors."""
    issued_plots: IssuedPlots | None = None
    """With it the plot sizes of the baseline are those issued, not those that are there."""
    mapping: dict[str, Annotated[tuple[str, ...], AtLeastOne]] = Field(default_factory=dict)
    """A stated terrain to the measured terrain ids it stands for; others go by name."""
    min_gross_ha: Amount = 5.0
    """Smaller terrains are laid out to the wishes of one firm and left aside."""
    exclude: tuple[str, ...] = ()
    """Terrains that do not stay business parks."""
    leave_out: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Per item the terrains whose score does not count in the municipal baseline."""
    methods: dict[str, Method] = Field(default_factory=dict)
    """Per item; default as in `BASELINE_ITEMS`."""
    steps: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    """Per item: scores count as the same when they round to the same multiple."""
    tie: Literal["most_recent", "low", "high", "range"] = "most_recent"
    """Of scores that occur equally often: the one of the youngest terrains, or as it says."""
    benchmarks: tuple[str, ...] = ("nl", "usual")
    """Which sets of reference figures fill what is unknown, in order of preference."""
    frictional_vacancy: Share = 0.04
    storeys: float = Field(1, ge=1)
    """Of a business building where no score says so."""
    min_plot_m2: float = Field(1000, gt=0)
    """The plot on which the minimum building size stands."""
    source: Source = None

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(
        cls, values: object, handler: ModelWrapValidatorHandler["BaselineParameters"]
    ) -> "BaselineParameters":
        return together(cls.__name__, values, handler, _item_problems(raw(values)))

    @property
    def tables(self) -> dict[str, str]:
        """The files by the key that names them."""
        named = {
            "table": self.table,
            "terrains": self.terrains,
            "sectors": self.sectors,
            "issued_plots": self.issued_plots.table if self.issued_plots else None,
        }
        return {key: file for key, file in named.items() if file is not None}

    def method(self, item: str) -> str:
        """Return how the scores of an item become its baseline."""
        return self.methods.get(item, BASELINE_ITEMS[item].method)

    def step(self, item: str) -> float:
        """Return to which multiple the scores of an item are rounded."""
        return self.steps.get(item, BASELINE_ITEMS[item].step)


def _item_problems(block: Raw) -> Iterator[Problem]:
    """Yield items that do not exist, or that follow from others."""
    for key in ("leave_out", "methods", "steps"):
        for item in map(str, raw(block.get(key))):
            if item not in BASELINE_ITEMS:
                near = difflib.get_close_matches(item, BASELINE_ITEMS, n=1)
                hint = f"; did you mean `{near[0]}`?" if near else ""
                yield (), f"{key} names unknown item {item!r}{hint}"
            elif BASELINE_ITEMS[item].method in ("plots", "reasoned"):
                yield (), f"{key}: {item} is worked out from other items, not given"
