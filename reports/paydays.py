"""The day on which pay is expected, from the terms of the contract (METHOD section 10a)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from reports.frames import Ledger
from reports.placing import Accrual
from reports.pricing import Row, TermsBook


class EarnedPart(NamedTuple):
    """Pay for the work of one day from one row, in minor units; negative when taken back.

    `noun` and `row_id` name a task, or the payment that took its place; `expected_on` is None when the terms do
    not tell.
    """

    noun: str
    row_id: str
    day: date
    contract_id: str | None
    platform_id: str | None
    minor: int
    expected_on: date | None = None


def expected_pay_day(
    day: date, *, pay_week_start: int | None, pay_lag_days: int | None, hold_days: int | None = None
) -> date | None:
    """The last day of the pay week around `day`, or `day` itself, plus lag and hold.

    Parameters
    ----------
    day
        Day of the work, in the platform's zone where it is known.
    pay_week_start
        First day of the platform's pay week, 0 Monday to 6 Sunday; None: no pay week.
    pay_lag_days, hold_days
        Whole days; None: not told. When neither is told the pay day is unknown.

    Examples
    --------
    >>> expected_pay_day(date(2026, 3, 4), pay_week_start=0, pay_lag_days=5)
    datetime.date(2026, 3, 13)
    """
    if pay_lag_days is None and hold_days is None:
        return None
    rest_of_week = 0 if pay_week_start is None else (pay_week_start - day.weekday() - 1) % 7
    return day + timedelta(days=rest_of_week + (pay_lag_days or 0) + (hold_days or 0))


class PayDays:
    """The expected pay days of a ledger's tasks and payments."""

    def __init__(self, ledger: Ledger) -> None:
        self._terms = TermsBook(ledger.rows("terms"))
        self._tasks = {row["id"]: row for row in ledger.rows("tasks")}
        self._payments = {row["id"]: row for row in ledger.rows("payments")}
        self._held: dict[str, int] = {
            key: row["held_minor"] for key, row in self._tasks.items() if row["held_minor"]
        }

    def parts_of(self, accrual: Accrual) -> Iterator[EarnedPart]:
        """What is expected of an earned amount, and when: one part, or two when some of it is held back.

        A payment's own expected day wins over the terms. Each call uses up the task's hold.
        """
        said_on = self._payments[accrual.row_id]["expected_on"] if accrual.noun == "payments" else None
        whole = EarnedPart(
            accrual.noun,
            accrual.row_id,
            accrual.day,
            accrual.contract_id,
            accrual.platform_id,
            accrual.minor,
            said_on or self._by_terms(accrual),
        )
        held = 0 if said_on or not accrual.task_id else self._hold(accrual.task_id, accrual.minor)
        if held and accrual.task_id:
            held_until_on = self._tasks[accrual.task_id]["held_until_on"]
            yield whole._replace(minor=held, expected_on=held_until_on)
        if whole.minor != held:
            yield whole._replace(minor=whole.minor - held) if held else whole

    def _hold(self, task_id: str, minor: int) -> int:
        held: int = max(0, min(minor, self._held.get(task_id, 0)))
        if held:
            self._held[task_id] -= held
        return held

    def _by_terms(self, accrual: Accrual) -> date | None:
        terms = self._terms.in_force(accrual.contract_id, accrual.day)
        if terms is None:
            return None
        return expected_pay_day(
            _day_at_platform(accrual, self._tasks.get(accrual.task_id or ""), terms),
            pay_week_start=terms["pay_week_start"],
            pay_lag_days=terms["pay_lag_days"],
            hold_days=terms["hold_days"],
        )


def _day_at_platform(accrual: Accrual, task: Row | None, terms: Row) -> date:
    """The day of the work as the platform's pay week counts it."""
    if task is None or task["ended_at"] is None or terms["pay_zone"] is None:
        return accrual.day
    day: date = task["ended_at"].astimezone(ZoneInfo(terms["pay_zone"])).date()
    return day


def earned_parts(ledger: Ledger, accruals: Iterable[Accrual]) -> tuple[EarnedPart, ...]:
    """The earned accruals, split by the day on which they are expected.

    Where several payments make up the pay of one task, what the platform holds back is part of the last one.
    """
    days = PayDays(ledger)
    earned = [accrual for accrual in accruals if accrual.category == "earned"]
    latest_first = sorted(earned, key=lambda row: (row.day, row.row_id), reverse=True)
    return tuple(part for accrual in latest_first for part in days.parts_of(accrual))
