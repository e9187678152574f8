"""Small corpora written by hand for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["meeting", "talk", "write_lines"]


def talk(**changes: Any) -> dict[str, Any]:
    """A sound talk of depth 2 as JSON has it, with changes to its gold or to the record."""
    record: dict[str, Any] = {
        "id": "mill-t01",
        "style": "mill",
        "record_type": "talk",
        "header": "谈话时间：2024年3月5日\n",
        "sentences": [
            {"text": "老何说磨浆机漏了三天没人修，他垫了四十块买密封圈。\n", "aspect": "work", "specific": True},
            {"text": "车间主任答应周五前报销，并派人换轴。\n", "aspect": "support", "specific": True},
        ],
        "footer": "",
        "gold": {
            "depth": 2,
            "talk_kind": "care",
            "generic": False,
            "dims": {"coverage": 2, "specificity": 3, "exchange": 2, "follow_up": 3, "completeness": 2},
            "band": 3,
            "findings": [],
        },
        "why": "短而真",
    }
    return _changed(record, changes)


def meeting(**changes: Any) -> dict[str, Any]:
    """A sound one-pot meeting as JSON has it, with changes to its gold or to the record."""
    record: dict[str, Any] = {
        "id": "mill-m01",
        "style": "mill",
        "record_type": "meeting",
        "meeting_type": "member_assembly",
        "header": "三月党员大会\n",
        "segments": [
            {"activity": "theory_study", "substance": 1, "sentences": ["学习了全会精神。\n"]},
            {"activity": "party_lecture", "substance": 0, "lecturer": "secretary", "sentences": ["书记讲了党课。\n"]},
            {"activity": "discipline_education", "substance": 2, "sentences": ["仓库少了两桶油，保管员当众说清了去向。\n"]},
        ],
        "footer": "",
        "gold": {
            "one_pot": 2,
            "claimed": ["lecture"],
            "dims": {"focus": 1, "substance": 1, "participation": 1, "outcome": 1, "completeness": 1},
            "band": 2,
            "findings": ["one_pot", "empty_claim", "no_outcome"],
        },
        "why": "三项各一句",
    }
    return _changed(record, changes)


def _changed(record: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    for name, value in changes.items():
        (record["gold"] if name in record["gold"] else record)[name] = value
    return record


def write_lines(path: Path, *lines: dict[str, Any]) -> None:
    """A file of the corpus with one object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
