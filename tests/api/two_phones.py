"""Two phones with an outbox each, a network that cuts, repeats and mixes up, and a server; beside them a dict.

The dict says what a row is by three rules only, written without a look at the code: a change on the revision that is
there takes its place; a change the row has already gone through is done; anything else is kept as a conflict.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from app.records.values import Source
from app.store import changes, conflicts
from app.store.changes import Outcome

NOTES = st.sampled_from(["a", "b", "c"])
PHONES = st.sampled_from([0, 1])


@dataclass
class Told:
    """What the dict knows of a row: what it has said, revision by revision, and whether it was taken out."""

    said: list[str]
    is_out: bool = False

    @property
    def revision(self) -> int:
        return len(self.said)


@dataclass
class Sent:
    """A letter of an outbox. `base` None: a new row; `note` None: take it out."""

    row_id: UUID
    base: int | None
    note: str | None


@dataclass
class Phone:
    """What a phone has seen of each row (revision, note, whether it is there), and what it has not sent yet."""

    seen: dict[UUID, tuple[int, str, bool]] = field(default_factory=dict)
    outbox: list[Sent] = field(default_factory=list)


def expected(told: dict[UUID, Told], sent: Sent) -> tuple[str, bool]:
    """What must become of a letter, done to the dict; and whether two versions must have been kept."""
    row = told.get(sent.row_id)
    if row is None:
        if sent.base is not None:
            return "not there", False
        told[sent.row_id] = Told([sent.note or ""])
        return "created", False
    if sent.note is None:
        if row.is_out:
            return "same", False
        if sent.base != row.revision:
            return "stale", False
        row.said.append(row.said[-1])
        row.is_out = True
        return "amended", False
    base = sent.base or 0
    is_there = base == row.revision
    since = row.said[max(base - 1, 0) :]
    if sent.note in since and not (is_there and row.is_out):
        return "same", False
    if is_there or (row.is_out and base):
        lost = not is_there and row.said[-1] != row.said[base - 1]
        row.said.append(sent.note)
        row.is_out = False
        return "amended", lost
    return "stale", True


class TwoPhones(RuleBasedStateMachine):
    """Needs `server`: an object with `deliver(sent)`, `read(row_id)` and `conflicts()`."""

    rows = Bundle("rows")

    @initialize()
    def start(self) -> None:
        self.server = self.a_server()
        self.told: dict[UUID, Told] = {}
        self.phones = [Phone(), Phone()]
        self.delivered: list[Sent] = []
        self.kept: set[tuple[UUID, int, str]] = set()

    def a_server(self) -> Any:
        raise NotImplementedError

    @rule(target=rows, phone=PHONES, note=NOTES)
    def log(self, phone: int, note: str) -> UUID:
        """A new row, offline."""
        row_id = uuid4()
        self.phones[phone].outbox.append(Sent(row_id, None, note))
        return row_id

    @rule(phone=PHONES, row_id=rows, note=NOTES)
    def edit(self, phone: int, row_id: UUID, note: str) -> None:
        """A change of what the phone has seen last."""
        seen = self.phones[phone].seen.get(row_id)
        if seen is not None:
            self.phones[phone].outbox.append(Sent(row_id, seen[0], note))

    @rule(phone=PHONES, row_id=rows)
    def take_out(self, phone: int, row_id: UUID) -> None:
        seen = self.phones[phone].seen.get(row_id)
        if seen is not None:
            self.phones[phone].outbox.append(Sent(row_id, seen[0], None))

    @rule(phone=PHONES, row_id=rows)
    def look(self, phone: int, row_id: UUID) -> None:
        """The phone sees the row as it is now."""
        found = self.server.read(row_id)
        if found is not None:
            self.phones[phone].seen[row_id] = found

    @rule(phone=PHONES, place=st.integers(0, 5), fate=st.sampled_from(["arrives", "cut before", "cut after"]))
    def send(self, phone: int, place: int, fate: str) -> None:
        """Any letter, not only the first; it may be lost on the way there, or its answer on the way back."""
        outbox = self.phones[phone].outbox
        if not outbox or fate == "cut before":
            return
        sent = outbox[place % len(outbox)]
        outcome = self.arrive(sent)
        if fate == "cut after" or outcome == "not there":
            return  # it stays in the outbox and is sent again
        outbox.remove(sent)
        found = self.server.read(sent.row_id)
        if found is not None:
            self.phones[phone].seen[sent.row_id] = found

    @rule(place=st.integers(0, 30))
    def replay(self, place: int) -> None:
        """A copy of a letter that arrived long ago arrives again."""
        if self.delivered:
            self.arrive(self.delivered[place % len(self.delivered)])

    def arrive(self, sent: Sent) -> str:
        outcome, two_versions = expected(self.told, sent)
        if two_versions and sent.note is not None:
            self.kept.add((sent.row_id, sent.base or 0, sent.note))
        assert self.server.deliver(deepcopy(sent)) == outcome
        if outcome != "not there":
            self.delivered.append(sent)
        return outcome

    @invariant()
    def the_server_says_what_the_dict_says(self) -> None:
        if not hasattr(self, "server"):
            return
        for row_id, told in self.told.items():
            assert self.server.read(row_id) == (told.revision, told.said[-1], not told.is_out)
        assert self.server.conflicts() == self.kept

    def teardown(self) -> None:
        if not hasattr(self, "server"):
            return
        for phone in self.phones:  # the network comes back: every letter arrives, new rows first
            for sent in sorted(phone.outbox, key=lambda one: one.base or 0):
                self.arrive(sent)
        self.the_server_says_what_the_dict_says()
        self.server.close()


class StoreServer:
    """The store itself, a transaction for each letter."""

    def __init__(self, engine: Any, viewer: Any) -> None:
        self.engine, self.viewer = engine, viewer

    def deliver(self, sent: Sent) -> str:
        from app import errors

        body = {"name": "Quill", "note": sent.note}
        try:
            with self.engine.begin() as connection:
                if sent.note is None:
                    before = changes.ROWS["platforms"].get(connection, self.viewer, sent.row_id)
                    changes.withdraw(connection, self.viewer, "platforms", sent.row_id, sent.base)
                    return "same" if before.withdrawn_at else "amended"
                put = changes.put(
                    connection, self.viewer, "platforms", sent.row_id, body, sent.base, Source.API
                )
        except errors.NotFound:
            return "not there"
        except errors.Stale:
            return "stale"
        return str(put.outcome)

    def read(self, row_id: UUID) -> tuple[int, str, bool] | None:
        from app import errors

        with self.engine.begin() as connection:
            try:
                row = changes.ROWS["platforms"].get(connection, self.viewer, row_id)
            except errors.NotFound:
                return None
        return row.revision, row.note, row.withdrawn_at is None

    def conflicts(self) -> set[tuple[UUID, int, str]]:
        with self.engine.begin() as connection:
            found = conflicts.page(connection, self.viewer, limit=1000)
        return {(one.row_id, one.sent_revision or 0, one.sent["note"]) for one in found}

    def close(self) -> None:
        pass


class HttpServer:
    """The API itself, over HTTP."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def deliver(self, sent: Sent) -> str:
        address = f"/api/v1/platforms/{sent.row_id}"
        headers = {"If-Match": f'"{sent.base}"'} if sent.base else {}
        before = self.read(sent.row_id)
        if sent.note is None:
            answer = self.client.delete(address, headers=headers)
        else:
            answer = self.client.put(address, json={"name": "Quill", "note": sent.note}, headers=headers)
        words = {201: str(Outcome.CREATED), 404: "not there", 412: str(Outcome.STALE)}
        is_same = before is not None and answer.status_code == 200 and answer.json()["revision"] == before[0]
        return words.get(answer.status_code, "same" if is_same else "amended")

    def read(self, row_id: UUID) -> tuple[int, str, bool] | None:
        answer = self.client.get(f"/api/v1/platforms/{row_id}")
        if answer.status_code == 404:
            return None
        row = answer.json()
        return row["revision"], row["note"], row["withdrawn_at"] is None

    def conflicts(self) -> set[tuple[UUID, int, str]]:
        found = self.client.get("/api/v1/conflicts?limit=500").json()["items"]
        return {(UUID(one["row_id"]), one["sent_revision"] or 0, one["sent"]["note"]) for one in found}

    def close(self) -> None:
        pass
