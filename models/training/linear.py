"""Fitting the linear models: L2-regularised logistic regression on hashed, length-normalised rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from analyzer.classifying.features import BUCKET_BITS, Features
from analyzer.classifying.linear import LinearModel, row_scales

__all__ = ["fit_linear", "rarity_of"]

Floats = npt.NDArray[np.float32]


def rarity_of(features: Features) -> Floats:
    """What each bucket counts: ln((1 + units) / (1 + units that have it)) + 1, for a bucket never seen the most (smoothed idf)."""
    units = len(features.offsets) - 1
    owner = np.repeat(np.arange(units), np.diff(features.offsets))
    seen = np.unique(owner * 2**BUCKET_BITS + features.indices) % 2**BUCKET_BITS
    counts = np.bincount(seen, minlength=2**BUCKET_BITS)
    rarity: Floats = (np.log((1 + units) / (1 + counts)) + 1).astype(np.float32)
    return rarity


def fit_linear(
    features: Features,
    labels: npt.NDArray[np.int64],
    classes: tuple[str, ...],
    rarity: Floats,
    *,
    strength: float,
    dense_scale: float = 1.0,
    balanced: bool = True,
    weights: npt.NDArray[np.float64] | None = None,
) -> LinearModel:
    """A linear model for `labels` (numbers into `classes`; with a single class, 0 or 1).

    `strength` is sklearn's C; `dense_scale` weighs the readable numbers against the hashed ones.
    """
    used, compact = np.unique(features.indices, return_inverse=True)
    data = rarity[features.indices] * np.repeat(row_scales(features, rarity), np.diff(features.offsets))
    hashed = sparse.csr_matrix((data, compact, features.offsets), shape=(len(features.offsets) - 1, len(used)))
    hashed.sum_duplicates()
    rows = sparse.hstack([hashed, sparse.csr_matrix(features.dense * dense_scale)], format="csr")
    model = LogisticRegression(C=strength, max_iter=400, class_weight="balanced" if balanced else None, tol=1e-3, fit_intercept=False)
    model.fit(rows, labels, sample_weight=weights)
    found = model.coef_.astype(np.float32)
    coefficients = np.zeros((1 if len(classes) == 1 else len(classes), rows.shape[1]), dtype=np.float32)
    if len(classes) == 1:
        coefficients[:] = found
    elif len(model.classes_) == 2:
        coefficients[model.classes_[0]], coefficients[model.classes_[1]] = -found[0] / 2, found[0] / 2
    else:
        coefficients[model.classes_] = found
    missing = np.setdiff1d(np.arange(len(coefficients)), model.classes_ if len(classes) > 1 else np.zeros(1, dtype=np.int64))
    dense = coefficients[:, len(used) :].T * dense_scale
    dense[0, missing] -= 10.0
    weights_by_bucket = np.zeros((2**BUCKET_BITS, len(coefficients)), dtype=np.float32)
    weights_by_bucket[used] = coefficients[:, : len(used)].T
    return LinearModel(classes, weights_by_bucket, np.ascontiguousarray(dense), rarity)
