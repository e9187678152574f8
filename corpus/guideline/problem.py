"""What a check says: where, what, and what to do."""

from __future__ import annotations

import msgspec

__all__ = ["Place", "Problem"]


class Place(msgspec.Struct, frozen=True):
    """A line of a corpus file, counted from 1, and the record in it."""

    file: str
    line: int
    record: str


class Problem(msgspec.Struct, frozen=True):
    """A breach of the guideline. `code` is stable; `doubtful` marks what only a person can settle, and does not fail."""

    place: Place
    code: str
    what: str
    remedy: str
    doubtful: bool = False

    def __str__(self) -> str:
        where = f"{self.place.file}:{self.place.line}" if self.place.line else self.place.file
        name = f" {self.place.record}" if self.place.record else ""
        return f"{where}{name} [{self.code}] {self.what}{self.remedy}"
