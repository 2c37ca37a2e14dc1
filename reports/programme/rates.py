"""A writer's answers on rates, unpaid time, toll and effort, at every place they are asked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from reports.cohorts import Place
from reports.programme.cell_sums import CATEGORIES, RATED, CellSums
from reports.programme.said import Dimensions, Said
from reports.sums import SECONDS_PER_HOUR
from reports.work import Work, in_hours, in_major

#: What is divided by what; nothing where the writer has no answer.
_Quotient = tuple[Fraction | int, Fraction | int] | None

_ONE_WRITER = 1


def say_rates(said: Said, sums: Mapping[Dimensions, Mapping[Place, CellSums]], currency: str) -> None:
    """Put every answer that is made of the sums of cells."""
    for question, quotient in _questions(currency).items():
        for names in said.asked[question]:
            for place, of_place in sums[names].items():
                found = quotient(of_place)
                if found is not None:
                    said.put(question, place, Fraction(found[0]), Fraction(found[1]))


def _questions(currency: str) -> dict[str, Callable[[CellSums], _Quotient]]:
    return {
        "effective_hourly_rate": lambda sums: _net_an_hour(sums.work, currency),
        "all_hours_rate": lambda sums: _gross(sums.work, currency, sums.work.hours),
        "paid_time_rate": lambda sums: _gross(sums.work, currency, sums.work.paid_hours),
        "advertised_rate": _promised,
        "pay_with_time": lambda sums: (sums.work.positive_with_time, sums.work.positive),
        "time_priced": lambda sums: (sums.work.priced_seconds, sums.work.seconds),
        "unpaid_share": lambda sums: (sums.work.unpaid_seconds, sums.work.seconds),
        **{question: _of_category(question) for question in CATEGORIES.values()},
        "heavy_share": lambda sums: (sums.rated["heavy"].seconds, sums.counts["rated_seconds"]),
        "toll_coverage": lambda sums: (sums.counts["rated_seconds"], sums.work.seconds),
        **{f"effective_rate_{rated}": _of_rated(rated, currency) for rated in RATED},
        "rejected": lambda sums: (sums.counts["rejected"], sums.counts["decided"]),
        "hours": lambda sums: _some(in_hours(sums.work.seconds)),
        "units": lambda sums: _some(sums.counts["units"]),
        "pay": lambda sums: _gross(sums.work, currency, Fraction(_ONE_WRITER)),
    }


def _promised(sums: CellSums) -> _Quotient:
    rates, seconds = sums.advertised
    return rates / SECONDS_PER_HOUR, in_hours(seconds)


def _of_category(question: str) -> Callable[[CellSums], _Quotient]:
    return lambda sums: (sums.counts[question], sums.work.seconds)


def _of_rated(rated: str, currency: str) -> Callable[[CellSums], _Quotient]:
    return lambda sums: _net_an_hour(sums.rated[rated], currency)


def _net_an_hour(work: Work, currency: str) -> _Quotient:
    return (work.net_pay(currency), work.hours) if work.knows_pay else None


def _gross(work: Work, currency: str, under: Fraction) -> _Quotient:
    return (in_major(work.gross_of_rates, currency), under) if work.knows_pay else None


def _some(amount: Fraction | int) -> _Quotient:
    """A sum of one writer; none logged is no answer, since nobody knows whether there were any."""
    return (amount, _ONE_WRITER) if amount else None
