"""Two linear models of the same marks, whose mean is one: a logistic regression, and one on log-count ratios."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags_array
from scipy.special import log_softmax

Floats = NDArray[np.float64]


def regression(
    seen: csr_matrix, label: NDArray[np.int64], labels: int, l2: float, weight: Floats, steps: int
) -> Floats:
    """Return the weights (marks + 1 rows, the last the bias) of a logistic regression with a ridge, by L-BFGS."""
    wanted = np.eye(labels)[label]
    turned = seen.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        beta = flat.reshape(-1, labels)
        logs = log_softmax(seen @ beta[:-1] + beta[-1], axis=1)
        off = (np.exp(logs) - wanted) * weight[:, None]
        slope = np.vstack([turned @ off + l2 * beta[:-1], off.sum(axis=0)])
        return float(-(logs * wanted).sum(axis=1) @ weight + 0.5 * l2 * (beta[:-1] ** 2).sum()), slope.ravel()

    start = np.zeros((seen.shape[1] + 1) * labels)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 6})
    return np.asarray(found.x).reshape(-1, labels)


def on_ratios(seen: csr_matrix, label: NDArray[np.int64], labels: int, l2: float, weight: Floats, steps: int) -> Floats:
    """Return weights of regressions, one a label, on marks scaled by log-count ratios.

    Wang and Manning 2012, Proceedings of ACL 2, 90–94: r = log((1 + Σ x of the label)/‖·‖₁ : the same of the others).
    """
    found = np.zeros((seen.shape[1] + 1, labels))
    for one in range(labels) if labels > 2 else (1,):
        its = label == one
        with_it, without = (1 + np.asarray(seen[rows].sum(axis=0)).ravel() for rows in (its, ~its))
        ratio = np.log(with_it / with_it.sum()) - np.log(without / without.sum())
        beta = regression((seen @ diags_array(ratio)).tocsr(), its.astype(np.int64), 2, l2, weight, steps)
        speaks = beta[:, 1] - beta[:, 0]
        found[:, one] = np.append(speaks[:-1] * ratio, speaks[-1])
    return found if labels > 2 else np.stack([-found[:, 1], found[:, 1]], axis=1) / 2
