"""A first idea of what words mean, before any network learns: which tokens keep the same company.

Positive pointwise mutual information of tokens within a few places, smoothed, reduced to the width of the network by a truncated singular value
decomposition (Levy, Goldberg & Dagan 2015). It takes a minute and saves a small network on a small machine most of its first hour.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

__all__ = ["REACH", "SPREAD", "company_vectors"]

REACH = 4
_SMOOTHING = 0.75
SPREAD = 0.02
"""The standard deviation of a transformer's embeddings at the start."""


def company_vectors(row: npt.NDArray[np.uint16], *, vocabulary: int, width: int, seed: int) -> npt.NDArray[np.float32]:
    """One vector for each token (vocabulary × width) from the tokens that stand near it in `row`."""
    counts = sparse.csr_matrix((vocabulary, vocabulary), dtype=np.float32)
    for distance in range(1, REACH + 1):
        ones = np.full(len(row) - distance, 1.0 / distance, dtype=np.float32)
        near = sparse.coo_matrix((ones, (row[:-distance], row[distance:])), shape=counts.shape)
        near.sum_duplicates()
        counts = counts + near.tocsr()
    pairs = (counts + counts.T).tocoo()
    total = float(pairs.data.sum())
    often = np.asarray(pairs.sum(axis=1)).ravel()
    smoothed = often**_SMOOTHING / (often**_SMOOTHING).sum()
    gain = np.log(pairs.data * (1.0 / np.maximum(often[pairs.row] * smoothed[pairs.col], 1e-12)))
    kept = gain > 0
    table = sparse.csr_matrix((gain[kept], (pairs.row[kept], pairs.col[kept])), shape=counts.shape)
    if total == 0 or min(table.shape) <= width:
        return np.random.default_rng(seed).normal(0.0, SPREAD, (vocabulary, width)).astype(np.float32)
    left, values, _ = randomized_svd(table, width, n_iter=3, random_state=seed)
    vectors = left * np.sqrt(values)
    chance = np.random.default_rng(seed).normal(0.0, SPREAD, vectors.shape)
    found: npt.NDArray[np.float32] = np.where(often[:, None] > 0, vectors * (SPREAD / max(float(vectors.std()), 1e-9)), chance).astype(
        np.float32
    )
    return found
