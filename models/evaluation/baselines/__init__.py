"""What a model has to beat: one file a baseline, each with `NAME` and `train`."""

from __future__ import annotations

import importlib
import pkgutil

from models.evaluation.systems import Trainer

__all__ = ["baselines"]


def baselines() -> dict[str, Trainer]:
    """Every baseline by its Chinese name, in the order of the files."""
    modules = [importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__)]
    return {module.NAME: module.train for module in modules if hasattr(module, "train")}
