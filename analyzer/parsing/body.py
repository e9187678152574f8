"""Where a record's header ends, and where its signatures begin."""

from __future__ import annotations

import re

from analyzer.classifying.frame import UNFRAMED, Frame
from analyzer.parsing.claims import statements
from analyzer.parsing.counts import ATTENDANCE, COUNT_ALONE
from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.labels import labels
from analyzer.parsing.lines import BRACKETED, DATE_ONLY, NUMBERED, REMARK, TURN, line_end, punctuated_lines
from analyzer.parsing.one_line import behind_fields
from analyzer.parsing.run_in import DATED_WIDTH, FACT_WIDTH, TELLS, TOPIC_WIDTH, behind_count, behind_run_in, speaks
from analyzer.parsing.signatures import before_signatures
from analyzer.parsing.stacked import stacked_fields
from analyzer.parsing.titles import TITLE_WIDTH, TITLE_WORDS, is_above_fields
from analyzer.parsing.wording import header_facts, names_event
from analyzer.text.sentences import split_sentences

__all__ = ["body_bounds"]

_NAMES = re.compile(
    "[一-鿿]{2,4}(?:\\([^()\n]{0,12}\\))?(?:(?:[、,][ \t]?|[ \t]+(?=[一-鿿]{2,3}(?:[(、, \t]|$)))[一-鿿]{2,4}(?:\\([^()\n]{0,12}\\))?)+[、等 \t]*$"
)
_TITLE_LINES = 3
_WEEKDAY = re.compile("第[0-9一二三四五六七八九十]{1,3}周|(?:周|星期)[一二三四五六日天](?![\u4e00-\u9fff])")
_OVERVIEW = re.compile("[一二三四五六七八九十0-9]{1,2}[、.][ ]?[一-鿿]{0,4}(?:基本(?:情况|信息)|概况)$")
"""A numbered heading above the fields."""
_CERTAIN = frozenset(
    ("time", "place", "host", "recorder", "due", "present", "absent", "attendees", "observers", "talker", "talkee", "branch")
)
_NOTE_LINES = 2
_STACKED = 6
_DECIDES = re.compile("(?:[月日号](?:底|末|中旬|上旬|下旬)?(?:起|前|之前|以前|内)|由)[^。:]{2,}。$")
"""What is to be done, by when or by whom, belongs to the body, however it stands at its end."""
_ENCLOSURE = re.compile("附件[0-9一二三四五六七八九十]{0,2}:?")
"""What stands above the title of a form that came with a letter."""
_OWN_LABELS = 3
_NOTE = re.compile(
    "(?:找|跟|与|和|对)[ ]?[\u4e00-\u9fff]{1,6}[ ]?(?:谈|说|聊|$| |\\()|记(?:的|于)|(?:周|星期)[一二三四五六日]|^[0-9]{1,2}月[ ]"
)
_FACTS_WIDTH = 24
_KIND_FIELD = re.compile(
    "[一-鿿]{2,4}:[ ]?(?:谈心谈话|谈心|主题党日|组织生活会|民主评议|党课|集中学习|(?:支部|党员)大会|支委会|党小组会)(?:记录)?$"
)
"""A field of any name that says what kind of record it is («归档:谈心谈话»)."""

_INSIDE = -1
"""Instead of the number of an outer line, where the body begins or ends within one or far from all of them."""

_PLAIN, _PLAINLY_BODY = 1.0, -3.0
"""Log odds from which an outer line of the body is taken for header or footer after all, and below which a line of the header for body.

On styles left out, anything from 0 to 2 bounds as many bodies rightly; rules that took a line for header are seldom wrong.
"""


def body_bounds(text: str, start: int, end: int, frame: Frame = UNFRAMED) -> tuple[int, int]:
    """The body of the record `text[start:end]`: from behind its header to before its signatures; never empty if the record has words.

    Rules find it; where it begins or ends with a whole line, what the `frame` says of the lines there may move the bound by some lines.
    """
    lines = _lines(text, start, end)
    begin = _behind_header(text, lines, end)
    stop = before_signatures(text, lines, begin, end)
    if not text[begin:stop].strip():
        return _whole(text, start, end)
    first = begin + len(text[begin:stop]) - len(text[begin:stop].lstrip())
    last = begin + len(text[begin:stop].rstrip())
    top = next((number for number, line in enumerate(frame.lines[: frame.top]) if line[0] == first), _INSIDE)
    bottom = next((number for number, line in enumerate(frame.lines) if line[1] == last), _INSIDE)
    may_move = [top - 1, top if top < frame.top - 1 else _INSIDE, bottom if bottom > 0 else _INSIDE]
    frame.look_at(may_move)
    begin = begin if top == _INSIDE else _behind_content(text, first, _moved_begin(text, top, stop, frame), stop)
    return begin, stop if bottom == _INSIDE else _moved_stop(text, bottom, begin, stop, frame)


def _behind_content(text: str, first: int, begin: int, stop: int) -> int:
    """Where the body begins that was moved from `first` to `begin`: behind the content label that opens its line there, if it was moved down."""
    content = labels().content.match(text, begin, stop) if begin > first else None
    if content is None:
        return begin
    behind = min(line_end(text, content.end(), stop) + 1, stop)
    return behind if _is_topic(text, content.end(), behind, stop) else content.end()


def _moved_begin(text: str, number: int, stop: int, frame: Frame) -> int:
    """Where the body begins that the rules let begin with line `number`; a line under a label that we know, or one that counts heads, stays header."""
    while number + 1 < frame.top and frame.lines[number + 1][0] < stop and frame.odds(number).header > _PLAIN:
        number += 1
    while number > 0 and frame.odds(number - 1).header < _PLAINLY_BODY and not _is_certain(text, *frame.lines[number - 1]):
        number -= 1
    return frame.lines[number][0]


def _is_certain(text: str, start: int, end: int) -> bool:
    """Whether a line is one of a header beyond doubt."""
    opened = labels().opening(text, start, end)
    if opened is not None:
        return opened[0] in _CERTAIN and text[end - 1] not in "。!?…"
    content = labels().content.match(text, start, end + 1)
    return COUNT_ALONE.fullmatch(text, start, end) is not None or (content is not None and content.end() >= end)


def _moved_stop(text: str, last: int, begin: int, stop: int, frame: Frame) -> int:
    """Where the body ends that the rules let end at `stop` with line `last`."""
    number = last
    while number > 0 and begin < frame.lines[number - 1][1] and frame.odds(number).footer > _PLAIN:
        if (
            _DECIDES.search(text, *frame.lines[number]) or text[frame.lines[number - 1][1] : frame.lines[number][0]].strip()
        ):  # the lines between the first and the last were not looked at
            break
        number -= 1
    return stop if number == last else frame.lines[number][1]


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The last line that says anything, for a record that is all header."""
    stripped = text[start:end].rstrip()
    begin = start + stripped.rfind("\n") + 1
    return begin, start + len(stripped)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    while start < end:
        stop = min(line_end(text, start, end) + 1, end)
        lines.append((start, stop))
        start = stop
    return lines


def _behind_header(text: str, lines: list[tuple[int, int]], end: int) -> int:
    """Where the first line begins that is neither title, field, list of names, agenda nor run-in header sentence."""
    table = labels()
    stacked = stacked_fields(text, lines[0][0], end) if len(lines) > _STACKED else ()
    if stacked:
        content = table.content.match(text, stacked[-1].behind, end)
        return content.end() if content else stacked[-1].behind
    punctuated = punctuated_lines(text, lines)
    agenda = seen = False
    told = [(start, stop) for start, stop in lines if text[start:stop].strip()]
    for number, (start, stop) in enumerate(told[1:] if told and _ENCLOSURE.fullmatch(text[slice(*told[0])].strip()) else told):
        line = text[start:stop].strip()
        content = table.content.match(text, start, stop)
        if content and (seen or line[-1] in ":】" or not _opens_header(text, stop, end)):
            return stop if _is_topic(text, content.end(), stop, end) else content.end()
        opened = table.opening(text, start, stop)
        if opened and speaks(opened[0], line):
            return start
        if opened:
            within = _begins_within(text, start, opened[1], stop, end)
            if within is not None:
                return within
            agenda = opened[0] == "topic"
            seen = True
            continue
        if agenda and NUMBERED.match(line) and len(line) <= TITLE_WIDTH and line[-1] not in "。!?" and number + 1 < len(lines):
            continue
        agenda = False
        if (
            _OVERVIEW.match(line)
            or _is_field(line, punctuated=punctuated)
            or (_is_lone_label(text, line, stop, end) and ((seen and punctuated) or _opens_header(text, stop, end)))
        ):
            seen = True
            continue
        first = number < _TITLE_LINES and (not seen or names_event(line, 0, len(line)))
        if _names_or_titles(line, first=first, punctuated=punctuated) or (first and not seen and is_above_fields(line, text, stop, end)):
            seen = seen or header_facts(line) > 1
            continue
        if line[-1] not in "。!?;:" and (
            (not seen and len(line) <= DATED_WIDTH and _dated(line)) or (number < _NOTE_LINES and _is_note(line))
        ):
            seen = True
            continue
        run_in = behind_count(text, start, stop) if seen else behind_run_in(text, start, stop)
        if run_in != stop:
            return run_in
        seen = True
    return end


def _opens_header(text: str, start: int, end: int) -> bool:
    """Whether a field or a date stands on the line that begins at `start`, or behind it, parted from it by lines with labels of their own alone."""
    for line in text[start:end].split("\n")[:_OWN_LABELS]:
        if labels().kindred.match(line) or labels().opening(line, 0, len(line)) is not None or _dated(line):
            return True
        if not TURN.match(line):
            return False
    return False


def _is_field(line: str, *, punctuated: bool) -> bool:
    """Whether a line fills in a form without a label that we know: attendance, a remark in brackets, what the record claims, «授课题目:»."""
    if len(line) > FACT_WIDTH:
        return False
    if BRACKETED.match(line) or line[-1] in "。!?…;,":
        return BRACKETED.match(line) is not None
    if len(line) <= DATED_WIDTH and not TELLS.search(line) and any(statements(line, 0, len(line))):
        return True
    facts = header_facts(line)
    if labels().kindred.match(line) or REMARK.match(line) or facts > 2 or line.startswith(("#", "「")):
        return True
    if not punctuated or NUMBERED.match(line) or TURN.match(line):
        return ATTENDANCE.match(line) is not None or _KIND_FIELD.match(line) is not None or (facts > 1 and len(line) <= _FACTS_WIDTH)
    return facts > 1 or ATTENDANCE.search(line) is not None or ("," in line and "。" not in line)


def _is_lone_label(text: str, line: str, stop: int, end: int) -> bool:
    """Whether a line without full stop has a label that opens no later line, as a speaker's name would."""
    turn = TURN.match(line)
    return turn is not None and line[-1] not in "。!?…;,~" and len(line) <= TITLE_WIDTH and f"\n{turn.group()}" not in text[stop - 1 : end]


def _names_or_titles(line: str, *, first: bool, punctuated: bool) -> bool:
    """Whether a line only lists names or gives a date; among the first, whether it is a title."""
    return bool(_NAMES.match(line) or DATE_ONLY.match(line)) or (first and _is_title(line, punctuated=punctuated))


def _is_title(line: str, *, punctuated: bool) -> bool:
    return (
        len(line) <= TITLE_WIDTH
        and line[-1] not in "。!?;,:"
        and not NUMBERED.match(line)
        and (TITLE_WORDS.search(line) is not None or (punctuated and ":" not in line and not _dated(line)))
    )


def _dated(line: str) -> bool:
    """Whether a line gives a date or a day of the week («第17周 周五 17:05») with another fact of a header."""
    return header_facts(line) > 0 and (
        _WEEKDAY.search(line) is not None or next(find_dates(line, 0, len(line), short=True), None) is not None
    )


def _is_note(line: str) -> bool:
    """Whether one of the first lines is a note of who talked with whom, who wrote, or when («体育组 跟老牛谈的 周四大课间»), its words apart."""
    return len(line) <= TITLE_WIDTH and _NOTE.search(line) is not None and " " in line


def _is_topic(text: str, start: int, stop: int, end: int) -> bool:
    """Whether what stands behind a content label is only a heading, with the content itself on the lines below."""
    rest = text[start:stop].strip()
    return 0 < len(rest) <= TOPIC_WIDTH and rest[-1] not in "。!?;," and bool(text[stop:end].strip())


def _begins_within(text: str, start: int, value: int, stop: int, end: int) -> int | None:
    """Where the body begins if it does so within a line of fields or, under a heading that ends the line, below it; `value` is that of the first."""
    inner = _inner_content(text, value, stop)
    if inner:
        return stop if _is_topic(text, inner, stop, end) else inner
    counted = behind_count(text, start, stop)
    told = counted != start and len(split_sentences(text, counted, stop)) > 1  # a single sentence says why they are absent
    return counted if told else behind_fields(text, start, stop)


def _inner_content(text: str, start: int, stop: int) -> int | None:
    """Where the body begins if a content label stands within a line of fields («地点:会议室 内容:……»)."""
    for found in re.finditer("[ \t;,。]", text[start:stop]):
        content = labels().content.match(text, start + found.end(), stop)
        if content and content.end() < stop and text[content.end() - 1] != " ":
            return content.end()
    return None
