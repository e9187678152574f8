"""Templates and static files of the pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, PackageLoader

from analyzer.rendering.html import environment
from service.decision import decided, signature

__all__ = ["STATIC", "page"]

STATIC = Path(__file__).parent / "static"


@cache
def _pages() -> Environment:
    """The report's own templates and, beside them, the service's."""
    own = environment()
    found = own.overlay(loader=ChoiceLoader([PackageLoader("service.web"), *([own.loader] if own.loader else [])]))
    found.globals = {**own.globals, "decided": decided, "signature": signature}
    return found


def page(name: str, **values: object) -> str:
    """A page as HTML."""
    return _pages().get_template(name).render(**values)
