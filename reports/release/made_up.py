"""A campaign of composed writers, for auditors: nobody's pay, with the crowds and the lone writers of a real one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from reports.cohorts import Contribution, Known, Measure
from reports.disclosure import Rules
from reports.periods import Period
from reports.programme import TablePlan, WriterAnswers
from reports.release.cells import Protected, protected
from reports.release.frame import Frame
from reports.sums import SECONDS_PER_HOUR

_TABLES = tuple(
    TablePlan("_by_".join(names), "", names, ())
    for names in (("platform", "kind"), ("pay_model",), ("place",))
)
_KNOWN = Known(("annex", "inkwell", "margin", "quill", "scribe"), ("US-CA", "US-NY", "US-TX", "US-WA"))
_FEWEST, _MOST = 40, 300
_MOST_CONTRACTS = 4


def made_up_cells(seed: int) -> Protected:
    """The protected and audited cells of a made-up campaign.

    Parameters
    ----------
    seed
        0 or more; the same seed gives the same campaign.

    Raises
    ------
    NoPattern, NotReleasable
        As for any campaign.
    """
    return protected(made_up_writers(seed), _TABLES, _frame(seed))


def made_up_writers(seed: int) -> list[WriterAnswers]:
    """What the writers of a made-up campaign worked; they answer no questions."""
    chance = np.random.default_rng(seed)
    count = int(chance.integers(_FEWEST, _MOST))
    return [WriterAnswers(tuple(_worked(number, chance)), {}, {}) for number in range(count)]


def _frame(seed: int) -> Frame:
    period = Period(date(2026, 7, 1), date(2026, 10, 1))
    return Frame(
        campaign="A made-up campaign",
        organization="Nobody",
        question="What does an hour pay?",
        period=period,
        currency="USD",
        released_on=date(2026, 10, 15),
        known=_KNOWN,
        names={},
        rules=Rules(),
        seed=seed,
        programme_version="made up",
        code_version="made up",
    )


def _worked(writer: int, chance: np.random.Generator) -> Iterator[Contribution]:
    """Skewed pay and hours of a few contracts, all from where she lives."""
    values = _KNOWN.values()
    home = _drawn(values["place"], chance)
    for _ in range(int(chance.integers(1, _MOST_CONTRACTS + 1))):
        drawn = {name: _drawn(words, chance) for name, words in values.items()} | {"place": home}
        yield Contribution(writer, drawn, _amounts(chance))


def _drawn(words: tuple[str, ...], chance: np.random.Generator) -> str:
    """The first most often, each further one less."""
    weights = 1 / np.arange(1, len(words) + 1)
    return str(chance.choice(words, p=weights / weights.sum()))


def _amounts(chance: np.random.Generator) -> Mapping[Measure, int]:
    seconds = int(chance.lognormal(11, 1))
    pay = int(seconds * chance.lognormal(0, 1 / 2) * 2500 / SECONDS_PER_HOUR)
    return {
        Measure.PAY: pay,
        Measure.HOURS: seconds,
    }
