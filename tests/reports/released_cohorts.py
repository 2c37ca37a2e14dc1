"""Writers with answers, made up for releases: what they say follows from what they worked, place by place."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import chain, combinations, zip_longest

import numpy as np

from reports.cohorts import Contribution, Known, Measure
from reports.disclosure import Rules
from reports.periods import Period
from reports.programme import Answer, Column, How, TablePlan, Time, Unit, WriterAnswers
from reports.release import Frame

PLATFORMS, PLACES = ("annex", "quill", "scribe"), ("US-CA", "US-NY")
KINDS = ("ranking", "rating", "writing")


def column(key, question, how, unit=Unit.RATE, *, known=False):
    return Column(key, question, how, unit, key, f"What {key} is.", None, known)


RATE = column("rate", "rate", How.POOLED)
MEDIAN = column("median", "rate", How.MEDIAN)
LOWER = column("lower", "rate", How.LOWER_QUARTILE)
UPPER = column("upper", "rate", How.UPPER_QUARTILE)
UNPAID = column("unpaid", "unpaid", How.POOLED, Unit.SHARE)
CUT = column("cut", "cut", How.SHARE_OF_WRITERS, Unit.SHARE)
GAP = column("gap", "gap", How.MEDIAN_TIME, Unit.DAYS)
PAY = column("pay", "pay", How.SUM, Unit.MONEY)
HOURS = column("hours", "hours", How.SUM, Unit.HOURS)
COLUMNS = (RATE, MEDIAN, LOWER, UPPER, UNPAID, CUT, GAP)


def plan(key, *dimensions, columns=COLUMNS):
    return TablePlan(key, f"Table {key}", dimensions, tuple(columns))


def bare(*dimensions):
    """Tables without columns: only their cells count."""
    return [plan(" ".join(names), *names, columns=()) for names in dimensions]


PROGRAMME = (
    plan("whole", columns=(*COLUMNS, PAY, HOURS)),
    plan("platform", "platform"),
    plan("platform_by_kind", "platform", "kind"),
    plan("pay_model", "pay_model"),
    plan("place", "place"),
)


def frame(**changes):
    of = {
        "campaign": "Fair writing",
        "organization": "The guild",
        "question": "What does an hour pay?",
        "period": Period(date(2026, 7, 1), date(2026, 10, 1)),
        "currency": "USD",
        "released_on": date(2026, 10, 15),
        "known": Known(PLATFORMS, PLACES),
        "names": {"platform": {"annex": "Annex", "unseen": "Unseen"}},
        "rules": Rules(k=5),
        "seed": 7,
        "programme_version": "1",
        "code_version": "abc",
    }
    return Frame(**(of | changes))


def places_of(values):
    pairs = sorted(values.items())
    subsets = chain.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1))
    return [tuple(one) for one in subsets]


def worked(
    platform="annex", kind="rating", pay_model="hourly", place="US-CA", *, pay=2000, seconds=3600, **other
):
    amounts = {Measure.PAY: pay, Measure.HOURS: seconds} | {Measure(name): one for name, one in other.items()}
    return Contribution(
        0, {"platform": platform, "kind": kind, "pay_model": pay_model, "place": place}, amounts
    )


def writer(*contributions, costs=(), unpaid=Fraction(1, 4), is_cut=False, days=(20,)):
    """A writer whose answers follow from her contributions; without any she has no answer either.

    `costs` are in minor units, of the first contribution, of the second, ...
    """
    pay, hours, kept = defaultdict(Fraction), defaultdict(Fraction), defaultdict(Fraction)
    for one, cost in zip_longest(contributions, costs, fillvalue=0):
        for place in places_of(one.values):
            pay[place] += Fraction(one.amounts.get(Measure.PAY, 0), 100)
            kept[place] += Fraction(one.amounts.get(Measure.PAY, 0) - cost, 100)
            hours[place] += Fraction(one.amounts.get(Measure.HOURS, 0), 3600)
    answers = {
        "rate": {place: Answer(pay[place], time) for place, time in hours.items() if time},
        "paid_time_rate": {place: Answer(pay[place], time) for place, time in hours.items() if time},
        "all_hours_rate": {place: Answer(pay[place], time) for place, time in hours.items() if time},
        "effective_hourly_rate": {place: Answer(kept[place], time) for place, time in hours.items() if time},
        "unpaid": {place: Answer(time * unpaid, time) for place, time in hours.items() if time},
        "cut": {place: Answer(Fraction(int(is_cut))) for place in pay},
        "pay": {place: Answer(amount) for place, amount in pay.items()},
        "hours": {place: Answer(time) for place, time in hours.items()},
    }
    times = {"gap": {place: tuple(Time(length, has_ended=True) for length in days) for place in pay}}
    return WriterAnswers(contributions, answers, times)


def promised(one, rate):
    """The same writer, who was promised a rate for each of her paid hours, in major units."""
    hours = {
        place: Answer(answer.under * rate, answer.under)
        for place, answer in one.answers["paid_time_rate"].items()
    }
    return replace(one, answers={**one.answers, "advertised_rate": hours})


def alike(count, **values):
    """Writers of one cell with nearly the same work, each with a rate and a gap of her own."""
    return [
        writer(worked(**{"pay": 2000 + 10 * number, **values}), is_cut=number % 2 == 0, days=(10 + number,))
        for number in range(count)
    ]


def composed_writers(seed, count, *, platforms=3, kinds=3):
    """Skewed pay on few platforms and kinds; the first of each most often."""
    chance = np.random.default_rng(seed)

    def drawn(words):
        weights = 1 / np.arange(1, len(words) + 1)
        return str(chance.choice(words, p=weights / weights.sum()))

    def piece(place):
        seconds = int(chance.lognormal(10.5, 1.0))
        pay = int(seconds * chance.lognormal(0, 0.5) * 2500 / 3600)
        values = (
            drawn(PLATFORMS[:platforms]),
            drawn(KINDS[:kinds]),
            drawn(("hourly", "per_unit", "unknown")),
        )
        return worked(*values, place, pay=pay, seconds=seconds), pay * int(chance.integers(0, 6)) // 100

    def one():
        place = drawn(PLACES)
        contributions, costs = zip(*(piece(place) for _ in range(int(chance.integers(1, 4)))), strict=True)
        return writer(
            *contributions,
            costs=costs,
            unpaid=Fraction(int(chance.integers(0, 100)), 100),
            is_cut=bool(chance.integers(0, 2)),
            days=tuple(chance.integers(1, 90, int(chance.integers(1, 4))).tolist()),
        )

    return [one() for _ in range(count)]


def table_of(release, key):
    return next(table for table in release.tables if table.key == key)


def row_of(release, key, **values):
    """The row of a table; dimensions that are not named are margins."""
    table = table_of(release, key)
    wanted = dict.fromkeys(table.dimensions, "Total") | values
    return next(row for row in table.rows if row.values == wanted)
