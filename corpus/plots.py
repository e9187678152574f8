"""The balance of the corpus as pictures: bars in SVG, drawn without a library."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

__all__ = ["bars"]

_ROW, _LABEL, _WIDTH, _NUMBER = 22, 190, 460, 60


def bars(title: str, values: Mapping[str, int], needed: int = 0) -> str:
    """Horizontal bars, one a row, with the numbers at their ends; a line marks `needed`."""
    height = _ROW * (len(values) + 2)
    most = max([*values.values(), needed, 1])
    svg = ET.Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        width=str(_LABEL + _WIDTH + _NUMBER),
        height=str(height),
        role="img",
        style="font:13px sans-serif",
    )
    ET.SubElement(svg, "title").text = title
    _text(svg, 4, _ROW, title, weight="bold")
    for number, (name, value) in enumerate(values.items(), 1):
        top = _ROW * number + _ROW // 2
        length = round(_WIDTH * value / most)
        short = value < needed
        _text(svg, 4, top + 14, name)
        ET.SubElement(
            svg, "rect", x=str(_LABEL), y=str(top + 2), width=str(length), height=str(_ROW - 6), fill="#b85042" if short else "#4a7c8c"
        )
        _text(svg, _LABEL + length + 6, top + 14, f"{value:,}")
    if needed:
        place = str(_LABEL + round(_WIDTH * needed / most))
        ET.SubElement(svg, "line", x1=place, x2=place, y1=str(_ROW + 6), y2=str(height - 6), stroke="#555").set("stroke-dasharray", "4 3")
    return ET.tostring(svg, encoding="unicode") + "\n"


def _text(svg: ET.Element, left: int, base: int, words: str, weight: str = "normal") -> None:
    element = ET.SubElement(svg, "text", x=str(left), y=str(base))
    element.set("font-weight", weight)
    element.text = words
