"""纸质电子不一致：纸质台账和电子台账对不上。

查什么
    同一年的两份清单：纸质有、电子没有的；电子有、纸质没有的；两处说法不同的。

为什么
    完整性：纸质齐全、电子有缺，或者电子台账是没有开会补上去的。

不查什么
    没有给出纸质清单的；纸质清单里没有的支部；有一份没有填的栏；别的年度的记录。

已知不足
    两份清单编号不同的，按支部、类型、日期、人员配对；日期不同就成了一缺一多。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from analyzer.ledger.ledger import Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy

RULE = Rule("ledger.mismatch", "各地台账管理办法：纸质台账与电子台账一致")
ACROSS = True

Key = tuple[str, ...]


def check(ledger: Ledger, _policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each record that only one of the lists has, and for each that they tell differently."""
    listed = [record for record in ledger.paper if not record.day or record.day[:4] == str(ledger.year)]
    branches = {record.branch for record in listed}
    electronic = [record for branch in ledger.branches if branch.name in branches for record in branch.records]
    paired, missing, extra = _pairs(ledger, listed, electronic)
    for record in missing:
        yield _finding(record, (), Severity.MAJOR, f"纸质台账有{_what(record)}，电子台账没有。")
    for record in extra:
        yield _finding(record, (record.id,), Severity.MINOR, f"电子台账有{_what(record)}，纸质台账没有。")
    for paper, record in paired:
        different = list(_differences(ledger, paper, record))
        if different:
            yield _finding(record, (record.id,), Severity.MINOR, f"{_what(record)}两处记载不同：{'；'.join(different)}。")


def _pairs(
    ledger: Ledger, paper: Sequence[RecordDigest], electronic: Sequence[RecordDigest]
) -> tuple[list[tuple[RecordDigest, RecordDigest]], list[RecordDigest], list[RecordDigest]]:
    """Records of the two lists that are the same one; those only on paper; those only electronic."""
    by_id = {record.id: record for record in electronic}
    by_id_paper = {record.id: by_id[record.id] for record in paper if record.id and record.id in by_id}
    taken = set(by_id_paper)
    by_key: dict[Key, list[RecordDigest]] = defaultdict(list)
    for record in electronic:
        if record.id not in taken:
            by_key[_key(record)].append(record)
    paired, missing = [], []
    for record in paper:
        if record.id in by_id_paper:
            paired.append((record, by_id_paper[record.id]))
        elif likely := by_key[_key(record)]:
            nearest = min(likely, key=partial(_distance, ledger, record))
            likely.remove(nearest)
            paired.append((record, nearest))
        else:
            missing.append(record)
    return paired, missing, [record for records in by_key.values() for record in records]


def _distance(ledger: Ledger, paper: RecordDigest, record: RecordDigest) -> tuple[bool, int]:
    """How much two records that may be one differ: in their time, then in how many fields."""
    return paper.start != record.start, len(list(_differences(ledger, paper, record)))


def _key(record: RecordDigest) -> Key:
    return record.branch, record.own, record.day, *map(str, sorted(record.people.talkee))


def _differences(ledger: Ledger, paper: RecordDigest, record: RecordDigest) -> Iterator[str]:
    if paper.own != record.own:
        yield f"类型（纸质{Duty(paper.own).zh}，电子{Duty(record.own).zh}）"
    for name, one, other in (
        ("日期", paper.day, record.day),
        ("应到", paper.due, record.due),
        ("实到", paper.present, record.present),
    ):
        if one not in (None, "") and other not in (None, "") and one != other:
            yield f"{name}（纸质{one}，电子{other}）"
    for name, some, others in (
        ("谈话人", paper.people.talker, record.people.talker),
        ("谈话对象", paper.people.talkee, record.people.talkee),
        ("主持人", paper.people.host, record.people.host),
        ("记录人", paper.people.recorder, record.people.recorder),
    ):
        if some and others and {*some} != {*others}:
            yield f"{name}（纸质{'、'.join(ledger.who(some))}，电子{'、'.join(ledger.who(others))}）"


def _what(record: RecordDigest) -> str:
    return f"{record.day or record.start}{Duty(record.own).zh}"


def _finding(record: RecordDigest, records: tuple[str, ...], severity: Severity, message: str) -> LedgerFinding:
    return LedgerFinding(
        kind=LedgerKind.LEDGER_MISMATCH,
        severity=severity,
        branch=record.branch,
        records=records,
        evidence=(record.listed or f"{record.start} {record.title}".strip(),),
        message=message,
        rule=RULE,
        duty=record.own,
        period=record.day[:7] or None,
    )
