"""How much longer Real pay of a writer with 3,000 tasks and all eleven charts takes than an empty HTML route of the same server, at p50.

    python tests/bench/bench_realpay.py

A repeated view may take at most 10 ms more. The first view after a change may take at most 80 ms more, also when the
row changed behind the server's back and nobody has looked at anything since. The usual way is printed beside it: a
save on Today leads back to Today, which needs the new report for its payment question.
"""

from __future__ import annotations

import datetime as dt
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID, uuid5

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from fastapi import FastAPI  # noqa: E402
from fastapi.responses import HTMLResponse  # noqa: E402

from app import clock, database  # noqa: E402
from app.main import create_app  # noqa: E402
from app.store import imports, sessions, tasks, writers  # noqa: E402
from reports.charts.card import CHART_KEYS  # noqa: E402

TASKS, CONTRACTS, DAYS = 3000, 20, 240
LINES = (
    ("repeated", "repeated view", 10.0),
    ("unseen", "first view after a change", 80.0),
    ("landing", "Today, right after a save there", 80.0),
    ("changed", "first view after that", 80.0),
)
NAMESPACE = UUID(int=0x5BE7C4)


def served() -> FastAPI:
    """The app as shipped, and beside it a route that does nothing."""
    app = create_app()

    @app.get("/empty", response_class=HTMLResponse)
    def empty() -> str:
        return "<!doctype html><title>Empty</title>"

    return app


def row_id(noun: str, number: int) -> str:
    return str(uuid5(NAMESPACE, f"{noun} {number}"))


def composed_ledger(
    first: dt.date, *, tasks: int = TASKS, days: int = DAYS, contracts: int = CONTRACTS
) -> dict[str, list[dict[str, object]]]:
    """A writer with five platforms and a payment and a payout for every thirty tasks."""
    payments = tasks // 30
    platforms = [{"id": row_id("platform", n), "name": f"Platform {n + 1}"} for n in range(5)]
    named = [
        {
            "id": row_id("contract", n),
            "platform_id": row_id("platform", n % 5),
            "name": f"Contract {n + 1}",
            "state": "active",
            "started_on": first,
        }
        for n in range(contracts)
    ]
    agreed = [
        {
            "id": row_id("terms", n),
            "contract_id": row_id("contract", n),
            "effective_on": first,
            "pay_model": "hourly",
            "currency": "USD",
            "rate_minor": 2000 + 100 * n,
            "pay_lag_days": 14,
        }
        for n in range(contracts)
    ]
    return {
        "platforms": platforms,
        "contracts": named,
        "terms": agreed,
        "tasks": [
            composed_task(n, first + dt.timedelta(days=n * days // tasks), n * contracts // tasks)
            for n in range(tasks)
        ],
        "payments": [
            composed_payment(
                n, first + dt.timedelta(days=n * days // payments + 10), n * contracts // payments
            )
            for n in range(payments)
        ],
        "payouts": [
            composed_payout(n, first + dt.timedelta(days=n * days // payments + 20)) for n in range(payments)
        ],
        "payout_matches": [
            {
                "id": row_id("match", n),
                "payout_id": row_id("payout", n),
                "payment_id": row_id("payment", n),
                "amount_minor": 20000,
            }
            for n in range(payments)
        ],
    }


def composed_task(n: int, day: dt.date, contract: int) -> dict[str, object]:
    start = dt.datetime.combine(day, dt.time(15), dt.UTC) + dt.timedelta(minutes=20 * (n % 13))
    is_paid = n % 3 != 0
    return {
        "id": row_id("task", n),
        "contract_id": row_id("contract", contract),
        "kind": ("rank_pairs", "scene", "labels")[n % 3],
        "worked_on": day,
        "seconds": 900 + n % 300,
        "started_at": start,
        "ended_at": start + dt.timedelta(seconds=900 + n % 300),
        "is_paid": is_paid,
        "unpaid_category": None if is_paid else "waiting",
        "outcome": "approved",
        "expected_minor": 500 + n % 700 if is_paid else None,
        "currency": "USD" if is_paid else None,
    }


def composed_payment(n: int, earned_on: dt.date, contract: int) -> dict[str, object]:
    return {
        "id": row_id("payment", n),
        "contract_id": row_id("contract", contract),
        "kind": "task_pay",
        "earned_on": earned_on,
        "amount_minor": 20000,
        "currency": "USD",
    }


def composed_payout(n: int, arrived_on: dt.date) -> dict[str, object]:
    return {
        "id": row_id("payout", n),
        "platform_id": row_id("platform", n % 5),
        "arrived_on": arrived_on,
        "gross_minor": 20000,
        "fee_minor": 400,
        "net_minor": 19600,
        "currency": "USD",
    }


def with_every_chart(ledger: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    """The same writer, who also marks how hard work is, is tested before the pay, and gets new terms half-way."""
    by_contract: dict[object, list[dict[str, object]]] = defaultdict(list)
    for number, task in enumerate(ledger["tasks"]):
        task["toll"] = number % 5 + 1 if number % 4 else None
        by_contract[task["contract_id"]].append(task)
    for tasks_of_it in by_contract.values():
        for task in tasks_of_it[:3]:
            unpaid = {
                "is_paid": False,
                "unpaid_category": "assessment",
                "expected_minor": None,
                "currency": None,
            }
            task.update(unpaid)
    agreed = ledger["terms"][::3]
    later = [
        {
            **terms,
            "id": row_id("later terms", number),
            "effective_on": of_it[len(of_it) // 2]["worked_on"],
            "rate_minor": 1900,
        }
        for number, terms in enumerate(agreed)
        if (of_it := by_contract[terms["contract_id"]])
    ]
    return {**ledger, "terms": [*ledger["terms"], *later]}


class Visitor:
    """One phone: one connection, one cookie."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.headers = {"Cookie": f"session={token}", "Accept-Language": "en"}

    def milliseconds(self, path: str) -> float:
        start = time.perf_counter()
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        answer.read()
        elapsed = 1000 * (time.perf_counter() - start)
        if answer.status != http.client.OK:
            raise SystemExit(f"{path} answered {answer.status}")
        return elapsed

    def must_see(self, charts: Sequence[str]) -> None:
        """Nothing is measured of a page without its charts."""
        self.connection.request("GET", "/real-pay", headers=self.headers)
        page = self.connection.getresponse().read()
        missing = [key for key in charts if f'id="chart-{key}"'.encode() not in page]
        if missing:
            raise SystemExit(f"the page has no {missing}")

    def save_work(self) -> str:
        """Save five minutes of work on Today; answers with the page that the server leads to."""
        body = urlencode(
            {"like": "other", "kind": "scene", "duration": "5", "is_paid": "yes", "pay": "2", "day": "today"}
        )
        form = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        self.connection.request("POST", "/today", body, {**self.headers, **form})
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != http.client.SEE_OTHER:
            raise SystemExit(f"saving answered {answer.status}")
        return answer.headers["Location"]


def warm_up(visitor: Visitor, seconds: float = 6.0) -> None:
    """Visit until the server has read all its code, which it does in the background after the start."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for path in ("/real-pay", "/empty"):
            visitor.milliseconds(path)
        time.sleep(0.2)


def start_server(url: str, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "uvicorn", "bench_realpay:served", "--factory", "--no-access-log"]
    process = subprocess.Popen(
        [*command, "--log-level", "warning", "--port", str(port), "--app-dir", str(Path(__file__).parent)],
        env={**os.environ, "DATABASE_URL": url},
        cwd=ROOT,
    )
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return process
    raise SystemExit("the server did not start")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def measure(url: str) -> dict[str, list[float]]:
    database.migrate(url)
    engine = database.open_engine(url)
    first = clock.today("America/Los_Angeles") - dt.timedelta(days=DAYS)
    with database.transaction(engine) as connection:
        writer = writers.create(connection, zone="America/Los_Angeles", currency="USD", language="en")
        imports.record(connection, writer.id, with_every_chart(composed_ledger(first)), "bench", "bench")
        token = sessions.open(connection, writer.id)
    port = free_port()
    process = start_server(url, port)
    try:
        visitor = Visitor(port, token)
        warm_up(visitor)
        visitor.must_see(CHART_KEYS)
        found: dict[str, list[float]] = defaultdict(list)
        for n in range(150):
            found["empty"].append(visitor.milliseconds("/empty"))
            found["repeated"].append(visitor.milliseconds("/real-pay"))
            if n % 10 == 0:
                found["landing"].append(visitor.milliseconds(visitor.save_work()))
                found["changed"].append(visitor.milliseconds("/real-pay"))
            if n % 10 == 5:
                change_a_row(engine, writer.id)
                found["unseen"].append(visitor.milliseconds("/real-pay"))
        return found
    finally:
        process.terminate()
        process.wait(timeout=15)


def change_a_row(engine: database.Engine, viewer: UUID) -> None:
    with database.transaction(engine) as connection:
        task = tasks.recent(connection, viewer, limit=1)[0]
        tasks.withdraw(connection, viewer, task.id)
        tasks.restore(connection, viewer, task.id)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        found = measure(f"sqlite:///{folder}/bench.db")
    empty = statistics.median(found.pop("empty"))
    print(
        f"Real pay of {TASKS} tasks, with all eleven charts, against an empty HTML route of the same server, p50:"
    )
    print(f"  {'empty route':<36} {empty:7.1f} ms")
    is_over = False
    for key, name, limit in LINES:
        value = statistics.median(found[key])
        is_over |= limit is not None and value - empty > limit
        held = f"(limit {limit:.0f}) " if limit else ""
        print(f"  {name:<36} {value:7.1f} ms, {value - empty:6.1f} ms more {held}ratio {value / empty:.1f}")
    return int(is_over)


if __name__ == "__main__":
    sys.exit(main())
