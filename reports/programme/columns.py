"""How the columns of a question are told: pooled, the middle writer, and the quarters below and above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from reports.programme.plan import Column, How
from reports.wording import N_

#: What each writer's own figure, one for each writer, comes to.
OF_WRITERS: Mapping[How, str] = MappingProxyType(
    {
        How.MEDIAN: N_("Half of the writers have less than this, and half have more. Each counts once."),
        How.LOWER_QUARTILE: N_("A quarter of the writers have less than this. Each counts once."),
        How.UPPER_QUARTILE: N_("A quarter of the writers have more than this. Each counts once."),
    }
)

#: The end of the key of a column that is not the first of its question.
SUFFIXES: Mapping[How, str] = MappingProxyType(
    {
        How.MEDIAN: "median",
        How.LOWER_QUARTILE: "lower_quartile",
        How.UPPER_QUARTILE: "upper_quartile",
    }
)


def spread(pooled: Column, labels: Mapping[How, str]) -> Iterator[Column]:
    """The column of all together, and those of one value for each writer, beside it.

    Parameters
    ----------
    pooled
        Its key is the question.
    labels
        Message ids by how the writers become one figure, in the order of the columns.
    """
    yield pooled
    for how, label in labels.items():
        yield replace(
            pooled,
            key=f"{pooled.key}_{SUFFIXES[how]}",
            how=how,
            label=label,
            definition=OF_WRITERS[how],
        )


def quarters(middle: str, lower: str, upper: str) -> Mapping[How, str]:
    """The labels of a median and its quartiles."""
    return {How.MEDIAN: middle, How.LOWER_QUARTILE: lower, How.UPPER_QUARTILE: upper}
