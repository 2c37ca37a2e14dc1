"""The composed plan behind the sample campaign: five invented platforms, what they offer, and where their people work.

No company is meant. Amounts are US cents, shares are out of the sum of their column.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.records.platform import SAMPLE_PREFIX


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of work, how often it comes, and how it pays.

    `hourly` is what an hour was promised to pay, in cents; piece work has the promised seconds of a unit.
    """

    weight: int
    kind: str
    model: str
    hourly: int
    unit: str | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class SamplePlatform:
    """A platform: how many work for it, what for, and how it treats them. Shares are per cent."""

    name: str
    weight: int
    offers: tuple[Offer, ...]
    lag_days: int
    late_percent: int  # payouts that are late
    late_days: int  # how late one may be
    fee_percent: int
    rejected_percent: int
    unpaid_percent: int  # payments that never come
    cut_percent: int  # new terms that are lower
    is_open: bool  # says what the work is for, and gives reasons
    credit: str  # whether it promises to name its writers

    @property
    def key(self) -> str:
        """Its key in the catalogue."""
        return SAMPLE_PREFIX + self.name.lower()

    @property
    def shown(self) -> str:
        """Its name in the catalogue."""
        return f"{self.name} (sample)"


PLATFORMS: tuple[SamplePlatform, ...] = (
    SamplePlatform(
        name="Northlight",
        weight=40,
        offers=(
            Offer(10, "ranking", "hourly", 4000),
            Offer(8, "rating", "hourly", 3600),
            Offer(6, "writing", "per_deliverable", 3700, "scene", 2100),
            Offer(2, "reviewing", "hourly", 3200),
            Offer(1, "red_teaming", "mixed", 4400),
        ),
        lag_days=14,
        late_percent=15,
        late_days=4,
        fee_percent=3,
        rejected_percent=3,
        unpaid_percent=1,
        cut_percent=40,
        is_open=True,
        credit="no",
    ),
    SamplePlatform(
        name="Tessera",
        weight=30,
        offers=(
            Offer(10, "labelling", "per_accepted_unit", 2800, "line", 60),
            Offer(7, "ranking", "per_unit", 2500, "pair", 90),
            Offer(7, "rating", "per_accepted_unit", 2600, "answer", 120),
            Offer(1, "red_teaming", "mixed", 3000),
            Offer(1, "transcription", "per_unit", 2000, "minute", 300),
        ),
        lag_days=15,
        late_percent=60,
        late_days=24,
        fee_percent=5,
        rejected_percent=12,
        unpaid_percent=5,
        cut_percent=70,
        is_open=False,
        credit="no",
    ),
    SamplePlatform(
        name="Parable",
        weight=20,
        offers=(
            Offer(10, "writing", "per_deliverable", 3600, "scene", 2400),
            Offer(6, "ranking", "hourly", 3400),
            Offer(4, "rating", "per_unit", 3000, "page", 600),
            Offer(2, "editing", "per_deliverable", 3000, "page", 900),
            Offer(1, "translation", "per_unit", 3100, "page", 1200),
        ),
        lag_days=15,
        late_percent=10,
        late_days=3,
        fee_percent=3,
        rejected_percent=4,
        unpaid_percent=1,
        cut_percent=25,
        is_open=True,
        credit="yes",
    ),
    SamplePlatform(
        name="Quillbase",
        weight=13,
        offers=(
            Offer(8, "rating", "hourly", 3100),
            Offer(6, "labelling", "per_unit", 2400, "line", 45),
            Offer(1, "reviewing", "hourly", 2800),
            Offer(1, "translation", "per_unit", 2900, "page", 1200),
            Offer(1, "transcription", "per_unit", 1900, "minute", 300),
            Offer(1, "editing", "hourly", 2700),
        ),
        lag_days=21,
        late_percent=35,
        late_days=10,
        fee_percent=4,
        rejected_percent=6,
        unpaid_percent=3,
        cut_percent=35,
        is_open=True,
        credit="unknown",
    ),
    SamplePlatform(
        name="Annex",
        weight=2,
        offers=(
            Offer(2, "labelling", "per_accepted_unit", 1700, "line", 45),
            Offer(1, "rating", "per_accepted_unit", 1700, "pair", 60),
            Offer(1, "other", "mixed", 2000),
        ),
        lag_days=30,
        late_percent=80,
        late_days=45,
        fee_percent=6,
        rejected_percent=20,
        unpaid_percent=14,
        cut_percent=60,
        is_open=False,
        credit="no",
    ),
)

#: Where they work -> how many of them; none where they have not said it. Some have few, and are hidden.
PLACES: dict[str | None, int] = {
    "US-CA": 30,
    "US-CA-LOS_ANGELES_CITY": 24,
    "US-NY-NYC_LI_WESTCHESTER": 18,
    "US-IL-CHICAGO": 8,
    "US-TX": 7,
    "US-NM": 2,
    None: 11,
}

#: Health cover -> how many have it.
COVER: dict[str | None, int] = {
    "none": 26,
    "own": 22,
    "spouse": 12,
    "guild": 14,
    "public": 10,
    "employer": 3,
    None: 13,
}

#: Why time beside the paid work is unpaid -> how often.
UNPAID: dict[str | None, int] = {
    "waiting": 30,
    "searching": 18,
    "unpaid_revision": 16,
    "admin": 14,
    "training": 6,
    "over_time_limit": 4,
    "rejected_task": 3,
    None: 3,
}

#: Unpaid time before the first paid work -> minutes at most, and how many of a hundred have it.
PREPARING = {"onboarding": (200, 80), "assessment": (160, 70), "training": (260, 35)}

#: Where a contract stands after it ended -> how often.
ENDS = {"ended_by_platform": 55, "ended_by_me": 30, "removed_without_reason": 15}

#: Why there was no work -> how often.
CAUSES = {
    "queue_empty": 40,
    "project_ended": 20,
    "between_contracts": 15,
    "waiting_for_review": 10,
    "my_choice": 10,
    "deactivated": 5,
}
