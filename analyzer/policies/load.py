"""Reading a policy file and checking it, with the line of every mistake."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import yaml

from analyzer.errors import PolicyError
from analyzer.types.labels import FindingKind, RecordType, Severity
from analyzer.types.policy import Cap, Deduction, Policy
from analyzer.types.record import FIELD_NAMES

__all__ = ["load_policy", "policy_version", "shipped_policies"]

_ROWS: dict[str, type] = {"deductions": Deduction, "caps": Cap}


@cache
def shipped_policies() -> tuple[str, ...]:
    """The names of the policies that come with the program."""
    folder = resources.files("analyzer.policies")
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))


def policy_version(policy: Policy) -> str:
    """Name, version and the first digits of the digest of everything in the policy."""
    digest = hashlib.sha256(msgspec.json.encode(policy, order="sorted")).hexdigest()
    return f"{policy.name}-{policy.version}+{digest[:8]}"


def load_policy(name: str | Path = "default") -> Policy:
    """A shipped policy by name, or a file by path.

    Raises PolicyError with file and line where the file is missing, is no YAML, or says something impossible.
    """
    if isinstance(name, str) and name in shipped_policies():
        where, text = f"{name}.yaml", resources.files("analyzer.policies").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    else:
        where = str(name)
        try:
            text = Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            known = "、".join(shipped_policies())
            raise PolicyError("找不到或无法读取政策文件。", where=where, remedy=f"自带的政策有：{known}；也可给出文件路径。") from error
    policy = _decode(text, where)
    for problem, path in _impossible(policy):
        raise PolicyError(problem, where=f"{where} 第{_line(text, path)}行")
    return policy


def _decode(text: str, where: str) -> Policy:
    try:
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PolicyError("不是有效的 YAML。", where=f"{where} 第{line}行", remedy="请检查缩进、冒号和引号。") from error
    if not isinstance(data, dict):
        raise PolicyError("文件内容不是一组“键: 值”。", where=where)
    try:
        return msgspec.convert(data, Policy, strict=False)
    except msgspec.ValidationError as error:
        steps = _steps(data, str(error))
        raise PolicyError(f"{_in_chinese(str(error))}。", where=f"{where} 第{_line(text, steps)}行") from error


def _steps(data: dict[str, Any], message: str) -> tuple[str | int, ...]:
    """The path of keys to a mistake; where the message leaves a key open («[...]»), the first row that does not fit is meant."""
    found = re.findall(r"\.([\w]+)|\[([0-9]+|\.\.\.)\]", message.partition(" - at ")[2])
    steps: list[str | int] = []
    for key, number in found:
        if number == "...":
            section = str(steps[0])
            steps.append(next(name for name, row in data[section].items() if not _fits(row, _ROWS[section])))
        else:
            steps.append(key or int(number))
    return tuple(steps)


def _fits(row: object, kind: type) -> bool:
    try:
        msgspec.convert(row, kind, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _in_chinese(message: str) -> str:
    what = message.partition(" - at ")[0]
    for pattern, words in (
        (r"Object missing required field `(\w+)`", r"缺少必填项 \1"),
        (r"Object contains unknown field `(\w+)`", r"有不认识的项 \1"),
        (r"Expected `([\w| ]+)`, got `(\w+)`", r"值的类型不对：应为 \1，实为 \2"),
        (r"Expected `array` of length (\d+).*", r"应有 \1 个值"),
    ):
        what, done = re.subn(pattern, words, what)
        if done:
            break
    return what


def _impossible(policy: Policy) -> list[tuple[str, tuple[str | int, ...]]]:
    """What the types cannot say: known kinds and fields, no negative points, bands that rise, caps that bind."""
    problems: list[tuple[str, tuple[str | int, ...]]] = []
    kinds = set(FindingKind)
    if list(policy.bands) != sorted(set(policy.bands)) or not policy.bands[0] > 0 or policy.bands[-1] > 100:
        problems.append(("档次界线必须由低到高，且在0到100之间。", ("bands",)))
    for section, rows in (("deductions", policy.deductions), ("caps", policy.caps)):
        problems += [(f"不认识的问题类别 {kind}。", (section, kind)) for kind in rows if kind not in kinds]
    for kind, row in policy.deductions.items():
        if min(row.info, row.minor, row.major, row.cap) < 0:
            problems.append(("扣分不能为负数。", ("deductions", kind)))
        if not row.source.strip():
            problems.append(("每一条都要注明出处 source。", ("deductions", kind)))
    missing = sorted(kinds - set(policy.deductions))
    problems += [(f"缺少问题类别 {kind} 的扣分。", ("deductions",)) for kind in missing]
    for number, element in enumerate(policy.elements):
        unknown = [key for key in element.any_of if key not in FIELD_NAMES]
        if unknown or element.type not in set(RecordType) or element.severity not in set(Severity):
            problems.append((f"要素“{element.name}”有不认识的字段、类型或严重程度。", ("elements", number)))
    for kind, cap in policy.caps.items():
        if not 1 <= cap.band <= 5 or not 0 <= cap.score < policy.bands[min(cap.band, 4) - 1]:
            problems.append(("分数上限必须低于下一档的界线。", ("caps", kind)))
    return problems


def _line(text: str, path: tuple[str | int, ...]) -> int:
    """The line at which the value of a path of keys stands (the deepest that exists)."""
    node: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    line = 1
    for step in path:
        following = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == step:
                    line, following = key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            following = node.value[step]
            line = following.start_mark.line + 1
        if following is None:
            break
        node = following
    return line
