"""What has been read of a record's header so far."""

from __future__ import annotations

__all__ = ["Found"]

Found = dict[str, tuple[str, int, int]]
"""Field key → (value, start, end) in the cleaned text."""
