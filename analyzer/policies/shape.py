"""What in a policy does not have the shape that its types ask for, all of it at once, and the policy without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from analyzer.errors import PolicyError
from analyzer.policies.consistency import Impossible, meant

__all__ = ["misshapen", "repaired"]

Path = tuple[str | int, ...]

_REMEDY = PolicyError.default_remedy
_TYPES = {
    "float": "数字",
    "int": "整数",
    "str": "文字",
    "array": "列表",
    "object": "一组“键: 值”",
    "bool": "真或假",
    "null": "空",
    "date": "日期（如 2025-03-06）",
}
_NEUTRAL: dict[object, object] = {str: "-", float: 1.0, int: 1, bool: False, date: date.min}


def misshapen(value: object, kind: Any, path: Path = ()) -> Iterator[Impossible]:
    """Every place in `value` that is not of `kind`: a struct's missing, unknown and wrong fields, the wrong rows of lists, the wrong words."""
    kind = _required(kind)
    message = _misfit(value, kind)
    if not message:
        return
    if _is_struct(kind) and isinstance(value, Mapping):
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        for key in value:
            if key not in fields:
                yield Impossible(f"有不认识的项 {key}。", (*path, key), f"{meant(key, fields)}{_REMEDY}")
        for name, field in fields.items():
            if name in value:
                yield from misshapen(value[name], field.type, (*path, name))
            elif field.required:
                yield Impossible(f"缺少必填项 {name}。", path, _REMEDY)
        return
    parts = list(_parts(value, kind))
    for key, part, its_kind in parts:
        yield from misshapen(part, its_kind, (*path, key))
    if not parts:
        yield Impossible(f"{_in_chinese(message, value)}。", path, _choices(kind))


def repaired(value: object, kind: Any, known: object = None) -> object:
    """`value` as a value of `kind`: what does not fit comes from `known`, a value of that kind in its data form, or is something that fits."""
    kind = _required(kind)
    if not _misfit(value, kind):
        return value
    base = known if isinstance(known, Mapping) else {}
    if _is_struct(kind):
        given = value if isinstance(value, Mapping) else {}
        return {
            field.name: repaired(given.get(field.name, base.get(field.name)), field.type, base.get(field.name))
            for field in msgspec.structs.fields(kind)
            if field.required or field.name in given
        }
    if get_origin(kind) is dict and isinstance(value, Mapping):
        return {key: repaired(part, get_args(kind)[1], base.get(key)) for key, part in value.items()}
    if _is_list(kind) and isinstance(value, Sequence) and not isinstance(value, str):
        return [repaired(part, get_args(kind)[0]) for part in value]
    return _neutral(kind) if _misfit(known, kind) else known


def _neutral(kind: Any) -> object:
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if _is_struct(kind):
        return repaired({}, kind)
    if get_origin(kind) is tuple:
        return [] if _is_list(kind) else [_neutral(part) for part in get_args(kind)]
    return _NEUTRAL.get(kind, {})


def _misfit(value: object, kind: Any) -> str:
    """Why the value is not of the kind, in msgspec's words; empty where it is."""
    try:
        msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        return str(error).partition(" - at ")[0]
    return ""


def _parts(value: object, kind: Any) -> Iterator[tuple[str | int, object, Any]]:
    """The rows of a dict or a list with their keys and kinds; none where the value is neither, or a tuple of the wrong length."""
    inner = get_args(kind)
    if get_origin(kind) is dict and isinstance(value, Mapping):
        yield from ((key, part, inner[1]) for key, part in value.items())
    elif get_origin(kind) is tuple and isinstance(value, list):
        if _is_list(kind):
            yield from ((number, part, inner[0]) for number, part in enumerate(value))
        elif len(inner) == len(value):
            yield from ((number, part, its_kind) for number, (part, its_kind) in enumerate(zip(value, inner, strict=True)))


def _required(kind: Any) -> Any:
    """The kind of an optional value where it is given, without what is noted beside it."""
    if get_origin(kind) is Annotated:
        return _required(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return next(one for one in get_args(kind) if one is not NoneType)
    return kind


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis


def _choices(kind: Any) -> str:
    if get_origin(kind) is not Literal:
        return _REMEDY
    return f"可用：{'、'.join(word or '（空）' for word in get_args(kind))}。{_REMEDY}"


def _in_chinese(message: str, value: object) -> str:
    if found := re.match(r"Expected `([\w| ]+)`, got `(\w+)`", message):
        wanted, got = (" 或 ".join(_TYPES.get(name, name) for name in group.split(" | ")) for group in found.groups())
        written = f"“{value}”" if isinstance(value, str | int | float) else ""
        return f"值的类型不对：应为{wanted}，实为{got}{written}"
    for pattern, words in (
        (r"Expected `array` of length (\d+).*", r"应有 \1 个值"),
        (r"Invalid enum value '?(.*?)'?$", r"不认识的值 \1"),
        (r"Invalid RFC3339 encoded date", "日期应写成 2025-03-06"),
    ):
        said, done = re.subn(pattern, words, message)
        if done:
            return said
    return message
