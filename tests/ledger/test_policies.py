"""Policies of the ledger: dated rows, what a file extends, every mistake with line and mend, and what another policy would change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jsonschema
import msgspec
import pytest
import yaml

from analyzer.errors import PolicyError
from analyzer.ledger import gather, ledger_report
from analyzer.ledger.difference import moves
from analyzer.policies import load_policy, policy_mistakes, policy_schema, shipped_policies
from analyzer.rendering.explanation import explain_ledger
from analyzer.types.labels import Event
from analyzer.types.ledger import LedgerCounts, LedgerReport
from analyzer.types.ledger_policy import LateEntry, in_force
from analyzer.types.policy import Policy
from tests.ledger.cases import LedgerCase, ledger_of

CASE = LedgerCase(
    name="一个支部的一年",
    rows=[
        {"id": f"C{month:02d}", "type": ["committee"], "start": f"2025-{month:02d}-08 10:00", "end": f"2025-{month:02d}-08 11:00"}
        for month in range(1, 13)
    ]
    + [
        {"id": "T", "type": ["talk"], "start": "2025-03-01 10:00", "talker": "莫家驹", "talkee": "费小琴"},
        {
            "id": "A",
            "type": ["member_assembly", "study", "lecture"],
            "start": "2025-06-27 15:00",
            "attendees": "莫家驹、费小琴、单晓东、桑志明",
        },
    ],
    finds=[],
)


def report(policy: Policy, today: date = date(2026, 1, 15)) -> LedgerReport:
    """The year of the case under a policy."""
    ledger = msgspec.structs.replace(ledger_of(CASE), today=today)
    return ledger_report(ledger, policy, LedgerCounts(len(CASE.rows), len(CASE.rows), 0), policy.name)


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


NEAR_DUPLICATE = """extends: default
ledger:
  near_duplicate:
    - {share: 0.65, fewest: 25,
       whole: 0.6, verbatim: 0.75,
       verbatim_share: 0.3, verbatim_fewest: 3,
       official_branches: 5, official_share: 0.1, template_share: 0.7, source: 通知}
"""


def test_a_row_is_in_force_from_its_first_to_its_last_day() -> None:
    """The later row takes over on its day; before any row there is no rule."""
    rows = (
        LateEntry(source="旧", working_days=5, major_days=30, since=date(2024, 1, 1), until=date(2025, 6, 30)),
        LateEntry(source="新", working_days=3, major_days=30, since=date(2025, 7, 1)),
    )
    assert in_force(rows, date(2023, 12, 31)) is None
    assert [row.source for day in ("2024-01-01", "2025-06-30", "2025-07-01") if (row := in_force(rows, date.fromisoformat(day)))] == [
        "旧",
        "旧",
        "新",
    ]


def test_a_quota_is_asked_only_of_periods_in_which_it_holds(tmp_path: Path) -> None:
    """A monthly study that is ordered from July on is not missed in June."""
    policy = load_policy(
        own(
            tmp_path,
            "extends: default\nname: own\nledger:\n  quotas:\n    - {duty: study, per: month, count: 1, since: 2025-07-01, source: 通知}\n",
        )
    )
    periods = [found.period for found in report(policy).findings if found.kind == "quota_shortfall"]
    assert sorted(periods) == [f"2025-{month:02d}" for month in range(7, 13)]


@pytest.mark.parametrize(("day", "periods"), [("2025-02-10", {"2025-Q1": "info"}), ("2025-05-10", {"2025-Q1": "major"})])
def test_what_is_still_possible_is_a_hint(day: str, periods: dict[str, str]) -> None:
    """While a quarter runs its quota is info without points and names the last day; once it is over it is a shortfall."""
    made = report(load_policy(), date.fromisoformat(day))
    found = [one for one in made.findings if one.kind == "quota_shortfall" and one.duty == "member_assembly"]
    assert {one.period: one.severity for one in found} == periods
    assert all((one.points == 0) == (one.severity == "info") for one in found)
    assert all(("2025-03-31" in one.message) == (one.severity == "info") for one in found)


def test_each_shipped_policy_fits_the_schema_and_has_no_mistake() -> None:
    """Three policies; the schema that editors use accepts each file as it is written."""
    assert shipped_policies() == ("bureau", "default", "enterprise")
    folder = Path(load_policy.__code__.co_filename).parent
    for name in shipped_policies():
        assert list(policy_mistakes(name)) == []
        data = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        jsonschema.validate(data, policy_schema())
        rows = [row for section in load_policy(name).ledger.__struct_fields__ for row in getattr(load_policy(name).ledger, section)]
        assert all(row.source for row in rows)


@pytest.mark.parametrize(
    ("text", "line", "problem", "remedy"),
    [
        ("extends: default\nledger:\n  quotas:\n    - {duty: comittee, per: month, count: 1, source: 通知}\n", 4, "comittee", "committee"),
        (
            "extends: default\nledger:\n  quotas:\n    - {duty: committee, per: week, count: 1, source: 通知}\n",
            4,
            "week",
            "mqa policy check",
        ),
        ("extends: default\nledger:\n  late_entry:\n    - {working_days: 3, major_days: 30, source: ''}\n", 4, "出处", "条款"),
        (
            "extends: default\nledger:\n  late_entry:\n    - {working_days: 3, major_days: 30, source: 通知,\n       since: 2025-07-01, until: 2025-01-01}\n",
            4,
            "since",
            "核对",
        ),
        ("extends: default\nledger:\n  burst_entry:\n    - {share: 30,\n       days: 2, fewest: 15, source: 通知}\n", 4, "share", "0到1"),
        (
            NEAR_DUPLICATE.replace("whole: 0.6", "whole: 60"),
            5,
            "whole",
            "0到1",
        ),
        (
            NEAR_DUPLICATE.replace("verbatim_share: 0.3", "verbatim_share: .nan"),
            6,
            "verbatim_share",
            "0到1",
        ),
        ("extends: default\nledger:\n  unmet_need:\n    - {event: posts, days: 60, source: 通知}\n", 4, "posts", "post"),
        (
            "extends: default\nledger:\n  uneven_year:\n    - {share: 0.6, months: 2, fewest: 6, source: 通知,\n       seasonal: [apraisal]}\n",
            5,
            "apraisal",
            "appraisal",
        ),
        (
            "extends: default\nledger:\n  officer_turnover:\n    - {recorders: 3, share: 0.5, fewest_months: 4, source: 通知,\n       but: [groups]}\n",
            5,
            "groups",
            "group",
        ),
        ("extends: default\ncaps:\n  one_pot: {band: 2, score: 59, source: ' '}\n", 3, "出处", "条款"),
        ("extends: default\nelements:\n  - {type: talk, name: 地点, any_of: [place], source: ''}\n", 3, "出处", "条款"),
        ("extends: default\nsource: ''\n", 2, "出处", "条款"),
        (
            "extends: default\nrevisions:\n  - since: 2025-07-01\n    source: 通知\n    caps:\n      one_pot: {band: 2, score: 59, source: ''}\n",
            6,
            "出处",
            "条款",
        ),
        ("extends: default\nledger:\n  weights:\n    - {party: 0.6, business: 0.6, source: 通知}\n", 4, "权重", "0.5"),
        ("extends: default\nledger:\n  late_enter: []\n", 3, "late_enter", "mqa policy check"),
        ("extends: nowhere\n", 1, "找不到", "default"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_mend(tmp_path: Path, text: str, line: int, problem: str, remedy: str) -> None:
    """Where it is, what is wrong, what to do."""
    path = own(tmp_path, text)
    (mistake,) = policy_mistakes(path)
    assert isinstance(mistake, PolicyError)
    assert problem in mistake.problem
    assert remedy in mistake.remedy
    if "nowhere" not in text:
        assert mistake.where == f"{path} 第{line}行"


def test_the_default_policy_asks_for_a_talk_after_every_event() -> None:
    """五必谈: none of the events that the program knows is left out."""
    assert {row.event for row in load_policy().ledger.unmet_need} == set(Event)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    """A file with two mistakes is mended in one go."""
    text = "extends: default\nledger:\n  quotas:\n    - {duty: comittee, per: month, count: 1, source: 通知}\n    - {duty: studdy, per: month, count: 1, source: 通知}\n"
    assert [mistake.where.rpartition(" ")[2] for mistake in policy_mistakes(own(tmp_path, text))] == ["第4行", "第5行"]


WRONG = """extends: default
bands: [40, 60, 75]
caps:
  generic_talk: {source: 规范, band: 9, score: 50}
  one_pot: {source: 规范, band: 2, score: 80}
  off_topic: {source: 规范, band: 2, score: viel}
thresholds: {review_confidence: 3, longest_hours: 0}
deductions:
  boilerplat: {source: 规范, cap: 3}
  boilerplate: {source: 规范, cap: -3}
band: 1
ledger:
  quotas:
    - {duty: lecture, per: week, count: 0, source: 通知}
    - {duty: lecture, count: 1}
  points: 3
"""


def test_wrong_shapes_and_impossible_values_are_named_at_once_with_what_may_stand_there(tmp_path: Path) -> None:
    """Neither hides the other; each names its line, in order, and the range or the words that are allowed; nothing is complained of twice."""
    found = [
        (mistake.where.rpartition(" ")[2], mistake.problem, mistake.remedy.removesuffix("请按提示改正后运行 mqa policy check。"))
        for mistake in policy_mistakes(own(tmp_path, WRONG))
    ]
    assert found == [
        ("第2行", "应有 4 个值。", ""),
        ("第4行", "档次上限 band 不能是 9。", "请改成1到5的整数。"),
        ("第5行", "分数上限 score 不能是 80：不能为负，且必须低于下一档的界线。", "请改成0以上、60以下。"),
        ("第6行", "值的类型不对：应为数字，实为文字“viel”。", ""),
        ("第7行", "review_confidence 不能是 3。", "请改成0到1之间的数。"),
        ("第7行", "longest_hours 不能是 0。", "请改成大于0的数。"),
        ("第9行", "不认识的问题类别 boilerplat。", "是不是 boilerplate？"),
        ("第10行", "扣分不能为负数。", "请改成0或正数。"),
        ("第11行", "有不认识的项 band。", "是不是 bands？"),
        ("第14行", "不认识的值 week。", "可用：month、quarter、half、year。"),
        ("第15行", "缺少必填项 source。", ""),
        ("第15行", "缺少必填项 per。", ""),
        ("第16行", "值的类型不对：应为列表，实为整数“3”。", ""),
    ]


@pytest.mark.parametrize("section", ["bands", "deductions", "caps", "elements", "thresholds", "ledger", "revisions", "name"])
@pytest.mark.parametrize("value", ["x", "3", "[]", "[3]", "{}", "{a: 3}", "null"])
def test_any_nonsense_for_a_section_is_named_at_its_line(tmp_path: Path, section: str, value: str) -> None:
    """Whatever stands there, it is told in Chinese or it is a right policy."""
    path = own(tmp_path, f"extends: default\n{section}: {value}\n")
    mistakes = list(policy_mistakes(path))
    assert all(mistake.where.startswith(f"{path} 第") and mistake.problem[0] > "z" for mistake in mistakes)
    if mistakes:
        with pytest.raises(PolicyError):
            load_policy(path)
    else:
        assert load_policy(path).name


def test_a_stricter_policy_moves_the_branch_and_says_why() -> None:
    """The bureau asks for monthly studies; the difference names the kind, the points and the duty."""
    (move,) = moves(report(load_policy("default")), report(load_policy("bureau")))
    assert move.before is not None
    assert move.after is not None
    assert move.after < move.before
    assert any("次数不足" in why for why in move.why)
    assert any("集中学习：应开展0次 → 12次" in why for why in move.why)
    assert moves(report(load_policy()), report(load_policy())) == ()


def test_the_explanation_walks_from_the_score_to_records_and_rules() -> None:
    """Every deduction, each finding with its points, the records, the claims that do not count."""
    made = report(load_policy())
    told = "\n".join(explain_ledger(made))
    (branch,) = made.branches
    assert f"{branch.score:g}分" in told
    for taken in branch.deductions:
        assert f"扣{taken.points:g}分" in told
        assert taken.source in told
    assert all(found.message in told for found in made.findings if found.points)
    assert "没有这一项的实质内容" in told


def test_an_empty_ledger_is_a_report() -> None:
    """No record, no branch, no finding."""
    made = ledger_report(gather([], today=date(2025, 1, 1)), load_policy(), LedgerCounts(0, 0, 0), "")
    assert (made.branches, made.findings, made.year) == ((), (), None)
