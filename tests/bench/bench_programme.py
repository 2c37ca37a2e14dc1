"""How long one writer's answers to the table programme take: 1,000 tasks of a quarter, on five platforms.

    python tests/bench/bench_programme.py

At most 25 ms, as a thousand such writers are to be aggregated in 30 s on two cores, reading them included.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

from bench_realpay import composed_ledger  # noqa: E402
from bench_report import milliseconds  # noqa: E402

from app.store.frames import ledger_from_rows  # noqa: E402
from reports.cohorts import Known  # noqa: E402
from reports.exchange import EcbRates  # noqa: E402
from reports.frames import SCHEMAS, Ledger  # noqa: E402
from reports.parameters import Parameters  # noqa: E402
from reports.periods import Period  # noqa: E402
from reports.programme import Asking, WriterAnswers, answers_of  # noqa: E402

LIMIT = 25.0
QUARTER = Period(date(2026, 7, 1), date(2026, 10, 1))
TASKS, CONTRACTS, PLATFORMS = 1_000, 20, 5


def composed() -> Ledger:
    rows = composed_ledger(QUARTER.start, tasks=TASKS, days=QUARTER.days, contracts=CONTRACTS)
    listed = {
        noun: [{**dict.fromkeys(SCHEMAS[noun]), **row} for row in found] for noun, found in rows.items()
    }
    for number, platform in enumerate(listed["platforms"]):
        platform["catalogue_key"] = f"platform-{number}"
    return ledger_from_rows(listed, "USD", "America/Los_Angeles")


def main() -> int:
    asking = Asking(
        QUARTER,
        Known([f"platform-{number}" for number in range(PLATFORMS)], ["US-CA"]),
        "USD",
        QUARTER.end + timedelta(days=14),
        Parameters.on_file(),
        EcbRates.on_file(),
    )

    def answers(ledger: Ledger) -> WriterAnswers:
        """Of a ledger that nobody has looked at before."""
        return answers_of(0, Ledger(ledger.currency, ledger.zone, ledger.columns), asking)

    ledger = composed()
    found = answers(ledger)
    spent = milliseconds(answers, ledger, 15)
    count = sum(len(at) for told in (found.answers, found.times) for at in told.values())
    print(f"One writer's answers, p50: {spent:.1f} ms (limit {LIMIT:.0f}) for {TASKS} tasks, {count} answers")
    return int(spent > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
