"""How the checker's time grows with a tree; run with ``pytest tests/benchmarks --benchmark-enable -s``.

Growth is told as ratios of times in the same run. The bounds are generous: machines are noisy.
"""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING, Any

import pytest
from grown_trees import bushy, spine

import runrest

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (25, 50, 100, 200)
LONGEST_S = 5.0
STEEPEST = 8.0
"""Doubling a tree may at most take so many times as long; quadratic growth is 4."""


def shortest(text: str) -> float:
    """Give the shortest of three timings of one check [s]."""
    times = []
    for _ in range(3):
        start = time.process_time()
        runrest.check(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("make", [spine, bushy])
def test_checking_grows_no_faster_than_a_little_over_quadratic(benchmark: Any, make: Callable[[int], str]) -> None:
    if benchmark.disabled:
        pytest.skip("only with --benchmark-enable")
    texts = [make(size) for size in SIZES]
    runrest.check(texts[0])  # the vocabulary is read once
    times = benchmark.pedantic(lambda: [shortest(text) for text in texts], rounds=1)
    for size, text, took in zip(SIZES, texts, times, strict=True):
        assert text.count("signal = ") == size
        print(f"\n{make.__name__} {size} questions: {took * 1000:.0f} ms")
    assert times[-1] < LONGEST_S
    for small, large in itertools.pairwise(times):
        assert large / max(small, 0.02) < STEEPEST


def test_a_safe_spine_is_clean() -> None:
    assert runrest.check(spine(60)) == ()
