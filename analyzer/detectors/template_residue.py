"""模板残留：范文里等着填写的地方没有填。

查什么
    提示填写的话（“（此处填写谈话内容）”“请填写”“示例文字”）留在记录里；日期、钟点、人数、次数的数字还是“XX”“×”或空的下划线
    （“2025年×月×日”“应到XX人”）；整栏只有这种记号的时间、地点。

为什么
    没有填的地方说明这份记录是套模板交的，所写的会未必开过；准确性、完整性也无从谈起。

不查什么
    脱敏的姓名和单位（“王某”“张××同志”“XX支部”）：遮去的是人，日期和人数照写；表格里勾选的方框；签名处的空白；
    引用的制度里说明怎样填写的条款。

已知不足
    连日期、人数也遮去的脱敏记录会被指出；把模板里的例子（“张三”“李四”）原样留下的看不出。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity

RULE = Rule("record.template_residue", "标注规范第6节；台账管理通例：按实填写")

_SIGNS = re.compile(
    "x|X|Ｘ|ｘ|×|✕|\\*|＊|○|〇(?![零〇一二三四五六七八九])|_|…|\\.\\.\\.|此处|在此|填写|填入|输入|插入|示例文字|模板内容|范文内容|\\(请|\\[请|【请|{请|<请|《请"
)
"""A record without any of these has nothing left to be filled in."""
_REACH = 80
"""So many characters about the first and the last sign there is no such place: none is half as long."""
_BLANK = "(?:[XxＸｘ×✕*＊○〇]{1,4}|_{2,}|…{1,2}|\\.{3,})"
_UNFILLED = re.compile(
    "[(\\[【{<《](?:此处|在此|请)[^)\\]】}>》\n]{0,6}(?:填写|填入|输入|填报|补充|粘贴|插入|写明|注明)[^)\\]】}>》\n]{0,16}[)\\]】}>》]"
    "|[(\\[【](?:填写|填入|输入|插入)[^)\\]】\n]{1,16}[)\\]】]"
    "|此处(?:请)?(?:填写|填入|输入|略写|粘贴|插入)(?!要求|不)"
    "|(?:^|[:\n(])[ \t]*请(?:在此)?(?:填写|输入)[\u4e00-\u9fff]{0,8}(?=[\n。)]|$)"
    "|(?:以上|以下)?(?:示例文字|模板内容|范文内容)[^。\n]{0,6}(?:删除|替换|修改)"
    f"|(?:[12][0-9]{{3}}|{_BLANK})年[ ]*{_BLANK}[ ]*月(?:[ ]*(?:{_BLANK}|[0-9]{{1,2}})[ ]*日)?"
    f"|{_BLANK}[ ]*月[ ]*{_BLANK}[ ]*日|[0-9]{{1,2}}[ ]*月[ ]*{_BLANK}[ ]*日"
    f"|(?:应到|实到|出席|到会|参加|缺席|请假)(?:党员)?[: ]*{_BLANK}[ ]*[人名]|(?:赞成|反对|弃权)[: ]*{_BLANK}[ ]*票"
    f"|(?:时间|日期|地点)[: ]+{_BLANK}(?=[ \t]*(?:\n|$))",
)


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for all places that were left to be filled in."""
    start, end = case.whole
    signs = [sign.start() for sign in _SIGNS.finditer(case.text, start, end)]
    if not signs:
        return
    first, last = max(start, signs[0] - _REACH), min(end, signs[-1] + _REACH)
    places = tuple(case.place(match.start(), match.end()) for match in _UNFILLED.finditer(case.text, first, last))
    if places:
        message = f"有{len(places)}处模板里的提示或空格没有填。"
        yield Finding(FindingKind.TEMPLATE_RESIDUE, Severity.MINOR, message, "请按实际情况填写，并删去模板里的提示。", RULE, places)
