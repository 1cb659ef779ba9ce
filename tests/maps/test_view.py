import re

from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.maps import terrain_slug

HOSTILE_IDS = ["../../etc/passwd", "a/b", "a b", "A/B", "Ä", "", "é" * 300, "con", "x" * 300, "人"]


def test_ids_of_registries_keep_their_look():
    assert terrain_slug("691") == "691"
    assert terrain_slug("EHV-2") == "ehv-2"


def test_hostile_ids_are_safe_and_differ():
    slugs = [terrain_slug(one) for one in HOSTILE_IDS]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9-]{1,60}", one) for one in slugs)


def test_ids_that_only_differ_in_case_do_not_share_a_file():
    assert len({terrain_slug(one) for one in ("AB", "ab", "Ab", "aB")}) == 4


def test_an_id_cannot_pose_as_the_slug_of_another():
    other = terrain_slug("a/b")
    assert terrain_slug(other.upper()) != other


@settings(deadline=None, max_examples=12)
@given(st.lists(st.text(alphabet="aAbB-/_ 0", max_size=5), min_size=2, unique=True))
def test_different_ids_have_different_slugs(ids):
    assert len({terrain_slug(one) for one in ids}) == len(ids)
