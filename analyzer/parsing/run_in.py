"""Headers in sentences: where those end that only tell when, where and who («在二楼会议室,甲主持,乙记。»)."""

from __future__ import annotations

import re

from analyzer.parsing.cells import cells
from analyzer.parsing.counts import ATTENDANCE, COUNT_ALONE
from analyzer.parsing.labels import labels
from analyzer.parsing.one_line import behind_fields
from analyzer.parsing.titles import TITLE_WORDS
from analyzer.parsing.wording import header_facts, tells_office
from analyzer.text.sentences import split_sentences

__all__ = ["DATED_WIDTH", "FACT_WIDTH", "TELLS", "TOPIC_WIDTH", "behind_count", "behind_run_in", "speaks"]

DATED_WIDTH = 60
FACT_WIDTH = 160
TOPIC_WIDTH = 30
TELLS = re.compile("会议(?:指出|强调|认为|要求|学习|传达|听取|审议|讨论|研究|决定)|首先|一是|大家|传达|学习了|同志们|汇报")
"""What only a body tells."""
_EVENT = re.compile("聊|唠|大会|支委会|小组会|主题党日|党日|党课|组织生活会|民主评议|学习会|谈心|谈话(?!人|对象)|委员会|支部会")
_HEADER_SENTENCES = 8
_SHORT_FACT = 40
_SPOKEN_WIDTH = 14
_THEMES = frozenset(("topic", "title", "decision"))
_TALKED = re.compile("(?<=[\u4e00-\u9fff)])(?<!谈心)(?:谈话|谈心|谈心谈话)(?:\\([^()\n]*\\))?:")
_TALKED_WIDTH = 60
"""«3月5日,甲与乙谈话:乙说……»"""


def behind_run_in(text: str, start: int, stop: int) -> int:
    """Behind the fields or the sentences of a line that only tell when, where and who; `stop` if all of them do, `start` if none."""
    talked = _TALKED.search(text, start, min(stop, start + _TALKED_WIDTH))
    if talked is not None and text[talked.end() : stop].strip() and header_facts(text[start : talked.end()]) > 0:
        return talked.end()
    position = behind_count(text, start, stop)
    told = behind_fields(text, start, stop) if position == start else position
    if told is not None:
        return told
    sentences = split_sentences(text, start, stop)
    for number, (begin, finish) in enumerate(sentences):
        sentence = text[begin:finish]
        if (
            number == 0
            and len(sentences) > 1
            and len(sentence) <= TOPIC_WIDTH
            and TITLE_WORDS.search(sentence)
            and header_facts(text[sentences[1][0] : sentences[1][1]]) > 1
        ):
            position = finish
            continue
        if number >= _HEADER_SENTENCES or not _is_header(sentence, opening=number == 0):
            return position if number == 0 else begin
        position = finish
    return stop


def behind_count(text: str, start: int, stop: int) -> int:
    """Behind the first sentence of a line if it only counts those present («应到19人,实到21人,缺席2人。»); `start` if not."""
    first = split_sentences(text, start, stop)[0]
    return first[1] if COUNT_ALONE.fullmatch(text, *first) else start


def _is_header(sentence: str, *, opening: bool) -> bool:
    """Whether a sentence only tells when, where and who; the opening one may name the event instead of a second fact."""
    facts = header_facts(sentence) + (opening and _EVENT.search(sentence) is not None)
    if len(sentence) > FACT_WIDTH or (TELLS.search(sentence) and facts < 3):
        return False
    if not opening and (ATTENDANCE.match(sentence) or (len(sentence) <= _SHORT_FACT and (tells_office(sentence) or _labelled(sentence)))):
        return True
    return facts >= 2 or _keyed(sentence) >= 2


def _labelled(sentence: str) -> bool:
    """Whether a sentence stands under a label with its colon («地点:活动室;»), and is not what somebody says."""
    opened = labels().opening(sentence, 0, len(sentence))
    return opened is not None and ":" in sentence and not speaks(opened[0], sentence)


def _keyed(sentence: str) -> int:
    """How many kinds of field a sentence gives."""
    return len({cell.key for cell in cells(sentence, 0, len(sentence))} - {None})


def speaks(key: str, line: str) -> bool:
    """Whether a line under a label is what is said («谈话人:近来怎么样?», «议题:先过一遍考勤。»), not a field."""
    if line[-1] not in "。!?…" or (len(labels().field.findall(line)) > 1 and not (key in _THEMES and len(line) > DATED_WIDTH)):
        return False
    return key in _THEMES or (key in ("talker", "talkee") and len(line) > _SPOKEN_WIDTH)
