"""A phone that logs, in Python: what it shows, its outbox and its sender, as forms.js, outbox.js and sender.js have them.

Written from those modules rule by rule, so that what a phone really sends can be driven a thousand times without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from app import clock

Body = dict[str, Any]

#: What a version of an entry says in the queue.
SAYS = (
    *("worked_on", "seconds", "started_at", "ended_at", "contract_id", "kind", "title", "is_paid"),
    *("unpaid_category", "units", "expected_minor", "currency", "held_minor", "held_until_on", "outcome"),
    *("decided_on", "credited_seconds", "toll", "is_repetitive", "is_alone", "note"),
)


class Cut(Exception):
    """The line broke: no answer."""


@dataclass
class Answer:
    """What the server said."""

    status: int
    etag: str | None
    body: Body


@dataclass
class Record:
    """One record of the outbox."""

    id: str
    what: str
    path: str
    body: Body | None
    if_match: str | None = None
    #: The revision its page had, where it waits for that of an earlier record.
    seen: str | None = None
    method: str = "PUT"
    seq: int = 0
    tried: bool = False
    state: str = "waiting"
    answer: Body | None = None
    settles: str | None = None
    is_implied: bool = False

    @property
    def is_timer(self) -> bool:
        return "timers" in self.path


@dataclass
class Card:
    """The running timer as Today shows it; without a revision it is known to this phone only."""

    id: str
    started: datetime
    revision: str | None = None
    units: int = 0
    kind: str | None = None

    @property
    def is_unsent(self) -> bool:
        return self.revision is None


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def a_record(noun: str, what: str, row_id: str, body: Body) -> Record:
    return Record(row_id, what, f"/api/v1/{noun}/{row_id}", body)


class Outbox:
    """What was saved here and is not yet known to be with the server (outbox.js)."""

    def __init__(self) -> None:
        self.rows: list[Record] = []
        self._seq = 0

    def add(self, record: Record) -> None:
        """Keep a record. What it makes needless goes in the same transaction."""
        kept = replace(record)
        for old in [one for one in self.rows if one.id == kept.id]:
            is_start = old.is_timer and "entries" in kept.path
            if is_start or not old.tried or old.state == "refused":
                self.rows.remove(old)
                if not is_start and not old.tried:
                    kept.if_match = old.if_match
                if record.what == "edit":
                    kept.body = {**(old.body or {}), **(kept.body or {})}
                if old.what in {"past", "stop"}:
                    kept.what = old.what
            else:
                kept.if_match, kept.seen = "prior", record.if_match
        self._seq += 1
        kept.seq = self._seq
        self.rows.append(kept)

    def find(self, seq: int) -> Record | None:
        return next((one for one in self.rows if one.seq == seq), None)

    def amend(self, seq: int, revision: str | None = None, **values: Any) -> None:
        """Change one record; later ones of its entry build on `revision`, where one is given."""
        found = self.find(seq)
        if found is None:
            return
        before = replace(found)
        for name, value in values.items():
            setattr(found, name, value)
        if revision:
            self._rebase(before, revision)

    def remove(self, seq: int, revision: str | None = None) -> None:
        """Let go of a record; a later one of the same entry builds on the revision that this one made."""
        found = self.find(seq)
        if found is not None:
            self.rows.remove(found)
            self._rebase(found, revision)

    def _rebase(self, done: Record, revision: str | None) -> None:
        for later in self.rows:
            if later.id == done.id and later.seq > done.seq and later.if_match == "prior":
                later.if_match = revision or later.seen

    def last_timer(self, row_id: str | None = None) -> Record | None:
        """The last record of a timer: of this one, or the last one that waits to be sent."""
        found = [one for one in self.rows if one.is_timer and (row_id is None or one.id == row_id)]
        found = [one for one in found if row_id is not None or one.state == "waiting"]
        return found[-1] if found else None


@dataclass
class Phone:
    """A phone: the pages it has seen, its outbox, and whether it knows that it has no network."""

    deliver: Callable[[Record, str | None], Answer]
    zone: str
    is_online: bool = True
    outbox: Outbox = field(default_factory=Outbox)
    #: The timer on the page of Today, as the server made the page.
    today: Card | None = None
    #: The kept pages of entries: what each says, and its revision.
    pages: dict[str, Body] = field(default_factory=dict)
    #: Told of each record that the server took, or kept beside another version.
    arrived: Callable[[Record, Answer], None] = lambda record, answer: None

    # What is shown (day.js, timer.js)

    def shown(self) -> Card | None:
        """The timer that Today shows."""
        over = {one.id for one in self.outbox.rows if one.what == "stop"}
        started = self.outbox.last_timer()
        page = self.today
        if started is None:
            return None if page is None or page.id in over else page
        if started.id in over:
            return None
        card = Card(started.id, page.started) if page and page.id == started.id else None
        if card and page:
            card = replace(page)
        body = started.body or {}
        card = card or Card(started.id, moment(body["started_at"]), kind=body.get("kind"))
        card.started = moment(body["started_at"])
        card.units = body.get("units") or card.units
        return card

    # What is done (forms.js)

    def start(self, said: Body) -> Record:
        """Start, or switch: what it leaves gets a stop of its own, since it may never be sent as a start."""
        now = clock.now().replace(microsecond=0)
        record = a_record("timers", "start", str(uuid4()), {**said, "started_at": instant(now)})
        left = self.shown()
        if left is not None:
            waiting = self.outbox.last_timer(left.id)
            stop = self._stopped(left, dict((waiting.body if waiting else None) or {}), now)
            self.outbox.add(replace(stop, is_implied=waiting is None))
        self.outbox.add(record)
        return record

    def stop(self, card: Card, said: Body) -> Record:
        record = self._stopped(card, said, clock.now())
        start = self.outbox.last_timer(record.id)
        if start is not None:
            record.body = {**(start.body or {}), **(record.body or {})}
        self.outbox.add(record)
        return record

    def change_timer(self, card: Card, said: Body, *, earlier: int = 0) -> Record:
        """Paid or not, tasks done, an earlier start, without a network."""
        at = card.started - timedelta(minutes=earlier)
        record = a_record("timers", "timer", card.id, {**said, "started_at": instant(at)})
        record.if_match = card.revision
        start = self.outbox.last_timer(card.id)
        if start is not None:
            record.body = {**(start.body or {}), **(record.body or {})}
            record.what, record.if_match = start.what, start.if_match
        self.outbox.add(record)
        return record

    def past(self, said: Body) -> Record:
        record = a_record("entries", "past", str(uuid4()), said)
        self.outbox.add(record)
        return record

    def edit(self, row_id: str, said: Body) -> Record:
        """A change of what its page says; then the page says it."""
        page = self.pages[row_id]
        record = a_record("entries", "edit", row_id, said)
        record.if_match = str(page["revision"])
        self.outbox.add(record)
        page.update(said)
        return record

    def _stopped(self, card: Card, said: Body, end: datetime) -> Record:
        start, end = card.started, end.replace(microsecond=0)
        typed = said.get("seconds")
        if typed and timedelta(seconds=typed) <= end - start:
            end = start + timedelta(seconds=typed)
        elif typed:
            start = end - timedelta(seconds=typed)
        length = max(0, round((end - start).total_seconds()))
        times = {
            "started_at": instant(start),
            "ended_at": instant(end),
            "seconds": length,
            "worked_on": start.astimezone(ZoneInfo(self.zone)).date().isoformat(),
        }
        return a_record("entries", "stop", card.id, {**said, **times, "source": "timer"})

    # What is sent (sender.js)

    def flush(self, fates: Iterator[str]) -> None:
        """Send all that waits, in order; at the first without an answer it stops."""
        stuck = set()
        for seq in [one.seq for one in self.outbox.rows]:
            record = self.outbox.find(seq)
            if record is None:
                continue
            if record.state != "waiting" or record.id in stuck:
                stuck.add(record.id)
                continue
            record.tried = True
            try:
                is_done, kept, revision = self._send(record, fates)
            except Cut:
                return
            if is_done:
                self.outbox.remove(seq, revision)
                self.pages.pop(record.id, None)
                continue
            stuck.add(record.id)
            self.outbox.amend(seq, **kept)

    def _ask(self, record: Record, if_match: str | None, fates: Iterator[str]) -> Answer:
        fate = next(fates, "arrives")
        if not self.is_online or fate == "cut before":
            raise Cut
        answer = self.deliver(record, if_match)
        if fate == "cut after":
            raise Cut
        return answer

    def _send(self, record: Record, fates: Iterator[str]) -> tuple[bool, Body, str | None]:
        answer = self._ask(record, record.if_match, fates)
        settled = record.settles
        is_done, kept = self._read(record, answer)
        revision = (answer.etag or "").strip('"') or str(answer.body.get("revision", "")) if is_done else None
        if record.is_implied and kept.get("state") == "conflict":
            is_done, settled = True, _settling(answer.body)
        if is_done or kept.get("state") == "conflict":
            self.arrived(record, answer)
        if is_done and settled:
            self._ask(Record(record.id, "settle", settled, None, method="DELETE"), None, fates)
        return is_done, kept, revision

    def _read(self, record: Record, answer: Answer) -> tuple[bool, Body]:
        body = answer.body
        if record.method == "DELETE" and answer.status in {204, 404}:
            return True, {}
        if answer.status in {200, 201} and (record.method == "DELETE" or body.get("id") == record.id):
            return True, {}
        if answer.status == 412 and body.get("present"):
            return False, {"state": "conflict", "answer": body, **_as_entry(record.path, body)}
        assert 400 <= answer.status < 500, answer
        return False, {"state": "refused", "answer": body}

    # What is chosen (queue.js)

    def choose(self, record: Record, choice: str) -> str | None:
        """One of two versions, or both; the id of the new entry where both are kept."""
        assert record.answer is not None
        present = record.answer["present"]
        revision, settles = str(present["revision"]), _settling(record.answer)
        if choice == "theirs" and not settles:
            self.outbox.remove(record.seq, revision)
        elif choice == "theirs":
            change = {"method": "DELETE", "path": settles, "body": None, "if_match": None, "settles": None}
            self.outbox.amend(record.seq, revision, state="waiting", **change)
        elif choice == "mine":
            self.outbox.amend(record.seq, state="waiting", settles=settles, if_match=revision)
        else:
            new = str(uuid4())
            body = _apart(record.body or {}, present)
            body |= {} if present.get("contract_id") else {"like": present["id"]}
            body["source"] = "from_memory"
            change = {"id": new, "path": f"/api/v1/entries/{new}", "body": body, "if_match": None}
            self.outbox.amend(record.seq, revision, state="waiting", settles=settles, **change)
            return new
        return None


def _settling(answer: Body) -> str | None:
    return f"/api/v1/conflicts/{answer['conflict']}" if answer.get("conflict") else None


def _apart(said: Body, present: Body) -> Body:
    """An entry of its own: with another length its clock times are not known, and pay is for paid work."""
    body = {name: present.get(name) for name in SAYS} | said
    if said.get("seconds") is not None and said.get("started_at") is None:
        body |= {"started_at": None, "ended_at": None}
    if said.get("expected_minor") is not None:
        body |= {"is_paid": True, "unpaid_category": None}
    return body


def _as_entry(path: str, answer: Body) -> Body:
    """A change of a timer that was stopped meanwhile is one of its entry; the answer says it in the words of one."""
    if "timers" not in path or "worked_on" not in answer["present"]:
        return {}
    return {"what": "edit", "path": path.replace("timers", "entries"), "body": answer["sent"]}
