"""What a run comes to: how many were done, failed, or not judged, and the exit code."""

from __future__ import annotations

import click

from analyzer.errors import AnalyzerError
from analyzer.rendering.wording import origin
from analyzer.types.labels import Severity
from analyzer.types.report import Report

__all__ = ["Outcome"]

FINE, FOUND, FAILED, PARTIAL = 0, 1, 2, 3


class Outcome:
    """Collects what happened; `fail_on` is the severity from which findings matter to the exit code."""

    def __init__(self, fail_on: str | None) -> None:
        self._levels = list(Severity)
        self._fail_on = None if fail_on is None else self._levels.index(Severity(fail_on))
        self.done = 0
        self.failed = 0
        self._found = False

    def result(self, result: Report | AnalyzerError) -> None:
        """Counts a report or an error."""
        if isinstance(result, AnalyzerError):
            self.error(result)
        else:
            self.report(result)

    def error(self, error: AnalyzerError) -> None:
        """Counts a file that failed and says so on stderr."""
        self.failed += 1
        click.echo(f"错误[{error.code}] {error}", err=True)

    def report(self, report: Report) -> None:
        """Counts a report; one that was not judged counts as failed."""
        if report.not_judged is not None:
            self.failed += 1
            click.echo(f"未评价[{report.not_judged.code}] {origin(report)}：{report.not_judged.reason}{report.not_judged.advice}", err=True)
            return
        self.done += 1
        if self._fail_on is not None and any(self._levels.index(Severity(found.severity)) >= self._fail_on for found in report.findings):
            self._found = True

    @property
    def exit_code(self) -> int:
        """2 if nothing was done, 3 if something failed, 1 if findings matter, else 0."""
        if self.failed:
            return PARTIAL if self.done else FAILED
        return FOUND if self._found else FINE
