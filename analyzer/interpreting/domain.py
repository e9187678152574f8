"""Whether a text is a record of organisational life at all."""

from __future__ import annotations

import re

from analyzer.text.alignment import AlignedText
from analyzer.types.labels import RecordType
from analyzer.types.record import Record

__all__ = ["out_of_domain"]

_PARTY = re.compile(
    "支部|党员|党组织|党委|总支|支委|党小组|党课|党日|组织生活|民主评议|谈心|谈话|书记|入党|党费|党章|党性|党建|三会一课|积极分子|预备党员|党风|廉洁|廉政|纪律教育|主题教育|党史|党纪|初心|组织委员|宣传委员|纪检委员|政治学习|思想汇报|誓词|同志"
)
_FORM = frozenset(("talker", "talkee", "host", "recorder", "due", "present", "absent", "attendees", "observers", "place", "date"))
_TALKING = re.compile("^[ \t]*(?:问|答|[\u4e00-\u9fff]{1,4})[ ]?:", re.MULTILINE)
_HAN = re.compile("[\u4e00-\u9fff]")


def out_of_domain(aligned: AlignedText, record: Record) -> bool:
    """Whether a record has neither the words nor the form of a talk or a meeting of a party branch.

    A contract, a recipe or a business report is; a terse talk with its partners named, or a meeting that mentions a branch, is not.
    """
    text = aligned.text
    han = len(_HAN.findall(text))
    if han < 4:
        return True
    words = {match.group() for match in _PARTY.finditer(text)}
    form = sum(field.key in _FORM for field in record.fields)
    strength = 1.5 * len(words) + form
    if record.type is RecordType.TALK:
        strength += min(2, len(_TALKING.findall(text))) + 2 * (record.field("talkee") is not None)
    return strength < 2.5 or (len(words) == 0 and form < 4) or (han > 1500 and sum(1 for _ in _PARTY.finditer(text)) / han < 0.001)
