"""Any writer, and what she says of herself: hours wanted, weeks without work, days off."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from reports.frames import GapCause
from tests.reports.factories import check_in, gap_note, situation, unpaid
from tests.reports.some_writer import days, some_writer

notes = st.builds(
    lambda first, length, **rest: gap_note(
        starts_on=first, ends_on=None if length is None else first + timedelta(days=length), **rest
    ),
    first=days,
    length=st.none() | st.integers(0, 30),
    cause=st.none() | st.sampled_from([str(cause) for cause in GapCause]),
    is_planned=st.none() | st.booleans(),
    platform_id=st.sampled_from([None, None, "wren"]),
)
facts = st.builds(
    lambda first, length, value: situation(
        fact="hours_wanted",
        starts_on=first,
        ends_on=None if length is None else first + timedelta(days=length),
        value=value,
    ),
    first=st.just(date(2026, 1, 1)) | days,
    length=st.none() | st.integers(0, 60),
    value=st.sampled_from(["40", "37.5", "10", "0", None]),
)


@st.composite
def busy_ledger(draw):
    """Rows by noun, most of them of 1 February to 17 April 2026."""
    rows = draw(some_writer())
    early = draw(st.sampled_from([[], [unpaid(contract_id="a", worked_on=date(2026, 1, 20))]]))
    return {
        **rows,
        "tasks": [*rows["tasks"], *early],
        "situations": [*draw(st.lists(facts, max_size=3)), situation()],
        "gap_notes": draw(st.lists(notes, max_size=3)),
        "check_ins": [check_in(checked_on=day) for day in draw(st.lists(days, max_size=2))],
    }


#: While she works, soon after the last row, and so late that nobody knows what came since.
ENDS = st.sampled_from([date(2026, 4, 2), date(2026, 5, 3), date(2026, 12, 31)])
