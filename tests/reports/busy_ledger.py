"""Any writer, and what she says of herself: hours wanted, weeks without work, days off."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from reports.frames import GapCause
from tests.reports.factories import (
    check_in,
    contract,
    gap_note,
    payment,
    payout,
    situation,
    task,
    terms,
    unpaid,
)
from tests.reports.some_writer import FIRST, days, some_writer

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


@st.composite
def full_ledger(draw):
    """A busy ledger whose writer, on two contracts more, has something for every chart: tests before the pay, new terms,
    rated work, pay that came and pay that did not, some of it late.
    """
    rows = draw(busy_ledger())
    added = [
        draw(_contract_with_everything(name, platform)) for name, platform in (("d", "heron"), ("e", "wren"))
    ]
    return {
        **rows,
        **{noun: [*rows.get(noun, ()), *(row for one in added for row in one[noun])] for noun in added[0]},
    }


@st.composite
def _contract_with_everything(draw, name, platform_id):
    home = {"contract_id": name}
    began, rates = draw(st.integers(0, 20)), draw(st.tuples(*[st.integers(100, 6000)] * 2))
    turned = began + draw(st.integers(5, 30))
    worked = draw(
        st.lists(
            st.tuples(st.integers(1, 50), st.integers(900, 30_000), st.integers(1, 5)), min_size=4, max_size=8
        )
    )
    paid = draw(st.lists(st.tuples(st.integers(5, 60), st.integers(-4000, 30_000)), min_size=1, max_size=3))
    lag = draw(st.sampled_from([None, 0, 7, 14, 60]))

    def day(number):
        return FIRST + timedelta(days=number)

    return {
        "contracts": [contract(id=name, platform_id=platform_id, name=f"Everything of {name}")],
        "terms": [
            terms(**home, effective_on=day(on), rate_minor=rate, pay_lag_days=lag)
            for on, rate in zip((began, turned), rates, strict=True)
        ],
        "tasks": [
            unpaid(**home, worked_on=day(began), unpaid_category="assessment", seconds=draw(st.integers(60, 9000))),
            *(
                task(**home, kind="ranking", worked_on=day(began + after), seconds=seconds, toll=toll, outcome="approved",
                     expected_minor=draw(st.none() | st.integers(0, 20_000)))
                for after, seconds, toll in worked
            ),
        ],
        "payments": [
            payment(**home, kind="clawback" if minor < 0 else "task_pay", earned_on=day(began + after), amount_minor=abs(minor) or 1)
            for after, minor in paid
        ],
        "payouts": [
            payout(platform_id=platform_id, arrived_on=day(began + after + 3), gross_minor=max(1, minor))
            for after, minor in paid[1:]
        ],
    }  # fmt: skip
