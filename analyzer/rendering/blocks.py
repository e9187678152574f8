"""Generated parts of hand-written Markdown pages, each from «<!-- generated:name -->» to «<!-- end -->»."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["block", "with_block", "with_blocks"]


def block(page: str, name: str) -> str:
    """The generated part of a page; raises LookupError where it has none of that name."""
    return _found(page, name)[1].strip()


def with_block(page: str, name: str, words: str) -> str:
    """The page with other words in a generated part; raises LookupError where it has none of that name."""
    found = _found(page, name)
    return f"{page[: found.start(1)]}\n{words.strip()}\n\n{page[found.end(1) :]}"


def with_blocks(page: str, made: Mapping[str, str]) -> str:
    """The page with other words in several generated parts, by name; raises LookupError where it lacks one of them."""
    for name, words in made.items():
        page = with_block(page, name, words)
    return page


def _found(page: str, name: str) -> re.Match[str]:
    found = re.search(f"<!-- generated:{name} -->\n(.*?)<!-- end -->", page, re.DOTALL)
    if found is None:
        raise LookupError(f"the page has no part generated:{name}")
    return found
