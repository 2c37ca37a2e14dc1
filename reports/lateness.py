"""What is still owed, how late it is, and how long pay takes (METHOD sections 6 and 10a).

Outstanding is what was earned and approved, or is pending, minus what arrived, before fees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from reports.figures import Figure, Step, figure_of
from reports.frames import Ledger
from reports.money import exponent
from reports.periods import Period
from reports.settling import Account, Line
from reports.spans import contract_spans
from reports.survival import kaplan_meier, survival_steps
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Pay of one contract and one expected day that has not arrived; `amount` in major units.

    `days_late` is None when no expected day is known and 0 when it is not past.
    """

    contract_id: str | None
    platform_id: str | None
    amount: Fraction
    expected_on: date | None
    days_late: int | None
    work_first_on: date
    work_last_on: date
    rows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wait:
    """A finished contract and the day on which its pay was complete, None while it is not."""

    contract_id: str
    finished_on: date
    paid_on: date | None

    def days(self, as_of: date) -> int:
        """Days from the end of the work to its pay, or so far; 0 when paid before."""
        return max(0, ((self.paid_on or as_of) - self.finished_on).days)


def outstanding(account: Account, as_of: date, currency: str = "USD") -> tuple[Outstanding, ...]:
    """What is still owed, by contract and expected day; the longest expected first, unknown days last."""
    groups: dict[tuple[str | None, str | None, date | None], list[Line]] = defaultdict(list)
    for line in account.lines:
        if line.left:
            groups[line.part.contract_id, line.part.platform_id, line.part.expected_on].append(line)
    unit = 10 ** exponent(currency)
    owed = [
        Outstanding(
            contract_id=contract_id,
            platform_id=platform_id,
            amount=Fraction(sum(line.left for line in lines), unit),
            expected_on=expected_on,
            days_late=None if expected_on is None else max(0, (as_of - expected_on).days),
            work_first_on=lines[0].part.day,
            work_last_on=lines[-1].part.day,
            rows=_rows(lines),
        )
        for (contract_id, platform_id, expected_on), lines in groups.items()
    ]
    return tuple(
        sorted(
            owed, key=lambda item: (item.expected_on or date.max, item.work_first_on, item.contract_id or "")
        )
    )


def _rows(lines: Iterable[Line]) -> dict[str, tuple[str, ...]]:
    ids: dict[str, dict[str, None]] = defaultdict(dict)  # in order, each once
    for line in lines:
        ids[line.part.noun][line.part.row_id] = None
    return {noun: tuple(keys) for noun, keys in ids.items()}


def by_age(owed: Iterable[Outstanding]) -> dict[str, Fraction]:
    """Amounts owed by how late they are, the latest first; every group is there, at 0 when empty."""
    ages = dict.fromkeys(
        ("over_60_days_late", "31_to_60_days_late", "1_to_30_days_late", "not_due", "unknown"), Fraction(0)
    )
    for item in owed:
        ages[_age_group(item.days_late)] += item.amount
    return ages


def _age_group(days_late: int | None) -> str:
    if days_late is None:
        return "unknown"
    if days_late > 60:
        return "over_60_days_late"
    if days_late > 30:
        return "31_to_60_days_late"
    return "1_to_30_days_late" if days_late else "not_due"


def finished_contracts(ledger: Ledger, as_of: date) -> dict[str, date]:
    """Ended contracts with the last day of their work, or their last day where no work is logged."""
    worked: dict[str, date] = {}
    for task in ledger.rows("tasks"):  # in order of days
        if task["contract_id"] and task["worked_on"] <= as_of:
            worked[task["contract_id"]] = task["worked_on"]
    return {
        span.contract_id: worked.get(span.contract_id, span.end)
        for span in contract_spans(ledger, as_of)
        if span.end is not None
    }


def waits(account: Account, finished: Mapping[str, date]) -> tuple[Wait, ...]:
    """How long finished contracts waited for the pay of their work; contracts that earned nothing are left out.

    Pay that was earned after the work was finished, such as a later bonus, makes nobody wait longer.
    """
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in account.lines:
        contract_id = line.part.contract_id
        if contract_id and contract_id in finished and line.part.day <= finished[contract_id]:
            lines[contract_id].append(line)
    return tuple(
        Wait(contract_id, finished[contract_id], _complete_on(of_contract))
        for contract_id, of_contract in lines.items()
    )


def _complete_on(lines: Iterable[Line]) -> date | None:
    days = [None if line.left else line.paid_on for line in lines]
    return None if None in days else max(day for day in days if day)


def lateness_figures(
    account: Account,
    owed: Sequence[Outstanding],
    waited: Iterable[Wait],
    *,
    period: Period,
    as_of: date,
    currency: str = "USD",
) -> dict[str, Figure]:
    """What is owed on `as_of`, whenever it was earned, and the usual wait of contracts finished in the period."""
    unit = 10 ** exponent(currency)
    late = [item for item in owed if item.days_late]
    total = sum((item.amount for item in owed), Fraction(0)) if account.lines or account.received else None
    is_partly_unknown = any(item.days_late is None for item in owed)
    is_unknown = bool(owed) and all(item.days_late is None for item in owed)
    none = "no_earnings" if total is None else "no_pay_day_known"
    late_total = None if total is None or is_unknown else sum((item.amount for item in late), Fraction(0))
    oldest = None if late_total is None else max((item.days_late or 0 for item in late), default=0)
    within = [wait for wait in waited if wait.finished_on in period]
    lasting = kaplan_meier(
        [wait.days(as_of) for wait in within], [wait.paid_on is not None for wait in within]
    )
    steps = (
        Step("+", N_("Earned, approved or pending"), Fraction(account.earned, unit), "money"),
        Step("-", N_("Arrived, before fees"), Fraction(account.received, unit), "money"),
        Step("+", N_("Arrived in advance"), Fraction(account.received_in_advance, unit), "money"),
    )
    figure = partial(figure_of, period=period)
    listed = [
        figure(
            "outstanding",
            total,
            "money",
            reason="no_earnings",
            currency=currency,
            steps=steps,
            rows=_all_rows(owed),
        ),
        figure(
            "outstanding_late",
            late_total,
            "money",
            reason=none,
            currency=currency,
            at_least=is_partly_unknown,
            steps=tuple(map(_step, late)),
            rows=_all_rows(late),
        ),
        figure(
            "oldest_late_days",
            oldest,
            "days",
            reason=none,
            at_least=is_partly_unknown,
            rows=_all_rows(late[:1]),
        ),
        figure(
            "days_to_be_paid",
            lasting.median,
            "days",
            reason="not_reached" if within else "no_finished_work",
            steps=survival_steps(lasting, N_("Share still unpaid after day {days}")),
            rows={"contracts": tuple(wait.contract_id for wait in within)},
        ),
    ]
    return {item.key: item for item in listed}


def _step(item: Outstanding) -> Step:
    return Step("+", N_("Expected on {expected}"), item.amount, "money", {"expected": item.expected_on})


def _all_rows(owed: Iterable[Outstanding]) -> dict[str, tuple[str, ...]]:
    rows: dict[str, tuple[str, ...]] = {}
    for item in owed:
        for noun, ids in item.rows.items():
            rows[noun] = (*rows.get(noun, ()), *ids)
    return rows
