"""How much longer the page of a share link takes than an empty HTML route of the same server, at p50.

    python tests/bench/bench_shared.py

A repeated view of a writer with 3,000 tasks may take at most 1.5 times as long. A view after her log has changed, and one of
a link that opens nothing, are printed beside it.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bench_realpay import (
    DAYS,
    ROOT,
    TASKS,
    Visitor,
    change_a_row,
    composed_ledger,
    free_port,
    start_server,
    warm_up,
    with_every_chart,
)

sys.path.insert(0, str(ROOT))

from app import clock, database
from app.records.share_link import ShareChoices
from app.store import imports, sessions, shares, writers
from reports.sharing import PARTS

LIMIT = 1.5
#: With frozen figures too: what is kept is read once.
VIEWS = 300


def measure(url: str) -> dict[str, list[float]]:
    database.migrate(url)
    engine = database.open_engine(url)
    first = clock.today("America/Los_Angeles") - dt.timedelta(days=DAYS)
    with database.transaction(engine) as connection:
        writer = writers.create(connection, zone="America/Los_Angeles", currency="USD", language="en")
        imports.record(connection, writer.id, with_every_chart(composed_ledger(first)), "bench", "bench")
        token = sessions.open(connection, writer.id)
        made = shares.make(connection, writer.id, ShareChoices(parts=PARTS), shares.New(days=30))
    if made is None:
        raise SystemExit("there is no link")
    port = free_port()
    process = start_server(url, port)
    try:
        warm_up(Visitor(port, token))
        reader, path = Visitor(port, ""), f"/s/{made.secret}"
        reader.milliseconds(path)
        found: dict[str, list[float]] = defaultdict(list)
        for n in range(VIEWS):
            found["empty"].append(reader.milliseconds("/empty"))
            found["repeated"].append(reader.milliseconds(path))
            if n % 30 == 5:
                change_a_row(engine, writer.id)
                found["changed"].append(reader.milliseconds(path))
        return found
    finally:
        process.terminate()
        process.wait(timeout=15)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        found = measure(f"sqlite:///{folder}/bench.db")
    empty, repeated, changed = (statistics.median(found[key]) for key in ("empty", "repeated", "changed"))
    print(f"The page of a share link to a log of {TASKS} tasks against an empty HTML route, p50:")
    print(f"  {'empty route':<36} {empty:7.2f} ms")
    print(f"  {'repeated view':<36} {repeated:7.2f} ms, ratio {repeated / empty:.2f} (limit {LIMIT})")
    print(f"  {'first view after a change':<36} {changed:7.2f} ms")
    return int(repeated / empty > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
