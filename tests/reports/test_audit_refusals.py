"""What a refusal says, and that what is rounded is attacked as rounded, by the public and by writers."""

import numpy as np
import pytest

from reports.audit import (
    Demands,
    Interval,
    Kind,
    NotReleasable,
    Published,
    audit,
    check_releasable,
    insider,
    outsider,
)
from reports.audit.findings import Finding
from reports.cohorts import Measure
from tests.reports.audited_tables import cells, grid

DEMANDS = Demands(k=5, p=10)


def finding(kind):
    return Finding(kind, (), Measure.PAY, 0, 0, 1)


def test_a_refusal_is_one_sentence_of_the_kinds_with_their_counts():
    refused = NotReleasable([finding(Kind.NARROW), finding(Kind.OPEN), finding(Kind.NARROW)])
    assert refused.counts == {Kind.OPEN: 1, Kind.NARROW: 2}
    assert str(refused) == (
        "These tables cannot be released. "
        "cells that are shown though they tell too much of one writer: 1; "
        "hidden cells whose value can be guessed too well: 2."
    )


def rounded_by(made, share):
    """Every sum within a share of it, upwards and downwards."""
    return Published(
        {
            number: Interval(
                np.floor(sums.values * (1 - share)).astype(int),
                np.ceil(sums.values * (1 + share)).astype(int),
            )
            for number, sums in enumerate(made.sums)
        },
        Interval(np.zeros(len(made.cells), dtype=int), np.full(len(made.cells), 99)),
    )


def test_what_is_rounded_is_attacked_as_rounded_by_everybody():
    made = grid("A X=200 Y=3000\nB X=4000 Y=2500", alone=["AX"])
    hidden = cells(made, "AX")
    shown = rounded_by(made, 0.5)
    assert list(outsider(made, hidden, DEMANDS))
    assert audit(made, hidden, DEMANDS, shown).is_releasable
    assert check_releasable(made, hidden, DEMANDS, shown).cells_attacked == 1
    with pytest.raises(NotReleasable, match=f"{Kind.KNOWN}: 2"):
        check_releasable(made, hidden, DEMANDS)


def test_what_is_rounded_too_little_for_a_writer_beside_it_is_told_to_her():
    made = grid("A X=200 Y=300\nB X=400 Y=250", alone=["AX", "AY"])
    hidden = cells(made, "AX AY")
    assert {one.kind for one in insider(made, hidden, DEMANDS)} == {Kind.INSIDER}
    assert not list(insider(made, hidden, DEMANDS, rounded_by(made, 0.5)))
    assert Kind.INSIDER not in {
        one.kind for one in audit(made, hidden, DEMANDS, rounded_by(made, 0.5)).findings
    }
