import pytest

from geo_ser.report.ladder_formulas import Live, constant, lookup, most, total, total_where

B, C, D = Live("B1", 8.0), Live("C1", 3.0), Live("D1", 2.0)


@pytest.mark.parametrize(
    ("live", "text", "value"),
    [
        (B - C - D, "B1-C1-D1", 3.0),
        (B - (C - D), "B1-(C1-D1)", 7.0),
        ((B + C) * D, "(B1+C1)*D1", 22.0),
        (B / (C * D), "B1/(C1*D1)", 8 / 6),
        (B / C / D, "B1/C1/D1", 8 / 3 / 2),
        (most(C - B, constant(0)), "MAX(C1-B1,0)", 0.0),
        (total([B, C]), "SUM(B1:C1)", 11.0),
        (total([]), "0", 0.0),
        (total_where([C, D], 2, [B, C]), "SUMIF(C1:D1,2,B1:C1)", 3.0),
        (lookup(D, [C, D], [B, C]), "INDEX(B1:C1,MATCH(D1,C1:D1,0))", 3.0),
        (lookup(D, [D], [constant(0)]), "0", 0.0),
    ],
)
def test_a_number_and_its_formula_go_together(live, text, value):
    assert live.text == text
    assert live.value == pytest.approx(value)
