"""Fitting the linear models: one L2-regularised logistic regression for each class, on hashed, length-normalised rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from analyzer.classifying.features import BUCKET_BITS, Features
from analyzer.classifying.linear import LinearModel
from analyzer.classifying.vocabulary import Vocabulary

__all__ = ["fit_linear", "one_of", "vocabulary_of"]

_NEVER = -10.0


def vocabulary_of(parts: Sequence[Features], styles: Sequence[str], *, least_styles: int) -> Vocabulary:
    """The buckets that at least `least_styles` styles use (parts and styles run in parallel), each with its rarity.

    The rarity is ln((1 + units) / (1 + units that have the bucket)) + 1 (smoothed idf).
    """
    used_by = np.zeros(2**BUCKET_BITS, dtype=np.int32)
    seen = np.zeros(2**BUCKET_BITS, dtype=np.int64)
    for style in sorted(set(styles)):
        buckets = np.concatenate([part.indices for part, own in zip(parts, styles, strict=True) if own == style])
        counts = np.bincount(buckets, minlength=2**BUCKET_BITS)
        seen += counts
        used_by += counts > 0
    known = np.flatnonzero(used_by >= min(least_styles, len(set(styles))))
    units = sum(len(part.dense) for part in parts)
    return Vocabulary.of(known, (np.log((1 + units) / (1 + seen[known])) + 1).astype(np.float32))


def one_of(labels: npt.NDArray[np.int64], classes: int) -> npt.NDArray[np.bool_]:
    """Numbers of exclusive classes as targets (rows × classes)."""
    targets: npt.NDArray[np.bool_] = labels[:, None] == np.arange(classes)[None, :]
    return targets


def fit_linear(
    features: Features,
    targets: npt.NDArray[np.bool_],
    classes: tuple[str, ...],
    vocabulary: Vocabulary,
    *,
    strength: float,
    readable: int,
    readable_scale: float,
    balance: float,
    weights: npt.NDArray[np.float64] | None = None,
) -> LinearModel:
    """A linear model of `targets` (units × classes) on features of a vocabulary.

    `strength` is sklearn's C; the first `readable` dense columns are weighed by `readable_scale`; `balance` 1 lets members of a class weigh as much
    together as all others, 0 as many as they are.
    """
    columns = len(vocabulary.rarity)
    hashed = sparse.csr_matrix(
        (np.sqrt(features.squares) * np.repeat(features.scales, np.diff(features.offsets)), features.indices, features.offsets),
        shape=(len(features.dense), columns),
    )
    hashed.sum_duplicates()
    scales = np.ones(features.dense.shape[1], dtype=np.float32)
    scales[:readable] = readable_scale
    rows = sparse.hstack([hashed, sparse.csr_matrix(features.dense * scales)], format="csr").astype(np.float64)
    found = np.zeros((len(classes), rows.shape[1]), dtype=np.float64)
    for number, target in enumerate(targets.T):
        share = target.mean()
        if share in (0.0, 1.0):
            found[number, columns] = (_NEVER if share == 0.0 else -_NEVER) / readable_scale  # the first dense column is the bias
            continue
        each = np.where(target, (0.5 / share) ** balance, (0.5 / (1 - share)) ** balance) * (1.0 if weights is None else weights)
        model = LogisticRegression(C=strength, solver="liblinear", dual=True, tol=0.05, max_iter=300, fit_intercept=False, random_state=0)
        found[number] = model.fit(rows, target, sample_weight=each).coef_[0]
    hashed_weights = (found[:, :columns].T * vocabulary.rarity[:, None]).astype(np.float32)
    return LinearModel(classes, hashed_weights, (found[:, columns:].T * scales[:, None]).astype(np.float32))
