"""The digests of a ledger in memory: encoded, and decoded one branch or one record at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import msgspec

from analyzer.types.ledger import RecordDigest

__all__ = ["Digests", "Head", "decode", "encode", "head"]


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The beginning of an encoded digest: what a ledger is grouped and ordered by."""

    id: str
    branch: str
    start: str


encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(RecordDigest).decode
head = msgspec.msgpack.Decoder(Head).decode


class Digests(Sequence[RecordDigest]):
    """Digests in order, a few hundred bytes each, from `start` to `stop` of a list that others share; what is asked for is decoded and not kept."""

    __slots__ = ("_encoded", "_start", "_stop")

    def __init__(self, encoded: Sequence[bytes], start: int = 0, stop: int | None = None) -> None:
        self._encoded, self._start, self._stop = encoded, start, len(encoded) if stop is None else stop

    def __len__(self) -> int:
        return self._stop - self._start

    def __iter__(self) -> Iterator[RecordDigest]:
        return (decode(self._encoded[place]) for place in range(self._start, self._stop))

    @overload
    def __getitem__(self, place: int) -> RecordDigest: ...
    @overload
    def __getitem__(self, place: slice) -> Digests: ...
    def __getitem__(self, place: int | slice) -> RecordDigest | Digests:
        places = range(self._start, self._stop)[place]
        if isinstance(places, int):
            return decode(self._encoded[places])
        return Digests(self._encoded, places.start, places.stop)
