"""The package's face is small, and opening it is cheap."""

from __future__ import annotations

import subprocess
import sys

import pytest

import analyzer

HEAVY = ("sklearn", "scipy", "torch", "transformers", "onnxruntime", "tokenizers", "fastapi", "pandas", "sqlalchemy")


def loaded_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after some code."""
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n'.join(sys.modules))"], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in shown.stdout.splitlines()}


def test_every_public_name_is_there() -> None:
    """`__all__` is sorted and every name in it can be had."""
    assert analyzer.__all__ == sorted(analyzer.__all__)
    assert all(getattr(analyzer, name) is not None for name in analyzer.__all__)
    with pytest.raises(AttributeError):
        analyzer.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import analyzer` loads neither training, service nor data-frame libraries, nor numpy."""
    assert not loaded_after("import analyzer") & {*HEAVY, "numpy", "rjieba"}


def test_analysing_loads_numpy_and_the_segmenter_but_no_training_library() -> None:
    """A whole analysis needs no heavy library."""
    loaded = loaded_after(
        "import analyzer; analyzer.Analyzer().analyze(analyzer.read('谈话人：甲 谈话对象：乙 谈心谈话'.encode(), name='x.txt'))"
    )
    assert {"numpy", "rjieba"} <= loaded
    assert not loaded & {*HEAVY, "jieba"}


def test_help_loads_nothing_but_the_command_line() -> None:
    """`mqa --help` does not wait for numpy, rich or the engine."""
    code = "import sys; sys.argv = ['mqa', '--help']\nfrom analyzer.cli import main\ntry: main()\nexcept SystemExit: pass"
    assert not loaded_after(code) & {*HEAVY, "numpy", "rich", "rjieba", "uvicorn"}
