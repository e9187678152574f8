"""Which detectors there are: the files of this folder that define `detect`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache

import msgspec

import analyzer.detectors
from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind

__all__ = ["Detector", "detectors", "find_all"]


class Detector(msgspec.Struct, frozen=True):
    """One kind of finding with the function that finds it; `page` is its documentation."""

    kind: FindingKind
    rule: Rule
    page: str
    detect: Callable[[Case], Iterable[Finding]]


@cache
def detectors() -> tuple[Detector, ...]:
    """All detectors, in the order of their names. A module that fails to import stops the start with its name."""
    found = []
    for entry in pkgutil.iter_modules(analyzer.detectors.__path__):
        if entry.name in ("ballot", "case", "roll"):
            continue
        module = importlib.import_module(f"analyzer.detectors.{entry.name}")
        found.append(Detector(FindingKind(entry.name), module.RULE, module.__doc__ or "", module.detect))
    return tuple(sorted(found, key=lambda detector: detector.kind))


def find_all(case: Case) -> tuple[Finding, ...]:
    """What all detectors find in a record, the most severe first, then by place."""
    weight = {"major": 0, "minor": 1, "info": 2}
    findings = [finding for detector in detectors() for finding in detector.detect(case)]
    return tuple(sorted(findings, key=lambda finding: (weight[finding.severity], finding.evidence[:1], finding.kind)))
