"""The optimiser of the extra ``hashq[optimize]``: fits FSRS-6 weights with the Rust implementation.

Owns the one place that loads it, when it is called. Judges nothing and splits nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from hashq.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.scheduling.optimize import History

_MODULE = "fsrs_rs_python"


def train(histories: Sequence[History]) -> tuple[float, ...]:
    """The 21 weights that fit ``histories`` best. Takes seconds for 100,000 reviews, and cannot be interrupted.

    Raises :class:`UsageError` when the extra is not installed.
    """
    try:
        rust = importlib.import_module(_MODULE)
    except ImportError:
        raise UsageError(
            "fitting the memory model needs the optimiser, which is not installed",
            remedy='install it with: pip install "hashq[optimize]"',
        ) from None
    items = [
        rust.FSRSItem([rust.FSRSReview(int(rating), days) for rating, days in history])
        for history in histories
    ]
    return tuple(rust.FSRS(rust.DEFAULT_PARAMETERS).compute_parameters(items))
