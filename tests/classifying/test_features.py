"""Sums of stretches of rows."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.classifying.features import Features


@pytest.mark.parametrize("lengths", [(3, 2), (0, 3, 2), (3, 0, 2), (3, 2, 0), (0, 0), (1, 0, 0, 4, 0)])
def test_an_empty_stretch_takes_nothing_from_its_neighbours(lengths: tuple[int, ...]) -> None:
    """Each stretch has its own rows, wherever the empty ones stand."""
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    values = np.arange(2 * offsets[-1], dtype=np.float32).reshape(-1, 2)
    wanted = [values[start:end].sum(axis=0) for start, end in zip(offsets, offsets[1:], strict=False)]
    nothing = np.zeros((len(lengths), 0), dtype=np.float32)
    features = Features(np.arange(len(values)), offsets, nothing, nothing, np.ones(len(values), dtype=np.float32))
    np.testing.assert_array_equal(features.summed(values), np.array(wanted, dtype=np.float32))
