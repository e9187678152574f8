"""What may not stand in the words of the corpus: sentences shared between records, personal data, broken text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from corpus.guideline.problem import Place, Problem
from corpus.records import LabelledRecord, labelled_text

__all__ = ["check_personal_data", "check_sharing", "check_spans", "long_sentences"]

_SHARED_FROM = 15
_ENDS = re.compile("[。!?！？;；\n]")
_NOT_WORDS = re.compile("[^\u4e00-\u9fff0-9A-Za-z]")
_SAME = re.compile("same[:：]\\s*([\\w-]+)")
_MOBILE = re.compile("(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_IDENTITY = re.compile("(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def long_sentences(text: str) -> Iterator[str]:
    """The sentences of 15 and more characters (Han, letters, digits), without anything else in them."""
    for part in _ENDS.split(text):
        bare = _NOT_WORDS.sub("", part)
        if len(bare) >= _SHARED_FROM:
            yield bare


def check_sharing(texts: Iterable[tuple[Place, str, str, str]]) -> Iterator[Problem]:
    """Sentences that two records share. A text comes as (place, body, why, base): `same:ID` in `why` allows that record, a pair its base and that base's pairs."""
    first: dict[str, tuple[str, str]] = {}
    for place, body, why, base in texts:
        allowed = {*_SAME.findall(why), place.record, base} - {""}
        for sentence in long_sentences(body):
            owner, owner_base = first.setdefault(sentence, (place.record, base))
            if owner not in allowed and owner_base not in allowed:
                yield Problem(
                    place,
                    "shared_sentence",
                    f"与 {owner} 有相同的句子「{sentence[:20]}…」。",
                    f"请改写；确为雷同的例子，在 why 里写 same:{owner}。",
                )


@cache
def _leaders() -> tuple[str, ...]:
    return tuple(yaml.safe_load((Path(__file__).parent / "persons.yaml").read_text(encoding="utf-8"))["leaders"])


def identity_number(digits: str) -> bool:
    """Whether 18 characters are a citizen's number by its check digit (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return digits[17].upper() == _CHECK_DIGITS[total % 11]


def check_personal_data(place: Place, text: str) -> Iterator[Problem]:
    """Mobile numbers, valid identity numbers, and leaders' names; the problem doesn't repeat the number."""
    if _MOBILE.search(text):
        yield Problem(place, "mobile_number", "有手机号码。", "请删去。")
    if any(identity_number(match.group()) for match in _IDENTITY.finditer(text)):
        yield Problem(place, "identity_number", "有校验位正确的身份证号。", "请删去。")
    for name in _leaders():
        if name in text:
            yield Problem(place, "leader_name", f"出现领导人姓名（{name}）。", "请只写文件名或「总书记」等称谓。")


def check_spans(place: Place, record: LabelledRecord) -> Iterator[Problem]:
    """Each sentence must be found again at its place in the document, in order, without overlap."""
    text, units = labelled_text(record)
    end = len(record.header)
    for number, (unit, sentence) in enumerate(zip(units, record.texts(), strict=True), 1):
        if not sentence.strip():
            yield Problem(place, "empty_sentence", f"第{number}句是空的。", "请删去。")
        elif text[unit.span.start : unit.span.end] != sentence.strip() or unit.span.start < end:
            yield Problem(place, "span", f"第{number}句在全文里的位置不对。", "请检查首尾的空白。")
        end = unit.span.end
