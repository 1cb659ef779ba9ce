import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.ladder.compare_formula import Estimate, evaluate, references


def figures(**values):
    """Return what references mean: each name one figure, `all` every one of them."""
    known = {name: Estimate(value, {name: 1.0}) for name, value in values.items()}
    return lambda name: list(known.values()) if name == "all" else [known[name]]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("[a] + [b] * [c]", 2 + 3 * 4),
        ("([a] + [b]) * -[c]", -20),
        ("100 * [a] / [c]", 50),
        ("[a] - [b] - [c]", -5),
        ("sum([all])", 9),
        ("mean([all])", 3),
        ("min([all]) + max([a], [b])", 5),
        ("mode([a], [b], [b], [a], [b])", 3),
        ("mode([b], [a])", 3),
        ("tens(17 * [c])", 70),
        ("78 - 65 + 1", 14),
    ],
)
def test_formulas(formula, value):
    assert evaluate(formula, figures(a=2, b=3, c=4)).value == pytest.approx(value)


def test_references_may_hold_any_name():
    formula = "[F2|De Haar I en II/net_area|area] - [G text|level_1|gain (net)]"
    assert references(formula) == ["F2|De Haar I en II/net_area|area", "G text|level_1|gain (net)"]


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os').system('true')",
        "[a].__class__",
        "[a] ** 2",
        "[a] if [b] else [c]",
        "eval([a])",
        "sum()",
        "sum([a], start=[b])",
        "a + b",
        "_1 + [a]",
        "[a] +",
        "[all] + 1",
        "[a] / 0",
        "'text'",
        "1e308 * 10 * [a]",
        "1" + "0" * 400,
        "(" * 300 + "[a]" + ")" * 300,
        "+".join(["[a]"] * 20_000),
    ],
)
def test_anything_else_is_refused(formula):
    with pytest.raises(ValueError):  # noqa: PT011 - each message is its own
        evaluate(formula, figures(a=2, b=3, c=4))


def test_a_figure_less_itself_has_no_rounding():
    assert evaluate("[a] - [a]", figures(a=2)).worst({"a": 0.5}) == 0
    assert evaluate("100 * [a] / [a]", figures(a=2)).worst({"a": 0.5}) == pytest.approx(0)


def test_worst_case_of_a_sum_is_the_sum_and_of_a_choice_that_of_the_chosen():
    rounding = {"a": 0.5, "b": 0.05}
    assert evaluate("[a] - [b]", figures(a=2, b=3)).worst(rounding) == pytest.approx(0.55)
    assert evaluate("max([a], [b])", figures(a=2, b=3)).worst(rounding) == 0.05


VALUE = st.floats(1, 1000)


@settings(max_examples=12, deadline=None)
@given(a=VALUE, b=VALUE, c=VALUE, at=st.tuples(*[st.floats(-1, 1)] * 3))
def test_no_rounding_moves_the_value_further_than_the_worst_case(a, b, c, at):
    formula, off = "100 * ([a] + [b]) / [c] - [a]", 1e-4
    rounding = dict.fromkeys("abc", off)
    exact = evaluate(formula, figures(a=a, b=b, c=c))
    moved = [value + off * part for value, part in zip((a, b, c), at, strict=True)]
    other = evaluate(formula, figures(**dict(zip("abc", moved, strict=True))))
    # First order: the second-order rest of a division stays below (off / c) of the whole.
    rest = exact.worst(rounding) * 2 * off
    assert abs(other.value - exact.value) <= exact.worst(rounding) + rest + 1e-9
