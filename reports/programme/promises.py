"""A writer's answers on what contracts promised: changes of pay, credit, and what she says of them in reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from reports.conditions import CreditTerms, Review, conditions, credit_of
from reports.log import Log
from reports.programme.asking import Asking
from reports.programme.said import Said
from reports.terms import Contract, PayChange, Promise, pay_changes

#: A change of the promised hourly rate and of the price of the same unit; the first that is known says how large it is.
_CHANGES = ("promised_rate_change", "promised_price_change")


def say_pay_changes(said: Said, log: Log, asking: Asking) -> None:
    """Whether a promise fell in the period, of the contracts open in it, and by how much promises changed.

    Promises are compared as they were made, each in its own currency; what they brought is not, since the work before a
    change is of another period.
    """
    promises = [Promise.of(row) for row in log.logged.rows("terms")]
    platform_of = asking.platform_of_contract(log.ledger)
    priced = {one.contract_id for one in promises if one.price is not None}
    for contract_id in _open(log, asking):
        if contract_id in priced:
            said.add("pay_cut", {"platform": platform_of[contract_id]}, 0, 1)
    found = pay_changes(
        promises,
        map(Contract.of, log.ledger.rows("contracts")),
        {},
        period=asking.period,
        as_of=asking.as_of,
        currency=asking.currency,
    )
    for change in found.changes:
        shares = list(_shares(change))
        values = {"platform": platform_of[change.contract_id]}
        if shares:
            said.add("pay_change_size", values, shares[0], 1)
            said.add("pay_cut", values, int(min(shares) < 0), 0)


def _shares(change: PayChange) -> Iterator[Fraction]:
    for key in _CHANGES:
        value = change.figures[key].value
        if value is not None:
            yield value


def say_credit(said: Said, log: Log, asking: Asking) -> None:
    """What the contracts open in the period say of credit and of the purpose, as their terms stood on its last day."""
    platform_of = asking.platform_of_contract(log.ledger)
    terms = map(CreditTerms.of, log.ledger.rows("terms"))
    theirs = set(_open(log, asking))
    for one in credit_of(terms, asking.period.last):
        if one.contract_id in theirs:
            values = {"platform": platform_of[one.contract_id]}
            for question in ("credit_promised", "purpose_told"):
                _count(said, question, values, getattr(one, question))


def _open(log: Log, asking: Asking) -> Iterator[str]:
    for span in log.spans:
        if span.days(asking.as_of).overlap(asking.period):
            yield span.contract_id


def say_reviews(said: Said, log: Log, asking: Asking) -> None:
    """Her answers of the period to the nine questions; of each contract and question the newest."""
    platform_of = asking.platform_of_contract(log.ledger)
    by_platform: dict[str, list[Review]] = defaultdict(list)
    for row in log.ledger.rows("contract_reviews"):
        by_platform[platform_of[row["contract_id"]]].append(Review.of(row))
    for platform, reviews in by_platform.items():
        for answers in conditions(reviews, asking.period):
            known = answers.yes_count + answers.no_count
            said.add(answers.figure.key, {"platform": platform}, answers.yes_count, known)


def _count(said: Said, question: str, values: Mapping[str, str], answer: str | None) -> None:
    if answer in ("yes", "no"):
        said.add(question, values, int(answer == "yes"), 1)
