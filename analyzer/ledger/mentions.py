"""Dated things that a text speaks of: campaigns, documents, anniversaries."""

from __future__ import annotations

__all__ = ["mentions"]


def mentions(text: str) -> tuple[str, ...]:
    """The keys of the dated things that a text names, each once, in order of key."""
    return ()
