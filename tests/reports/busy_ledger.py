"""Ledgers with two platforms, unpaid time of several kinds, money on its way, and what a writer says of herself."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from reports.frames import GapCause
from tests.reports.factories import check_in, contract, gap_note, platform, situation
from tests.reports.test_earnings import some_ledger

DAYS = st.integers(0, 70).map(lambda n: date(2026, 1, 25) + timedelta(days=n))
WHERE = st.sampled_from(
    [
        {"contract_id": "contract"},
        {"contract_id": "other"},
        {"contract_id": None, "platform_id": "egret"},
        {"contract_id": None},
    ]
)
PLATFORMS = [platform(id="platform"), platform(id="egret", name="Egret")]
CONTRACTS = [contract(id="contract"), contract(id="other", platform_id="egret", task_kind="writing")]

notes = st.builds(
    lambda first, length, **rest: gap_note(
        starts_on=first, ends_on=None if length is None else first + timedelta(days=length), **rest
    ),
    first=DAYS,
    length=st.none() | st.integers(0, 30),
    cause=st.none() | st.sampled_from([str(cause) for cause in GapCause]),
    is_planned=st.none() | st.booleans(),
    platform_id=st.sampled_from([None, None, "egret"]),
)
facts = st.builds(
    lambda first, length, value: situation(
        fact="hours_wanted",
        starts_on=first,
        ends_on=None if length is None else first + timedelta(days=length),
        value=value,
    ),
    first=st.just(date(2026, 1, 1)) | DAYS,
    length=st.none() | st.integers(0, 60),
    value=st.sampled_from(["40", "37.5", "10", "0", None]),
)


@st.composite
def busy_ledger(draw):
    """Rows by noun, of 25 January to 5 April 2026."""
    rows = draw(some_ledger())
    unpaid = st.sampled_from([None, "waiting", "searching", "training"])
    tasks = [{**row, **draw(WHERE), "unpaid_category": draw(unpaid)} for row in rows["tasks"]]
    foreign = [{**row, "id": f"{row['id']}-x", "currency": "EUR"} for row in tasks[:1]]
    return {
        **rows,
        "platforms": PLATFORMS,
        "contracts": CONTRACTS,
        "tasks": [*tasks, *(foreign if draw(st.booleans()) else [])],
        "payments": [{**row, **draw(WHERE)} for row in rows["payments"]],
        "situations": [*draw(st.lists(facts, max_size=3)), situation()],
        "gap_notes": draw(st.lists(notes, max_size=3)),
        "check_ins": [check_in(checked_on=day) for day in draw(st.lists(DAYS, max_size=2))],
    }


#: Soon after the last row, weeks later, and so late that nobody knows what came since.
ENDS = st.sampled_from([date(2026, 4, 6), date(2026, 5, 3), date(2026, 12, 31)])
