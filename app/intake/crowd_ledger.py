"""One worker's assignments as rows of her ledger: a platform, a contract per kind of work, a task per turn.

Ids are made from platform, worker and the file's own id, so a second import of the same work makes the same
ids and adds nothing. Expected pay is the reward; the files hold no payments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.intake.assignments import APPROVED, REJECTED, Assignment
from app.intake.instants import instant, moment
from app.intake.mishaps import UnreadableRow, WorkerNotChosen
from reports.frames import ContractState, Outcome

Row = dict[str, Any]

_OUTCOMES = {APPROVED: Outcome.APPROVED, REJECTED: Outcome.REJECTED}
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:pagerate:crowd-work")
_NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class CrowdLedger:
    """Rows by noun with the columns of `reports.frames.SCHEMAS`, and what else an import keeps.

    `source_keys`: row id -> the file's own id (of a page: its smallest). `left_out`: rows without a day, by reason.
    """

    worker_id: str
    rows: dict[str, list[Row]]
    source_keys: dict[str, str]
    left_out: dict[str, int]


def crowd_ledger(
    assignments: Sequence[Assignment], worker_id: str | None = None, *, zone: tzinfo
) -> CrowdLedger:
    """The rows of one worker, days in `zone`; the worker must be chosen where the file holds several."""
    chosen = _chosen(assignments, worker_id)
    rows: dict[str, list[Row]] = {"platforms": [], "contracts": [], "tasks": []}
    taken = CrowdLedger(chosen, rows, {}, {})
    first_days: dict[str, date] = {}
    left_out: Counter[str] = Counter()
    for page in _pages(work for work in assignments if work.worker_id == chosen):
        try:
            day = _day(page[0], zone)
            if day is None:
                left_out["no_time"] += len(page)
                continue
            task = _task(taken, page, day, zone)
        except OverflowError:  # before the year 1 or after 9999
            raise UnreadableRow(page[0].file, page[0].line, "a time of this row is out of reach") from None
        first_days[task["contract_id"]] = min(day, first_days.get(task["contract_id"], day))
        rows["tasks"].append(task)
    for contract in rows["contracts"]:
        contract["started_on"] = first_days[contract["id"]]
    taken.left_out.update(left_out)
    return taken


def _chosen(assignments: Sequence[Assignment], worker_id: str | None) -> str:
    workers = {work.worker_id for work in assignments}
    file = assignments[0].file if assignments else "the file"
    count = f"{len(workers):,} worker{'s' if len(workers) != 1 else ''}"
    if worker_id is None and len(workers) == 1:
        return workers.pop()
    if worker_id is None:
        raise WorkerNotChosen(file, None, f"it holds the work of {count}, choose one with --worker ID")
    if worker_id not in workers:
        raise WorkerNotChosen(file, None, f"it holds the work of {count}, none of them “{worker_id}”")
    return worker_id


def _pages(assignments: Iterable[Assignment]) -> list[list[Assignment]]:
    """Assignments in order; those whose time is counted on an earlier row of the same page join that row."""
    pages: list[list[Assignment]] = []
    opened: dict[tuple[str, int | None], list[Assignment]] = {}
    for work in assignments:
        span = (work.platform, work.accepted)
        if work.work_seconds == 0 and work.reward_minor is None and span in opened:
            opened[span].append(work)
        else:
            opened[span] = [work]
            pages.append(opened[span])
    return pages


def _task(taken: CrowdLedger, page: list[Assignment], day: date, zone: tzinfo) -> Row:
    work = page[0]
    start, end = work.accepted, work.submitted
    if start is None or end is None or end < start:
        start = end = None
    key = min(turn.assignment_id for turn in page)
    return {
        "id": _named(taken, work, "task", key),
        "contract_id": _contract(taken, work),
        "worked_on": day,
        "seconds": work.work_seconds,
        "started_at": None if start is None else moment(start),
        "ended_at": None if end is None else moment(end),
        "units": len(page),
        "is_paid": True,
        "outcome": str(_OUTCOMES.get(work.status, Outcome.PENDING)),
        "decided_on": _decided_on(work, zone),
        "expected_minor": work.reward_minor,
        "currency": work.currency or None,
    }


def _contract(taken: CrowdLedger, work: Assignment) -> str:
    """The id of the contract for this kind of work; it and its platform are added when first met."""
    platform = _named(taken, work, "platform", work.platform)
    contract = _named(taken, work, "contract", work.hit_type_id or work.platform)
    if all(row["id"] != platform for row in taken.rows["platforms"]):
        taken.rows["platforms"].append({"id": platform, "name": work.platform})
    if all(row["id"] != contract for row in taken.rows["contracts"]):
        name = " ".join((work.title or work.hit_type_id or work.platform).split())[:_NAME_LENGTH]
        taken.rows["contracts"].append(
            {"id": contract, "platform_id": platform, "name": name, "state": str(ContractState.ACTIVE)}
        )
    return contract


def _named(taken: CrowdLedger, work: Assignment, noun: str, key: str) -> str:
    name = str(uuid5(_NAMESPACE, f"{work.platform}\n{taken.worker_id}\n{noun}\n{key}"))
    taken.source_keys[name] = key
    return name


def _day(work: Assignment, zone: tzinfo) -> date | None:
    known = work.accepted if work.accepted is not None else work.submitted
    return None if known is None else moment(known).astimezone(zone).date()


def _decided_on(work: Assignment, zone: tzinfo) -> date | None:
    if not work.decided or work.status not in _OUTCOMES:
        return None
    try:
        return moment(instant(work.decided)).astimezone(zone).date()
    except ValueError as error:
        raise UnreadableRow(work.file, work.line, str(error)) from None
