"""A module imports only from rooms above its own, and never in a circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import geo_ser

PACKAGE = Path(geo_ser.__file__).parent

RANKS = [
    {"errors"},
    {"figures", "files", "geometry"},
    {"findings", "locks"},
    {"tables", "study", "elevations", "gdal"},
    {"parameters"},
    {"sources"},
    {"layers"},
    {"measure", "gain", "ladder"},  # these three do not know each other
    {"qa"},
    {"editions"},
    {"maps"},
    {"report"},
    {"pipeline"},
    {"api"},
    {"cli"},
    {"__main__"},
]
RANK = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}
MODULES = {
    ".".join(("geo_ser", *path.relative_to(PACKAGE).with_suffix("").parts)): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def room(module: str) -> str:
    return module.split(".")[1]


def imported(path: Path) -> set[str]:
    """Return the geo_ser modules a file imports, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("geo_ser")}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            if node.module and node.module.split(".")[0] == "geo_ser":
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= {one for one in inner if one in MODULES} or {node.module}
    return found


IMPORTS = {
    module.removesuffix(".__init__"): {one for one in imported(path) if one != "geo_ser"}
    for module, path in MODULES.items()
}


@pytest.mark.parametrize("module", [m for m in IMPORTS if m != "geo_ser"])
def test_a_module_imports_only_from_rooms_above(module):
    below = [
        other
        for other in IMPORTS[module]
        if room(other) != room(module) and RANK[room(other)] >= RANK[room(module)]
    ]
    assert not below, f"{module} imports {below}, which do not lie above it"


def test_no_circles():
    TopologicalSorter({module: others - {module} for module, others in IMPORTS.items()}).prepare()


def test_every_room_has_a_rank():
    assert {room(module) for module in IMPORTS if module != "geo_ser"} <= set(RANK)


def test_only_the_command_line_prints():
    for module, path in MODULES.items():
        if room(module + ".x") != "cli":
            calls = [
                node
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
            ]
            assert not calls, f"{module} prints"
