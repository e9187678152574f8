"""The detectors: one file a kind of finding; the folder is the list.

A detector is a module with `RULE` and `detect(case)`; its name is the kind. It states facts, never points. Its docstring is its page in
the manual, with the headings 查什么, 为什么, 不查什么, 已知不足.
"""

from __future__ import annotations

from analyzer.detectors.case import Case
from analyzer.detectors.roll import detectors, find_all

__all__ = ["Case", "detectors", "find_all"]
