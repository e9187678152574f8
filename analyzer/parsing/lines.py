"""What lines of a record look like, whatever they say."""

from __future__ import annotations

import re

__all__ = ["BRACKETED", "DATE_ONLY", "IN_BRACKETS", "NUMBERED", "REMARK", "TURN", "line_end", "punctuated_lines"]

NUMBERED = re.compile(
    "[ \t]{0,4}(?:[一二三四五六七八九十]{1,2}[、.)]|[(][一二三四五六七八九十0-9]{1,2}[)]|[0-9]{1,2}[、.)]|第[一二三四五六七八九十]项|[①-⑳])"
)
DATE_ONLY = re.compile(
    "[ \t(]{0,4}(?:[0-9]{4}|[0-9]{2}(?=年)|二[零〇一二三四五六七八九]{3})[ ]?[年./\\-][^,。]{1,12}[ )]*$|[ \t]*(?:19|20)[0-9]{2}年?[ \t]*$"
)
BRACKETED = re.compile("[(][^()\n]*(?:\\([^()\n]*\\)[^()\n]*)*[)]$|「[^「」\n]*[|:][^「」\n]*」$")
IN_BRACKETS = re.compile("\\([^()\n]*\\)")
REMARK = re.compile("(?:备注|附记|附注|说明|注|附)[ ]?[(:]")
TURN = re.compile("[^:,。\\s]{1,8}:")
_SENTENCE_ENDS = tuple('。!?…"”」)')
_MOSTLY = 0.5


def punctuated_lines(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most of the text stands in lines that end in punctuation, so that a line without it is no sentence."""
    spoken = sum(stop - start for start, stop in lines if text[start:stop].rstrip()[-1:] in _SENTENCE_ENDS)
    return bool(lines) and spoken >= _MOSTLY * (lines[-1][1] - lines[0][0])


def line_end(text: str, start: int, end: int) -> int:
    """Where the line ends that `text[start:end]` begins with, before its line feed."""
    stop = text.find("\n", start, end)
    return end if stop < 0 else stop
