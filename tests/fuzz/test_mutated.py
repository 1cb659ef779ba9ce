"""Mutated files of every format: every row is accounted for, or the file is refused."""

import pytest

from tests.fuzz.formats import FORMATS
from tests.fuzz.mutate import outcomes


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_mutated_file_is_refused_or_every_row_of_it_is_accounted_for(name):
    bad = [one for one in outcomes(name, 0, 25) if one[1] not in ("ok", "refused")]
    assert not bad
