"""Reading a policy file, with the policy that it extends, and telling the line of every mistake."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

import msgspec
import yaml

from analyzer.errors import PolicyError
from analyzer.policies.consistency import Impossible, impossible
from analyzer.policies.shape import misshapen, repaired
from analyzer.types.policy import Policy

__all__ = ["load_policy", "policy_mistakes", "policy_schema", "policy_version", "shipped_policies"]

_EXTENDS = "extends"
_DEEPEST = 5


@cache
def shipped_policies() -> tuple[str, ...]:
    """The names of the policies that come with the program."""
    folder = resources.files("analyzer.policies")
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))


def policy_version(policy: Policy) -> str:
    """Name, version and the first digits of the digest of everything in the policy."""
    digest = hashlib.sha256(msgspec.json.encode(policy, order="sorted")).hexdigest()
    return f"{policy.name}-{policy.version}+{digest[:8]}"


def policy_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a policy file, for editors; a file that extends another leaves out what it keeps."""
    schema = msgspec.json.schema(Policy, ref_template="#/$defs/{name}")
    for name in ("Policy", "LedgerPolicy"):
        del schema["$defs"][name]["required"]
    schema["$defs"]["Policy"]["properties"][_EXTENDS] = {"type": "string"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "mqa policy", **schema}


def load_policy(name: str | Path = "default") -> Policy:
    """A shipped policy by name, or a file by path; `extends` in a file names the policy whose other sections it keeps.

    Raises PolicyError with file and line where a file is missing, is no YAML, or says something impossible.
    """
    where, text = _text(name)
    data = _whole(text, where, 0)
    for mistake in _mistakes(data):
        raise _error(mistake, text, where)
    return msgspec.convert(data, Policy, strict=False)


def policy_mistakes(name: str | Path) -> Iterator[PolicyError]:
    """Everything that is wrong with a policy file, in the order of its lines; a file that is missing or no YAML has that one mistake."""
    try:
        where, text = _text(name)
        data = _whole(text, where, 0)
    except PolicyError as error:
        yield error
        return
    yield from (_error(mistake, text, where) for mistake in sorted(_mistakes(data), key=lambda one: _line(text, one.path)))


def _mistakes(data: dict[str, Any]) -> Iterator[Impossible]:
    """What has the wrong shape, and what is impossible in the rest: the places of the wrong shapes are taken from the default policy."""
    wrong = tuple(misshapen(data, Policy))
    yield from wrong
    if wrong:
        _, text = _text("default")
        data = cast("dict[str, Any]", repaired(data, Policy, yaml.load(text, Loader=yaml.CSafeLoader)))
    for mistake in impossible(msgspec.convert(data, Policy, strict=False)):
        if not any(_concerns(mistake.path, one.path) for one in wrong):
            yield mistake


def _concerns(path: tuple[str | int, ...], wrong: tuple[str | int, ...]) -> bool:
    """Whether a mistake is in what was put there instead of something wrong, or in the row around it."""
    section = 3 if path[:1] == ("ledger",) else 2
    return path[: len(wrong)] == wrong or (len(path) >= section and wrong[: len(path)] == path)


def _error(mistake: Impossible, text: str, where: str) -> PolicyError:
    return PolicyError(mistake.problem, where=f"{where} 第{_line(text, mistake.path)}行", remedy=mistake.remedy)


def _text(name: str | Path) -> tuple[str, str]:
    if isinstance(name, str) and name in shipped_policies():
        return f"{name}.yaml", resources.files("analyzer.policies").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    try:
        return str(name), Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        known = "、".join(shipped_policies())
        raise PolicyError("找不到或无法读取政策文件。", where=str(name), remedy=f"自带的政策有：{known}；也可给出文件路径。") from error


def _whole(text: str, where: str, depth: int) -> dict[str, Any]:
    """The file's sections over those of the policy that it extends; of a section of named rows, and of `ledger`, each row or list by itself."""
    try:
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        raise PolicyError("有不能用的控制字符。", where=f"{where} 第{line}行", remedy="请删去它，或重新输入这一行。") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PolicyError("不是有效的 YAML。", where=f"{where} 第{line}行", remedy="请检查缩进、冒号和引号。") from error
    except ValueError as error:
        raise PolicyError("有不存在的日期，或过长的数。", where=where, remedy="日期请写成 2025-03-06 这样。") from error
    if not isinstance(data, dict):
        raise PolicyError("文件内容不是一组“键: 值”。", where=where)
    base_name = data.pop(_EXTENDS, None)
    if base_name is None:
        return data
    if not isinstance(base_name, str) or depth == _DEEPEST:
        raise PolicyError("extends 应是一个政策的名称或文件，且不能互相引用。", where=f"{where} 第{_line(text, (_EXTENDS,))}行")
    shipped = base_name in shipped_policies()
    base_where, base_text = _text(base_name if shipped else Path(where).parent / base_name)
    whole = _whole(base_text, base_where, depth + 1)
    for key, value in data.items():
        known = whole.get(key)
        whole[key] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return whole


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
