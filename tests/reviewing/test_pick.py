"""Picking on planted cases: what each rule is there for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from analyzer import Analyzer
from analyzer.ledger.sketch import sketch
from analyzer.reviewing import Candidate, candidate, pick
from tests.conftest import GENERIC_TALK, GOOD_TALK, RECIPE, document

WORDS = [
    "老何说磨浆机漏了三天没人修，他垫了四十块买密封圈，车间主任答应周五前报销并派人换轴。",
    "罗敏父亲住院半个月，她两头跑，夜里十一点才到家，支部商量替她调开了周三的值班。",
    "新来的小赵不会填台账，老师傅陪他在档案室坐了一下午，把去年缺的六页补齐了。",
    "仓库少了两桶机油，保管员当众说清去向，支部决定月底前装上门禁，由设备科办理。",
    "食堂承包合同到期，三位党员反映菜价偏高，书记答应下周请后勤来说明成本构成。",
    "村口的水渠堵了，党员分成两组清淤，三天清出八百米，花费从集体收入里列支。",
]


def planted(number: int, *, confidence: float = 0.9, branch: str = "", words: str | None = None) -> Candidate:
    return Candidate(f"r{number}", branch, confidence, confidence, 0, sketch(WORDS[number % len(WORDS)] if words is None else words))


def names(candidates: list[Candidate], count: int, answered: list[Candidate] | None = None) -> list[str]:
    return [candidates[one.place].id for one in pick(candidates, count, answered=answered or [])]


def test_the_doubtful_come_first() -> None:
    """Of records that are unlike each other, in the order of doubt."""
    candidates = [planted(number, confidence=0.9 - 0.1 * number) for number in range(4)]
    assert names(candidates, 4) == ["r3", "r2", "r1", "r0"]


def test_of_records_that_are_alike_one_is_asked() -> None:
    """The most doubtful of them, which says for how many it stands; a record like an answered one is not asked at all."""
    copies = [planted(number, confidence=0.3 + 0.1 * number, words=WORDS[0]) for number in range(3)]
    other = planted(4, confidence=0.8)
    picks = pick([*copies, other], 9)
    assert [one.place for one in picks] == [0, 3]
    assert "另有2条与它雷同，看这一条即可" in picks[0].reasons
    assert names([*copies, other], 9, [planted(9, words=WORDS[0])]) == ["r4"]


def test_branches_take_turns() -> None:
    """A branch with many doubtful records does not take all places."""
    candidates = [planted(number, confidence=0.5, branch="北塘支部") for number in range(4)]
    candidates.append(planted(4, confidence=0.6, branch="南塘支部"))
    assert names(candidates, 2)[1] == "r4"
    assert "南塘支部还没有看过" in pick(candidates, 2)[1].reasons


def test_every_fifth_is_drawn_without_looking_at_doubt() -> None:
    """Also when one record at a time is asked and answered, so that sure mistakes are met."""
    unlike = ["".join(chr(0x4E00 + (number * 977 + place * 131) % 5000) for place in range(60)) for number in range(40)]
    candidates = [planted(number, confidence=0.99 if number else 0.2, words=words) for number, words in enumerate(unlike)]
    asked, answered = [], []
    for _ in range(10):
        left = [one for one in candidates if one not in answered]
        (found,) = pick(left, 1, answered=answered)
        asked.append(found.reasons[0].startswith("随机抽查"))
        answered.append(left[found.place])
    assert [number for number, drawn in enumerate(asked) if drawn] == [4, 9]


@given(
    some.lists(some.tuples(some.floats(0, 1), some.integers(0, 5), some.sampled_from(["", "甲", "乙"])), max_size=12), some.integers(1, 15)
)
def test_nothing_is_asked_twice(rows: list[tuple[float, int, str]], count: int) -> None:
    """At most so many questions, each with a reason, the same whenever asked."""
    candidates = [
        planted(number, confidence=c, branch=branch, words=WORDS[words] + str(number) * 9) for number, (c, words, branch) in enumerate(rows)
    ]
    picks = pick(candidates, count)
    assert len({one.place for one in picks}) == len(picks) <= count
    assert pick(candidates, count) == picks
    assert all(one.reasons for one in picks)


def test_a_report_becomes_a_candidate_unless_it_was_not_judged(analyzer: Analyzer) -> None:
    """Its confidence and its parts count; a recipe has neither."""
    found = [candidate(analyzer.analyze(document(text))[0], name) for name, text in (("a", GENERIC_TALK), ("b", GOOD_TALK), ("c", RECIPE))]
    assert [one.id for one in found if one is not None] == ["a", "b"]
    assert all(0 <= one.doubt <= 1 for one in found if one is not None)
