"""What the tests of readers share: a reading cell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analyzer.readers import ReadingCell


@pytest.fixture(scope="module")
def cell() -> Iterator[ReadingCell]:
    with ReadingCell() as opened:
        yield opened
