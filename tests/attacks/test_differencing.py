"""Subtracting one release from another (T43): four quarters, all tables, and everything that may happen between them.

Somebody joins, leaves, edits what is closed, is erased, asks again: no stored byte moves. Computed anew, a quarter would tell.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise

import pytest

from app import clock, errors
from app.database import migrate, open_engine, transaction
from app.jobs import releases as release_job
from app.jobs import releasing
from app.records.payment import PaymentUpdate
from app.store import enrolments, everything, payments, release_builds, releases
from reports.audit import Demands, Kind, NotReleasable, Released, check_difference, differences
from reports.cohorts import Measure
from reports.documents import release_charts
from tests.attacks.quarters_of_a_campaign import ALL, ON_FILE, QUARTERS, Campaign, after, begun

WRITERS = 24
DEMANDS = Demands(k=5, p=10)
AUTUMN, WINTER, SPRING, SUMMER = QUARTERS
#: What the first release shows; the last thing that happens is that somebody asks for the rest.
FEW = ALL[:2]


@dataclass
class Year:
    """What was stored after every event, and what the first quarter would have been computed from then."""

    campaign: Campaign
    stored: dict[str, dict[str, set]]
    anew: dict[str, Released]

    def happened(self, event, *, changes_rows=False):
        self.stored[event] = self.campaign.stored()
        if changes_rows:
            self.anew[event] = self.campaign.computed_anew(AUTUMN)


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """Four quarters, each released three days after it was closed, and after each release one event."""
    url = f"sqlite:///{tmp_path_factory.mktemp('year') / 'pagerate.db'}"
    migrate(url)
    engine = open_engine(url)
    campaign = begun(engine, WRITERS, others=1)
    told = Year(campaign, {}, {})
    tables = {AUTUMN: FEW, WINTER: ALL, SPRING: ALL, SUMMER: ALL}
    events = {AUTUMN: joins, WINTER: leaves, SPRING: edits, SUMMER: is_erased}
    with pytest.MonkeyPatch.context() as patch:
        # Half of the time would be drawing; what is drawn is of the figures in the other files.
        patch.setattr(release_charts, "chart_png", lambda *_, **__: b"drawn")
        for quarter, event in events.items():
            with clock.frozen(after(quarter)):
                assert campaign.release(quarter, tables[quarter]) == 1
                told.happened(f"release of {quarter.start}")
                event(campaign)
                told.happened(event.__name__, changes_rows=True)
                ask_again(campaign, quarter)
                told.happened(f"asked again for {quarter.start}")
        with clock.frozen(after(SUMMER)):
            ask_for_more(campaign)
            told.happened("asked for more")
    yield told
    engine.dispose()


def joins(campaign):
    campaign.join(campaign.writers[-1])


def leaves(campaign):
    with transaction(campaign.engine) as connection:
        enrolments.leave(connection, campaign.writers[0], campaign.public.id)


def edits(campaign):
    """Her pay of a quarter that was released long ago."""
    with transaction(campaign.engine) as connection:
        of_autumn = [
            one
            for one in payments.page(connection, campaign.writers[1], 500).rows
            if AUTUMN.start <= one.earned_on <= AUTUMN.last
        ]
        said = of_autumn[0].model_dump(include=set(PaymentUpdate.model_fields))
        change = PaymentUpdate(**{**said, "amount_minor": of_autumn[0].amount_minor + 90_000})
        payments.amend(connection, campaign.writers[1], of_autumn[0].id, change)


def is_erased(campaign):
    with transaction(campaign.engine) as connection:
        everything.erase(connection, campaign.writers[2])


def ask_again(campaign, quarter):
    """For the same quarter, by its release and by its page."""
    before = campaign.stored()
    assert campaign.release(quarter, ALL) == 0
    with transaction(campaign.engine) as connection:
        there = releases.newest(connection, campaign.public.id, quarter.start)
        with pytest.raises(errors.Invalid):
            releasing.ask(connection, campaign.organizer, campaign.public.id, quarter.start, there.tables)
        assert release_builds.list_all(connection, campaign.organizer, campaign.public.id) == []
    assert campaign.stored() == before


def ask_for_more(campaign):
    with transaction(campaign.engine) as connection:
        releasing.ask(connection, campaign.organizer, campaign.public.id, AUTUMN.start, ALL)
    assert release_job.build_waiting(campaign.engine, ON_FILE) == 1


# What is stored


def test_no_stored_byte_is_changed_or_gone_after_anything_that_happens(year):
    for (_, earlier), (event, later) in pairwise(year.stored.items()):
        for name, rows in earlier.items():
            assert rows <= later[name], event
    assert {
        name: len(rows) for name, rows in year.stored["asked for more"].items() if name != "release_file"
    } == {
        "period_result": 4,
        "release": 5,
    }


def test_only_a_release_and_asking_for_more_store_anything(year):
    grew = {event for (_, earlier), (event, later) in pairwise(year.stored.items()) if earlier != later}
    assert grew == {*(f"release of {quarter.start}" for quarter in QUARTERS[1:]), "asked for more"}


def test_a_later_version_says_the_same_of_what_was_shown_though_one_was_edited_and_one_erased(year):
    campaign = year.campaign
    with transaction(campaign.engine) as connection:
        said = [
            json.loads(releases.file_of(connection, version, "en", "release.json"))
            for version in (
                releases.get(connection, campaign.organizer, campaign.public.id, AUTUMN.start, number)
                for number in (1, 2)
            )
        ]
    first, second = ({table["key"]: table for table in one["tables"]} for one in said)
    assert (list(first), list(second)) == (FEW, ALL)
    assert {key: second[key] for key in FEW} == first


def test_a_later_quarter_differs_by_its_own_enrolments_only(year):
    campaign = year.campaign
    counted = [set(campaign.released[quarter.start].who) for quarter in QUARTERS]
    gone, *stay, new = campaign.writers
    assert counted == [{gone, *stay}, {gone, *stay, new}, {*stay, new}, {*stay, new}]


def test_no_release_counts_so_exactly_that_one_who_joined_or_left_is_seen(year):
    campaign = year.campaign
    with transaction(campaign.engine) as connection:
        versions = releases.list_all(connection, campaign.organizer, campaign.public.id)
    assert {version.writers_band for version in versions} == {"20-49"}


# What a difference tells


@pytest.mark.parametrize("event", ["joins", "leaves"])
def test_computed_anew_a_closed_quarter_tells_nothing_of_who_joined_or_left_since(year, event):
    assert check_difference(year.campaign.released[AUTUMN.start], year.anew[event], DEMANDS) is None


@pytest.mark.parametrize(("event", "before"), [("edits", "leaves"), ("is_erased", "edits")])
def test_computed_anew_it_would_tell_of_who_edited_or_was_erased(year, event, before):
    """Why a period is computed once."""
    with pytest.raises(NotReleasable, match="changed since an earlier release by fewer writers"):
        check_difference(year.anew[before], year.anew[event], DEMANDS)


def test_computed_anew_with_one_more_writer_it_would_tell_her_pay(year):
    """E10: 540 - 507 = 33."""
    campaign = year.campaign
    new = campaign.writers[-1]
    before = year.anew["is_erased"]
    with clock.frozen(after(SUMMER)):
        later = campaign.computed_anew(AUTUMN, new)
    found = [one for one in differences(before, later, DEMANDS) if one.measure is Measure.PAY]
    told = next(one for one in found if not one.place)
    assert told.kind is Kind.FEW_CHANGES
    assert told.high == pay_of(later) - pay_of(before) > 0
    with pytest.raises(NotReleasable):
        check_difference(before, later, DEMANDS)


def pay_of(released):
    """What all of them earned."""
    cohort = released.cohort
    pay = next(sums for sums in cohort.sums if sums.measure is Measure.PAY)
    return int(pay.values[pay.cells.tolist().index(cohort.number())])
