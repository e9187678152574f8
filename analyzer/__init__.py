"""Quality analysis of party-branch meeting minutes and heart-to-heart talk records.

from analyzer import Analyzer, read

for report in Analyzer().analyze(read("会议记录.docx")):
    print(report.score, report.band, [finding.kind for finding in report.findings])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analyzer import errors

if TYPE_CHECKING:
    from analyzer.pipeline import Analyzer
    from analyzer.readers import read
    from analyzer.types.policy import Policy
    from analyzer.types.report import Report

__all__ = ["Analyzer", "Policy", "Report", "errors", "read"]

_HOMES = {"Analyzer": "analyzer.pipeline", "Policy": "analyzer.types.policy", "Report": "analyzer.types.report", "read": "analyzer.readers"}


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used, so that `import analyzer` is light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'analyzer' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
