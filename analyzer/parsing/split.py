"""One document, many records: where each begins."""

from __future__ import annotations

import re

from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.form_lines import FormLine, dated, form_line
from analyzer.parsing.labels import labels
from analyzer.parsing.lines import DATE_ONLY, IN_BRACKETS, NUMBERED, REMARK
from analyzer.parsing.notes import note_starts
from analyzer.parsing.titles import TITLE_WIDTH, TITLE_WORDS

__all__ = ["split_records"]

_STARTERS = frozenset(("time", "talker", "talkee", "title", "host"))
_SIGNING = frozenset(("recorder", "attachment", "remark", "claims", "entered", "end"))
"""Fields that stand alone on a line below a record more often than above one."""
_ABOVE = frozenset(("branch", "id", "type", "title"))
_HEADING = re.compile("[ \t#*【《〈—=-]{0,8}[^\n。!?:,;]{0,24}(?:记录表?|纪要|登记表|谈话表|记录簿)[^\n。!?:,;]{0,8}[ \t】》〉—=-]*$")
_NUMBERING = re.compile(
    "[ \t#*【(—-]{0,4}(?:第?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[次条篇份]?(?:谈话|会议)?|[①-⑳])[ \t、.:)】—*-]{0,4}$"
)
"""A line with nothing but the number of a record."""
_RULE = re.compile("[ \t]*(?:[-=—*_~·─━﹣＊][ ]?){3,}[ \t]*$")
_SIGNED = re.compile("[^。]{0,16}(?:签字|签名|签章|盖章)")
_PARTED = re.compile("[\\s_、,;/]+")
_UNFILLED = re.compile("[年月日时分星期/:.-]+")
_NOT_TITLE = re.compile("[:。!?;,]|附[后件]|散会|结束")
_OWN_LABEL = re.compile("^[一-鿿 ]{2,6}:(?=.)")
_FACTS_WIDTH = 30
_HIGHEST = 9
_ENDS = tuple("。!?…;")
_LONG = 12
_UNMARKED_WIDTH = 60
"""A longer line without a colon is no line of a form."""
_NUMERAL_FIRST = re.compile("^[ \t(【第#*]{0,6}[0-9一二三四五六七八九十①-⑳]", re.MULTILINE)
"""Notes that open with a date, or a number, each."""


def split_records(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The records of `text[start:end]`, in order, together the whole stretch.

    A new record begins where a form starts over: a field that the record has already had opens a line again behind some body text, or
    stands with others on one line. Its heading, its number and rules drawn above it go with it. Else one begins with each dated note on a talk.
    """
    lines = [start, *(start + match.end() for match in re.finditer("\n", text[start:end]) if start + match.end() < end)]
    stops = [*(line - 1 for line in lines[1:]), end]
    bounds = list(zip(lines, stops, strict=True))
    marked = (number for number, (begin, stop) in enumerate(bounds) if stop - begin <= _UNMARKED_WIDTH or ":" in text[begin:stop])
    forms = {number: form for number in marked if (form := form_line(text, *bounds[number]))}
    cuts = [start, *(lines[number] for number in _Forms(text, bounds, forms).starts())]
    if len(cuts) == 1 and len(_NUMERAL_FIRST.findall(text, start, end)) > 1:
        cuts += [lines[number] for number in note_starts(text, bounds, forms)]
    return list(zip(cuts, [*cuts[1:], end], strict=True))


class _Forms:
    """The lines of a text with those that are headers of forms, and where one form after the other begins."""

    def __init__(self, text: str, bounds: list[tuple[int, int]], forms: dict[int, FormLine]) -> None:
        self.words = [text[begin:stop].strip() for begin, stop in bounds]
        self.forms = forms

    def starts(self) -> list[int]:
        """The numbers of the lines with which the second record and all later ones begin."""
        keys = [key for form in self.forms.values() for key in form.fields]
        if all(keys.count(key) < 2 for key in _STARTERS):
            return []
        found: list[int] = []
        seen: dict[str, str] = {}
        body = False
        for number, words in enumerate(self.words):
            form = self.forms.get(number)
            if form is None:
                body = body or ((len(words) > _LONG or words.endswith(_ENDS)) and not _HEADING.match(words) and not _RULE.match(words))
                continue
            header = self._header(number) if body and seen.keys() & form.fields.keys() & _STARTERS else None
            top = self._top(number, found[-1] if found else 0, header) if header else number
            if header and _starts_over(header, seen, headed=any(map(_HEADING.match, self.words[top:number]))):
                found.append(top)
                seen, body = {}, False
            seen = form.fields | seen
            body = body or form.told
        return found

    def _header(self, number: int) -> dict[str, str] | None:
        """The fields of the header that begins on a line, None where nothing is told behind it before another header begins."""
        fields: dict[str, str] = {}
        apart = False
        for place in range(number, len(self.words)):
            words, form = self.words[place], self.forms.get(place)
            if form is None:
                apart = apart or bool(_HEADING.match(words) or _RULE.match(words))
                if self._is_told(words):
                    return fields
                continue
            if apart or fields.keys() & form.fields.keys() & _STARTERS:
                return None
            fields = form.fields | fields
            if form.told:
                return fields
        return None

    @staticmethod
    def _is_told(words: str) -> bool:
        """Whether a line without label tells something, or is the heading of what is told."""
        if _HEADING.match(words) or _RULE.match(words) or DATE_ONLY.match(words) or _SIGNED.match(words) or REMARK.match(words):
            return False
        return len(words) > _LONG or words.endswith(_ENDS) or labels().content.match(words) is not None

    def _top(self, number: int, last: int, header: dict[str, str]) -> int:
        """The first line of the header that holds line `number`: titles, rules, numbers, blank lines and other fields above it belong to it, but not
        the signatures under the record before, whose fields it has itself.
        """
        top = number
        for candidate in range(number - 1, max(number - _HIGHEST, last), -1):
            words, form = self.words[candidate], self.forms.get(candidate)
            if form:
                if form.told or not _goes_with(form, header):
                    break
                header = form.fields | header
                top = candidate
            elif _is_title(words) or _RULE.match(words) or _NUMBERING.match(words):
                top = candidate
            elif words and not _may_be_dated(words):
                break
        return top


def _starts_over(header: dict[str, str], seen: dict[str, str], *, headed: bool) -> bool:
    """Whether a header is that of a new record, no signature and no head of a page: it repeats at least two fields, and without the heading of a form
    not all with the same words.
    """
    again = header.keys() & seen.keys()
    free = headed or not any(header[key] or seen[key] for key in again)
    return len(again) >= 2 and (free or any(_differ(header[key], seen[key]) for key in again))


def _goes_with(form: FormLine, header: dict[str, str]) -> bool:
    """Whether a line of fields belongs to the header below it."""
    if form.fields.keys() <= _ABOVE:
        return True
    again = form.fields.keys() & header.keys()
    undated = again == {"time"} and next(find_dates(header["time"], 0, len(header["time"]), short=True), None) is None
    return not form.fields.keys() <= _SIGNING and (not again or undated)


def _may_be_dated(words: str) -> bool:
    """Whether a line tells the day between a title and the fields, or under a record."""
    return DATE_ONLY.match(words) is not None or (
        len(words) <= _FACTS_WIDTH and not words.endswith(_ENDS) and dated(words, 0, len(words)) is not None
    )


def _is_title(words: str) -> bool:
    """Whether a line is the title of a record, perhaps behind a label of its own («题名:集中学习会»)."""
    if _HEADING.match(words):
        return True
    if len(words) > TITLE_WIDTH or not TITLE_WORDS.search(words):
        return False
    return not (_NOT_TITLE.search(_OWN_LABEL.sub("", words, count=1)) or _SIGNED.match(words) or NUMBERED.match(words))


def _differ(one: str, other: str) -> bool:
    """Whether two filled-in values say different things: neither holds all words of the other, beside titles, remarks or further names."""
    words, beside = (_PARTED.split(IN_BRACKETS.sub(" ", value).strip()) for value in (one, other))
    if not any(words) or not any(beside) or all(map(_UNFILLED.fullmatch, words)):
        return False
    return not (all(word in other for word in words) or all(word in one for word in beside))
