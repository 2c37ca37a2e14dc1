"""What contracts promise from a day on, and which contract was offered again.

Terms are dated. A contract has one promise for each stretch of days; the contract it is a re-hire of is its
former one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple, Self

from reports.figures import Step
from reports.frames import PayModel
from reports.periods import ONE_DAY, Period
from reports.wording import N_
from reports.work import in_hours, in_major

_PRICED_BY_UNIT = (PayModel.HOURLY, PayModel.PER_UNIT, PayModel.PER_ACCEPTED_UNIT)


# Every look at a promise asks for its price.
@lru_cache(1024)
def _middle(low: int, high: int, currency: str) -> Fraction:
    """The middle of a range in major units."""
    return in_major(Fraction(low + high, 2), currency)


@dataclass(frozen=True, slots=True)
class Promise:
    """What one row of `terms` says about pay.

    `rate_minor` is the price of `rate_units` units, or of one hour when hourly; the low end of a range. The
    snapshot at acceptance gives way to amended terms of the same day.
    """

    terms_id: str
    contract_id: str
    effective_on: date
    pay_model: str
    currency: str
    rate_minor: int | None = None
    rate_high_minor: int | None = None
    rate_units: int | None = None
    unit_name: str | None = None
    promised_seconds_per_unit: int | None = None
    bonus_rule: str | None = None
    weekly_cap_seconds: int | None = None
    hold_days: int | None = None
    is_acceptance: bool | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a row of the frame `terms`."""
        names = (name for name in cls.__dataclass_fields__ if name != "terms_id")
        return cls(terms_id=row["id"], **{name: row[name] for name in names})

    @property
    def is_hourly(self) -> bool:
        """Whether time is paid, and not pieces."""
        return self.pay_model == PayModel.HOURLY

    @property
    def order(self) -> tuple[date, bool, str]:
        """Later ones win; on one day the amended ones win over the snapshot kept from the acceptance."""
        return self.effective_on, not self.is_acceptance, self.terms_id

    @property
    def price(self) -> Fraction | None:
        """Promised for one hour or for `rate_units` units, in major units: the middle of a range."""
        if self.rate_minor is None:
            return None
        return _middle(self.rate_minor, self._high, self.currency)

    @property
    def hourly(self) -> Fraction | None:
        """The promised rate in major units an hour; a piece price over its promised time.

        >>> piece = Promise("t", "c", date(2026, 3, 1), "per_unit", "USD", 82, promised_seconds_per_unit=240)
        >>> float(piece.hourly)
        12.3
        """
        price, hours = self.price, self._promised_hours
        if price is None or self.is_hourly:
            return price
        return price / hours if hours else None

    @property
    def unit_price(self) -> Fraction | None:
        """Promised for one unit, or for one hour where time is paid, in major units."""
        return None if self.price is None else self.price / (1 if self.is_hourly else self._units)

    def has_unit_of(self, other: Promise) -> bool:
        """Whether both price the same unit; a job or a mixed price is never known to be the same."""
        if self.pay_model != other.pay_model or self.pay_model not in _PRICED_BY_UNIT:
            return False
        return self.is_hourly or spelled(self.unit_name) == spelled(other.unit_name)

    @property
    def pay_terms(self) -> dict[str, object]:
        """What a change of pay can touch, by name, in one spelling; what says nothing is None."""
        return {
            "pay_model": self.pay_model,
            "rate": None if self.rate_minor is None else (self.currency, self.rate_minor, self._high),
            "unit": None if self.is_hourly else (self._units, spelled(self.unit_name)),
            "promised_time": None if self.is_hourly else self.promised_seconds_per_unit or None,
            "bonus_rule": spelled(self.bonus_rule),
            "weekly_cap": self.weekly_cap_seconds,
            "hold": self.hold_days or None,
        }

    def steps(self) -> tuple[Step, ...]:
        """How the promised rate an hour is made; nothing when there is none."""
        hourly = self.hourly
        if hourly is None:
            return ()
        made = Step("=", N_("Promised hourly rate"), hourly, "money_per_hour")
        if self.is_hourly:
            return (*self._range(N_("Promised for an hour"), {}), made)
        units = {"count": self._units}
        hours = Step("/", N_("Promised time for them"), self._promised_hours, "hours")
        return (*self._range(N_("Promised for {count} units"), units), hours, made)

    def _range(self, label: str, values: Mapping[str, object]) -> tuple[Step, ...]:
        low, high = in_major(self.rate_minor or 0, self.currency), in_major(self._high, self.currency)
        if low == high:
            return (Step("", label, low, "money", values),)
        return (
            Step("", label, low, "money", values),
            Step("+", N_("the high end of the range"), high, "money"),
            Step("/", N_("the middle of both"), Fraction(2), "count"),
        )

    @property
    def _high(self) -> int:
        low = self.rate_minor or 0
        return low if self.rate_high_minor is None else self.rate_high_minor

    @property
    def _units(self) -> int:
        return self.rate_units or 1

    @property
    def _promised_hours(self) -> Fraction | None:
        """Promised for the units of one price; a mixed price tells nothing about an hour."""
        if self.pay_model == PayModel.MIXED or not self.promised_seconds_per_unit:
            return None
        return in_hours(self._units * self.promised_seconds_per_unit)


def spelled(text: str | None) -> str | None:
    """A writer's words in one spelling, to compare them; None where there are none.

    >>> spelled(" All  Rights ")
    'all rights'
    """
    return " ".join((text or "").casefold().split()) or None


class Stretch(NamedTuple):
    """The days on which a contract kept the same promise, the last ones until `as_of`."""

    promise: Promise
    days: Period
    terms_ids: tuple[str, ...]


def stretches_of(promises: Iterable[Promise], as_of: date) -> dict[str, tuple[Stretch, ...]]:
    """The promises of each contract in order, without those that never held.

    Parameters
    ----------
    promises
        Terms of any contracts, in any order. Of two that start on one day only the later of their `order`
        holds; terms that change nothing about pay carry the stretch on.
    as_of
        Terms that start later are left out.

    Returns
    -------
    Contract id -> its stretches, ascending, without a gap or an overlap.
    """
    kept: dict[str, dict[date, Promise]] = defaultdict(dict)
    for promise in sorted(promises, key=lambda one: one.order):
        if promise.effective_on <= as_of:
            kept[promise.contract_id][promise.effective_on] = promise
    return {contract: _merged(list(days.values()), as_of) for contract, days in kept.items()}


def _merged(promises: Sequence[Promise], as_of: date) -> tuple[Stretch, ...]:
    alike = [tuple(same) for _, same in groupby(promises, key=lambda one: one.pay_terms)]
    starts = [same[0].effective_on for same in alike]
    ends = [*starts[1:], as_of + ONE_DAY]
    return tuple(
        Stretch(same[0], Period(start, end), tuple(one.terms_id for one in same))
        for same, start, end in zip(alike, starts, ends, strict=True)
    )


class Contract(NamedTuple):
    """A contract as its lineage needs it; `kind` is the kind of work it is for."""

    contract_id: str
    platform_id: str
    kind: str | None = None
    previous_contract_id: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a row of the frame `contracts`."""
        return cls(row["id"], row["platform_id"], row["task_kind"], row["previous_contract_id"])


def former_stretch(
    contract: Contract,
    contracts: Mapping[str, Contract],
    stretches: Mapping[str, Sequence[Stretch]],
    day: date,
) -> tuple[Contract, Stretch] | None:
    """What the contract that this one is a re-hire of promised on a day; None when nothing is known.

    A former contract without terms of that day is passed over for its own former one. The line ends at another
    platform, which is another party, and where it would go round in a circle.
    """
    seen = {contract.contract_id}
    former = contracts.get(contract.previous_contract_id or "")
    while former and former.contract_id not in seen and former.platform_id == contract.platform_id:
        held = [one for one in stretches.get(former.contract_id, ()) if one.days.start <= day]
        if held:
            return former, held[-1]
        seen.add(former.contract_id)
        former = contracts.get(former.previous_contract_id or "")
    return None
