"""套话：大段文字放在任何支部、任何人身上都成立。

What it finds
    A record in which most of what is said is platitude: slogans and stock phrases without a number, a name, a date or a cause near them.

Why it matters
    The swap test: what stays equally plausible with another name put in says nothing about this branch or person.

What it must not flag
    A plain or clumsy record that tells facts; official wording around a concrete decision; a single closing slogan.

Known problems
    Recited documents look like platitudes and count as the record's own words. The likelihood is that of a model of the whole record; the quoted
    sentences are those that it has least from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import Activity, Aspect, FindingKind, Severity
from analyzer.types.span import Span

RULE = Rule("record.boilerplate", "标注规范第3、4节“换名检验”")

_PLATITUDE = re.compile(
    "进一步(?:提高|增强|加强|强化|提升|坚定|深化|统一)|切实(?:增强|提高|加强|把|做到)|不断(?:提高|增强|加强|提升|推进|强化)|深入(?:学习|贯彻|领会|推进|开展)|深刻(?:领会|认识|理解|把握)|"
    "高度重视|提高(?:政治)?站位|统一思想|凝心聚力|真抓实干|扎实(?:推进|开展|做好)|(?:再创|续写)[^,。]{0,6}(?:佳绩|辉煌|篇章)|以更加|饱满的|立足(?:本职|岗位)|受益匪浅|深受(?:教育|启发|鼓舞)|"
    "意义(?:重大|深远)|思想(?:稳定|端正|觉悟)|态度端正|认真负责|任劳任怨|兢兢业业|爱岗敬业|团结(?:同志|同事)|一如既往|再接再厉|不辜负|发挥[^,。]{0,8}(?:先锋模范|战斗堡垒)|"
    "入脑入心|走深走实|落地见效|学思用贯通|知行合一|增强[^,。]{0,10}(?:意识|自觉|责任感|使命感)|牢固树立|始终(?:坚持|保持|做到)|坚决(?:贯彻|拥护|服从|做到)|努力(?:工作|做好|提高|提升|完成)"
)
_SHOWN = 4


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding where it is likelier than the policy allows that most of the body is platitude."""
    chance = case.reading.boilerplate
    stock = tuple(_stock(case))
    if chance < case.policy.thresholds.boilerplate_share or not stock:
        return
    shown = tuple(sorted(sorted(stock, key=lambda span: (_PLATITUDE.search(case.words(span)) is None, -len(span)))[:_SHOWN]))
    advice = "请换成这个支部、这个人自己的事实：谁、什么事、多少、什么时候、为什么。"
    yield Finding(FindingKind.BOILERPLATE, Severity.MINOR, "正文多是放在哪里都成立的套话。", advice, RULE, shown, min(1.0, chance))


def _stock(case: Case) -> Iterator[Span]:
    """What tells no fact: of a talk the sentences that are not specific, of a meeting those of segments without substance, procedure apart."""
    for sentence in case.reading.sentences:
        if not sentence.specific and sentence.aspect is not Aspect.SOLICIT:
            yield sentence.span
    for segment in case.reading.segments:
        if segment.substance < 2 and segment.activity is not Activity.PROCEDURE:
            yield from segment.sentences
