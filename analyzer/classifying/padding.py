"""What fills a record without saying anything: repetitions, lists of keywords, slogans, words to whoever grades.

Such units are set aside before a record is read. They count as stock words and nothing else, so that padding cannot change what the rest says.
Which units these are is decided by each unit's own words and those before it, never by a model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Units
from analyzer.text.addresses import is_address, may_address

__all__ = ["PLATITUDE", "bare", "is_padding", "keyword_share", "says_fact"]

PLATITUDE = re.compile(
    "进一步(?:提高|增强|加强|强化|提升|坚定|深化|统一)|切实(?:增强|提高|加强|把|做到)|不断(?:提高|增强|加强|提升|推进|强化)|深入(?:学习|贯彻|领会|推进|开展)|深刻(?:领会|认识|理解|把握)|"
    "高度重视|提高(?:政治)?站位|统一思想|凝心聚力|真抓实干|扎实(?:推进|开展|做好)|再创[^,。]{0,6}(?:佳绩|辉煌|篇章)|续写[^,。]{0,6}(?:佳绩|辉煌|篇章)|以更加|饱满的|立足(?:本职|岗位)|受益匪浅|深受(?:教育|启发|鼓舞)|"
    "意义(?:重大|深远)|思想(?:稳定|端正|觉悟)|态度端正|认真负责|任劳任怨|兢兢业业|爱岗敬业|团结(?:同志|同事)|一如既往|再接再厉|不辜负|发挥[^,。]{0,8}(?:先锋模范|战斗堡垒)|"
    "入脑入心|走深走实|落地见效|学思用贯通|知行合一|增强[^,。]{0,10}(?:意识|自觉|责任感|使命感)|牢固树立|始终(?:坚持|保持|做到)|坚决(?:贯彻|拥护|服从|做到)|努力(?:工作|做好|提高|提升|完成)"
)
"""Stock phrases of the field."""

_KEYWORDS = re.compile(
    "两个确立|两个维护|四个意识|四个自信|理想信念|宗旨意识|党性修养|党性|政治站位|政治意识|大局意识|核心意识|看齐意识|责任意识|廉洁自律|廉洁|党风廉政|思想建设|思想汇报|思想|工作|生活|学习|作风|纪律|担当|作为|"
    "初心|使命|忠诚|干净|批评|自我批评|三会一课|主题党日|组织生活|谈心谈话|不忘初心|牢记使命|党史|党纪|主题教育|意识形态|为民服务|为人民服务|先锋模范|战斗堡垒|守正创新|真抓实干|整改|落实|提升|增强|强化"
)
_STOCK = re.compile(f"{PLATITUDE.pattern}|{_KEYWORDS.pattern}")
_FACT = re.compile(
    "[0-9一二三四五六七八九十]{1,4}[月日号时点元万人户次台吨个件米亩岁天票]|(?:老|小)[\u4e00-\u9fff](?:[^\u4e00-\u9fff]|[说讲提问])|[\u4e00-\u9fff](?:某|工|师傅)"
)
_ITEM = re.compile("[ \t]*(?:[一二三四五六七八九十]{1,3}[、.)]|[(][一二三四五六七八九十0-9]|[0-9]{1,2}[、.)]|第[一二三四五六七八九十])")
_DIGIT = re.compile("[0-9]")
_HAN = re.compile("[\u4e00-\u9fff]")
_IN_WORD = np.zeros(2**16, dtype=bool)
for _first, _last in ("\0\0", "09", "AZ", "az", "\u4e00\u9fff"):
    _IN_WORD[ord(_first) : ord(_last) + 1] = True
_SHORTEST_KEYWORD, _FEWEST_KEYWORDS = 2, 6
_FEWEST_STOCK = 2
_STOCK_SHARE = 0.5
"""On the corpus no sentence with a fact of a person has as much."""
_SHORTEST_REPEAT, _LONG_REPEAT = 4, 12


def is_padding(text: str, units: Units) -> npt.NDArray[np.bool_]:
    """For each unit of a cleaned text, whether it is set aside."""
    words = [text[start:end] for start, end in units]
    addressed = may_address(text, units[0][0], units[-1][1])
    filled = [again or _is_slogan(own) or (addressed and is_address(own)) for again, own in zip(_repeats(words), words, strict=True)]
    return np.array(filled, dtype=bool)


def _repeats(words: list[str]) -> list[bool]:
    """For each unit, whether its words stood before: a short one as a unit of its own, a long one anywhere; very short ones may be said again."""
    seen: set[str] = set()
    before = ""
    found = []
    for plain in bare(words):
        found.append(len(plain) >= _SHORTEST_REPEAT and (plain in seen or (len(plain) >= _LONG_REPEAT and plain in before)))
        seen.add(plain)
        before += plain + "\n"
    return found


def _is_slogan(words: str) -> bool:
    """Whether stock phrases and keywords make up so much of a unit that nothing is left to say; a numbered heading is none."""
    if _DIGIT.search(words) or _ITEM.match(words):
        return False
    hits = _STOCK.findall(words)
    if len(hits) < _FEWEST_STOCK:
        return False
    return sum(map(len, hits)) >= _STOCK_SHARE * len(_HAN.findall(words)) and not says_fact(words)


def says_fact(words: str) -> bool:
    """Whether a number with its unit or a person stands in the words; the «四个» of a slogan is none."""
    return _FACT.search(_STOCK.sub("、", words)) is not None


def keyword_share(words: str) -> float:
    """The share of a unit that keywords make up, 0 if they are few."""
    hits = _KEYWORDS.findall(words) if len(words) >= _SHORTEST_KEYWORD * _FEWEST_KEYWORDS else []
    return sum(map(len, hits)) / len(words) if len(hits) >= _FEWEST_KEYWORDS else 0.0


def bare(units: Sequence[str]) -> list[str]:
    """The words of each unit of a cleaned text, which has no \\0, without punctuation and spaces; there is at least one unit."""
    codes = np.frombuffer("\0".join(units).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return codes[_IN_WORD.take(codes, mode="clip")].tobytes().decode("utf-32-le").split("\0")
