"""What a run or paragraph inherits from its styles, and whether a run can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from analyzer.ooxml.names import WPS, W

__all__ = ["Styles"]

_OFF = ("0", "false", "off")
_NO_FILL = ("", "auto", "none", "nil", "clear", "white")
_TINY_HALF_POINTS = 4
_PALE = 0xF0


class Styles:
    """The styles of a document, by id, with what each is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = [] if root is None else list(root.iter(W + "style"))
        self._by_id = {style.get(W + "styleId", ""): style for style in styles}
        self._looks: dict[str, dict[str, str]] = {}
        self._usual = next(
            (
                style.get(W + "styleId", "")
                for style in styles
                if style.get(W + "type") == "paragraph" and _on(style.get(W + "default", "0"))
            ),
            "",
        )

    def chain(self, style_id: str) -> Iterator[etree._Element]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            style = self._by_id[style_id]
            yield style
            style_id = _value(style.find(W + "basedOn"))

    def of_paragraph(self, properties: etree._Element | None) -> str:
        """The id of a paragraph's style, from its `w:pPr`."""
        return (_value(properties.find(W + "pStyle")) if properties is not None else "") or self._usual

    def hides(self, run: etree._Element, style: str) -> bool:
        """Whether a run in a paragraph of that style cannot be seen: vanished, not larger than two points, or white on nothing."""
        own = run.find(W + "rPr")
        look = self._look(style)
        if own is not None:
            look = {**look, **self._look(_value(own.find(W + "rStyle"))), **_look(own)}
        if not look:
            return False
        size = look.get("sz", "")
        return (
            _on(look.get("vanish", "0"))
            or (size.isdigit() and int(size) <= _TINY_HALF_POINTS)
            or (_white(look.get("color", "")) and not self._backed(run))
        )

    def _look(self, style_id: str) -> dict[str, str]:
        """What a style says of a run's visibility, by property."""
        if style_id not in self._looks:
            self._looks[style_id] = {}
            for style in reversed(list(self.chain(style_id))):
                self._looks[style_id].update(_look(style.find(W + "rPr")))
        return self._looks[style_id]

    def _backed(self, run: etree._Element) -> bool:
        """Whether there is colour behind a run: of its own, of its paragraph, cell or table, or of the shape it stands in."""
        if not _white(_value(run.find(f"{W}rPr/{W}highlight")), of_nothing=True) or _filled(run.find(f"{W}rPr/{W}shd")):
            return True
        for around in run.iterancestors():
            if around.tag == W + "p":
                named = self.of_paragraph(around.find(W + "pPr"))
                shades = [around.find(f"{W}pPr/{W}shd"), *(style.find(f"{W}pPr/{W}shd") for style in self.chain(named))]
            elif around.tag == W + "tc":
                shades = [around.find(f"{W}tcPr/{W}shd")]
            elif around.tag == W + "tbl":
                named = _value(around.find(f"{W}tblPr/{W}tblStyle"))
                shades = [around.find(f"{W}tblPr/{W}shd"), *(shade for style in self.chain(named) for shade in style.iter(W + "shd"))]
            else:
                shades = []
            if any(map(_filled, shades)) or _shape_filled(around):
                return True
        return False


def _look(properties: etree._Element | None) -> dict[str, str]:
    """What a `w:rPr` says of visibility."""
    if properties is None:
        return {}
    found = {tag: properties.find(W + tag) for tag in ("vanish", "sz", "color")}
    return {tag: element.get(W + "val", "true") for tag, element in found.items() if element is not None}


def _shape_filled(shape: etree._Element) -> bool:
    """Whether an element is a drawn shape, new or old, with colour in it."""
    if shape.tag == WPS + "wsp":
        paint = next((fill for fill in shape.iterfind(f"{WPS}spPr/*") if fill.tag.endswith("Fill")), None)
        return paint is not None and not paint.tag.endswith("noFill") and not any(_white(one.get("val", "")) for one in paint)
    return not _white(shape.get("fillcolor", "").lstrip("#"), of_nothing=True) and shape.get("filled") not in ("f", "false")


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(W + "val", "")


def _on(value: str) -> bool:
    return value not in _OFF


def _white(color: str, *, of_nothing: bool = False) -> bool:
    """Whether a colour is white or nearly so; no colour at all is white only where the paper would show."""
    if color.lower() in _NO_FILL:
        return of_nothing or color.lower() == "white"
    try:
        return len(color) == 6 and min(bytes.fromhex(color)) >= _PALE
    except ValueError:
        return False


def _filled(shade: etree._Element | None) -> bool:
    """Whether a shading shows colour."""
    if shade is None:
        return False
    return not _white(shade.get(W + "fill", ""), of_nothing=True) or _value(shade).lower() not in _NO_FILL
