"""One document, many records: where each begins."""

from __future__ import annotations

import re

from analyzer.parsing.form_lines import FormLine, form_line
from analyzer.parsing.labels import labels
from analyzer.parsing.lines import DATE_ONLY, REMARK
from analyzer.parsing.notes import note_starts

__all__ = ["split_records"]

_STARTERS = frozenset(("time", "talker", "talkee", "title", "host"))
_ABOVE = frozenset(("branch", "id", "type", "title"))
_HEADING = re.compile("[ \t#*【《〈—=-]{0,8}[^\n。!?:,;]{0,24}(?:记录表?|纪要|登记表|谈话表|记录簿)[^\n。!?:,;]{0,8}[ \t】》〉—=-]*$")
_NUMBERING = re.compile("[ \t#*【(—-]{0,4}(?:第?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[次条篇份]?(?:谈话|会议)?|[①-⑳])[ \t、.:)】—*-]{0,4}$")
"""A line with nothing but the number of a record."""
_RULE = re.compile("[ \t]*(?:[-=—*_~·─━﹣＊][ ]?){3,}[ \t]*$")
_SIGNED = re.compile("[^。]{0,16}(?:签字|签名|签章|盖章)")
_PARTED = re.compile("[\\s_、,;/]+")
_REMARK = re.compile("\\([^()\n]*\\)")
_UNFILLED = re.compile("[年月日时分星期/:.-]+")
_ENDS = tuple("。!?…;")
_LONG = 12


def split_records(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The records of `text[start:end]`, in order, together the whole stretch.

    A new record begins where a form starts over: a field that the record has already had opens a line again behind some body text, or
    stands with others on one line. Its heading, its number and rules drawn above it go with it. Else one begins with each dated note on a talk.
    """
    lines = [start, *(start + match.end() for match in re.finditer("\n", text[start:end]) if start + match.end() < end)]
    stops = [*(line - 1 for line in lines[1:]), end]
    bounds = list(zip(lines, stops, strict=True))
    forms = {number: form for number, bound in enumerate(bounds) if (form := form_line(text, *bound))}
    cuts = [start, *(lines[number] for number in _Forms(text, bounds, forms).starts())]
    if len(cuts) == 1:
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
            if body and seen.keys() & form.fields.keys() & _STARTERS and self._starts_over(number, seen):
                found.append(self._top(number, found[-1] if found else 0))
                seen, body = {}, False
            seen = form.fields | seen
            body = body or form.told
        return found

    def _starts_over(self, number: int, seen: dict[str, str]) -> bool:
        """Whether a second header, not a signature or the head of a page, begins on a line: it repeats at least two fields, not all with the same
        words, and something is told behind it, before another header begins.
        """
        fields: dict[str, str] = {}
        apart = False
        for place in range(number, len(self.words)):
            words, form = self.words[place], self.forms.get(place)
            if form is None:
                apart = apart or bool(_HEADING.match(words) or _RULE.match(words))
                if self._is_told(words):
                    break
                continue
            if apart or fields.keys() & form.fields.keys() & _STARTERS:
                return False
            fields = form.fields | fields
            if form.told:
                break
        else:
            return False
        again = fields.keys() & seen.keys()
        unfilled = not any(fields[key] or seen[key] for key in again)
        return len(again) >= 2 and (unfilled or any(_differ(fields[key], seen[key]) for key in again))

    @staticmethod
    def _is_told(words: str) -> bool:
        """Whether a line without label tells something, or is the heading of what is told."""
        if _HEADING.match(words) or _RULE.match(words) or DATE_ONLY.match(words) or _SIGNED.match(words) or REMARK.match(words):
            return False
        return len(words) > _LONG or words.endswith(_ENDS) or labels().content.match(words) is not None

    def _top(self, number: int, last: int) -> int:
        """The first line of the header that holds line `number`: headings, rules, numbers, blank lines and other fields above it belong to it."""
        top = number
        for candidate in range(number - 1, max(number - 6, last), -1):
            words, form = self.words[candidate], self.forms.get(candidate)
            belongs = _HEADING.match(words) or _RULE.match(words) or _NUMBERING.match(words)
            if words and not belongs and not (form and form.fields.keys() <= _ABOVE):
                break
            if words:
                top = candidate
        return top


def _differ(one: str, other: str) -> bool:
    """Whether two filled-in values say different things: neither holds all words of the other, beside titles, remarks or further names."""
    words, beside = (_PARTED.split(_REMARK.sub(" ", value).strip()) for value in (one, other))
    if not any(words) or not any(beside) or all(map(_UNFILLED.fullmatch, words)):
        return False
    return not (all(word in other for word in words) or all(word in one for word in beside))
