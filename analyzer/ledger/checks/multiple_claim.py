"""一会多报：一次会议报成了多项、多次组织生活。

查什么
    一次会议录成几行（时间、人员、地点相同，或正文相同）；一行申报几项、其中有的不能认定。申报和认定次数在支部的各项中并列。

为什么
    作为一项组织生活上报的，要有自己的内容、人员和时间；在纸面上拆开是一会多用、有名无实（《中国共产党支部工作条例（试行）》第十一至十六条）。

不查什么
    只另申报一项而没有内容的（那是单条记录里的 `empty_claim`）；组织生活会同民主评议一并召开；申报的党课有自己要点和事实的党员大会；
    同一时间在几个房间开的党小组会；标题各不相同、前后相接的两次会议；正文无法评价的申报。

已知不足
    没有写钟点的行，日期、人员、正文都相同才算一次会议。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.ledger.claims import Meeting, tally
from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy

RULE = Rule("ledger.multiple_claim", "《中国共产党支部工作条例（试行）》第十一至十六条；标注规范第3节")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each meeting that claims more than counts."""
    for branch in ledger.branches:
        for meeting in tally(branch, ledger, policy).meetings:
            if any(struck.known for struck in meeting.struck) and (len(meeting.rows) > 1 or _many(meeting)):
                yield _finding(branch, meeting)


def _many(meeting: Meeting) -> bool:
    """Whether one row claims its own duty more than once, or more than one further duty."""
    (row,) = meeting.rows
    return any(claim.count > 1 for claim in row.claims if claim.duty == meeting.own) or sum(claim.count for claim in row.claims) > 2


def _finding(branch: Branch, meeting: Meeting) -> LedgerFinding:
    rows = meeting.rows
    claims: dict[str, int] = {}
    for row in rows:
        for claim in row.claims:
            claims[claim.duty] = claims.get(claim.duty, 0) + claim.count
    counted = [one.duty for one in meeting.counted]
    spread = f"报了{len(rows)}条记录，" if len(rows) > 1 else ""
    listed = "、".join(f"{_zh(duty)}{count}次" for duty, count in claims.items())
    message = f"{rows[0].day or '日期不明'}的一次会议{spread}共申报{listed}；认定{'、'.join(map(_zh, counted))}。"
    return LedgerFinding(
        kind=LedgerKind.MULTIPLE_CLAIM,
        severity=Severity.MAJOR,
        branch=branch.name,
        records=tuple(row.id for row in rows),
        evidence=tuple(struck.why for struck in meeting.struck),
        message=message,
        rule=RULE,
        duty=meeting.own,
        period=rows[0].day[:7] or None,
    )


def _zh(duty: str) -> str:
    return Duty(duty).zh if duty in set(Duty) else duty
