"""The composed plan behind the sample case: who paid, for what, when, and what was promised.

Days are of 2026. Earned 14,250.00 by 31 October, fees 449.80, costs 241.20; 402 paid and 171 unpaid hours.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Batch:
    """Paid work from one day to another, credited and paid in one go.

    `count` is the number of units, or for an hourly contract the minutes the platform credited. What is not
    task pay is a bonus or a referral. Without `paid_on` the money has not come.
    """

    first: str
    last: str
    hours: float
    count: int
    pay: str
    due: str
    paid_on: str | None = None
    fee: str = "0.00"
    extra: tuple[str, str] | None = None  # (kind, amount)


@dataclass(frozen=True, slots=True)
class Contract:
    """One row of the plan: what was promised, what was worked, what was paid."""

    platform: str
    name: str
    kind: str
    first: str
    last: str
    model: str
    rate: str
    promised_seconds: int | None  # per unit
    batches: tuple[Batch, ...]
    unpaid: dict[str, float]  # hours by category
    state: str = "ended_by_platform"
    rate_high: str | None = None
    unit: str | None = None
    follows: int | None = None  # number of the contract it is a re-hire of


# Promised by the hour, weighted by paid hours: Northlight 40, Parable 36, Tessera 42, Quillbase 35, Annex 32.
PLAN: tuple[Contract, ...] = (
    Contract(
        *("Northlight", "Ranking endings A", "rank endings", "03-01", "03-16", "hourly", "42.00", None),
        batches=(Batch("03-04", "03-16", 18, 1050, "735.00", "03-30", "03-28", "22.05"),),
        unpaid={"onboarding": 4, "assessment": 3, "waiting": 2},
    ),
    Contract(
        *("Parable", "Short scenes", "write scenes", "03-05", "03-16", "per_deliverable", "10.00", 1000),
        batches=(Batch("03-07", "03-16", 12, 43, "430.00", "03-31", "03-30", "14.10"),),
        unpaid={"assessment": 3, "onboarding": 1},
        unit="scene",
        state="ended_by_me",
    ),
    Contract(
        *("Northlight", "Ranking endings B", "rank endings", "03-23", "04-21", "hourly", "42.00", None),
        batches=(
            Batch("03-23", "04-06", 14.5, 800, "560.00", "04-20", "04-18", "16.80"),
            Batch("04-07", "04-21", 15.5, 850, "595.00", "05-10", "05-09", "17.85"),
        ),
        unpaid={"waiting": 6, "unpaid_revision": 3, "admin": 2},
        follows=1,
    ),
    Contract(
        *("Tessera", "Emotional arcs 1", "label emotions", "03-27", "04-21", "per_accepted_unit", "0.80", 60),
        batches=(
            Batch("03-31", "04-21", 12, 500, "400.00", "05-06", "05-16", "19.00", ("referral", "30.00")),
        ),
        unpaid={"onboarding": 4, "training": 5, "assessment": 2},
        unit="line",
    ),
    Contract(
        *(
            "Parable",
            "Scenes from prompts",
            "write scenes",
            "04-04",
            "04-23",
            "per_deliverable",
            "15.00",
            1500,
        ),
        batches=(Batch("04-04", "04-23", 31, 75, "1125.00", "05-08", "05-04", "37.10"),),
        unpaid={"unpaid_revision": 4},
        unit="scene",
        follows=2,
    ),
    Contract(
        *("Quillbase", "Rating dialogue 1", "rate dialogue", "04-10", "04-23", "hourly", "35.00", None),
        batches=(Batch("04-12", "04-23", 17.5, 1044, "610.00", "05-15", "05-19", "24.80"),),
        unpaid={"assessment": 4, "onboarding": 3},
    ),
    Contract(
        *("Tessera", "Emotional arcs 2", "label emotions", "05-02", "05-27", "per_accepted_unit", "0.75", 60),
        batches=(Batch("05-02", "05-27", 28, 1400, "1050.00", "06-12", "06-20", "46.40"),),
        unpaid={"waiting": 7, "rejected_task": 4, "searching": 2},
        unit="line",
        follows=4,
    ),
    Contract(
        *("Quillbase", "Rating dialogue 2", "rate dialogue", "05-10", "06-11", "hourly", "35.00", None),
        batches=(Batch("05-10", "06-11", 24.5, 1458, "850.00", "06-30", "07-03", "34.60"),),
        unpaid={"waiting": 6, "unpaid_revision": 4},
        follows=6,
    ),
    Contract(
        *("Annex", "Line ratings 1", "rate dialogue", "05-24", "06-08", "per_accepted_unit", "0.40", 45),
        batches=(Batch("05-28", "06-08", 10, 750, "300.00", "07-08", "06-26", "12.00"),),
        unpaid={"assessment": 3, "training": 4, "rejected_task": 3},
        unit="rating",
    ),
    Contract(
        *("Northlight", "Ranking endings C", "rank endings", "07-01", "07-20", "hourly", "40.00", None),
        batches=(Batch("07-02", "07-20", 23, 1331, "885.00", "08-08", "08-07", "26.55"),),
        unpaid={"assessment": 2, "waiting": 5},
        follows=3,
    ),
    Contract(
        *("Parable", "Writers' table", "write scenes", "07-07", "07-30", "hourly", "34.00", None),
        batches=(Batch("07-07", "07-30", 27, 1620, "925.00", "08-15", "08-14", "30.40"),),
        unpaid={"unpaid_revision": 3, "admin": 1},
        rate_high="38.00",
        state="ended_by_me",
    ),
    Contract(
        *("Tessera", "Emotional arcs 3", "label emotions", "07-17", "07-30", "per_accepted_unit", "0.70", 60),
        batches=(Batch("07-18", "07-30", 20, 1000, "700.00", "08-15", "08-24", "32.30", ("bonus", "30.00")),),
        unpaid={"assessment": 3, "waiting": 5, "rejected_task": 3},
        unit="line",
        follows=7,
    ),
    Contract(
        *("Northlight", "Ranking endings D", "rank endings", "08-11", "09-01", "hourly", "40.00", None),
        batches=(Batch("08-12", "09-01", 25, 1463, "975.00", "09-19", "09-17", "29.00"),),
        unpaid={"training": 3, "waiting": 6},
        follows=10,
    ),
    Contract(
        *(
            "Quillbase",
            "Scene outlines",
            "write outlines",
            "08-13",
            "08-27",
            "per_deliverable",
            "70.00",
            7200,
        ),
        batches=(Batch("08-13", "08-27", 16, 8, "560.00", "09-15", "09-13", "22.80"),),
        unpaid={"unpaid_revision": 5, "admin": 2},
        unit="outline",
        follows=8,
    ),
    Contract(
        *("Annex", "Line ratings 2", "rate dialogue", "08-20", "09-04", "per_accepted_unit", "0.40", 45),
        batches=(Batch("08-20", "09-04", 10.5, 725, "290.00", "10-09"),),
        unpaid={"waiting": 5, "rejected_task": 4, "over_time_limit": 1},
        unit="rating",
        follows=9,
        state="removed_without_reason",
    ),
    Contract(
        *("Parable", "Scene from prompt", "write scenes", "09-14", "10-01", "per_deliverable", "14.00", 1400),
        batches=(Batch("09-14", "10-01", 24, 60, "840.00", "10-16", "10-12", "28.00", ("bonus", "10.00")),),
        unpaid={"unpaid_revision": 3, "waiting": 1},
        unit="scene",
        follows=5,
    ),
    Contract(
        *("Tessera", "Emotion labels", "label emotions", "09-15", "10-04", "per_accepted_unit", "0.62", 62),
        batches=(
            Batch("09-17", "09-27", 16.5, 870, "538.00", "10-20", "10-24", "23.80"),
            Batch("09-28", "10-04", 9.5, 510, "312.00", "11-03"),
        ),
        unpaid={"training": 4, "waiting": 6, "rejected_task": 5},
        unit="line",
        follows=12,
    ),
    Contract(
        *("Annex", "Line ratings 3", "rate dialogue", "09-21", "10-04", "per_accepted_unit", "0.40", 45),
        batches=(Batch("09-21", "10-04", 9.5, 675, "270.00", "11-08"),),
        unpaid={"waiting": 4, "rejected_task": 3, "searching": 3},
        unit="rating",
        state="removed_without_reason",
    ),
    Contract(
        *("Northlight", "Rank dialogue pairs", "rank pairs", "10-14", "", "per_unit", "0.85", 85),
        batches=(
            Batch("10-15", "10-22", 12.5, 440, "374.00", "11-07", "11-06", "12.25", ("bonus", "36.00")),
            Batch("10-23", "10-31", 11.5, 400, "340.00", "11-14"),
            Batch("11-01", "11-12", 7.5, 266, "226.10", "11-28"),
        ),
        unpaid={"waiting": 5, "onboarding": 3},
        unit="pair",
        follows=13,
        state="active",
    ),
    Contract(
        *("Quillbase", "Rating dialogue 3", "rate dialogue", "10-16", "10-27", "hourly", "35.00", None),
        batches=(Batch("10-18", "10-27", 14, 822, "480.00", "11-17"),),
        unpaid={"assessment": 3, "waiting": 4},
        follows=14,
    ),
)

# (platform or None for all, day, category, amount, months); each shared amount splits into whole cents by paid hours.
EXPENSES: tuple[tuple[str | None, str, str, str, int], ...] = (
    (None, "03-09", "equipment", "100.50", 1),
    ("Tessera", "04-01", "software", "28.10", 6),
    (None, "04-14", "software", "60.30", 1),
    ("Annex", "05-24", "identity check", "12.10", 1),
    (None, "07-06", "internet", "40.20", 1),
)

# Gaps of more than seven days: (first day, last day, cause).
GAPS = (
    ("04-24", "05-01", "project_ended"),
    ("06-12", "06-30", "queue_empty"),
    ("07-31", "08-10", "between_contracts"),
    ("09-05", "09-13", "waiting_for_review"),
    ("10-05", "10-13", "queue_empty"),
)

CHECK_INS = ("06-19", "06-26", "08-07", "10-09")

# Days from the end of the pay week to the pay day, as each platform promised.
PAY_LAG_DAYS = {"Northlight": 14, "Parable": 15, "Tessera": 15, "Quillbase": 21, "Annex": 30}
