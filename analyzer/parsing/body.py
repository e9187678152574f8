"""Where a record's header ends, and where its signatures begin."""

from __future__ import annotations

import re

from analyzer.parsing.cells import cells
from analyzer.parsing.claims import statements
from analyzer.parsing.counts import ATTENDANCE
from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.labels import labels
from analyzer.parsing.wording import header_facts, tells_office
from analyzer.text.sentences import split_sentences

__all__ = ["body_bounds"]

_TITLE = re.compile("记录|会议|纪要|谈话|谈心|台账|支部|党日|党课|大会|学习|组织生活|评议|支委|小组|登记表|座谈|主题")
_NUMBERED = re.compile(
    "[ \t]{0,4}(?:[一二三四五六七八九十]{1,2}[、.)]|[(][一二三四五六七八九十0-9]{1,2}[)]|[0-9]{1,2}[、.)]|第[一二三四五六七八九十]项|[①-⑳])"
)
_NAMES = re.compile(
    "[一-鿿]{2,4}(?:\\([^()\n]{0,12}\\))?(?:(?:[、,][ \t]?|[ \t]+(?=[一-鿿]{2,3}(?:[(、, \t]|$)))[一-鿿]{2,4}(?:\\([^()\n]{0,12}\\))?)+[、等 \t]*$"
)
_DATE_ONLY = re.compile("[ \t(]{0,4}(?:[0-9]{4}|[0-9]{2}(?=年)|二[零〇一二三四五六七八九]{3})[ ]?[年./\\-][^,。]{1,12}[ )]*$")
_EVENT = re.compile("聊|唠|大会|支委会|小组会|主题党日|党日|党课|组织生活会|民主评议|学习会|谈心|谈话|委员会|支部会")
_SPEAKS = re.compile("会议(?:指出|强调|认为|要求|学习|传达|听取|审议|讨论|研究|决定)|首先|一是|大家|传达|学习了|同志们|汇报")
_BRACKETED = re.compile("[(][^()\n]*(?:\\([^()\n]*\\)[^()\n]*)*[)]$|「[^「」\n]*[|:][^「」\n]*」$")
_REMARK = re.compile("(?:备注|附记|附注|说明|注|附)[ ]?[(:]")
_HEADER_SENTENCES = 4
_TITLE_LINES = 3
_TURN = re.compile("[^:,。\\s]{1,8}:")
_SENTENCE_ENDS = tuple('。!?…"”」)')
_MOSTLY = 0.5
_TITLE_WIDTH = 45
_FACT_WIDTH = 160
_SIGNATURE_WIDTH = 90
_TOPIC_WIDTH = 30
_DATED_WIDTH = 60
_THEMES = frozenset(("topic", "title", "decision"))
_SPOKEN_WIDTH = 14
_SHORT_FACT = 40
_SHORT_SIGNATURE = 6
_RECORDED_BY = re.compile("[\u4e00-\u9fff]{2,4}[ \t]{0,3}(?:记录|记|录|整理|执笔)[ \t。]*$")
_READ_BY = re.compile("[(]?(?:以上(?:记录|笔录|内容|谈话|据)|本记录|双方签|[^。]{0,24}(?:手记|追记|补记|整理|[^日周]记|录)[^。]{0,12}[)]$)")
_FOLLOWED_UP = re.compile(
    "[(]?(?:[0-9]{4}[年./-])?[0-9]{1,2}[月./-][0-9]{1,2}[日号]?[^:。,]{0,6}(?:补记|追记|回访|回|跟进|反馈|更新|补)[ ]?:|(?:被?谈话?人|本人|谈话对象|当事人)(?:确认|核对|阅|意见|签字)[^。]{0,4}:"
)
_PARTNER = re.compile("被?谈话(?:人|对象)[ ]?:")
_FOOTER_LINES = 3
_TRAIL_WIDTH = 60
_SAID = re.compile("[?!;]|。.|,[^,]*,|[我你您]")


def body_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The body of the record `text[start:end]`: from behind its header to before its signatures; never empty if the record has words."""
    lines = _lines(text, start, end)
    begin = _behind_header(text, lines, end)
    stop = _before_signatures(text, lines, begin, end)
    if not text[begin:stop].strip():
        return _whole(text, start, end)
    return begin, stop


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The last line that says anything, for a record that is all header."""
    stripped = text[start:end].rstrip()
    begin = start + stripped.rfind("\n") + 1
    return begin, start + len(stripped)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop + 1
        lines.append((start, stop))
        start = stop
    return lines


def _behind_header(text: str, lines: list[tuple[int, int]], end: int) -> int:
    """Where the first line begins that is neither title, field, list of names, agenda nor run-in header sentence."""
    table = labels()
    punctuated = _punctuated(text, lines)
    agenda = seen = False
    for number, (start, stop) in enumerate(lines):
        line = text[start:stop].strip()
        if not line:
            continue
        content = table.content.match(text, start, stop)
        if content and not (not seen and line[-1] not in ":】" and table.opening(text, stop, end)):
            return stop if _is_topic(text, content.end(), stop, end) else content.end()
        opened = table.opening(text, start, stop)
        if opened and _speaks(opened[0], line):
            return start
        if opened:
            inner = _inner_content(text, opened[1], stop)
            if inner:
                return stop if _is_topic(text, inner, stop, end) else inner
            agenda = opened[0] == "topic"
            seen = True
            continue
        if agenda and _NUMBERED.match(line) and len(line) <= _TITLE_WIDTH and line[-1] not in "。!?" and number + 1 < len(lines):
            continue
        agenda = False
        if _is_field(line, punctuated=punctuated) or (seen and punctuated and _is_lone_label(text, line, stop, end)):
            seen = True
            continue
        if _NAMES.match(line) or _DATE_ONLY.match(line) or (not seen and number < _TITLE_LINES and _is_title(line, punctuated=punctuated)):
            seen = seen or header_facts(line) > 1
            continue
        if not seen and line[-1] not in "。!?;:" and len(line) <= _DATED_WIDTH and _dated(line):
            seen = True
            continue
        if seen:
            return start
        run_in = _behind_run_in(text, start, stop, first=not seen)
        if run_in == stop:
            seen = True
            continue
        return run_in
    return end


def _punctuated(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most of the text stands in lines that end in punctuation, so that a line without it is no sentence."""
    spoken = sum(stop - start for start, stop in lines if text[start:stop].rstrip()[-1:] in _SENTENCE_ENDS)
    return bool(lines) and spoken >= _MOSTLY * (lines[-1][1] - lines[0][0])


def _is_field(line: str, *, punctuated: bool) -> bool:
    """Whether a line fills in a form without a label that we know: attendance, a remark in brackets, what the record claims, «授课题目:»."""
    if len(line) > _FACT_WIDTH:
        return False
    if _BRACKETED.match(line) or (len(line) <= _DATED_WIDTH and not _SPEAKS.search(line) and any(statements(line, 0, len(line)))):
        return True
    if line[-1] in "。!?…;,":
        return False
    facts = header_facts(line)
    if labels().kindred.match(line) or _REMARK.match(line) or facts > 2 or line.startswith(("#", "「")):
        return True
    if not punctuated or _NUMBERED.match(line) or _TURN.match(line):
        return ATTENDANCE.match(line) is not None
    return facts > 1 or ATTENDANCE.search(line) is not None or ("," in line and "。" not in line)


def _is_lone_label(text: str, line: str, stop: int, end: int) -> bool:
    """Whether a line without full stop has a label that opens no later line, as a speaker's name would."""
    turn = _TURN.match(line)
    return turn is not None and line[-1] not in "。!?…;,~" and len(line) <= _TITLE_WIDTH and f"\n{turn.group()}" not in text[stop - 1 : end]


def _is_title(line: str, *, punctuated: bool) -> bool:
    return (
        len(line) <= _TITLE_WIDTH
        and line[-1] not in "。!?;,:"
        and not _NUMBERED.match(line)
        and (_TITLE.search(line) is not None or (punctuated and ":" not in line and not _dated(line)))
    )


def _dated(line: str) -> bool:
    return header_facts(line) > 0 and next(find_dates(line, 0, len(line), short=True), None) is not None


def _speaks(key: str, line: str) -> bool:
    """Whether a line under a label is what is said («谈话人:近来怎么样?», «议题:先过一遍考勤。»), not a field."""
    if line[-1] not in "。!?…" or len(labels().field.findall(line)) > 1:
        return False
    return key in _THEMES or (key in ("talker", "talkee") and len(line) > _SPOKEN_WIDTH)


def _is_topic(text: str, start: int, stop: int, end: int) -> bool:
    """Whether what stands behind a content label is only a heading, with the content itself on the lines below."""
    rest = text[start:stop].strip()
    return 0 < len(rest) <= _TOPIC_WIDTH and rest[-1] not in "。!?;," and bool(text[stop:end].strip())


def _inner_content(text: str, start: int, stop: int) -> int | None:
    """Where the body begins if a content label stands within a line of fields («地点:会议室 内容:……»)."""
    for found in re.finditer("[ \t;,。]", text[start:stop]):
        content = labels().content.match(text, start + found.start(), stop)
        if content and content.end() < stop and text[content.end() - 1] != " ":
            return content.end()
    return None


def _behind_run_in(text: str, start: int, stop: int, *, first: bool) -> int:
    """Behind the sentences of a line that only tell when, where and who; `stop` if all of them do, `start` if none."""
    position = start
    sentences = split_sentences(text, start, stop)
    for number, (begin, finish) in enumerate(sentences):
        sentence = text[begin:finish]
        if (
            number == 0
            and first
            and len(sentences) > 1
            and len(sentence) <= _TOPIC_WIDTH
            and _TITLE.search(sentence)
            and header_facts(text[sentences[1][0] : sentences[1][1]]) > 1
        ):
            position = finish
            continue
        if number >= _HEADER_SENTENCES or not _is_header(sentence, opening=number == 0 and first):
            return position if number == 0 else begin
        position = finish
    return stop


def _is_header(sentence: str, *, opening: bool) -> bool:
    """Whether a sentence only tells when, where and who; the opening one may name the event instead of a second fact."""
    facts = header_facts(sentence) + (opening and _EVENT.search(sentence) is not None)
    if len(sentence) > _FACT_WIDTH or (_SPEAKS.search(sentence) and facts < 3):
        return False
    if not opening and (ATTENDANCE.match(sentence) or (len(sentence) <= _SHORT_FACT and tells_office(sentence))):
        return True
    return facts >= 2 or (opening and _keyed(sentence) >= 2)


def _keyed(sentence: str) -> int:
    """How many kinds of field a sentence gives."""
    return len({cell.key for cell in cells(sentence, 0, len(sentence))} - {None})


def _before_signatures(text: str, lines: list[tuple[int, int]], begin: int, end: int) -> int:
    """Where the last lines begin that only sign, date, archive, follow up or attach."""
    inside = [(start, finish) for start, finish in lines if start >= begin]
    punctuated = len(inside) > 1 and _punctuated(text, inside[:-1])
    stop = end
    for number, (start, finish) in enumerate(reversed(inside)):
        line = text[start:finish].strip()
        if line and not _signs(line) and not (punctuated and number < _FOOTER_LINES and _trails(line)):
            break
        stop = start
    return max(stop, begin)


def _trails(line: str) -> bool:
    """Whether a line behind punctuated sentences is none itself: a name, «照片两张», «选票封存于档案盒»."""
    return (
        len(line) <= _TRAIL_WIDTH
        and line[-1] not in '。!?…;,~:"”」'
        and not _NUMBERED.match(line)
        and (_TURN.match(line) is None or labels().kindred.match(line) is not None or _REMARK.match(line) is not None)
    )


def _signs(line: str) -> bool:
    """Whether a line is a date, a name with «记», a remark in brackets, or a signature label with at most names, dates and remarks behind it."""
    if _READ_BY.match(line) and any(statements(line, 0, len(line))):
        return False
    if any(shape.match(line) for shape in (_DATE_ONLY, _RECORDED_BY, _READ_BY, _FOLLOWED_UP)) or (
        _BRACKETED.match(line) and len(line) <= _SIGNATURE_WIDTH
    ):
        return True
    if len(line) > _SIGNATURE_WIDTH or _SAID.search(line):
        return False
    match = labels().signature.match(line)
    if match is None:
        return False
    behind = line[match.end() :].lstrip(" \t")
    if behind[-1:] == "。" and _PARTNER.match(line):
        return False
    if behind[-1:] == "。" and len(behind) > _SHORT_SIGNATURE and not any(character.isdigit() for character in behind):
        return False
    return not behind or behind[0] in ":([【】])、|" or bool(re.match("(?:签字|签名|[0-9]|[一-鿿]{2,4}(?:[ \t。]|$))", behind))
