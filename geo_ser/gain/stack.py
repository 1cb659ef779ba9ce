"""What-ifs above what stands: offices on top, a second business storey; and the outer bound."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo_ser.gain.capacity import Capacity
from geo_ser.gain.land import is_built, use_unknown
from geo_ser.gain.rows import Site
from geo_ser.gain.shapes import sums
from geo_ser.gain.whatif import WhatIf
from geo_ser.gain.won import Won, codes, nothing, per_ha, three

__all__ = ["Stacked", "demolish_rebuild", "stacked"]

_STACKED_LAYERS = 1.5
"""A building with more floor area than this many times its footprint has a second storey."""
_HAIR_M = 1e-6


@dataclass(frozen=True)
class Stacked:
    """What stacking wins on each row."""

    office: Won
    """Offices on top of the business space, alone."""

    second: Won
    """A second business storey."""

    office_beside: Won
    """What offices on top still win where a second storey is made too."""


def stacked(site: Site, settings: WhatIf) -> Stacked:
    """Return what is won above the buildings that stand, within the height limit.

    Halls of one storey only (no offices, no dwellings). A second storey fits inside a hall that
    is two business storeys high, or on top where the limit leaves one; offices move on top
    where it leaves an office storey, and the ground floor they leave becomes business space.
    Of a building of unknown storeys nothing is certain: it counts in the high alone, as one storey.
    """
    parts, rows = site.parts, site.rows
    row = parts["row"].to_numpy(dtype="int64")
    height, limit = parts["height_m"].to_numpy(), rows["max_height_m"].to_numpy()[row]
    office_m, business_m = settings.office_storey_m.value, settings.business_storey_m.value
    asked = _may_be_stacked(site)
    inside = height >= 2 * business_m - _HAIR_M
    second = inside | (height + business_m <= limit + _HAIR_M)
    office = height + office_m <= limit + _HAIR_M
    both = (inside & office) | (height + business_m + office_m <= limit + _HAIR_M)
    no_height, no_limit = np.isnan(height), np.isnan(limit)
    lacking = np.where(no_height, "no_height_known", "height_limit_unknown").astype("object")
    blind = no_height | no_limit
    offices, storey = settings.office_share.three, settings.second_storey_share.three
    some = (site, asked, lacking, settings)
    return Stacked(
        office=_above(*some, offices, office, blind),
        second=_above(*some, storey, second, no_height | (no_limit & ~inside)),
        office_beside=_above(*some, offices, office & (~second | both), blind),
    )


def demolish_rebuild(site: Site, may: Capacity, settings: WhatIf) -> Won:
    """Return the outer bound: all taken down, and all that is permitted built and stacked.

    Permitted footprint × storeys for offices; for halls one storey, a second where two fit
    under the limit, and the office share on top where that fits too; less what stands.
    """
    rows = site.rows
    limit = rows["max_height_m"].to_numpy()
    business_m, office_m = settings.business_storey_m.value, settings.office_storey_m.value
    fits = limit >= 2 * business_m - _HAIR_M
    top = limit >= np.where(fits, 2, 1) * business_m + office_m - _HAIR_M
    bounds = zip(settings.second_storey_share.three, settings.office_share.three, strict=True)
    floors = [np.where(may.office, may.storeys, 1.0 + fits * s + top * o) for s, o in bounds]
    stands, floor = rows["footprint_m2"].to_numpy(), rows["gfa_m2"].to_numpy()
    permitted = (may.tight_permitted_m2, may.permitted_m2, may.permitted_m2)
    gfa = three(*(most * one - floor for most, one in zip(permitted, floors, strict=True)))
    more = three(*(most - stands for most in permitted))
    why = use_unknown(rows)
    why[np.isnan(floor)] = "no_floor_area"
    why[np.isnan(limit)] = "height_limit_unknown"
    why[~may.bounded] = "limits_unknown"
    built = is_built(rows)
    won = replace(
        nothing(len(rows)), footprint_m2=more, gfa_m2=gfa,
        ha=per_ha(gfa, settings.ha_coverage.value),
    )  # fmt: skip
    return won.where(built).unless(codes(built | (why == "use_unknown"), why))


def _may_be_stacked(site: Site) -> npt.NDArray[np.bool_]:
    """Return which building parts are business space of one storey on a built plot."""
    parts = site.parts
    other = (parts["office"] | parts["dwelling"]).to_numpy(dtype="bool")
    has_two = parts["storeys"].to_numpy() > _STACKED_LAYERS
    return np.asarray(~other & ~has_two & is_built(site.rows)[parts["row"].to_numpy("int64")])


def _above(
    site: Site,
    asked: npt.NDArray[np.bool_],
    lacking: npt.NDArray[np.object_],
    settings: WhatIf,
    shares: tuple[float, float, float],
    fits: npt.NDArray[np.bool_],
    unknown: npt.NDArray[np.bool_],
) -> Won:
    """Return the sum over each row's buildings; null where none of those asked is known.

    In doubt (`no_storeys_known`) where the storeys of one of them are not known.
    """
    count, row = len(site.rows), site.parts["row"].to_numpy(dtype="int64")
    storeys_known = site.parts["storeys_known"].to_numpy(dtype="bool")
    roof = site.parts["area_m2"].to_numpy() * (fits & asked & ~unknown)
    above, certain = sums(row, roof, count), sums(row, roof * storeys_known, count)
    in_doubt = sums(row, roof * ~storeys_known, count) > 0
    known = np.bincount(row[asked & ~unknown], minlength=count) > 0
    blind = np.bincount(row[asked & unknown], minlength=count) > 0
    why = use_unknown(site.rows)
    first = np.flatnonzero(asked & unknown & ~known[row])[::-1]
    why[row[first]] = lacking[first]  # of several buildings the first one counts
    gfa = three(certain * shares[0], above * shares[1], above * shares[2])
    no_use = np.bincount(row[asked & ~site.parts["uses_known"].to_numpy()], minlength=count) > 0
    won = replace(
        nothing(count), gfa_m2=gfa, ha=per_ha(gfa, settings.ha_coverage.value), roof_m2=above,
        assumed=blind | no_use, doubt=codes(in_doubt, "no_storeys_known"),
    )  # fmt: skip
    return won.unless(why)
