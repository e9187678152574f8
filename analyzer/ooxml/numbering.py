"""The numbers that Word sets before paragraphs by itself («一、», «1.»), which stand nowhere in the text."""

from __future__ import annotations

import re

from lxml import etree

from analyzer.ooxml.names import W
from analyzer.ooxml.numerals import numeral
from analyzer.ooxml.styles import Styles

__all__ = ["Numbers"]

_PLACE = re.compile("%([1-9])")
_LONGEST = 12


class Numbers:
    """Counts the numbered paragraphs of one walk."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._nums = {} if root is None else {num.get(W + "numId", ""): num for num in root.iter(W + "num")}
        self._abstract = {} if root is None else {one.get(W + "abstractNumId", ""): one for one in root.iter(W + "abstractNum")}
        self._counts: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, tuple[str, str]] = {}
        self._started: set[tuple[str, int]] = set()

    def of(self, properties: etree._Element | None, style: str) -> str:
        """The number of the next paragraph of the walk, from its `w:pPr` and the id of its style; "" for none, bullets and pictures."""
        num_id, level = self._place(properties, style)
        if not num_id:
            return ""
        abstract_id, levels = self._levels(num_id)
        if level not in levels:
            return ""
        counts = self._count(num_id, abstract_id, levels, level)
        own = levels[level]
        legal = own.find(W + "isLgl") is not None

        def filled(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return numeral(counts.get(at, _start(levels.get(at))), "decimal" if legal else _value(levels.get(at), "numFmt", "decimal"))

        if _value(own, "numFmt") in ("bullet", "none"):
            return ""
        words = _PLACE.sub(filled, _value(own, "lvlText"))
        return words if len(words) <= _LONGEST else ""

    def _place(self, properties: etree._Element | None, style: str) -> tuple[str, int]:
        """Which list a paragraph is of, and its level: by its own word, else by its style."""
        if not self._nums:
            return "", 0
        own = None if properties is None else properties.find(W + "numPr")
        if own is None or not _value(own, "numId"):
            num_id, level = self._of_style(style)
            level = _value(own, "ilvl") or level
        else:
            num_id, level = _value(own, "numId"), _value(own, "ilvl")
        return num_id, int(level) if level.isdigit() else 0

    def _of_style(self, style_id: str) -> tuple[str, str]:
        if style_id not in self._by_style:
            num_id = level = ""
            for style in self._styles.chain(style_id):
                listed = style.find(f"{W}pPr/{W}numPr")
                if listed is not None:
                    num_id = num_id or _value(listed, "numId")
                    level = level or _value(listed, "ilvl") or self._level_of(num_id, style.get(W + "styleId", ""))
            self._by_style[style_id] = num_id, level
        return self._by_style[style_id]

    def _level_of(self, num_id: str, style_id: str) -> str:
        """The level of a list that bears the name of a style."""
        _, levels = self._levels(num_id)
        return next((str(level) for level, one in levels.items() if _value(one, "pStyle") == style_id), "")

    def _levels(self, num_id: str) -> tuple[str, dict[int, etree._Element]]:
        """The definition that a list counts with, and its levels."""
        num = self._nums.get(num_id)
        abstract_id = _value(num, "abstractNumId")
        abstract = self._abstract.get(abstract_id)
        if abstract is None or num is None:
            return "", {}
        linked = _value(abstract, "numStyleLink")
        if linked:
            for style in self._styles.chain(linked):
                other = self._nums.get(_value(style.find(f"{W}pPr/{W}numPr"), "numId"))
                if other is not None:
                    abstract_id = _value(other, "abstractNumId")
                    abstract = self._abstract.get(abstract_id, abstract)
        defined = [*abstract.findall(W + "lvl"), *num.findall(f"{W}lvlOverride/{W}lvl")]
        return abstract_id, {int(one.get(W + "ilvl", "0")): one for one in defined if one.get(W + "ilvl", "0").isdigit()}

    def _count(self, num_id: str, abstract_id: str, levels: dict[int, etree._Element], level: int) -> dict[int, int]:
        counts = self._counts.setdefault(abstract_id, {})
        if (num_id, level) not in self._started:
            self._started.add((num_id, level))
            for override in self._nums[num_id].findall(W + "lvlOverride"):
                again = _value(override, "startOverride")
                if override.get(W + "ilvl") == str(level) and again.isdigit():
                    counts[level] = int(again) - 1
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [deep for deep in counts if deep > level and _value(levels.get(deep), "lvlRestart") != "0"]:
            del counts[deeper]
        return counts


def _value(element: etree._Element | None, name: str, default: str = "") -> str:
    found = None if element is None else element.find(W + name)
    return default if found is None else found.get(W + "val", default)


def _start(level: etree._Element | None) -> int:
    start = _value(level, "start", "1")
    return int(start) if start.isdigit() else 1
