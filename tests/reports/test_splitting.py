"""Many totals split at once: the same parts as each of them split alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.money import MAXIMUM_MINOR, split_in_proportion
from reports.splitting import split_each_in_proportion

amounts = st.one_of(st.integers(0, 40), st.integers(0, MAXIMUM_MINOR))
some_totals = st.lists(
    st.tuples(
        st.one_of(st.integers(-300, 300), st.integers(-MAXIMUM_MINOR, MAXIMUM_MINOR)),
        st.lists(amounts, min_size=1, max_size=6),
    ),
    max_size=5,
)


@given(some_totals)
@settings(max_examples=150, deadline=None)
def test_each_total_is_split_as_if_it_were_alone(totals) -> None:
    of = np.repeat(np.arange(len(totals)), [len(weights) for _, weights in totals])
    weights = np.array([weight for _, listed in totals for weight in listed], np.int64)
    found = split_each_in_proportion(np.array([total for total, _ in totals], np.int64), weights, of)
    alone = [part for total, listed in totals for part in split_in_proportion(total, listed)]
    assert found.tolist() == alone
    assert found.dtype == np.int64


def test_products_beyond_64_bits_are_exact() -> None:
    huge = MAXIMUM_MINOR
    found = split_each_in_proportion(np.array([huge]), np.array([huge, huge, huge - 1]), np.array([0, 0, 0]))
    assert found.tolist() == split_in_proportion(huge, [huge, huge, huge - 1])
