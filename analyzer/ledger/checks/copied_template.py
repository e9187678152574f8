"""套用范文：正文抄自已知的范文。

查什么
    自己的话大半出自单位登记过的范文（`mqa reference add --template`）的记录。

为什么
    把范文当记录上交，说明不了开过什么会、谈过什么话。

不查什么
    范文和记录都引用的公文；表格的栏目名；借用一两句话的记录。

已知不足
    没有登记过的范文查不出，除非几条记录都抄它（见 `near_duplicate`）。
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analyzer.ledger.ledger import Ledger
from analyzer.ledger.official import words_of
from analyzer.types.finding import Rule
from analyzer.types.labels import LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy, in_force

RULE = Rule("ledger.template", "标注规范第6节：套用范文")
ACROSS = True


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each record and the template that it takes most from."""
    limit = in_force(policy.near_duplicate, ledger.today)
    templates = [reference for reference in ledger.references if reference.kind == "template"]
    records = ledger.records
    if limit is None or not templates or not records:
        return
    words = words_of(ledger, limit)
    shares = np.array([words.own.share(template.passages) for template in templates])
    most = shares.argmax(axis=0)
    for row in np.flatnonzero((shares.max(axis=0) >= limit.template_share) & (words.counts >= limit.fewest)).tolist():
        record, template = records[row], templates[most[row]]
        yield LedgerFinding(
            kind=LedgerKind.COPIED_TEMPLATE,
            severity=Severity.MAJOR,
            branch=record.branch,
            records=(record.id,),
            evidence=(template.name,),
            message=f"正文约{shares[most[row], row]:.0%}与范文“{template.name}”相同。",
            rule=Rule(RULE.id, limit.source),
            period=record.day[:7] or None,
        )
