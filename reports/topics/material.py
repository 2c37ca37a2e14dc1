"""What topics are made of: a writer's books, and what her report has already worked out."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from reports.arrivals import Arrival
from reports.comparisons import Comparisons
from reports.earnings import Books
from reports.figures import Figure
from reports.frames import Ledger
from reports.gaps import GapReport
from reports.ladder import Ladder
from reports.only import EVERYTHING, Only, contracts_of
from reports.parameters import Parameters
from reports.periods import Period
from reports.settling import Account
from reports.situation import Situation
from reports.spans import ContractSpan
from reports.sums import Key, Selection, select
from reports.tables import EARNED


@dataclass(frozen=True, eq=False)
class Material:
    """Everything a topic may start from.

    `whole` is the ladder of the period (its `selection` has the rows), `platforms` the period by platform with shared
    costs split, `compared` has taxes, place and public figures; `gaps`, `spans` and `accounts` (one in
    each currency) are of the whole log. `ledger` has every amount in its currency, `logged` in the one it was
    logged in: what was promised is compared with a promise, not with an exchange rate. `only` says which rows were
    chosen; `whole` and `platforms` are of these.

    A topic takes its rows from one of three: `selection` where it tells of the chosen rows of the period;
    `of_contracts` where it tells of whole contracts, from their first row on; `all_rows` where it tells of a person, or
    picks what was chosen from what it found (changes of pay).
    """

    ledger: Ledger
    books: Books
    whole: Ladder
    platforms: Mapping[Key, Selection]
    compared: Comparisons
    gaps: GapReport
    spans: tuple[ContractSpan, ...]
    accounts: tuple[Account, ...]
    arrived: tuple[Arrival, ...]
    logged: Ledger
    only: Only = EVERYTHING

    @property
    def period(self) -> Period:
        """The days asked about."""
        return self.whole.selection.period

    @property
    def selection(self) -> Selection:
        """The rows of the period."""
        return self.whole.selection

    @cached_property
    def work(self) -> Selection:
        """The pay and the time of the period, without fees and costs."""
        return replace(self.selection, accruals=self.selection.accruals.of(EARNED))

    @property
    def as_of(self) -> date:
        """The day the computation pretends is today."""
        return self.compared.as_of

    @property
    def currency(self) -> str:
        """The reporting currency."""
        return self.ledger.currency

    @property
    def parameters(self) -> Parameters:
        """Public figures."""
        return self.compared.parameters

    @property
    def situation(self) -> Situation:
        """What she said of herself."""
        return self.compared.situation

    @cached_property
    def known(self) -> Period:
        """The days the log speaks of: from the first log to `as_of`, or to the last contact of a silent writer."""
        first = self.books.first_log
        if first is None:
            return Period(self.as_of, self.as_of)
        last = self.gaps.last_contact_on if self.gaps.is_silent else None
        return Period.through(first, max(first, last or self.as_of))

    @cached_property
    def of_contracts(self) -> Selection:
        """All rows of the chosen contracts up to `as_of`, whatever the period and their kind of work."""
        return contracts_of(self.all_rows, self.only)

    @cached_property
    def all_rows(self) -> Selection:
        """All rows up to `as_of`, whatever the period and whatever is chosen."""
        pay, hours = self.books.accruals, self.books.hours
        days = [*pay.day[:1].tolist(), *hours.day[:1].tolist()]
        first = date.fromordinal(min(days)) if days else self.as_of
        return Selection(Period.through(first, max(first, self.as_of)), pay, hours)

    def place_on(self, day: date) -> str | None:
        """Where she worked on a day: the place that was asked for, else the one she gave."""
        return self.compared.place_on(day)

    def places(self) -> Iterator[tuple[Period, str | None]]:
        """Where she worked: the days of the period in stretches without a move, in order."""
        if self.compared.is_place_given:
            return iter([(self.period, self.compared.place)])
        return self.situation.places(self.period)

    def exchanged(self, figure: Figure, *, has_arrived: bool = False) -> Figure:
        """A figure of pay with the exchange rates used; provisional where pay of its days is not paid yet.

        Money that has arrived was converted on that day, for good.
        """
        rates = self.whole.exchange_rates
        if not rates or figure.value is None:
            return figure
        is_estimate = not has_arrived and self._is_estimated(figure.period)
        return replace(
            figure,
            provisional=figure.provisional or is_estimate,
            parameters=(*figure.parameters, *rates),
        )

    def exchanged_of(self, figures: Mapping[str, Figure], of_pay: Container[str]) -> dict[str, Figure]:
        """Some figures, those of pay with the exchange rates used."""
        return {key: self.exchanged(figure) if key in of_pay else figure for key, figure in figures.items()}

    def _is_estimated(self, days: Period) -> bool:
        """Whether some of the pay of these days was converted before it was paid; many figures share their days."""
        if days not in self._estimated:
            pay = self.selection if days == self.period else select(self.books, days)
            self._estimated[days] = pay.is_estimated
        return self._estimated[days]

    @cached_property
    def _estimated(self) -> dict[Period, bool]:
        return {}

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """Names by noun ("platforms", "contracts") and id."""
        return {
            noun: {row["id"]: row["name"] for row in self.ledger.rows(noun)}
            for noun in ("platforms", "contracts")
        }
