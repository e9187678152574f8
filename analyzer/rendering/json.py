"""Reports for programs: readable JSON."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.types.report import Report

__all__ = ["json_pages"]


def json_pages(reports: Sequence[Report]) -> str:
    """Readable JSON: the report itself, or a list where there are several."""
    pages = [report.to_json(indent=2) for report in reports]
    return pages[0] if len(pages) == 1 else "[" + ",\n".join(pages) + "]"
