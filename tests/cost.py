"""A bound on the work that hostile input may cause: processor time, not the clock on the wall."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

_LIMIT = 20.0  # seconds; what is linear needs less than one, what is quadratic on these inputs minutes


@contextmanager
def little_work() -> Iterator[None]:
    """Fail where the block takes more processor time than anything linear could."""
    start = time.process_time()
    yield
    spent = time.process_time() - start
    assert spent < _LIMIT, f"{spent:.0f} s of processor time"
