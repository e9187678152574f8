"""Sample records that come with the program: invented people and units, good and bad, in several formats."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

__all__ = ["sample", "samples"]


@cache
def samples() -> dict[str, str]:
    """File name → what it shows, in the order in which they are listed in `index.yaml`."""
    index = yaml.safe_load(resources.files("analyzer.samples").joinpath("index.yaml").read_text(encoding="utf-8"))
    return {str(name): str(what) for name, what in index.items()}


def sample(name: str) -> bytes:
    """The bytes of a sample; raises KeyError for a name that is none."""
    if name not in samples():
        raise KeyError(name)
    return resources.files("analyzer.samples").joinpath(name).read_bytes()
