"""The words under which a form's fields stand, and the expression that finds them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import msgspec
import yaml

__all__ = ["Labels", "labels"]


class Labels(msgspec.Struct, frozen=True):
    """What the label table gives: `key_of` maps a label without spaces to a field key, the expressions find labels in cleaned text."""

    key_of: dict[str, str]
    labelled: re.Pattern[str]
    at_line_start: re.Pattern[str]
    content: re.Pattern[str]
    signature: re.Pattern[str]


def _spaced(words: list[str]) -> str:
    """One alternative for each word, longest first, spaces allowed between characters («时 间»)."""
    return "|".join(" ?".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))


@cache
def labels() -> Labels:
    """The label table (`labels.yaml`), compiled once."""
    table = yaml.safe_load(resources.files("analyzer.parsing").joinpath("labels.yaml").read_text(encoding="utf-8"))
    key_of = {word: key for key, words in table["fields"].items() for word in words}
    label = _spaced(list(key_of))
    close = "(?:[ ]?\\([^()\n]{0,12}\\))?[ ]?(?:[:\\]】\t|]+|为:)[ ]?:?"
    return Labels(
        key_of=key_of,
        labelled=re.compile(f"(?:^|(?<=[\\s,;。、|【\\[(·•*]))(?P<label>{label}){close}", re.MULTILINE),
        at_line_start=re.compile(
            f"[ \t【\\[·•*|—-]*(?:[0-9一二三四五六七八九十]{{1,2}}[、.])?(?P<label>{label})(?:{close}|[ ]{{1,4}}(?=[0-9\u4e00-\u9fff])|(?=[0-9]))"
        ),
        content=re.compile(
            f"[ \t【\\[·•*|]*(?:[一二三四五六七八九十]、)?(?:{_spaced(table['content'])})(?:[ ]?\\([^()\n]{{0,16}}\\))?[ ]?(?:[:\\]】\t|]+:?|(?=\n))[ \t]*"
        ),
        signature=re.compile(f"[ \t【\\[(·•*|]*(?:{_spaced(table['signature'])})"),
    )
