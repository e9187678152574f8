"""The labelling configurations of Label Studio, made from the guideline's keys: screens show Chinese, results hold keys.

`python -m corpus.labelling.pages` writes `talk.xml` and `meeting.xml` beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from analyzer.types.labels import (
    Activity,
    Aspect,
    FindingKind,
    Label,
    Lecturer,
    MeetingDimension,
    MeetingType,
    RecordType,
    TalkDimension,
    TalkKind,
)

__all__ = ["PAGES", "page"]

PAGES = Path(__file__).parent
"""The folder of `talk.xml` and `meeting.xml`."""
_COLOURS = (
    "#4a7c8c",
    "#b85042",
    "#7a9e5f",
    "#c99a3b",
    "#7d6aa5",
    "#3f8f7f",
    "#a8577e",
    "#5c7fb8",
    "#8a7350",
    "#c2703d",
    "#6b8e23",
    "#9b5fb0",
    "#54758f",
    "#8f8f8f",
)
_CLAIMABLE: tuple[Label, ...] = (*MeetingType, *Activity, RecordType.TALK)


def _numbers(last: int, first: int = 0) -> list[tuple[str, str]]:
    return [(str(number), str(number)) for number in range(first, last + 1)]


def _keys(labels: Iterable[Label]) -> list[tuple[str, str]]:
    return [(str(label), label.zh) for label in labels]


def page(kind: RecordType) -> str:
    """The configuration for talks or for meetings."""
    view = ET.Element("View")
    if kind is RecordType.TALK:
        _labels(view, "aspect", Aspect)
        _choices(view, "specific", "具体（本人的事实）", [("specific", "具体")], region=True)
        _text(view)
        _choices(view, "depth", "深度", _numbers(3))
        _choices(view, "talk_kind", "类别", _keys(TalkKind))
        dimensions: Iterable[Label] = TalkDimension
    else:
        _labels(view, "activity", Activity)
        _choices(view, "substance", "实质", _numbers(2), region=True)
        _choices(view, "lecturer", "讲课人（只用于党课）", _keys(Lecturer), region=True)
        sentence = ET.SubElement(view, "Labels", name="sentence", toName="text")
        ET.SubElement(sentence, "Label", value="句", alias="sentence", background="#dddddd")
        _text(view)
        _choices(view, "one_pot", "一会多用", _numbers(2))
        _choices(view, "claimed", "申报", _keys(dict.fromkeys(_CLAIMABLE)), several=True)
        dimensions = MeetingDimension
    for dimension in dimensions:
        _choices(view, f"dim_{dimension}", dimension.zh, _numbers(4))
    _choices(view, "band", "档次", _numbers(5, 1))
    _choices(view, "findings", "问题", _keys(FindingKind), several=True)
    ET.SubElement(view, "TextArea", name="why", toName="text", rows="2", placeholder="难在哪里")
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _text(view: ET.Element) -> None:
    ET.SubElement(view, "Text", name="text", value="$text", granularity="symbol")


def _labels(view: ET.Element, name: str, labels: Iterable[Label]) -> None:
    group = ET.SubElement(view, "Labels", name=name, toName="text")
    for label, colour in zip(labels, _COLOURS, strict=False):
        ET.SubElement(group, "Label", value=label.zh, alias=str(label), background=colour)


def _choices(
    view: ET.Element, name: str, heading: str, values: list[tuple[str, str]], *, region: bool = False, several: bool = False
) -> None:
    ET.SubElement(view, "Header", value=heading, size="5")
    group = ET.SubElement(view, "Choices", name=name, toName="text", choice="multiple" if several else "single", showInline="true")
    if region:
        group.set("perRegion", "true")
    for alias, zh in values:
        ET.SubElement(group, "Choice", value=zh, alias=alias)


if __name__ == "__main__":
    for each in RecordType:
        (PAGES / f"{each}.xml").write_text(page(each), encoding="utf-8")
