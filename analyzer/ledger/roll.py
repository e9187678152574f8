"""Which checks between records there are: the files of `checks`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache

import msgspec

import analyzer.ledger.checks
from analyzer.ledger.ledger import Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import LedgerKind
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy

__all__ = ["Check", "all_checks", "in_order"]

_WEIGHT = {"major": 0, "minor": 1, "info": 2}


class Check(msgspec.Struct, frozen=True):
    """One kind of finding between records with the function that finds it; `page` is its documentation.

    A check `across` branches needs the whole ledger; to any other a branch's ledger alone shows all that concerns the branch.
    """

    kind: LedgerKind
    rule: Rule
    page: str
    check: Callable[[Ledger, LedgerPolicy], Iterable[LedgerFinding]]
    across: bool


@cache
def all_checks() -> tuple[Check, ...]:
    """All checks, in the order of their names. A module that fails to import stops the start with its name."""
    found = []
    for entry in pkgutil.iter_modules(analyzer.ledger.checks.__path__):
        module = importlib.import_module(f"analyzer.ledger.checks.{entry.name}")
        across = getattr(module, "ACROSS", False)
        found.append(Check(LedgerKind(entry.name), module.RULE, module.__doc__ or "", module.check, across))
    return tuple(sorted(found, key=lambda check: check.kind))


def in_order(findings: Iterable[LedgerFinding]) -> tuple[LedgerFinding, ...]:
    """The most severe first, then by kind, branch and records."""
    return tuple(sorted(findings, key=lambda finding: (_WEIGHT[finding.severity], finding.kind, finding.branch, finding.records)))
