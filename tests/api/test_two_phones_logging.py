"""Two phones of one writer log as phones do, on a line that cuts and repeats; nothing is lost and nothing comes twice.

What each phone said is kept in dicts beside it. In the end all of it is in an entry, in the history of one, or in a
conflict that was kept; every piece of work is there once; and the lengths are those of the phone's own clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from app import clock
from app.records import Amendment, Conflict, Task, Writer, table_of
from app.records.timer import Timer
from tests.api.phone_outbox import Answer, Card, Phone, Record, moment
from tests.app.conftest import NOW

QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}
ZONE = "America/Los_Angeles"

PHONES = st.sampled_from([0, 1])
PLACES = st.integers(0, 3)
KINDS = st.sampled_from(["Rank pairs", "Scenes", "Labels"])
FATES = st.lists(st.sampled_from(["arrives", "arrives", "arrives", "cut before", "cut after"]), max_size=3)
CHOICES = st.sampled_from(["mine", "theirs", "both"])
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "note": st.sampled_from(["slow day", "queue was empty"]),
        "kind": KINDS,
        "seconds": st.sampled_from([600, 1200]),
        "is_paid": st.booleans(),
        "expected_minor": st.sampled_from([450, 900]),
    },
).filter(bool)
#: What is read from what was said, and not kept as it is.
NOT_KEPT = {"like", "source", "currency", "platform", "worked_on"}


class TwoPhonesLogging(RuleBasedStateMachine):
    """Needs `app` and `client`: a signed-in browser of a new writer."""

    app: Any

    def a_client(self) -> Any:
        raise NotImplementedError

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        self.now = NOW
        self.stack.enter_context(clock.frozen(self.now))
        before = self.writers()
        client = self.a_client()
        [self.writer] = self.writers() - before
        self.phones = [Phone(self.deliver, ZONE), Phone(self.deliver, ZONE)]
        for place, phone in enumerate(self.phones):
            phone.arrived = lambda record, answer, place=place: self.took(place, record, answer)
        #: Every entry and timer that was logged, with the phone whose it is.
        self.logged: dict[str, int] = {}
        #: Lengths by a phone's own clock.
        self.spans: dict[str, int] = {}
        #: What each phone said last of each field, and whether the server had it.
        self.said: list[dict[tuple[str, str], tuple[Any, bool]]] = [{}, {}]
        #: What reached an entry.
        self.kept: set[tuple[str, str, Any]] = set()
        self.spoke: dict[str, set[int]] = {}
        self.thrown: set[str] = set()
        #: Entries made by keeping both versions: what they say is on file in the conflict.
        self.copies: set[str] = set()
        self.taken_out: set[str] = set()
        self.delivered: list[tuple[Record, str | None]] = []
        self.client = client

    def writers(self) -> set[UUID]:
        with self.app.state.read_engine.connect() as connection:
            return set(connection.execute(select(table_of(Writer).c.id)).scalars())

    # The line and the server

    def deliver(self, record: Record, if_match: str | None) -> Answer:
        self.delivered.append((deepcopy(record), if_match))
        return self.ask(record, if_match)

    def ask(self, record: Record, if_match: str | None) -> Answer:
        headers = {"If-Match": f'"{if_match}"'} if if_match else {}
        said = {} if record.body is None else {"json": record.body}
        answer = self.client.request(record.method, record.path, headers=headers, **said)
        assert answer.status_code < 500
        return Answer(answer.status_code, answer.headers.get("ETag"), answer.json() if answer.content else {})

    def wait(self, seconds: int = 97) -> None:
        self.now += timedelta(seconds=seconds)
        self.stack.enter_context(clock.frozen(self.now))

    def rows(self, record: Any) -> list[dict[str, Any]]:
        table = table_of(record)
        query = select(table).where(table.c.writer_id == self.writer)
        with self.app.state.read_engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    # What was said, beside the phones

    def note(self, place: int, row_id: str, said: dict[str, Any]) -> None:
        self.spoke.setdefault(row_id, set()).add(place)
        for name, value in said.items():
            if value is None:  # she took back what she had said on this phone
                self.said[place].pop((row_id, name), None)
            elif name not in NOT_KEPT:
                self.said[place][row_id, name] = (plain(value), False)

    def took(self, place: int, record: Record, answer: Answer) -> None:
        """A record arrived: what was said of an entry is on file; of a timer, until it is changed by who saw it."""
        if record.body is None or record.id in self.copies:
            return
        for name, value in record.body.items():
            if name in NOT_KEPT or value is None:
                continue
            if record.is_timer and answer.status < 400:
                self.change_of_timer(place, record.id, name, plain(value))
            elif "conflict" in answer.body or answer.status < 400:
                self.kept.add((record.id, name, plain(value)))

    def change_of_timer(self, place: int, row_id: str, name: str, value: Any) -> None:
        others = self.said[1 - place]
        if others.get((row_id, name), (None, False))[1]:
            del others[row_id, name]
        if self.said[place].get((row_id, name), (None, False))[0] == value:
            self.said[place][row_id, name] = (value, True)

    def send(self, phone: int, fates: list[str]) -> None:
        """Send what waits; once all is sent the page is made again."""
        self.phones[phone].flush(iter(fates))
        if not self.phones[phone].outbox.rows:
            self.look(phone)

    # What is done

    @rule(phone=PHONES, kind=KINDS, fates=FATES, place=PLACES, is_like=st.booleans())
    def start(self, phone: int, kind: str, fates: list[str], place: int, *, is_like: bool) -> None:
        """A start, and a switch where something runs."""
        self.wait()
        one, before = self.phones[phone], self.phones[phone].shown()
        like = list(one.pages)[place % len(one.pages)] if is_like and one.pages else None
        record = one.start({"like": like} if like else {"kind": kind})
        if before is not None:
            self.stopped(phone, before)
        self.logged[record.id] = phone
        self.note(phone, record.id, dict(record.body or {}))
        self.send(phone, fates)

    @rule(phone=PHONES, fates=FATES, seconds=st.sampled_from([None, None, 30]))
    def stop(self, phone: int, fates: list[str], seconds: int | None) -> None:
        self.wait(131)
        one, card = self.phones[phone], self.phones[phone].shown()
        if card is None:
            return
        one.stop(card, {"seconds": seconds} if seconds else {})
        self.stopped(phone, card, seconds)
        self.send(phone, fates)

    def stopped(self, phone: int, card: Card, seconds: int | None = None) -> None:
        length = seconds or int((clock.now() - card.started).total_seconds())
        self.logged.setdefault(card.id, phone)
        self.spans[card.id] = length
        self.note(phone, card.id, {"seconds": length})

    @rule(
        phone=PHONES,
        fates=FATES,
        what=st.sampled_from(["units", "units", "unpaid", "earlier"]),
        looks_first=st.booleans(),
    )
    def change_timer(self, phone: int, fates: list[str], what: str, *, looks_first: bool) -> None:
        """One task more, unpaid, or an earlier start: by the page's own form where there is a network."""
        self.wait(11)
        one = self.phones[phone]
        if looks_first:
            self.look(phone)
        card = one.shown()
        if card is None:
            return
        earlier = 5 if what == "earlier" else 0
        said: dict[str, Any] = {"units": card.units + 1} if what == "units" else {}
        said |= {"is_paid": False, "unpaid_category": None} if what == "unpaid" else {}
        if one.is_online and not card.is_unsent:
            # A form that was opened long ago says nothing of what it has seen: she looks first.
            self.look(phone)
            self.press(phone, what)
            return
        one.change_timer(card, said, earlier=earlier)
        self.note(phone, card.id, said)
        if earlier:
            self.note(phone, card.id, {"started_at": (card.started - timedelta(minutes=5)).isoformat()})
        self.send(phone, fates)

    def press(self, phone: int, what: str) -> None:
        """The same with a network, on a page that was just made."""
        card = self.phones[phone].today
        if card is None:
            return
        said: dict[str, Any] = {"units": card.units + 1} if what == "units" else {}
        if what == "unpaid":
            said = {"is_paid": False}
        form = {"units": str(card.units + 1)} if what == "units" else {"is_paid": "no"}
        if what == "earlier":
            form = {"earlier": "5", "revision": str(card.revision)}
            said = {"started_at": (card.started - timedelta(minutes=5)).isoformat()}
        answer = self.client.post(f"/timer/{card.id}", data=form, follow_redirects=False)
        assert answer.status_code == 303
        self.note(phone, card.id, said)
        for name, value in said.items():
            self.change_of_timer(phone, card.id, name, plain(value))
        self.look(phone)

    @rule(phone=PHONES, kind=KINDS, fates=FATES, is_named=st.booleans(), is_paid=st.booleans())
    def past(self, phone: int, kind: str, fates: list[str], *, is_named: bool, is_paid: bool) -> None:
        self.wait(7)
        said = {"worked_on": "2026-11-11", "kind": kind, "seconds": 900, "is_paid": is_paid}
        said |= {"platform": "Northlight"} if is_named else {}
        record = self.phones[phone].past({**said, "source": "from_memory"})
        self.logged[record.id] = phone
        self.note(phone, record.id, said)
        self.send(phone, fates)

    @rule(phone=PHONES, place=PLACES, said=CHANGES, fates=FATES)
    def edit(self, phone: int, place: int, said: dict[str, Any], fates: list[str]) -> None:
        """Some fields of an entry, on the page that this phone has of it."""
        self.wait(5)
        one = self.phones[phone]
        if not one.pages:
            return
        row_id = list(one.pages)[place % len(one.pages)]
        page = one.pages[row_id]
        if not said.get("is_paid", page["is_paid"]):
            said = {**said, "expected_minor": None}
        said = {name: value for name, value in said.items() if page.get(name) != value}
        if "is_paid" in said:
            said["unpaid_category"] = None
        if not said:
            return
        if said.get("expected_minor") is not None:
            said["currency"] = "USD"
        one.edit(row_id, dict(said))
        self.note(phone, row_id, said)
        self.send(phone, fates)

    @rule(phone=PHONES, place=PLACES, what=st.sampled_from(["entry", "entry", "timer"]))
    def take_out(self, phone: int, place: int, what: str) -> None:
        """A button of the page of an entry, or of a timer; both need the network."""
        one = self.phones[phone]
        if not one.is_online:
            return
        if what == "entry" and one.pages:
            row_id = list(one.pages)[place % len(one.pages)]
            self.client.post(f"/work/entries/{row_id}/withdraw", data={"back": "/work"})
            self.taken_out.add(row_id)
        elif what == "timer" and one.today is not None and not one.outbox.rows:
            self.client.post(f"/timer/{one.today.id}/discard")
            self.thrown.add(one.today.id)
            self.look(phone)

    @rule(phone=PHONES, what=st.sampled_from(["offline", "offline", "online", "look"]), fates=FATES)
    def go(self, phone: int, what: str, fates: list[str]) -> None:
        """Out of the network with the pages as they are, back into it, or only a look."""
        self.look(phone)
        if what == "offline":
            self.phones[phone].is_online = False
        elif what == "online":
            self.phones[phone].is_online = True
            self.send(phone, fates)

    def look(self, phone: int) -> None:
        """The pages, made again."""
        one = self.phones[phone]
        if not one.is_online:
            return
        running = [row for row in self.rows(Timer) if row["withdrawn_at"] is None]
        one.today = card_of(running[0]) if running else None
        one.pages = {
            str(row["id"]): {**row, "revision": row["revision"]}
            for row in self.rows(Task)
            if row["withdrawn_at"] is None
        }
        for record in one.outbox.rows:
            if record.what == "edit" and record.state == "waiting" and record.id in one.pages:
                one.pages[record.id].update(record.body or {})

    @rule(phone=PHONES, place=PLACES, choice=CHOICES, fates=FATES)
    def choose(self, phone: int, place: int, choice: str, fates: list[str]) -> None:
        one = self.phones[phone]
        conflicts = [record for record in one.outbox.rows if record.state == "conflict"]
        if conflicts:
            self.decide(phone, conflicts[place % len(conflicts)], choice)
            self.send(phone, fates)

    def decide(self, phone: int, record: Record, choice: str) -> None:
        assert record.answer is not None
        present = record.answer["present"]
        is_running = "worked_on" not in present
        if choice == "both" and is_running:
            choice = "mine"  # there are no two timers to run
        if is_running and choice == "theirs":
            for name in record.body or {}:
                self.said[phone].pop((record.id, name), None)
        new = self.phones[phone].choose(record, choice)
        if new is not None:
            self.logged[new] = phone
            self.copies.add(new)

    @rule(place=st.integers(0, 40))
    def comes_again(self, place: int) -> None:
        """A request of long ago arrives a second time, and nobody hears its answer."""
        if self.delivered:
            self.ask(*self.delivered[place % len(self.delivered)])

    @invariant()
    def at_most_one_timer_runs(self) -> None:
        if hasattr(self, "client"):
            assert sum(row["withdrawn_at"] is None for row in self.rows(Timer)) <= 1

    # In the end

    def teardown(self) -> None:
        if not hasattr(self, "client"):
            return
        try:
            self.settle()
            self.check()
        finally:
            self.stack.close()

    def settle(self) -> None:
        for turn in range(20):
            for phone, one in enumerate(self.phones):
                one.is_online = True
                one.flush(iter(()))
                for record in [one for one in one.outbox.rows if one.state == "conflict"]:
                    self.decide(phone, record, ("mine", "theirs", "both")[(turn + record.seq) % 3])
            if not any(one.outbox.rows for one in self.phones):
                return
        raise AssertionError([one.outbox.rows for one in self.phones])

    def check(self) -> None:
        tasks = {str(row["id"]): row for row in self.rows(Task)}
        timers = {str(row["id"]): row for row in self.rows(Timer)}
        running = {row_id for row_id, row in timers.items() if row["withdrawn_at"] is None}
        assert set(tasks) | running | self.thrown == set(self.logged) | self.thrown
        assert not set(tasks) & running
        assert all(row["is_paid"] or row["expected_minor"] is None for row in tasks.values())
        assert all(row["withdrawn_at"] is None or row_id in self.taken_out for row_id, row in tasks.items())
        traces = self.traces(tasks, {row_id: timers[row_id] for row_id in running})
        lost = [said for said in self.everything_said() if said not in traces]
        assert lost == []
        self.check_spans(tasks)

    def everything_said(self) -> Iterator[tuple[str, str, Any]]:
        yield from self.kept
        for said in self.said:
            for (row_id, name), (value, _) in said.items():
                if row_id not in self.thrown:
                    yield row_id, name, value

    def traces(self, *present: dict[str, dict[str, Any]]) -> set[tuple[str, str, Any]]:
        """Whatever is on file: what rows say, what they said before, and both versions of each conflict."""
        found = [(row_id, row) for rows in present for row_id, row in rows.items()]
        found += [(str(row["row_id"]), row["earlier"]) for row in self.rows(Amendment)]
        for row in self.rows(Conflict):
            found += [(str(row["row_id"]), row[version]) for version in ("sent", "present")]
        return {
            (row_id, name, plain(value))
            for row_id, row in found
            for name, value in row.items()
            if is_plain(value)
        }

    def check_spans(self, tasks: dict[str, dict[str, Any]]) -> None:
        """What one phone alone timed is as long as its own clock had it."""
        disputed = {str(row["row_id"]) for row in self.rows(Conflict)}
        for row_id, length in self.spans.items():
            said, _ = self.said[self.logged[row_id]].get((row_id, "seconds"), (length, True))
            if len(self.spoke[row_id]) == 1 and row_id not in disputed | self.thrown:
                assert tasks[row_id]["seconds"] == said


def plain(value: Any) -> Any:
    """Instants alike, however they are written."""
    if isinstance(value, str) and "T" in value and value[:4].isdigit():
        value = moment(value)
    return value.isoformat() if isinstance(value, datetime) else value


def is_plain(value: Any) -> bool:
    return not isinstance(value, dict | list)


def card_of(row: dict[str, Any]) -> Card:
    return Card(str(row["id"]), row["started_at"], str(row["revision"]), row["units"] or 0, row["kind"])


def run(app: Any, browser: Any, *, examples: int, steps: int) -> None:
    class Run(TwoPhonesLogging):
        def a_client(self) -> Any:
            client = browser()
            client.post("/start", data={"zone": ZONE})
            return client

    Run.app = app
    run_state_machine_as_test(
        Run, settings=settings(max_examples=examples, stateful_step_count=steps, **QUIET)
    )


def test_two_phones_that_log_lose_nothing_and_double_nothing(app, browser):
    run(app, browser, examples=12, steps=20)


@pytest.mark.long
def test_two_phones_that_log_lose_nothing_five_hundred_times(app, browser):
    run(app, browser, examples=500, steps=50)
