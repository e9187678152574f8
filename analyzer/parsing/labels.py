"""The words under which a form's fields stand, and the expressions that find them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import msgspec
import yaml

__all__ = ["Labels", "labels"]


class Labels(msgspec.Struct, frozen=True):
    """What the label table gives: `key_of` maps a label without spaces to a field key, the expressions find labels in cleaned text.

    `word` is a label at the beginning of a word; `token` one word of a header; `loose` are labels that are everyday words too, `marked` those
    of them that nothing but a colon or a gap makes labels.
    """

    key_of: dict[str, str]
    loose: frozenset[str]
    marked: frozenset[str]
    word: re.Pattern[str]
    token: re.Pattern[str]
    at_line_start: re.Pattern[str]
    kindred: re.Pattern[str]
    field: re.Pattern[str]
    content: re.Pattern[str]
    signature: re.Pattern[str]

    def opening(self, text: str, start: int, end: int) -> tuple[str, int] | None:
        """The field key of the label that opens a line, and where its value begins."""
        match = self.at_line_start.match(text, start, end)
        if match is None:
            return None
        label = (match["label"] or match["bare"]).replace(" ", "")
        return self.key_of[label], match.end()


_PARTNER = "(?:被?谈话(?:人|对象)|记录人?|主持人?)"
"""A label behind an enumeration comma parts the words of a header."""

_OPENING = frozenset(("time", "place", "host", "recorder", "talker", "talkee"))
"""Keys whose labels part a bracket of fields from the title before it («谈心谈话表(时间:3月5日;地点:办公室)»)."""


def _spaced(words: list[str]) -> str:
    """One alternative for each word, the longest first of those with one first character, spaces allowed between characters («时 间»)."""
    behind: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        behind.setdefault(word[0], []).append("".join(f" ?{re.escape(character)}" for character in word[1:]))
    alternatives = (f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in behind.items())
    return f"(?=[{''.join(map(re.escape, behind))}])(?:{'|'.join(alternatives)})"


@cache
def labels() -> Labels:
    """The label table (`labels.yaml`), compiled once."""
    table = yaml.load(resources.files("analyzer.parsing").joinpath("labels.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    key_of = {word: key for key, words in table["fields"].items() for word in words}
    loose = frozenset(table["loose"])
    label, firm = _spaced(list(key_of)), _spaced([word for word in key_of if word not in loose])
    opened = f"\\((?:{_spaced([word for word, key in key_of.items() if key in _OPENING and word not in loose])}):"
    parted = "|".join(" ".join(word) for word in key_of if len(word) == 2)
    before, remark = "[ \t【\\[·•*|#/「—-]{0,8}", "(?:[ ]?\\([^()\n]{0,12}\\))?"
    close = f"{remark}\\*{{0,2}}[ ]?(?:[:\\]】\t|]+|为:)[ ]?:?\\*{{0,2}}"
    return Labels(
        key_of=key_of,
        loose=loose,
        marked=frozenset(table["marked"]),
        word=re.compile(label),
        token=re.compile(
            f"(?:(?:[^\\s|;。,#·/【】「」(、]|(?<=[一二三四五六七八九十])、|、(?!{_PARTNER}))+(?! )|{parted}"
            f"|(?<=[^\\s])(?!{opened})\\([^()\n]*\\)|\\([^()\n:]*\\)|(?<=[^\\s])[/·](?=[^\\s#])|(?<=[0-9]),(?=[0-9])|(?!(?<![一二三四五六七八九十])、{_PARTNER})(?!{opened})[^\\s|;。,#·/【】「」])+"
        ),
        at_line_start=re.compile(
            f"{before}(?:(?:[0-9一二三四五六七八九十]{{1,2}}[、.]|[①-⑳])[ ]?)?(?:(?P<label>{label}){close}|(?P<bare>{firm})(?:[ ]{{1,4}}(?=[0-9\u4e00-\u9fff])|(?=[0-9])))"
        ),
        kindred=re.compile(f"{before}[^\\s:,;。!?]{{0,8}}(?:{_spaced(table['kindred'])}){remark}:"),
        field=re.compile(f"(?:^|(?<=[\\s,;。、|【\\[(]))(?:{firm}){remark}(?:[ ]?:|是|为)"),
        content=re.compile(
            f"[ \t【\\[·•*|#]{{0,8}}(?:[一二三四五六七八九十]、)?(?:{_spaced(table['content'])})(?:及[^:,。\n]{{1,12}}(?=:))?(?:[ ]?\\([^()\n]{{0,16}}\\))?[ ]?(?:[:\\]】\t|]+:?|(?=\n))[ \t]*"
        ),
        signature=re.compile(f"[ \t【\\[(·•*|#]{{0,8}}(?:{_spaced(table['signature'])})"),
    )
