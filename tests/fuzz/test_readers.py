"""Whatever the bytes, a reader gives something or refuses; nothing else ever comes out of it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.fuzz.mutations import mutated
from tests.fuzz.readers import READERS, seeds

DEAR = {"imro"}
QUICK = sorted(set(READERS) - DEAR)
ignored = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("name", sorted(READERS))
@ignored
def test_the_corpus(name):
    for data in seeds(name):
        READERS[name](data)


@pytest.mark.parametrize("name", QUICK)
@ignored
@given(seed=st.integers(0, 2**32 - 1), which=st.integers(0, 99))
def test_law_a_reader_reads_or_refuses_damage(name, seed, which):
    whole = seeds(name)
    READERS[name](mutated(whole[which % len(whole)], seed))


@pytest.mark.parametrize("name", QUICK)
@ignored
@given(data=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@example(data=b"")
@example(data=b"\xef\xbb\xbf")
def test_law_a_reader_reads_or_refuses_any_bytes(name, data):
    READERS[name](data)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(READERS))
@ignored
def test_many_damaged_files(name):
    whole = seeds(name)
    for seed in range(40 if name in DEAR else 400):
        READERS[name](mutated(whole[seed % len(whole)], seed))
