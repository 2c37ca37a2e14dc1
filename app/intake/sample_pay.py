"""What a composed contract pays: payments of each fortnight, and the payouts they came in, late or never."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.intake.sample_chance import happens
from app.intake.sample_platforms import SamplePlatform
from app.intake.sample_rows import Case

_BONUS_PERCENT, _CLAWBACK_PERCENT = 6, 2


@dataclass(frozen=True, slots=True)
class Paying:
    """Whom, for what and by whom; `word` tells the contract's rows from others."""

    case: Case
    random: Random
    platform: SamplePlatform
    platform_id: str
    contract_id: str
    word: str

    def fortnight(self, since: date, closes: date, earned: int, *, has_bonus: bool) -> None:
        """Credit what was earned, in cents, and let it come, or not."""
        due = closes + timedelta(days=self.platform.lag_days)
        common = {"platform_id": self.platform_id, "contract_id": self.contract_id, "currency": "USD"}
        days = {"work_start_on": since, "work_end_on": closes}
        payments = [(self._payment("task_pay", closes, earned, due, **common, **days), earned)]
        if has_bonus or happens(self.random, _BONUS_PERCENT):
            bonus = max(500, earned // 12)
            payments.append((self._payment("bonus", closes, bonus, due, **common), bonus))
        if happens(self.random, _CLAWBACK_PERCENT):
            self._payment("clawback", closes, max(100, earned // 10), None, **common)
        if not happens(self.random, self.platform.unpaid_percent):
            self._arrive(closes, due + timedelta(days=self._days_late()), payments, common)

    def _days_late(self) -> int:
        is_late = happens(self.random, self.platform.late_percent)
        return self.random.randint(1, self.platform.late_days) if is_late else -1

    def _payment(self, kind: str, day: date, amount: int, due: date | None, **more: object) -> str:
        said = {"kind": kind, "earned_on": day, "amount_minor": amount, "expected_on": due}
        return self.case.add("payments", f"{self.word} {kind} {day}", **said, **more)

    def _arrive(
        self, closes: date, day: date, payments: Sequence[tuple[str, int]], common: Mapping[str, object]
    ) -> None:
        gross = sum(amount for _, amount in payments)
        fee = gross * self.platform.fee_percent // 100
        sums = {"gross_minor": gross, "fee_minor": fee, "net_minor": gross - fee}
        payout = self.case.add("payouts", f"{self.word} {closes}", arrived_on=day, **sums, **common)
        for payment, amount in payments:
            match = {"payout_id": payout, "payment_id": payment, "amount_minor": amount}
            self.case.add("payout_matches", payment, **match)
