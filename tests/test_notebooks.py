"""The notebooks run from top to bottom, in a kernel, on what the repository ships."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_output(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(notebook):
    cells = nbformat.read(notebook, as_version=4)
    here = {"metadata": {"path": str(notebook.parent)}}
    NotebookClient(cells, timeout=200, resources=here).execute()
    assert [one.execution_count for one in cells.cells if one.cell_type == "code"] == [
        *range(1, 1 + sum(one.cell_type == "code" for one in cells.cells))
    ]
