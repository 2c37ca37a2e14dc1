"""The sample case: a screenwriter, 20 contracts on 5 invented platforms, 1 March to 31 October 2026.

Composed, not collected: every name and figure is invented. `app.intake.sample_plan` is what a person can read
and check; the tasks, payments and payouts are laid out from it by counting, so that each run makes the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from app.intake.ledger import LedgerFile, Writer
from app.intake.sample_plan import CHECK_INS, EXPENSES, GAPS, PAY_LAG_DAYS, PLAN, Batch, Contract
from reports.frames import ORDER, SCHEMAS
from reports.money import split_in_proportion
from reports.periods import Period

AS_OF = date(2026, 11, 12)
PERIOD = Period.through(date(2026, 3, 1), date(2026, 10, 31))

_ZONE = ZoneInfo("America/Los_Angeles")
_NAMESPACE = UUID("6c1f2a52-5f0e-5d3b-9a38-2f6d0c7b1e44")
# How much longer one sitting is than the next; nothing random, so that the sample is the same everywhere.
_SITTINGS = (5, 7, 6, 8, 4, 7, 5, 6)
_BREAK = timedelta(minutes=10)


_ANSWERS = ("yes", "no", "no", "no", "no", "yes", "no", "unknown", "yes")
_QUESTIONS = tuple(name for name, column in SCHEMAS["contract_reviews"].items() if column.choices)
_AT_FIRST = ("onboarding", "assessment", "training")
_REFUSED = {"rejected_task": "rejected", "over_time_limit": "expired"}


@dataclass
class _Case:
    """Rows as they come into being, noun by noun."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {noun: [] for noun in SCHEMAS})

    def add(self, noun: str, word: str, **values: object) -> str:
        """Add a row whose id follows from its noun and `word`; answers with the id."""
        key = str(uuid5(_NAMESPACE, f"{noun} {word}"))
        self.rows[noun].append(dict.fromkeys(SCHEMAS[noun]) | values | {"id": key})
        return key


def sample_ledger() -> LedgerFile:
    """The sample case as a ledger file."""
    case = _Case()
    platforms = {
        name: case.add("platforms", name, name=name) for name in dict.fromkeys(p.platform for p in PLAN)
    }
    contracts: list[str] = []
    for plan in PLAN:
        contracts.append(_signed(case, plan, platforms[plan.platform], contracts))
        _Engagement(case, plan, platforms[plan.platform], contracts[-1]).lay_out()
    _clock(case)
    _around(case, platforms)
    for noun, rows in case.rows.items():
        rows.sort(key=itemgetter(ORDER.get(noun, "id"), "id"))
    return LedgerFile(Writer("the-sample"), {noun: tuple(rows) for noun, rows in case.rows.items()})


def _signed(case: _Case, plan: Contract, platform: str, earlier: Sequence[str]) -> str:
    first, number = _day(plan.first), len(earlier) + 1
    return case.add(
        "contracts",
        str(number),
        platform_id=platform,
        name=plan.name,
        task_kind=plan.kind,
        state=plan.state,
        stated_status="contractor",
        applied_on=first - timedelta(days=3 + number % 4),
        started_on=first,
        ended_on=_day(plan.last) if plan.last else None,
        previous_contract_id=earlier[plan.follows - 1] if plan.follows else None,
    )


@dataclass(frozen=True, slots=True)
class _Engagement:
    """One contract of the plan, laid out into the rows that hang on it."""

    case: _Case
    plan: Contract
    platform: str
    contract: str

    def lay_out(self) -> None:
        self._life()
        self._terms()
        for category, hours in self.plan.unpaid.items():
            self._unpaid(category, hours)
        for position, batch in enumerate(self.plan.batches):
            self._worked(batch, position)
            self._paid(batch, position)

    def _life(self) -> None:
        states = [("onboarded", self.plan.first), ("active", self.plan.batches[0].first)]
        if self.plan.last:
            states.append((self.plan.state, self.plan.last))
            self._review()
        for state, day in states:
            word = f"{self.contract} {state}"
            self.case.add(
                "contract_states", word, contract_id=self.contract, state=state, entered_on=_day(day)
            )

    def _review(self) -> None:
        """The writer reviewed every contract that the platform ended or took away."""
        if self.plan.state != "ended_by_me":
            turn = len(self.plan.name) % len(_ANSWERS)
            answers = dict(zip(_QUESTIONS, _ANSWERS[turn:] + _ANSWERS[:turn], strict=True))
            values = {"contract_id": self.contract, "reviewed_on": _day(self.plan.last), **answers}
            self.case.add("contract_reviews", self.contract, **values)

    def _terms(self) -> None:
        plan = self.plan
        self.case.add(
            "terms",
            self.contract,
            contract_id=self.contract,
            effective_on=_day(plan.first),
            pay_model=plan.model,
            currency="USD",
            rate_minor=_cents(plan.rate),
            rate_high_minor=_cents(plan.rate_high) if plan.rate_high else None,
            rate_units=1,
            unit_name=plan.unit,
            promised_seconds_per_unit=plan.promised_seconds,
            pay_week_start=6,
            pay_zone=_ZONE.key,
            pay_lag_days=PAY_LAG_DAYS[plan.platform],
            credit_promised="no",
            rights_given_up="all",
            purpose_told="no" if plan.platform in ("Tessera", "Annex") else "yes",
            is_acceptance=True,
        )

    def _unpaid(self, category: str, hours: float) -> None:
        """Tests and onboarding stand before the first paid day, other unpaid time between the paid tasks."""
        plan, begun = self.plan, self.plan.batches[0].first
        span = (plan.first, begun) if category in _AT_FIRST else (begun, plan.last or "10-31")
        for day, seconds in _sittings(*span, hours):
            self._task(category, day, seconds, **self._why_unpaid(category, day, seconds))

    def _why_unpaid(self, category: str, day: date, seconds: int) -> dict[str, object]:
        if category not in _REFUSED:
            kind = category.replace("_", " ")
            return {"kind": kind, "is_paid": False, "unpaid_category": category, "outcome": "approved"}
        return {
            "kind": self.plan.kind,
            "is_paid": True,
            "outcome": _REFUSED[category],
            "units": max(1, seconds // (self.plan.promised_seconds or 60)),
            "decided_on": day + timedelta(days=4),
        }

    def _worked(self, batch: Batch, position: int) -> None:
        sittings = _sittings(batch.first, batch.last, batch.hours)
        counts = split_in_proportion(batch.count, [seconds for _, seconds in sittings])
        is_decided = _day(batch.last) <= PERIOD.last
        for (day, seconds), count in zip(sittings, counts, strict=True):
            is_hourly = self.plan.model == "hourly"
            self._task(
                f"paid {position}",
                day,
                seconds,
                kind=self.plan.kind,
                is_paid=True,
                outcome="approved" if is_decided else "pending",
                decided_on=day + timedelta(days=3) if is_decided else None,
                credited_seconds=60 * count if is_hourly else None,
                units=None if is_hourly else count,
                toll=1 + (day.day + count) % 5 if day.day % 3 else None,
                is_repetitive=self.plan.unit in ("line", "rating") or None,
            )

    def _task(self, word: str, day: date, seconds: int, **values: object) -> None:
        common = {"contract_id": self.contract, "worked_on": day, "seconds": seconds}
        self.case.add("tasks", f"{self.contract} {word} {day}", **common, **values)

    def _paid(self, batch: Batch, position: int) -> None:
        """The payments of a batch, and the payout they came in."""
        last, word = _day(batch.last), f"{self.contract} {position}"
        span = {"work_start_on": _day(batch.first), "work_end_on": last}
        credited = [("task_pay", _cents(batch.pay), span)]
        if batch.extra:
            credited.append((batch.extra[0], _cents(batch.extra[1]), {}))
        common = {"platform_id": self.platform, "contract_id": self.contract, "currency": "USD"}
        due = {"earned_on": last, "expected_on": _day(batch.due)}
        payments = {
            self.case.add(
                "payments", f"{word} {kind}", kind=kind, amount_minor=amount, **common, **due, **days
            ): amount
            for kind, amount, days in credited
        }
        if batch.paid_on:
            gross, fee = sum(payments.values()), _cents(batch.fee)
            sums = {"gross_minor": gross, "fee_minor": fee, "net_minor": gross - fee}
            payout = self.case.add("payouts", word, arrived_on=_day(batch.paid_on), **sums, **common)
            for payment, amount in payments.items():
                match = {"payout_id": payout, "payment_id": payment, "amount_minor": amount}
                self.case.add("payout_matches", payment, **match)


def _around(case: _Case, platforms: dict[str, str]) -> None:
    """What surrounds the contracts: costs, causes of gaps, check-ins and her situation."""
    for name, day, category, amount, months in EXPENSES:
        spent = {
            "spent_on": _day(day),
            "category": category,
            "amount_minor": _cents(amount),
            "currency": "USD",
        }
        case.add("expenses", day, platform_id=platforms[name] if name else None, months=months, **spent)
    for first, last, cause in GAPS:
        case.add("gap_notes", first, starts_on=_day(first), ends_on=_day(last), cause=cause, is_planned=False)
    for day in CHECK_INS:
        case.add("check_ins", day, checked_on=_day(day))
    facts = {
        "place_of_work": "US-CA",
        "health_cover": "none",
        "hours_wanted": "30",
        "filing_status": "single",
    }
    for fact, value in facts.items():
        case.add("situations", fact, fact=fact, starts_on=date(2026, 1, 1), value=value)
    case.add(
        "situations", "w2_wages", fact="w2_wages", starts_on=date(2026, 1, 1), amount_minor=0, currency="USD"
    )


def _sittings(first: str, last: str, hours: float) -> list[tuple[date, int]]:
    """Days and whole minutes of work, as seconds, spread evenly from the first to the last day, both worked."""
    start, length = _day(first), (_day(last) - _day(first)).days
    wanted = max(2 if hours >= 1 else 1, round(hours / 1.5))
    count = min(wanted, length + 1)
    offsets = [length * i // max(1, count - 1) for i in range(count)]
    weights = [_SITTINGS[i % len(_SITTINGS)] for i in range(count)]
    minutes = split_in_proportion(round(hours * 60), weights)
    return [
        (start + timedelta(days=offset), 60 * length) for offset, length in zip(offsets, minutes, strict=True)
    ]


def _clock(case: _Case) -> None:
    """Give the tasks of each day their hours, one after another from nine in the morning."""
    free: dict[date, datetime] = {}
    for task in sorted(case.rows["tasks"], key=lambda row: (row["worked_on"], row["id"])):
        day = task["worked_on"]
        start = free.get(day, datetime.combine(day, time(9), _ZONE).astimezone(UTC))
        task["started_at"], task["ended_at"] = start, start + timedelta(seconds=task["seconds"])
        free[day] = task["ended_at"] + _BREAK


def _day(month_and_day: str) -> date:
    return date.fromisoformat(f"2026-{month_and_day}")


def _cents(amount: str) -> int:
    return int(amount.replace(".", ""))
