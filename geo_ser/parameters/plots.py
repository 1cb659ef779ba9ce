"""Groups of plots that follow from the plots issued in the past, or from those measured.

Both give shares per size class and a mean plot size; `divided` lays that distribution over the
land of the planned terrain in whole plots.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from geo_ser.errors import LadderError, TableError
from geo_ser.parameters.measures import (
    PlannedParameters,
    PlotGroup,
    PlotSource,
    group_problems,
)
from geo_ser.parameters.raw import raw

if TYPE_CHECKING:  # as in `read`: naming the files of a ladder should stay quick
    import pandas as pd

__all__ = ["divided", "issued_classes", "measured_classes", "with_groups"]

_TOTAL_ROWS = ("totaal", "total")
_CLASSES_M2 = (0, 1000, 2000, 5000, 10_000, float("inf"))
"""The size classes of the indicators (design §4), lower bound inclusive."""

Classes = Sequence[tuple[float, float]]
"""Per size class: the number of plots (or their share), the mean plot in m²."""


def divided(classes: Classes, total_ha: float) -> list[PlotGroup]:
    """Return whole plots on a terrain, in the distribution of the classes.

    Each class gets its share of the number of plots, so many that their land comes to the
    whole; rounded down. What is left over then goes, by largest remainder, to one more plot in
    each class in which it still fits. A class that ends up without plots is left out.

    Examples
    --------
    >>> [(one.size_m2, one.count) for one in divided([(3, 1000), (1, 5000)], 2.0)]
    [(1000.0, 8), (5000.0, 2)]
    """
    total_m2 = total_ha * 10_000
    scale = total_m2 / sum(count * mean for count, mean in classes)
    wanted = [count * scale for count, _ in classes]
    counts = [int(one + 1e-9) for one in wanted]  # 2 plots that came out as 1.999 999 999 9
    left = total_m2 - sum(n * mean for n, (_, mean) in zip(counts, classes, strict=True))
    for number in sorted(range(len(counts)), key=lambda i: (counts[i] - wanted[i], i)):
        if wanted[number] > counts[number] and classes[number][1] <= left:
            counts[number] += 1
            left -= classes[number][1]
    return [
        PlotGroup(size_m2=mean, count=count)
        for count, (_, mean) in zip(counts, classes, strict=True)
        if count
    ]


def issued_classes(table: "pd.DataFrame", *, file: str) -> list[tuple[float, float]]:
    """Return the plots issued per size class, total rows left out.

    Raises
    ------
    TableError
        If a column is missing or holds no numbers of 0 or more, or nothing was issued.
    """
    from geo_ser.figures import numbers  # loads pandas

    counted = [
        str(name)
        for name in table.columns
        if str(name).startswith("issued") and not str(name).endswith("_pct")
    ]
    if "size_class" not in table or "mean_plot_m2" not in table or len(counted) != 1:
        raise TableError(
            f"[planned] groups_from: {file} needs `size_class`, `mean_plot_m2` and one column "
            f"`issued…` with the plots issued; it has {', '.join(map(str, table.columns))}."
        )
    rows = table[~table["size_class"].str.strip().str.lower().isin(_TOTAL_ROWS)]
    columns = []
    for name in (counted[0], "mean_plot_m2"):
        figures, unreadable = numbers(rows[name])
        if (unreadable | figures.isna() | (figures < 0)).any():
            raise TableError(f"[planned] groups_from: {file}, {name} holds no number in each row.")
        columns.append([float(one) for one in figures])
    classes = [(count, mean) for count, mean in zip(*columns, strict=True) if count and mean]
    if not classes:
        raise TableError(f"[planned] groups_from: {file} has no plots that were issued.")
    return classes


def measured_classes(plots: "pd.DataFrame | None") -> list[tuple[float, float]]:
    """Return the measured net plots per size class, each plot once, by its whole area.

    Raises
    ------
    LadderError
        If no plots were measured.
    """
    import pandas as pd

    if plots is not None and len(plots):
        net = plots[plots["counts_as_net"].fillna(False).astype(bool) & plots["area_m2"].notna()]
        areas = net.drop_duplicates("plot_id")["area_m2"].sort_values()
        groups = areas.groupby(pd.cut(areas, _CLASSES_M2, right=False), observed=True)
        classes = [(float(len(one)), float(one.mean())) for _, one in groups]
        if classes:
            return classes
    raise LadderError(
        "[planned] groups_from: no plots were measured. Run `geo-ser measure` in a study with "
        "parcels, name a table with `issued`, or give `groups`."
    )


def with_groups(
    planned: PlannedParameters,
    read_issued: "Callable[[str], pd.DataFrame]",
    measured_plots: "Callable[[], pd.DataFrame | None]",
) -> PlannedParameters:
    """Return the planned terrain with the groups that `groups_from` asks for filled in.

    Raises
    ------
    LadderError
        If the land to divide is unknown or too small for a plot, no plots were measured, or a
        level names a group that there is not; every level is named.
    TableError
        As `issued_classes`.
    """
    source = planned.groups_from
    if source is None:
        return planned
    total_ha = source.total_ha or planned.area_ha
    if total_ha is None:
        raise LadderError("[planned] groups_from: give `total_ha`, or `area_ha` of the terrain.")
    groups = divided(_classes(source, read_issued, measured_plots), total_ha)
    if not groups:
        raise LadderError(f"[planned] groups_from: no plot fits on {total_ha:g} ha.")
    if problems := list(group_problems(raw(planned), len(groups))):
        places = ((".".join(map(str, loc)), one) for loc, one in problems)
        raise LadderError("\n".join(f"[planned] levels.{place}: {one}" for place, one in places))
    return planned.model_copy(update={"groups": tuple(groups)})


def _classes(
    source: PlotSource,
    read_issued: "Callable[[str], pd.DataFrame]",
    measured_plots: "Callable[[], pd.DataFrame | None]",
) -> list[tuple[float, float]]:
    if source.issued is not None:
        return issued_classes(read_issued(source.issued), file=source.issued)
    return measured_classes(measured_plots())
