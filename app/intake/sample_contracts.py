"""A composed writer's work on one platform: contracts one after the other, their terms, tasks and pay."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from datetime import date, timedelta
from random import Random

from app.intake.sample_chance import drawn, happens
from app.intake.sample_pay import Paying
from app.intake.sample_platforms import CAUSES, ENDS, PREPARING, UNPAID, Offer, SamplePlatform
from app.intake.sample_rows import Case
from reports.frames import SCHEMAS

_QUESTIONS = tuple(name for name, column in SCHEMAS["contract_reviews"].items() if column.choices)
_ZONE = "America/Los_Angeles"
_HOUR, _WEEK = 3600, timedelta(weeks=1)
#: A sitting is no longer than this.
_LONGEST_MINUTES = 280


@dataclass(frozen=True, slots=True)
class Pace:
    """How a writer works: hours a week on this platform, how much longer than promised a unit takes her, how it is to bear."""

    weekly: float
    slowness: float
    burden: int  # 1 light to 4 hard
    notes_toll: bool


@dataclass(frozen=True, slots=True)
class Work:
    """A writer on one platform: her rows and her chances, the platform and the id of its row, and her pace."""

    case: Case
    random: Random
    platform: SamplePlatform
    platform_id: str
    pace: Pace

    def lay_out(self, first: date, last: date) -> None:
        """Contracts from the first day to the last, with days between them, and often lower pay for the same again."""
        random = self.random
        offer, before, number = self._offer(), None, 1
        hourly = offer.hourly * random.randint(90, 112) // 100
        while first < last:
            length = timedelta(days=random.randint(24, 55) + int(random.expovariate(1 / 40)))
            if happens(random, 8):  # some work goes on and on
                length += timedelta(days=200)
            end = min(last, first + length)
            contract = _Contract(self, number, offer, hourly, first, end)
            before = contract.lay_out(before)
            hourly, number = contract.last_hourly, number + 1
            first = end + timedelta(days=random.randint(6, 16) + int(random.expovariate(1 / 14)))
            if happens(random, 30):
                offer, before = self._offer(), None
                hourly = offer.hourly * random.randint(86, 106) // 100
            elif happens(random, self.platform.cut_percent):
                hourly = hourly * random.randint(80, 95) // 100

    def _offer(self) -> Offer:
        return drawn(self.random, {offer: offer.weight for offer in self.platform.offers})


@dataclass
class _Contract:
    """One contract, laid out into the rows that hang on it; `hourly` is what was promised at first, in cents."""

    _of: Work
    _number: int
    _offer: Offer
    hourly: InitVar[int]
    _first: date
    _end: date

    def __post_init__(self, hourly: int) -> None:
        self._case, self._random, self._platform = self._of.case, self._of.random, self._of.platform
        self._begun = self._first + timedelta(days=self._random.randint(3, 9))
        self._prices = [(self._first, hourly)]
        self._word = f"{self._platform.name} {self._number}"
        self._id = ""

    @property
    def last_hourly(self) -> int:
        """What an hour was promised to pay at the end, in cents."""
        return self._prices[-1][1]

    def lay_out(self, before: str | None) -> str:
        """Add all rows; `before` is the contract this one is a re-hire of. Answers with the contract's id."""
        state = drawn(self._random, ENDS)
        self._id = self._case.add(
            "contracts",
            self._word,
            platform_id=self._of.platform_id,
            name=f"Contract {self._number}",
            task_kind=self._offer.kind,
            state=state,
            stated_status="contractor",
            applied_on=self._first - timedelta(days=self._random.randint(1, 12)),
            started_on=self._first,
            ended_on=self._end,
            previous_contract_id=before,
        )
        steps = (("onboarded", self._first), ("active", self._begun), (state, self._end))
        for step, day in steps:
            self._case.add(
                "contract_states", f"{self._word} {step}", contract_id=self._id, state=step, entered_on=day
            )
        self._promise(self._prices[0], is_acceptance=True)
        if self._end - self._first > 5 * _WEEK and happens(self._random, self._platform.cut_percent * 0.6):
            self._change_terms()
        self._prepare(is_again=before is not None)
        self._weeks()
        self._review()
        return self._id

    def _change_terms(self) -> None:
        is_cut = happens(self._random, 80)
        percent = self._random.randint(75, 92) if is_cut else self._random.randint(104, 110)
        middle = self._first + (self._end - self._first) / 2
        self._prices.append((middle, self._prices[0][1] * percent // 100))
        self._promise(self._prices[1], is_acceptance=False)

    def _promise(self, price: tuple[date, int], *, is_acceptance: bool) -> None:
        day, hourly = price
        self._case.add(
            "terms",
            f"{self._word} {day}",
            contract_id=self._id,
            effective_on=day,
            pay_model=self._offer.model,
            currency="USD",
            rate_minor=self._unit_price(hourly),
            rate_units=1,
            unit_name=self._offer.unit,
            promised_seconds_per_unit=self._offer.seconds,
            bonus_rule="after each full week" if self._offer.model == "mixed" else None,
            pay_week_start=6,
            pay_zone=_ZONE,
            pay_lag_days=self._platform.lag_days,
            credit_promised=self._platform.credit,
            rights_given_up="all",
            purpose_told="yes" if self._platform.is_open else "no",
            is_acceptance=is_acceptance,
        )

    def _unit_price(self, hourly: int) -> int:
        """What the terms name: an hour, or a unit, which is never less than a cent."""
        return hourly if self._offer.seconds is None else max(1, hourly * self._offer.seconds // _HOUR)

    def _prepare(self, *, is_again: bool) -> None:
        for category, (most, percent) in PREPARING.items():
            if happens(self._random, percent / 4 if is_again else percent):
                day = self._first + timedelta(days=self._random.randrange((self._begun - self._first).days))
                self._unpaid(category, day, self._random.randint(most // 6, most))

    def _weeks(self) -> None:
        """Work week by week, with weeks that have none, paid for every fortnight."""
        monday, earned, since, idle = self._begun, 0, self._begun, 0
        while monday <= self._end:
            if idle:
                idle -= 1
            elif happens(self._random, 9):
                idle = self._random.randint(0, 2)
                self._gap(monday, min(self._end, monday + (idle + 1) * _WEEK - timedelta(days=1)))
            else:
                earned += self._week(monday)
            closes = min(self._end, monday + timedelta(days=6))
            if earned and ((closes - since).days >= 13 or closes == self._end):
                self._pay(since, closes, earned)
                earned, since = 0, closes + timedelta(days=1)
            monday += _WEEK

    def _week(self, monday: date) -> int:
        minutes = int(self._of.pace.weekly * self._random.uniform(0.5, 1.4) * 60)
        open_days = min(7, (self._end - monday).days + 1)
        count = max(1, min(open_days, round(minutes / 130)))
        earned = 0
        for offset in sorted(self._random.sample(range(open_days), count)):
            each = min(_LONGEST_MINUTES, max(10, int(minutes / count * self._random.uniform(0.7, 1.3))))
            earned += self._sitting(monday + timedelta(days=offset), each)
        return earned

    def _sitting(self, day: date, minutes: int) -> int:
        """One sitting of paid work, and unpaid time beside it; what it pays, in cents."""
        if happens(self._random, 38):
            self._unpaid(
                drawn(self._random, UNPAID), day, max(5, minutes * self._random.randint(8, 40) // 100)
            )
        hourly = next(price for since, price in reversed(self._prices) if since <= day)
        outcome = "rejected" if happens(self._random, self._platform.rejected_percent) else "approved"
        seconds = 60 * minutes
        values: dict[str, object] = {"outcome": outcome, "decided_on": day + timedelta(days=3)}
        if self._offer.seconds is None:
            values["credited_seconds"] = credited = seconds * self._random.randint(72, 100) // 100
            pay = credited * hourly // _HOUR
        else:
            values["units"] = units = max(1, int(seconds / (self._offer.seconds * self._of.pace.slowness)))
            pay = units * self._unit_price(hourly)
        self._task("paid", day, seconds, kind=self._offer.kind, is_paid=True, **values, **self._toll())
        return pay if outcome == "approved" else 0

    def _toll(self) -> dict[str, object]:
        if not self._of.pace.notes_toll:
            return {}
        toll = min(5, max(1, self._of.pace.burden + self._random.choice((-1, 0, 0, 1, 1))))
        return {"toll": toll, "is_repetitive": self._offer.seconds is not None, "is_alone": True}

    def _unpaid(self, category: str | None, day: date, minutes: int) -> None:
        said = {
            "kind": self._offer.kind,
            "is_paid": False,
            "unpaid_category": category,
            "outcome": "approved",
        }
        self._task(category or "unpaid", day, 60 * minutes, **said)

    def _task(self, word: str, day: date, seconds: int, **values: object) -> None:
        common = {"contract_id": self._id, "worked_on": day, "seconds": seconds}
        self._case.add("tasks", f"{self._word} {word} {day}", **common, **values)

    def _gap(self, first: date, last: date) -> None:
        if happens(self._random, 40):
            cause = drawn(self._random, CAUSES)
            self._case.add(
                "gap_notes",
                f"{self._word} {first}",
                platform_id=self._of.platform_id,
                starts_on=first,
                ends_on=last,
                cause=cause,
                is_planned=cause == "my_choice",
            )
        if happens(self._random, 25):
            self._case.add("check_ins", f"{self._word} {first}", checked_on=last)

    def _pay(self, since: date, closes: date, earned: int) -> None:
        paying = Paying(self._case, self._random, self._platform, self._of.platform_id, self._id, self._word)
        paying.fortnight(since, closes, earned, has_bonus=self._offer.model == "mixed")

    def _review(self) -> None:
        """More than half of them say how a contract was."""
        if happens(self._random, 55):
            yes = 60 if self._platform.is_open else 18
            answers = {
                question: drawn(self._random, {"yes": yes, "no": 88 - yes, "unknown": 12})
                for question in _QUESTIONS
            }
            self._case.add(
                "contract_reviews", self._word, contract_id=self._id, reviewed_on=self._end, **answers
            )
