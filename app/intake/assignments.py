"""One person's turn at one piece of crowd work, whatever platform wrote the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

PENDING = "Submitted"  # handed in, not decided when the file was made
APPROVED = "Approved"
REJECTED = "Rejected"
UNSTATED = "Unstated"  # the format does not say


class Assignment(NamedTuple):
    """A row with an assignment. Missing text is empty, missing numbers are None."""

    platform: str
    assignment_id: str
    worker_id: str
    hit_id: str
    hit_type_id: str
    title: str
    status: str
    reward_minor: int | None
    currency: str
    accepted: int | None  # seconds since 1970, UTC
    submitted: int | None
    decided: str  # approval or rejection time as written; few readers need it
    work_seconds: int | None  # 0 where the time is already counted on another row of the same page
    file: str
    line: int


class Intake(NamedTuple):
    """What came out of files: the rows, and how many rows were left out for which reason."""

    assignments: list[Assignment]
    left_out: dict[str, int]


def together(intakes: Iterable[Intake]) -> Intake:
    """Several files as one: an assignment that stands in two files counts once.

    Of two copies the decided one is kept, whatever the order of the files: a batch can be downloaded
    before and after the decision.
    """
    left_out: Counter[str] = Counter()
    kept: dict[tuple[str, str], Assignment] = {}
    for intake in intakes:
        left_out.update(intake.left_out)
        for assignment in intake.assignments:
            key = (assignment.platform, assignment.assignment_id)
            earlier = kept.setdefault(key, assignment)
            if earlier is not assignment:
                left_out["duplicate_assignment"] += 1
                if earlier.status == PENDING != assignment.status:
                    kept[key] = assignment
    return Intake(list(kept.values()), dict(sorted(left_out.items())))
