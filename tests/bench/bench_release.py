"""How long the release of many writers takes, and how much memory: reading and asking them, protecting and attacking.

    python tests/bench/bench_release.py [--writers 1000] [--postgres URL]

A writer has 1,000 tasks in one quarter, on 20 contracts of five platforms. At most 30 s and 1.5 GB for 1,000 of them on
SQLite, at most 5 min and 2 GB for 10,000 on PostgreSQL (an empty database at URL); time for fewer in proportion, memory
as it would be with all. Protection and audit of 1,000 sample writers take at most 120 s, also when there is no time to
look for a good pattern. Beside it DuckDB answers the same GROUP BY from a file of as many tasks.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar
from uuid import UUID

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

from composed_cohort import QUARTER, add_up_with_duckdb, fill, write_parquet  # noqa: E402

from app import clock, database  # noqa: E402
from app.intake import sample_platforms, sample_writers  # noqa: E402
from app.jobs import release_reading, releases  # noqa: E402
from app.jobs.garbage import search_rarely  # noqa: E402
from app.store.frames import ledger_from_rows  # noqa: E402
from app.store.release_builds import Build  # noqa: E402
from reports.audit import NotReleasable  # noqa: E402
from reports.cohorts import Known, Measure, cohort  # noqa: E402
from reports.disclosure import Rules  # noqa: E402
from reports.exchange import EcbRates  # noqa: E402
from reports.fixed_periods import closes_at  # noqa: E402
from reports.parameters import Parameters  # noqa: E402
from reports.periods import add_months  # noqa: E402
from reports.programme import PROGRAMME, VERSION, Asking, WriterAnswers, answers_of  # noqa: E402
from reports.release import Frame, build  # noqa: E402
from reports.release.cells import layouts_of, protected  # noqa: E402

TASKS, SAMPLE, USUAL = 1_000, 1_000, 200
PROTECTION_LIMIT = 120.0
DIMENSIONS = ("platform", "kind", "pay_model", "place")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Budget:
    """Seconds and MB for so many writers."""

    name: str
    writers: int
    seconds: float
    megabytes: float


SQLITE = Budget("SQLite", 1_000, 30, 1_500)
POSTGRES = Budget("PostgreSQL", 10_000, 300, 2_000)


@dataclass(frozen=True)
class Aggregated:
    """What reading and asking took; `cells` are seconds and writers by cell, `adding` the seconds that adding them up took."""

    seconds: float
    processor: float
    before: float
    peak: float
    adding: float
    cells: dict[tuple[str, ...], tuple[int, int]]


def main() -> int:
    parser = argparse.ArgumentParser(description="How long the release of many writers takes.")
    parser.add_argument("--writers", type=int, default=USUAL)
    parser.add_argument("--postgres", metavar="URL")
    chosen = parser.parse_args()
    budget = POSTGRES if chosen.postgres else SQLITE
    print(f"Beside it {os.getloadavg()[0]:.1f} others were at work on {os.cpu_count()} processors.")
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.postgres or f"sqlite:///{folder}/bench.db"
        campaign_id = apart(fill, url, chosen.writers, TASKS)
        found = apart(aggregated, url, campaign_id)
        is_met = said_of_reading(found, chosen.writers, budget)
        if not chosen.postgres:
            said_of_duckdb(found, url, Path(folder) / "tasks.parquet")
    return int(not all([is_met, *apart(protecting)]))


def apart(make: Callable[..., Made], *given: object) -> Made:
    """In a process of its own, whose memory is all for it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(make, *given).result()


def aggregated(url: str, campaign_id: UUID) -> Aggregated:
    """Read and ask everybody, as a release does."""
    engine, on_file = database.open_engine(url), Parameters.on_file()
    EcbRates.on_file()
    search_rarely()
    before = megabytes()
    start, processor = time.perf_counter(), time.process_time()
    with database.transaction(database.one_moment(engine)) as connection:
        taken = Build(campaign_id, QUARTER, (), None, clock.now())
        read = release_reading.read(connection, taken, on_file, lambda *_: None)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    peak = megabytes()
    start = time.perf_counter()
    cells = added_up(read)
    return Aggregated(seconds, processor, before, peak, time.perf_counter() - start, cells)


def added_up(read: release_reading.Read) -> dict[tuple[str, ...], tuple[int, int]]:
    """Seconds and writers of every cell of all four dimensions with any, which are in the order of their names."""
    parts = [
        one._replace(writer=number) for number, each in enumerate(read.answers) for one in each.contributions
    ]
    values = {
        name: tuple(dict.fromkeys(one.values[name] for one in parts)) for name in read.frame.known.values()
    }
    (layout,) = layouts_of([DIMENSIONS], values)
    made = cohort((layout,), {layout.name: parts}, len(read.answers))
    hours = next(sums for sums in made.sums if sums.measure is Measure.HOURS)
    seconds = dict(zip(hours.cells.tolist(), hours.values.tolist(), strict=True))
    return {
        tuple(word for _, word in place): (seconds[number], int(made.writers[number]))
        for number, place in enumerate(made.cells)
        if len(place) == len(DIMENSIONS) and seconds.get(number)
    }


def megabytes() -> float:
    """The most memory this process has had so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def said_of_reading(found: Aggregated, writers: int, budget: Budget) -> bool:
    """Print it; whether the budget is met."""
    seconds = budget.seconds * writers / budget.writers
    memory = found.before + (found.peak - found.before) * budget.writers / writers
    is_met = found.seconds <= seconds and memory <= budget.megabytes
    print(f"Aggregation of {writers} writers and {writers * TASKS} tasks on {budget.name}:")
    print(f"  {found.seconds:8.1f} s (limit {seconds:.1f}), {found.processor:.1f} s of them at work")
    print(f"  {found.peak:8.0f} MB at the peak, {found.before:.0f} MB before")
    print(f"  {memory:8.0f} MB with {budget.writers} writers (limit {budget.megabytes:.0f}): {said(is_met)}")
    return is_met


def said_of_duckdb(found: Aggregated, url: str, path: Path) -> None:
    """Print how much longer we take; DuckDB must find the same hours and writers in every cell."""
    apart(write_parquet, url, path)
    seconds, cells = apart(add_up_with_duckdb, path)
    if cells != found.cells:
        raise SystemExit("DuckDB finds other hours or writers")
    print(f"  {seconds:8.3f} s for the same GROUP BY in DuckDB on Parquet, {len(cells)} cells")
    print(f"  ratio {found.seconds / seconds:.0f} for reading, checking and asking everything")
    print(f"  ratio {found.adding / seconds:.2f} for the same sums from what each writer brings")


def protecting() -> tuple[bool, ...]:
    """Print how long a release of sample writers takes once they have answered; whether the limit is kept, with time and without."""
    answers, frame = sample_answers(SAMPLE)
    print(f"Protection, audit and figures of {SAMPLE} sample writers (limit {PROTECTION_LIMIT:.0f} s):")
    spent = seconds_of(lambda: build(answers, PROGRAMME, frame))
    print(f"  {spent:8.1f} s, figures included: {said(spent <= PROTECTION_LIMIT)}")
    is_kept = bounded(
        lambda: protected(answers, PROGRAMME, replace(frame, is_over=lambda: True)), frame.seconds
    )
    return spent <= PROTECTION_LIMIT, is_kept


def bounded(hide_rows: Callable[[], object], of_solver: float) -> bool:
    """Print how long it takes at most, and what becomes of it, where there is no time to look for a pattern."""
    refusals: list[NotReleasable] = []

    def tried() -> None:
        try:
            hide_rows()
        except NotReleasable as refusal:
            refusals.append(refusal)

    at_once = seconds_of(tried)
    most = releases.SECONDS_TO_PROTECT + of_solver + at_once
    is_kept = most <= PROTECTION_LIMIT and not refusals
    print(f"  {at_once:8.1f} s where there is no time and whole rows are hidden: {most:.0f} s at most")
    print(f"           {', '.join(map(str, refusals)) or 'It withstands the audit.'} {said(is_kept)}")
    return is_kept


def sample_answers(count: int) -> tuple[list[WriterAnswers], Frame]:
    """Of the sample campaign's writers, uneven as real ones are."""
    on_file = Parameters.on_file()
    known = Known([one.key for one in sample_platforms.PLATFORMS], tuple(dict(on_file.places())))
    last = (closes_at(QUARTER) - timedelta(days=1)).date()
    asking = Asking(QUARTER, known, "USD", last, on_file, EcbRates.on_file())
    first = add_months(QUARTER.start, -3)
    files = (sample_writers.composed(number, first, last) for number in range(count))
    answers = [
        answers_of(number, ledger_from_rows(file.rows, "USD", "America/Los_Angeles"), asking)
        for number, file in enumerate(files)
    ]
    words = ("Sample", "Nobody", "How long does it take?")
    return answers, Frame(*words, QUARTER, "USD", last, known, {}, Rules(), 1, VERSION, "bench")


def seconds_of(make: Callable[[], object]) -> float:
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


def said(is_met: bool) -> str:
    return "met" if is_met else "not met"


if __name__ == "__main__":
    sys.exit(main())
