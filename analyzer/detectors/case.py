"""What a detector looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from analyzer.text.alignment import AlignedText
from analyzer.types.policy import Policy
from analyzer.types.reading import Reading
from analyzer.types.record import Record
from analyzer.types.span import Span

__all__ = ["Case"]


class Case(msgspec.Struct, frozen=True):
    """One record with its reading, the cleaned text it was read from, and the policy's thresholds.

    Detectors search `text` (cleaned) and publish places of the original, through `place`.
    """

    aligned: AlignedText
    record: Record
    reading: Reading
    policy: Policy

    @property
    def text(self) -> str:
        """The cleaned text of the whole document; search it only within `whole` or `body`."""
        return self.aligned.text

    @property
    def whole(self) -> tuple[int, int]:
        """The record, in the cleaned text."""
        return self.aligned.forth(self.record.span)

    @property
    def body(self) -> tuple[int, int]:
        """The record's body, in the cleaned text."""
        return self.aligned.forth(self.record.body)

    def words(self, span: Span) -> str:
        """The cleaned words at a place of the original."""
        start, end = self.aligned.forth(span)
        return self.aligned.text[start:end]

    def place(self, start: int, end: int) -> Span:
        """The place in the original of a stretch of the cleaned text."""
        return self.aligned.back(start, end)

    def matches(self, pattern: re.Pattern[str], *, body_only: bool = False) -> Iterator[re.Match[str]]:
        """Where a pattern occurs in the record."""
        start, end = self.body if body_only else self.whole
        return pattern.finditer(self.text, start, end)

    def field_spans(self, keys: Iterable[str]) -> tuple[Span, ...]:
        """Where the fields of those keys were read."""
        found = (self.record.field(key) for key in keys)
        return tuple(sorted(field.span for field in found if field is not None and field.span is not None))
