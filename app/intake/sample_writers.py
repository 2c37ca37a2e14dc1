"""The sample campaign's writers: as many composed logs as one asks for, uneven as real ones are, the same each time.

Composed, not collected: `app.intake.sample_platforms` is what a person can read and check. Chance is drawn from each
writer's number alone, so that one more writer changes no other.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from app.intake.ledger import LedgerFile, Writer
from app.intake.sample_chance import drawn, happens
from app.intake.sample_contracts import Pace, Work
from app.intake.sample_platforms import COVER, PLACES, PLATFORMS, SamplePlatform
from app.intake.sample_rows import Case, as_of
from reports.periods import add_months

WRITERS = 120
#: Work is composed for so many months; whoever asks before they are over sees those that are.
_MONTHS = 10


def composed(number: int, first_on: date, until: date) -> LedgerFile:
    """The log of one writer from the first of a quarter on, as it stands on a day."""
    random, case = _chances(number, "writer"), Case(number)
    chosen = _platforms(random)
    hours = min(30.0, 5 + random.paretovariate(1.5) * 4)
    slowness, burden = random.uniform(0.95, 1.55), random.randint(1, 4)
    last = add_months(first_on, _MONTHS)
    for platform in chosen:
        first = first_on + timedelta(days=int(random.triangular(0, 90, 4)))
        chances = _chances(number, platform.name)
        if happens(random, 12):  # whoever stops early
            last = first + timedelta(days=random.randint(40, 100))
        pace = Pace(hours / len(chosen), slowness, burden, notes_toll=happens(random, 65))
        Work(case, chances, platform, _platform_row(case, random, platform), pace).lay_out(first, last)
    _situation(case, _chances(number, "situation"), hours, first_on)
    _costs(case, _chances(number, "costs"), first_on)
    return LedgerFile(Writer(), as_of(case.rows, until))


def _chances(number: int, topic: str) -> Random:
    """Chance of a writer's for one topic: a change of the plan in one leaves the others as they were."""
    return Random(f"sample writer {number} {topic}")  # noqa: S311 - a sample, not a secret


def _platforms(random: Random) -> list[SamplePlatform]:
    """One to three of the five, the large ones more often."""
    left, chosen = {platform: platform.weight for platform in PLATFORMS}, []
    for _ in range(random.choices((1, 2, 3), (55, 33, 12))[0]):
        chosen.append(drawn(random, left))
        del left[chosen[-1]]
    return chosen


def _platform_row(case: Case, random: Random, platform: SamplePlatform) -> str:
    """Most say which platform it is; some have a name of their own for it, and count as “other”."""
    if happens(random, 96):
        return case.add("platforms", platform.name, name=platform.name, catalogue_key=platform.key)
    return case.add("platforms", platform.name, name=f"Code name {case.number}")


def _situation(case: Case, random: Random, hours: float, first_on: date) -> None:
    start = date(first_on.year, 1, 1)
    place, cover = drawn(random, PLACES), drawn(random, COVER)
    said = {
        "place_of_work": place,
        "health_cover": cover,
        "filing_status": drawn(random, {"single": 3, "joint": 2}),
    }
    if happens(random, 60):
        said["hours_wanted"] = str(round(hours * random.uniform(1.0, 2.2)))
    for fact, value in said.items():
        if value is not None:
            case.add("situations", fact, fact=fact, starts_on=start, value=value)
    if cover == "own":
        _amount(case, "own_premium", start, random.randint(280, 720))
    if happens(random, 30):
        _amount(case, "w2_wages", start, random.randint(0, 40) * 1000)
    if happens(random, 55):
        usual = 0 if happens(random, 30) else int(900 * random.paretovariate(0.9))
        for quarter in range(0, 12, 3):
            _amount(
                case,
                "covered_earnings",
                add_months(start, quarter),
                min(60_000, usual * random.randint(0, 3)),
            )


def _amount(case: Case, fact: str, day: date, dollars: int) -> None:
    said = {"fact": fact, "starts_on": day, "amount_minor": 100 * dollars, "currency": "USD"}
    case.add("situations", f"{fact} {day}", **said)


def _costs(case: Case, random: Random, first_on: date) -> None:
    if happens(random, 40):
        for month in range(_MONTHS):
            day = add_months(first_on, month) + timedelta(days=4)
            cost = {
                "spent_on": day,
                "amount_minor": 1500,
                "currency": "USD",
                "category": "software",
                "months": 1,
            }
            case.add("expenses", str(day), **cost)
    if happens(random, 8):
        day = first_on + timedelta(days=random.randint(0, 150))
        cost = {
            "spent_on": day,
            "amount_minor": 64_900,
            "currency": "USD",
            "category": "equipment",
            "months": 36,
        }
        case.add("expenses", f"equipment {day}", **cost)
