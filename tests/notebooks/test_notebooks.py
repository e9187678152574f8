"""The notebooks run from beginning to end, each in less than a minute, and every Chinese character in their figures can be read."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SECONDS = 300
"""Many times what a notebook takes; only against one that hangs."""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an error, also in what is drawn after a cell, and with figures."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(FOLDER.parent), os.environ.get("PYTHONPATH", "")]))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    wrong = [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    assert wrong == []
    assert sum("image/png" in output.get("data", {}) for output in outputs) >= 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_its_outputs(path: Path) -> None:
    """Outputs would go stale and fill the history with pictures; whoever opens it runs it."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


def test_a_character_without_a_glyph_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a box in the figure."""
    monkeypatch.syspath_prepend(FOLDER)
    import matplotlib as mpl

    mpl.use("agg")
    from figures import chinese_figures
    from matplotlib import pyplot

    chinese_figures()
    figure, axes = pyplot.subplots()
    axes.set_title("征求意见类谈话：把握 95%")
    figure.canvas.draw()
    axes.set_title("\U0001f9ff")
    with pytest.raises(UserWarning, match="missing"):
        figure.canvas.draw()
    pyplot.close(figure)
