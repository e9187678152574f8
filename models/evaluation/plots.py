"""Pictures of an evaluation in SVG, drawn without a library: reliability, coverage against risk."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

__all__ = ["coverage_plot", "reliability_plot"]

_SIZE, _LEFT, _TOP = 300, 56, 20
_BLUE, _RED, _GREY, _INK = "#4a7c8c", "#b85042", "#d8d2c6", "#555"


def reliability_plot(bins: Sequence[Sequence[float]], title: str) -> str:
    """How often decisions of a confidence are right; each bin is (count, sum of confidences, right). On the dashed line both agree."""
    svg = _frame(title, "把握", "判对的比例", lowest=0.0)
    _line(svg, [(0.0, 0.0), (1.0, 1.0)], 0.0, 1.0, _INK, dash="4 3")
    filled = [(total / count, right / count, count) for count, total, right in bins if count]
    most = max((count for *_, count in filled), default=1.0)
    _line(svg, [(confidence, right) for confidence, right, _ in filled], 0.0, 1.0, _BLUE)
    for confidence, right, count in filled:
        left, top = _place(confidence, right, 0.0, 1.0)
        dot = ET.SubElement(svg, "circle", cx=f"{left:.1f}", cy=f"{top:.1f}", r=f"{2 + 6 * (count / most) ** 0.5:.1f}", fill=_BLUE)
        ET.SubElement(dot, "title").text = f"把握{confidence:.2f}，判对{right:.2f}，{count:.0f}个"
    return _written(svg)


def coverage_plot(points: Sequence[tuple[float, float]], title: str) -> str:
    """The share of wrong ones among the reports released, the surest first; lines mark 5 % and 10 %."""
    highest = max(0.15, *(risk for _, risk in points)) if points else 0.15
    svg = _frame(title, "放行的比例", "其中判错的比例", lowest=0.0, highest=highest)
    for risk in (0.05, 0.10):
        _line(svg, [(0.0, risk), (1.0, risk)], 0.0, highest, _RED, dash="4 3")
    _line(svg, list(points), 0.0, highest, _BLUE)
    return _written(svg)


def _place(across: float, up: float, lowest: float, highest: float) -> tuple[float, float]:
    return _LEFT + across * _SIZE, _TOP + _SIZE * (1 - (up - lowest) / (highest - lowest))


def _frame(title: str, across: str, up: str, *, lowest: float, highest: float = 1.0) -> ET.Element:
    width, height = _LEFT + _SIZE + 20, _TOP + _SIZE + 48
    svg = ET.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", width=str(width), height=str(height), role="img", style="font:12px sans-serif"
    )
    ET.SubElement(svg, "title").text = title
    ET.SubElement(svg, "rect", x=str(_LEFT), y=str(_TOP), width=str(_SIZE), height=str(_SIZE), fill="none", stroke=_GREY)
    for step in range(6):
        share = step / 5
        _words(svg, _LEFT + share * _SIZE, _TOP + _SIZE + 16, f"{share:.1f}", "middle")
        _words(svg, _LEFT - 6, _TOP + _SIZE * (1 - share) + 4, f"{lowest + share * (highest - lowest):.2f}", "end")
    _words(svg, _LEFT + _SIZE / 2, _TOP + _SIZE + 36, across, "middle")
    _words(svg, 4, 12, up, "start")
    return svg


def _line(svg: ET.Element, points: Sequence[tuple[float, float]], lowest: float, highest: float, colour: str, dash: str = "") -> None:
    places = (_place(across, up, lowest, highest) for across, up in points)
    line = ET.SubElement(svg, "polyline", points=" ".join(f"{left:.1f},{top:.1f}" for left, top in places), fill="none", stroke=colour)
    line.set("stroke-width", "1" if dash else "2")
    if dash:
        line.set("stroke-dasharray", dash)


def _words(svg: ET.Element, left: float, base: float, words: str, anchor: str) -> None:
    text = ET.SubElement(svg, "text", x=f"{left:.1f}", y=f"{base:.1f}", fill=_INK)
    text.set("text-anchor", anchor)
    text.text = words


def _written(svg: ET.Element) -> str:
    return ET.tostring(svg, encoding="unicode")
