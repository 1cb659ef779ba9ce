"""The row filter of a supply that comes from the indicators: comparisons, nothing else.

Why not a query string for pandas: its language can call functions and reach attributes, and a
ladder file may come from somebody else.
"""

import ast

__all__ = ["parse_where"]

_WHERE_NODES = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.Compare, ast.Eq, ast.NotEq,
    ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Name, ast.Load, ast.Constant,
    ast.List, ast.Tuple,
)  # fmt: skip


def parse_where(text: str) -> ast.expr:
    """Return a row filter as a syntax tree of comparisons, and nothing else.

    Parameters
    ----------
    text
        Comparisons of one column with a constant (`== != < <= > >=`) or with a list of
        constants (`in`, `not in`), joined by `and`, `or`, `not` and brackets:
        ``name in ['De Haar I', 'De Haar II'] and gross_area_m2 >= 50000``.

    Raises
    ------
    ValueError
        If the text is anything else: calls, attributes and arithmetic have no place here.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"`where` cannot be read: {text!r}") from None
    foreign = [node for node in ast.walk(tree) if not isinstance(node, _WHERE_NODES)]
    if foreign or not _is_condition(tree):
        what = type((foreign or [tree])[0]).__name__.lower()
        raise ValueError(
            f"`where` knows only comparisons of a column with constants, joined by and, or, "
            f"not; found {what} in {text!r}"
        )
    return tree


def _is_condition(node: ast.expr) -> bool:
    if isinstance(node, ast.BoolOp):
        return all(map(_is_condition, node.values))
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not) and _is_condition(node.operand)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return False
    listed = isinstance(node.ops[0], ast.In | ast.NotIn)
    return isinstance(node.left, ast.Name) and _is_constant(node.comparators[0], listed=listed)


def _is_constant(node: ast.expr, *, listed: bool) -> bool:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError):
        return False
    if not listed:
        return isinstance(value, str | int | float)
    return isinstance(value, list | tuple) and all(isinstance(v, str | int | float) for v in value)
