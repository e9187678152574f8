"""Reports as a web page: one file that needs no script and nothing from outside, and the part of it that the service shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analyzer.rendering import wording
from analyzer.rendering.marking import marked_report
from analyzer.types import labels
from analyzer.types.record import FIELD_NAMES
from analyzer.types.report import Report

__all__ = ["environment", "render_html"]


@cache
def environment() -> Environment:
    """The templates of reports, with everything escaped; the service adds its own pages to this loader.

    `_report.html` holds the macro `render(report, key)`, whose `key` begins every id in it.
    """
    found = Environment(
        loader=PackageLoader("analyzer.rendering"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    found.globals.update(
        words=wording,
        labels=labels,
        marked=marked_report,
        field_names=FIELD_NAMES,
        zh=wording.zh,
        style=lambda: Markup(_style()),  # noqa: S704 our own file
    )
    return found


@cache
def _style() -> str:
    source, _, _ = PackageLoader("analyzer.rendering").get_source(Environment(autoescape=True), "report.css")
    return source


def render_html(reports: Sequence[Report], remarks: Mapping[int, str] = MappingProxyType({})) -> str:
    """One page with all reports, and a list of them where there are several; `remarks` are what people decided, by the place of the report."""
    return environment().get_template("report.html").render(reports=reports, remarks=remarks)
