"""A writer's log, read once: what every report of it starts from, whichever days it is of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reports.arrivals import Arrival, arrivals_of
from reports.converting import in_one_currency
from reports.earnings import Books, keep_books
from reports.exchange import Rates
from reports.frames import Ledger
from reports.gaps import GapReport, gaps_of
from reports.lateness import Wait, finished_contracts, waits
from reports.periods import Period
from reports.settling import Account, accounts_apart, accounts_of
from reports.situation import Situation
from reports.spans import ContractSpan, contract_spans


@dataclass(frozen=True, eq=False)
class Log:
    """The books and what lasts over all days up to `as_of`.

    `logged` has every amount in the currency it was logged in, `ledger` in the one of the report; `accounts` (one in
    each currency) has what was earned set against what arrived, `apart` those without an exchange rate.
    """

    logged: Ledger
    ledger: Ledger
    books: Books
    as_of: date
    gaps: GapReport
    spans: tuple[ContractSpan, ...]
    accounts: tuple[Account, ...]
    apart: tuple[Account, ...]
    waited: tuple[Wait, ...]

    @property
    def whole(self) -> Period:
        """From the first log to `as_of`; only that day when nothing is logged."""
        return Period.through(self.books.first_log or self.as_of, self.as_of)

    @cached_property
    def situation(self) -> Situation:
        """What she said of herself."""
        return Situation(self.ledger)

    @cached_property
    def arrived(self) -> tuple[Arrival, ...]:
        """Money that arrived, by what it was for."""
        return arrivals_of(self.ledger, self.books.received)


def read_log(logged: Ledger, *, as_of: date, gap_threshold_days: int, rates: Rates) -> Log:
    """Keep the books of a ledger and settle its accounts."""
    ledger, exchange = in_one_currency(logged, rates, as_of)
    books = keep_books(ledger, as_of, exchange)
    spans = contract_spans(ledger, as_of)
    accounts = accounts_of(logged, books, rates, as_of)
    return Log(
        logged,
        ledger,
        books,
        as_of,
        gaps_of(ledger, as_of=as_of, threshold_days=gap_threshold_days),
        spans,
        accounts,
        accounts_apart(logged, rates, as_of),
        waits(accounts, finished_contracts(ledger, spans, as_of)),
    )
