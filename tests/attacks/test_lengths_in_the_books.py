"""A platform has the dates of every contract, and looks a usual length up in them (test plan, T45)."""

import numpy as np
import pytest

from reports.disclosure import Rules
from reports.programme import How, Time, Unit
from reports.release.figures import Asked, of_times
from reports.survival import kaplan_meier

WORKERS, K = 60, 10
LENGTH = Asked("contract_length", How.MEDIAN_TIME, Unit.DAYS)


def lengths(seed):
    """One to three contracts of each worker; one of four goes on."""
    chance = np.random.default_rng([146, seed])
    return [
        tuple(
            Time(int(chance.lognormal(3.2, 0.6)) + 1, has_ended=bool(chance.random() < 0.75))
            for _ in range(int(chance.integers(1, 4)))
        )
        for _ in range(WORKERS)
    ]


def with_length(times, low, high):
    """Who has a contract that ended after so many days: `low` is in, `high` is out."""
    return [
        number
        for number, one in enumerate(times)
        if any(time.has_ended and low <= time.days < high for time in one)
    ]


def reads_as(days):
    """What may stand behind a length in days: half of five below 30, half of 30 beyond."""
    return days - (2.5 if days <= 30 else 15), days + (2.5 if days < 30 else 15)


@pytest.mark.parametrize("reporting", [30, 60])
def test_a_usual_length_fits_as_many_workers_as_the_smallest_group(reporting):
    told = 0
    for seed in range(40):
        times = lengths(seed)
        value = of_times(LENGTH, times[:reporting], Rules(k=K)).value
        if value is not None:
            told += 1
            assert len(with_length(times[:reporting], *reads_as(float(value)))) >= K
    assert told


def test_told_to_the_day_it_would_be_a_single_workers():
    alone = 0
    for seed in range(40):
        times = lengths(seed)
        every = [time for one in times[:30] for time in one]
        median = kaplan_meier([time.days for time in every], [time.has_ended for time in every]).median
        alone += median is not None and len(with_length(times, median, median + 1)) == 1
    assert alone
