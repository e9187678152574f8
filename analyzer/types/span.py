"""Places in a text."""

from __future__ import annotations

import msgspec

__all__ = ["Span"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range of Unicode code points in `Document.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this place."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, distance: int) -> Span:
        """The place that many characters further on."""
        return Span(self.start + distance, self.end + distance)

    def __len__(self) -> int:
        return self.end - self.start
