"""The law of tile edges: whatever the squares and pages, each object that touches comes once."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.fakes import OWN, Service, building, fetched, numbers, study_with

WEST, SOUTH, SIDE_M = 200_000, 470_000, 300
AREA = f"{WEST},{SOUTH},{WEST + SIDE_M},{SOUTH + SIDE_M}"

places = st.integers(-4, 34).map(lambda step: step * 10.0)
"""Inside and outside the area; many on the edges of squares of 100 or 150 m."""
shapes = st.tuples(places, places, st.sampled_from([10.0, 35.0, 100.0, 400.0]))


def touches(shape):
    """Return whether a square meets the area, edges included."""
    x, y, side = shape
    return -side <= x <= SIDE_M and -side <= y <= SIDE_M


@settings(max_examples=12, deadline=None)
@given(
    shapes=st.lists(shapes, max_size=8),
    tile_m=st.sampled_from([100, 150, 5000]),
    page=st.integers(3, 6),
    says_matched=st.booleans(),
)
def test_no_object_is_doubled_and_none_is_lost(shapes, tile_m, page, says_matched):
    objects = [building(n, WEST + x, SOUTH + y, side) for n, (x, y, side) in enumerate(shapes)]
    own = OWN.replace("page_size = 100", f"page_size = {page}")
    own = own.replace("tile_m = 500", f"tile_m = {tile_m}")
    with TemporaryDirectory() as folder:
        study = study_with(Path(folder), own=own)
        (outcome,) = fetched(study, Service(objects, says_matched=says_matched), area=AREA)
        assert outcome.status == "fetched", outcome.why
        wanted = [f"{n:016d}" for n, one in enumerate(shapes) if touches(one)]
        assert sorted(numbers(study)) == wanted
        assert (outcome.features, outcome.distinct_ids) == (len(wanted), len(wanted))
