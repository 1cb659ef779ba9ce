"""The notebooks run from top to bottom on what `geo-ser run` made."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.name
)
def test_notebook_runs(notebook, rijssen_holten, monkeypatch, capsys):
    monkeypatch.chdir(rijssen_holten)
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert all(not cell.get("outputs") for cell in cells), "commit notebooks without output"
    names: dict[str, object] = {}
    for cell in code:
        exec(compile(cell, notebook.name, "exec"), names)
    assert "20 terrains" in capsys.readouterr().out
