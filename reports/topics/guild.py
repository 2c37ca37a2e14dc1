"""Guild health cover, covered pay beside gig pay, and the guild's contributions: METHOD sections 4, 10b and 3c.

Cover is counted over whole quarters up to the one of `as_of`, and pay is compared by whole years: both are of the
whole log, whatever period was asked about. Only the contributions are of the period.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reports.frames import Fact
from reports.groups import rows_of_groups, totals
from reports.guild import (
    PayOfYear,
    QuarterPay,
    Receipt,
    TypedThreshold,
    counterfactual_figures,
    displacement,
    eligibility,
    guild_figures,
)
from reports.ladder import COSTS, WORK
from reports.later import Later
from reports.periods import Period
from reports.sentences import Sentence
from reports.slices import Slice, parts_of
from reports.sums import Selection
from reports.tables import EARNED
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.wording import N_

OWN_THRESHOLD = N_("The earnings to be covered are the ones you typed, from {day}.")

#: Figures of covered earnings, which she enters in the currency of her ledger; the others are of gig pay.
_ENTERED = frozenset(
    {
        "guild_health_threshold",
        "covered_earnings",
        "distance_to_guild_health",
        "guild_health_share_reached",
    }
)


def guild_topic(material: Material) -> Topic:
    """The distance to cover and the card of contributions; the parts are the years with covered pay."""
    covered, gig = list(_covered_pay(material)), list(_gig_pay(material))
    applies = material.compared.applies
    typed = _typed_threshold(material)
    cover = eligibility(covered, gig, as_of=material.as_of, parameters=material.parameters, typed=typed)
    contributions = counterfactual_figures(
        Later(lambda: tuple(_receipts(material))),
        period=material.period,
        parameters=material.parameters,
        applies=applies,
        rows=material.selection.rows(*WORK, *COSTS),
    )
    years = displacement(covered, gig, as_of=material.as_of, currency=material.currency)
    figures = {**guild_figures(cover, applies=applies), **contributions}
    return Topic(
        {key: figure if key in _ENTERED else material.exchanged(figure) for key, figure in figures.items()},
        tuple(_part(material, year) for year in years),
        (Sentence(OWN_THRESHOLD, {"day": typed.since}),) if typed and applies else (),
    )


def _typed_threshold(material: Material) -> TypedThreshold | None:
    """The earnings to be covered as she knows them today; they go before those on file."""
    row = material.situation.in_force(Fact.GUILD_THRESHOLD, material.as_of)
    if row is None or row["amount_minor"] is None:
        return None
    amount = material.situation.major(row["amount_minor"])
    return TypedThreshold(amount, row["starts_on"], {"situations": (row["id"],)})


def _part(material: Material, year: PayOfYear) -> Slice:
    listed = (material.exchanged(year.gig), year.covered)
    return Slice(str(year.year), str(year.year), {figure.key: figure for figure in listed})


def _covered_pay(material: Material) -> Iterator[QuarterPay]:
    """What she entered as covered earnings of a quarter."""
    for row in material.situation.amounts(Fact.COVERED_EARNINGS):
        yield QuarterPay(row["starts_on"], row["amount_minor"], {"situations": (row["id"],)})


def _gig_pay(material: Material) -> Iterator[QuarterPay]:
    """What gigs brought by month, of the months with any pay: hours alone say nothing of it."""
    books = material.books
    earned = Selection(
        Period.through(date.min, material.as_of), books.accruals.of(EARNED), books.hours.take(slice(0))
    )
    rows = rows_of_groups(earned, "month")
    for month, sums in totals(earned, "month").items():
        yield QuarterPay(sums.first_on, sums.earned, rows(month))


def _receipts(material: Material) -> Iterator[Receipt]:
    """Net receipts by contract and day, where pay is known; costs of no contract are split as everywhere."""
    if not material.whole.sums.knows_pay:
        return
    for contract, part in parts_of(material.selection, "contract", material.currency).items():
        for sums in totals(part, "day").values():
            yield Receipt(sums.first_on, contract, sums.net)
