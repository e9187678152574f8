"""Whether a text is a record of organisational life at all."""

from __future__ import annotations

import re

from analyzer.classifying.opening import Opening
from analyzer.text.alignment import AlignedText
from analyzer.types.record import Record

__all__ = ["likeness", "out_of_domain"]

_PARTY = re.compile(
    "支部|党员|党组织|党委|总支|支委|党小组|党课|党日|组织生活|民主评议|谈心|谈话|书记|入党|党费|党章|党性|党建|三会一课|积极分子|预备党员|党风|廉洁|廉政|纪律教育|主题教育|党史|党纪|初心|"
    "组织委员|宣传委员|纪检委员|政治学习|集中学习|思想汇报|誓词|同志|联席会"
)
_OPENING = re.compile(
    "支部|支委|支书|党员|党费|小组|组长|谈话|谈心|组织生活|党日|党课|民主评议|联席会|会议记录|学习|唠|聊|找[\u4e00-\u9fff]{1,10}(?:[。,\n]|$)|主持|到会|出席|记录"
)
_TURN = re.compile("\n[ \t]*(?:问|答|[\u4e00-\u9fff]{1,4})[ ]?:")
_FEW_HAN = re.compile("(?:[^\u4e00-\u9fff]*+[\u4e00-\u9fff]){0,3}[^\u4e00-\u9fff]*$")
"""A text with fewer than four Chinese characters."""
_FORM = frozenset(("talker", "talkee", "host", "recorder", "due", "present", "absent", "attendees", "observers"))
_OPENING_WIDTH = 160
_LONG = 1_500
_THIN = 0.004
_UNLIKE = 4.0
_ENOUGH = 5.0
_TRUST = 3.0


def out_of_domain(aligned: AlignedText, record: Record, opening: Opening) -> bool:
    """Whether a record has neither the form nor the words of a talk or a meeting of a party branch.

    A ledger's row that ticks a type speaks for its text as a heading would. A contract, a recipe, a law or a government report is; a terse note of
    a talk with its date, or a meeting that names a branch, is not. What the rules find and the log odds of a stranger by the `opening` add up.
    """
    return _FEW_HAN.match(aligned.text) is not None or likeness(aligned, record) < _ENOUGH + _TRUST * opening.stranger


def likeness(aligned: AlignedText, record: Record) -> float:
    """Points for the form and the words of a record of a party branch."""
    text = aligned.text
    opening = text[:_OPENING_WIDTH]
    words = [match.group() for match in _PARTY.finditer(text)]
    people = sum(field.key in _FORM for field in record.fields)
    date = record.field("date")
    dated = date is not None and date.span is not None and aligned.forth(date.span)[0] < _OPENING_WIDTH
    opened = _OPENING.search(opening) is not None
    headed = dated and 0 < aligned.forth(record.body)[0] <= _OPENING_WIDTH
    signs = dated + opened + headed + record.own.ticked + len(set(words))
    points = 1.5 * signs + people + min(2, len(_TURN.findall(f"\n{text}")))
    if len(text) > _LONG and len(words) / len(text) < _THIN:
        points -= _UNLIKE
    if not (people or headed or record.own.ticked or (dated and opened) or (opened and len(set(words)) > 1)):
        points -= _UNLIKE
    return points
